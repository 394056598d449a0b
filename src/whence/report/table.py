"""Readings as flat rows, one statement each, for spreadsheets and data frames."""

from collections.abc import Iterable
from importlib import import_module
from typing import Any

from whence.errors import ExtraMissing
from whence.records.reading import Reading
from whence.records.spans import Span
from whence.records.statement import Statement

Cell = str | int | float | None
ROW = (
    "input", "article", "title", "outlet", "url", "published", "statement", "number", "source", "cue",
    "lemma", "act", "content", "quotation", "inside", "confidence", "start", "end", "source_start",
    "source_end", "cue_start", "cue_end", "content_start", "content_end", "reasons",
)  # fmt: skip
_WHOLE = tuple(name for name in ROW if name == "number" or name.endswith(("start", "end")))
BETWEEN = " … "  # between the pieces of an interrupted span


def _joined(spans: tuple[Span, ...]) -> str | None:
    return BETWEEN.join(span.text for span in spans) or None


def _edges(spans: tuple[Span, ...]) -> tuple[int | None, int | None]:
    return (spans[0].start, spans[-1].end) if spans else (None, None)


def _of_article(reading: Reading) -> dict[str, Cell]:
    article = reading.article
    return {
        "input": reading.input,
        "article": article.id,
        "title": article.title,
        "outlet": article.outlet.name or article.outlet.domain if article.outlet else None,
        "url": article.url,
        "published": article.dates.published.value if article.dates.published else None,
    }


def _of_statement(statement: Statement, number: int) -> dict[str, Cell]:
    parts = {"source": statement.source.spans, "cue": statement.cue.spans, "content": statement.content.spans}
    every = sorted(span for spans in parts.values() for span in spans)
    row: dict[str, Cell] = {
        "statement": statement.id,
        "number": number,
        **{name: _joined(spans) for name, spans in parts.items()},
        "lemma": statement.cue.lemma,
        "act": statement.cue.act,
        "quotation": statement.quotation,
        "inside": statement.inside,
        "confidence": statement.confidence,
        "start": every[0].start,
        "end": max(span.end for span in every),
        "reasons": "; ".join(statement.reasons) or None,
    }
    for name, spans in parts.items():
        row[f"{name}_start"], row[f"{name}_end"] = _edges(spans)
    return row


def rows(reading: Reading) -> list[dict[str, Cell]]:
    """One row for every statement, keys in the order of ROW; offsets are code points into the article's text."""
    about = _of_article(reading)
    found = [about | _of_statement(statement, number) for number, statement in enumerate(reading.statements or (), 1)]
    return [{name: row[name] for name in ROW} for row in found]


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as missing:
        raise ExtraMissing(f"{name} is not installed", f"pip install 'whence[{name}]'") from missing


def _columns(readings: Iterable[Reading]) -> dict[str, list[Cell]]:
    every = [row for reading in readings for row in rows(reading)]
    return {name: [row[name] for row in every] for name in ROW}


def to_pandas(readings: Iterable[Reading]) -> Any:
    """A pandas DataFrame with one row for every statement; needs the extra `pandas`.

    Numbers and offsets are Int64 columns: a statement without a source leaves the other offsets whole numbers.
    """
    return _library("pandas").DataFrame(_columns(readings)).astype(dict.fromkeys(_WHOLE, "Int64"))


def to_polars(readings: Iterable[Reading]) -> Any:
    """A polars DataFrame with one row for every statement; needs the extra `polars`."""
    return _library("polars").DataFrame(_columns(readings))
