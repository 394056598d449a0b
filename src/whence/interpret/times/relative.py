"""Readings of expressions that count from another date: from today (dateline, publication) or from the expression before."""

import re
from datetime import date, timedelta

from whence.interpret.times.calendar import finer, is_finer, moved, value_of
from whence.interpret.times.lengths import amount, period
from whence.interpret.times.reckoning import Found, Here, Hit, Reading, unit_of
from whence.interpret.times.words import Words
from whence.lexicon.times import PARTS, WEEKDAYS, listed

_STEPS = {"last": -1, "past": -1, "latest": -1, "next": 1, "coming": 1, "upcoming": 1, "this": 0, "current": 0}
_NARRATIVE = {"previous": -1, "preceding": -1, "prior": -1, "following": 1, "ensuing": 1, "subsequent": 1, "same": 0, "that": 0}
_FUNCTION, _NAME_HEADS, _NAME_STARTS, _EDGES = (listed(name) for name in ("function", "name_heads", "name_starts", "edges"))
_OPENED = re.compile(r"[“\"‘'](?:[A-Z][\w&’'.-]*\s+)+$")
_CLOSED = re.compile(r"[,.]?[”\"’']")
_DAY_WORDS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "overnight": 0}


def _day(day: date | None) -> Found:
    return Found("DATE", day.isoformat() if day else None, relative=True)


def weekday(hit: Hit, here: Here) -> Found | None:
    """Monday, last Friday, the previous Friday, Tuesday of next week."""
    if _is_address(hit) or (not hit.has("direct") and _is_name(hit)):
        return None
    number, base = WEEKDAYS[hit.part("weekday")[0]], here.today
    direct = hit.direct()
    if direct in _NARRATIVE:
        base = here.anchor[0] if here.anchor else None
    if base is None:
        return Found("DATE", f"XXXX-WXX-{number + 1}" if here.today is None else None, relative=True)
    if hit.has("week"):
        monday = base - timedelta(days=base.weekday()) + timedelta(days=7 * _STEPS.get(hit.part("week")[0], 0))
        return _day(monday + timedelta(days=number))
    return _day(_weekday_from(hit, number, base, direct))


def _weekday_from(hit: Hit, number: int, base: date, direct: str) -> date:
    """The weekday that is meant: bare ones by the tense, today's own name meaning today (Associated Press Stylebook, "days of
    the week": the name of the day stands for today and for any day within seven)."""
    ahead, back = (number - base.weekday()) % 7, (base.weekday() - number) % 7
    if direct in ("same", "that"):
        return base if not ahead else base - timedelta(days=back)
    if direct in _NARRATIVE or direct in ("last", "past", "next", "coming", "upcoming"):
        step = _NARRATIVE.get(direct) or _STEPS[direct]
        return base + timedelta(days=(ahead or 7) if step > 0 else -(back or 7))
    way = hit.direction()
    if way > 0 and hit.before().lower() in ("by", "until") and _past_limit(hit):
        way = -1
    return base + timedelta(days=ahead if way > 0 else -back)


def _past_limit(hit: Hit) -> bool:
    """Does the clause tell what had happened by then ("by Friday the water had reached the road")?"""
    return any(each.lower() in ("had", "were", "was") for each in hit.words.texts[hit.end : hit.end + 5])


def _is_address(hit: Hit) -> bool:
    """Monday.com: a full stop and more letters without a space."""
    end = hit.words.ends[hit.end - 1]
    return hit.words.text[end : end + 1] == "." and hit.words.text[end + 1 : end + 2].isalnum()


def _is_name(hit: Hit) -> bool:
    """Is the weekday a part of a name: The Sunday Herald, Black Friday?"""
    place, words = hit.match.start("weekday"), hit.words
    before, after = (words.texts[place - 1] if place else ""), hit.after()
    joined = bool(after) and words.starts[hit.end] == words.ends[hit.end - 1]
    if before.lower() in _NAME_STARTS and before[:1].isupper():
        return True
    if _ends_title(words, place, hit.end):
        return True
    if not after[:1].isupper() or joined:
        return False
    if after.lower() in _NAME_HEADS:
        return True
    return before.lower() in ("the", "a") and after.lower() not in PARTS


def _ends_title(words: Words, start: int, end: int) -> bool:
    """Is it the last word of a name in quotation marks, all in capitals (“Fox News Sunday” is one)?"""
    if not _CLOSED.match(words.text, words.ends[end - 1]):
        return False
    opened = _OPENED.search(words.text, max(0, words.starts[start] - 40), words.starts[start])
    return opened is not None


def weekday_week(hit: Hit, here: Here) -> Found | None:
    """Sunday week, a week on Monday (British English): the one after the coming one."""
    if {hit.word("before"), hit.word("behind")} != {"", "week"} or here.today is None or hit.after()[:1].isupper():
        return None
    ahead = (WEEKDAYS[hit.word("weekday")] - here.today.weekday()) % 7
    return _day(here.today + timedelta(days=7 + (ahead or 7)))


def day_word(hit: Hit, here: Here) -> Found | None:
    """Today, yesterday, tomorrow, tonight, overnight, the day before yesterday."""
    word, written = hit.word("word"), hit.words.texts[hit.start]
    if word == "today" and written[0].isupper() and hit.before()[:1].isupper():
        return None  # the name of a newspaper or programme: a day word has no capital in mid-sentence
    if here.today is None:
        return Found("DATE", None, relative=True)
    step = _DAY_WORDS[word] + {"before": -1, "after": 1}.get(hit.word("shift"), 0)
    day = moved(here.today, "D", step)
    if word == "overnight" and hit.direction() <= 0:
        day = moved(here.today, "D", -1)  # the night before, as "last night"
    if day and word in ("tonight", "overnight"):
        return Found("TIME", f"{day.isoformat()}TNI", relative=True)
    return _day(day)


def day_part(hit: Hit, here: Here) -> Found | None:
    """This morning, last night, that evening, the next morning, the same afternoon."""
    direct, part = hit.direct(), PARTS[hit.word("part")]
    narrative = direct in _NARRATIVE or direct in ("next",)
    base = here.anchor[0] if narrative and here.anchor else None if narrative else here.today
    if base is None:
        return Found("TIME", None, relative=True)
    step = 1 if direct in ("next", "following") else -1 if direct in ("last", "previous") else 0
    day = moved(base, "D", step)
    return Found("TIME", f"{day.isoformat()}T{part}", relative=True) if day else None


def bare_part(hit: Hit, here: Here) -> Found | None:
    """In the morning, mid-afternoon: of the day spoken of, when it is known to the day."""
    if hit.after()[:1].isalpha() and hit.after().lower() not in _FUNCTION:
        return None
    base = here.anchor[0] if here.anchor and here.anchor[1] == "D" else here.today
    if base is None:
        return None
    return Found("TIME", f"{base.isoformat()}T{PARTS[hit.word('part')]}", relative=True)


def unit(hit: Hit, here: Here) -> Found | None:
    """This week, last month, the previous year, the following day, that quarter, the corresponding period last year."""
    direct, letter = hit.direct(), hit.unit()
    if hit.word("unit") == "period":
        return _period(hit, here)
    if letter.startswith("T") or hit.after().lower() == "ago":
        return None
    if letter == "2W":
        letter = "W"
    if direct == "comparable" or direct in ("corresponding", "comparable"):
        return _year_before(here)
    if hit.has("of_year") and letter == "Q":
        return None
    if direct in _NARRATIVE or (direct == "next" and letter == "D"):
        return _from_anchor(letter, _NARRATIVE.get(direct, 1), here, direct)
    if direct == "latest" and letter != "Q":
        return None
    if here.today is None:
        return Found("DATE", None, relative=True)
    if letter == "D":
        return _day(here.today) if direct == "this" else None
    day = moved(here.today, letter, _STEPS[direct])
    return Found("DATE", value_of(day, letter), relative=True) if day else None


def _from_anchor(letter: str, step: int, here: Here, direct: str) -> Found | None:
    if here.anchor is None or (is_finer(letter, here.anchor[1]) and letter != here.anchor[1]):
        if direct in ("previous", "preceding", "prior") and here.today:
            day = moved(here.today, letter, -1)
            return Found("DATE", value_of(day, letter) if day else None, relative=True)
        return Found("DATE", None, relative=True)
    day = moved(here.anchor[0], letter, step)
    return Found("DATE", value_of(day, letter) if day else None, relative=True)


def _year_before(here: Here) -> Found | None:
    """The year-earlier period: the quarter spoken of, a year before; else last year."""
    if here.quarter:
        day = moved(here.quarter[0], "Y", -1)
        return Found("DATE", value_of(day, here.quarter[1]) if day else None, relative=True, passing=True)
    day = moved(here.today, "Y", -1) if here.today else None
    return Found("DATE", value_of(day, "Y") if day else None, relative=True, passing=True)


def _period(hit: Hit, here: Here) -> Found | None:
    direct = hit.direct()
    if direct in ("corresponding", "comparable") or (direct == "same" and hit.has("of_year")):
        return _year_before(here)
    if direct == "latest" and here.today:
        return _quarter(here)
    return None


def _quarter(here: Here) -> Found | None:
    """The quarter spoken of, else the last one that is over: what a company reports on."""
    if here.quarter:
        return Found("DATE", value_of(*here.quarter), relative=True)
    day = moved(here.today, "Q", -1) if here.today else None
    return Found("DATE", value_of(day, "Q") if day else None, relative=True)


def the_unit(hit: Hit, here: Here) -> Found | None:
    """The quarter, the weekend, the week; the year only in "the end of the year" and the like."""
    word, before = hit.word("unit"), hit.before().lower()
    if word == "quarter":
        return _quarter(here)
    if word == "weekend":
        return _weekend(hit, here)
    fiscal = hit.end - hit.start > 2
    edge = before == "of" and hit.before(2).lower() in _EDGES
    bounded = edge or before in ("in", "during", "for", "later", "earlier", "of", "by", "on")
    part = before == "in" and hit.before(2).lower() in ("later", "earlier", "late", "early")
    edge = edge or part
    if word == "day" and part:
        return _day(here.anchor[0] if here.anchor and here.anchor[1] == "D" else here.today)
    if hit.after().lower() in ("ended", "ending", "to", "through") and word == "year":
        return Found("DURATION", "P1Y")
    if word not in ("year", "week", "month") or not bounded:
        return None
    if here.today is None:
        return Found("DATE", None, relative=True)
    if word == "year" and not (edge or fiscal or before in ("later", "earlier")):
        return Found("DURATION", "P1Y") if before in ("for", "during", "of") else None
    return Found("DATE", value_of(here.today, unit_of(word)), relative=True)


def _weekend(hit: Hit, here: Here) -> Found:
    """The weekend: the one that is, else the last one when the clause points back, this week's when it points ahead."""
    if here.today is None:
        return Found("DATE", None, relative=True)
    back = here.today.weekday() < 5 and hit.direction() <= 0
    return Found("DATE", value_of(here.today - timedelta(days=7 * back), "WE"), relative=True)


def year_end(hit: Hit, here: Here) -> Found | None:
    """Year-end, the year's end."""
    if hit.word("unit") != "year" or hit.words.texts[hit.end - 1].lower() != "end":
        return None
    return Found("DATE", value_of(here.today, "Y") if here.today else None, relative=True)


def year_ago(hit: Hit, here: Here) -> Found | None:
    """The year-ago quarter, the year-earlier period."""
    if hit.words.texts[hit.start].lower() not in ("the", "year") or "year" not in [
        w.lower() for w in hit.words.texts[hit.start : hit.start + 2]
    ]:
        return None
    return _year_before(here)


def shifted(hit: Hit, here: Here) -> Found | None:
    """Three days ago, a fortnight ago, a year earlier, two weeks later, a month from now."""
    shift, letter, count = hit.part("shift")[0], hit.unit(), amount(hit)
    if count is None:
        if shift == "ago":
            return Found("DATE", "PAST_REF", relative=True)
        return Found("DURATION", period(letter, None))
    if shift == "ago":
        return _ago(letter, -count, here)
    if shift == "from":
        return _counted(letter, count, here.today, None)
    way = -count if shift == "earlier" else count
    if letter == "Y" and count == 1 and shift == "earlier" and here.quarter and not _recent_day(here):
        return _year_before(here)
    if here.anchor is None and letter == "Y":  # "from a year earlier": before now, where nothing else is told
        return _counted(letter, way, here.today, None)
    return _counted(letter, way, *(here.anchor or (None, None)))


def _recent_day(here: Here) -> bool:
    return bool(here.anchor and here.anchor[1] == "D" and here.quarter is None)


def _ago(letter: str, count: float, here: Here) -> Found | None:
    if letter == "Y" and count == -1 and here.quarter:
        return _year_before(here)
    return _counted(letter, count, here.today, None)


def _counted(letter: str, count: float, base: date | None, grain: str | None) -> Found:
    """The date so many units from a base; its grain is the unit's, or the base's own for a year or less and a finer base.

    Weeks give a day that is only approximate (EDTF ~), because nobody counts them to the day.
    """
    if letter.startswith("T"):
        return _hours(letter, count, base)
    if base is None:
        return Found("DURATION", period(letter, abs(count)))
    whole = int(count)
    day = moved(base, letter, whole)
    if day is None:
        return Found("DATE", None, relative=True)
    if count != whole:
        day = moved(
            day, {"10Y": "Y", "Y": "M"}.get(letter, "D"), int((count - whole) * {"10Y": 10, "Y": 12, "M": 30}.get(letter, 7))
        )
        return Found("DATE", value_of(day, "M") if day else None, relative=True)
    if letter in ("W", "2W", "WE"):
        value = value_of(day, "D" if grain in (None, "D") else "W")
        return Found("DATE", value, relative=True, approximate=grain is None)
    own = "Y" if letter in ("10Y", "100Y") else letter
    fine = abs(whole) == 1 and grain is not None
    return Found("DATE", value_of(day, finer(own, grain or own) if fine else own), relative=True)


def _hours(letter: str, count: float, base: date | None) -> Found:
    days = count / 24 if letter == "TH" else 0
    if not days or days != int(days) or base is None:
        return Found("DURATION", period(letter, abs(count)))
    return _day(moved(base, "D", int(days)))


def vague_ago(hit: Hit, _: Here) -> Found | None:
    """Years ago, months later."""
    return Found("DURATION", period(hit.unit(), None))


def day_before_weekday(hit: Hit, here: Here) -> Found | None:
    """The day before last Tuesday."""
    found = weekday(hit, here)
    if not found or not found.value or hit.words.texts[hit.match.start("shift") - 1].lower() != "day":
        return None
    try:
        day = date.fromisoformat(found.value)
    except ValueError:
        return None
    return _day(moved(day, "D", -1 if hit.word("shift") == "before" else 1))


READINGS: dict[str, Reading] = {
    "weekday_week": weekday_week,
    "weekday": weekday, "day_word": day_word, "day_part": day_part, "bare_part": bare_part, "unit": unit, "the_unit": the_unit,
    "year_end": year_end, "year_ago": year_ago, "shifted": shifted, "vague_ago": vague_ago,
    "day_before_weekday": day_before_weekday,
}  # fmt: skip
