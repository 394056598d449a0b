"""Formulas of silence, of what is not ruled out, and of hearsay, among the words of a paragraph (formulas.toml)."""

import re
from bisect import bisect_left, bisect_right

from whence.lexicon.tables import table

_TABLE = table("formulas")
_PARTS = {name: _TABLE[name] for name in ("negated", "withheld", "adverb")}
_FORMULA = re.compile(r"(?<!\S)(?:" + "|".join(each.format(**_PARTS) for each in _TABLE["formulas"]) + r")(?!\S)")
_FIRST = re.compile(
    r"not|n ?['’] ?t|never|cannot|yet|unanswered|unreturned|unsuccessful|learn|understood|ha[ds]\b|have|w(?:as|ere)\b|direct"
    r"|instruct|order|open|declin|refus|comment|unavailable|neither|reportedly|(?:ga|gi|offer|provid)\w* no\b"
)


def formulas(words: tuple[str, ...]) -> list[tuple[int, int]]:
    """(first, last) word of every formula among the words, in order, without overlap."""
    joined = " ".join(words).lower()
    if not _FIRST.search(joined):
        return []
    starts, at = [], 0
    for word in words:
        starts.append(at)
        at += len(word) + 1
    if len(joined) != at - 1:  # a letter whose small form is longer than itself: offsets would not fit
        return []
    return [
        (bisect_left(starts, found.start()), bisect_right(starts, found.end() - 1) - 1) for found in _FORMULA.finditer(joined)
    ]
