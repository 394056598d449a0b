"""The words of a stretch of text and their kinds, one character for each."""

import re
from dataclasses import dataclass

from whence.lexicon.times import KINDS, NUMBERS, OTHER, kind_of_word

# In this order: ISO dates, dates with slashes, clock times, decades ("1990s", "'90s"), ordinals, short years ("'98"), numbers,
# quarters ("Q3"), a.m. and p.m., genitives, words, single marks.
_TOKEN = re.compile(
    r"\d{4}-\d\d-\d\d(?:T\d\d:?\d\d(?::?\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?(?!\w)"
    r"|\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)(?![\w/])|\d{1,2}:\d\d(?::\d\d)?(?!\d)"
    r"|(?:['’]|\d\d)?\d0['’]?s\b|\d+(?:st|nd|rd|th)\b|['’]\d\d(?!\d)|\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
    r"|[QHqh][1-4]\b|[APap]\.\s?[Mm](?:\b\.?)|['’]s\b|[Oo]['’]clock\b|[^\W\d_]+|[^\w\s]"
)
_MARKS = {
    ",": "comma", "-": "hyphen", "–": "hyphen", "—": "hyphen", ".": "dot", "/": "slash", ":": "colon", "%": "percent",
    "(": "paren",
}  # fmt: skip
_DECADE = re.compile(r"(?:['’]|\d\d)?\d0['’]?s")
_DOTTED = re.compile(r"(?:[01]?\d|2[0-3])\.[0-5]\d")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of text[start:end]: their offsets into the text, their letters, and their kinds as one string."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    texts: tuple[str, ...]
    kinds: str

    def number(self, place: int) -> float | None:
        """The number that a word or figure stands for, None when it is none."""
        word = self.texts[place].lower()
        if word in NUMBERS:
            return NUMBERS[word]
        figure = re.match(r"[\d.,]*\d", word)
        return float(figure[0].replace(",", "")) if figure else None


def words_of(text: str, start: int, end: int) -> Words:
    """The words of text[start:end]."""
    found = list(_TOKEN.finditer(text, start, end))
    texts = tuple(each.group() for each in found)
    kinds = "".join([kind_of_word(word) if word.isalpha() and len(word) != 2 else _shape(word) for word in texts])
    return Words(text, tuple([each.start() for each in found]), tuple([each.end() for each in found]), texts, kinds)


def _shape(word: str) -> str:
    """The kind of what is not a plain word."""
    first = word[0]
    if first.isdigit():
        return KINDS[_number_kind(word)]
    if word in _MARKS:
        return KINDS[_MARKS[word]]
    if first in "QHqh" and len(word) == 2 and word[1].isdigit():
        return KINDS["qcode"]
    if first in "'’" and len(word) > 1:
        return KINDS["genitive" if word[1] == "s" else "short_year" if len(word) == 3 else "decade_year"]
    if first in "APap" and word[1:2] == ".":
        return KINDS["meridiem"]
    return kind_of_word(word) if first.isalpha() else OTHER


def _number_kind(word: str) -> str:
    if word.isdecimal():
        if len(word) == 4 and 1000 <= int(word) < 2200:
            return "year"
        return "day" if len(word) < 3 and 0 < int(word) < 32 else "number"
    if word[-2:] in ("st", "nd", "rd", "th"):
        return "nth"
    if _DECADE.fullmatch(word):
        return "decade_year"
    if "-" in word:
        return "isodate"
    if ":" in word:
        return "clock"
    if "/" in word:
        return "slashed"
    return "dotted" if _DOTTED.fullmatch(word) else "number"
