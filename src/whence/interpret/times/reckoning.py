"""What a reading of a rule is given and gives: the words that matched, the dates to count from, the value found."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from whence.interpret.times.calendar import parsed
from whence.interpret.times.tense import direction
from whence.interpret.times.words import Words
from whence.lexicon.times import ABBREVIATED, UNITS
from whence.records.time import TimeType


@dataclass
class Here:
    """The dates that expressions count from: today (dateline, else publication) and the latest expressions before.

    `anchor` is the latest calendar expression as (first day, unit), `quarter` the latest quarter of a year.
    """

    today: date | None
    anchor: tuple[date, str] | None = None
    quarter: tuple[date, str] | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The reading of one match: type and TimeML value; `edtf` where it says more than the value, None otherwise."""

    type: TimeType
    value: str | None
    relative: bool = False
    edtf: str | None = None
    approximate: bool = False
    passing: bool = False  # later expressions do not count from it


@dataclass(frozen=True, slots=True)
class Hit:
    """One match of a rule: its named parts, as places of words."""

    words: Words
    match: re.Match[str]

    @property
    def start(self) -> int:
        """Place of the first word."""
        return self.match.start()

    @property
    def end(self) -> int:
        """Place behind the last word."""
        return self.match.end()

    def has(self, name: str) -> bool:
        """Does the rule have the part, and did it match?"""
        return bool(self.match.groupdict().get(name))

    def part(self, name: str) -> tuple[str, ...]:
        """The words of a part in lower case, () when it did not match."""
        if not self.has(name):
            return ()
        return tuple(word.lower() for word in self.words.texts[slice(*self.match.span(name))])

    def word(self, name: str) -> str:
        """The words of a part as one string, "" when it did not match."""
        return " ".join(self.part(name))

    def direct(self) -> str:
        """The word that points ("last", "this", "following"); "past" in "this past spring"."""
        words = [word for word in self.part("direct") if word != "the"]
        return words[-1] if words else ""

    def number(self, name: str) -> float | None:
        """The number that the first word of a part stands for."""
        return self.words.number(self.match.start(name)) if self.has(name) else None

    def before(self, count: int = 1) -> str:
        """The word that stands so many places before the match, "" at the beginning."""
        return self.words.texts[self.start - count] if self.start >= count else ""

    def after(self, count: int = 1) -> str:
        """The word that stands so many places behind the match, "" at the end."""
        return self.words.texts[self.end + count - 1] if self.end + count <= len(self.words.texts) else ""

    def direction(self) -> int:
        """Which way the clause points: 1 ahead, -1 back, 0 unknown."""
        genitive = self.after() in ("'s", "’s")
        return direction(self.words, self.start, self.end, after=genitive)

    def unit(self, name: str = "unit") -> str:
        """The unit that a part names, as in the table of units."""
        return unit_of(self.word(name))


Reading = Callable[[Hit, Here], Found | None]


def unit_of(word: str) -> str:
    """The unit ("D", "2W", "TH" …) of a noun in singular or plural, "" when it is none."""
    word = ABBREVIATED.get(word, word)
    return UNITS.get(word) or UNITS.get(word.removesuffix("s")) or ""


def year_number(words: tuple[str, ...]) -> int | None:
    """The year that "1998" or "'98" names; two figures mean the twentieth century from 30 on."""
    figures = "".join(each for each in words if each[-1:].isdigit())[-4:].lstrip("'’")
    if not figures.isdigit():
        return None
    year = int(figures)
    return year if year > 99 else year + (1900 if year >= 30 else 2000)


def year_of(words: tuple[str, ...], here: Here) -> int | None:
    """The year that "1998", "'98", "last year", "this year" names; None when it names none or today is not known."""
    if not words:
        return None
    if words[-1][-1:].isdigit():
        return year_number(words)
    step = {"last": -1, "previous": -1, "this": 0, "next": 1}.get(words[0])
    if step is None or here.today is None:
        return None
    return here.today.year + step


def anchored(value: str | None) -> tuple[date, str] | None:
    """The anchor that a value gives to the expressions after it."""
    return parsed(value) if value else None
