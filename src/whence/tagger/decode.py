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
CONTENT = 3  # the place of B-content
RESCALE = 6  # words between two scalings of the forward weights: far from the ends of float64 even at 50 nats a word
NEVER = -1e9
# Chance of a cue that is a fixed formula.  In PolNeAR train 93 of 145 formulas touch an annotated cue; read one by one, the
# others on dev are silences too, which its annotators left out ("did not respond to my messages").
FORMULA = 0.95
# Weight of the paths without content from which on a cue has none.  Against 0.5: recall of unquoted statements 65.9 to 65.5,
# linked exact F1 60.8 to 60.9; the confidence sorts out what is then found in vain.
MOSTLY_EMPTY = 0.8
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


def with_formulas(found: list[tuple[Extent, float]], formulas: list[Extent]) -> list[tuple[Extent, float]]:
    """The cues with those of fixed formulas: what touches a formula is one cue with it, what the scores missed is added."""
    merged = list(found)
    for first, last in formulas:
        touching = [each for each in merged if each[0][0] <= last and first <= each[0][1]]
        whole = (min([first, *(each[0][0] for each in touching)]), max([last, *(each[0][1] for each in touching)]))
        merged = [each for each in merged if each not in touching]
        merged.append((whole, max([FORMULA, *(chance for _, chance in touching)])))
    return sorted(merged)


def _with_memory(moves: Doubles) -> tuple[Doubles, Doubles]:
    """The table of moves, and the start, over states that remember whether content has begun: tags before it, tags since."""
    before, since = moves[:TAGS].copy(), moves[:TAGS]
    begins = np.full_like(before, NEVER)
    begins[:, CONTENT] = before[:, CONTENT]
    before[:, CONTENT:] = NEVER
    step: Doubles = np.block([[before, begins], [np.full_like(before, NEVER), since]])
    start = np.full(2 * TAGS, NEVER)
    start[:CONTENT], start[TAGS + CONTENT] = moves[TAGS, :CONTENT], moves[TAGS, CONTENT]
    return step, start


def best_paths(scores: Floats, moves: Doubles) -> tuple[NDArray[np.int64], Doubles]:
    """Best tag sequence of every cue and its probability.

    First it is decided whether the cue has a content at all, by the weight of all paths with one; then the best path of that
    kind is taken.  (The single best path is often the empty one, where several contents share the weight.)
    `scores` has shape (cues, words, TAGS); `moves` (TAGS + 1, TAGS), the last row being the start.  Returns (cues, words) tags
    and (cues,) probabilities.
    """
    number, length, _ = scores.shape
    emitted = np.tile(scores.astype(np.float64), 2)
    step, start = _with_memory(moves)
    best = emitted[:, 0] + start
    ways_back = np.zeros((number, length, 2 * TAGS), dtype=np.int64)
    for at in range(1, length):
        ways = best[:, :, None] + step
        ways_back[:, at] = ways.argmax(axis=1)
        best = ways.max(axis=1) + emitted[:, at]
    total, without = _weights(emitted, step, start)
    empty = without > total + np.log(MOSTLY_EMPTY)
    best += np.where(empty[:, None], np.repeat([0.0, NEVER], TAGS), np.repeat([NEVER, 0.0], TAGS))
    states = np.zeros((number, length), dtype=np.int64)
    states[:, -1] = best.argmax(axis=1)
    rows = np.arange(number)
    for at in range(length - 1, 0, -1):
        states[:, at - 1] = ways_back[rows, at, states[:, at]]
    return states % TAGS, np.exp(np.minimum(best.max(axis=1) - total, 0.0))


def _weights(emitted: Doubles, step: Doubles, start: Doubles) -> tuple[Doubles, Doubles]:
    """Log of the sum of exponentials of all paths, and of those without content (forward algorithm, scaled as it goes)."""
    moving = np.exp(step)
    top = emitted.max(axis=2)
    likely = np.exp(emitted - top[:, :, None])
    forward, total = likely[:, 0] * np.exp(start), top.sum(axis=1)
    for at in range(1, emitted.shape[1]):
        forward = (forward @ moving) * likely[:, at]
        if at % RESCALE == 0:
            size = forward.sum(axis=1, keepdims=True)
            forward /= size
            total += np.log(size[:, 0])
    without = np.log(np.maximum(forward[:, :TAGS].sum(axis=1), 1e-300))
    return total + np.log(forward.sum(axis=1)), total + without


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
