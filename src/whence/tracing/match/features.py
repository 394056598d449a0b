"""What two places have in common, as numbers, for all places of one article against all of another at once."""

from collections.abc import Callable, Collection
from operator import attrgetter

import numpy as np

from whence.records.encoding import Floats
from whence.tracing.match.model import ClaimModel
from whence.tracing.match.places import Place, Side, dates_differ, dates_shared, numbers_shared

FEATURES = (
    "aligned", "aligned most", "aligned least", "mean", "shared rare", "contained rare", "numbers shared", "numbers differ",
    "years differ", "names shared", "names differ", "negation differs", "pronoun", "size", "size ratio", "in context most",
    "in context least", "no numbers", "one has numbers", "weight least", "weight most", "unmatched most", "unmatched least",
    "rarest least", "around", "both quoted", "dates shared", "dates differ",
)  # fmt: skip


def features(one: Side, other: Side) -> Floats:
    """Shape (places of one, places of the other, FEATURES); the same numbers whichever comes first."""
    columns = [*_alignment(one, other), *_counted(one, other)]
    named = dict(zip(_COLUMNS, columns, strict=True))
    return np.stack([named[name] for name in FEATURES], axis=-1).astype(np.float32)


_COLUMNS = (
    "aligned", "aligned most", "aligned least", "mean", "shared rare", "contained rare", "in context most",
    "in context least", "weight least", "weight most", "unmatched most", "unmatched least", "rarest least", "around",
    "numbers shared", "numbers differ", "years differ", "names shared", "names differ", "negation differs", "pronoun",
    "size", "size ratio", "no numbers", "one has numbers", "both quoted", "dates shared", "dates differ",
)  # fmt: skip


def _alignment(one: Side, other: Side) -> list[Floats]:
    """Soft alignment: each word of a place looks for its nearest in the other place, rare words counting more."""
    likeness = one.words @ other.words.T
    near = np.maximum.reduceat(likeness, other.words_at, axis=1)  # (words of one, places of the other)
    back = np.maximum.reduceat(likeness, one.words_at, axis=0).T  # (words of the other, places of one)
    there, here = _mean(near, one), _mean(back, other).T
    in_other = _mean(np.maximum(near, np.maximum.reduceat(one.words @ other.around.T, other.around_at, axis=1)), one)
    in_one = _mean(np.maximum(back, np.maximum.reduceat(other.words @ one.around.T, one.around_at, axis=1)), other).T
    shared, whole, least = _rare(one, other)
    totals = one.totals[:, None], other.totals[None, :]
    left, right = (1 - there) * totals[0], (1 - here) * totals[1]
    rarest = np.minimum(near[one.rarest].mean(axis=1), back[other.rarest].mean(axis=1).T)
    return [
        (there + here) / 2,
        np.maximum(there, here),
        np.minimum(there, here),
        one.means @ other.means.T,
        np.divide(shared, whole, out=np.zeros_like(shared), where=whole > 0),
        np.divide(shared, least, out=np.zeros_like(shared), where=least > 0),
        np.maximum(in_other, in_one),
        np.minimum(in_other, in_one),
        np.minimum(*totals),
        np.maximum(*totals),
        np.maximum(left, right),
        np.minimum(left, right),
        rarest,
        one.around_means @ other.around_means.T,
    ]


def _mean(best: Floats, side: Side) -> Floats:
    """Weighted mean over the words of each place: (places of the side, …)."""
    summed = np.add.reduceat(best * side.weights[:, None], side.words_at, axis=0)
    mean: Floats = (summed / np.maximum(side.totals, 1e-6)[:, None]).astype(np.float32)
    return mean


def _rare(one: Side, other: Side) -> tuple[Floats, Floats, Floats]:
    """Weight of the rare pieces that two places share, of all that either has, and of the place that has less."""
    same = (one.rare[:, None] == other.rare[None, :]) & (one.rare[:, None] >= 0)
    weighed = np.add.reduceat(same * one.rare_weights[:, None], one.rare_at, axis=0)
    shared = np.add.reduceat(weighed, other.rare_at, axis=1)
    mine = np.add.reduceat(one.rare_weights, one.rare_at)[:, None]
    theirs = np.add.reduceat(other.rare_weights, other.rare_at)[None, :]
    return shared, mine + theirs - shared, np.minimum(mine, theirs)


_numbers, _years, _names = attrgetter("numbers"), attrgetter("years"), attrgetter("names")


def _calendar(place: Place) -> frozenset[str]:
    return place.days | place.months


def _counted(one: Side, other: Side) -> list[Floats]:
    """Numbers, names, negation and size."""

    def table(having: Callable[[Place], Collection[object]], ask: Callable[[Place, Place], float]) -> Floats:
        """What is asked of two places that both have something; of others it is 0."""
        found = np.zeros((len(one.places), len(other.places)), np.float32)
        theirs = [(at, place) for at, place in enumerate(other.places) if having(place)]
        for row, here in enumerate(one.places):
            if having(here):
                for column, there in theirs:
                    found[row, column] = ask(here, there)
        return found

    def each(ask: Callable[[Place], float]) -> tuple[Floats, Floats]:
        rows, columns = (np.array([ask(place) for place in side.places], np.float32) for side in (one, other))
        return rows[:, None], columns[None, :]

    none = each(lambda place: not place.numbers)
    sizes = np.array([[each.size for each in one.places]]).T, np.array([[each.size for each in other.places]])
    small, large = np.minimum(*sizes), np.maximum(*sizes)
    return [
        table(_numbers, lambda here, there: min(numbers_shared(here, there), 2)),
        table(_numbers, lambda here, there: here.numbers.isdisjoint(there.numbers)),
        table(_years, lambda here, there: here.years.isdisjoint(there.years)),
        table(_names, lambda here, there: min(len(here.names & there.names), 2)),
        table(_names, lambda here, there: here.names.isdisjoint(there.names)),
        np.abs(np.subtract(*each(lambda place: place.negative))),
        np.add(*each(lambda place: place.pronoun)),
        np.log1p(small).astype(np.float32),
        (small / np.maximum(large, 1)).astype(np.float32),
        np.multiply(*none),
        np.abs(np.subtract(*none)),
        np.multiply(*each(lambda place: place.quoted)),
        table(_calendar, lambda here, there: min(dates_shared(here, there), 2)),
        table(_calendar, dates_differ),
    ]


def guess(model: ClaimModel, one: Side, other: Side) -> Floats:
    """The log odds that two places make one claim by their words alone, shape (places of one, places of the other)."""
    return _weighed(model.guess, features(one, other))


def odds(model: ClaimModel, one: Side, other: Side) -> Floats:
    """The log odds that two places make one claim, shape (places of one, places of the other); reads the places."""
    return odds_and_about(model, one, other)[0]


def odds_and_about(model: ClaimModel, one: Side, other: Side) -> tuple[Floats, Floats]:
    """The log odds that two places make one claim, and that they speak of one claim, be it to deny it."""
    rows = np.concatenate([features(one, other), meant(model, one, other)[..., None]], axis=-1)
    return _weighed(model.odds, rows), _weighed(model.about, rows)


def meant(model: ClaimModel, one: Side, other: Side) -> Floats:
    """How near the places are to one another in meaning: cosines, shape (places of one, places of the other)."""
    here, there = (model.encoder.meanings([(each.text, each.context) for each in side.places]) for side in (one, other))
    found: Floats = here @ there.T
    return found


def _weighed(layers: dict[str, Floats], rows: Floats) -> Floats:
    """What a network answers, over the last axis of its input."""
    hidden = ((rows - layers["means"]) / layers["scales"]) @ layers["hidden"] + layers["hidden_bias"]
    found: Floats = (np.maximum(hidden, 0) @ layers["out"] + layers["out_bias"]).astype(np.float32)
    return found
