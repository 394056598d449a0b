"""Rows -> what was kept, and the addresses under which it is found."""

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from msgspec.structs import replace

from whence.archive.problems import MissingError, there
from whence.archive.rows import candidate_in, unpack_kept, unpack_reading, unsigned
from whence.errors import UsageError
from whence.records.correction import Correction
from whence.records.kept import KEPT_VERSION, Kept
from whence.records.reading import Reading
from whence.records.statement import Statement
from whence.records.trace import TracedArticle

LEAST_DIGITS = 4  # of an id that is given by its beginning
MOST_LISTED = 10  # of the ids that an ambiguous beginning could mean
_HEX = frozenset("0123456789abcdef")
_STATEMENT = msgspec.json.Decoder(Statement)


class Place(msgspec.Struct, frozen=True):
    """What an address means: an article, one of its statements, or one of its candidates (a claim)."""

    article: str
    statement: str | None = None
    candidate: str | None = None


def number_of(database: sqlite3.Connection, article: str) -> int | None:
    """The number of the article with this id, also where it was kept under another; None when it is not there."""
    found = database.execute(
        "SELECT number FROM articles WHERE id = ?1 UNION ALL SELECT article FROM other_ids WHERE id = ?1", (article,)
    ).fetchone()
    return found[0] if found else None


def numbers_of(database: sqlite3.Connection, articles: Iterable[str]) -> Iterator[int]:
    """The numbers of articles that must be there."""
    for each in articles:
        number = number_of(database, each)
        if number is None:
            raise UsageError(f"the archive has no article {each}", "whence search shows the ids of what is there")
        yield number


# --- whole ---------------------------------------------------------------------------------------------------------------


def reading_at(database: sqlite3.Connection, number: int) -> Reading:
    """The reading of the article, with the version before it as the archive knows it."""
    query = "SELECT r.data, a.version_of FROM readings r JOIN articles a ON a.number = r.article WHERE r.article = ?"
    data, earlier = there(database.execute(query, (number,)).fetchone())
    reading = unpack_reading(data)
    return replace(reading, article=replace(reading.article, version_of=earlier)) if earlier else reading


def kept_at(database: sqlite3.Connection, number: int, reading: Reading) -> Kept:
    """All rows of the article as they were given, of whatever version."""
    hashes = database.execute("SELECT hash FROM sketches WHERE article = ?", (number,))
    terms = database.execute("SELECT term FROM terms WHERE article = ? ORDER BY term", (number,))
    candidates = database.execute("SELECT id, statement, spans FROM candidates WHERE article = ? ORDER BY position", (number,))
    return Kept(
        reading,
        tuple(sorted(unsigned(each) for (each,) in hashes)),
        tuple(each for (each,) in terms),
        tuple(candidate_in(reading.article.id, reading.article.text, each) for each in candidates),
    )


def machine_at(database: sqlite3.Connection, number: int) -> tuple[Kept, int | None]:
    """What the machine gave for the article, before any correction, and the version of its sketch, terms and candidates."""
    query = "SELECT data, machine, kept_version FROM readings WHERE article = ?"
    data, machine, version = there(database.execute(query, (number,)).fetchone())
    kept = unpack_kept(machine) if machine is not None else kept_at(database, number, unpack_reading(data))
    return kept, version


def current_at(database: sqlite3.Connection, number: int) -> Kept:
    """What was kept of the article; without a sketch of another version, which must not be compared."""
    kept = kept_at(database, number, reading_at(database, number))
    (version,) = there(database.execute("SELECT kept_version FROM readings WHERE article = ?", (number,)).fetchone())
    return kept if version == KEPT_VERSION else replace(kept, sketch=())


def versions_of(database: sqlite3.Connection, number: int) -> tuple[str, ...]:
    """The ids of all versions of the article, the earliest first."""
    rows = database.execute(
        "SELECT id, version_of FROM articles WHERE address = (SELECT address FROM articles WHERE number = ?1) OR number = ?1",
        (number,),
    ).fetchall()
    after = {earlier: name for name, earlier in rows}
    found: list[str] = []
    following = after.get(None)
    while following is not None and following not in found:
        found.append(following)
        following = after.get(following)
    return tuple(found)


def articles(database: sqlite3.Connection) -> Iterator[TracedArticle]:
    """Every article in the order of publication, then of ids; those without a date first."""
    rows = database.execute(
        "SELECT number, id, input, outlet, domain, title, url, published, precision, basis, zone FROM articles ORDER BY number"
    )
    for name, given, outlet, domain, title, url, value, *date in ascending(rows):
        record = {
            "id": name,
            "input": given,
            "outlet": {"name": outlet, "domain": domain} if outlet or domain else None,
            "title": title,
            "published": dict(zip(("value", "precision", "basis", "zone"), (value, *date), strict=True)) if value else None,
            "url": url,
        }
        yield msgspec.convert(record, TracedArticle)


def ascending(rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """Rows without the number before them; a damaged tree may lead in a circle, and numbers that do not ascend show it."""
    last = -(1 << 63)
    for number, *row in rows:
        if number < last:
            raise MissingError("rows are out of order")
        last = number
        yield tuple(row)


def corrections_of(database: sqlite3.Connection, article: str | None = None) -> tuple[Correction, ...]:
    """The corrections of one article, or of all, ordered by article and target."""
    rows = database.execute(
        "SELECT article, target, action, statement, holder, made_in FROM corrections"
        " WHERE ?1 IS NULL OR article = ?1 ORDER BY article, target",
        (article,),
    )
    return tuple(
        msgspec.convert(
            {
                "article": name,
                "target": target,
                "action": action,
                "statement": _STATEMENT.decode(statement) if statement is not None else None,
                "holder": holder,
                "made_in": made_in,
            },
            Correction,
        )
        for name, target, action, statement, holder, made_in in rows
    )


# --- addresses -----------------------------------------------------------------------------------------------------------


def resolve(database: sqlite3.Connection, address: str) -> Place:
    """What an address means: ARTICLE, ARTICLE#STATEMENT or CLAIM; the beginning of an id suffices where only one begins so."""
    article, mark, statement = address.strip().lower().partition("#")
    if mark:
        return _statement(database, _one(_articles(database, article), address), statement, address)
    return _one({**_articles(database, article), **_claims(database, article)}, address)


def _one(found: dict[str, Place], address: str) -> Place:
    if not found:
        raise UsageError(
            f"the archive has nothing under {address}",
            f"give an id of it, or its first {LEAST_DIGITS} digits or more; whence search shows ids",
        )
    if len(found) > 1:
        listed = sorted(found)[:MOST_LISTED]
        raise UsageError(
            f"{address} can be {' or '.join(listed)}{' …' if len(found) > len(listed) else ''}", "give more digits"
        )
    return next(iter(found.values()))


def _articles(database: sqlite3.Connection, begins: str) -> dict[str, Place]:
    """The articles whose ids, of now or of a twin, begin so."""
    rows = _beginning(
        database,
        "SELECT id, id FROM articles WHERE id >= ?1 AND id < ?2 UNION ALL SELECT o.id, a.id FROM other_ids o"
        " JOIN articles a ON a.number = o.article WHERE o.id >= ?1 AND o.id < ?2 LIMIT ?3",
        begins,
    )
    return {article: Place(article) for _, article in rows}


def _claims(database: sqlite3.Connection, begins: str) -> dict[str, Place]:
    if not begins.startswith("c") or len(begins) <= LEAST_DIGITS:
        return {}
    rows = _beginning(
        database,
        "SELECT c.id, a.id, c.statement FROM candidates c JOIN articles a ON a.number = c.article"
        " WHERE c.id >= ?1 AND c.id < ?2 ORDER BY c.id, c.statement LIMIT ?3",
        begins,
    )
    return {name: Place(article, statement, name) for name, article, statement in rows}


def _beginning(database: sqlite3.Connection, query: str, begins: str) -> list[tuple[str, ...]]:
    """Rows of ids that begin so; none for what is too short to mean one."""
    if len(begins) < LEAST_DIGITS or not set(begins) <= _HEX:
        return []
    return database.execute(query, (begins, f"{begins}g", 4 * MOST_LISTED)).fetchall()  # "g" comes behind every digit


def _statement(database: sqlite3.Connection, place: Place, begins: str, address: str) -> Place:
    number = number_of(database, place.article)
    rows = database.execute("SELECT id FROM statements WHERE article = ? ORDER BY position", (number,))
    found = {each: Place(place.article, each) for (each,) in rows if len(begins) >= LEAST_DIGITS and each.startswith(begins)}
    exact = found.get(begins)
    return exact or _one(found, address)
