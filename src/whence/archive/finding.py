"""Articles that share hashes or terms, and candidates by their words: what tracing asks, without reading anything twice."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from whence.archive.numbers import UNDATED, around
from whence.archive.problems import there
from whence.archive.reading import ascending
from whence.archive.rows import signed, unsigned
from whence.archive.words import all_of
from whence.records.kept import KEPT_VERSION

Database = sqlite3.Connection
_LISTED = (  # every article and the versions of what was made of it, without passing by its text and its reading
    "articles a INDEXED BY articles_at_a_glance CROSS JOIN readings r INDEXED BY readings_at_a_glance ON r.article = a.number"
)
_EVERYWHERE = ((-(1 << 63), (1 << 63) - 1),)


def sketches(database: Database) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Every article with the hashes of its sketch, ascending, in the order of publication and then of ids.

    Articles without a sketch, or with one of another version, are left out.
    """
    rows = database.execute(
        f"SELECT a.number, a.id, s.hash FROM {_LISTED} CROSS JOIN sketches s ON s.article = a.number"  # noqa: S608 - ours
        " WHERE r.kept_version = ? ORDER BY a.number",
        (KEPT_VERSION,),
    )
    for article, found in groupby(ascending(rows), key=lambda row: row[0]):
        yield article, tuple(sorted(unsigned(each) for _, each in found))


def sharing(database: Database, hashes: Iterable[int], most_each: int | None) -> list[tuple[str, int]]:
    """The articles that share hashes with a sketch, and how many: those that share most first, then the earliest.

    With `most_each`, of every hash only so many articles count, the earliest: a page's footer stands in thousands.
    """
    found: Counter[int] = Counter()
    for each in set(hashes):
        rows = database.execute(
            "SELECT article FROM sketches WHERE hash = ? ORDER BY article LIMIT ?", (signed(each), most_each or -1)
        )
        found.update(number for (number,) in rows)
    named = _ids(database, found, "r.kept_version = ?", KEPT_VERSION)
    return [
        (named[number], count)
        for number, count in sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
        if number in named
    ]


def _ids(database: Database, numbers: Iterable[int], only: str = "?", value: object = 1) -> dict[int, str]:
    """The ids of articles with these numbers."""
    query = f"SELECT a.number, a.id FROM json_each(?) j CROSS JOIN {_LISTED} WHERE a.number = j.value AND {only}"  # noqa: S608
    return dict(database.execute(query, (f"[{','.join(map(str, numbers))}]", value)).fetchall())


def near(
    database: Database, terms: Iterable[str], most_common: int, at_least: int, published: str | None, days: int | None
) -> tuple[str, ...]:
    """The articles that share so many of the terms, in the order of publication.

    With a date and a number of days only those published within so many days of it, and those whose date is not known.  A
    term that stands in more than `most_common` of the articles looked at says nothing and is passed over.
    """
    spans = (UNDATED, around(published, days)) if published and days is not None else _EVERYWHERE
    shared: Counter[int] = Counter()
    for term in set(terms):
        found = [
            number
            for low, high in spans
            for (number,) in database.execute(
                "SELECT article FROM terms WHERE term = ? AND article BETWEEN ? AND ? LIMIT ?",
                (term, low, high, most_common + 1),
            )
        ]
        if len(found) <= most_common:
            shared.update(found)
    numbers = sorted(number for number, count in shared.items() if count >= at_least)
    named = _ids(database, numbers)
    return tuple(there(named.get(number)) for number in numbers)


def candidates_matching(database: Database, words: str, limit: int) -> tuple[str, ...]:
    """The ids of candidates that hold all the words, the newest first."""
    match = all_of(words, ("said", "own", "part"))
    if match is None:
        return ()
    rows = database.execute(
        "SELECT c.id FROM words CROSS JOIN candidates c ON c.number = words.rowid WHERE words MATCH ?"
        " ORDER BY words.rowid DESC LIMIT ?",
        (match, limit),
    )
    return tuple(each for (each,) in rows)


def stale(database: Database) -> tuple[str, ...]:
    """The ids of articles whose sketch and candidates are of another version or were lost; read again, they are made anew."""
    rows = database.execute(
        f"SELECT a.id FROM {_LISTED}"  # noqa: S608 - the same
        " WHERE r.kept_version IS NOT ? ORDER BY a.number",
        (KEPT_VERSION,),
    )
    return tuple(each for (each,) in rows)
