"""Whom an article names as the source of one place: an encoder that is shown which words are asked about.

The reading finds who says what where somebody is said to say it.  News tells its sources in many other ways: "by the count of
the harbour office", "The figure is the ministry's", a lede whose speaker stands in the sentence behind.  The encoder reads a
place with two sentences on either side; the words of the place are marked, as a predicate is in semantic role labelling (He et
al. 2017), and the source is a span of the same words, as an answer is in SQuAD 2.0 (Rajpurkar et al. 2018), where a question
may have none.
"""

from dataclasses import dataclass
from functools import cache
from itertools import groupby, pairwise
from pathlib import Path

import numpy as np

from whence import released
from whence.lexicon.marks import sentence_ends
from whence.records.article import PROSE, Article
from whence.records.encoding import Extent, Floats, Words
from whence.records.provenance import Named
from whence.records.spans import span_of
from whence.runtime import session
from whence.tagger.passages import MOST_PIECES
from whence.tagger.tokens import WordPieces, words_of

NAME = "sources-en-1.2.0"
FILES = ("finder.onnx", "vocab.txt")
KINDS = ("none", "own", "person", "body", "unnamed", "document", "instrument", "outlet")  # of what the graph tells apart
PAPERS = ("document", "instrument")
REACH = 2  # sentences before the place and behind it that are read
LONGEST = 16  # words of a source
THREADS = 2  # as the encoder of places has


@dataclass(frozen=True, slots=True)
class Window:
    """The words around a place, with offsets into the article, and the first and last of those that are asked about."""

    words: Words
    place: Extent


def window_of(article: Article, start: int, end: int, reach: int = REACH) -> Window | None:
    """The words of the sentences that hold text[start:end] and of `reach` before and behind them; None outside of the prose."""
    sentences = _sentences(article)
    held = [at for at, (low, high, _) in enumerate(sentences) if low < end and start < high]
    if not held:
        return None
    near = sentences[max(held[0] - reach, 0) : held[-1] + reach + 1]
    words = _joined(article.text, near)
    asked = [at for at, (low, high) in enumerate(zip(words.starts, words.ends, strict=True)) if low < end and start < high]
    return Window(words, (asked[0], asked[-1])) if asked else None


def _sentences(article: Article) -> list[tuple[int, int, int]]:
    """Start, end and block of every sentence of the prose."""
    found = []
    for number, block in enumerate(article.blocks):
        if block.role in PROSE:
            edges = [block.start, *(stop + 1 for stop in sentence_ends(article.text, block.start, block.end)), block.end]
            found += [(low, high, number) for low, high in pairwise(edges) if low < high]
    return found


def _joined(text: str, sentences: list[tuple[int, int, int]]) -> Words:
    """The words of sentences, block by block: where quotations open and close is told inside of a block."""
    blocks = [list(inside) for _, inside in groupby(sentences, key=lambda each: each[2])]
    parts = [(block[0][0], words_of(text[block[0][0] : block[-1][1]])) for block in blocks]
    return Words(
        starts=tuple(low + each for low, words in parts for each in words.starts),
        ends=tuple(low + each for low, words in parts for each in words.ends),
        texts=tuple(each for _, words in parts for each in words.texts),
        cases=tuple(each for _, words in parts for each in words.cases),
        quotes=tuple(each for _, words in parts for each in words.quotes),
    )


class Finder:
    """The model in a folder, verified: `named` tells the likeliest source of a place.

    ModelError when a file is missing or changed.
    """

    def __init__(self, place: Path) -> None:
        data = released.verified(place, FILES)
        vocabulary = data["vocab.txt"].decode("utf-8").split("\n")
        self._pieces = WordPieces({piece: number for number, piece in enumerate(vocabulary) if piece}).pieces
        self._session = session(data["finder.onnx"], THREADS)

    def named(self, article: Article, start: int, end: int) -> Named | None:
        """The likeliest source of text[start:end]; None where the place is not in the prose, or its sentences are too long."""
        for reach in range(REACH, -1, -1):
            window = window_of(article, start, end, reach)
            if window is None:
                return None
            if len(self._pieces(window.words).ids) <= MOST_PIECES:
                kinds, (first, last) = self.answer(window)
                words, chances = window.words, dict(zip(KINDS, kinds.tolist(), strict=True))
                papers = sum(chances[kind] for kind in PAPERS)
                named = 1 - chances["none"] - chances["own"]
                span = span_of(article.text, words.starts[first], words.ends[last])
                return Named(span, round(named, 3), round(chances["own"], 3), 2 * papers > named)
        return None

    def answer(self, window: Window) -> tuple[Floats, Extent]:
        """Probabilities of KINDS, shape (8,), and the likeliest first and last word of a source."""
        laid = self._pieces(window.words)
        ends = [*laid.first, len(laid.ids) - 1]
        asked = np.zeros(len(laid.ids), np.int64)
        asked[ends[window.place[0]] : ends[window.place[1] + 1]] = 1
        fed = {name: np.array(getattr(laid, name), np.int64) for name in ("ids", "cases", "quotes", "first")}
        start, end, kinds = self._session.run(["start", "end", "kinds"], {**fed, "asked": asked})
        chances = np.exp(kinds - kinds.max())
        return chances / chances.sum(), _best(start, end)


def _best(start: Floats, end: Floats) -> Extent:
    """The first and last word with the highest sum of scores, at most LONGEST words."""
    both = start[:, None] + end[None, :]
    at = np.arange(len(start))
    apart = at[None, :] - at[:, None]
    both[(apart < 0) | (apart >= LONGEST)] = -np.inf
    first, last = np.unravel_index(int(both.argmax()), both.shape)
    return int(first), int(last)


@cache
def finder() -> Finder:
    """The packaged model, loaded once in a process, when it is first asked."""
    return Finder(released.folder(NAME))
