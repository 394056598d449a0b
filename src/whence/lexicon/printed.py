"""Dates as pages print them, in figures and in the month names of a dozen languages."""

import re
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from typing import Literal, NamedTuple

from whence.lexicon.addresses import Dated
from whence.lexicon.tables import table

LONGEST = 160  # characters of a line that tells a date: longer ones are text
BEFORE = 40  # characters before a date in which it says what it is the date of

_TABLE = table("pages")["printed"]
_CHANGED = re.compile(rf"\b(?:{_TABLE['changed']})", re.IGNORECASE)
_TOLD = re.compile(rf"\b(?:{_TABLE['told']})", re.IGNORECASE)
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_FIGURES = (
    re.compile(rf"(?<!\d){_YEAR}\s?[-/.年년]\s?(?P<month>\d{{1,2}})\s?[-/.月월]\s?(?P<day>\d{{1,2}})(?!\d)"),
    re.compile(rf"(?<![\d.])(?P<first>\d{{1,2}})(?P<mark>[./-])\s?(?P<second>\d{{1,2}})(?P=mark)\s?{_YEAR}(?!\d)"),
    re.compile(r"(?<![\d.])(?P<day>\d\d)\.(?P<month>\d\d)\.(?P<year>[0-3]\d)(?![\d.])"),  # "12.03.26"
)
_HOUR, _MINUTE, _SECOND = r"(?P<hour>[01]?\d|2[0-3])", r"(?P<minute>[0-5]\d)", r"(?::(?P<second>[0-5]\d))?"
_BY_STOP = r"\.(?=\d\d ?(?:Uhr|h\b|[ap]\.?m))"  # "14.05 Uhr"; without the word it is a date or a price
_TIME = re.compile(rf"(?<![\d.:]){_HOUR}(?:[:h]|{_BY_STOP}){_MINUTE}{_SECOND}(?![\d:])\s?(?P<half>[ap]\.?m\b)?", re.IGNORECASE)


class Printed(NamedTuple):
    """A date in a line: is it that of the publication or of a change, and its value."""

    kind: Literal["published", "modified"]
    dated: Dated
    labelled: bool = False  # a word before it says so


@cache
def month_names() -> str:
    """A pattern for the names of months in all languages that are known."""
    return "|".join(dict.fromkeys(name for names in _TABLE["months"].values() for name in names.split()))


@cache
def _months() -> dict[str, tuple[re.Pattern[str], tuple[re.Pattern[str], ...]]]:
    """For every language: dates with the name of the month, and the names in their order."""
    found = {}
    for language, names in _TABLE["months"].items():
        each = names.split()
        month, of = rf"(?P<month>{'|'.join(each)})\.?", r"(?P<of>(?:19|20)\d\d)(?!\d)"
        day_first = rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|º|°|\.)?\s+(?:de |of )?{month},?\s+(?:de )?{_YEAR}(?!\d)"
        month_first = rf"(?<!\w){month.replace('P<month>', 'P<named>')}\s+(?P<numbered>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{of}"
        found[language] = (
            re.compile(f"{day_first}|{month_first}", re.IGNORECASE),
            tuple(re.compile(f"(?:{one})", re.IGNORECASE) for one in each),
        )
    return found


def printed_dates(line: str, language: str | None) -> Iterator[Printed]:
    """The dates of a short line in their order, each with the time that stands behind it.

    Figures whose order is open ("03/04/2026" in English) give none.
    """
    if len(line) > LONGEST or not any(each.isdigit() for each in line):
        return
    found = sorted(_found(line, language), key=lambda each: each[0])
    for number, (start, end, parts) in enumerate(found):
        before = line[max(0, start - BEFORE, found[number - 1][1] if number else 0) : start]
        behind = line[end : found[number + 1][0] if number + 1 < len(found) else len(line)]
        if dated := _dated(parts, _TIME.search(behind) or (_TIME.search(before) if number == 0 else None)):
            kind: Literal["published", "modified"] = "modified" if _CHANGED.search(before) else "published"
            yield Printed(kind, dated, kind == "modified" or bool(_TOLD.search(before)))


def _found(line: str, language: str | None) -> Iterator[tuple[int, int, tuple[int, int, int]]]:
    """(start, end, (year, month, day)) of every date, those of one language with its names of months."""
    for match in _FIGURES[0].finditer(line):
        yield match.start(), match.end(), (int(match["year"]), int(match["month"]), int(match["day"]))
    for match in _FIGURES[1].finditer(line):
        if order := _ordered(
            int(match["first"]), int(match["second"]), day_first=match["mark"] == "." or language not in (None, "en")
        ):
            yield match.start(), match.end(), (int(match["year"]), *order)
    for match in _FIGURES[2].finditer(line) if language not in (None, "en") else ():
        yield match.start(), match.end(), (2000 + int(match["year"]), int(match["month"]), int(match["day"]))
    code = {"no": "nb", "da": "nb", "nn": "nb"}.get(language or "en", language or "en")
    for each in dict.fromkeys((code, "en")):
        if each in _months():
            named = list(_named(line, each))
            yield from named
            if named:
                return


def _ordered(first: int, second: int, *, day_first: bool) -> tuple[int, int] | None:
    """(month, day) of two figures; None where either could be the month."""
    if day_first or first > 12 or first == second:
        return second, first
    return (first, second) if second > 12 else None


def _named(line: str, language: str) -> Iterator[tuple[int, int, tuple[int, int, int]]]:
    whole, names = _months()[language]
    for match in whole.finditer(line):
        name = match["month"] or match["named"]
        month = next((number for number, each in enumerate(names, 1) if each.fullmatch(name)), 0)
        yield match.start(), match.end(), (int(match["year"] or match["of"]), month, int(match["day"] or match["numbered"]))


def _dated(parts: tuple[int, int, int], time: re.Match[str] | None) -> Dated | None:
    try:
        day = datetime(*parts)
    except ValueError:
        return None
    if time is None:
        return Dated(day.date().isoformat(), "day")
    hour, half = int(time["hour"]), (time["half"] or "").lower()[:1]
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    moment = day.replace(hour=hour, minute=int(time["minute"]), second=int(time["second"] or 0))
    return Dated(moment.isoformat()[: 19 if time["second"] else 16], "second" if time["second"] else "minute")
