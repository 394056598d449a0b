"""By what means, and where, every statement was said: "in a statement", "told a grand jury", "during a visit to Holm".

Only words of the statement's own sentence count, beside its cue and outside what is said (contract.md, "Medium").  A phrase
before the first cue of its sentence belongs to that cue; any other phrase to the cue before it.  Where the same holder goes on
("and demanded …") the medium goes on with him.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from msgspec.structs import replace

from whence.lexicon.credits import dateline_of
from whence.lexicon.marks import sentence_ends
from whence.lexicon.media import (
    Phrase,
    Place,
    addressee,
    dateline_place,
    in_relative_clause,
    interviewer,
    media_in,
    medium_of_cue,
    opens_clause,
    places_in,
    says_here,
)
from whence.records.article import PROSE, Article
from whence.records.spans import Span, span_of
from whence.records.statement import Medium, Statement

HIDDEN = "\x00"  # stands for what is said, so that no phrase is found in it or reaches over it
REACH = 400  # characters of a sentence on either side of the cue that are looked at
_GOES_ON = re.compile(r"\W*(?:(?:and|but|then|also|later)\W+){0,3}(?:\w+ly\W+)?")
_RELATIVE = re.compile(r"[^,.;]{0,40},? (?:in which|which|that)\b[^,.;]{0,40}$")
_PRONOUNS = frozenset({"he", "she", "they", "it"})
_HEARD = frozenset({"interview", "news conference", "speech", "testimony", "broadcast", "phone call"})  # occasions that go on
_NOT_SAID = frozenset({"think", "feel"})  # what somebody wants or knows is no part of an occasion
Extent = tuple[int, int]
T = TypeVar("T", Phrase, Place)


@dataclass(frozen=True, slots=True)
class Frame:
    """A statement with its sentence: `text` is that sentence with everything said hidden, `start` where it begins."""

    statement: Statement
    start: int
    text: str
    cue_start: int
    cue_end: int


def media(article: Article, statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """The statements with medium and place filled where the article tells them; everything else is left as it was."""
    day = article.dates.published.value if article.dates.published else None
    said, outer = _said(statements), {each.id: each for each in statements}
    frames = [_frame(article, each, outer.get(each.inside or ""), said) for each in statements]
    beside: dict[tuple[int, str], list[Frame]] = {}
    for frame in frames:
        if frame:
            beside.setdefault((frame.start, frame.text), []).append(frame)
    here = _dateline_place(article)
    found: list[Statement] = []
    for frame, statement in zip(frames, statements, strict=True):
        others = beside[frame.start, frame.text] if frame else []
        medium = _medium(article, frame, others, day) if frame else None
        place = _place(article, frame, others, here) if frame else None
        found.append(replace(statement, medium=medium, place=place))
    return _carried(article, found, frames)


# --- frames --------------------------------------------------------------------------------------------------------------


def _said(statements: tuple[Statement, ...]) -> list[Extent]:
    """Where something is said, in order."""
    return sorted((span.start, span.end) for each in statements for span in each.content.spans)


def _frame(article: Article, statement: Statement, outer: Statement | None, said: list[Extent]) -> Frame | None:
    """The sentence of the cue, within the outer statement's content where there is one; None without a cue."""
    if not statement.cue.spans:
        return None
    cue_start, cue_end = statement.cue.spans[0].start, statement.cue.spans[-1].end
    first, low, high = _bounds(article, outer, cue_start)
    shown = list(article.text[low:high])
    for start, end in said[bisect_left(said, (first, 0)) : bisect_left(said, (high, 0))]:
        if not (start <= cue_start and cue_end <= end) and end > low:
            start, end = max(low, start) - low, min(high, end) - low
            shown[start:end] = HIDDEN * (end - start)
    ends = [at + 1 for at in sentence_ends(article.text, low, high) if shown[min(at, high - 1) - low] != HIDDEN]
    begins = max((at for at in ends if at <= cue_start), default=low)
    stops = min((at for at in ends if at >= cue_end), default=high)
    return Frame(statement, begins, "".join(shown[begins - low : stops - low]), cue_start, cue_end)


def _bounds(article: Article, outer: Statement | None, at: int) -> tuple[int, int, int]:
    """(start of the block or outer content that holds the cue, where to look from, where to)."""
    extents = [(span.start, span.end) for span in outer.content.spans] if outer else []
    extents += [(block.start, block.end) for block in article.blocks]
    low, high = next(((start, end) for start, end in extents if start <= at < end), (at, at))
    return low, max(low, at - REACH), min(high, at + REACH)


def _owned(frame: Frame, others: list[Frame], phrases: Sequence[T]) -> Iterator[T]:
    """The phrases that belong to the frame's cue; `others` are all statements whose cues stand in the sentence."""
    for phrase in phrases:
        owner = _owner(others, phrase)
        if owner is frame or (owner and _same_source(owner.statement, frame.statement) and _shares(owner, frame, phrase)):
            yield phrase


def _owner(others: list[Frame], phrase: Phrase | Place) -> Frame | None:
    """Whose the phrase is: of the cue before it in its clause, or of the first one behind it where none stands before."""
    at = others[0].start + phrase.at
    behind = min((each for each in others if each.cue_start >= at), key=lambda each: each.cue_start, default=None)
    before = max((each for each in others if each.cue_start < at), key=lambda each: each.cue_start, default=None)
    if phrase.ahead:
        return behind if behind and _is_told_behind(behind, phrase) else None
    if before is None and behind:
        return None if in_relative_clause(behind.text[phrase.end : behind.cue_start - behind.start]) else behind
    if before is None:
        return None
    between = before.text[before.cue_end - before.start : phrase.at].replace(HIDDEN, "")
    return None if opens_clause(between) else before


def _is_told_behind(frame: Frame, phrase: Phrase | Place) -> bool:
    """Do the words of what was given out follow: "issued a statement saying …", "sent a letter in which he said …"?"""
    joined = frame.text[phrase.end : frame.cue_start - frame.start]
    participle = frame.statement.cue.spans[0].text.endswith("ing") and not opens_clause(joined)
    return HIDDEN not in joined and (participle or _RELATIVE.match(joined) is not None)


def _shares(owner: Frame, frame: Frame, phrase: Phrase | Place) -> bool:
    """Does the phrase go on to another cue of the same holder?

    One before both does; one beside the first does where the second is joined to it ("wrote … and demanded …", "addressed …
    in an e-mail, saying …").
    """
    if frame.start + phrase.at < min(owner.cue_start, frame.cue_start):
        return True
    if frame.cue_start < owner.cue_end:
        return False
    between = frame.text[owner.cue_end - frame.start : frame.cue_start - frame.start]
    if HIDDEN in between and _GOES_ON.fullmatch(between.rpartition(HIDDEN)[2]):
        return True
    joined = frame.text[phrase.end : frame.cue_start - frame.start]
    return frame.statement.cue.spans[0].text.endswith("ing") and HIDDEN not in joined and not opens_clause(joined)


def _same_source(one: Statement, other: Statement) -> bool:
    if one.source.entity and other.source.entity:
        return one.source.entity == other.source.entity
    return bool(one.source.spans) and one.source.spans == other.source.spans


# --- media ---------------------------------------------------------------------------------------------------------------


def _medium(article: Article, frame: Frame, others: list[Frame], day: str | None) -> Medium | None:
    """The medium that the sentence tells: a phrase beside the cue, the addressee of "told", or the verb itself."""
    cue = " ".join(span.text for span in frame.statement.cue.spans)
    told = addressee(cue, frame.text, frame.cue_end - frame.start)
    phrases = [told] if told else []
    phrases += _owned(frame, others, media_in(frame.text, day))
    phrases = [phrase for phrase in phrases if not _is_holder(frame, phrase)]
    if phrases:
        # a named network says more than "in a statement"; else what stands closest to the cue
        best = min(phrases, key=lambda phrase: (phrase.name is None, abs(frame.start + phrase.at - frame.cue_end)))
        span = span_of(article.text, frame.start + best.start, frame.start + best.end)
        return Medium(best.kind, best.name, (span,))
    by_verb = medium_of_cue(cue, day)
    return Medium(*by_verb, frame.statement.cue.spans) if by_verb else None


def _is_holder(frame: Frame, phrase: Phrase) -> bool:
    """Does the phrase stand in the holder's own words, or in those of a relay?

    A letter that somebody has seen, or a station that was told, is both: the relay, and the means by which the words came.
    """
    start, end = frame.start + phrase.start, frame.start + phrase.end
    relays = () if phrase.kind in ("letter", "broadcast") else frame.statement.hops or ()
    taken = [*frame.statement.source.spans, *(span for hop in relays for span in hop.spans)]
    return any(start < span.end and span.start < end for span in taken)


def _carried(article: Article, found: list[Statement], frames: list[Frame | None]) -> tuple[Statement, ...]:
    """The statements, the medium of an occasion carried on to the next words of the same holder on the same occasion."""
    for place in range(1, len(found)):
        before, statement = found[place - 1], found[place]
        frame, earlier = frames[place], frames[place - 1]
        if not (before.medium and before.medium.kind in _HEARD and frame and earlier):
            continue
        own = statement.medium is not None and statement.medium.kind != "broadcast"  # a station may be who held the interview
        if not own and statement.cue.act not in _NOT_SAID and _is_same_occasion(article, earlier, frame):
            found[place] = replace(statement, medium=replace(before.medium, spans=()))
    return tuple(found)


def _is_same_occasion(article: Article, earlier: Frame, frame: Frame) -> bool:
    """Plainly the same occasion: "she told the Holm Post" after an interview with it, or "he said" in the next sentence."""
    outlet = interviewer(earlier.text)
    after = frame.text[frame.cue_end - frame.start :]
    if outlet and re.match(rf"\s+(?:the )?{re.escape(outlet)}\b", after):
        return True
    source = " ".join(span.text for span in frame.statement.source.spans).lower()
    if frame.statement.inside != earlier.statement.inside or frame.start < earlier.start + len(earlier.text):
        return False
    follows = article.text[earlier.start + len(earlier.text) : frame.start].strip(' \u201d\u201c"') == ""
    return follows and (source in _PRONOUNS or _same_source(earlier.statement, frame.statement))


# --- places --------------------------------------------------------------------------------------------------------------


def _place(article: Article, frame: Frame, others: list[Frame], here: Span | None) -> Span | None:
    """The place that the sentence tells as that of the speaking; that of the dateline for "here"; None for two."""
    owned = {(frame.start + each.start, frame.start + each.end) for each in _owned(frame, others, places_in(frame.text))}
    if len(owned) == 1:
        (start, end), *_ = owned
        holders = [span.start for each in others for span in each.statement.source.spans if start < span.start < end]
        end = min([end, *holders])  # "On a trip to New York Ann Lee said": two names side by side
        return span_of(article.text, start, start + len(article.text[start:end].rstrip()))
    stands = says_here(frame.text) if here and not owned else None
    return here if stands is not None and any(_owned(frame, others, [Place(stands, stands, stands)])) else None


def _dateline_place(article: Article) -> Span | None:
    """The place that opens the first block of prose."""
    for block in article.blocks:
        if block.role in PROSE:
            dateline = dateline_of(article.text[block.start : block.end][:REACH])
            found = dateline_place(dateline) if dateline else None
            return span_of(article.text, block.start + found[0], block.start + found[1]) if found else None
    return None
