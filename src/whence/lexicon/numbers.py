"""Numbers in running text, in digits and in words: "1,204", "thirty-one", "a quarter of a million", "1.2 bn".

Sources: Cambridge Grammar of the English Language, ch. 5 §10 (cardinal numerals); the Associated Press Stylebook, "numerals".
The words are in numbers.toml.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from whence.lexicon.tables import table

_TABLE = table("numbers")
_UNITS: dict[str, int] = _TABLE["units"]
_SCALES: dict[str, int] = _TABLE["scales"]
_PARTS: dict[str, float] = _TABLE["parts"]
_TOKEN = re.compile(r"\d{1,3}(?:[,  ]\d{3})+(?:\.\d+)?|\d+(?:[.:]\d+)?|[^\W\d_]+")
_SHORT = frozenset(("m", "mn", "bn", "tn"))  # scales that only digits have before them
_STARTS = frozenset((*_UNITS, *_SCALES, "a", "an", *(name.split()[0] for name in _PARTS)))  # words that a number can begin with
_BETWEEN = re.compile(r"[ \t\u00a0\u202f]?|-|‑")  # what may stand inside of one number


@dataclass(frozen=True, slots=True)
class Number:
    """A number, its offsets in the text, and whether it is written like a year (four digits, alone)."""

    value: float
    start: int
    end: int
    year: bool


def numbers(text: str) -> tuple[Number, ...]:
    """The numbers of a text in their order; "one" alone is a pronoun as often as a number and is left out."""
    return _numbers(text)


@lru_cache(maxsize=1 << 14)
def _numbers(text: str) -> tuple[Number, ...]:
    words = [(each.group(), each.start(), each.end()) for each in _TOKEN.finditer(text)]
    found, at = [], 0
    while at < len(words):
        word = words[at][0]
        if not word[0].isdecimal() and word.lower() not in _STARTS:
            at += 1
            continue
        length, value, year = _at(_neighbours(text, words[at : at + 8]))
        if length:
            found.append(Number(value, words[at][1], words[at + length - 1][2], year))
        at += length or 1
    return tuple(found)


def _neighbours(text: str, words: list[tuple[str, int, int]]) -> list[str]:
    """The words, in lower case, up to the first mark between two of them."""
    found = [words[0][0].lower()]
    for (_, _, end), (word, start, _) in pairwise(words):
        if not _BETWEEN.fullmatch(text, end, start):
            break
        found.append(word if word in _SHORT or word.upper() != word else word.lower())
    return [word if len(word) == 1 else word.lower() for word in found]


def _at(words: list[str]) -> tuple[int, float, bool]:
    """How many words the number takes that begins here (0: none), its value, and whether it is like a year."""
    parted = _part(words)
    if parted:
        return parted
    if words and words[0][0].isdecimal():
        value = _digits(words[0])
        taken, value = _scaled(words, 1, value)
        return taken, value, taken == 1 and re.fullmatch(r"1[5-9]\d\d|20\d\d", words[0]) is not None
    taken, value = _with_half(words)
    if taken:
        return taken, value, False
    taken, value = _spelled([word if word not in _SHORT else "" for word in words])
    alone = taken == 1 and words[0] in ("one", "a", "an")
    return (0, 0.0, False) if alone else (taken, value, False)


def _digits(word: str) -> float:
    return float(re.sub(r"[,  ]", "", word).replace(":", "."))


def _part(words: list[str]) -> tuple[int, float, bool] | None:
    """ "half a million", "a quarter of a million", "three quarters of a million"."""
    joined = " ".join(words)
    for name, share in _PARTS.items():
        found = re.match(rf"{name} (?:of )?(?:an? )?({'|'.join(_SCALES)})\b", joined)
        if found:
            return len(found.group().split()), share * _SCALES[found[1]], False
    return None


def _scaled(words: list[str], at: int, value: float) -> tuple[int, float]:
    while at < len(words) and words[at] in _SCALES:
        value *= _SCALES[words[at]]
        at += 1
    return at, value


def _with_half(words: list[str]) -> tuple[int, float]:
    """ "two and a half million": a number with a half before its scale; (0, 0) when it is none."""
    at, value = 1, float(_UNITS.get(words[0], 0)) if words else 0.0
    if not value or words[1:4] != ["and", "a", "half"] or len(words) < 5 or words[4] not in _SCALES:
        return 0, 0.0
    at, value = _scaled(words, 4, value + 0.5)
    return at, value


def _spelled(words: list[str]) -> tuple[int, float]:
    """A number in words: units add up, scales multiply ("two hundred and twelve thousand")."""
    total, group, at, last = 0.0, 0.0, 0, 0
    while at < len(words):
        word = words[at]
        if word in _UNITS:
            group += _UNITS[word]
        elif word in _SCALES and (group or at == 0):
            if at == 0 and word != "dozen":
                return 0, 0.0
            group = max(group, 1.0) * _SCALES[word]
            total, group = (total + group, 0.0) if _SCALES[word] > 100 else (total, group)
        elif word in ("a", "an") and at == 0 and len(words) > 1 and words[1] in _SCALES:
            group = 1.0
        elif not (word == "and" and last and at + 1 < len(words) and words[at + 1] in _UNITS and words[at - 1] in _SCALES):
            break
        at += 1
        last = at
    return last, total + group
