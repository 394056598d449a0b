"""A file -> a connection: what kind of file it is, settings that keep what was acknowledged, migrations after a copy."""

import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path

from whence.archive.problems import damaged
from whence.archive.schema import APPLICATION_ID, MIGRATIONS, VERSION
from whence.archive.storing import transaction
from whence.errors import ArchiveError

PATIENCE = 60.0  # seconds that a writer waits for another one
_AGAIN = 0.01  # seconds until what another process holds is asked for again
# Pages of the log (32 MB) that are brought into the file at once.  Behind 100 000 articles the next writes 160 to 200 pages,
# many of them the same as the one before: they are brought in once in 40 to 50 articles, not in five.
_LOG = 8192
_CACHE = -64 * 1024  # KiB of pages in memory: hashes and ids fall all over the file


def connect(path: Path, *, create: bool, read_only: bool, patience: float = PATIENCE) -> sqlite3.Connection:
    """A connection to the archive at a path, which is made there or brought up to this version where that is allowed."""
    _check(path, create and not read_only)
    mode = "ro" if read_only else "rwc" if create else "rw"
    database = _opened(path, f"{mode}&immutable=1" if read_only and _is_closed(path) else mode, patience)
    try:
        version = _version(database, path)  # before anything is set: a file of another program stays as it is
        _set(database)
        if not read_only:
            _log_ahead(database, patience)
        if version < VERSION and read_only:
            step = "open it once for writing, for example with: whence add"
            raise ArchiveError(f"{path} was written by an older Whence (version {version} of its tables)", step)
        if version < VERSION:
            migrate(database, path)
    except BaseException:
        database.close()
        raise
    return database


def _check(path: Path, create: bool) -> None:
    if path.is_dir():
        raise ArchiveError(f"{path} is a folder", "name a file")
    if not path.exists() and not create:
        raise ArchiveError(f"there is no archive at {path}", "whence add makes one; --archive names another place")
    if not path.parent.is_dir():
        raise ArchiveError(f"there is no folder {path.parent}", "make it, or name another place")


def _is_closed(path: Path) -> bool:
    """Can nobody write here, so that SQLite cannot put the files beside it that readers of a log need?"""
    log = path.with_name(f"{path.name}-wal")
    return not may_write(path.parent) and not (log.exists() and log.stat().st_size)


def may_write(path: Path) -> bool:
    """May this process write to the file or folder?"""
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _opened(path: Path, mode: str, patience: float) -> sqlite3.Connection:
    """A connection without settings; whoever uses it sees to it that only one thread does at a time."""
    return sqlite3.connect(
        f"{path.resolve().as_uri()}?mode={mode}", uri=True, timeout=patience, isolation_level=None, check_same_thread=False
    )


def _set(database: sqlite3.Connection) -> None:
    database.execute("PRAGMA foreign_keys = ON")
    database.execute(f"PRAGMA cache_size = {_CACHE}")
    database.execute("PRAGMA temp_store = MEMORY")
    database.execute(f"PRAGMA wal_autocheckpoint = {_LOG}")
    database.execute("PRAGMA synchronous = FULL")  # what was acknowledged outlives a loss of power, not only of the process


def _log_ahead(database: sqlite3.Connection, patience: float) -> None:
    """Readers and a writer at the same time.  SQLite does not wait by itself while another process changes the mode."""
    until = time.monotonic() + patience
    while True:
        try:
            database.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as wrong:
            if wrong.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(_AGAIN)
        else:
            return


def _version(database: sqlite3.Connection, path: Path) -> int:
    """The version of the tables, 0 for an empty file; ArchiveError for what is no archive or comes from a later Whence."""
    database.execute("BEGIN")  # all three at one moment: another process may be making the file
    kind, version, tables = (
        database.execute(query).fetchone()[0]
        for query in ("PRAGMA application_id", "PRAGMA user_version", "SELECT count(*) FROM sqlite_master")
    )
    database.execute("COMMIT")
    if kind != APPLICATION_ID and (kind or version or tables):
        raise ArchiveError(f"{path} is a SQLite file of another program", "name another file with --archive")
    if version > VERSION:
        raise ArchiveError(
            f"{path} was written by a later Whence (version {version} of its tables, this one knows {VERSION})",
            "install a later version: pip install -U whence",
        )
    if kind == APPLICATION_ID and not (version and tables):
        raise damaged(path, "its tables are gone")
    return int(version)


# --- migrations ----------------------------------------------------------------------------------------------------------


def migrate(database: sqlite3.Connection, path: Path, to: int = VERSION) -> None:
    """Bring the file up to a version, in one step; one that holds something is copied before."""
    with transaction(database):  # another process may have been faster: what is there is read again
        version = database.execute("PRAGMA user_version").fetchone()[0]
        if 0 < version < to:
            back_up(path, version)
        for script in MIGRATIONS[version:to]:
            for statement in _statements(script):
                database.execute(statement)
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        database.execute(f"PRAGMA user_version = {max(version, to)}")


def _statements(script: str) -> list[str]:
    """The statements of a script; semicolons inside triggers end none."""
    found, held = [], ""
    for line in script.splitlines(keepends=True):
        held += line
        if sqlite3.complete_statement(held):
            found.append(held)
            held = ""
    return found


def back_up(path: Path, version: int) -> Path:
    """A copy beside the file, whole and on the disk before anything is changed: NAME.vN.bak."""
    copy = free_name(path.with_name(f"{path.name}.v{version}.bak"))
    made = copy.with_name(f"{copy.name}.part")
    made.unlink(missing_ok=True)
    try:
        with closing(_opened(path, "ro", PATIENCE)) as source, closing(sqlite3.connect(made)) as target:
            source.backup(target)  # not from the connection that is about to write: it could not be copied from
        synced(made)
        made.rename(copy)
    except BaseException:
        made.unlink(missing_ok=True)
        raise
    synced(path.resolve().parent)
    return copy


def free_name(path: Path) -> Path:
    """The path, or with a number behind it where something stands there."""
    number = 2
    found = path
    while found.exists():
        found = path.with_name(f"{path.name}.{number}")
        number += 1
    return found


def synced(path: Path) -> None:
    """See to it that a file or a folder is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
