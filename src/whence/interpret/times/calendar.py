"""Dates and stretches of time as TimeML and EDTF values: pure arithmetic on the Gregorian calendar.

TimeML (Saurí et al. 2006) extends ISO 8601: weeks 2008-W21, weekends 2008-W21-WE, quarters 1998-Q2, halves 1998-H1, seasons
1999-SU, decades 199, centuries 19, parts of a day 1998-02-13TMO.  EDTF is ISO 8601-2:2019, level 1.
"""

import calendar
import re
from datetime import date, timedelta

SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # meteorological seasons of the northern hemisphere
_SEASON_NUMBER = {"SP": "21", "SU": "22", "FA": "23", "WI": "24"}
_ORDER = ("D", "WE", "W", "M", "S", "Q", "H", "Y", "10Y", "100Y")  # from fine to coarse
_VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?:W(?P<week>\d\d)(?P<weekend>-WE)?|Q(?P<quarter>\d)|H(?P<half>\d)|(?P<season>SP|SU|FA|WI)"
    r"|(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T(?P<time>.+))?)?))?|(?P<decade>\d{3})|(?P<century>\d\d)"
)


def value_of(day: date, unit: str) -> str:
    """The value of the stretch of time (D, W, WE, M, S, Q, H, Y, 10Y, 100Y) that holds the day."""
    if unit in ("W", "WE"):
        year, week, _ = day.isocalendar()
        return f"{year:04}-W{week:02}" + ("-WE" if unit == "WE" else "")
    written = f"{day.year:04}"
    if unit == "S":
        return f"{written if day.month > 2 else f'{day.year - 1:04}'}-{_season(day.month)}"
    values = {
        "D": day.isoformat(),
        "M": f"{written}-{day.month:02}",
        "Q": f"{written}-Q{(day.month + 2) // 3}",
        "H": f"{written}-H{1 if day.month < 7 else 2}",
        "Y": written,
        "10Y": written[:3],
        "100Y": written[:2],
    }
    return values[unit]


def _season(month: int) -> str:
    return ("WI", "WI", "SP", "SP", "SP", "SU", "SU", "SU", "FA", "FA", "FA", "WI")[month - 1]


def moved(day: date, unit: str, count: int) -> date | None:
    """The day that lies so many units later (earlier when negative); None beyond the calendar."""
    try:
        if unit in ("D", "W", "WE", "2W"):
            return day + timedelta(days=count * {"D": 1, "W": 7, "WE": 7, "2W": 14}[unit])
        months = (
            count * {"M": 1, "Q": 3, "S": 3, "H": 6, "Y": 12, "10Y": 120, "100Y": 1200}[unit] + day.year * 12 + day.month - 1
        )
        year, month = divmod(months, 12)
        return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
    except (ValueError, OverflowError):
        return None


def parsed(value: str) -> tuple[date, str] | None:
    """(first day, unit) of a TimeML value that names a stretch of the calendar, else None."""
    found = _VALUE.fullmatch(value)
    if not found:
        return None
    part = found.groupdict()
    try:
        return _first_day(part)
    except ValueError:
        return None


def _first_day(part: dict[str, str | None]) -> tuple[date, str]:
    if part["decade"]:
        return date(int(part["decade"]) * 10, 1, 1), "10Y"
    if part["century"]:
        return date(int(part["century"]) * 100, 1, 1), "100Y"
    year = int(part["year"] or 0)
    if part["week"]:
        return date.fromisocalendar(year, int(part["week"]), 1), "WE" if part["weekend"] else "W"
    if part["quarter"]:
        return date(year, int(part["quarter"]) * 3 - 2, 1), "Q"
    if part["half"]:
        return date(year, int(part["half"]) * 6 - 5, 1), "H"
    if part["season"]:
        return date(year, SEASON_MONTH[part["season"]], 1), "S"
    if part["day"]:
        return date(year, int(part["month"] or 1), int(part["day"])), "D"
    return (date(year, int(part["month"]), 1), "M") if part["month"] else (date(year, 1, 1), "Y")


def finer(one: str, other: str) -> str:
    """The finer of two units."""
    return min(one, other, key=_ORDER.index)


def is_finer(one: str, other: str) -> bool:
    """Is the first unit finer than the second?"""
    return _ORDER.index(one) < _ORDER.index(other)


def edtf_of(value: str, approximate: bool = False) -> tuple[str, str] | None:
    """(EDTF value, precision) of a TimeML value, None when it names no stretch of the calendar."""
    found = parsed(value)
    if found is None:
        return None
    first, unit = found
    clock = value.partition("T")[2]
    if unit == "D":
        plain, precision = _with_clock(first, clock)
    else:
        plain, precision = _plain(value, first, unit)
    return (plain if "/" in plain or not approximate else f"{plain}~"), precision


def _with_clock(day: date, clock: str) -> tuple[str, str]:
    if clock[:2] == "24":
        return f"{(day + timedelta(days=1)).isoformat()}T00:00", "minute"
    if not clock[:2].isdigit():
        return day.isoformat(), "day"
    return f"{day.isoformat()}T{clock if ':' in clock else f'{clock}:00'}", "minute" if ":" in clock else "hour"


def _plain(value: str, first: date, unit: str) -> tuple[str, str]:
    if unit in ("W", "WE"):
        start = first if unit == "W" else first + timedelta(days=5)
        return f"{start.isoformat()}/{(first + timedelta(days=6)).isoformat()}", "interval"
    if unit in ("Q", "H"):
        months = 2 if unit == "Q" else 5
        return f"{value[:4]}-{first.month:02}/{value[:4]}-{first.month + months:02}", "interval"
    if unit == "S":
        return f"{value[:4]}-{_SEASON_NUMBER[value[5:]]}", "season"
    named = {"M": (value, "month"), "Y": (value, "year"), "10Y": (f"{value}X", "decade"), "100Y": (f"{value}XX", "century")}
    return named[unit]


def easter(year: int) -> date:
    """Easter Sunday of a year (Meeus 1991, the "anonymous Gregorian" rule)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


def feast(rule: str, year: int) -> date:
    """The day of a feast by its rule in the table of feasts."""
    if rule[0] == "E":
        return easter(year) + timedelta(days=int(rule[2:]))
    if " " not in rule:
        return date(year, int(rule[:2]), int(rule[3:]))
    month, weekday, place = rule.split()
    if place == "E":  # the Tuesday after the first Monday
        return nth_weekday(year, int(month), 0, 1) + timedelta(days=1)
    return nth_weekday(year, int(month), int(weekday), int(place))


def nth_weekday(year: int, month: int, weekday: int, place: int) -> date:
    """The first, second … such weekday of a month; -1 means the last."""
    first = date(year, month, 1)
    days = [first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * week) for week in range(5)]
    return [day for day in days if day.month == month][place - 1 if place > 0 else place]
