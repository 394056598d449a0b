"""A place of an article as it is compared, and all places of one article side by side."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from whence.lexicon.grammar import CALENDAR
from whence.lexicon.nouns import singular
from whence.lexicon.numbers import numbers
from whence.records.encoding import Floats
from whence.tracing.match.meaning import Context
from whence.tracing.match.model import ClaimModel

Ints = NDArray[np.int64]
NEGATIONS = frozenset(("not", "no", "never", "none", "nobody", "nothing", "neither", "nor", "without", "cannot"))
OPENING = frozenset('"“„«‘')  # before a place that somebody speaks
_SHORT_NOT = re.compile(r"n['’]t\b")
_WORD = re.compile(r"n['’]t\b|[^\W_]+(?:['’](?!t\b|s\b)[^\W_]+)*")
_NOT = re.compile(r"\b(?:not|never|instead of|rather than) (?:the |about |some )?[£$€]?$")
_AGAINST = re.compile(r"(?: (?:votes|voices|hands|members))? (?:to|against) ")  # between the two numbers of a vote
_PRONOUNS = frozenset(["it", "he", "she", "they", "this", "that", "these", "those", "we", "i"])
_FUNCTION = 0.12  # weight below which a piece is a function word: "said" has 0.11, "new" 0.24
ALIKE = 0.1  # of the vectors of two nouns: window and pane have 0.14, crown and person 0.01, move and tournament -0.02
_DAYS = frozenset(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))
RAREST = 3  # pieces of a place that are looked at apart


@dataclass(frozen=True, slots=True)
class Place:
    """A place as it is compared.

    `pieces` are all word pieces in order, `rare` those that are no function words, once each; `around` those of the sentence,
    of the one before and of the title, which a pronoun may mean; `days` and `months` by their first three letters; `counted`
    what is counted and the number ("tram", 11); `tallies` votes for and against ("nine votes to four"); `denied` the numbers
    behind "not"; `context` the words that it is read among.
    """

    text: str
    pieces: Ints
    rare: Ints
    around: Ints
    numbers: frozenset[float]
    years: frozenset[float]
    days: frozenset[str]
    months: frozenset[str]
    names: frozenset[str]
    counted: tuple[tuple[str, float], ...]
    tallies: frozenset[tuple[float, float]]
    denied: tuple[float, ...]
    negative: bool
    pronoun: bool
    quoted: bool
    size: int
    things: Floats  # vectors of the nouns of `counted`, a row each
    context: Context


def place_of(model: ClaimModel, text: str, context: Context, names: frozenset[str], quoted: bool = False) -> Place:
    """A place by its words, the words around it, and the names of its article; `quoted`: somebody speaks them."""
    around = f"{context.before}{context.left}{text}{context.right} {context.title}"
    words = _WORD.findall(text)
    lower = [word.lower() for word in words]
    pieces = [piece for word in words for piece in model.pieces.of_word(word)]
    near = [piece for word in _WORD.findall(around) for piece in model.pieces.of_word(word)]
    calendar = frozenset(
        each.lower()[:3] for each in words[words[:1] == ["May"] :] if each.lower() in CALENDAR and each[0].isupper()
    )
    found = numbers(text)
    told = [each for each in found if not _NOT.search(text[: each.start])]
    counted = tuple((noun, each.value) for each in told if not each.year and (noun := _counted(text, each.end)))
    return Place(
        text,
        np.array(pieces, np.int64),
        _rare(model, pieces),
        _rare(model, near),
        frozenset(each.value for each in told if not each.year),
        frozenset(each.value for each in told if each.year),
        calendar & _DAYS,
        calendar - _DAYS,
        frozenset(word for word in words if word in names),
        counted,
        frozenset((one.value, other.value) for one, other in pairwise(told) if _AGAINST.fullmatch(text, one.end, other.start)),
        tuple(each.value for each in found if each not in told),
        any(word in NEGATIONS for word in lower) or _SHORT_NOT.search(text) is not None,
        bool(lower) and lower[0] in _PRONOUNS,
        quoted,
        len(words),
        model.vectors[[model.pieces.of_word(noun)[0] for noun, _ in counted]] if counted else np.zeros((0, 0), np.float32),
        context,
    )


def _rare(model: ClaimModel, pieces: list[int]) -> Ints:
    return np.array([piece for piece in dict.fromkeys(pieces) if model.weights[piece] > _FUNCTION], np.int64)


def _counted(text: str, end: int) -> str:
    """The noun that a number counts, in the singular: the next word."""
    word = re.match(r"\s+(?:more |other |of (?:the|its|our|their|his|her) )?([^\W\d_]{3,})", text[end:])
    return singular(word[1].lower()) if word else ""


def numbers_shared(one: Place, other: Place) -> int:
    """How many numbers two places share; of things that are not alike it says nothing ("four crowns", "four persons")."""
    shared = one.numbers & other.numbers
    for at, (_, value) in enumerate(one.counted):
        for place, (_, number) in enumerate(other.counted):
            if value == number and value in shared and float(one.things[at] @ other.things[place]) < ALIKE:
                shared = shared - {value}
    return len(shared)


def dates_shared(one: Place, other: Place) -> int:
    """How many days of the week and months two places share."""
    return len(one.days & other.days) + len(one.months & other.months)


def dates_differ(one: Place, other: Place) -> bool:
    """Do two places tell days of the week, or months, and none of them is the same ("on Tuesday", "on Friday")?"""
    told = ((one.days, other.days), (one.months, other.months))
    return any(here and there and here.isdisjoint(there) for here, there in told)


def counts_differ(one: Place, other: Place) -> bool:
    """Do two places count the same thing differently: "eleven trams", "seven trams", "nine votes to four", "nine to three"?"""
    things = any(
        noun == thing and not _alike(value, number) for noun, value in one.counted for thing, number in other.counted
    ) and not set(one.counted) & set(other.counted)
    return things or bool(one.tallies and other.tallies and one.tallies.isdisjoint(other.tallies))


def _alike(one: float, other: float) -> bool:
    """Is a number the other, or the other rounded: 40,000 and 40,112, 15 and 14.6; not 191 and 197?"""
    digits = min(_significant(one), _significant(other))
    return f"{one:.{digits - 1}e}" == f"{other:.{digits - 1}e}"


def _significant(number: float) -> int:
    """How many significant digits a number has; zeros at its end are none, as in rounded numbers."""
    return max(len(f"{number:.14e}".split("e")[0].replace(".", "").strip("-0")), 1)


@lru_cache(maxsize=4096)
def names_of(text: str) -> frozenset[str]:
    """The words of a text that are written with a capital wherever they stand, some of them not at the head of a sentence."""
    inside, small = set(), set()
    for match in re.finditer(r"[^\W_]+", text):
        word = match.group()
        if word[0].islower():
            small.add(word)
        elif word[0].isupper() and re.search(r"[\w,;’'\")] $", text[max(0, match.start() - 2) : match.start()]):
            inside.add(word)
    return frozenset(word for word in inside if word.lower() not in small)


@dataclass(frozen=True)
class Side:
    """The places of one article side by side: their pieces in one row, with where each place begins.

    `words` are vectors (pieces, width) with `weights`; `rare`, `around` are piece numbers; a `…_at` says where the pieces of
    each place begin; `means` and `around_means` have one row for each place; `rarest` are rows of `words`, RAREST for each.
    """

    places: tuple[Place, ...]
    words: Floats
    weights: Floats
    words_at: Ints
    totals: Floats
    means: Floats
    rare: Ints
    rare_weights: Floats
    rare_at: Ints
    around: Floats
    around_at: Ints
    around_means: Floats
    rarest: Ints


def side_of(model: ClaimModel, places: Sequence[Place]) -> Side:
    """Places side by side; each must have a word."""
    pieces, words_at = _joined([each.pieces for each in places])
    rare, rare_at = _joined([each.rare for each in places])
    around, around_at = _joined([each.around for each in places])
    words, weights = model.vectors[pieces], model.weights[pieces]
    rarest = [
        start + np.resize(np.argsort(-weights[start:end], kind="stable")[:RAREST], RAREST)
        for start, end in zip(words_at, [*words_at[1:], len(pieces)], strict=True)
    ]
    return Side(
        tuple(places),
        words,
        weights,
        words_at,
        np.add.reduceat(weights, words_at),
        _unit(np.add.reduceat(words * weights[:, None], words_at, axis=0)),
        rare,
        _weights(model, rare),
        rare_at,
        np.where(around[:, None] < 0, 0, model.vectors[around]).astype(np.float32),
        around_at,
        _unit(
            np.add.reduceat(np.where(around < 0, 0, model.weights[around])[:, None] * model.vectors[around], around_at, axis=0)
        ),
        np.array(rarest, np.int64),
    )


def _weights(model: ClaimModel, pieces: Ints) -> Floats:
    """The weights of pieces; -1, which stands for none, weighs nothing."""
    return np.where(pieces < 0, 0, model.weights[pieces]).astype(np.float32)


def _joined(rows: list[Ints]) -> tuple[Ints, Ints]:
    """Rows in one row, with where each begins; an empty row is held open by -1, which stands for no piece."""
    held = [row if len(row) else np.array([-1]) for row in rows]
    return np.concatenate(held), np.cumsum([0, *(len(row) for row in held[:-1])]).astype(np.int64)


def _unit(rows: Floats) -> Floats:
    found: Floats = (rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)).astype(np.float32)
    return found
