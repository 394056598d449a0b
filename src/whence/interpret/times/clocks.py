"""Readings of clock times and hours that have a name."""

import re
from datetime import date

from whence.interpret.times.reckoning import Found, Here, Hit, Reading
from whence.lexicon.times import NUMBERS, PARTS, listed

_BEFORE_CLOCK = listed("before_clock")
_AFTERNOON = frozenset({"afternoon", "evening", "night", "tonight"})


def _time(day: date | None, clock: str) -> Found:
    """The clock time of today; a day named beside it is joined to it later."""
    return Found("TIME", f"{day.isoformat() if day else 'XXXX-XX-XX'}T{clock}", relative=True)


def clock(hit: Hit, here: Here) -> Found | None:
    """9 p.m., 10:35 a.m. EST, 18:00, four o'clock, 7.30pm, 4 in the morning, 1400 GMT."""
    words = hit.part("clock")
    bare = len(words) == 1 and ":" in words[0] and not hit.has("zone") and not hit.has("half")
    if bare and hit.before().lower() not in _BEFORE_CLOCK and hit.start > 0:
        return None
    hours, minutes = _figures(words)
    if hours is None or hours > 24 or minutes > 59:
        return None
    meridiem = words[1].replace(".", "").replace(" ", "") if len(words) > 1 and words[1][:1] in "ap" else ""
    if meridiem and not 0 < hours < 13:
        return None
    later = meridiem == "pm" or (
        not meridiem and hours < 12 and bool(_AFTERNOON & {*words, *hit.part("half"), hit.after().lower()})
    )
    if later:
        hours = hours if hours >= 12 else hours + 12
    elif meridiem == "am" and hours == 12:
        hours = 0
    return _time(here.today, f"{hours:02}:{minutes:02}")


def _figures(words: tuple[str, ...]) -> tuple[int | None, int]:
    """(hours, minutes) of the first word of a clock time."""
    first = words[0]
    if first in NUMBERS:
        return NUMBERS[first], 0
    parts = re.split(r"[:.]", first)
    if not all(part.isdigit() for part in parts):
        return None, 0
    if len(parts) == 1 and len(first) == 4:
        return int(first[:2]), int(first[2:])
    return (int(parts[0]), int(parts[1]) if len(parts) > 1 else 0) if len(first) < 9 else (None, 0)


def hour_name(hit: Hit, here: Here) -> Found | None:
    """Noon, midday, midnight."""
    word = hit.word("hour")
    if hit.words.texts[hit.start][0].isupper() and hit.start and hit.before() not in '.“"':
        return None
    if hit.after()[:1].isalpha() and hit.before().lower() in ("the", "a") and hit.after().lower() not in ("on",):
        return None
    return _time(here.today, PARTS[word])


READINGS: dict[str, Reading] = {"clock": clock, "hour_name": hour_name}
