"""Passages that two texts share: greedy string tiling (Wise 1993; used on newspapers and their agency by Clough et al. 2002).

Tiles need not stand in the same order, so that re-ordered copy is found; the longest are taken first and never overlap.
"""

from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from whence.tracing.wordings import Wording

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
    mine, theirs = _places(one, least), _places(other, least)
    found = []
    for gram in mine.keys() & theirs.keys():
        for a, b in product(mine[gram], theirs[gram][:MOST_PLACES]):
            if a and b and one[a - 1] == other[b - 1]:
                continue  # not the beginning of the passage
            length = least
            while a + length < len(one) and b + length < len(other) and one[a + length] == other[b + length]:
                length += 1
            found.append(Tile(a, b, length))
    return found


@lru_cache(maxsize=128)
def _places(words: tuple[str, ...], size: int) -> dict[tuple[str, ...], list[int]]:
    """Where each run of so many words stands; every text of a family is compared to many others."""
    found: dict[tuple[str, ...], list[int]] = {}
    for at in range(len(words) - size + 1):
        found.setdefault(words[at : at + size], []).append(at)
    return found


def _free(tile: Tile, taken_a: bytearray, taken_b: bytearray, least: int) -> list[Tile]:
    """The parts of a tile that no longer one has taken, marked as taken now."""
    found, start = [], None
    for step in range(tile.length + 1):
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
