"""The archive as one object: what is added, what is read back, what is asked."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from whence.archive import finding, reading, storing
from whence.archive import search as searching
from whence.archive.batches import Batches
from whence.archive.opening import PATIENCE, connect
from whence.archive.problems import told
from whence.archive.reading import Place
from whence.archive.search import Query, Results
from whence.archive.storing import Added, transaction
from whence.archive.versions import Change
from whence.archive.versions import difference as difference_of
from whence.errors import InputError
from whence.records.correction import Correction
from whence.records.kept import Kept
from whence.records.reading import Reading
from whence.records.trace import TracedArticle

Other = TypeVar("Other")

BATCH, SECONDS = 64, 1.0  # articles, and the longest that one waits before it is on the disk
_ID_DIGITS, _HEX = 16, frozenset("0123456789abcdef")


class Archive:
    """One file of readings.  Use it as a context, from one thread at a time; several may have the same file open.

    Everything raises ArchiveError with the next step when the file cannot be opened, read or written, or is damaged.
    """

    def __init__(self, path: Path, database: sqlite3.Connection) -> None:
        self.path, self._database = path, database

    @classmethod
    def open(cls, path: str | Path, create: bool = True, read_only: bool = False, patience: float = PATIENCE) -> Self:
        """The archive at a path; a file of an older version is brought up to this one after a copy `NAME.vN.bak` was made.

        `patience` are the seconds that a writer waits for another one.
        """
        place = Path(path)
        with told(place):
            return cls(place, connect(place, create=create, read_only=read_only, patience=patience))

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection to the file, for what this class has no method for."""
        return self._database

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, wrong: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let the file go; what was added is on the disk already."""
        self._database.close()

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All that is read inside is of one moment, whatever others write meanwhile; nothing is written inside."""
        with told(self.path):
            self._database.execute("BEGIN")
        try:
            yield
        finally:
            self._database.rollback()

    # --- adding ---

    def add(self, kept: Kept, again: bool = False) -> Added:
        """Keep one article, in one transaction: when this returns, it is on the disk.

        An article that is known stays as it is; with `again` its new reading replaces the old one, and corrections are made
        in that one, too.  The same text under the same address with another date or outlet beside it is one article.
        InputError when the article has no proper id.
        """
        _check(kept)
        with told(self.path), transaction(self._database):
            return storing.store(self._database, kept, again=again)

    def add_many(self, items: Iterable[Kept | Other], again: bool = False) -> Iterator[Added | InputError | Other]:
        """Keep articles in the order in which they come; each Added comes out when its article is on the disk.

        Writes in small groups; none waits for more than a second, however long the next one takes.  What is not Kept comes
        through in its place; an article without a proper id becomes the InputError that `add` would raise.
        """
        written = 0
        stream: Batches[Kept | Other, Added | InputError | Other] = Batches(
            lambda group: self._store(self._database, group, again),
            lambda group: self._store_late(group, again),
            BATCH,
            SECONDS,
        )
        for each in stream.through(items):
            written += isinstance(each, Added) and each.what != "known"
            yield each
        with told(self.path):
            storing.tidy(self._database, written)

    def _store(self, database: sqlite3.Connection, group: list[Kept | Other], again: bool) -> list[Added | InputError | Other]:
        done: dict[int, Added | InputError] = {}
        with told(self.path), transaction(database):
            for place, kept in _in_order(group):
                done[place] = _attempt(database, kept, again)
        return [done.get(place, each) for place, each in enumerate(group)]  # type: ignore[arg-type]  # all that is Kept is done

    def _store_late(self, group: list[Kept | Other], again: bool) -> list[Added | InputError | Other]:
        """The same through a connection of its own: another thread uses the other one."""
        with told(self.path), closing(connect(self.path, create=False, read_only=False)) as database:
            return self._store(database, group, again)

    # --- what is there ---

    def knows(self, article: str) -> bool:
        """Is there an article with this id?"""
        with told(self.path):
            return reading.number_of(self._database, article) is not None

    def count(self) -> int:
        """How many articles there are."""
        with told(self.path):
            return int(self._database.execute("SELECT count(*) FROM articles").fetchone()[0])

    def articles(self) -> Iterator[TracedArticle]:
        """Every article in the order of publication, then of ids; those without a date first."""
        with told(self.path):
            yield from reading.articles(self._database)

    def reading(self, article: str) -> Reading:
        """The reading of an article, given by its id or the beginning of it; UsageError when there is none, or several."""
        with told(self.path):
            place = reading.resolve(self._database, article)
            (number,) = reading.numbers_of(self._database, [place.article])
            return reading.reading_at(self._database, number)

    def kept(self, articles: Iterable[str]) -> list[Kept]:
        """All that is kept of articles, in the order of their ids as given; UsageError for one that is not there.

        A sketch that another version made is left out: it must not be compared.
        """
        with told(self.path):
            return [reading.current_at(self._database, number) for number in reading.numbers_of(self._database, articles)]

    def resolve(self, address: str) -> Place:
        """What `ARTICLE`, `ARTICLE#STATEMENT` or a claim's id means; four digits of an id suffice where only one begins so."""
        with told(self.path):
            return reading.resolve(self._database, address)

    def versions(self, article: str) -> tuple[str, ...]:
        """The ids of all versions of an article, the earliest first; itself alone where it has no other."""
        with told(self.path):
            (number,) = reading.numbers_of(self._database, [article])
            return reading.versions_of(self._database, number)

    def difference(self, old: str, new: str) -> tuple[Change, ...]:
        """What two versions of an article have otherwise, sentence by sentence."""
        return difference_of(self.reading(old), self.reading(new))

    # --- what tracing asks ---

    def sketches(self) -> Iterator[tuple[str, tuple[int, ...]]]:
        """Every article with the hashes of its sketch, by publication, then id; read as they are asked for."""
        with told(self.path):
            yield from finding.sketches(self._database)

    def sharing(self, hashes: Iterable[int], most_each: int | None = None) -> list[tuple[str, int]]:
        """The articles that share hashes with a sketch, and how many: those that share most first, then the earliest.

        With `most_each`, of every hash only so many articles count, the earliest: a page's footer stands in thousands.
        """
        with told(self.path):
            return finding.sharing(self._database, hashes, most_each)

    def near(
        self,
        terms: Iterable[str],
        most_common: int = 200,
        at_least: int = 2,
        published: str | None = None,
        days: int | None = None,
    ) -> tuple[str, ...]:
        """The ids of articles that share at least so many of the terms, in the order of publication.

        With `published` and `days` only those published within so many days of that date, and those whose date is not known.
        A term that stands in more than `most_common` of the articles looked at is passed over.
        """
        with told(self.path):
            return finding.near(self._database, terms, most_common, at_least, published, days)

    def candidates_matching(self, words: str, limit: int) -> tuple[str, ...]:
        """The ids of candidates that hold all the words, the newest first."""
        with told(self.path):
            return finding.candidates_matching(self._database, words, limit)

    def stale(self) -> tuple[str, ...]:
        """The ids of articles whose sketch and candidates are of another version or were lost; `renew` makes them anew."""
        with told(self.path):
            return finding.stale(self._database)

    def renew(self, keep: Callable[[Reading], Kept]) -> int:
        """Make sketch, terms and candidates of all stale articles anew out of their readings; returns how many those were."""
        found = self.stale()
        for article in found:
            with told(self.path), transaction(self._database):
                storing.renew(self._database, article, keep)
        return len(found)

    # --- people ---

    def search(self, query: Query) -> Results:
        """The statements that a query asks for."""
        with told(self.path):
            return searching.search(self._database, query)

    def correct(self, corrections: Iterable[Correction]) -> tuple[str, ...]:
        """Keep what persons decided, all of it or nothing, and rewrite the readings it is about; returns their ids.

        Corrections win: over the reading that is there and over every one that comes later.  UsageError for an article or a
        statement that is not there, InputError for a span that is not the text.
        """
        held = tuple(corrections)
        with told(self.path), transaction(self._database):
            return storing.correct(self._database, held)

    def corrections(self) -> tuple[Correction, ...]:
        """All that persons decided, ordered by article and target."""
        with told(self.path):
            return reading.corrections_of(self._database)

    def withdraw(self, article: str, target: str) -> None:
        """Forget a correction: what the machine read stands again."""
        with told(self.path), transaction(self._database):
            storing.withdraw(self._database, article, target)


def _check(kept: Kept) -> None:
    name = kept.reading.article.id
    if len(name) != _ID_DIGITS or not set(name) <= _HEX:
        raise InputError(kept.reading.input, f"its article has no proper id: {name[:40]!r}", "read the article again")


def _in_order(group: list[Kept | Other]) -> list[tuple[int, Kept]]:
    """The articles of a group by date and id, each with its place: the index takes rows fastest in their order."""
    found = [(place, each) for place, each in enumerate(group) if isinstance(each, Kept)]
    return sorted(found, key=lambda pair: storing.rank(pair[1]))


def _attempt(database: sqlite3.Connection, kept: Kept, again: bool) -> Added | InputError:
    try:
        _check(kept)
    except InputError as wrong:
        return wrong
    return storing.store(database, kept, again=again)
