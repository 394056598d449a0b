"""How wide text is, as far as one can know without a font: widths of Helvetica Bold, in thousandths of the size.

They are those of its metrics file, shared by Arial and Liberation Sans; the regular face and Georgia are narrower in nearly
every letter, so that a text measured here fits in all of them.
"""

import unicodedata
from functools import lru_cache

_BY_WIDTH = {
    238: "'", 278: " ,./I\\ijl", 280: "|", 333: "!()-:;[]`ft", 389: "*r{}", 474: '"', 500: "z", 556: "#$0123456789J_aceksvxy",
    584: "+<=>^~", 611: "?FLTZbdghnopqu", 667: "EPSVXY", 722: "&ABCDHKNRU", 778: "GOQw", 833: "M", 889: "%m", 944: "W",
    975: "@",
}  # fmt: skip
_WIDTHS = {letter: width for width, letters in _BY_WIDTH.items() for letter in letters}
_WIDTHS |= {"“": 500, "”": 500, "‘": 278, "’": 278, "–": 556, "—": 1000, "…": 1000, "·": 278, "←": 1000, "→": 1000}
OTHER, WIDE, PICTURE = 800, 1050, 1400  # a letter that is not in the table, an East Asian one, an emoji
MARKS = frozenset({"Mn", "Me", "Cf", "Cc"})  # take no room of their own
ELLIPSIS = " …"


@lru_cache(maxsize=4096)
def _width(letter: str) -> int:
    base = unicodedata.normalize("NFD", letter)[0]
    if base in _WIDTHS:
        return _WIDTHS[base]
    if unicodedata.category(letter) in MARKS:
        return 0
    if ord(letter) >= 0x1F000 or 0x2600 <= ord(letter) < 0x27C0:
        return PICTURE
    return WIDE if unicodedata.east_asian_width(letter) in "WF" else OTHER


def width_of(text: str, size: float) -> float:
    """The width of a line of text of this size, at most."""
    return sum(map(_width, text)) * size / 1000


def wrapped(text: str, width: float, size: float, most: int) -> list[str]:
    """The text in lines that fit, at most `most`: the last one is cut with "…", a word that is too long at any letter."""
    lines: list[str] = []
    words = text.split()
    while words:
        if len(lines) == most - 1:
            return [*lines, _cut(" ".join(words), width, size)]
        line = words.pop(0)
        while words and width_of(f"{line} {words[0]}", size) <= width:
            line = f"{line} {words.pop(0)}"
        kept = _fitting(line, width, size)
        if len(kept) < len(line):
            words.insert(0, line[len(kept) :])
        lines.append(kept)
    return lines


def _fitting(word: str, width: float, size: float) -> str:
    """As much of a word as fits, one letter at least."""
    end, room = 0, width * 1000 / size
    for letter in word:
        room -= _width(letter)
        if room < 0:
            break
        end += 1
    return word[: max(end, 1)]


def _cut(text: str, width: float, size: float) -> str:
    """The text on one line, cut where it does not fit: at the end of a word where there is one."""
    if width_of(text, size) <= width:
        return text
    kept = _fitting(text, width - width_of(ELLIPSIS, size), size)
    whole = kept.rsplit(" ", 1)[0] if " " in kept else kept
    return whole.rstrip(" ,;:—–-(“‘\"'") + ELLIPSIS
