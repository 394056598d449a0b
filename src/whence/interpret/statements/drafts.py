"""Links as character spans of the article, with the edges that the contract gives them."""

import re
from dataclasses import dataclass, replace

from whence.lexicon.cues import silence_split
from whence.lexicon.marks import mark_of
from whence.records.article import Article
from whence.records.encoding import Encoding, Extent, Link, Passage

Extents = tuple[tuple[int, int], ...]
_WORD = re.compile(r"\w")
_OPENING_THAT = re.compile(r"that\b[\s,:]*", re.IGNORECASE)
_OPEN_TO_CLOSE = {"(": ")", "[": "]"}


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement under construction; offsets are those of the article's text, `block` is the number of its cue's block."""

    block: int
    source: Extents
    cue: Extents
    content: Extents
    confidence: float
    reasons: tuple[str, ...] = ()

    @property
    def start(self) -> int:
        """Where its first part begins."""
        return min(start for start, _ in (*self.source, *self.cue, *self.content))

    def because(self, reason: str) -> "Draft":
        """The same with one more reason."""
        return replace(self, reasons=(*self.reasons, reason))


def trimmed(text: str, start: int, end: int, content: bool = False) -> tuple[int, int] | None:
    """The extent without white space, punctuation and quotation marks at its edges, nor (contents) an opening "that".

    A closing bracket stays when its opening one is inside, and a sign that belongs to a figure or a name stays ($5, 40%,
    @name, #tag).  None when nothing is left.
    """
    while start < end and not _WORD.match(text[start]) and text[start] not in "$£€#@+([":
        start += 1
    while end > start and not _WORD.match(text[end - 1]) and text[end - 1] not in "%$£€)]" and not text[end - 1] > "\u2190":
        end -= 1
    start, end = _without_lone_brackets(text, start, end)
    if content and (opening := _OPENING_THAT.match(text, start, end)) and opening.end() < end:
        return trimmed(text, opening.end(), end)
    return (start, end) if start < end else None


def _without_lone_brackets(text: str, start: int, end: int) -> tuple[int, int]:
    inside = text[start:end]
    for opening, closing in _OPEN_TO_CLOSE.items():
        if inside.endswith(closing) and inside.count(opening) < inside.count(closing):
            return start, end - 1
        if inside.startswith(opening) and inside.count(opening) > inside.count(closing):
            return start + 1, end
    return start, end


def drafts_of(article: Article, encoding: Encoding) -> list[Draft]:
    """One draft for every link, in the order of the text; a content may still be empty (see quoted.py)."""
    found = []
    for passage in encoding.passages:
        for link in passage.links:
            draft = _draft(article.text, passage, link)
            if draft is not None:
                found.append(draft)
    return found


def _draft(text: str, passage: Passage, link: Link) -> Draft | None:
    def extents(pieces: tuple[Extent, ...], content: bool = False) -> Extents:
        words, found = passage.words, []
        for place, (first, last) in enumerate(pieces):
            start, end = passage.start + words.starts[first], passage.start + words.ends[last]
            cut = trimmed(text, start, end, content and place == 0)
            if cut is not None:
                found.append(cut)
        return tuple(found)

    cue = extents((link.cue,)) or _bare(passage, link.cue)
    if mark_of(text[cue[0][0] : cue[0][1]]):
        return None
    draft = Draft(passage.block, extents(link.source), cue, extents(link.content, content=True), link.confidence)
    return silent(text, draft)


def _bare(passage: Passage, cue: Extent) -> Extents:
    """A cue of punctuation alone: the colon or dash of a script."""
    return ((passage.start + passage.words.starts[cue[0]], passage.start + passage.words.ends[cue[1]]),)


def silent(text: str, draft: Draft) -> Draft:
    """A silence cut as the contract wants it: the cue goes up to the preposition, the content is what it is about."""
    if not draft.content or draft.content[0][0] < draft.cue[-1][1]:
        return draft
    (start, end), *rest = draft.content
    moved = silence_split(text[draft.cue[0][0] : draft.cue[-1][1]], text[start:end])
    if not moved:
        return draft
    cue = (*draft.cue[:-1], (draft.cue[-1][0], start + len(text[start : start + moved].rstrip())))
    return replace(draft, cue=cue, content=((start + moved, end), *rest))
