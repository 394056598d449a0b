"""Of the articles near to a question, those that may say the same as what was asked for, with the places that may say it.

A neighbourhood has thousands of places, and each takes the pair model a tenth of a millisecond.  So the vectors of its words
pick few places of each article first; the pair model guesses about these, and the likely ones are read.
"""

import re
from collections.abc import Sequence
from math import log

import numpy as np
from msgspec.structs import replace

from whence.records.kept import Candidate, Kept
from whence.trace.compare import FAR, place_in
from whence.trace.telling import LEAST
from whence.tracing import match
from whence.tracing.claims import LIKELY
from whence.tracing.match.places import Ints

NEAREST = 4  # places of an article that the pair model is asked about: 179 of 180 claims of the visible stories are among them
READ = 10  # places that are read for a question, the likeliest by their words: a tenth of a second
DOUBTFUL, EVEN = 8, 0.0  # articles that stay although none of their places is LIKELY, and the log odds that they need
BEHIND = 3.0  # log odds behind those of the likeliest place of an article from which another of its places is left out
_WORD = re.compile(r"[^\W_]+")


def telling(seeds: Sequence[Kept], others: Sequence[Kept], wanted: frozenset[str]) -> list[Kept]:
    """The articles asked about and those of the others that may tell the same, each with the places that matter.

    `wanted` are the ids of the places asked for.  An article stays when it has a place that is LIKELY to say the same as one of
    these (more than that when many are asked for, because more are met by chance: Bonferroni); few more stay with even odds.
    """
    asked = [(each, one) for each in seeds for one in each.candidates if one.id in wanted]
    chosen = _nearest([*seeds, *others], [one for _, one in asked])
    own = [[*found, *(one for one in each.candidates if one.id in wanted)] for each, found in zip(seeds, chosen, strict=False)]
    odds = _odds(asked, list(zip(others, chosen[len(seeds) :], strict=True)))
    chance = log(max(len({(one.article, one.statement or one.content) for _, one in asked}), 1))
    order = sorted(range(len(others)), key=lambda at: (-odds[at].max(initial=-np.inf), others[at].reading.article.id))
    found = [_with(each, places) for each, places in zip(seeds, own, strict=True)]
    for place, at in enumerate(order):
        if odds[at].max(initial=-np.inf) - chance >= (EVEN if place < DOUBTFUL else LIKELY):
            least = max(LEAST, odds[at].max() - BEHIND)
            places = zip(chosen[len(seeds) + at], odds[at], strict=True)
            found.append(_with(others[at], [one for one, each in places if each >= least]))
    return found


def _nearest(articles: Sequence[Kept], asked: Sequence[Candidate]) -> list[list[Candidate]]:
    """Of each article the few places whose words are nearest to those of a place asked for, rare words counting more."""
    model = match.packaged()
    rows = [_pieces(model, one) for one in asked]
    meant = np.array([model.weights[row] @ model.vectors[row] for row in rows])
    likeness = model.vectors @ (meant / np.maximum(np.linalg.norm(meant, axis=1, keepdims=True), 1e-6)).T
    pieces, starts = _joined([_pieces(model, one) for each in articles for one in each.candidates])
    weights = model.weights[pieces]
    near = np.add.reduceat(weights[:, None] * likeness[pieces], starts).max(axis=1)
    best = near / np.sqrt(np.add.reduceat(weights * weights, starts))
    found, start = list[list[Candidate]](), 0
    for each in articles:
        order = np.argsort(-best[start : start + len(each.candidates)], kind="stable")
        found.append([each.candidates[at] for at in order[:NEAREST]])
        start += len(each.candidates)
    return found


def _pieces(model: match.ClaimModel, place: Candidate) -> list[int]:
    """The word pieces of a place, never none."""
    words = [word for span in place.content for word in _WORD.findall(span.text)]
    return [piece for word in words for piece in model.pieces.of_word(word)] or [0]


def _joined(rows: Sequence[list[int]]) -> tuple[Ints, Ints]:
    """Rows in one row, and where each begins."""
    ends = np.cumsum([len(row) for row in rows])
    return np.concatenate(rows).astype(np.int64), np.concatenate(([0], ends[:-1])).astype(np.int64)


def _odds(asked: Sequence[tuple[Kept, Candidate]], others: Sequence[tuple[Kept, Sequence[Candidate]]]) -> list[match.Floats]:
    """Of each place of each article, the best log odds that it says the same as one asked for, guessed where it is not read."""
    model = match.packaged()
    places = [place_in(model, each.reading.article, one) for each, found in others for one in found]
    if not places:
        return [np.zeros(0, np.float32) for _ in others]
    side = match.side_of(model, [place_in(model, each.reading.article, one) for each, one in asked])
    best = match.guess(model, side, match.side_of(model, places)).max(axis=0)
    read = [at for at in np.argsort(-best, kind="stable")[:READ].tolist() if best[at] > FAR]
    if read:
        best[read] = match.odds(model, side, match.side_of(model, [places[at] for at in read])).max(axis=0)
    return np.split(best, np.cumsum([len(found) for _, found in others])[:-1])


def _with(kept: Kept, places: Sequence[Candidate]) -> Kept:
    """The article with these places, and with those that hold a part of them or are one."""
    spans = [span for each in places for span in each.content]
    held = (
        each
        for each in kept.candidates
        if any(span.start < other.end and other.start < span.end for span in each.content for other in spans)
    )
    return replace(kept, candidates=tuple(held))
