"""What changed from one version of an article to the next, sentence by sentence."""

from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Literal

import msgspec

from whence.lexicon.marks import sentence_ends
from whence.records.reading import Reading
from whence.records.spans import Span, span_of

_SPACE = " \t\r\n\f\v\u00a0\u2028\u2029"


class Change(msgspec.Struct, frozen=True):
    """One sentence that another version has otherwise: its span there (`old`) and here (`new`); null where it has none."""

    kind: Literal["added", "removed", "changed"]
    old: Span | None
    new: Span | None


def difference(old: Reading, new: Reading) -> tuple[Change, ...]:
    """The sentences that differ, in the order of the texts; a sentence that stands elsewhere is removed and added."""
    before, after = _sentences(old), _sentences(new)
    matcher = SequenceMatcher(None, [each.text for each in before], [each.text for each in after], autojunk=False)
    found = []
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if tag == "equal":
            continue
        for one, other in zip_longest(before[old_from:old_to], after[new_from:new_to]):
            found.append(Change("changed" if one and other else "removed" if one else "added", one, other))
    return tuple(found)


def _sentences(reading: Reading) -> list[Span]:
    """Every sentence of every block, without the white space around it."""
    text, found = reading.article.text, []
    for block in reading.article.blocks:
        begin = block.start
        ends = list(sentence_ends(text, block.start, block.end))
        for end in (*(_behind(text, each, block.end) for each in ends), block.end):
            sentence = _trimmed(text, begin, end)
            if sentence.text:
                found.append(sentence)
            begin = end
    return found


def _behind(text: str, stop: int, end: int) -> int:
    """The first white space behind a full stop and the marks that follow it."""
    return next((place for place in range(stop, end) if text[place] in _SPACE), end)


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in _SPACE:
        start += 1
    while end > start and text[end - 1] in _SPACE:
        end -= 1
    return span_of(text, start, end)
