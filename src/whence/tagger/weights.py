"""Find the model's files, verify them, and read what stands beside the weights."""

import json
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from whence.errors import ModelError

NAME = "attrib-en-1.1.0"
FORMAT = 1
FILES = ("encoder.onnx", "reader.onnx", "labels.json", "vocab.txt")
KINDS_FILE = "kinds.onnx"  # a model may lack it; when SHA256SUMS lists it, it is verified like the others
REINSTALL = "install the package again; its model folder is incomplete or was changed"


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
    return Path(str(files("whence") / "models" / NAME))


def _verified(place: Path) -> dict[str, bytes]:
    """The files named in SHA256SUMS, each with the checksum it should have; ModelError otherwise."""
    try:
        sums = (place / "SHA256SUMS").read_text(encoding="utf-8", errors="replace")
    except OSError as missing:
        raise ModelError(f"no model at {place}", REINSTALL) from missing
    found = {}
    for line in sums.splitlines():
        expected, _, name = line.partition("  ")
        if name not in (*FILES, KINDS_FILE):
            raise ModelError(f"SHA256SUMS of the model {place.name} holds a line that is none of it: {line[:80]}", REINSTALL)
        try:
            data = (place / name).read_bytes()
        except OSError as missing:
            raise ModelError(f"the model {place.name} lacks {name}", REINSTALL) from missing
        if sha256(data).hexdigest() != expected:
            raise ModelError(f"{name} of the model {place.name} is not the file that was released", REINSTALL)
        found[name] = data
    for name in FILES:
        if name not in found:
            raise ModelError(f"SHA256SUMS of the model {place.name} does not list {name}", REINSTALL)
    return found


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
