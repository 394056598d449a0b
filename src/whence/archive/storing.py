"""Adding: what is known already, what is a new version, and where each article stands.  Every function runs in a transaction.

All of it must come out the same whatever the order in which articles are added: the numbers (see numbers), the versions of an
address, and which one is kept of articles with the same text and address but other facts beside it.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from typing import Literal

import msgspec
from msgspec.structs import replace

from whence.archive.corrections import checked, corrected
from whence.archive.numbers import home, order
from whence.archive.problems import there
from whence.archive.reading import corrections_of, machine_at, number_of, numbers_of
from whence.archive.rows import (
    ARTICLE,
    Row,
    article_row,
    candidate_rows,
    entity_rows,
    hop_rows,
    reading_row,
    signed,
    statement_rows,
)
from whence.errors import UsageError
from whence.records.correction import Correction
from whence.records.kept import KEPT_VERSION, Kept
from whence.records.reading import Reading

Database = sqlite3.Connection
_MOST_VARIABLES = 900  # of one statement: SQLite before 3.32 takes 999
_PAGES_EACH, _PAGES_AT_ONCE = 16, 512  # of the index, merged for every article that was added, and in one transaction


class Added(msgspec.Struct, frozen=True):
    """What adding did: `article` is the id under which it is kept, `version_of` the version of it before that one.

    `known`: the same article, or the same text under the same address, was there already.
    """

    article: str
    input: str
    what: Literal["new", "known", "new version"]
    version_of: str | None = None


@contextmanager
def transaction(database: Database) -> Iterator[None]:
    """All or nothing of what is done inside; nobody else writes meanwhile."""
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
        database.execute("COMMIT")
    except BaseException:
        if database.in_transaction:  # SQLite ends it by itself when the disk is full
            database.execute("ROLLBACK")
        raise


def rank(kept: Kept) -> tuple[int, str]:
    """What articles are ordered by: minute of publication, then id."""
    published = kept.reading.article.dates.published
    return order(published.value if published else None, kept.reading.article.id)


def tidy(database: Database, added: int) -> None:
    """Merge what the index has in many pieces, with so much work as the number of articles that were added is worth.

    Every commit leaves a piece; a search looks into all of them, and takes half the time once they are merged.
    """
    left = added * _PAGES_EACH
    while left > 0:
        before = database.total_changes
        database.execute("INSERT INTO words (words, rank) VALUES ('merge', ?)", (min(left, _PAGES_AT_ONCE),))
        left -= _PAGES_AT_ONCE
        if database.total_changes - before < 2:  # nothing is left to merge
            return


# --- adding --------------------------------------------------------------------------------------------------------------


def store(database: Database, kept: Kept, *, again: bool = False, version: int | None = KEPT_VERSION) -> Added:
    """Add one article, or with `again` put a new reading in place of the one that is there.

    `version` is that of its sketch, terms and candidates, None where they were lost and must be made again.
    """
    kept = _normal(kept)
    article, name = kept.reading.article, kept.reading.input
    number = number_of(database, article.id)
    if number is not None and not (again and _id_at(database, number) == article.id):
        return Added(_id_at(database, number), name, "known", _version_of(database, number))
    others = _remove(database, number) if number is not None else []
    at = _keep_one(database, kept, others, version)
    earlier = _version_of(database, at)
    if number is not None or others:
        return Added(_id_at(database, at), name, "known", earlier)
    return Added(article.id, name, "new version" if _has_versions(database, at) else "new", earlier)


def renew(database: Database, article: str, keep: Callable[[Reading], Kept]) -> None:
    """Make sketch, terms and candidates of an article anew out of what the machine read."""
    for number in numbers_of(database, [article]):
        machine, _ = machine_at(database, number)
        store(database, keep(machine.reading), again=True)


def _normal(kept: Kept) -> Kept:
    """As it is kept: what it is a version of is for the archive to say, sketch and terms are in order."""
    reading = kept.reading
    if reading.article.version_of is not None:
        reading = replace(reading, article=replace(reading.article, version_of=None))
    return replace(kept, reading=reading, sketch=tuple(sorted(set(kept.sketch))), terms=tuple(sorted(set(kept.terms))))


def _keep_one(database: Database, kept: Kept, others: list[str], version: int | None) -> int:
    """Keep the article, or its twin where that one has more facts; `others` are the ids under which it was given as well.

    Returns the number of the one that is kept.
    """
    twin = _twin(database, kept)
    if twin is None:
        return _admit(database, kept, others, version)
    if _keeps(database, twin, kept):
        others += [kept.reading.article.id]
        note_others(database, twin, others)
        return twin
    others += [_id_at(database, twin)]
    others += _remove(database, twin)
    return _admit(database, kept, others, version)


def _twin(database: Database, kept: Kept) -> int | None:
    """The article with the same address and the same text."""
    address = article_row(0, kept.reading)[ARTICLE.index("address")]
    found = database.execute(
        "SELECT number FROM articles WHERE address = ? AND text = ?", (address, kept.reading.article.text)
    ).fetchone()
    return found[0] if found else None


def _keeps(database: Database, twin: int, kept: Kept) -> bool:
    """Does the twin stay?  The one with more of date, outlet and title, then the lesser id; a corrected one always."""
    article = kept.reading.article
    query = "SELECT id, published, outlet, title FROM articles WHERE number = ?"
    name, *facts = there(database.execute(query, (twin,)).fetchone())
    new = (article.dates.published, article.outlet and article.outlet.name, article.title)
    return bool(corrections_of(database, name)) or (facts.count(None), name) < (new.count(None), article.id)


def _admit(database: Database, kept: Kept, others: Iterable[str], version: int | None) -> int:
    number = _room(database, kept)
    _write(database, number, kept, others, version)
    return number


def _remove(database: Database, number: int) -> list[str]:
    """Take an article out, and move those back that had to make room for it; returns the other ids it had."""
    others = _erase(database, number)
    while (there := _at(database, number + 1)) and home(*there) <= number:
        _move(database, number + 1, number)
        number += 1
    return others


def _room(database: Database, kept: Kept) -> int:
    """The article's number; those behind it that must make room have moved on."""
    published = kept.reading.article.dates.published
    mine = rank(kept)
    at = home(published.value if published else None, kept.reading.article.id)
    while (there := _at(database, at)) and order(*there) < mine:
        at += 1
    end = at
    while _at(database, end):
        end += 1
    for number in range(end - 1, at - 1, -1):
        _move(database, number, number + 1)
    return at


def _move(database: Database, number: int, to: int) -> None:
    kept, version = machine_at(database, number)
    others = _erase(database, number)
    _write(database, to, kept, others, version)


def _at(database: Database, number: int) -> tuple[str | None, str] | None:
    found: tuple[str | None, str] | None = database.execute(
        "SELECT published, id FROM articles WHERE number = ?", (number,)
    ).fetchone()
    return found


def _id_at(database: Database, number: int) -> str:
    return str(there(database.execute("SELECT id FROM articles WHERE number = ?", (number,)).fetchone())[0])


def _version_of(database: Database, number: int) -> str | None:
    found = there(database.execute("SELECT version_of FROM articles WHERE number = ?", (number,)).fetchone())[0]
    return str(found) if found else None


def _has_versions(database: Database, number: int) -> bool:
    address = "(SELECT address FROM articles WHERE number = ?)"
    found = database.execute(f"SELECT count(*) FROM articles WHERE address = {address}", (number,)).fetchone()  # noqa: S608
    return bool(found[0] > 1)


# --- rows ----------------------------------------------------------------------------------------------------------------


def _erase(database: Database, number: int) -> list[str]:
    """Take the article and all its rows out, corrections aside; returns the other ids it had."""
    others = [each for (each,) in database.execute("SELECT id FROM other_ids WHERE article = ? ORDER BY id", (number,))]
    address = there(database.execute("SELECT address FROM articles WHERE number = ?", (number,)).fetchone())[0]
    database.execute("DELETE FROM articles WHERE number = ?", (number,))
    _chain(database, address)
    return others


def _write(database: Database, number: int, machine: Kept, others: Iterable[str], version: int | None) -> None:
    """Every row of the article, as corrected."""
    article = machine.reading.article
    decided = corrections_of(database, article.id)
    kept = corrected(machine, decided) if decided else machine
    row = article_row(number, kept.reading)
    _insert(database, f"articles ({', '.join(ARTICLE)})", [row])
    note_others(database, number, others)
    _insert(database, "readings", [reading_row(number, kept, machine, version)])
    _insert(database, "candidates", candidate_rows(number, kept))
    _insert(database, "statements", statement_rows(number, kept.reading))
    _insert(database, "hops", hop_rows(number, kept.reading))
    _insert(database, "entities", entity_rows(number, kept.reading))
    _insert(database, "sketches", [(signed(each), number) for each in kept.sketch])
    _insert(database, "terms", [(each, number) for each in kept.terms])
    address = row[ARTICLE.index("address")]
    _chain(database, str(address) if address else None)


def _insert(database: Database, table: str, rows: Iterable[Row]) -> None:
    """Many rows with one statement: after each one threads that read may take the interpreter (sys.getswitchinterval, 5 ms)."""
    held = list(rows)
    each = max(_MOST_VARIABLES // len(held[0]), 1) if held else 1
    for at in range(0, len(held), each):
        part = held[at : at + each]
        marks = ", ".join([f"({', '.join('?' * len(part[0]))})"] * len(part))
        database.execute(f"INSERT INTO {table} VALUES {marks}", list(chain.from_iterable(part)))  # noqa: S608 - names are our own


def note_others(database: Database, number: int, others: Iterable[str]) -> None:
    """Keep the ids under which an article was given as well."""
    _insert(database, "other_ids", [(each, number) for each in sorted(set(others))])


def _chain(database: Database, address: str | None) -> None:
    """Set for every article of an address which one came before it."""
    if address is None:
        return
    rows = database.execute(
        "SELECT coalesce(modified, published, captured, ''), coalesce(captured, ''), id, version_of, number"
        " FROM articles WHERE address = ? ORDER BY 1, 2, 3",
        (address,),
    ).fetchall()
    earlier = None
    for _, _, name, known, number in rows:
        if known != earlier:
            database.execute("UPDATE articles SET version_of = ? WHERE number = ?", (earlier, number))
        earlier = name


# --- corrections ---------------------------------------------------------------------------------------------------------


def correct(database: Database, corrections: Iterable[Correction]) -> tuple[str, ...]:
    """Keep the corrections and rewrite what they are about; returns the ids of those articles."""
    touched: dict[str, int] = {}
    for each in corrections:
        number = number_of(database, each.article)
        if number is None:
            raise UsageError(f"the archive has no article {each.article}", "add it before its corrections")
        article = _id_at(database, number)
        decided = replace(each, article=article, target=_first_target(database, article, each.target))
        before = {one.target for one in corrections_of(database, article)}
        checked(decided, machine_at(database, number)[0].reading, before)
        note(database, decided)
        touched[article] = number
    for number in touched.values():
        _rewrite(database, number)
    return tuple(sorted(touched))


def _first_target(database: Database, article: str, target: str) -> str:
    """The machine's statement that a person's own stands for: who corrects that one again means the first."""
    known = corrections_of(database, article)
    return next((each.target for each in known if each.statement and each.statement.id == target), target)


def note(database: Database, correction: Correction) -> None:
    """Keep a correction, in place of the one of the same target."""
    statement = msgspec.json.encode(correction.statement).decode() if correction.statement else None
    database.execute("DELETE FROM corrections WHERE article = ? AND target = ?", (correction.article, correction.target))
    row = (correction.article, correction.target, correction.action, statement, correction.holder, correction.made_in)
    _insert(database, "corrections", [row])


def withdraw(database: Database, article: str, target: str) -> None:
    """Forget a correction; what the machine read stands again."""
    number = number_of(database, article)
    name = article if number is None else _id_at(database, number)
    first = _first_target(database, name, target)
    done = database.execute("DELETE FROM corrections WHERE article = ? AND target = ?", (name, first))
    if done.rowcount == 0:
        raise UsageError(f"nobody corrected {article}#{target}", "corrections are listed with their article and target")
    if number is not None:
        _rewrite(database, number)


def _rewrite(database: Database, number: int) -> None:
    """Write the article's rows anew from what the machine gave and what persons decided."""
    _move(database, number, number)
