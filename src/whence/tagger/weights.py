"""Find the model's files, verify them, and read what stands beside the weights."""

import json
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from whence import released
from whence.errors import ModelError
from whence.released import REINSTALL

NAME = "attrib-en-1.1.0"
FORMAT = 1
FILES = ("encoder.onnx", "reader.onnx", "labels.json", "vocab.txt")
KINDS_FILE = "kinds.onnx"  # a model may lack it; when SHA256SUMS lists it, it is verified like the others


@dataclass(frozen=True, slots=True)
class Calibration:
    """Logistic weights that turn what is known of a link into its confidence (training/calibrate.py fits them).

    Of the log odds of its cue, of the log probability of its best path, and of having no source.
    """

    bias: float
    cue: float
    path: float
    sourceless: float


@dataclass(frozen=True, slots=True)
class Model:
    """The model as files: bytes of the graphs, vocabulary, labels, thresholds; `sha256` is that of the weights.

    A word opens a candidate for a cue from `cue_threshold` on; a link is kept from `least_confidence` on.  `kinds` is the graph
    of the head that tells what words name, None where the model has none.
    """

    name: str
    sha256: str
    encoder: bytes
    reader: bytes
    vocabulary: dict[str, int]
    moves: tuple[tuple[float, ...], ...]
    cue_threshold: float
    least_confidence: float
    calibration: Calibration
    kinds: bytes | None = None


def folder() -> Path:
    """The folder of the packaged model."""
    return released.folder(NAME)


def _verified(place: Path) -> dict[str, bytes]:
    return released.verified(place, FILES, (KINDS_FILE,))


def _weights_sum(found: dict[str, bytes]) -> str:
    return sha256(found["encoder.onnx"] + found["reader.onnx"] + found.get(KINDS_FILE, b"")).hexdigest()


def load(place: Path) -> Model:
    """The model in a folder, every file verified; ModelError names the file that is missing or changed."""
    found = _verified(place)
    beside = json.loads(found["labels.json"])
    if beside["format"] != FORMAT:
        raise ModelError(f"the model {place.name} has format {beside['format']}, this version reads {FORMAT}", REINSTALL)
    pieces = found["vocab.txt"].decode("utf-8").split("\n")
    return Model(
        name=place.name,
        sha256=_weights_sum(found),
        encoder=found["encoder.onnx"],
        reader=found["reader.onnx"],
        vocabulary={piece: number for number, piece in enumerate(pieces) if piece},
        moves=tuple(tuple(row) for row in beside["moves"]),
        cue_threshold=beside["cue_threshold"],
        least_confidence=beside["least_confidence"],
        calibration=Calibration(**beside["calibration"]),
        kinds=found.get(KINDS_FILE),
    )


@cache
def packaged() -> Model:
    """The packaged model, verified and read once in a process."""
    return load(folder())


def verify() -> tuple[str, str]:
    """(name, SHA-256 of the weights) of the packaged model; raises ModelError when a file is missing or changed."""
    return NAME, _weights_sum(_verified(folder()))
