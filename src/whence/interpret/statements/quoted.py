"""Quotations of an article: what kind a content is, and the quoted words that no cue of their own sentence accounts for.

The rules are those of newspaper typesetting (Chicago Manual of Style, 13.30 and 13.32): a quotation that goes on in the next
paragraph is re-opened there and closed only at its end; a quotation that is a sentence of its own after "…, he said." goes on
with the same speaker; a line that ends in a colon introduces the quotation below it; a name behind a dash signs the quotation
before it; in a script everything behind "SPEAKER:" is said.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from itertools import pairwise

from whence.interpret.statements.drafts import Draft, Extents, trimmed
from whence.lexicon.marks import quotations, sentence_breaks
from whence.records.article import PROSE, Article
from whence.records.statement import Quotation

SENTENCE_WORDS = 4  # a quotation of fewer words is a name, a title or a scare quote unless a cue takes it
# Without the tagger; on PolNeAR dev names behind a dash are right 19 of 19 times, bare quotations never, because its annotators
# gave every quotation a source, however far away (benchmarks/confidence.py).
SIGNED_CONFIDENCE, BARE_CONFIDENCE = 0.9, 0.5
WINDOW = 12  # characters before a mark in which a sentence's end shows: stop, marks, brackets, white space
_WORD = re.compile(r"\w+")
# "― Ann Lee, 43, a nurse": a dash and a name to the end of the line.  Em dash, horizontal bar, en dash, two hyphens.
_SIGNATURE = re.compile(r"[\s\"”’'»]*(?P<dash>[—―–]|--)\s*(?P<name>[A-Z][^\n]{1,100}?)[\s.]*")
_SENTENCE_END = re.compile(r"[.!?…][\"”’'»)\]]*\s*$")
_STOPS = re.compile(r"\s*(?:[.!?]|$)")


@dataclass(frozen=True, slots=True)
class Quoted:
    """The words between two marks: offsets into the article, block, and what the marks look like."""

    block: int
    start: int
    end: int
    single: bool
    closed: bool
    opens_block: bool
    ends_block: bool
    opens_sentence: bool
    ends_sentence: bool


class Marks:
    """All double (and paired single) quotations of the article's prose, in order."""

    def __init__(self, article: Article) -> None:
        self.quoted: list[Quoted] = []
        for number, block in enumerate(article.blocks):
            if block.role in PROSE:
                self.quoted += _quoted(article.text[block.start : block.end], number, block.start)
        self._starts = [each.start for each in self.quoted]

    def around(self, start: int, end: int) -> Quoted | None:
        """The quotation that holds start:end, the innermost one; None outside quotations."""
        for place in range(bisect_right(self._starts, start) - 1, -1, -1):
            each = self.quoted[place]
            if end <= each.end:
                return each
            if each.end <= start and not each.single:  # only a single pair lies inside another one
                return None
        return None

    def kind(self, content: Extents) -> Quotation:
        """direct: every span lies in quotation marks; mixed: some quoted words; indirect: none."""
        if all(self.around(start, end) for start, end in content):
            return "direct"
        return "mixed" if any(self._touch(start, end) for start, end in content) else "indirect"

    def _touch(self, start: int, end: int) -> bool:
        opens = bisect_left(self._starts, start) < bisect_left(self._starts, end)
        return opens or self.around(start, start + 1) is not None


def _quoted(block: str, number: int, start: int) -> list[Quoted]:
    found, last = [], 0
    pairs = quotations(block)
    if pairs:
        tail = block[pairs[-1].open_start :]
        last = pairs[-1].open_start + max((word.end() for word in _WORD.finditer(tail)), default=0)
    for each in pairs:
        before = block[max(0, each.open_start - WINDOW) : each.open_start]
        opens = each.open_start <= WINDOW and not before.strip()
        inside = block[max(each.open_end, each.close_start - WINDOW) : each.close_start]
        found.append(
            Quoted(
                block=number,
                start=start + each.open_end,
                end=start + each.close_start,
                single=each.single,
                closed=each.closed,
                opens_block=opens,
                ends_block=each.close_end >= last,
                opens_sentence=opens or bool(_SENTENCE_END.search(before)),
                ends_sentence=bool(_SENTENCE_END.search(inside) or _STOPS.match(block, each.close_end)),
            )
        )
    return found


class Taken:
    """Which characters of the text a draft accounts for, as its source, cue or content."""

    def __init__(self, text: str, drafts: list[Draft]) -> None:
        self._on = bytearray(len(text))
        for draft in drafts:
            for extent in (*draft.content, *draft.cue, *draft.source):
                self.add(*extent)

    def add(self, start: int, end: int) -> None:
        """Characters start:end are accounted for."""
        self._on[start:end] = b"\x01" * (end - start)

    def touches(self, start: int, end: int) -> bool:
        """Is any of the characters accounted for?"""
        return self._on.find(1, start, end) >= 0


def with_quotations(drafts: list[Draft], article: Article, marks: Marks) -> list[Draft]:
    """The drafts with the quotations that belong to them, and a draft for every quotation that has no cue at all."""
    drafts = _whole_turns(drafts, article)
    taken = Taken(article.text, drafts)
    waiting = sorted(range(len(drafts)), key=lambda place: -_anchor(drafts[place]))
    latest: int | None = None
    for quoted in marks.quoted:
        while waiting and _anchor(drafts[waiting[-1]]) < quoted.start:
            place = waiting.pop()
            latest = place if latest is None or _supersedes(drafts[place], drafts[latest]) else latest
        extent = trimmed(article.text, quoted.start, quoted.end)
        if extent is None or taken.touches(quoted.start, quoted.end):
            continue
        if latest is not None and _continues(drafts[latest], quoted, article, marks):
            drafts[latest] = _continued(drafts[latest], quoted, extent, article)
        elif _stands_alone(quoted, article.text):
            drafts.append(_signed(quoted, extent, article) or _alone(quoted, extent))
            latest = len(drafts) - 1
        else:
            continue
        taken.add(*extent)
    return [draft for draft in drafts if draft.content]


def _anchor(draft: Draft) -> int:
    return (draft.cue or draft.content)[-1][0]


def _told_until(draft: Draft) -> int:
    return max(end for _, end in (*draft.cue, *draft.content))


def _supersedes(draft: Draft, latest: Draft) -> bool:
    """Does a quotation behind both go on with `draft`?  Not where that one only passes on the other, and holds it whole."""
    parts = (*latest.cue, *latest.content)
    passes_on = latest.cue and all(any(low <= start and end <= high for low, high in draft.content) for start, end in parts)
    return _told_until(draft) > _told_until(latest) and not passes_on


def _continued(draft: Draft, quoted: Quoted, extent: tuple[int, int], article: Article) -> Draft:
    reason = "quotation introduced by a colon" if _introduces(draft, quoted, article) else "quotation goes on"
    return replace(draft, content=tuple(sorted((*draft.content, extent)))).because(reason)


def _alone(quoted: Quoted, extent: tuple[int, int]) -> Draft:
    return Draft(quoted.block, (), (), (extent,), BARE_CONFIDENCE, ("quotation without a cue",))


def _signed(quoted: Quoted, extent: tuple[int, int], article: Article) -> Draft | None:
    """A quotation with its speaker's name behind a dash, at the end of its own line or as the whole of the next one."""
    number = _next_prose(article, quoted.block) if quoted.ends_block else quoted.block
    if not quoted.closed or number is None:
        return None
    block = article.blocks[number]
    signature = _SIGNATURE.fullmatch(article.text, max(block.start, quoted.end), block.end)
    holder = signature and trimmed(article.text, *signature.span("name"))
    if not signature or not holder:
        return None
    cue = (signature.span("dash"),)
    return Draft(quoted.block, (holder,), cue, (extent,), SIGNED_CONFIDENCE, ("name behind a dash",))


def _whole_turns(drafts: list[Draft], article: Article) -> list[Draft]:
    """In a script ("SPEAKER: …" at the head of blocks) everything is said, to the next speaker or the end of the block.

    One such block alone is a script only when its speaker is in capitals: else it may be a summary ("Police: no charges").
    """
    labels = sorted((draft.source[0][0], place) for place, draft in enumerate(drafts) if _is_label(draft, article.text))
    heads = {drafts[place].block: place for at, place in labels if at == article.blocks[drafts[place].block].start}
    found = list(drafts)
    for (_, place), (following, _) in pairwise([*labels, (len(article.text), -1)]):
        draft = drafts[place]
        head = heads.get(draft.block)
        if head is None or (len(heads) < 2 and not article.text[slice(*drafts[head].source[0])].isupper()):
            continue
        whole = trimmed(article.text, draft.content[0][0], min(following, article.blocks[draft.block].end))
        if whole and whole[1] > draft.content[-1][1]:
            found[place] = replace(draft, content=(whole,))
    return found


def _is_label(draft: Draft, text: str) -> bool:
    """Is this "SPEAKER: words"?"""
    if not (draft.source and draft.content and draft.cue and text[slice(*draft.cue[0])] == ":"):
        return False
    behind = draft.source[-1][1] <= draft.cue[0][0] <= draft.content[0][0]
    return behind and not _WORD.search(text, draft.source[-1][1], draft.cue[0][0])


def _stands_alone(quoted: Quoted, text: str) -> bool:
    """A whole sentence or more between the marks, and nothing else in that sentence: no name, title or scare quote."""
    words = _WORD.findall(text, quoted.start, quoted.end)
    if len(words) < SENTENCE_WORDS or _is_titled(words):
        return False
    return quoted.opens_sentence and quoted.ends_sentence and (quoted.closed or quoted.opens_block)


def _is_titled(words: list[str]) -> bool:
    """Do all long words begin with a capital, as in titles (Chicago Manual of Style, 8.159), and not all in capitals?"""
    long = [word for word in words if len(word) > 3]
    return all(not word[0].islower() for word in long) and not all(word.isupper() for word in long)


def _continues(draft: Draft, quoted: Quoted, article: Article, marks: Marks) -> bool:
    """Does the quotation go on with what the draft, the last one before it, tells?"""
    if _introduces(draft, quoted, article):
        return True
    if not draft.content:
        return False
    last = marks.around(*draft.content[-1])
    if last is not None and not last.closed and last.ends_block and quoted.opens_block:
        return _next_prose(article, last.block) == quoted.block
    if not _stands_alone(quoted, article.text) or quoted.block != (last.block if last else draft.block):
        return False
    if last is not None:  # "“…,” she said on Friday. “…”": nothing but the end of her sentence may stand between
        return sentence_breaks(article.text, draft.end, quoted.start + 1) <= 1
    return bool(draft.source) and draft.end < quoted.start and not _WORD.search(article.text, draft.end, quoted.start)


def _introduces(draft: Draft, quoted: Quoted, article: Article) -> bool:
    """Does the draft's block end in a colon, in the sentence of its cue, with the quotation opening the next block?"""
    end = article.blocks[draft.block].end
    if not draft.cue or not quoted.opens_block or article.text[end - 1] != ":":
        return False
    return _next_prose(article, draft.block) == quoted.block and not sentence_breaks(article.text, draft.cue[-1][1], end)


def _next_prose(article: Article, number: int) -> int | None:
    """The number of the next block that can say something."""
    for later in range(number + 1, len(article.blocks)):
        if article.blocks[later].role in PROSE:
            return later
    return None
