"""Run the model over passages, each in a call of its own; parallel reading takes one tagger per worker."""

import math
from dataclasses import replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from whence.lexicon.formulas import formulas
from whence.records.article import Article
from whence.records.encoding import Encoding, Extent, Floats, Link, Passage, Words
from whence.runtime import session
from whence.tagger.decode import best_paths, cues, logit, pieces, with_formulas
from whence.tagger.passages import passages_of
from whence.tagger.tokens import WordPieces
from whence.tagger.weights import Calibration, Model, packaged

DISTANCES = np.array((-32, -16, -8, -4, -2, -1, 0, 1, 2, 4, 8, 16, 32))  # as in training/model.py
CUES_AT_ONCE = 48  # bounds the memory of a passage full of cues; 1 of PolNeAR's 19 291 paragraphs has 12 or more


def places(length: int, first: NDArray[np.int64], last: NDArray[np.int64]) -> NDArray[np.int64]:
    """Bucket of every word's distance to every cue, shape (cues, length): 0 inside the cue, else log-spaced with its sign."""
    at = np.arange(length)[None, :]
    away = np.minimum(at - first[:, None], 0) + np.maximum(at - last[:, None], 0)
    bucket = (away[:, :, None] >= DISTANCES).sum(axis=-1)
    inside = (at >= first[:, None]) & (at <= last[:, None])
    found: NDArray[np.int64] = np.where(inside, 0, bucket + 1)
    return found


def confidence_of(link: Link, weigh: Calibration) -> float:
    """The calibrated probability that a reader would accept the link, to three places."""
    odds = weigh.bias + weigh.cue * logit(link.cue_probability) + weigh.path * math.log(max(link.path_probability, 1e-9))
    odds += weigh.sourceless * (not link.source)
    return round(1 / (1 + math.exp(-odds)), 3)


class Tagger:
    """A loaded model: `encode` turns an article into its passages with words, scores and links."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self._pieces = WordPieces(model.vocabulary).pieces
        self._encoder = session(model.encoder)
        self._reader = session(model.reader)
        self._kinds = session(model.kinds) if model.kinds else None
        self._moves = np.array(model.moves, dtype=np.float64)

    def encode(self, article: Article, vectors: bool = False) -> Encoding:
        """The article's passages in order; blocks that are not prose are left out."""
        return Encoding(
            tuple(self.passage(start, block, words, vectors) for start, block, words in passages_of(article, self._pieces))
        )

    def passage(self, start: int, block: int, words: Words, vectors: bool = False) -> Passage:
        """One passage with its links; a function of its words alone."""
        found, scores = self.cue_scores(words)
        links: list[Link] = []
        candidates = with_formulas(cues(scores, self.model.cue_threshold), formulas(words.texts))
        for begin in range(0, len(candidates), CUES_AT_ONCE):
            links.extend(self._links(found, candidates[begin : begin + CUES_AT_ONCE]))
        return Passage(start, block, words, scores, tuple(links), found if vectors else None, self.kinds(found))

    def cue_scores(self, words: Words) -> tuple[Floats, Floats]:
        """Vectors of the words, shape (words, width), and the scores of the cue tags, shape (words, 3)."""
        laid = self._pieces(words)
        fed = {
            name: np.array(values, dtype=np.int64)
            for name, values in (("ids", laid.ids), ("cases", laid.cases), ("quotes", laid.quotes), ("first", laid.first))
        }
        vectors, scores = self._encoder.run(["words", "cue"], fed)
        return vectors, scores

    def kinds(self, vectors: Floats) -> Floats | None:
        """Probabilities of KINDS for every word of a passage, shape (words, 5); None where the model has no head for them.

        In the runtime, on its one thread, and not in numpy: there the product would be shared out among all cores, and beside
        another busy process it took 42 % of the reading in place of 1.6 %.
        """
        if self._kinds is None:
            return None
        found: Floats = self._kinds.run(["kinds"], {"words": vectors})[0]
        return found

    def tag_scores(self, vectors: Floats, spans: list[Extent]) -> Floats:
        """Scores of the source and content tags for every cue, shape (cues, words, 5)."""
        first = np.array([cue[0] for cue in spans], dtype=np.int64)
        last = np.array([cue[1] for cue in spans], dtype=np.int64)
        fed = {"words": vectors, "first": first, "last": last, "places": places(vectors.shape[0], first, last)}
        scores: Floats = self._reader.run(["tags"], fed)[0]
        return scores

    def _links(self, vectors: Floats, candidates: list[tuple[Extent, float]]) -> list[Link]:
        scores = self.tag_scores(vectors, [cue for cue, _ in candidates])
        tags, chances = best_paths(scores, self._moves)
        links = (
            self._link(cue, chance, row, path)
            for (cue, chance), row, path in zip(candidates, tags.tolist(), chances.tolist(), strict=True)
        )
        return [link for link in links if link.confidence >= self.model.least_confidence]

    def _link(self, cue: Extent, chance: float, tags: list[int], path: float) -> Link:
        tags = [0 if cue[0] <= index <= cue[1] else tag for index, tag in enumerate(tags)]
        link = Link(cue, pieces(tags, 1), pieces(tags, 3), chance, path, 0.0)
        return replace(link, confidence=confidence_of(link, self.model.calibration))


@cache
def tagger() -> Tagger:
    """The packaged model, loaded once in a process."""
    return Tagger(packaged())
