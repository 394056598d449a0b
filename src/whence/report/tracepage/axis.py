"""The dates written along a line of time that is stretched where many articles appear at once."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from whence.lexicon.briefing import month
from whence.report.moments import ZERO, when_of
from whence.report.tracepage.metrics import width_of

MINUTE, HOUR, DAY = 60.0, 3600.0, 86400.0
CLOCKS = (5 * MINUTE, 15 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR)  # steps between dates that need a clock
DAYS = (DAY, 2 * DAY, 7 * DAY, 14 * DAY)
MONTHS = (1, 2, 3, 6)
YEARS = (12, 24, 60, 120, 600)  # in months
MOST = 8  # steps along the line, before dates are left out that would touch
APART = 10  # between two dates


@dataclass(frozen=True, slots=True)
class Tick:
    """A date along the line: its place, where its words begin, and the words."""

    x: float
    at: float
    label: str


def ticks(seconds: Sequence[float], places: Sequence[float], size: float, end: float) -> list[Tick]:
    """The dates along a line of ascending moments at these places, written in this size without touching, all before `end`.

    The first and the last moment come first, then days, then clocks, where only the first tells its day: midnights tell theirs.
    """
    if not seconds:
        return []
    dates, style = _dates(seconds[0], seconds[-1])
    found: list[Tick] = []
    for moment in [seconds[0], seconds[-1], *sorted(dates, key=lambda each: (each % DAY != 0, each))]:
        x, label = _place(moment, seconds, places), _label(moment, style)
        if found and style == "clock":
            label = label.rpartition(", ")[2]
        width = width_of(label, size)
        tick = Tick(x, min(x, end - width), label)
        if all(_is_apart(tick, each, size) for each in found):
            found.append(tick)
    return sorted(found, key=lambda each: each.x)


def _is_apart(one: Tick, other: Tick, size: float) -> bool:
    left, right = (one, other) if one.at <= other.at else (other, one)
    return one.label != other.label and left.at + width_of(left.label, size) + APART <= right.at


def _place(moment: float, seconds: Sequence[float], places: Sequence[float]) -> float:
    """Where a moment stands between the places of the two moments around it."""
    after = bisect_left(seconds, moment)
    if after == len(seconds):
        return places[-1]
    if after == 0 or seconds[after] == moment:
        return places[after]
    low, high = seconds[after - 1], seconds[after]
    return places[after - 1] + (moment - low) / (high - low) * (places[after] - places[after - 1])


def _dates(first: float, last: float) -> tuple[list[float], str]:
    """Round moments from first to last, and the style of their labels: clocks where there are not two midnights."""
    clock = last - first < DAY or -(-first // DAY) == last // DAY
    for step in CLOCKS if clock else DAYS:
        if (last - first) / step <= MOST:
            start = -(-first // step) * step
            return [start + step * index for index in range(int((last - start) // step) + 1)], "clock" if clock else "day"
    return _months(first, last)


def _months(first: float, last: float) -> tuple[list[float], str]:
    low, high = (year * 12 + number - 1 for year, number, *_ in (when_of(first), when_of(last)))
    step = next((each for each in (*MONTHS, *YEARS) if (high - low) / each <= MOST), YEARS[-1])
    numbers = [each for each in range(-(-low // step) * step, high + 1, step) if each >= 12]
    moments = [(ZERO.replace(year=each // 12, month=each % 12 + 1) - ZERO).total_seconds() for each in numbers]
    return [each for each in moments if first <= each <= last], "month" if step in MONTHS else "year"


def _label(moment: float, style: str) -> str:
    """The words for a moment: "4 Mar, 06:00", "4 Mar", "Mar 2025", "2025"; no clock at midnight."""
    year, number, date, hour, minute = when_of(moment)
    if style == "year":
        return str(year)
    name = month(number)[:3]
    if style == "month":
        return f"{name} {year}"
    clock = f", {hour:02}:{minute:02}" if style == "clock" and (hour or minute) else ""
    return f"{date} {name}{clock}"
