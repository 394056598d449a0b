"""The claim model: vectors of word pieces, their weights, and the layers of the pair model, from its released folder."""

import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from whence import released
from whence.errors import ModelError
from whence.lexicon.pieces import PieceSplitter

NAME = "claims-en-1.0.0"
FILES = ("vectors.npz", "pairs.npz", "vocab.txt")
LAYERS = ("means", "scales", "hidden", "hidden_bias", "out", "out_bias")
Floats = NDArray[np.float32]


@dataclass(frozen=True)
class ClaimModel:
    """Vectors of word pieces with their weights, and the layers of the pair model."""

    pieces: PieceSplitter
    vectors: Floats
    weights: Floats
    layers: dict[str, Floats]
    sha256: str

    def weight(self, word: str) -> float:
        """How rare a word is, from 0 (in every article) to 1: the weight of its rarest piece."""
        return float(max(self.weights[piece] for piece in self.pieces.of_word(word)))


def load(place: Path) -> ClaimModel:
    """The model in a folder, verified; ModelError names what is missing or changed."""
    data = released.verified(place, FILES)
    try:
        with np.load(io.BytesIO(data["vectors.npz"]), allow_pickle=False) as held:
            vectors, weights = (held[name].astype(np.float32) for name in ("vectors", "weights"))
        with np.load(io.BytesIO(data["pairs.npz"]), allow_pickle=False) as held:
            layers = {name: held[name].astype(np.float32) for name in LAYERS}
    except (KeyError, TypeError, ValueError, OSError, EOFError, BadZipFile) as wrong:
        raise ModelError(f"the model {place.name} has another format: {wrong}", released.REINSTALL) from wrong
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    vocabulary = {piece: number for number, piece in enumerate(data["vocab.txt"].decode("utf-8").splitlines())}
    unit = vectors / np.maximum(norms, 1e-6)
    return ClaimModel(PieceSplitter(vocabulary), unit, weights, layers, released.checksum(data["vectors.npz"]))


@cache
def packaged() -> ClaimModel:
    """The packaged model, verified and read once in a process."""
    return load(released.folder(NAME))
