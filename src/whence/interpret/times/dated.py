"""Readings of expressions that name a place in the calendar: dates, months, years, decades, quarters, seasons, feasts."""

import re
from datetime import date

from whence.interpret.times.calendar import feast, moved, value_of
from whence.interpret.times.reckoning import Found, Here, Hit, Reading, year_number, year_of
from whence.lexicon.times import FEASTS, MONTHS, NUMBERS, PARTS, SEASONS, listed

_AMBIGUOUS, _BEFORE_MONTH, _VAGUE_BEFORE = (listed(name) for name in ("ambiguous_months", "before_month", "vague_before_month"))
_MARCHES, _BEFORE_YEAR, _BEFORE_NUMBER = (listed(name) for name in ("marches", "before_year", "before_number"))
_COUNTED, _COMPARED, _BEFORE_SEASON = (listed(name) for name in ("counted", "compared", "before_season"))
_OVER = listed("over")
_WAYS = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}
# Days: a date so near is meant whatever the verb says ("a dividend was declared, payable Dec. 15").  On the TBAQ corpus the
# value F1 is 0.816 with 60 days, 0.813 with 30, 0.805 with 0.
NEAR = 60


def _safe_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _explicit(day: date | None, unit: str = "D") -> Found | None:
    return Found("DATE", value_of(day, unit)) if day else None


def iso(hit: Hit, _: Here) -> Found | None:
    """2024-11-26, 2024-11-26T11:35:51Z."""
    written = hit.words.texts[hit.start]
    day, __, clock = written.partition("T")
    parts = [int(each) for each in day.split("-")]
    if not _safe_date(*parts):
        return None
    clock = re.sub(r"(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?$", "", clock)
    return Found("TIME", f"{day}T{clock[:5]}") if clock else Found("DATE", day)


def slashed(hit: Hit, _: Here) -> Found | None:
    """11/26/2024 or 26/11/2024; both readings possible: null, for nothing tells which is meant."""
    first, second, year_word = (int(each) for each in hit.words.texts[hit.start].split("/"))
    year = year_word if year_word > 99 else year_word + (1900 if year_word >= 30 else 2000)
    american, british = _safe_date(year, first, second), _safe_date(year, second, first)
    if american and british and american != british:
        return Found("DATE", None)
    return _explicit(american or british)


def calendar_date(hit: Hit, here: Here) -> Found | None:
    """November 25; 25 November 2024; Monday, Nov. 25; the 4th of July."""
    month, day = MONTHS[hit.word("month")], hit.number("day")
    if day is None or not 0 < day < 32:
        return None
    if hit.has("year"):
        year = year_number(hit.part("year"))
        return _explicit(_safe_date(year, month, int(day))) if year else None
    if _safe_date(2000, month, int(day)) is None:
        return None
    over = hit.before().lower() in _OVER
    way = -1 if over else {"last": -1, "next": 1}.get(hit.word("direct")) or hit.direction()
    found = nearest(month, int(day), way, here, 0 if over else NEAR)
    return Found("DATE", found.isoformat() if found else f"XXXX-{month:02}-{int(day):02}")


def several(hit: Hit, here: Here) -> list[tuple[int, int, Found]]:
    """6, 13 and 20 December; April 24 and 25; 6-13 May: (first word, word behind the last, reading) of every day."""
    number, texts = MONTHS[hit.word("month")], hit.words.texts
    days = [place for place in range(*hit.match.span("days")) if texts[place][0].isdigit()]
    written = year_number(hit.part("year")) if hit.has("year") else None
    found = []
    for place in days:
        day = int(hit.words.number(place) or 0)
        if not 0 < day < 32:
            return []
        value = _safe_date(written, number, day) if written else nearest(number, day, hit.direction(), here)
        if value is None:
            return []
        start = hit.start if place == days[0] and texts[hit.start][0].isalpha() else place
        end = hit.end if place == days[-1] else place + 1
        found.append((start, end, Found("DATE", value.isoformat())))
    return found


def nearest(month: int, day: int, way: int, here: Here, near_days: int = NEAR) -> date | None:
    """The date with that month and day that is meant: the nearest one, unless it is far and the verb points the other way."""
    if here.today is None:
        return None
    today = here.today
    dates = [found for year in (-1, 0, 1) if (found := _safe_date(today.year + year, month, day))]
    if not dates:
        return None
    near = min(dates, key=lambda each: abs((each - today).days))
    if abs((near - today).days) <= near_days or not way:
        return near
    right = [each for each in dates if (each > today) == (way > 0)]
    return min(right, key=lambda each: abs((each - today).days)) if right else near


def weekday_nth(hit: Hit, here: Here) -> Found | None:
    """Monday the 25th: the nearest such day."""
    day = hit.number("day")
    today = here.today
    if today is None or day is None or not 0 < day < 32:
        return Found("DATE", None, relative=True)
    months = [moved(today.replace(day=1), "M", step) for step in (-1, 0, 1)]
    dates = [found for each in months if each and (found := _safe_date(each.year, each.month, int(day)))]
    near = min(dates, key=lambda each: abs((each - today).days)) if dates else None
    return Found("DATE", near.isoformat(), relative=True) if near else None


def month(hit: Hit, here: Here) -> Found | None:
    """November 2024; in November; last November; July last year."""
    number = MONTHS[hit.word("month")]
    if hit.has("year") or hit.has("of_year"):
        year = year_of(hit.part("year") or hit.part("of_year"), here)
        relative = hit.has("of_year")
        return Found("DATE", f"{year:04}-{number:02}" if year else None, relative=relative)
    if not hit.has("direct") and not _is_month(hit):
        return None
    if here.today is None:
        return Found("DATE", f"XXXX-{number:02}", relative=hit.has("direct"))
    return Found("DATE", f"{_month_year(hit, number, here.today):04}-{number:02}", relative=hit.has("direct"))


def _month_year(hit: Hit, number: int, today: date) -> int:
    """The year of a month without one: the tense decides; a month that is this one is this year's."""
    direct = hit.direct()
    way = _WAYS.get(direct) or hit.direction()
    if direct == "this":
        return today.year
    if direct in ("last", "next") and number == today.month:
        return today.year + way
    if direct == "last" and (today.month - number) % 12 == 1:  # the month before this one is "last month"
        return today.year - 1 - (number > today.month)
    if way > 0 and direct != "next" and today.month - number in (1, 2) and hit.before().lower() in ("in", "since"):
        return today.year
    if way > 0:
        return today.year + (number < today.month)
    if (
        not direct and number == today.month % 12 + 1 and hit.before().lower() != "in"
    ):  # the month after this one; that of last year would be called so
        return today.year + (number < today.month)
    return today.year - (number > today.month)


def _is_month(hit: Hit) -> bool:
    """Is a bare name of a month one?  "May I", "April Moss", "the March on the capital" are none."""
    name, before, after = hit.word("month"), hit.before(), hit.after()
    preposition = before.lower() in _BEFORE_MONTH or before in tuple("-(–—")
    if hit.words.texts[hit.start].isupper() and len(name) > 3:
        preposition = preposition and before.isupper() is False
    if name == "march" and before.lower() in ("the", "a", "his", "her", "their") and after.lower() in _MARCHES:
        return False
    capital_follows = after[:1].isupper() and hit.words.starts[hit.end] - hit.words.ends[hit.end - 1] == 1 if after else False
    if name in _AMBIGUOUS:
        return preposition and not (capital_follows and (not before or before.lower() in _VAGUE_BEFORE))
    return preposition or not (capital_follows or before[:1].isupper())


def year(hit: Hit, _: Here) -> Found | None:
    """1998; the year 2000; fiscal 1989."""
    place = hit.match.start("year")
    number = int(hit.words.texts[place])
    text, at, end = hit.words.text, hit.words.starts[place], hit.words.ends[place]
    if (at and (text[at - 1].isalnum() or text[at - 1] in "$£€#.,_-/")) and not re.search(
        r"\w[-–/]$", text[max(0, at - 2) : at]
    ):
        return None
    if text[end : end + 1].isalpha() or text[end : end + 1] == "_":
        return None
    before, after = hit.before().lower(), hit.after().lower()
    named = before in _BEFORE_YEAR or hit.start < place
    if (number < 1900 or number > 2100) and not named:
        return None
    if after in _COUNTED or (not named and before in _BEFORE_NUMBER):
        return None
    return Found("DATE", f"{number:04}")


def short_year(hit: Hit, _: Here) -> Found | None:
    """'98, after a preposition or an article."""
    if hit.before().lower() not in _BEFORE_YEAR | {"the", "late", "early"}:
        return None
    number = year_number(hit.part("year"))
    return Found("DATE", f"{number:04}") if number else None


def spoken_year(hit: Hit, _: Here) -> Found | None:
    """Nineteen ninety-seven; the year two thousand."""
    numbers = [NUMBERS[each] for each in hit.part("words") if each in NUMBERS]
    named = hit.match.start("words") > hit.start
    if named and numbers == [2, 1000]:
        return Found("DATE", "2000")
    if len(numbers) < 2 or not 17 <= numbers[0] <= 20 or not 10 <= numbers[1] <= 100:
        return None
    rest = 0 if numbers[1] == 100 else sum(numbers[1:])
    if len(numbers) == 3 and (numbers[1] % 10 or numbers[2] > 9):
        return None
    return Found("DATE", f"{numbers[0] * 100 + rest}")


def decade(hit: Hit, _: Here) -> Found | None:
    """The 1990s, the '90s, the nineties."""
    written = hit.part("decade")[0]
    if written in NUMBERS:
        if hit.words.texts[hit.start].lower() != "the" or hit.after().lower() == "and":
            return None
        return Found("DATE", f"19{NUMBERS[written] // 10}")
    figures = re.sub(r"\D", "", written)
    if len(figures) == 4:
        return Found("DATE", figures[:2] if figures[2:] == "00" and int(figures) < 2000 else figures[:3])
    if hit.words.texts[hit.start].lower() != "the" and written[0] not in "'’":
        return None
    return Found("DATE", f"19{figures[0]}" if figures[0] > "2" else f"20{figures[0]}")


def century(hit: Hit, _: Here) -> Found | None:
    """The 20th century; nineteenth-century."""
    if hit.word("unit") != "century":
        return None
    digits = "".join(hit.part("nth"))
    numbers = [NUMBERS[each] for each in hit.part("nth") if each in NUMBERS]
    number = sum(numbers) if numbers else int(re.sub(r"\D", "", digits) or 0)
    return Found("DATE", f"{number - 1:02}") if 0 < number < 30 else None


def quarter(hit: Hit, here: Here) -> Found | None:
    """The third quarter; the second half of 2024; Q3 2024; last year's third quarter; the year-earlier first quarter."""
    number, letter = hit.number("nth"), "Q"
    if hit.has("code"):
        code = hit.part("code")[0]
        number, letter = float(code[1]), code[0].upper()
        if letter == "H" and not hit.has("year"):
            return None
    elif hit.word("unit") not in ("quarter", "half") or number is None or number > 4:
        return None
    elif hit.word("unit") == "half":
        letter = "H"
    named = hit.part("year") or hit.part("later_year")
    if letter == "H" and (not named or (number or 0) > 2):
        return None
    year = year_of(named, here) if named else _quarter_year(hit, int(number or 1), here)
    relative = not (named and named[-1][-1:].isdigit())
    compared = bool(_COMPARED & set(hit.part("before")))
    return Found("DATE", f"{year:04}-{letter}{int(number or 1)}" if year else None, relative=relative, passing=compared)


def _quarter_year(hit: Hit, number: int, here: Here) -> int | None:
    """The year of a quarter without one: this year's, or last year's when it would lie ahead of a clause in the past."""
    if here.today is None:
        return None
    current = (here.today.month + 2) // 3
    earlier = bool(_COMPARED & set(hit.part("before")))
    way = -1 if earlier else hit.direction()
    ahead = number > current and way <= 0
    return here.today.year - ahead - earlier


def year_quarter(hit: Hit, here: Here) -> Found | None:
    """The 1988 quarter, the 1988 period: that of the quarter spoken of."""
    year = year_of(hit.part("year"), here)
    if hit.word("unit") != "quarter" or here.quarter is None:
        return Found("DATE", f"{year:04}")
    return Found("DATE", f"{year:04}{value_of(*here.quarter)[4:]}", relative=True, passing=True)


def season(hit: Hit, here: Here) -> Found | None:
    """Last spring, this summer, the winter of 1994, in the autumn."""
    name, letters = hit.word("season"), SEASONS[hit.word("season")]
    after = hit.after().lower()
    sure = hit.has("direct") or hit.has("in") or hit.has("year") or hit.has("of_year")
    if after == "of" and not hit.has("year"):
        return None
    if not sure and (name in ("fall", "spring") or after in ("of", "in")) and hit.before().lower() not in _BEFORE_SEASON:
        return None
    if after == "from" and name == "fall":
        return None
    named = hit.part("year") or hit.part("of_year")
    if named:
        year = year_of(named, here)
        return Found("DATE", f"{year:04}-{letters}" if year else None, relative=hit.has("of_year"))
    if here.today is None:
        return Found("DATE", f"XXXX-{letters}", relative=True)
    return Found("DATE", f"{_season_year(hit, letters, here.today):04}-{letters}", relative=True)


_SEASON_ORDER = ("SP", "SU", "FA", "WI")


def _season_year(hit: Hit, letters: str, today: date) -> int:
    """The year of a season without one: the latest that began when the clause points back, the next when it points ahead."""
    current = value_of(today, "S")
    now, place = int(current[:4]) * 4 + _SEASON_ORDER.index(current[5:]), _SEASON_ORDER.index(letters)
    direct = hit.direct()
    way = _WAYS.get(direct) or hit.direction()
    candidates = [year * 4 + place for year in range(today.year - 2, today.year + 3)]
    if direct == "this":
        return min(candidates, key=lambda each: (abs(each - now), -each * way)) // 4
    strict = direct in ("last", "next", "past")
    if way > 0:
        return min(each for each in candidates if each > now or (each == now and not strict)) // 4
    return max(each for each in candidates if each < now or (each == now and not strict)) // 4


def holiday(hit: Hit, here: Here) -> Found | None:
    """Christmas, New Year's Eve, Good Friday, last Thanksgiving."""
    words = hit.part("feast")
    name = re.sub(r" (['’])s", "'s", " ".join(words)).replace("’", "'")
    rule = FEASTS.get(name) or FEASTS.get(words[0] if len(words) == 2 and words[1] in ("week", "weekend") else "")
    if rule is None:
        return None
    if hit.has("year"):
        number = year_number(hit.part("year"))
        return _explicit(feast(rule, number)) if number else None
    if here.today is None:
        return Found("DATE", None, relative=True)
    day = _feast_day(hit, rule, here.today)
    return Found("DATE", value_of(day, "W" if words[-1] == "week" else "D"), relative=True)


def _feast_day(hit: Hit, rule: str, today: date) -> date:
    days = [feast(rule, today.year + step) for step in (-1, 0, 1)]
    way = {"last": -1, "next": 1}.get(hit.word("direct"), 0)
    near = min(days, key=lambda day: abs((day - today).days))
    if not way and abs((near - today).days) > NEAR:
        way = -1 if hit.before().lower() == "since" else hit.direction()
    if way:
        return min((day for day in days if (day - today).days * way > 0), key=lambda day: abs((day - today).days))
    return near


def week_of(hit: Hit, here: Here) -> Found | None:
    """The week of March 6; the morning of 6 March; the evening of Friday is read as a weekday with its part."""
    if hit.has("weekday"):
        return None
    name = "month" if hit.has("month") else "month_after"
    number, day = MONTHS[hit.word(name)], hit.number("day") or hit.number("day_first")
    if day is None or not 0 < day < 32:
        return None
    written = year_number(hit.part("year")) if hit.has("year") else None
    found = _safe_date(written, number, int(day)) if written else nearest(number, int(day), hit.direction(), here)
    if found is None or hit.unit() not in ("W", "WE", ""):
        return None
    if not hit.unit():
        return Found("TIME", f"{found.isoformat()}T{PARTS[hit.word('unit')]}")
    return Found("DATE", value_of(found, hit.unit()))


READINGS: dict[str, Reading] = {
    "iso": iso, "slashed": slashed, "date": calendar_date, "weekday_nth": weekday_nth, "month": month, "year": year,
    "short_year": short_year, "spoken_year": spoken_year, "decade": decade, "century": century, "quarter": quarter,
    "year_quarter": year_quarter, "season": season, "holiday": holiday, "week_of": week_of,
}  # fmt: skip
