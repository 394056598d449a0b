"""The timeline: the dates that an article and its statements mention, with what they date and whether it has happened.

Tense and mood decide (Quirk et al. 1985, 4.42 ff. on the future, 14.23 on hypothetical conditions), with the date itself: what
lies behind the day of the report has happened, what lies ahead is scheduled, unless a modal or a condition makes it a
possibility.
"""

import re
from bisect import bisect_right
from calendar import monthrange
from typing import Literal

from msgspec.structs import replace

from whence.lexicon.cues import sense_of
from whence.lexicon.frames import dateline_end
from whence.lexicon.marks import sentence_ends
from whence.lexicon.times import DOCUMENTS, FUTURE, PAST, listed
from whence.records.article import PROSE, Article, Block
from whence.records.entity import TimelineEntry
from whence.records.spans import Span, span_of
from whence.records.statement import Statement
from whence.records.time import Time

Status = Literal["happened", "scheduled", "hypothetical"]
Extent = tuple[int, int]
_END = re.compile(r"\d{4}(?:-\d{2}){0,2}")  # a year, a month, a day
_WORD = re.compile(r"['’]?\w[\w'’-]*")
# Where one clause ends and another begins: a stop inside the sentence, or a comma or dash before a conjunction or a relative.
_CLAUSE = re.compile(
    r"[;:—–]\s|,\s+(?:and|but|or|so|yet|who|which|whose|where|when|while|though|although|because|after|before|unless|if|with)\b"
    r"|\s(?=(?:unless|because|although|while|whereas|if)\s)|[,\"“”]\s"
)
LONGEST_DATELINE = 150  # characters: the patterns of datelines end before that
_STRETCH = re.compile(r"\s*(?:and|to|until|till|through|[-–])\s+", re.IGNORECASE)
_OPENS_STRETCH = re.compile(r"\b(?:(between)|from)\s+$", re.IGNORECASE)
_COUNTED_BACK = re.compile(r",?\s+(?:to|ended|ending|through)(?: on)?(?: the end of)?\s+", re.IGNORECASE)
_MONTHS_OF = {"P3M": 3, "P6M": 6, "P9M": 9, "P12M": 12, "P1Y": 12}  # what companies report on
_LISTED = re.compile(r"\s*(?:,|[-–]|(?:,\s*)?(?:and|or|to)\s)\s*")
_EVENTS, _OPENINGS, _DATED, _STRIP = (listed(name) for name in ("events", "openings", "dated", "strip"))
_CONJUNCTIONS = listed("joins") | {"that", "then", "or"}
_LIMIT = re.compile(rf"\b({'|'.join(sorted(listed('bounds')))})\s+(?:the\s+)?$", re.IGNORECASE)
_LOOSE, _NEARNESS = listed("strip", "loose"), listed("nearness")
_ATTRIBUTIVE = re.compile(
    r"['’]s? |\s+(?!(?:and|or|but|to|in|on|at|for|with|if|unless|as|by|from|after|before|when|while|that)\b)[a-z]"
)
_HOPED = re.compile(
    r"\b(?:he|she|they|we|I|it) (?:had |has |have |still )?(?:expect|hope|forecast|predict|fear)\w*\b", re.IGNORECASE
)
_THREATS = frozenset({"threaten", "threat"})
_HYPOTHETICAL, _CONDITIONAL, _CONDITIONS = (listed(name) for name in ("hypothetical", "conditional", "conditions"))


def timeline(article: Article, statements: tuple[Statement, ...], times: tuple[Time, ...]) -> tuple[TimelineEntry, ...]:
    """The dated events that the article mentions, in text order.

    Left out: times in titles, captions and credits, durations and sets, datelines, and the dates of statements themselves,
    unless an event of its own stands in the same words ("during a visit on Monday, she said").
    """
    speech = {span for each in statements if each.said_on for span in each.said_on.spans}
    prose = [block for block in article.blocks if block.role in PROSE]
    starts = [block.start for block in prose]
    found = []
    times = _stretches(article.text, times)
    groups = _groups(article.text, times)
    sentences = _Sentences(article.text)
    for time in times:
        number = bisect_right(starts, time.span.start) - 1
        if number < 0 or time.span.start >= prose[number].end or not time.edtf or _in_dateline(article, prose[number], time):
            continue
        if time.span in speech and not _holding(statements, time.span) and not _dates_event(article.text, time.span):
            continue
        found += _entries(article, sentences.around(prose[number], time.span.start), statements, time, groups[time.span])
    return tuple(found)


def _stretches(text: str, times: tuple[Time, ...]) -> tuple[Time, ...]:
    """The expressions, two that name the ends of one stretch as one ("between May 2023 and June 2025")."""
    found: list[Time] = []
    for time in times:
        whole = _stretch(text, found[-1], time) if found else None
        if whole:
            found[-1] = whole
        else:
            found.append(time)
    return tuple(found)


def _stretch(text: str, one: Time, other: Time) -> Time | None:
    """ "From May to June"; "the three months to the end of June": a stretch of months that ends with the second expression."""
    value = None
    if not other.edtf or one.span.end > other.span.start:
        return None
    if one.edtf and (opened := _OPENS_STRETCH.search(text, max(0, one.span.start - 10), one.span.start)):
        joined = _STRETCH.fullmatch(text, one.span.end, other.span.start)
        if joined and bool(opened[1]) == (joined.group().strip().lower() == "and"):
            value = _interval(one.edtf[0], other.edtf[0])
    elif one.type == "DURATION" and _COUNTED_BACK.fullmatch(text, one.span.end, other.span.start):
        value = _counted_back(_MONTHS_OF.get(one.value or ""), other.edtf[0])
    if value is None:
        return None
    whole = span_of(text, one.span.start, other.span.end)
    return replace(other, span=whole, value=None, edtf=(value,), precision="interval")


def _interval(first: str, last: str) -> str | None:
    """Two ends as one EDTF interval; None when they are not ends, or not in order."""
    plain = all(_END.fullmatch(each) for each in (first, last))
    return f"{first}/{last}" if plain and first < last else None


def _counted_back(months: int | None, last: str) -> str | None:
    """So many whole months up to the end of a month, or to a day."""
    if months is None or not _END.fullmatch(last) or len(last) < 7:
        return None
    year, month = int(last[:4]), int(last[5:7])
    length = monthrange(year, month)[1]
    if int(last[8:10] or length) != length:  # "the year ended March 15": no whole months
        return None
    first = year * 12 + month - months
    return f"{first // 12:04}-{first % 12 + 1:02}-01/{year:04}-{month:02}-{length:02}"


class _Sentences:
    """The sentences of an article's blocks, each block looked through once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._edges: dict[int, list[int]] = {}

    def around(self, block: Block, place: int) -> Extent:
        """The sentence of the block that holds the place."""
        if block.start not in self._edges:
            stops = (stop + 1 for stop in sentence_ends(self._text, block.start, block.end))
            self._edges[block.start] = [block.start, *stops, block.end]
        edges = self._edges[block.start]
        at = bisect_right(edges, place, 0, len(edges) - 1)
        return edges[at - 1], edges[at]


def _in_dateline(article: Article, block: Block, time: Time) -> bool:
    near = time.span.start - block.start <= LONGEST_DATELINE
    end = dateline_end(article.text, block.start, block.end) if near else None
    return end is not None and time.span.start < end


def _dates_event(text: str, span: Span) -> bool:
    """Does the expression date an event or a document as well as the saying ("in court papers filed Wednesday")?"""
    sentence = re.split(r"[.!?\n]\s", text[max(0, span.start - 90) : span.start])[-1]
    before = [word.lower() for word in _WORD.findall(sentence)]
    opening = bool(before) and before[0] in _OPENINGS and bool(_EVENTS & set(before))
    near = [word for word in before[-7:] if word != "on"]
    occasion = bool(near) and near[-1] in _EVENTS and bool(_OPENINGS & set(near))  # "pleaded not guilty at a hearing Thursday"
    return opening or occasion or (bool(_DATED & set(before[-2:])) and bool(DOCUMENTS & set(before)))


def _groups(text: str, times: tuple[Time, ...]) -> dict[Span, Span]:
    """For every expression the stretch of the list that it belongs to ("6, 13 and 20 December"), else its own span."""
    found: dict[Span, Span] = {}
    row: list[Span] = []
    for time in times:
        if row and not _LISTED.fullmatch(text, row[-1].end, time.span.start):
            row = []
        row.append(time.span)
        whole = span_of(text, row[0].start, row[-1].end)
        found.update(dict.fromkeys(row, whole))
    return found


def _entries(
    article: Article, sentence: Extent, statements: tuple[Statement, ...], time: Time, whole: Span
) -> list[TimelineEntry]:
    holder = _holding(statements, time.span)
    scope = _scope(holder, time.span, sentence)
    clause = _clause(article.text, scope, whole)
    status = _status(article, clause, scope, time, holder)
    what = _what(article.text, clause, whole)
    return [
        TimelineEntry(
            value=value,
            precision=precision,
            spans=(_with_limit(article.text, time.span),),
            what=what,
            statement=holder.id if holder else None,
            status=status,
        )
        for value, precision in [_told(article.text, time, each) for each in time.edtf]
    ]


def _with_limit(text: str, span: Span) -> Span:
    """The expression with the preposition that makes it a limit: the value names the point, the words say on which side."""
    before = _LIMIT.search(text, max(0, span.start - 12), span.start)
    return span_of(text, before.start(1), span.end) if before else span


def _told(text: str, time: Time, value: str) -> tuple[str, str]:
    """(value, precision): a clock time as it is given ("at about 4 a.m."), and of one that is only near, its day."""
    if "T" not in value:
        return value, time.precision or "day"
    before = [word.lower() for word in _WORD.findall(text[max(0, time.span.start - 30) : time.span.start])][-2:]
    if len(before) == 2 and before[0] in _NEARNESS and before[1] in ("before", "after"):
        return value[:10], "day"
    return value.rstrip("~"), time.precision or "day"


def _holding(statements: tuple[Statement, ...], span: Span) -> Statement | None:
    """The statement whose content holds the expression; of nested ones the innermost."""
    found = [
        (piece.end - piece.start, each)
        for each in statements
        for piece in each.content.spans
        if piece.start <= span.start < piece.end
    ]
    return min(found, key=lambda one: one[0])[1] if found else None


def _scope(holder: Statement | None, span: Span, sentence: Extent) -> Extent:
    """The stretch of the sentence that the expression belongs to: the content that holds it, else all of it."""
    pieces = [each for each in (holder.content.spans if holder else ()) if each.start <= span.start < each.end]
    if not pieces:
        return sentence
    return max(sentence[0], pieces[0].start), min(sentence[1], pieces[0].end)


def _clause(text: str, scope: Extent, span: Span) -> Extent:
    """The clause that the expression stands in; one with nothing but the expression is joined with its neighbour."""
    cuts = [
        scope[0],
        *(found.end() for found in _CLAUSE.finditer(text, *scope) if not span.start < found.end() < span.end),
        scope[1],
    ]
    place = bisect_right(cuts, span.start) - 1
    start, end = cuts[place], cuts[min(place + 1, len(cuts) - 1)]
    if _bare(text[start : span.start] + text[span.end : end]):
        if place + 2 < len(cuts):
            return start, cuts[place + 2]
        return cuts[max(0, place - 1)], end
    return start, end


def _bare(text: str) -> bool:
    """Is there nothing but small words beside the expression?"""
    return all(word.lower() in _LOOSE for word in _WORD.findall(text))


def _status(article: Article, clause: Extent, scope: Extent, time: Time, holder: Statement | None) -> Status:
    told = _WORD.findall(article.text[slice(*clause)])
    words = set(told)
    when = _compared(article, time)
    mere = when > 0 and not _ATTRIBUTIVE.match(article.text, time.span.end)
    mere = mere and bool((holder and _is_mere(holder)) or _HOPED.search(article.text, *clause))
    provided = bool(told) and told[0].lower() in _CONDITIONS
    if when >= 0 and (_HYPOTHETICAL & words or provided or mere or _is_conditional(article.text[slice(*scope)])):
        return "hypothetical"
    if when > 0 or (when == 0 and (FUTURE & words or _has_present(article, time))):
        return "scheduled"
    return "happened"


def _is_mere(holder: Statement) -> bool:
    """Is what the holder says only demanded, threatened or expected, and so not arranged?  Not to know it says nothing."""
    act = holder.cue.act
    lemma = holder.cue.lemma or sense_of(" ".join(span.text for span in holder.cue.spans)).lemma
    expects = act == "think" and holder.certainty != "unknown" and bool(holder.source.spans or holder.source.entity)
    return act == "order" or expects or lemma in _THREATS


def _is_conditional(scope: str) -> bool:
    """ "Would … unless they withdrew": a condition in the past under a modal is no plan, one in the present a proviso."""
    words = [word.lower() for word in _WORD.findall(scope)]
    places = [place for place, word in enumerate(words) if word in _CONDITIONS]
    behind = [word for place in places for word in words[place + 1 : place + 9]]
    past = any(word in PAST or (len(word) > 4 and word.endswith("ed")) for word in behind)
    return past and bool(_CONDITIONAL & set(words))


def _compared(article: Article, time: Time) -> int:
    """1 when the expression lies after the day of the report, -1 before it, 0 on it or when that cannot be told."""
    published = article.dates.published
    if published is None or len(published.value) < 10:
        return 0
    value = time.edtf[0].rstrip("~?%")
    today = published.value[:10]
    first = value.split("/")[0][:10].replace("X", "0")
    if len(first) == 7 and first[5:] > "12":  # seasons: spring begins in March
        first = f"{first[:4]}-{3 * (int(first[5:]) - 20):02}"
    same = first == today[: len(first)]
    return 0 if same else 1 if first > today else -1


def _has_present(article: Article, time: Time) -> bool:
    """Is it a clock time later than the report itself?"""
    published, value = article.dates.published, time.edtf[0]
    return published is not None and "T" in value and "T" in published.value and value[:16] > published.value[:16]


def _what(text: str, clause: Extent, span: Span) -> tuple[Span, ...]:
    """The clause without the words of time, in one span or in the two beside them."""
    left = text[clause[0] : span.start]
    while (found := re.search(r"(?:^|\W)(\w+)\W*$", left)) and found[1].lower() in _STRIP:
        left = left[: found.start(1)]
    genitive = 2 if text[span.end : span.end + 2] in ("'s", "’s") else 0
    pieces = [(clause[0], clause[0] + len(left)), (span.end + genitive, clause[1])]
    return tuple(span_of(text, *trimmed) for piece in pieces if (trimmed := _trimmed(text, *piece)))


def _trimmed(text: str, start: int, end: int) -> Extent | None:
    """A stretch without white space, marks and small words at its edges; None when no other word is left."""
    words = list(_WORD.finditer(text, start, end))
    while words and words[0].group().lower() in _CONJUNCTIONS:
        words.pop(0)
    while words and words[-1].group().lower() in _LOOSE:
        words.pop()
    if not words:
        return None
    last = words[-1].end()
    return words[0].start(), last + (text[last : last + 1] in ("%", ")") and last < end)
