"""When articles appeared: places on a line of time that can be compared, and the words for them.

A value without an offset from UTC is taken as UTC, and one that names a day, a month or a year only as its first moment: in
this order the trace's own statements stand.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from whence.lexicon.briefing import month
from whence.records.article import ArticleDate
from whence.report.wording import day_of

DAY, HOUR, MINUTE = len("2024-11-25"), len("2024-11-25T11"), len("2024-11-25T11:35")
ZERO = datetime(1, 1, 1, tzinfo=UTC)
NO_DATE = "no date"


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """A moment in seconds since the year 1, and how fine its value was: "minute" (or finer), "day" or "coarse"."""

    seconds: float
    fine: str


def moment_of(date: ArticleDate | None) -> Moment | None:
    """The first moment that a date can mean; null for no date and for what is none."""
    if date is None:
        return None
    value = date.value.strip()
    padded = value + "0000-01-01"[len(value) :] if len(value) < DAY else value
    try:
        read = datetime.fromisoformat(padded)
        aware = read if read.tzinfo else read.replace(tzinfo=UTC)
        seconds = (aware - ZERO).total_seconds()
    except (ValueError, OverflowError):
        return None
    return Moment(seconds, "coarse" if len(value) < DAY else "day" if len(value) < HOUR else "minute")


def when_of(seconds: float) -> tuple[int, int, int, int, int]:
    """Year, month, day, hour and minute of a moment, in UTC."""
    days, rest = divmod(int(seconds), 86400)
    date = datetime.fromordinal(ZERO.toordinal() + days)
    return date.year, date.month, date.day, rest // 3600, rest % 3600 // 60


def in_full(date: ArticleDate | None) -> str:
    """A date in words: "4 March 2025, 06:30", "11 January 2025, 19:20 UTC", "March 2025", "no date"."""
    if date is None:
        return NO_DATE
    clock = date.value[DAY + 1 : MINUTE] if len(date.value) >= MINUTE else ""
    day = day_of(date.value[:DAY]) or date.value
    return f"{day}, {clock}{_zone(date)}" if clock else day


def in_short(date: ArticleDate | None, year: bool = False) -> str:
    """A date for a label: "4 Mar, 06:30", "4 Mar", "Mar 2025", "2025"; with its year when asked for."""
    if date is None:
        return NO_DATE
    value = date.value
    if moment_of(date) is None or len(value) < DAY:
        return in_full(date)
    named = f"{int(value[8:10])} {month(int(value[5:7]))[:3]}" + (f" {value[:4]}" if year else "")
    return f"{named}, {value[DAY + 1 : MINUTE]}" if len(value) >= MINUTE else named


def _zone(date: ArticleDate) -> str:
    """The offset behind a clock: nothing when none is known."""
    tail = date.zone or next((date.value[at:] for at in range(MINUTE, len(date.value)) if date.value[at] in "Z+-"), "")
    return " UTC" if tail in ("Z", "+00:00") else f" {tail}" if tail else ""


def between(dates: list[ArticleDate]) -> str:
    """The days from the first of some dates to the last: "4 to 8 March 2025", "30 April to 2 May 2025"."""
    found = sorted((moment, date.value) for date in dates if (moment := moment_of(date)))
    if not found:
        return ""
    first, last = (day_of(value[:DAY]) or value for value in (found[0][1], found[-1][1]))
    if first == last:
        return first
    parts, others = first.split(), last.split()
    while len(parts) > 1 and len(parts) == len(others) and parts[-1] == others[-1]:
        parts, others = parts[:-1], others[:-1]
    return f"{' '.join(parts)} to {last}"
