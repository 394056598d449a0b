"""Which part of a page each line belongs to: a small network over the features of the lines, twice.

The first pass looks at every line with its neighbours; the second sees what the first said of the lines around, as a chain or
a stack does (Vogels, Ganea, Eickhoff: "Web2Text", ECIR 2018, use a chain).  training/pages.py made the weights.
"""

import io
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, get_args
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from whence import released
from whence.errors import ModelError
from whence.ingest.page.features import Matrix
from whence.ingest.page.lines import Line, Region

NAME = "page-lines-1.0.0"
FILE = "weights.npz"
# Multiplications up to which OpenBLAS stays in one thread (its interface/gemm.c): behind it, threads that wait for each other
# cost more than they bring on a busy machine (17 ms a page against 0.5).
ALONE = 2**18
FARTHEST = 6.0  # standard deviations: what lies farther out counts as that far
NEAR = (-3, -2, -1, 1, 2, 3)  # lines whose parts the second pass sees
LEVELS = (0, 1, 2)  # regions around a line, outward, over which it sees the share of body text

Part = Literal["other", "body", "title", "deck", "caption", "credit", "extra"]
PARTS: tuple[Part, ...] = get_args(Part)
BODY = PARTS.index("body")


@dataclass(frozen=True)
class Layers:
    """One pass: mean and spread of the features, then a hidden layer and scores of the parts."""

    mean: Matrix
    spread: Matrix
    hidden: Matrix
    hidden_bias: Matrix
    out: Matrix
    out_bias: Matrix

    def probabilities(self, features: Matrix) -> Matrix:
        """Of every part, one row for every line."""
        scaled = np.clip((features - self.mean) / self.spread, -FARTHEST, FARTHEST)
        step = max(1, ALONE // self.hidden.size)
        hidden = np.vstack([scaled[start : start + step] @ self.hidden for start in range(0, len(scaled), step)])
        scores = np.maximum(hidden + self.hidden_bias, 0) @ self.out + self.out_bias
        raised = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares: Matrix = raised / raised.sum(axis=1, keepdims=True)
        return shares


@dataclass(frozen=True)
class PageModel:
    """The two passes, and the SHA-256 of their weights."""

    first: Layers
    second: Layers
    sha256: str


def shares_of(lines: list[Line], features: Matrix) -> Matrix:
    """Probabilities of PARTS, one row for every line."""
    if not lines:
        return np.zeros((0, len(PARTS)), np.float32)
    model = packaged()
    return model.second.probabilities(stacked(lines, features, model.first.probabilities(features)))


def stacked(lines: list[Line], features: Matrix, first: Matrix) -> Matrix:
    """The features of the second pass: those of the first, what it said of the lines around, and of the regions around."""
    size, width = first.shape
    edge = np.zeros((3, width), np.float32)
    padded = np.vstack([edge, first, edge])
    around = [padded[3 + step : 3 + step + size] for step in NEAR]
    return np.hstack([features, first, *around, _shares(lines, first[:, BODY])]).astype(np.float32)


def _shares(lines: list[Line], body: npt.NDArray[np.float32]) -> Matrix:
    """How much of the text of the regions around is body, and how much of all body text they hold; then by kind of line."""
    sizes = np.array([len(line.text) for line in lines], np.float32)
    weighted = body * sizes
    total = float(weighted.sum()) + 1.0
    columns = []
    for level in LEVELS:
        groups = [_outer(line.region, level) for line in lines]
        held, whole = _sums(groups, weighted), _sums(groups, sizes)
        columns += [[held[each] / whole[each] for each in groups], [held[each] / total for each in groups]]
    kinds = [(line.region.tag, line.region.names) for line in lines]
    named, counted = _sums(kinds, body), Counter(kinds)
    columns.append([named[each] / counted[each] for each in kinds])
    columns.append((np.cumsum(weighted) / total).tolist())
    columns.append([float(np.log1p((body > 0.5).sum()))] * len(lines))
    return np.array(columns, np.float32).T


def _outer(region: Region, level: int) -> int:
    for _ in range(level):
        region = region.around or region
    return id(region)


def _sums(groups: list, values: npt.NDArray[np.float32]) -> Counter:  # type: ignore[type-arg]
    found: Counter = Counter()  # type: ignore[type-arg]
    for group, value in zip(groups, values.tolist(), strict=True):
        found[group] += value
    return found


def load(place: Path) -> PageModel:
    """The model in a folder, verified; ModelError names what is missing or changed."""
    data = released.verified(place, (FILE,))[FILE]
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as held:
            first, second = (
                Layers(*(held[f"{each}.{name}"].astype(np.float32) for name in Layers.__annotations__))
                for each in ("first", "second")
            )
    except (KeyError, ValueError, OSError, EOFError, BadZipFile) as wrong:
        raise ModelError(f"{FILE} of the model {place.name} has another format: {wrong}", released.REINSTALL) from wrong
    return PageModel(first, second, released.checksum(data))


@cache
def packaged() -> PageModel:
    """The packaged model, verified and read once in a process."""
    return load(released.folder(NAME))
