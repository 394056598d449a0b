"""Is this installation sound: model, checksums, libraries, SQLite, the terminal's encoding."""

import platform
import sqlite3
import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from whence.errors import WhenceError
from whence.ingest.page import parts
from whence.released import folder
from whence.tagger.weights import verify
from whence.version import VERSION

LIBRARIES = ("onnxruntime", "numpy", "msgspec", "click", "rich", "lxml", "feedparser", "py3langid", "urllib3")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: its name, what was found, whether it is as it should be."""

    name: str
    found: str
    sound: bool


def _model() -> list[Finding]:
    try:
        name, checksum = verify()
    except WhenceError as wrong:
        return [Finding("model", str(wrong), sound=False)]
    return [Finding("model", name, sound=True), Finding("weights sha256", checksum, sound=True)]


def _page_model() -> Finding:
    try:
        parts.load(folder(parts.NAME))
    except WhenceError as wrong:
        return Finding("page model", str(wrong), sound=False)
    return Finding("page model", parts.NAME, sound=True)


def _library(name: str) -> Finding:
    try:
        return Finding(name, version(name), sound=True)
    except PackageNotFoundError:
        return Finding(name, "not installed", sound=False)


def _full_text() -> Finding:
    with sqlite3.connect(":memory:") as database:
        options = {row[0] for row in database.execute("PRAGMA compile_options")}
    return Finding("SQLite FTS5", "there" if "ENABLE_FTS5" in options else "missing", sound="ENABLE_FTS5" in options)


def examine() -> list[Finding]:
    """All findings, in a fixed order."""
    encoding = (sys.stdout.encoding or "unknown").lower()
    return [
        Finding("whence", VERSION, sound=True),
        Finding("Python", platform.python_version(), sound=sys.version_info >= (3, 11)),
        *_model(),
        _page_model(),
        *map(_library, LIBRARIES),
        Finding("SQLite", sqlite3.sqlite_version, sound=True),
        _full_text(),
        Finding("output encoding", encoding, sound=encoding.replace("-", "") == "utf8"),
    ]
