"""Parquet: one statement a row with typed columns, for pandas, R, DuckDB and Spark; needs the extra `parquet`.

The columns are those of the CSV, and more: chains and reasons as lists, every piece of source, cue and content as a list of
{start, end}, and a real date beside every date that is known to the day.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from importlib import import_module
from typing import IO, Any

from whence.errors import ExtraMissing
from whence.records.reading import Reading
from whence.records.spans import Span
from whence.records.statement import Statement
from whence.report.facts import Facts
from whence.report.table import ROW, rows

GROUP = 10_000  # rows of one row group: what waits in memory (a few MB)
WHOLE = tuple(name for name in ROW if name == "number" or name.endswith(("start", "end")))
TRUTHS = ("holder_implied", "hops_implied")
LISTS = ("hops", "hop_entities", "reasons")
SPANS = ("source_spans", "cue_spans", "content_spans")
DATES = ("published_date", "said_on_date")
COLUMNS = (*ROW, "hop_entities", *SPANS, *DATES)
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?=$|T)")


def export(readings: Iterable[Reading], out: IO[bytes]) -> None:
    """Write the rows of all readings, a row group at a time; the same rows give the same bytes."""
    arrow, parquet = _library("pyarrow"), _library("pyarrow.parquet")
    schema = _schema(arrow)
    with parquet.ParquetWriter(out, schema, compression="zstd") as writer:
        for group in _groups(readings):
            writer.write_table(arrow.Table.from_pylist(group, schema=schema))


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as missing:
        raise ExtraMissing("pyarrow is not installed", "pip install 'whence[parquet]'") from missing


def _schema(arrow: Any) -> Any:
    extent = arrow.struct([("start", arrow.int64()), ("end", arrow.int64())])
    types = dict.fromkeys(COLUMNS, arrow.string()) | {"confidence": arrow.float64()}
    types |= dict.fromkeys(WHOLE, arrow.int64()) | dict.fromkeys(TRUTHS, arrow.bool_())
    types |= dict.fromkeys(LISTS, arrow.list_(arrow.string())) | dict.fromkeys(SPANS, arrow.list_(extent))
    types |= dict.fromkeys(DATES, arrow.date32())
    return arrow.schema([(name, types[name]) for name in COLUMNS])


def _groups(readings: Iterable[Reading]) -> Iterator[list[dict[str, Any]]]:
    waiting: list[dict[str, Any]] = []
    for reading in readings:
        facts = Facts(reading)
        for row, statement in zip(rows(reading), facts.statements, strict=True):
            waiting.append(row | _typed(facts, statement, row["published"]))
        while len(waiting) >= GROUP:
            yield waiting[:GROUP]
            del waiting[:GROUP]
    if waiting:
        yield waiting


def _typed(facts: Facts, statement: Statement, published: object) -> dict[str, Any]:
    """What a row of text cannot hold: lists, pieces, dates."""
    hops = statement.hops
    return {
        "hops": None if hops is None else [facts.relay(hop) for hop in hops],
        "hop_entities": None if hops is None else [hop.entity for hop in hops],
        "reasons": list(statement.reasons),
        "source_spans": _extents(statement.source.spans),
        "cue_spans": _extents(statement.cue.spans),
        "content_spans": _extents(statement.content.spans),
        "published_date": day(published if isinstance(published, str) else None),
        "said_on_date": day(statement.said_on.value if statement.said_on else None),
    }


def _extents(spans: tuple[Span, ...]) -> list[dict[str, int]]:
    return [{"start": span.start, "end": span.end} for span in spans]


def day(value: str | None) -> date | None:
    """The day of an ISO or EDTF value that tells one for sure; None for months, years, intervals and doubtful dates."""
    found = _DAY.match(value or "")
    if not found or "/" in (value or "") or (value or "")[-1] in "~?%":
        return None
    try:
        return date.fromisoformat(found[0])
    except ValueError:  # 2024-02-30 in a page's own words is no day
        return None
