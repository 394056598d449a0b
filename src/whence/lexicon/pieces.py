"""WordPiece (Schuster and Nakajima 2012, as in BERT uncased): words -> pieces of a vocabulary, the longest match first.

Lower case, accents stripped.  Every kind of double quotation mark is read as `"` and every single one as `'`, so that a mark
never seen in training is read like the ones that were.
"""

import re
import unicodedata
from collections.abc import Mapping

from whence.lexicon.marks import BROKEN, DOUBLE, mark_of

WORD = re.compile(rf"{BROKEN}|''|``|[^\W_](?:[^\W_]|[\u0300-\u036f\u200d])*|_+|[^\w\s]")  # of the encoders

LONGEST_WORD = 48  # characters; longer ones are addresses and keys, read as one unknown piece
MOST_PIECES = 8  # of one word: only its first piece is looked at, the others are context


def _plain(word: str) -> str:
    """Lower case without accents, marks made ASCII."""
    mark = mark_of(word)
    if mark is not None:
        return '"' if mark in DOUBLE else "'"
    decomposed = unicodedata.normalize("NFD", word.lower())
    return "".join(each for each in decomposed if unicodedata.category(each) not in ("Mn", "Cf", "Cc"))


class PieceSplitter:
    """WordPiece over a vocabulary: word -> piece ids."""

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        self._ids = vocabulary
        self._unknown = vocabulary["[UNK]"]
        self._known: dict[str, tuple[int, ...]] = {}

    def of_word(self, word: str) -> tuple[int, ...]:
        """Piece ids of one word, never empty, at most MOST_PIECES."""
        ids = self._known.get(word)
        if ids is None:
            ids = self._split(_plain(word))[:MOST_PIECES]
            if len(self._known) < 50_000:  # flat memory over endless input: the first 50 000 forms are nearly all of a language
                self._known[word] = ids
        return ids

    def _split(self, word: str) -> tuple[int, ...]:
        if not word or len(word) > LONGEST_WORD:
            return (self._unknown,)
        found, start = [], 0
        while start < len(word):
            prefix = "##" if start else ""
            for end in range(len(word), start, -1):
                piece = self._ids.get(prefix + word[start:end])
                if piece is not None:
                    found.append(piece)
                    start = end
                    break
            else:
                return (self._unknown,)
        return tuple(found)
