"""What a place says, as a vector: the mean over its pieces of what an encoder makes of them.

A bi-encoder (Reimers and Gurevych 2019, Sentence-BERT): each place is read once, whatever it is compared with.  It is read in
its sentence, behind the one before and the title, so that "it" and "the machine" are what they stand for; its own pieces are
marked, and only they are counted.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from whence.lexicon.pieces import WORD, PieceSplitter
from whence.records.encoding import Floats
from whence.runtime import session

# Pieces that are read of the title, of the sentence before (its end), of the sentence up to the place (its end), of the place,
# and of the sentence behind it.
TITLE, BEFORE, LEFT, MOST, RIGHT = 10, 20, 20, 40, 12
THREADS = 2  # 1.6 times as fast as one
HELD = 1 << 14  # vectors that are remembered: 25 MB, the places of some 400 articles


@dataclass(frozen=True, slots=True)
class Context:
    """The words around a place: the title, the sentence before, and its own sentence left and right of it."""

    title: str = ""
    before: str = ""
    left: str = ""
    right: str = ""


def laid_out(pieces: PieceSplitter, edges: tuple[int, int], text: str, context: Context) -> tuple[list[int], int, int]:
    """The encoder's input for a place, edges included, and where the pieces of the place itself begin and end in it."""

    def of(words: str) -> list[int]:
        return [piece for word in WORD.finditer(words) for piece in pieces.of_word(word.group())]

    title = of(context.title)[:TITLE]
    head = [edges[0], *title, *([edges[1]] if title else []), *of(context.before)[-BEFORE:], *of(context.left)[-LEFT:]]
    place = of(text)[:MOST]
    return [*head, *place, *of(context.right)[:RIGHT], edges[1]], len(head), len(head) + len(place)


class PlaceEncoder:
    """The encoder's graph, ready to run; it remembers the places it has read."""

    def __init__(self, graph: bytes, pieces: PieceSplitter, edges: tuple[int, int]) -> None:
        self._session, self._pieces, self._edges = session(graph, THREADS), pieces, edges
        self._known: dict[tuple[str, Context], Floats] = {}

    def meanings(self, places: Sequence[tuple[str, Context]]) -> Floats:
        """Unit vectors of places by their words and the words around them, shape (places, width); each must have a word."""
        if len(self._known) + len(places) > HELD:
            self._known.clear()
        for each in places:
            if each not in self._known:
                self._known[each] = self._read(*each)
        return np.stack([self._known[each] for each in places])

    def _read(self, text: str, context: Context) -> Floats:
        ids, first, last = laid_out(self._pieces, self._edges, text, context)
        marked = np.zeros(len(ids), np.int64)
        marked[first:last] = 1
        mean = self._session.run(["pieces"], {"ids": np.array(ids, np.int64), "marked": marked})[0][first:last].mean(axis=0)
        found: Floats = mean / max(float(np.linalg.norm(mean)), 1e-6)
        return found
