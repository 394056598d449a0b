"""Passages that two texts share: greedy string tiling (Wise 1993; used on newspapers and their agency by Clough et al. 2002).

Tiles need not stand in the same order, so that re-ordered copy is found; the longest are taken first and never overlap.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from whence.tracing.wordings import Wording

Ints = NDArray[np.int64]
LEAST = 5  # words of a tile; with 4, 11 of the 129 independent pairs of the visible stories had one, with 5 two
MOST_PLACES = 16  # of one gram in one text that are followed: refrains and tables of results cannot make it quadratic


@dataclass(frozen=True, slots=True)
class Tile:
    """`length` words that stand at word `a` of one text and at word `b` of the other."""

    a: int
    b: int
    length: int


def tiles(one: Wording, other: Wording, least: int = LEAST) -> tuple[Tile, ...]:
    """The passages of at least `least` words that both have, in the order of the first text."""
    found = sorted(_maximal(one.words, other.words, least), key=lambda each: (-each.length, each.a, each.b))
    taken_a, taken_b = bytearray(len(one.words)), bytearray(len(other.words))
    kept: list[Tile] = []
    for each in found:
        kept.extend(_free(each, taken_a, taken_b, least))
    return tuple(sorted(kept, key=lambda each: (each.a, each.b)))


def _maximal(one: tuple[str, ...], other: tuple[str, ...], least: int) -> list[Tile]:
    """All passages that cannot be made longer: runs of grams that follow one another in both texts."""
    first, second = _meeting(_grams(one, least), _grams(other, least))
    order = np.lexsort((first, second - first))
    first, second = first[order], second[order]
    goes_on = (np.diff(first) == 1) & (np.diff(second) == 1)
    begins = np.flatnonzero(np.concatenate(([True], ~goes_on))) if len(first) else np.zeros(0, np.int64)
    lengths = np.diff(np.append(begins, len(first))) + least - 1
    found = []
    for a, b, length in zip(first[begins].tolist(), second[begins].tolist(), lengths.tolist(), strict=True):
        if a and b and one[a - 1] == other[b - 1]:
            continue  # not the beginning of the passage: its gram stands in MOST_PLACES already
        if one[a : a + length] != other[b : b + length]:
            continue  # other words with the same hash
        while a + length < len(one) and b + length < len(other) and one[a + length] == other[b + length]:
            length += 1
        found.append(Tile(a, b, length))
    return found


@lru_cache(maxsize=512)
def _grams(words: tuple[str, ...], size: int) -> tuple[Ints, Ints]:
    """The hashes of all runs of so many words, ascending, and the places of each."""
    count = max(len(words) - size + 1, 0)
    hashes = np.fromiter((hash(words[at : at + size]) for at in range(count)), np.int64, count)
    order = np.argsort(hashes, kind="stable")
    return hashes[order], order


def _meeting(mine: tuple[Ints, Ints], theirs: tuple[Ints, Ints]) -> tuple[Ints, Ints]:
    """Places in either text of the grams that both have; of one in the other text the first MOST_PLACES."""
    start = np.searchsorted(theirs[0], mine[0], "left")
    counts = np.minimum(np.searchsorted(theirs[0], mine[0], "right") - start, MOST_PLACES)
    within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    return np.repeat(mine[1], counts), theirs[1][np.repeat(start, counts) + within]


def _free(tile: Tile, taken_a: bytearray, taken_b: bytearray, least: int) -> list[Tile]:
    """The parts of a tile that no longer one has taken, marked as taken now."""
    found, start = [], None
    whole = taken_a.find(1, tile.a, tile.a + tile.length) == taken_b.find(1, tile.b, tile.b + tile.length) == -1
    for step in (0, tile.length) if whole else range(tile.length + 1):
        open_ = step < tile.length and not taken_a[tile.a + step] and not taken_b[tile.b + step]
        if open_ and start is None:
            start = step
        elif not open_ and start is not None:
            if step - start >= least:
                found.append(Tile(tile.a + start, tile.b + start, step - start))
            start = None
    for each in found:
        taken_a[each.a : each.a + each.length] = taken_b[each.b : each.b + each.length] = b"\x01" * each.length
    return found
