"""What a place says, as a vector: the mean over its pieces of what an encoder makes of them.

A bi-encoder (Reimers and Gurevych 2019, Sentence-BERT): each place is read once, whatever it is compared with.  It is read
alone: in its sentence, whatever else the sentence says colours it (training/LOG.md).
"""

from collections.abc import Sequence

import numpy as np

from whence.lexicon.pieces import WORD, PieceSplitter
from whence.records.encoding import Floats
from whence.runtime import session

MOST = 32  # pieces of a place that are read: it was trained on places of up to 25; with 160 the stories come out the same
THREADS = 2  # 1.6 times as fast as one
HELD = 1 << 14  # vectors that are remembered: 25 MB, the places of some 400 articles


def laid_out(pieces: PieceSplitter, edges: tuple[int, int], text: str) -> list[int]:
    """The encoder's input for a place, edges included."""
    ids = [piece for word in WORD.finditer(text) for piece in pieces.of_word(word.group())]
    return [edges[0], *ids[:MOST], edges[1]]


class PlaceEncoder:
    """The encoder's graph, ready to run; it remembers the places it has read."""

    def __init__(self, graph: bytes, pieces: PieceSplitter, edges: tuple[int, int]) -> None:
        self._session, self._pieces, self._edges = session(graph, THREADS), pieces, edges
        self._known: dict[str, Floats] = {}

    def meanings(self, places: Sequence[str]) -> Floats:
        """Unit vectors of places by their words, shape (places, width); each must have a word."""
        if len(self._known) + len(places) > HELD:
            self._known.clear()
        for text in places:
            if text not in self._known:
                self._known[text] = self._read(text)
        return np.stack([self._known[text] for text in places])

    def _read(self, text: str) -> Floats:
        ids = laid_out(self._pieces, self._edges, text)
        mean = self._session.run(["pieces"], {"ids": np.array(ids, np.int64)})[0][1:-1].mean(axis=0)
        found: Floats = mean / max(float(np.linalg.norm(mean)), 1e-6)
        return found
