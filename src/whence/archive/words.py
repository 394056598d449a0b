"""Words that people type, and what they filter by -> expressions of the full-text index.

Typed words must all be there; `"in quotation marks"` they must stand together, `harb*` begins a word, `-word` must not be
there.  Everything else that the index would take for an operator is a word like any other.
"""

import re
from collections.abc import Iterable
from datetime import date, timedelta

import msgspec

from whence.archive.numbers import minute_of
from whence.errors import UsageError

MOST_TERMS = 64  # of one query
_TERM = re.compile(r'(-?)(?:"([^"]*)"?|([^\s"]+))')
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_DATE_HINT = "write it as 2026, 2026-03, 2026-03-12, or FROM..TO"
_KNOWN = range(1600, 2600)  # years that can be asked for
_YEARS = (1900, 2100)  # an open end of a span reaches so far


class Typed(msgspec.Struct, frozen=True):
    """What was typed: expressions of the index that must match and that must not, and the plain words, all in order."""

    must: tuple[str, ...]
    never: tuple[str, ...]
    plain: tuple[str, ...]


def typed(words: str) -> Typed:
    """Take apart what was typed."""
    must: list[str] = []
    never: list[str] = []
    plain: list[str] = []
    for minus, phrase, word in _TERM.findall(words):
        term = phrase or word
        if not any(character.isalnum() for character in term):
            continue
        star = "*" if word.endswith("*") else ""
        (never if minus else must).append(quoted(term.rstrip("*") if star else term) + star)
        if not minus and not star:
            plain.append(term)
    if len(must) + len(never) > MOST_TERMS:
        raise UsageError(f"more than {MOST_TERMS} words", "search for fewer")
    return Typed(tuple(must), tuple(never), tuple(plain) if len(plain) == len(must) else ())


def quoted(term: str) -> str:
    """A term as a string of the index's language; NUL would end the query."""
    return '"' + term.replace('"', '""').replace("\0", " ") + '"'


def in_columns(columns: Iterable[str], expression: str) -> str:
    """The expression, looked for in these columns only."""
    return f"{{{' '.join(columns)}}} : ({expression})"


def all_of(words: str, columns: Iterable[str]) -> str | None:
    """The expression for all the words in these columns; None where there is no word."""
    found = typed(words)
    if not found.must:
        return None
    only = in_columns(columns, " AND ".join(found.must))
    return f"{only} NOT {in_columns(columns, ' OR '.join(found.never))}" if found.never else only


def exact(letter: str, name: str) -> str:
    """The tag of an exact name, as the index has it: only A to Z lose their case there."""
    lower = re.sub("[A-Z]+", lambda found: found[0].lower(), name)
    return f"{letter}{lower.encode('utf-8').hex()}0"


# --- dates ---------------------------------------------------------------------------------------------------------------


def span_of_dates(told: str) -> tuple[str | None, str | None]:
    """First and last day, month or year of "2026-03", "2026-03-01..2026-03-15", "2026.." or "..2026"."""
    first, mark, last = told.partition("..") if ".." in told else told.partition("/")
    ends = (first.strip(), last.strip()) if mark else (told.strip(), told.strip())
    for each in ends:
        if each and (not _DAY.fullmatch(each) or minute_of(each) is None or int(each[:4]) not in _KNOWN):
            raise UsageError(f"{each} is not a date", _DATE_HINT)
    if ends == ("", "") or (all(ends) and ends[0] > ends[1] and not ends[0].startswith(ends[1])):
        raise UsageError(f"{told} is not a span of dates", _DATE_HINT)
    return ends[0] or None, ends[1] or None


def said_between(first: str | None, last: str | None) -> str:
    """The expression for statements said in a span of days: whole years, months and single days, whatever is longest."""
    begin, end = _first_day(first), _last_day(last)
    found = []
    while begin <= end:
        tag, following = _longest(begin, end)
        found.append(tag)
        begin = following
    return " OR ".join(found)


def _first_day(told: str | None) -> date:
    parts = [int(each) for each in (told or str(_YEARS[0])).split("-")]
    return date(*[*parts, 1, 1][:3])


def _last_day(told: str | None) -> date:
    parts = [int(each) for each in (told or str(_YEARS[1])).split("-")]
    if len(parts) == 3:
        return date(*parts)
    year, month = parts[0], parts[1] if len(parts) == 2 else 12
    return _month_after(date(year, month, 1)) - timedelta(days=1)


def _month_after(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def _longest(begin: date, end: date) -> tuple[str, date]:
    """The tag of the longest stretch that begins on a day and goes no further than another, and the day behind it."""
    year_after = date(begin.year + 1, 1, 1)
    if (begin.month, begin.day) == (1, 1) and year_after - timedelta(days=1) <= end:
        return f"y{begin.year:04}", year_after
    if begin.day == 1 and _month_after(begin) - timedelta(days=1) <= end:
        return f"m{begin.year:04}{begin.month:02}", _month_after(begin)
    return f"d{begin.year:04}{begin.month:02}{begin.day:02}", begin + timedelta(days=1)
