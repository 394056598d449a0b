"""Quotation marks: which characters they are, and which word of a paragraph stands inside a quotation.

The rule is the typesetter's: an opening mark touches the word after it, a closing mark the word before it.  A mark that
could be either opens when nothing is open.  Single marks count only in pairs, because an apostrophe looks the same.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from whence.lexicon.tables import table

_TABLE = table("marks")
MOJIBAKE: dict[str, str] = _TABLE["mojibake"]
DOUBLE = frozenset(_TABLE["double"])
SINGLE = frozenset(_TABLE["single"])
OPENS = frozenset(_TABLE["opens"])
CLOSES = frozenset(_TABLE["closes"])
BROKEN = "|".join(re.escape(each) for each in sorted(MOJIBAKE, key=len, reverse=True))
_MARK = re.compile(rf"{BROKEN}|''|``|[{re.escape(''.join(m for m in DOUBLE | SINGLE if len(m) == 1))}]")

_ELISION = re.compile(r"\d\ds?\b|(?:em|til|cause|tis|twas|n)\b", re.IGNORECASE)
# Of the word before a stop, only as much as the longest abbreviation has: \w* would take the square of a long word's time.
_SYMBOLS = "(?:[\\u2600-\\u27bf\\U0001f300-\\U0001faff]\\ufe0f?\\s*)*"  # an emoji may open a sentence
_BREAK = re.compile(rf"(\w{{0,8}})([.!?…])[\"”’'»)\]]*\s+[\"“‘«„(\[]*{_SYMBOLS}(?=([^\W\d_]))")
_ABBREVIATIONS = frozenset(_TABLE["abbreviations"].split())


def sentence_ends(text: str, start: int, end: int) -> Iterator[int]:
    """Where a sentence of text[start:end] ends with another one beginning behind it: the places of the full stops.

    A stop behind a title ("Gov."), an initial or another capitalised word of one or two letters ends none.
    """
    for found in _BREAK.finditer(text, start, end):
        word = found[1]
        short = found[2] == "." and (word in _ABBREVIATIONS or (0 < len(word) < 3 and word[0].isupper()))
        if not short and not found[3].islower():
            yield found.start(2)


def sentence_breaks(text: str, start: int, end: int) -> int:
    """How many sentences end in text[start:end] with another one beginning there."""
    return sum(1 for _ in sentence_ends(text, start, end))


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation of a paragraph, in offsets of that paragraph.

    `open_start:open_end` is the opening mark, `close_start:close_end` the closing one; both ends of the closing mark are the
    paragraph's length when it is never closed (`closed` is false).
    """

    open_start: int
    open_end: int
    close_start: int
    close_end: int
    single: bool
    closed: bool


def mark_of(text: str) -> str | None:
    """The mark that a token stands for (a broken one mended), None when it is not a quotation mark."""
    text = MOJIBAKE.get(text, text)
    return text if text in DOUBLE or text in SINGLE else None


def _may_open(text: str, start: int, end: int, mark: str) -> bool:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return not before.isalnum() and not after.isspace() and not (mark in CLOSES and mark in SINGLE)


def _may_close(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return not before.isspace() and not after.isalnum()


def _decimal_or_elision(text: str, end: int) -> bool:
    """True for '90s and 'em: a single mark that stands for something left out."""
    return bool(_ELISION.match(text, end))


def quotations(paragraph: str) -> list[Quotation]:
    """The quotations of one paragraph in order of their opening; a single pair may lie inside a double one."""
    found: list[Quotation] = []
    double: tuple[int, int] | None = None
    single: tuple[int, int] | None = None
    for match in _MARK.finditer(paragraph):
        mark, start, end = MOJIBAKE.get(match.group(), match.group()), match.start(), match.end()
        can_open, can_close = _may_open(paragraph, start, end, mark), _may_close(paragraph, start, end)
        if mark in SINGLE:
            if single is not None and can_close:
                found.append(Quotation(*single, start, end, single=True, closed=True))
                single = None
            elif single is None and can_open and not _decimal_or_elision(paragraph, end):
                single = (start, end)
            continue
        if double is None:
            if mark not in CLOSES or (can_open and not can_close):
                double = (start, end) if can_open or not can_close else None
        elif mark in OPENS and can_open and not can_close:
            found.append(Quotation(*double, start, start, single=False, closed=False))
            double = (start, end)
        else:
            found.append(Quotation(*double, start, end, single=False, closed=True))
            double = None
            single = None if single and single[0] < start else single
    if double is not None:
        length = len(paragraph)
        found.append(Quotation(*double, length, length, single=False, closed=False))
    return sorted(found, key=lambda quotation: quotation.open_start)
