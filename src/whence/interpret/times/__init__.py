"""Expressions of time: what an article says about when, as TimeML and EDTF values.

One scan over the kinds of words finds where an expression begins, the longest rule of the grammar (lexicon/times.toml) says
what it is, and its reading gives it a value.  The models are HeidelTime (Strötgen and Gertz 2013) and SUTime (Chang and
Manning 2012): rules, no training, values counted from the article's own date.
"""

from collections.abc import Iterator
from datetime import date

from whence.interpret.times import clocks, dated, lengths, relative
from whence.interpret.times.calendar import edtf_of
from whence.interpret.times.reckoning import Found, Here, Hit, anchored
from whence.interpret.times.words import Words, words_of
from whence.lexicon.frames import dateline_end
from whence.lexicon.times import BEFORE_EDGE, KINDS, PARTS, RULES, SCAN, listed
from whence.records.article import PROSE, Article
from whence.records.spans import span_of
from whence.records.time import Time

_READINGS = {**clocks.READINGS, **dated.READINGS, **lengths.READINGS, **relative.READINGS}
_DAY_PARTS = frozenset(KINDS[each] for each in ("part", "dawn"))
_BETWEEN = frozenset({",", "on", "at", "(", "in", "the", "from", "early", "late", "this"})
_OPENERS = frozenset({"in", "on", "by", "until", "till", "through", "since", "during", "for"})
_APPROXIMATE = listed("approximate")
FIRST_YEAR, LAST_YEAR = 1000, 8999  # an article of another year has no day to count from, and centuries around it are in reach
Read = tuple[int, int, Found]  # first word, word behind the last, reading


def times(article: Article) -> tuple[Time, ...]:
    """Every expression of time of the article, titles and captions too, in text order.

    Day words count from the dateline's date where there is one, else from publication; without either, what needs a date has
    value null.
    """
    here = Here(_today(article))
    found: list[Time] = []
    for block in article.blocks:
        words = words_of(article.text, block.start, block.end)
        reached = 0
        for start, end, reading in _joined(words, list(_read(words, here))):
            edge = _edge(words, start, reading)
            found.append(_record(words, edge if edge >= reached else start, end, start, reading))
            reached = end
    return tuple(found)


def _today(article: Article) -> date | None:
    """The date that day words count from."""
    published = article.dates.published
    day = date.fromisoformat(published.value[:10]) if published and len(published.value) >= 10 else None
    today = _dateline_day(article, day) or day
    return today if today and FIRST_YEAR <= today.year <= LAST_YEAR else None


def _dateline_day(article: Article, published: date | None) -> date | None:
    """The day named in the dateline ("SKAGEN, Nov. 12 (Agency) - "), None when it names none."""
    for block in article.blocks:
        if block.role not in PROSE:
            continue
        end = dateline_end(article.text, block.start, block.end)
        if end is None:
            continue
        for _, _, found in _read(words_of(article.text, block.start, end), Here(published)):
            day = anchored(found.value)
            if found.type == "DATE" and day and day[1] == "D":
                return day[0]
        return None
    return None


def _read(words: Words, here: Here) -> Iterator[Read]:
    """The readings of one block in order; every one of them moves what the next ones count from."""
    at = 0
    while match := SCAN.search(words.kinds, at):
        at = match.start() + 1
        found = () if _is_joined(words, match.start()) else _first_reading(words, match.start(), here)
        for start, end, reading in found:
            while end > start + 1 and (words.texts[end - 1] in ",(-" or _is_full_stop(words, end - 1)):
                end -= 1
            while end > start + 1 and words.texts[start].lower() in _OPENERS:
                start += 1
            yield start, end, reading
            _move(here, reading)
            at = end


def _first_reading(words: Words, start: int, here: Here) -> list[Read]:
    """What the longest rule that has a reading makes of the words from here on; several readings for a list of days."""
    for hit, name in _hits(words, start):
        if name == "dates":
            found = dated.several(hit, here)
            if found:
                return found
        elif reading := _READINGS[name](hit, here):
            return [(hit.start, hit.end, reading)]
    return []


def _is_joined(words: Words, place: int) -> bool:
    """Does the word hang on letters before it, as in addresses and tags?"""
    at = words.starts[place]
    return at > 0 and (words.text[at - 1].isalnum() or words.text[at - 1] in "_@#")


def _is_full_stop(words: Words, place: int) -> bool:
    """A stop that ends the sentence, not an abbreviation like "Nov."."""
    before = words.texts[place - 1]
    return words.texts[place] == "." and (len(before) > 4 or before.lower() in ("may", "june", "july") or before[0].isdigit())


def _hits(words: Words, start: int) -> list[tuple[Hit, str]]:
    """What the rules match at this word, the longest first."""
    found = []
    for rule in RULES:
        match = rule.pattern.match(words.kinds, start)
        if match and match.end() > start:
            found.append((Hit(words, match), rule.name))
    return sorted(found, key=lambda each: -each[0].end)


def _move(here: Here, found: Found) -> None:
    """The next expressions count from this one."""
    place = None if found.passing else anchored(found.value)
    if place is None:
        return
    here.anchor = place
    if place[1] == "Q":
        here.quarter = place


def _joined(words: Words, read: list[Read]) -> Iterator[Read]:
    """Readings with the words around them that belong to them: the part of the day, a clock time beside a day."""
    waiting: Read | None = None
    for each in read:
        one = _with_part(words, each)
        if waiting and (both := _both(words, waiting, one)):
            waiting = both
            continue
        if waiting:
            yield waiting
        waiting = one
    if waiting:
        yield waiting


def _with_part(words: Words, each: Read) -> Read:
    """ "Friday" and "morning" behind it."""
    start, end, found = each
    place = end + (end < len(words.texts) and words.texts[end] in ("'s", "’s"))
    if place >= len(words.texts) or words.kinds[place] not in _DAY_PARTS or not found.value or found.type != "DATE":
        return each
    day = anchored(found.value)
    if not day or day[1] != "D":
        return each
    part = PARTS[words.texts[place].lower()]
    return start, place + 1, Found("TIME", f"{found.value}T{part}", found.relative, passing=True)


def _both(words: Words, one: Read, other: Read) -> Read | None:
    """A clock time or part of a day and a day beside it as one expression ("9 a.m. on Tuesday", "Friday at noon")."""
    gap = {word.lower() for word in words.texts[one[1] : other[0]]}
    if not gap <= _BETWEEN or other[0] - one[1] > 3:
        return None
    for clock, day in ((one[2], other[2]), (other[2], one[2])):
        place = anchored(day.value)
        part = (day.value or "").partition("T")[2]
        if clock.type == "TIME" and clock.value and not part[:1].isdigit() and place and place[1] == "D":
            if part and not clock.value[11:13].isdigit():
                continue
            value = f"{(day.value or '')[:10]}T{_hour(clock.value.partition('T')[2], part)}"
            return one[0], other[1], Found("TIME", value, day.relative)
    return None


def _hour(clock: str, part: str) -> str:
    """ "6 o'clock this afternoon": the clock time in that part of the day."""
    later = part in ("AF", "EV", "NI") and clock[:2].isdigit() and int(clock[:2]) < 12
    return f"{int(clock[:2]) + 12}{clock[2:]}" if later else clock


def _edge(words: Words, start: int, found: Found) -> int:
    """Where an expression begins with the words before it that narrow it ("early", "the end of")."""
    edge = BEFORE_EDGE.search(words.kinds, max(0, start - 5), start) if found.type == "DATE" else None
    return edge.start() if edge else start


def _record(words: Words, first: int, end: int, start: int, found: Found) -> Time:
    """The record of one reading, from its first word to the word behind it; `start` is where its own words begin."""
    approximate = found.approximate or (start > 0 and words.texts[start - 1].lower() in _APPROXIMATE)
    edtf = edtf_of(found.value, approximate) if found.value and found.type in ("DATE", "TIME") else None
    return Time(
        span=span_of(words.text, words.starts[first], words.ends[end - 1]),
        type=found.type,
        value=found.value,
        edtf=(edtf[0],) if edtf else (),
        precision=edtf[1] if edtf else None,
        basis="relative" if found.relative else "explicit",
    )
