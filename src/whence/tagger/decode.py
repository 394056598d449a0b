"""Scores -> links: which words are cues, and for every cue the best pieces of source and content.  Pure functions.

Cues: a word opens a cue when the probability of B reaches the threshold; the cue goes on while I is the likeliest tag.
Sources and contents: Viterbi over the linear chain (Lafferty et al. 2001), so that pieces come out whole; the probability of
the best path is its weight among all paths (forward algorithm).
"""

import math

import numpy as np
from numpy.typing import NDArray

from whence.records.encoding import Extent, Floats

TAGS = 5  # O, B-source, I-source, B-content, I-content
Doubles = NDArray[np.float64]


def probabilities(scores: Floats) -> Doubles:
    """Softmax over the last axis."""
    shifted = scores.astype(np.float64) - scores.max(axis=-1, keepdims=True)
    weights: Doubles = np.exp(shifted)
    total: Doubles = weights / weights.sum(axis=-1, keepdims=True)
    return total


def cues(scores: Floats, threshold: float) -> list[tuple[Extent, float]]:
    """Cues of a passage from the scores of O, B, I, shape (words, 3): (first, last) and the probability of its first word."""
    found: list[tuple[Extent, float]] = []
    open_at: int | None = None
    chances = probabilities(scores).tolist()
    for index, (outside, begin, inside) in enumerate(chances):
        if open_at is not None and inside > max(outside, begin):
            continue
        if open_at is not None:
            found.append(((open_at, index - 1), chances[open_at][1]))
            open_at = None
        if begin >= threshold:
            open_at = index
    if open_at is not None:
        found.append(((open_at, len(chances) - 1), chances[open_at][1]))
    return found


def best_paths(scores: Floats, moves: Doubles) -> tuple[NDArray[np.int64], Doubles]:
    """Best tag sequence of every cue and its probability.

    `scores` has shape (cues, words, TAGS); `moves` (TAGS + 1, TAGS), the last row being the start.  Returns (cues, words) tags
    and (cues,) probabilities.
    """
    number, length, _ = scores.shape
    emitted = scores.astype(np.float64)
    step, start = moves[:TAGS], moves[TAGS]
    weights = np.exp(step)
    best = emitted[:, 0] + start
    before = np.zeros((number, length, TAGS), dtype=np.int64)
    top = best.max(axis=1, keepdims=True)
    forward, total = np.exp(best - top), top[:, 0].copy()
    for at in range(1, length):
        ways = best[:, :, None] + step
        before[:, at] = ways.argmax(axis=1)
        best = ways.max(axis=1) + emitted[:, at]
        top = emitted[:, at].max(axis=1, keepdims=True)
        forward = (forward @ weights) * np.exp(emitted[:, at] - top)
        size = forward.sum(axis=1, keepdims=True)
        forward /= size
        total += top[:, 0] + np.log(size[:, 0])
    total += np.log(forward.sum(axis=1))
    tags = np.zeros((number, length), dtype=np.int64)
    tags[:, -1] = best.argmax(axis=1)
    rows = np.arange(number)
    for at in range(length - 1, 0, -1):
        tags[:, at - 1] = before[rows, at, tags[:, at]]
    return tags, np.exp(np.minimum(best.max(axis=1) - total, 0.0))


def pieces(tags: list[int], opening: int) -> tuple[Extent, ...]:
    """Runs of one role: `opening` is its B tag, `opening + 1` its I tag."""
    found: list[Extent] = []
    for index, tag in enumerate(tags):
        if tag == opening:
            found.append((index, index))
        elif tag == opening + 1 and found and found[-1][1] == index - 1:
            found[-1] = (found[-1][0], index)
    return tuple(found)


def logit(probability: float) -> float:
    """Log odds, cut at one in a million."""
    bounded = min(max(probability, 1e-6), 1 - 1e-6)
    return math.log(bounded / (1 - bounded))
