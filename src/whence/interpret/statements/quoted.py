"""Quotations of an article: what kind a content is, and the quoted words that no cue of their own sentence accounts for.

The rules are those of newspaper typesetting (Chicago Manual of Style, 13.30 and 13.32): a quotation that goes on in the next
paragraph is re-opened there and closed only at its end; a quotation that is a sentence of its own after "…, he said." goes on
with the same speaker; a line that ends in a colon introduces the quotation below it.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, replace

from whence.interpret.statements.drafts import Draft, Extents, trimmed
from whence.lexicon.marks import quotations
from whence.records.article import Article
from whence.records.statement import Quotation

SAYING = frozenset({"paragraph", "blockquote", "list", "live item"})
SENTENCE_WORDS = 4  # a quotation of fewer words is a name, a title or a scare quote unless a cue takes it
RULE_CONFIDENCE = 0.5  # for what these rules find without the tagger; see benchmarks/confidence.py
_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"[.!?…][\"”’'»)\]]*\s*$")


@dataclass(frozen=True, slots=True)
class Quoted:
    """The words between two marks: offsets into the article, block, and what the marks look like."""

    block: int
    start: int
    end: int
    closed: bool
    opens_block: bool
    ends_block: bool
    opens_sentence: bool
    ends_sentence: bool


class Marks:
    """All double (and paired single) quotations of the article's prose."""

    def __init__(self, article: Article) -> None:
        self.quoted = [each for number, block in enumerate(article.blocks) if block.role in SAYING
                       for each in _quoted(article.text, number, block.start, block.end)]  # fmt: skip
        self._starts = [each.start for each in self.quoted]

    def around(self, start: int, end: int) -> Quoted | None:
        """The quotation that holds start:end, the innermost one; None outside quotations."""
        for each in reversed(self.quoted[: bisect_right(self._starts, start)]):
            if each.start <= start and end <= each.end:
                return each
            if each.end <= start and each.block != self.quoted[0].block and start - each.end > 20_000:
                break
        return None

    def within(self, start: int, end: int) -> list[Quoted]:
        """Quotations that touch start:end."""
        last = bisect_right(self._starts, end)
        return [each for each in self.quoted[:last] if each.end > start and each.start < end]

    def kind(self, content: Extents) -> Quotation:
        """direct: every span lies in quotation marks; mixed: some quoted words; indirect: none."""
        if all(self.around(start, end) for start, end in content):
            return "direct"
        return "mixed" if any(self.within(start, end) for start, end in content) else "indirect"


def _quoted(text: str, number: int, start: int, end: int) -> list[Quoted]:
    block = text[start:end]
    found = []
    for each in quotations(block):
        before, inside = block[: each.open_start].rstrip(), block[each.open_end : each.close_start]
        found.append(
            Quoted(
                block=number,
                start=start + each.open_end,
                end=start + each.close_start,
                closed=each.closed,
                opens_block=not before,
                ends_block=not _WORD.search(block[each.close_end :]),
                opens_sentence=not before or bool(_SENTENCE_END.search(before)),
                ends_sentence=bool(_SENTENCE_END.search(inside)) or block[each.close_end :].lstrip()[:1] in ("", ".", "!", "?"),
            )
        )
    return found


def with_quotations(drafts: list[Draft], article: Article, marks: Marks) -> list[Draft]:
    """The drafts with the quotations that belong to them, and a draft for every quotation that has no cue at all."""
    drafts = list(drafts)
    for quoted in marks.quoted:
        extent = trimmed(article.text, quoted.start, quoted.end)
        if extent is None or _taken(drafts, quoted):
            continue
        owner = _owner(drafts, quoted, article, marks)
        if owner is not None:
            draft = drafts[owner]
            reason = "quotation goes on" if draft.content else "quotation introduced by a colon"
            drafts[owner] = replace(draft, content=tuple(sorted((*draft.content, extent)))).because(reason)
        elif _stands_alone(quoted, article.text):
            drafts.append(Draft(quoted.block, (), (), (extent,), RULE_CONFIDENCE, ("quotation without a cue",)))
    return [draft for draft in drafts if draft.content]


def _taken(drafts: list[Draft], quoted: Quoted) -> bool:
    """Does a draft account for the quoted words, as its content, or by a cue that stands in them?"""
    return any(
        start < quoted.end and quoted.start < end
        for draft in drafts
        for start, end in (*draft.content, *draft.cue, *draft.source)
    )


def _stands_alone(quoted: Quoted, text: str) -> bool:
    """A whole sentence or more between the marks, and nothing else in that sentence: no name, title or scare quote."""
    words = len(_WORD.findall(text, quoted.start, quoted.end))
    return words >= SENTENCE_WORDS and quoted.opens_sentence and quoted.ends_sentence and (quoted.closed or quoted.opens_block)


def _owner(drafts: list[Draft], quoted: Quoted, article: Article, marks: Marks) -> int | None:
    """The draft that the quotation continues, None when there is none."""
    before = [(place, draft) for place, draft in enumerate(drafts) if (draft.cue or draft.content)[-1][0] < quoted.start]
    if not before:
        return None
    place, draft = max(before, key=lambda each: max(end for _, end in (*each[1].cue, *each[1].content)))
    if not draft.content:
        return place if _introduces(draft, quoted, article) else None
    last = marks.around(*draft.content[-1])
    if last is None or not _stands_alone(quoted, article.text):
        return None
    if quoted.block == last.block:
        return place
    run_on = not last.closed and last.ends_block and quoted.opens_block and _next_prose(article, last.block) == quoted.block
    return place if run_on else None


def _introduces(draft: Draft, quoted: Quoted, article: Article) -> bool:
    """Does the draft's block end in a colon after its cue, with the quotation opening the next block?"""
    block = article.blocks[draft.block]
    return (
        article.text[block.start : block.end].rstrip().endswith(":")
        and quoted.opens_block
        and _next_prose(article, draft.block) == quoted.block
    )


def _next_prose(article: Article, number: int) -> int | None:
    """The number of the next block that can say something."""
    for later in range(number + 1, len(article.blocks)):
        if article.blocks[later].role in SAYING:
            return later
    return None
