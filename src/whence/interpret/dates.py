"""When the words of a statement were said: the expression of time that modifies its cue, or the date of the same occasion.

The rules are those of the contract ("Dates"): what stands inside the content is mentioned, not the date of saying; a document's
words carry the document's date; a relay's date stands for words that have no other; the same holder on the same occasion
inherits, a pluperfect does not.  Where nothing dates the words, nothing is said.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import msgspec

from whence.lexicon.frames import dateline_end
from whence.lexicon.marks import sentence_ends
from whence.lexicon.times import DOCUMENTS, MONTHS, PAST, listed
from whence.records.article import PROSE, Article
from whence.records.spans import Span
from whence.records.statement import SaidOn, Statement
from whence.records.time import Time

_ATTRIBUTIVE, _CLAUSES, _DATED = listed("attributive"), listed("clauses") - listed("occasion"), listed("dated")
_LIMITS, _PRESENT = listed("limits"), listed("present")
_PARTICIPLE = re.compile(r"\w+ing\b")
_BREAK = re.compile(r"[,;:—–]\s")
_SAME_TIME = listed("same_time")
_OCCASIONS = frozenset({"day", "hour", "minute", "second", "interval"})
REACH = 2  # blocks: how far from its last words a holder is still on the same occasion
LONGEST_DATELINE = 150  # characters: the patterns of datelines end before that
MOST_WORDS = 14  # between a cue and its date; of 21 in the gold cases the longest has 9
_WORD = re.compile(r"['’]?\w[\w'’-]*")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
Extent = tuple[int, int]


def said_on(article: Article, statements: tuple[Statement, ...], times: tuple[Time, ...]) -> tuple[Statement, ...]:
    """The statements with `said_on` where the article dates their saying; the others keep null."""
    page = _Page(article, statements, times)
    dated = {each.id: page.own(each) or page.relayed(each) for each in statements}
    last: dict[str, _Occasion] = {}
    for each in sorted(statements, key=_place):
        holder = each.source.entity or ""
        date = dated[each.id] or _inherited(each, last.get(holder), page)
        dated[each.id] = date
        if date and holder:
            last[holder] = _Occasion(each, date, _goes_back(date, last.get(holder)))
    return tuple(msgspec.structs.replace(each, said_on=dated[each.id]) for each in statements)


def _place(statement: Statement) -> int:
    """Where the statement is told: its cue, else its first words."""
    return (statement.cue.spans or statement.content.spans)[0].start


# --- an expression of its own --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Frame:
    """The words that attribute, in one sentence: holder and cue, with what of the sentence they may be dated by."""

    start: int
    cue_start: int
    cue_end: int
    holder_end: int | None


class _Page:
    """The article with its statements and the expressions that can date them."""

    def __init__(self, article: Article, statements: tuple[Statement, ...], times: tuple[Time, ...]) -> None:
        self.text = article.text
        self.blocks = [block for block in article.blocks if block.role in PROSE]
        self._block_starts = [block.start for block in self.blocks]
        self._stops: dict[int, list[int]] = {}
        self._times: dict[int, list[Time]] = defaultdict(list)
        self._wholes: dict[int, list[list[Extent]]] = defaultdict(list)
        self._cues: dict[int, list[int]] = defaultdict(list)
        for each in statements:
            pieces = [(span.start, span.end) for span in each.content.spans]
            for sentence in {touched: None for piece in pieces for touched in self._touched(*piece)}:
                self._wholes[sentence].append(pieces)
            for span in each.cue.spans:
                self._cues[self.sentence(span.start)[0]].append(span.start)
        for time in times:
            if time.edtf and not self._in_dateline(time) and not _is_ahead(article, time):
                self._times[self.sentence(time.span.start)[0]].append(time)

    def _touched(self, start: int, end: int) -> Iterator[int]:
        """Where the sentences begin that a stretch touches."""
        while start < end:
            first, last = self.sentence(start)
            yield first
            start = max(last, start + 1)

    def _in_dateline(self, time: Time) -> bool:
        number = self.block_of(time.span.start)
        if number < 0 or time.span.start - self.blocks[number].start > LONGEST_DATELINE:
            return False
        end = dateline_end(self.text, self.blocks[number].start, self.blocks[number].end)
        return end is not None and time.span.start < end

    def block_of(self, place: int) -> int:
        """The number of the block of prose that holds a place."""
        return bisect_right(self._block_starts, place) - 1

    def sentence(self, place: int) -> Extent:
        """The sentence that holds a place."""
        number = self.block_of(place)
        if number < 0:
            return place, place
        start, end = self.blocks[number].start, self.blocks[number].end
        if number not in self._stops:
            self._stops[number] = [stop + 1 for stop in sentence_ends(self.text, start, end)]
        stops = self._stops[number]
        at = bisect_right(stops, place)
        return stops[at - 1] if at else start, stops[at] if at < len(stops) else end

    def own(self, statement: Statement) -> SaidOn | None:
        """The date that modifies the statement's own cue, or that its document bears."""
        if not statement.cue.spans:
            return None
        spans = sorted((*statement.cue.spans, *statement.source.spans))
        found = self._best(spans, statement.cue.spans, statement.source.spans)
        return found if found and (_is_past(statement) or self._bears_date(found.spans[0])) else None

    def _bears_date(self, at: Span) -> bool:
        """Is it the date of a document or a broadcast ("says in a report published Monday")?"""
        before = [found.group().lower() for found in _WORD.finditer(self.text, max(0, at.start - 40), at.start)]
        after = [found.group().lower() for found in _WORD.finditer(self.text, at.end, at.end + 30)]
        return bool((_DATED & set(before[-2:])) or (DOCUMENTS & set(after[:2])))

    def relayed(self, statement: Statement) -> SaidOn | None:
        """The date of the relay that the sentence names ("the paper on Monday quoted …")."""
        if statement.inside:
            return None
        for hop in statement.hops or ():
            if hop.cue and not hop.implied:
                found = self._best(sorted((*hop.spans, *hop.cue)), hop.cue, hop.spans)
                if found:
                    return found
        return None

    def _best(self, spans: list[Span], cue: tuple[Span, ...], holder: tuple[Span, ...]) -> SaidOn | None:
        start, end = self.sentence(cue[0].start)
        near = [each for each in spans if start <= each.start < end]
        if not near:
            return None
        holder_end = max((each.end for each in holder if start <= each.start < end), default=None)
        frame = _Frame(near[0].start, cue[0].start, max(each.end for each in cue), holder_end)
        blocked = self._blocked(cue[0].start)
        found = [
            (distance, each.span.start, each)
            for each in self._times[start]
            if start <= each.span.start < end
            and not any(left <= each.span.start < right for left, right in blocked)
            and (distance := self._distance(each, frame, blocked, spans)) is not None
        ]
        return _record(min(found, key=lambda one: one[:2])[2]) if found else None

    def _blocked(self, cue: int) -> list[Extent]:
        """What is said, except where the cue itself stands in it."""
        wholes = self._wholes[self.sentence(cue)[0]]
        said = (pieces for pieces in wholes if not any(left <= cue < right for left, right in pieces))
        return [piece for pieces in said for piece in pieces]

    def _distance(self, time: Time, frame: _Frame, blocked: list[Extent], spans: list[Span]) -> int | None:
        """How many words stand between the expression and what it dates; None when it dates something else."""
        at = time.span
        if any(each.start <= at.start < each.end for each in spans):
            return 0 if self._dates_document(at, spans) or self._in_cue(at, frame) else None
        if at.start >= frame.cue_end:
            gap = self._gap(frame.cue_end, at.start, blocked)
        elif at.start >= frame.start:
            holder_end = frame.holder_end if frame.holder_end and frame.holder_end <= at.start else frame.start
            gap = self._gap(holder_end, at.start, [], verbs=self._is_participle(frame))
        else:
            gap = None if self._in_clause(at) else self._gap(at.end, frame.start, blocked)
        return gap if gap is not None and self._is_adverbial(at) else None

    def _is_participle(self, frame: _Frame) -> bool:
        """ "He resigned on Friday, saying …": the verb before a participle tells its time too (Quirk et al. 1985, 15.60)."""
        return bool(_PARTICIPLE.match(self.text, frame.cue_start, frame.cue_end))

    def _in_clause(self, at: Span) -> bool:
        """Does a clause of its own hold the expression in front ("the quay that shut on Monday, …")?

        A clause of the same time ("when the storm broke on Monday, …") dates the words too.
        """
        opening = _BREAK.split(self.text[self.sentence(at.start)[0] : at.start])[-1]
        words = [word.lower() for word in _WORD.findall(opening)]
        return bool(words) and words[0] not in _SAME_TIME and any(_opens_clause(word) for word in words[1:] if word != "but")

    def _gap(self, start: int, end: int, blocked: list[Extent], *, verbs: bool = False) -> int | None:
        """How many words stand between two places, what is said left out; None when they open another clause.

        With `verbs` a verb of the same clause may stand there.
        """
        words = [
            found.group().lower()
            for found in _WORD.finditer(self.text, start, end)
            if not any(left <= found.start() < right or found.end() + 1 == left for left, right in blocked)
        ]
        cues = [cue for cue in self._cues[self.sentence(start)[0]] if start <= cue < end]
        crossed = any(not any(left <= cue < right for left, right in blocked) for cue in cues)
        verbs = verbs or bool(_SAME_TIME & set(words))
        openers = [word for word in words if word in _CLAUSES or (not verbs and _opens_clause(word))]
        if crossed or len(words) > MOST_WORDS or set(openers) - _SAME_TIME:
            return None
        return len(words)

    def _is_adverbial(self, at: Span) -> bool:
        """Does the expression say when, or does it describe a noun ("the 2019 deal"), or limit something ("since May")?"""
        before = [found.group().lower() for found in _WORD.finditer(self.text, max(0, at.start - 40), at.start)]
        after = _WORD.match(self.text, at.end + 1)
        last = before[-1] if before and not re.search(r"[.!?]\s+$", self.text[: at.start][-3:]) else ""
        if after and after.group().lower() in DOCUMENTS:
            return True
        if last == "of":
            return bool(set(before[-3:]) & DOCUMENTS) or before[-2:-1] in (["morning"], ["evening"], ["night"])
        return last not in _LIMITS and last not in _ATTRIBUTIVE

    def _dates_document(self, at: Span, spans: list[Span]) -> bool:
        """Is it the date of a document that speaks ("a note dated 22 May", "a July report")?"""
        whole = next(each for each in spans if each.start <= at.start < each.end)
        if not DOCUMENTS & {word.lower() for word in _WORD.findall(whole.text)}:
            return False
        before = [word.lower() for word in _WORD.findall(self.text[whole.start : at.start])]
        after = [word.lower() for word in _WORD.findall(self.text[at.end : whole.end])]
        named = bool(DOCUMENTS & set(after[:2]))
        return named or bool(before and (before[-1] in _DATED or before[-1] in ("of", "from") or set(before[-2:]) & _DATED))

    @staticmethod
    def _in_cue(at: Span, frame: _Frame) -> bool:
        return (frame.holder_end or frame.start) <= at.start < frame.cue_end


def _is_ahead(article: Article, time: Time) -> bool:
    """Does it lie after the day of publication?  Nothing was said then."""
    published = article.dates.published
    if published is None or len(published.value) < 10:
        return False
    first = time.edtf[0].split("/")[0][:10].rstrip("~")
    return first[:4].isdigit() and first > published.value[: len(first)] and not first[5:7] > "12"


def _opens_clause(word: str) -> bool:
    """A conjunction, a relative, or another verb in the past that is no participle of a document."""
    if word in _DATED:
        return False
    return word in _CLAUSES or word in PAST or (len(word) > 4 and word.endswith("ed") and not word.endswith("eed"))


def _is_past_form(word: str) -> bool:
    return word in PAST or (len(word) > 4 and word.endswith("ed"))


def _is_past(statement: Statement) -> bool:
    """Is the cue no verb of the present or future?  "According to", participles and nouns tell no time of their own."""
    words = [word.lower() for span in statement.cue.spans for word in _WORD.findall(span.text)]
    if _PRESENT & set(words):
        return False
    told = any(_is_past_form(word) or word.endswith("ing") for word in words)
    return told or not any(len(word) > 3 and word.endswith("s") for word in words)


def _record(time: Time) -> SaidOn:
    named = any(word.lower().strip(".") in MONTHS for word in _WORD.findall(time.span.text)) or _YEAR.search(time.span.text)
    basis: Literal["explicit", "relative"] = "explicit" if named else "relative"
    return SaidOn(time.edtf[0], time.precision or "day", basis, (time.span,))


# --- the same occasion ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Occasion:
    """The last dated words of a holder; `aside` when they went back behind an occasion told before."""

    statement: Statement
    date: SaidOn
    aside: bool


def _goes_back(date: SaidOn, before: _Occasion | None) -> bool:
    """Does the date go back behind the holder's words before?  Then two occasions are open, and nothing more is inherited."""
    if before is None or date.basis == "inherited":
        return bool(before and before.aside)
    return date.value < before.date.value


def _inherited(statement: Statement, before: _Occasion | None, page: _Page) -> SaidOn | None:
    """The date of the holder's last words, when these belong to the same occasion; a month or a year is no occasion."""
    if before is None or before.aside or before.date.precision not in _OCCASIONS:
        return None
    if not _same_occasion(statement, before.statement, page):
        return None
    return SaidOn(before.date.value, before.date.precision, "inherited", before.date.spans)


def _same_occasion(statement: Statement, before: Statement, page: _Page) -> bool:
    """The next words of the same holder, told in the simple past, by no other relay and in no other medium."""
    if page.block_of(_place(statement)) - page.block_of(_place(before)) > REACH:
        return False
    if not _tells_event(statement, is_document=_speaks_as_document(before)):
        return False
    named = {hop.entity for hop in statement.hops or () if not hop.implied}
    if named and named != {hop.entity for hop in before.hops or ()}:
        return False
    kinds = [each.medium.kind for each in (statement, before) if each.medium]
    return len(set(kinds)) < 2


def _speaks_as_document(statement: Statement) -> bool:
    return any(DOCUMENTS & {word.lower() for word in _WORD.findall(span.text)} for span in statement.source.spans)


def _tells_event(statement: Statement, *, is_document: bool) -> bool:
    """Is the cue in the simple past?  A document speaks in any tense; a quotation without a cue goes on with the one before."""
    words = [word.lower() for span in statement.cue.spans for word in _WORD.findall(span.text)]
    if not words or is_document:
        return "had" not in words
    if "had" in words or _PRESENT & set(words):
        return False
    return any(_is_past_form(word) for word in words)
