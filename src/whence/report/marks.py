"""Where the marks of source, cue and content begin and end in a text: shared by the terminal and the page."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from whence.records.statement import Statement

Part = Literal["source", "cue", "content"]
PARTS: tuple[Part, ...] = ("source", "cue", "content")
_RAISED = str.maketrans("0123456789,", "⁰¹²³⁴⁵⁶⁷⁸⁹˒")
# Control characters move the cursor or the terminal's state, bidirectional overrides reorder what is read (CVE-2021-42574).
_HARMFUL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters `start:end` are this part of the statements with these numbers (from 1)."""

    start: int
    end: int
    part: Part
    numbers: tuple[int, ...]

    @property
    def label(self) -> str:
        """The numbers as raised figures: ¹ or ¹˒²."""
        return ",".join(map(str, self.numbers)).translate(_RAISED)


def marks_of(statements: tuple[Statement, ...]) -> list[Mark]:
    """All marks, outer ones first; a span that serves several statements is one mark with several numbers."""
    numbers: dict[tuple[int, int, Part], list[int]] = {}
    for number, statement in enumerate(statements, 1):
        spans = {"source": statement.source.spans, "cue": statement.cue.spans, "content": statement.content.spans}
        for part in PARTS:
            for span in spans[part]:
                numbers.setdefault((span.start, span.end, part), []).append(number)
    found = [Mark(start, end, part, tuple(those)) for (start, end, part), those in numbers.items()]
    return sorted(found, key=lambda mark: (mark.start, -mark.end, PARTS.index(mark.part), mark.numbers))


def within(marks: list[Mark], start: int, end: int) -> list[Mark]:
    """The marks that touch `start:end`, cut to it."""
    return [
        Mark(max(mark.start, start), min(mark.end, end), mark.part, mark.numbers)
        for mark in marks
        if mark.start < end and mark.end > start
    ]


def segments(marks: list[Mark], start: int, end: int) -> Iterator[tuple[int, int, list[Mark], list[Mark], list[Mark]]]:
    """`start:end` cut wherever a mark begins or ends: (start, end, marks on it, marks opening there, marks closing there)."""
    edges = sorted({start, end} | {edge for mark in marks for edge in (mark.start, mark.end)})
    for low, high in itertools.pairwise(edges):
        on = [mark for mark in marks if mark.start <= low and high <= mark.end]
        opening = [mark for mark in on if mark.start == low]
        closing = [mark for mark in reversed(on) if mark.end == high]
        yield low, high, on, opening, closing


def percent(confidence: float) -> str:
    """A confidence for people; never 100%: a machine is not certain, and rounding must not say so."""
    return f"{min(confidence, 0.99):.0%}"


def harmless(text: str) -> str:
    """The text with characters that could steer a terminal or reorder a line made visible, one for one."""
    return _HARMFUL.sub("\ufffd", text)
