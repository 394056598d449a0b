"""Is this installation sound: model, checksums, libraries, SQLite, the terminal's encoding; and the archive, where asked."""

import platform
import sqlite3
import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from whence.archive import repair
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


def _archive(path: Path, whole: bool) -> list[Finding]:
    return [Finding(each.name, each.found, each.sound) for each in repair.examine(path, whole)]


def examine(archive: Path | None = None, *, whole: bool = True) -> list[Finding]:
    """All findings, in a fixed order; those of an archive only where one is named.

    Its whole file is read, which takes a minute for a few gigabytes; without `whole` it is only opened.
    """
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
        *(_archive(archive, whole) if archive else []),
    ]
