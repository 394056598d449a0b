"""Dates that publishers print: in the address of an article, in its dateline, and in lines that say "Published: …"."""

import re
from datetime import datetime
from functools import cache
from typing import NamedTuple

from whence.lexicon.tables import table
from whence.records.article import Precision

LONGEST_DATED = 120  # characters of a line that tells the date: "Published on Wednesday, March 12, 2025 at 10:15 am CET"

_TABLE = table("addresses")
_CAPTURE = re.compile(_TABLE["capture"])
_PATTERNS = tuple(re.compile(each["pattern"]) for each in _TABLE["pattern"])
_PRINTED = _TABLE["printed"]
_DATES = tuple(re.compile(each.replace("MONTH", _PRINTED["month"])) for each in _PRINTED["dates"])
_TIME = re.compile(_PRINTED["time"])
_PUBLISHED, _MODIFIED = re.compile(_PRINTED["published"]), re.compile(_PRINTED["modified"])
_PARTS = ("year", "month", "day", "hour", "minute", "second")


class Dated(NamedTuple):
    """An ISO 8601 value and how fine it is."""

    value: str
    precision: Precision


def dated_address(url: str | None) -> Dated | None:
    """The date in an address, from the publishers' patterns; None where there is none, or one pattern finds two.

    The stamp of a web archive before the address is no date of the article.
    """
    path = without_capture(url).partition("?")[0]
    for pattern in _PATTERNS:
        found = {dated for match in pattern.finditer(path) if (dated := _dated(match.groupdict()))}
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def without_capture(url: str | None) -> str:
    """The address that an archive of the web holds, without the archive's own before it; others as they are."""
    return _CAPTURE.sub("", url or "")


def printed_date(text: str) -> Dated | None:
    """The one date with a year that a short text prints, with the time of day beside it; None for two dates."""
    matches = [match for pattern in _DATES for match in pattern.finditer(text)]
    found = {dated: match for match in matches if (dated := _dated(match.groupdict()))}
    if len(found) != 1:
        return None
    (day, match), *_ = found.items()
    time = _TIME.search(text[: match.start()] + " " * (match.end() - match.start()) + text[match.end() :])
    return (_timed(match, time) if time else None) or day


def date_line(line: str) -> tuple[str, Dated] | None:
    """("published" or "modified", date) of a line that says nothing else: "Published: 12 March 2025", "March 12, 2025"."""
    if len(line) > LONGEST_DATED or not any(digit in line for digit in "0123456789"):
        return None
    kind, rest = "published", line
    if label := _PUBLISHED.match(line):
        rest = line[label.end() :]
    elif label := _MODIFIED.match(line):
        kind, rest = "modified", line[label.end() :]
    dated = printed_date(rest)
    return (kind, dated) if dated and _alone().fullmatch(rest) else None


@cache
def _alone() -> re.Pattern[str]:
    """A line of nothing but a date (and time)."""
    plain = re.compile(r"\(\?P<\w+>")
    dates = "|".join(plain.sub("(?:", each.pattern) for each in _DATES)
    time = plain.sub("(?:", _TIME.pattern)
    with_time = _PRINTED["alone"].replace("DATE", f"(?:{dates})").replace("TIME", time)
    return re.compile(rf"(?:{time} ?(?:[A-Z]{{2,5}})?,? )?{with_time}")


def _timed(date: re.Match[str], time: re.Match[str]) -> Dated | None:
    parts = {**date.groupdict(), **{name: time[name] for name in ("hour", "minute", "second")}}
    half = (time["half"] or "").lower()[:1]
    if half and parts["hour"]:
        if not 1 <= int(parts["hour"]) <= 12:
            return None
        parts["hour"] = str(int(parts["hour"]) % 12 + (12 if half == "p" else 0))
    return _dated(parts)


def _dated(parts: dict[str, str | None]) -> Dated | None:
    """The value of the parts of a date, None where the calendar has no such day."""
    told = [name for name in _PARTS if parts.get(name)]
    numbers = [_number(name, parts[name] or "") for name in told]
    try:
        moment = datetime(*[*numbers, 1, 1][: max(3, len(numbers))])  # type: ignore[arg-type]  # year, month, day, …
    except ValueError:
        return None
    digits = {"month": 7, "day": 10, "minute": 16, "second": 19}
    precision = told[-1]
    return Dated(moment.isoformat()[: digits[precision]], precision)  # type: ignore[arg-type]  # one of Precision


def _number(name: str, digits: str) -> int:
    if name == "month" and digits.isalpha():
        number: int = _PRINTED["months"][digits[:3].lower()]
        return number
    return int(digits) + (2000 if name == "year" and len(digits) == 2 else 0)
