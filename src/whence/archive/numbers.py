"""Row numbers in the order of publication, whatever the order in which articles came.

An article's number is its minute of publication and, behind it, the first bits of its id; where two articles would have one
number, the later id moves to the next.  So numbers ascend by (minute, id), they are the same for any order of adding, "newest
first" is the order of the rows, and a span of dates is a span of numbers.  A date without a time counts as the beginning of the
day, of the month, of the year; a time counts as it was told, without its zone.  Articles without a date stand before all
others, in the order of their ids.

The rows of an article (what its statements say, its candidates) have numbers of their own, behind the article's: the first
statement has the highest, because rows are read from the newest down.
"""

import re
from datetime import date
from hashlib import sha256

ID_BITS, ROW_BITS = 18, 16
FIRST_MINUTE, LAST_MINUTE = 1 << 12, (1 << 29) - 1  # below the first: articles without a date
_MINUTES = 24 * 60
_EPOCH = date(1600, 1, 1).toordinal()  # with 29 bits of minutes the years until 2620
_ROWS = 1 << ROW_BITS
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d)(?::?(\d\d))?)?)?)?(?!\d)")
UNDATED = (0, (FIRST_MINUTE << ID_BITS) - 1)  # the numbers of articles without a date


def minute_of(value: str | None) -> int | None:
    """The minute that an ISO 8601 date or time stands for, within the years that numbers reach; None for none."""
    found = _DATE.match(value or "")
    if not found:
        return None
    year, month, day, hour, minute = (int(part) if part else None for part in found.groups())
    try:
        days = date(year or 1, month or 1, day or 1).toordinal() - _EPOCH
    except ValueError:
        return None
    told = days * _MINUTES + (hour or 0) * 60 + (minute or 0)
    return min(max(told + FIRST_MINUTE, FIRST_MINUTE), LAST_MINUTE)


def home(published: str | None, article: str) -> int:
    """The number that the article has unless another one is there: it never stands before this one."""
    minute = minute_of(published)
    if minute is None:
        return int(article[:8], 16) >> 2
    return minute << ID_BITS | int(article[:5], 16) >> 2


def order(published: str | None, article: str) -> tuple[int, str]:
    """What articles are ordered by: minute of publication, then id."""
    return minute_of(published) or 0, article


def days(first: str | None, last: str | None) -> tuple[int, int]:
    """The lowest and the highest number of articles published from one day, month or year to another, both included."""
    low, high = minute_of(first), minute_of(_end_of(last))
    return (
        FIRST_MINUTE << ID_BITS if low is None else low << ID_BITS,
        ((LAST_MINUTE if high is None else high) + 1 << ID_BITS) - 1,
    )


def around(published: str, distance: int) -> tuple[int, int]:
    """The lowest and the highest number of articles published at most so many days away."""
    minute = minute_of(published) or FIRST_MINUTE
    away = distance * _MINUTES
    return max(minute - away, FIRST_MINUTE) << ID_BITS, (min(minute + away, LAST_MINUTE) + 1 << ID_BITS) - 1


def _end_of(last: str | None) -> str | None:
    """The last minute of a day, a month or a year."""
    if not last or len(last) > 10:
        return last
    month = {4: f"{last}-12", 7: last}.get(len(last), "")
    if month:
        year, number = int(month[:4]), int(month[5:7])
        following = date(year + number // 12, number % 12 + 1, 1)
        last = date.fromordinal(following.toordinal() - 1).isoformat()
    return f"{last}T23:59"


def row(article: int, article_id: str, place: int) -> int:
    """The number of the article's row at a place, counted from 0.

    Rows beyond the 65 536th have negative numbers out of a hash: they are found and kept like all others, but stand behind the
    newest of every search.
    """
    if place < _ROWS:
        return (article << ROW_BITS) + _ROWS - 1 - place
    digest = sha256(f"{article_id}:{place}".encode()).digest()
    return -1 - (int.from_bytes(digest[:8], "big") >> 2)


def rows(low: int, high: int) -> tuple[int, int]:
    """The lowest and the highest row number of the articles between two numbers."""
    return low << ROW_BITS, (high + 1 << ROW_BITS) - 1
