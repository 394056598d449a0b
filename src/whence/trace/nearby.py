"""Of the articles near to a question, those that may say the same as what was asked for, with the places that may say it.

A neighbourhood has thousands of places, and reading one for the pair model takes a tenth of a millisecond.  So the mean vector of
its words picks few places of each article first (in the visible stories the place that makes the claim is among the four
nearest in 99 % of 176 cases), and the pair model is asked about these, all at once.
"""

import re
from collections.abc import Iterable, Sequence

import numpy as np
from msgspec.structs import replace

from whence.records.kept import Candidate, Kept
from whence.trace.compare import place_in
from whence.trace.telling import LEAST
from whence.tracing import match
from whence.tracing.claims import LIKELY

NEAREST = 6  # places of an article that the pair model is asked about
DOUBTFUL = 8  # articles that stay although none of their places is LIKELY, the likeliest first
_WORD = re.compile(r"[^\W_]+")


def telling(seeds: Sequence[Kept], others: Sequence[Kept], wanted: frozenset[str]) -> list[Kept]:
    """The articles asked about and those of the others that may tell the same, each with the places that matter.

    `wanted` are the ids of the places asked for.  An article stays when a place of it is LIKELY to say the same as one of these;
    few more stay whose odds could hold a claim together.
    """
    asked = [(each, one) for each in seeds for one in each.candidates if one.id in wanted]
    chosen = _nearest([*seeds, *others], [one for _, one in asked])
    odds = _odds(asked, list(zip(others, chosen[len(seeds) :], strict=True)))
    order = sorted(range(len(others)), key=lambda at: (-odds[at], others[at].reading.article.id))
    stay = [at for place, at in enumerate(order) if odds[at] >= (LIKELY if place >= DOUBTFUL else LEAST)]
    forced = [
        [*found, *(one for one in each.candidates if one.id in wanted)] for each, found in zip(seeds, chosen, strict=False)
    ]
    return [
        *(_with(each, found) for each, found in zip(seeds, forced, strict=True)),
        *(_with(others[at], chosen[len(seeds) + at]) for at in stay),
    ]


def _nearest(articles: Sequence[Kept], asked: Sequence[Candidate]) -> list[list[Candidate]]:
    """Of each article the few places whose words are nearest to those of a place asked for."""
    model = match.packaged()
    likeness = _means(model, [one for each in articles for one in each.candidates]) @ _means(model, asked).T
    best, found, start = likeness.max(axis=1), list[list[Candidate]](), 0
    for each in articles:
        mine = best[start : start + len(each.candidates)]
        found.append([each.candidates[at] for at in np.argsort(-mine, kind="stable")[:NEAREST]])
        start += len(each.candidates)
    return found


def _means(model: match.ClaimModel, candidates: Iterable[Candidate]) -> match.Floats:
    """The direction of the words of each place, rare words counting more."""
    rows = [
        [piece for span in each.content for word in _WORD.findall(span.text) for piece in model.pieces.of_word(word)] or [0]
        for each in candidates
    ]
    if not rows:
        return np.zeros((0, model.vectors.shape[1]), np.float32)
    pieces = np.concatenate(rows).astype(np.int64)
    starts = np.cumsum([0, *(len(row) for row in rows[:-1])])
    sums = np.add.reduceat(model.vectors[pieces] * model.weights[pieces][:, None], starts)
    means: match.Floats = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-6)
    return means


def _odds(asked: Sequence[tuple[Kept, Candidate]], others: Sequence[tuple[Kept, Sequence[Candidate]]]) -> list[float]:
    """The best log odds that a place of each article says the same as one asked for."""
    model = match.packaged()
    places = [place_in(model, each.reading.article, one) for each, found in others for one in found]
    if not places:
        return [-np.inf for _ in others]
    side = match.side_of(model, [place_in(model, each.reading.article, one) for each, one in asked])
    best = match.odds(model, match.features(side, match.side_of(model, places))).max(axis=0)
    found, start = [], 0
    for _, mine in others:
        found.append(float(best[start : start + len(mine)].max(initial=-np.inf)))
        start += len(mine)
    return found


def _with(kept: Kept, places: Sequence[Candidate]) -> Kept:
    """The article with these places, and with those that hold a part of them or are one."""
    spans = [span for each in places for span in each.content]
    held = (
        each
        for each in kept.candidates
        if any(span.start < other.end and other.start < span.end for span in each.content for other in spans)
    )
    return replace(kept, candidates=tuple(held))
