"""What the tagger gives: the words of every passage with their scores and vectors, and the links it decided on.

A passage is the text of one block of prose, or a part of a block that is too long for one pass; words and links of a passage
count from its own first word.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Extent = tuple[int, int]  # first and last word of a piece, both inclusive
KINDS = (
    "none",
    "person",
    "organization",
    "place",
    "other",
)  # what a word can name; none: it is no name and heads no noun phrase


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one passage: offsets into it (code points), letters, and place in quotations."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    texts: tuple[str, ...]
    cases: tuple[int, ...]  # index into tagger.tokens.CASES
    quotes: tuple[int, ...]  # index into tagger.tokens.QUOTES


@dataclass(frozen=True, slots=True)
class Link:
    """A cue with its source and content, in pieces of words; an empty tuple means that the passage states none.

    `cue_probability` is the tag head's, `path_probability` the chain's for source and content together, and `confidence` the
    calibrated probability that a reader would accept the statement (0 to 1).
    """

    cue: Extent
    source: tuple[Extent, ...]
    content: tuple[Extent, ...]
    cue_probability: float
    path_probability: float
    confidence: float


@dataclass(frozen=True, slots=True)
class Passage:
    """One encoded passage: where it starts in the article, its block, words, cue scores, links, vectors and kinds.

    `cue_scores` has shape (words, 3): logits of O, B, I.  `vectors` has shape (words, width) and is None unless asked for.
    `kinds` has shape (words, 5): probabilities of KINDS; None where the model has no head for them.  The kind of a name is the
    mean over its words, best over all its mentions in the article.
    """

    start: int
    block: int
    words: Words
    cue_scores: Floats
    links: tuple[Link, ...]
    vectors: Floats | None
    kinds: Floats | None = None

    def sentence_vector(self) -> Floats:
        """Mean of the word vectors, shape (width,); needs vectors."""
        if self.vectors is None:
            raise ValueError("this passage was encoded without vectors; ask the tagger for vectors=True")
        mean: Floats = self.vectors.mean(axis=0)
        return mean


@dataclass(frozen=True, slots=True)
class Encoding:
    """All passages of one article, in order."""

    passages: tuple[Passage, ...]
