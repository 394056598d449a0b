"""What tells apart the lines of a page, as numbers: one row of features for every line.

The features are of the kind that Boilerpipe (Kohlschütter, Fankhauser, Nejdl: "Boilerplate Detection using Shallow Text
Features", WSDM 2010) and Web2Text (Vogels, Ganea, Eickhoff, ECIR 2018) found useful: length, links, punctuation, tags, the
lines before and behind, and how much text the region around holds; to these come the words of class and id names, and what
the page's own metadata calls its title, summary and text.
"""

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

import numpy as np
import numpy.typing as npt

from whence.ingest.page.lines import Line, Region
from whence.lexicon.tables import table

Matrix = npt.NDArray[np.float32]

LONG = 60  # characters of a line that counts as running text
UNLINKED = 0.3  # share of link text up to which it does
OUTER = 5  # regions around a line's own two whose names are looked at
FAR = 200.0  # lines from the headline; farther away is far
CONTEXT = (-2, -1, 1, 2)  # lines before and behind whose features count too
REACH = (4, 10)  # lines around over which running text is summed
MOST_CLAIMED = 100_000  # letters of the text in the metadata that lines are sought in: long articles have 30 000
SHORT = 25  # letters of a line that is sought in the metadata as a part, not as a whole

_TABLE = table("markup")
_TAGS = {tag: 1 << number for number, tag in enumerate(_TABLE["tags"].split())}
_AROUND = {tag: 1 << number for number, tag in enumerate(_TABLE["around"].split())}
_NAMES = tuple(re.compile(rf"\b(?:{pattern})") for pattern in _TABLE["names"].values())
_LETTERS = re.compile(r"[\W_]+")
_CAPITAL, _DIGIT = re.compile(r"[A-ZÀ-ÖØ-ÞА-ЯΑ-Ω]"), re.compile(r"\d")


@dataclass(frozen=True)
class Claimed:
    """What the page's metadata calls its own, letters only: titles, summaries, the whole text."""

    titles: frozenset[str]
    summaries: frozenset[str]
    text: str


def letters_of(text: str) -> str:
    """The letters and digits of a text, in small letters: how lines are compared."""
    return _LETTERS.sub("", text).lower()


def features(lines: list[Line], claimed: Claimed) -> Matrix:
    """One row for every line: float32, as many columns as `columns()` says."""
    if not lines:
        return np.zeros((0, columns()), np.float32)
    own = _rows(lines, claimed)
    shaped = np.sign(own) * np.log1p(np.abs(own))  # lengths and sums span orders of magnitude
    return np.hstack([shaped, *_context(shaped), *_reached(own)]).astype(np.float32)


def columns() -> int:
    """How many features a line has."""
    return _OWN + len(CONTEXT) * len(_NEAR) + len(REACH)


# --- one line ------------------------------------------------------------------------------------------------------------

_SHAPE, _PLACE, _MASS, _CLAIMED = 13, 5, 6, 4
_NUMBERS = _SHAPE + _PLACE + _MASS + _CLAIMED
_OWN = _NUMBERS + 2 * len(_NAMES) + len(_TAGS) + len(_AROUND)
# Columns whose neighbours count too: length, links, full stop, text of the region and whether it holds most, claimed, <p>.
_NEAR = [0, 2, 5, _SHAPE + _PLACE, _SHAPE + _PLACE + 4, _NUMBERS - 2, _NUMBERS + 2 * len(_NAMES)]


def _rows(lines: list[Line], claimed: Claimed) -> Matrix:
    mass, head = _Mass(lines), _headline(lines)
    seen = Counter(line.text for line in lines)
    total = sum(len(line.text) for line in lines)
    passed, numbers = 0, []
    for number, line in enumerate(lines):
        passed += len(line.text)
        place = [number / len(lines), passed / total, max(-FAR, min(FAR, number - head)), seen[line.text], line.region.depth]
        numbers.append(_shape(line) + place + mass.of(line) + _claims(line, claimed))
    marks = np.array([_marks(line.region) for line in lines], np.int64)
    sets = [_bits(marks[:, column], width) for column, width in enumerate((len(_NAMES), len(_NAMES), len(_TAGS), len(_AROUND)))]
    return np.hstack([np.array(numbers, np.float32), *sets])


def _bits(sets: npt.NDArray[np.int64], width: int) -> Matrix:
    """Sets of numbers below `width`, each written as one integer, as columns of 0 and 1."""
    return ((sets[:, None] >> np.arange(width)) & 1).astype(np.float32)


def _shape(line: Line) -> list[float]:
    text, size = line.text, len(line.text)
    count = text.count
    return [
        size,
        count(" ") + 1,
        line.linked / size,
        min(1.0, line.bold / size),
        bool(line.stamps),
        text[-1] in '.!?…"”»。',
        text[-1] == ":",
        (count(",") + count(".") + count("、") + count("。")) / size,
        len(_CAPITAL.findall(text)) / size,
        len(_DIGIT.findall(text)) / size,
        text[0].isupper(),
        count("|") + count("©") + count("•") + count("»"),
        len(line.links),
    ]


def _claims(line: Line, claimed: Claimed) -> list[float]:
    """Is the line the title, (in) the summary, in the text that the metadata gives?  The last column: does it give any?"""
    letters = letters_of(line.text)
    summary = any(letters == each or (len(letters) > SHORT and letters in each) for each in claimed.summaries)
    inside = bool(letters) and letters in claimed.text[:MOST_CLAIMED]
    return [letters in claimed.titles, summary, inside, bool(claimed.text)]


def _headline(lines: list[Line]) -> int:
    """The first line in an <h1>, 0 where there is none."""
    headed = (n for n, line in enumerate(lines) if any(each.tag == "h1" for each in islice(line.region.outward(), 3)))
    return next(headed, 0)


# --- the regions around --------------------------------------------------------------------------------------------------


@lru_cache(maxsize=20_000)
def named(names: str) -> int:
    """Which groups of names the words of one element's class and id belong to, as a set in one integer."""
    return sum(1 << number for number, pattern in enumerate(_NAMES) if pattern.search(names)) if names else 0


def _marks(region: Region) -> tuple[int, ...]:
    """Sets: names of the two innermost regions, names of those around, the tag, tags around; kept on the region."""
    if region.marks is None:
        inner = outer = around = 0
        for depth, each in enumerate(region.outward()):
            if depth < 2:
                inner |= named(each.names)
            elif depth < 2 + OUTER:
                outer |= named(each.names)
            around |= _AROUND.get(each.tag, 0)
        region.marks = (inner, outer, _TAGS.get(region.tag, 0), around)
    return region.marks


class _Mass:
    """How much running text the regions hold: a region with a lot of it is likely to be the article."""

    def __init__(self, lines: list[Line]) -> None:
        self.near: Counter[Region] = Counter()
        self.wide: Counter[Region] = Counter()
        self.all: Counter[Region] = Counter()
        for line in lines:
            size = len(line.text)
            running = size if size > LONG and line.linked < UNLINKED * size else 0
            parent, grand = _parents(line.region)
            self.near[parent] += running
            self.wide[grand] += running
            self.all[parent] += size
        self.most = max(self.near.values(), default=0) or 1
        self.total = sum(self.near.values()) or 1
        self.heart = max(self.near, key=lambda each: self.near[each])
        self.heart_around = set(list(self.heart.outward())[:3])

    def of(self, line: Line) -> list[float]:
        parent, grand = _parents(line.region)
        return [
            self.near[parent] / self.most,
            self.near[parent],
            self.wide[grand] / self.total,
            self.near[parent] / (self.all[parent] or 1),
            parent is self.heart,
            float(sum(each in self.heart_around for each in line.region.outward())),
        ]


def _parents(region: Region) -> tuple[Region, Region]:
    """The region around a line's own, and the one around that (the outermost stands for those that are missing)."""
    parent = region.around or region
    return parent, parent.around or parent


# --- the lines around ----------------------------------------------------------------------------------------------------


def _context(own: Matrix) -> list[Matrix]:
    """The features that count of lines before and behind; zeros beyond the edges."""
    near, size = own[:, _NEAR], len(own)
    padded = np.vstack([np.zeros((2, near.shape[1]), np.float32), near, np.zeros((2, near.shape[1]), np.float32)])
    return [padded[2 + step : 2 + step + size] for step in CONTEXT]


def _reached(own: Matrix) -> list[Matrix]:
    """The running text within some lines on both sides."""
    running = np.where(own[:, 2] < UNLINKED, own[:, 0], 0.0)
    sums = np.concatenate([[0.0], np.cumsum(running)])
    place = np.arange(len(own))
    low = [np.maximum(place - reach, 0) for reach in REACH]
    high = [np.minimum(place + reach + 1, len(own)) for reach in REACH]
    return [np.log1p(sums[top] - sums[bottom])[:, None].astype(np.float32) for bottom, top in zip(low, high, strict=True)]
