"""Copies on a terminal: groups of articles that share text, where the text comes from and why, and the passages themselves."""

import io
import re
from collections.abc import Iterator, Mapping

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from whence.records.reading import Reading
from whence.records.spans import Span
from whence.records.trace import Copy, Trace
from whence.report.copies import RELATIONS, Group, Passage, direction, groups, passages, reasons, told_reason
from whence.report.marks import harmless, percent
from whence.report.tracefacts import TraceFacts
from whence.report.tracewords import articles_of, words_of
from whence.report.wording import opening, quoted

NARROWEST = 60
LONGEST = 180  # characters of a shared passage; a longer one loses its middle
REASON = 120
MOST = 6  # passages of a pair
STEP = 2  # columns of one level
_BREAK = re.compile(r"\s+")


def render(trace: Trace, readings: Mapping[str, Reading], width: int = 100, colour: bool = True) -> str:
    """The copies of a trace as text, at most `width` columns wide (at least 60)."""
    console, out = console_of(width, colour)
    facts = TraceFacts(trace, readings)
    found = groups(facts)
    show(console, facts, found)
    texts = [group for group in found if group.is_text]
    free = len(trace.articles) - len({key for group in texts for key in group.articles})
    told = f"{len(texts)} group{'' if len(texts) == 1 else 's'} of copied text" if texts else "No copies"
    console.print(Text(f"{told} · {articles_of(free)} of {len(trace.articles)} with a text of their own"))
    return without_blanks(out)


def console_of(width: int, colour: bool) -> tuple[Console, io.StringIO]:
    """A console that writes into a text."""
    out = io.StringIO()
    console = Console(
        file=out, width=max(width, NARROWEST), force_terminal=colour, no_color=not colour, highlight=False, markup=False,
        color_system="standard" if colour else None, legacy_windows=False, emoji=False,
    )  # fmt: skip
    return console, out


def without_blanks(out: io.StringIO) -> str:
    """What was written, without blanks at the ends of lines."""
    return "".join(line.rstrip() + "\n" for line in out.getvalue().splitlines())


def line(text: str) -> str:
    """Words of an article on one line that steers no terminal."""
    return harmless(_BREAK.sub(" ", text))


def show(console: Console, facts: TraceFacts, found: list[Group], with_passages: bool = True) -> None:
    """The groups, one below the other."""
    for group in found:
        what = "with the same text" if group.is_text else "with the same quotations, otherwise of their own"
        console.print(Text(f"{opening(articles_of(len(group.articles)))} {what}", style="bold"))
        for key in group.articles:
            _at(console, 1, Text(line(f"{facts.name(key)}, {facts.when(key)}")))
        console.print()
        for copy in group.pairs:
            _pair(console, facts, copy, with_passages)
        if group.more:
            rest = "1 more pair follows" if len(group.more) == 1 else f"{len(group.more)} more pairs follow"
            _at(console, 1, Text(f"{rest} from these.", style="dim"))
            console.print()


def _at(console: Console, level: int, text: Text) -> None:
    console.print(Padding(text, (0, 0, 0, level * STEP)))


def _pair(console: Console, facts: TraceFacts, copy: Copy, with_passages: bool) -> None:
    names = f"{facts.called(copy.a)} – {facts.called(copy.b)}"
    _at(console, 1, Text.assemble((line(names), "cyan"), f": {RELATIONS[copy.relation]} ({percent(copy.confidence)} sure)"))
    _at(console, 2, Text(line(opening(direction(facts, copy)))))
    for each in reasons(copy):
        words = f": {quoted(words_of(each.spans), REASON)}" if each.spans else ""
        _at(console, 3, Text(line(f"– {told_reason(facts, copy, each)}{words}")))
    if with_passages:
        for text in _passages(copy):
            _at(console, 3, text)
    console.print()


def _passages(copy: Copy) -> Iterator[Text]:
    found = passages(copy)
    for passage in found[:MOST]:
        yield Text.assemble((_places(passage), "dim"), f" {shortened((passage.a or passage.b or Span(0, 0, '')).text)}")
    if len(found) > MOST:
        yield Text(f"… and {len(found) - MOST} more", style="dim")


def _places(passage: Passage) -> str:
    """The offsets of a passage in both articles."""
    left, right = (f"{span.start}–{span.end}" if span else "–" for span in (passage.a, passage.b))
    return f"{left} | {right}"


def shortened(text: str, longest: int = LONGEST) -> str:
    """A passage in quotation marks on one line; a long one loses its middle, at the ends of words."""
    words = line(text)
    if len(words) > longest:
        half = longest // 2
        head, tail = words[:half].rsplit(" ", 1)[0], words[-half:].split(" ", 1)[-1]
        return f"“{head} … {tail}”"
    return f"“{words}”"
