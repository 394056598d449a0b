"""Is an archive sound, and what can be saved of one that is not.

A rescue makes a new file out of everything that can still be read, article by article.  A reading is whole when it can be
unpacked and its spans are the text; sketch, terms and candidates when their checksum is right.  Where those are lost the
reading is kept without them and counts as stale.  All else (statements, the index, versions, the order) is made anew.
"""

import sqlite3
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec

from whence.archive.archive import Archive
from whence.archive.opening import connect, free_name, synced
from whence.archive.pages import Pages
from whence.archive.problems import MissingError, told
from whence.archive.reading import corrections_of, kept_at, number_of, reading_at
from whence.archive.rows import checksum, unpack_kept, unpack_reading
from whence.archive.storing import note, note_others, store, transaction
from whence.errors import ArchiveError, WhenceError
from whence.records.correction import Correction
from whence.records.kept import Kept
from whence.records.reading import Reading

BATCH = 64
_STEP = 512  # rows that are asked for at once
_UNREADABLE = (sqlite3.Error, zlib.error, msgspec.MsgspecError, MissingError, WhenceError, ValueError, TypeError)


class Check(msgspec.Struct, frozen=True):
    """One thing looked at: its name, what was found, whether it is as it should be."""

    name: str
    found: str
    sound: bool


class Rescued(msgspec.Struct, frozen=True):
    """What became of the articles of a damaged archive, and where the damaged file lies now.

    `stale` are those whose reading is whole but whose sketch and candidates were lost.  What no page of the file tells of any
    more is not counted as lost.
    """

    whole: int
    stale: int
    lost: int
    damaged: Path


# --- is it sound? --------------------------------------------------------------------------------------------------------


def examine(path: Path, whole: bool = True) -> tuple[Check, ...]:
    """What is to be said of an archive: its size, and whether file, references, index and readings are sound.

    Without `whole` only its size: to look at all of it takes a minute for a few gigabytes.
    """
    try:
        with told(path), closing(connect(path, create=False, read_only=True)) as database:
            file = [_file(database)] if whole else []
            if not all(each.sound for each in file):
                return (*file,)  # in a damaged file the other looks could take for ever
            rest = [_references(database), _index(path), _readings(database)] if whole else []
            return (_size(database, path), *file, *rest)
    except ArchiveError as wrong:
        return (Check("archive", str(wrong), sound=False),)


def _size(database: sqlite3.Connection, path: Path) -> Check:
    counts = (f"{_count(database, table)} {table}" for table in ("articles", "statements", "candidates"))
    return Check("archive", f"{path}: {', '.join(counts)}", sound=True)


def _count(database: sqlite3.Connection, table: str) -> int:
    return int(database.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608 - the names are our own


def _said(name: str, wrong: list[str]) -> Check:
    return Check(name, "; ".join(wrong) or "sound", sound=not wrong)


def _file(database: sqlite3.Connection) -> Check:
    found = [str(each) for (each,) in database.execute("PRAGMA integrity_check(3)")]
    return _said("archive's file", [] if found == ["ok"] else found)


def _references(database: sqlite3.Connection) -> Check:
    found = database.execute("PRAGMA foreign_key_check").fetchall()
    return _said("archive's references", [f"{len(found)} rows without their article"] if found else [])


def _index(path: Path) -> Check:
    """The full-text index against the rows that it points at; SQLite looks only where it may write."""
    name = "archive's index"
    try:
        with closing(connect(path, create=False, read_only=False)) as database:
            database.execute("INSERT INTO words (words, rank) VALUES ('integrity-check', 1)")
    except sqlite3.Error as wrong:
        if str(getattr(wrong, "sqlite_errorname", "")).startswith("SQLITE_READONLY"):
            return Check(name, "not looked at: the file cannot be written", sound=True)
        return _said(name, [str(wrong)])
    return _said(name, [])


def _readings(database: sqlite3.Connection) -> Check:
    """Can every reading be unpacked, and is what stands beside it what was put there?"""
    wrong = 0
    for number, expected in database.execute("SELECT article, checksum FROM readings ORDER BY article"):
        try:
            wrong += checksum(kept_at(database, number, reading_at(database, number))) != expected
        except _UNREADABLE:
            wrong += 1
    return _said("archive's readings", [f"{wrong} damaged"] if wrong else [])


# --- saving --------------------------------------------------------------------------------------------------------------


def rescue(path: Path) -> Rescued:
    """Put a sound archive in place of a damaged one, which is kept as `NAME.damaged`.

    ArchiveError when the file is not there, or when nothing in it can be saved; it stays as it is then.
    """
    if not path.is_file():
        raise ArchiveError(f"there is no archive at {path}", "name the damaged file")
    made = path.with_name(f"{path.name}.rescue")
    _forget(made)
    with _Damaged(path) as source:
        with told(made), Archive.open(made) as archive:
            whole, stale = _save(source, archive)
        lost = len(source.known - source.saved)
    if not whole + stale:
        _forget(made)
        raise ArchiveError(f"nothing in {path} can be saved", "take the last copy of it, or add the articles again")
    damaged = free_name(path.with_name(f"{path.name}.damaged"))
    _beside(path, "-wal", damaged)
    path.rename(damaged)
    path.with_name(f"{path.name}-shm").unlink(missing_ok=True)
    made.rename(path)
    synced(path.resolve().parent)
    return Rescued(whole, stale, lost, damaged)


def _forget(made: Path) -> None:
    for end in ("", "-wal", "-shm"):
        made.with_name(f"{made.name}{end}").unlink(missing_ok=True)


def _beside(path: Path, end: str, to: Path) -> None:
    """The log of a file goes where the file goes."""
    log = path.with_name(f"{path.name}{end}")
    if log.exists():
        log.rename(to.with_name(f"{to.name}{end}"))


def _save(source: "_Damaged", archive: Archive) -> tuple[int, int]:
    """Everything that can be read goes into the new archive; returns how many articles are whole, and how many stale."""
    database, whole, stale = archive.connection, 0, 0
    with transaction(database):
        for correction in source.corrections():
            note(database, correction)
    articles = source.articles()
    while group := [each for _, each in zip(range(BATCH), articles, strict=False)]:
        with transaction(database):
            for kept, version in group:
                store(database, kept, version=version)
                whole, stale = whole + (version is not None), stale + (version is None)
    with transaction(database):
        for other, article in source.other_ids():
            number = number_of(database, article)
            if number is not None and number_of(database, other) is None:
                note_others(database, number, [other])
    return whole, stale


_KEYS = (  # where numbers of articles stand: each is a tree of its own, and what one has lost another may tell
    ("articles NOT INDEXED", "number"),
    ("articles INDEXED BY articles_at_a_glance", "number"),
    ("readings NOT INDEXED", "article"),
    ("statements INDEXED BY statements_by_article", "article"),
    ("candidates INDEXED BY candidates_by_article", "article"),
    ("sketches INDEXED BY sketches_by_article", "article"),
    ("terms INDEXED BY terms_by_article", "article"),
    ("entities", "article"),
)
_READINGS_COLUMNS = 7
_LOOK, _MOST_LOOKS = 100_000, 300  # steps of SQLite between two looks at how long it takes, and looks before it is ended


class _Damaged:
    """A damaged archive, read as far as it goes.

    `known` are the numbers of articles that two trees or more tell of, because a damaged one may tell anything, and `saved`
    those that were read.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._database = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)
        self._database.set_progress_handler(self._too_long, _LOOK)
        self._work = 0
        self.known: set[int] = set()
        self.saved: set[int] = set()
        self._ids: dict[int, str] = {}
        self._seen: set[str] = set()
        self._wrong = False

    def __enter__(self) -> "_Damaged":
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()

    def _too_long(self) -> bool:
        """A damaged tree may lead in circles: nothing that is asked here takes so many steps in a sound one."""
        self._work += 1
        return self._work > _MOST_LOOKS

    def _rows(self, query: str, told: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
        """The rows of a query as far as they can be read."""
        found: list[tuple[object, ...]] = []
        self._work = 0
        try:
            found.extend(self._database.execute(query, told))
        except (sqlite3.Error, UnicodeDecodeError):
            self._wrong = True
        return found

    def articles(self) -> Iterator[tuple[Kept, int | None]]:
        """Every article that is whole, or whose reading is."""
        told = Counter(number for table, column in _KEYS for number in set(self._numbers(table, column)))
        self.known = {number for number, trees in told.items() if trees > 1}
        for number in sorted(told):
            for data, machine, *beside in self._rows(
                "SELECT data, machine, kept_version, checksum FROM readings WHERE article = ?", (number,)
            ):
                yield from self._article(number, data, machine, beside)
        if self._wrong or self.known != self.saved:
            yield from self._loose()

    def _numbers(self, table: str, column: str) -> Iterator[int]:
        """Numbers of articles out of one tree, from both of its ends to what is damaged."""
        for order, beyond, end in (("ASC", ">", -(1 << 63)), ("DESC", "<", (1 << 63) - 1)):
            query = f"SELECT DISTINCT {column} FROM {table} WHERE {column} {beyond} ? ORDER BY {column} {order} LIMIT {_STEP}"  # noqa: S608
            last, before = end, None
            while last != before:
                before = last
                for (number,) in self._rows(query, (before,)):
                    if isinstance(number, int):
                        yield number
                        last = max(last, number) if order == "ASC" else min(last, number)

    def _loose(self) -> Iterator[tuple[Kept, int | None]]:
        """Articles whose readings lie in pages that the tree does not lead to any more."""
        with Pages(self._path) as pages:
            for number, columns in pages.cells():
                if len(columns) == _READINGS_COLUMNS and number not in self.saved and isinstance(columns[5], bytes):
                    version, expected, data, machine = columns[3:]
                    yield from self._article(number, data, machine, [version, expected])

    def _article(self, number: int, data: object, machine: object, beside: list[object]) -> Iterator[tuple[Kept, int | None]]:
        """The article in a row of `readings`, once."""
        made, expected = beside
        version = made if isinstance(made, int) else None
        reading = self._reading(data)
        kept = self._corrected(machine) if machine is not None else None
        if kept is None and reading is not None:
            kept = self._beside(number, reading, expected)
        if kept is None and reading is not None:
            kept, version = Kept(reading, (), (), ()), None
        if kept is None or kept.reading.article.id in self._seen:
            return
        self._seen.add(kept.reading.article.id)
        self.saved.add(number)
        self._ids[number] = kept.reading.article.id
        yield kept, version

    def _reading(self, data: object) -> Reading | None:
        try:
            reading = unpack_reading(data)  # type: ignore[arg-type]  # what is no blob raises TypeError
            reading.check()
        except _UNREADABLE:
            self._wrong = True
            return None
        return reading

    def _corrected(self, machine: object) -> Kept | None:
        """What the machine gave of an article that a person corrected; it stands whole in one place."""
        try:
            kept = unpack_kept(machine)  # type: ignore[arg-type]  # the same
            kept.reading.check()
        except _UNREADABLE:
            self._wrong = True
            return None
        return kept

    def _beside(self, number: int, reading: Reading, expected: object) -> Kept | None:
        """The reading with its sketch, terms and candidates, where those are what was put there."""
        self._work = 0
        try:
            kept = kept_at(self._database, number, reading)
        except _UNREADABLE:
            self._wrong = True
            return None
        return kept if checksum(kept) == expected else None

    def corrections(self) -> Iterator[Correction]:
        """All corrections that can be read."""
        for (article,) in self._rows("SELECT DISTINCT article FROM corrections ORDER BY article"):
            try:
                yield from corrections_of(self._database, str(article))
            except _UNREADABLE:
                self._wrong = True

    def other_ids(self) -> Iterator[tuple[str, str]]:
        """Other ids of articles that were saved, with the ids they are kept under."""
        for other, number in self._rows("SELECT id, article FROM other_ids ORDER BY id"):
            if isinstance(other, str) and isinstance(number, int) and number in self._ids:
                yield other, self._ids[number]
