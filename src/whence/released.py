"""The released files inside the package: found, and checked against the checksums that stand beside them."""

from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from whence.errors import ModelError

REINSTALL = "install the package again; its model folder is incomplete or was changed"


def folder(name: str) -> Path:
    """The folder of a packaged model."""
    return Path(str(files("whence") / "models" / name))


def verified(place: Path, needed: tuple[str, ...], optional: tuple[str, ...] = ()) -> dict[str, bytes]:
    """The files that SHA256SUMS names, each with the checksum it should have; ModelError when one is missing or changed."""
    try:
        sums = (place / "SHA256SUMS").read_text(encoding="utf-8", errors="replace")
    except OSError as missing:
        raise ModelError(f"no model at {place}", REINSTALL) from missing
    found = {}
    for line in sums.splitlines():
        expected, _, name = line.partition("  ")
        if name not in (*needed, *optional):
            raise ModelError(f"SHA256SUMS of the model {place.name} holds a line that is none of it: {line[:80]}", REINSTALL)
        try:
            data = (place / name).read_bytes()
        except OSError as missing:
            raise ModelError(f"the model {place.name} lacks {name}", REINSTALL) from missing
        if sha256(data).hexdigest() != expected:
            raise ModelError(f"{name} of the model {place.name} is not the file that was released", REINSTALL)
        found[name] = data
    for name in needed:
        if name not in found:
            raise ModelError(f"SHA256SUMS of the model {place.name} does not list {name}", REINSTALL)
    return found


def checksum(data: bytes) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal digits."""
    return sha256(data).hexdigest()
