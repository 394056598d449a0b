"""Which places make one claim: average linkage over the pair model's odds, inside one neighbourhood of articles.

The nodes are clauses; two clauses of one article are never compared, because one article may well say a thing twice and may
as well say two things alike.  A group is joined to another while the mean of the odds between their articles stays above the
threshold, so that one likely pair cannot chain two claims together (Sneath and Sokal 1973, UPGMA).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from whence.records.kept import Candidate
from whence.tracing.families import families

UNLIKE = -4.0  # log odds of a pair that was never scored, because each has nearer ones in the other's article
SECOND = 3.0  # log odds behind those of an article's likeliest place from which another of it does not make the claim as well
SURE = 4.0  # odds above which a place is no likelier: the same quoted words have 10, and would leave no other place beside them
LIKELY = 0.0  # log odds that a member needs with at least one other, or it was only swept along


@dataclass(frozen=True, slots=True)
class Node:
    """One clause as it is grouped: its candidate, the number of its article, and the candidates that hold it and more."""

    candidate: Candidate
    article: int
    wider: tuple[Candidate, ...] = ()


def nodes_of(candidates: Sequence[Candidate], article: int) -> tuple[Node, ...]:
    """The clauses of one article: its places that hold no other of the same statement (or own voice), with what holds them."""
    found = []
    for each in candidates:
        family = [other for other in candidates if other is not each and other.statement == each.statement]
        if not any(_holds(each, other) for other in family):
            found.append(Node(each, article, tuple(other for other in family if _holds(other, each))))
    return tuple(found)


def _holds(wide: Candidate, narrow: Candidate) -> bool:
    """Does one place hold all of another, and more?"""
    inside = all(any(span.start >= each.start and span.end <= each.end for each in wide.content) for span in narrow.content)
    return inside and sum(len(each.text) for each in wide.content) > sum(len(each.text) for each in narrow.content)


def groups(
    articles: Sequence[int], odds: Mapping[tuple[int, int], float], least: float, apart: Callable[[int, int], bool]
) -> tuple[tuple[int, ...], ...]:
    """The places grouped into claims, by number, ascending.

    `articles` tells the article of each place, `odds` the log odds of pairs (low, high); pairs that are not in it are UNLIKE.
    `apart` tells pairs that must never be in one group.
    """
    found = []
    for part in families(range(len(articles)), [pair for pair, value in odds.items() if value >= least]):
        found += _linked(part, articles, odds, least, apart) if len(part) > 1 else [tuple(part)]
    return tuple(sorted(found))


def _linked(
    part: list[int],
    articles: Sequence[int],
    odds: Mapping[tuple[int, int], float],
    least: float,
    apart: Callable[[int, int], bool],
) -> list[tuple[int, ...]]:
    """Average linkage inside one connected part."""
    scores = np.full((len(part), len(part)), UNLIKE)
    for low, high in combinations(range(len(part)), 2):
        scores[low, high] = scores[high, low] = odds.get((part[low], part[high]), UNLIKE)
    article = np.array([articles[at] for at in part])
    different = article[:, None] != article[None, :]
    sums, counts = np.where(different, scores, 0.0), different.astype(np.float64)
    members: dict[int, list[int]] = {at: [at] for at in range(len(part))}
    closed = np.zeros_like(different)
    while True:
        mean = np.where((counts > 0) & ~closed, sums / np.maximum(counts, 1), -np.inf)
        low, high = sorted(divmod(int(np.argmax(mean)), len(part)))
        if mean[low, high] < least:
            break
        if any(apart(part[one], part[other]) for one in members[low] for other in members[high]):
            closed[low, high] = closed[high, low] = True
            continue
        members[low] += members.pop(high)
        for table in (sums, counts):
            table[low] += table[high]
            table[:, low] += table[:, high]
            table[low, low] = table[high] = table[:, high] = 0
        closed[low] |= closed[high]
        closed[:, low] |= closed[:, high]
    likeliest = np.where(different, scores, -np.inf)
    return [tuple(part[at] for at in held) for each in members.values() for held in _held(sorted(each), likeliest, article)]


def _held(members: list[int], odds: NDArray[np.float64], article: NDArray[np.int64]) -> list[tuple[int, ...]]:
    """A group without the members that agree with no other, or far less than their article's first; these are alone again."""
    if len(members) < 2:
        return [tuple(members)]
    best = {at: max(odds[at, other] for other in members if other != at) for at in members}
    first = {each: min(SURE, max(best[at] for at in members if article[at] == each)) for each in article[members]}
    held = tuple(at for at in members if best[at] >= max(LIKELY, first[article[at]] - SECOND))
    return [each for each in (held, *((at,) for at in members if at not in held)) if each]
