"""What SQLite reports, as ArchiveError with the next step."""

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import msgspec

from whence.errors import ArchiveError

_BY_NAME = (  # the beginning of SQLite's name of the error, what it means, the next step
    ("SQLITE_FULL", "the disk is full", "make room and run it again: what was reported as added is kept"),
    ("SQLITE_IOERR", "reading or writing failed", "look at the disk and its free space and run it again"),
    ("SQLITE_READONLY", "it cannot be written", "check the permissions of the file and of its folder"),
    ("SQLITE_CANTOPEN", "it cannot be opened", "check the path and the permissions of its folder"),
    ("SQLITE_PERM", "it cannot be opened", "check the permissions of the file"),
    ("SQLITE_AUTH", "it cannot be opened", "check the permissions of the file"),
    ("SQLITE_BUSY", "another program holds it", "wait until that program is done and run it again"),
    ("SQLITE_LOCKED", "another program holds it", "wait until that program is done and run it again"),
    ("SQLITE_TOOBIG", "an article is too long for SQLite", "leave it out"),
    ("SQLITE_NOMEM", "there is too little memory", "close other programs and run it again"),
)


Row = TypeVar("Row")


class MissingError(Exception):
    """A row that must be there is not; it leaves this package as ArchiveError."""


def there(row: Row | None) -> Row:
    """The row of a query that always has one."""
    if row is None:
        raise MissingError("a row is missing")
    return row


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what goes wrong with the file inside into an ArchiveError that says what to do."""
    try:
        yield
    except sqlite3.ProgrammingError:
        raise  # a mistake of ours, never of the file
    except sqlite3.Error as wrong:
        raise _error(path, wrong) from wrong
    except (zlib.error, msgspec.MsgspecError, UnicodeDecodeError, MissingError) as wrong:
        raise damaged(path, f"what it holds is not what was written: {wrong}") from wrong


def damaged(path: Path, why: str) -> ArchiveError:
    """The error for a file that holds what cannot be right."""
    return ArchiveError(f"{path} is damaged: {why}", f"save what is whole with: whence doctor --repair {path}")


def _error(path: Path, wrong: sqlite3.Error) -> ArchiveError:
    name = getattr(wrong, "sqlite_errorname", "") or ""
    if name == "SQLITE_NOTADB":
        return damaged(path, "it is no SQLite file, or its beginning was overwritten")
    for begins, meaning, step in _BY_NAME:
        if name.startswith(begins):
            return ArchiveError(f"{path}: {meaning} ({wrong})", step)
    return damaged(path, str(wrong))
