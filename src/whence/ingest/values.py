"""What other programs write in a field -> what it says: words, addresses, names, languages, dates; None for what is unusable.

No value is an error here: a field of the wrong form says nothing.
"""

import math
import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import cache

from whence.lexicon.addresses import date_line
from whence.lexicon.tables import table
from whence.records.article import ArticleDate, Precision, PublicationBasis

LONGEST_WORDS = 1_000  # characters of a title or a name: longer ones are texts in the wrong field
LONGEST_URL = 4_096  # browsers and servers cut addresses at 2 000 to 8 000 characters
MOST_NAMES = 50  # authors of one article: more is a staff list

_ADDRESS = re.compile(r"https?://[^\s/?#\"<>\\]+[^\s\"<>]*", re.IGNORECASE)
_QUOTED = re.compile(r"'([^']*)'|\"([^\"]*)\"")
_BY = re.compile(r"by:?\s+", re.IGNORECASE)
_MONTH = re.compile(r"\d{4}(-(?:0[1-9]|1[0-2]))?")
_STAMP = re.compile(r"(\d{8})(\d{6})")  # 20240113084500: web archives and GDELT
_ISO_CLOCK = re.compile(r"(?:\d{4}-\d\d-\d\d|\d{8}|\d{4}-?W\d\d-?\d).(\d{2})(?::?(\d{2})(?::?(\d{2}))?)?")
_MAIL = re.compile(  # RFC 5322 and nothing looser: the parser of the standard library drops "PM"
    r"(?:[A-Za-z]{3},? )?\d{1,2} [A-Za-z]{3,9} \d{4} \d{1,2}:\d{2}(:\d{2})?"
    r"(?: (?:[+-]\d{4}|(?![AP]M\b)[A-Z]{1,5}))?(?: \([^()]*\))?"
)
_ZONE = re.compile(r"[+-]\d{2}:\d{2}$")


def words_of(value: object) -> str | None:
    """A title, a name: one line without outer white space; None when it is empty, no text, or no text that can be stored."""
    if not isinstance(value, str) or len(value) > LONGEST_WORDS:
        return None
    words = " ".join(value.split())
    return words if words and is_clean(words) else None


def is_clean(text: str) -> bool:
    """True for characters that every store takes: no NUL, no half of a surrogate pair."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return "\x00" not in text


def address_of(value: object) -> str | None:
    """An address with http or https, else None."""
    address = value.strip() if isinstance(value, str) and len(value) <= LONGEST_URL else ""
    return address if _ADDRESS.fullmatch(address) and is_clean(address) else None


def names_of(values: Iterable[object]) -> tuple[str, ...]:
    """The names of authors, each once, in order: "By A; B" and "['A', 'B']" are two; addresses of their profiles are none.

    Agencies stay: who is a person is not decided here.
    """
    found: dict[str, None] = {}
    for value in values:
        for each in _separate(words_of(value)):
            name = _BY.sub("", each.strip(" ,"), count=1) if _BY.match(each.strip()) else each.strip(" ,")
            if name and "://" not in name:
                found[name] = None
    return tuple(found)[:MOST_NAMES]


def _separate(words: str | None) -> list[str]:
    if words and words.startswith("[") and words.endswith("]"):  # a list of Python or JSON in one cell of a table
        return [one or other for one, other in _QUOTED.findall(words)]
    return words.split(";") if words else []


@cache
def _languages() -> dict[str, str]:
    """Code or name in small letters -> ISO 639-1 code."""
    known = table("records")["languages"]
    return {each: code for code, names in known.items() for each in (code, *names)}


def language_of(value: object) -> str | None:
    """The ISO 639-1 code of a language by its code ("en", "eng", "en-GB", "en_US") or English name; None for others."""
    words = (words_of(value) or "").lower()
    return _languages().get(words) or _languages().get(re.split(r"[-_]", words, maxsplit=1)[0])


# --- dates ---------------------------------------------------------------------------------------------------------------


def date_of(value: object, basis: PublicationBasis = "given", midnight_is_day: bool = False) -> ArticleDate | None:
    """The date that a field tells, as fine as it tells it, with its zone where it has one; None for what is no date.

    ISO 8601, RFC 5322 ("Fri, 12 Mar 2026 09:30:00 +0100"), dates in English letters, 14 digits, seconds or milliseconds since
    1970.  With `midnight_is_day` the time 00:00:00 is no time.
    """
    text = _as_text(value)
    if not text:
        return None
    if short := _MONTH.fullmatch(text):
        return ArticleDate(text, "month" if short[1] else "year", basis)
    try:
        return ArticleDate(date.fromisoformat(text).isoformat(), "day", basis)
    except ValueError:
        pass  # not a date alone
    told = _iso(text) or _mail(text)
    if told:
        return _dated(*told, basis, midnight_is_day)
    printed = date_line(text)
    return ArticleDate(printed[1].value, printed[1].precision, basis) if printed and printed[0] == "published" else None


def _as_text(value: object) -> str | None:
    """The date as characters; a count of seconds or milliseconds as the ISO 8601 time that it means."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    if isinstance(value, float):
        return _since_1970(value) if math.isfinite(value) else None
    if isinstance(value, int):
        return str(value) if 0 < value < 10**8 else _since_1970(value)
    text = words_of(value)
    if not text or len(text) > 80:
        return None
    if text.isdecimal() and text.isascii() and len(text) in (10, 13):
        return _since_1970(int(text))
    stamp = _STAMP.fullmatch(text)
    return f"{stamp[1]}T{stamp[2]}" if stamp else re.sub(r" ?(?:UTC|GMT)$", "+00:00", text) if text[:4].isdecimal() else text


def _since_1970(count: float) -> str | None:
    """Seconds (1973 to 5138) or milliseconds since 1970 as ISO 8601; smaller counts are no dates."""
    seconds = int(count) // 1000 if 10**11 <= count < 10**14 else int(count) if 10**8 <= count < 10**11 else None
    return None if seconds is None else (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)).isoformat()


def _iso(text: str) -> tuple[datetime, Precision] | None:
    clock = _ISO_CLOCK.match(text)
    try:
        return datetime.fromisoformat(text), "second" if clock is None or clock[3] else "minute" if clock[2] else "hour"
    except ValueError:
        return None


def _mail(text: str) -> tuple[datetime, Precision] | None:
    match = _MAIL.fullmatch(text)
    try:
        return (parsedate_to_datetime(text), "second" if match[1] else "minute") if match else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _dated(moment: datetime, precision: Precision, basis: PublicationBasis, midnight_is_day: bool) -> ArticleDate:
    if midnight_is_day and not (moment.hour or moment.minute or moment.second):
        return ArticleDate(moment.date().isoformat(), "day", basis)
    steps = {"hour": "hours", "minute": "minutes"}
    value = moment.isoformat(timespec=steps.get(precision, "seconds"))
    zone = _ZONE.search(value[10:])
    return ArticleDate(value, precision, basis, zone[0] if zone else None)
