"""What a standards desk counts: on what kinds of source the statements of many articles rest, how near they are, how quoted.

Articles stream through: only the addresses of their statements are kept.  Every count carries the statements behind it, and
what was not looked for in an article is counted as not known, never as absent.
"""

from collections.abc import Iterable
from typing import Literal, get_args

import msgspec

from whence.errors import UsageError
from whence.records.reading import Reading
from whence.records.statement import Statement
from whence.report.facts import Facts

Dimension = Literal["outlet", "byline", "month"]
DIMENSIONS: tuple[Dimension, ...] = get_args(Dimension)
MONTH = len("2024-11")
UNNAMED = frozenset({"anonymous", "unnamed person", "unnamed group"})
# The columns in groups.  A statement is in one column of the first three kinds of source and in one of "hand" and "quotation";
# the two columns on reasons part the three before them once more.
GROUPS: dict[str, tuple[str, ...]] = {
    "all": ("statements",),
    "named": ("named person", "named organization", "outlet", "document", "place", "author"),
    "unnamed": ("anonymous", "unnamed person", "unnamed group", "unnamed, reason stated", "unnamed, no reason stated"),
    "not known": ("not resolved", "no stated source"),
    "hand": ("first-hand", "second-hand", "hand not known"),
    "quotation": ("direct", "mixed", "indirect"),
}
MEASURES: tuple[str, ...] = tuple(measure for group in GROUPS.values() for measure in group)


class CountCell(msgspec.Struct, frozen=True):
    """The statements that one measure counts, as addresses ARTICLE-ID#STATEMENT-ID, in order."""

    measure: str
    statements: tuple[str, ...]


class CountRow(msgspec.Struct, frozen=True):
    """One row: a value for each dimension (null: not known), its articles, and a cell for each of MEASURES."""

    key: tuple[str | None, ...]
    articles: tuple[str, ...]
    cells: tuple[CountCell, ...]


class CountTable(msgspec.Struct, frozen=True):
    """Counts by some dimensions, rows in the order of their values; `total` counts every statement once.

    An article with several bylines stands in the row of each, so that rows can add up to more than the total.  `not_read` are
    the articles without statements.
    """

    by: tuple[Dimension, ...]
    rows: tuple[CountRow, ...]
    total: CountRow
    not_read: tuple[str, ...]


class _Row:
    """A row while it grows."""

    def __init__(self) -> None:
        self.articles: set[str] = set()
        self.cells: dict[str, list[str]] = {}

    def add(self, address: str, measures: Iterable[str]) -> None:
        for measure in measures:
            self.cells.setdefault(measure, []).append(address)

    def done(self, key: tuple[str | None, ...]) -> CountRow:
        cells = (CountCell(measure, tuple(sorted(set(self.cells.get(measure, ()))))) for measure in MEASURES)
        return CountRow(key, tuple(sorted(self.articles)), tuple(cells))


def count(readings: Iterable[Reading], by: tuple[Dimension, ...] = ("outlet",)) -> CountTable:
    """The counts of some readings by outlet, byline or month of publication, or by several of these."""
    for dimension in by:
        if dimension not in DIMENSIONS or by.count(dimension) > 1:
            raise UsageError(f"cannot count by {', '.join(by)}", f"name each of these at most once: {', '.join(DIMENSIONS)}")
    rows: dict[tuple[str | None, ...], _Row] = {}
    total, not_read = _Row(), set()
    for reading in readings:
        if reading.statements is None:
            not_read.add(reading.article.id)
            continue
        own = [rows.setdefault(key, _Row()) for key in _keys(reading, by)]
        _count_in(reading, [total, *own])
    made = [rows[key].done(key) for key in sorted(rows, key=_order)]
    return CountTable(by, tuple(made), total.done((None,) * len(by)), tuple(sorted(not_read)))


def _count_in(reading: Reading, rows: list[_Row]) -> None:
    facts = Facts(reading)
    for row in rows:
        row.articles.add(reading.article.id)
    for statement in facts.statements:
        address, measures = f"{reading.article.id}#{statement.id}", _measures(facts, statement)
        for row in rows:
            row.add(address, measures)


def _order(key: tuple[str | None, ...]) -> tuple[tuple[bool, str], ...]:
    """Known values first, in the order of their letters."""
    return tuple((value is None, value or "") for value in key)


def _keys(reading: Reading, by: tuple[Dimension, ...]) -> list[tuple[str | None, ...]]:
    """The rows that an article belongs to: one for each of its bylines where these are a dimension."""
    article = reading.article
    outlet = (article.outlet.name or article.outlet.domain) if article.outlet else None
    published = article.dates.published.value[:MONTH] if article.dates.published else None
    bylines = tuple(dict.fromkeys(article.byline)) if "byline" in by else (None,)
    values = [{"outlet": outlet, "month": published, "byline": name} for name in bylines or (None,)]
    return [tuple(each[dimension] for dimension in by) for each in values]


def _measures(facts: Facts, statement: Statement) -> list[str]:
    found = ["statements", source_of(facts, statement), statement.quotation]
    holder = facts.holder(statement)
    if holder and holder.kind in UNNAMED:
        found.append("unnamed, no reason stated" if holder.reason_unnamed is None else "unnamed, reason stated")
    if statement.hops is None:
        return [*found, "hand not known"]
    return [*found, "second-hand" if statement.hops else "first-hand"]


def source_of(facts: Facts, statement: Statement) -> str:
    """The kind of source of a statement; "not resolved" where one is stated but not known, or where none was looked for."""
    holder = facts.holder(statement)
    if holder is not None:
        return holder.kind
    return "not resolved" if statement.source.spans or statement.source.candidates else "no stated source"
