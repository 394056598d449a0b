"""The claim model, from its released folder: vectors of word pieces, the encoder of places, three small networks."""

import io
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from whence import released
from whence.errors import ModelError
from whence.lexicon.pieces import PieceSplitter
from whence.records.encoding import Floats
from whence.tracing.match.meaning import PlaceEncoder

NAME = "claims-en-1.4.0"
FILES = ("vectors.npz", "meaning.onnx", "pairs.npz", "vocab.txt")
NETS = ("guess", "odds", "about")
LAYERS = ("means", "scales", "hidden", "hidden_bias", "out", "out_bias")


@dataclass(frozen=True)
class ClaimModel:
    """Vectors of word pieces with their weights, the encoder, and the layers of three networks.

    `guess` weighs what the words of two places have in common, `odds` what the encoder makes of them as well, and `about` does
    the same for places of which one may deny what the other says.
    """

    pieces: PieceSplitter
    vectors: Floats
    weights: Floats
    graph: bytes
    edges: tuple[int, int]
    guess: dict[str, Floats]
    odds: dict[str, Floats]
    about: dict[str, Floats]
    sha256: str

    @cached_property
    def encoder(self) -> PlaceEncoder:
        """The encoder of places, made ready when it is first asked: adding to an archive never needs it."""
        return PlaceEncoder(self.graph, self.pieces, self.edges)

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
            guess, odds, about = ({name: held[f"{net}_{name}"].astype(np.float32) for name in LAYERS} for net in NETS)
    except (KeyError, TypeError, ValueError, OSError, EOFError, BadZipFile) as wrong:
        raise ModelError(f"the model {place.name} has another format: {wrong}", released.REINSTALL) from wrong
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    vocabulary = {piece: number for number, piece in enumerate(data["vocab.txt"].decode("utf-8").splitlines())}
    return ClaimModel(
        PieceSplitter(vocabulary),
        vectors / np.maximum(norms, 1e-6),
        weights,
        data["meaning.onnx"],
        (vocabulary["[CLS]"], vocabulary["[SEP]"]),
        guess,
        odds,
        about,
        released.checksum(data["vectors.npz"]),
    )


@cache
def packaged() -> ClaimModel:
    """The packaged model, verified and read once in a process."""
    return load(released.folder(NAME))
