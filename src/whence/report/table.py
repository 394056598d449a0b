"""Readings as flat rows, one statement each, for spreadsheets and data frames."""

from collections.abc import Iterable
from importlib import import_module
from typing import Any

from whence.errors import ExtraMissing
from whence.records.reading import Reading
from whence.records.spans import Span
from whence.records.statement import Statement
from whence.report.facts import Facts
from whence.report.wording import joined

Cell = str | int | float | None
ROW = (
    "input", "article", "title", "outlet", "url", "published", "statement", "number", "source", "cue",
    "lemma", "act", "content", "quotation", "inside", "confidence", "start", "end", "source_start",
    "source_end", "cue_start", "cue_end", "content_start", "content_end", "reasons",
    "holder", "holder_kind", "holder_entity", "holder_implied", "hops", "hops_implied", "said_on", "said_on_basis", "place",
    "medium", "medium_name", "certainty", "polarity", "decided_by",
)  # fmt: skip
_TRUTHS = ("holder_implied", "hops_implied")  # true, false, or null where that was not looked for
_WHOLE = tuple(name for name in ROW if name == "number" or name.endswith(("start", "end")))
RELAYS = " > "  # between relays, from the utterer outward


def _joined(spans: tuple[Span, ...]) -> str | None:
    return joined(spans) or None


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


def _told_later(facts: Facts, statement: Statement) -> dict[str, Cell]:
    """What stages after the statements add: holder, relays, date, place, medium, certainty, polarity."""
    holder, hops, said, medium = facts.holder(statement), statement.hops, statement.said_on, statement.medium
    return {
        "holder": holder.name if holder else None,
        "holder_kind": holder.kind if holder else None,
        "holder_entity": statement.source.entity,
        "holder_implied": statement.source.implied,
        "hops": RELAYS.join(facts.relay(hop) or "?" for hop in hops or ()) or None,
        "hops_implied": any(hop.implied for hop in hops) if hops else None,
        "said_on": said.value if said else None,
        "said_on_basis": said.basis if said else None,
        "place": statement.place.text if statement.place else None,
        "medium": medium.kind if medium else None,
        "medium_name": medium.name if medium else None,
        "certainty": statement.certainty,
        "polarity": statement.polarity,
        "decided_by": statement.decided_by,
    }


def rows(reading: Reading) -> list[dict[str, Cell]]:
    """One row for every statement, keys in the order of ROW; offsets are code points into the article's text."""
    about, facts = _of_article(reading), Facts(reading)
    found = [
        about | _of_statement(statement, number) | _told_later(facts, statement)
        for number, statement in enumerate(facts.statements, 1)
    ]
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
    types = dict.fromkeys(_WHOLE, "Int64") | dict.fromkeys(_TRUTHS, "boolean")
    return _library("pandas").DataFrame(_columns(readings)).astype(types)


def to_polars(readings: Iterable[Reading]) -> Any:
    """A polars DataFrame with one row for every statement; needs the extra `polars`."""
    return _library("polars").DataFrame(_columns(readings))
