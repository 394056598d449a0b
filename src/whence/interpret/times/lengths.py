"""Readings of stretches of time that stand nowhere in the calendar: durations, sets, and the words for now, once and soon."""

from whence.interpret.times.reckoning import Found, Here, Hit, Reading, unit_of
from whence.lexicon.times import MONTHS, NUMBERS, OFTEN, SEASONS, WEEKDAYS, listed

_VAGUE, _IDLE = listed("vague"), listed("idle_hours")
_HALVES = {"Y": "6M", "TM": "30S", "TH": "30M", "D": "T12H", "M": "15D", "W": "3D"}


def amount(hit: Hit) -> float | None:
    """The number that the count of a stretch names; None for "several", "a few"."""
    words = hit.part("count")
    if _VAGUE & set(words):
        return None
    if "couple" in words:
        return 2
    figures = [place for place in range(*hit.match.span("count")) if hit.words.texts[place][0].isdigit()]
    half = 0.5 if words[-1:] == ("half",) and "and" in words else 0
    if figures:
        return _figure(hit, figures, words) + half
    return _spelled(words) + half


def _figure(hit: Hit, figures: list[int], words: tuple[str, ...]) -> float:
    first = hit.words.number(figures[0]) or 0
    if "/" in words and len(figures) > 2:
        return first + (hit.words.number(figures[1]) or 0) / (hit.words.number(figures[2]) or 1)
    return first


def _spelled(words: tuple[str, ...]) -> float:
    """Twenty-four, a hundred, two thousand; of two numbers ("two to three") the first."""
    total, seen = 0, False
    for word in words:
        if word in ("to", "or") and seen:
            break
        number = NUMBERS.get(word)
        if number is None or (word in ("a", "an") and seen):
            continue
        multiplies = number in (12, 100, 1000) and word in ("dozen", "hundred", "thousand")
        total = max(total, 1) * number if multiplies else total + number
        seen = word not in ("a", "an")
        if not seen:
            total = 0
    return total or 1


def period(letter: str, count: float | None) -> str | None:
    """The TimeML period of so many units; an unknown number is X."""
    if letter in ("10Y", "100Y", "2W"):
        times, letter = int(letter[:-1]), letter[-1]
        if count is None:
            return "PXY" if letter == "Y" else "PXW"
        count *= times
    if letter == "WE":
        return None if count is None else f"P{_plain(count * 2)}D"
    prefix, letter = ("PT", letter[1]) if letter[0] == "T" else ("P", letter)
    if count is None:
        return f"{prefix}X{letter}"
    whole = int(count)
    half = _HALVES.get(f"T{letter}" if prefix == "PT" else letter)
    if count - whole == 0.5 and whole and half:
        return f"{prefix}{whole}{letter}{half}"
    return f"{prefix}{_plain(count)}{letter}"


def _plain(count: float) -> str:
    return str(int(count)) if count == int(count) else f"{count:g}"


def duration(hit: Hit, _: Here) -> Found | None:
    """Five years, the last three months, a few days, 10-year, decades-long, 2 1/2 years."""
    letter = hit.unit()
    if _is_age(hit) or _is_fraction(hit):
        return None
    if not hit.has("count"):
        return _uncounted(hit, letter)
    if hit.word("count") in ("a", "an") and hit.word("unit") == "day" and hit.before().lower() in ("such", "quite", "of"):
        return None
    if (
        letter == "Q"
        and hit.word("unit") == "quarter"
        and hit.before().lower() not in ("for", "in")
        and hit.word("count") == "a"
    ):
        return None
    return Found("DURATION", _joined(hit, letter))


def _joined(hit: Hit, letter: str) -> str | None:
    """The period; "a minute and a half", "a year and two months" add the second part."""
    count = amount(hit)
    if count is not None and hit.has("half"):
        count += 0.5
    if letter == "TH" and count is not None and count in (24, 48, 72) and "twenty" in hit.part("count"):
        return period("D", count / 24)
    return period(letter, count)


def _uncounted(hit: Hit, letter: str) -> Found | None:
    direct = hit.word("direct")
    if hit.word("unit") in ("minutes", "seconds", "mins") and not direct:
        return None
    if hit.word("unit") == "hours" and (direct == "early" or hit.before().lower() in _IDLE):
        return None
    if hit.has("long") and hit.word("long") == "old":
        return None
    if hit.has("long"):
        return Found("DURATION", period(letter, 1 if not hit.word("unit").endswith("s") else None))
    return Found("DURATION", period(letter, None))


def _is_age(hit: Hit) -> bool:
    """An age ("43 years old", "five-year-old") is a property, no stretch of time."""
    end = hit.end
    texts = hit.words.texts
    tail = " ".join(texts[max(hit.start, end - 3) : end + 2]).lower()
    return "old" in tail.split()


def _is_fraction(hit: Hit) -> bool:
    """Three-quarters of them, less than a quarter of them; the quarters where people live."""
    if not hit.word("unit").startswith("quarter"):
        return False
    parts = bool({"three", "a", "one"} & set(hit.part("count")))
    joined = parts and hit.words.texts[hit.end - 2] == "-"
    return joined or (parts and hit.after().lower() == "of") or hit.before().lower() in ("such", "living", "-")


def weekdays(hit: Hit, _: Here) -> Found | None:
    """Mondays, Tuesday nights."""
    part = (
        "T" + {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}[hit.word("part")[:-1]]
        if hit.has("part")
        else ""
    )
    return Found("SET", f"XXXX-WXX-{WEEKDAYS[hit.part('weekday')[0]] + 1}{part}")


def every(hit: Hit, _: Here) -> Found | None:
    """Every day, each month, every other week, every three years, each Thursday, each July."""
    what = hit.word("what")
    if what in WEEKDAYS:
        return Found("SET", f"XXXX-WXX-{WEEKDAYS[what] + 1}")
    if what in MONTHS:
        return Found("SET", f"XXXX-{MONTHS[what]:02}")
    if what in SEASONS:
        return Found("SET", f"XXXX-{SEASONS[what]}")
    letter = unit_of(what)
    if not letter:
        return Found("SET", "P1D")
    step = 2 if hit.word("step") == "other" else (hit.number("step") or 1)
    return Found("SET", period(letter, step))


def often(hit: Hit, _: Here) -> Found | None:
    """Daily, weekly, annually; not in the names of newspapers ("the Daily Herald")."""
    if hit.words.texts[hit.start][0].isupper() and (hit.after()[:1].isupper() or hit.before()[:1].isupper()):
        return None
    if hit.before() == "-" or hit.after() == "-" or hit.after()[:1].isupper():
        return None
    return Found("SET", OFTEN[hit.word("word")])


def present(hit: Hit, _: Here) -> Found | None:
    """Now, currently, right now, these days."""
    if len(hit.part("word")) == 2 and hit.part("word")[1] != "days":
        return None
    if hit.after() == "-" and hit.words.starts[hit.end] == hit.words.ends[hit.end - 1]:
        return None
    return Found("DATE", "PRESENT_REF", relative=True)


def past(_: Hit, __: Here) -> Found | None:
    """Recently, recent, the past, previously."""
    return Found("DATE", "PAST_REF", relative=True)


def future(hit: Hit, _: Here) -> Found | None:
    """The future, the near future, soon; not the goods of an exchange ("futures")."""
    words = [each.lower() for each in hit.words.texts[hit.start : hit.end]]
    if words == ["soon"] and (
        hit.before().lower() in ("as", "too", "how", "very") or hit.after().lower() in ("after", "as", "became", "found")
    ):
        return None
    if words[-1] == "term" and "near" not in words:
        return None
    return Found("DATE", "FUTURE_REF", relative=True)


READINGS: dict[str, Reading] = {
    "duration": duration, "weekdays": weekdays, "every": every, "often": often, "present": present, "past": past,
    "future": future,
}  # fmt: skip
