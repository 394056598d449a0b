"""The formats of records that crawlers and agencies write: which one a record has, and what it tells of its article.

What a field means is told by lexicon/records.toml; here is how values are found, and which of several counts.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from html import escape
from itertools import islice
from typing import Any, TypeVar

import msgspec

from whence.ingest.urls import domain_of
from whence.ingest.values import address_of, date_of, language_of, names_of, words_of
from whence.lexicon.tables import table
from whence.records.article import ArticleDate, ArticleDates, Block, Outlet, Republished, Role, Shown

MOST_VALUES = 1_000  # of one field: paragraphs or authors beyond are not of one article
PREAMBLE = 10_000  # characters in which a page's <html> stands: comments and conditions may come before it

_TABLE = table("records")
_TRUNCATED, _MARKUP = re.compile(_TABLE["truncated"]), re.compile(_TABLE["markup"], re.IGNORECASE)
_PAGE = re.compile(_TABLE["page"], re.IGNORECASE)

Record = Mapping[str, Any]
T = TypeVar("T")


class Refusal(msgspec.Struct, frozen=True):
    """A value of a field that says that the record must not be read as an article."""

    field: str
    values: tuple[str, ...]
    message: str
    hint: str


class Format(msgspec.Struct, frozen=True, rename={"every": "all"}):
    """One format of records, as lexicon/records.toml tells it."""

    name: str
    source: str
    fields: dict[str, tuple[str, ...]]
    every: tuple[str, ...] = ()
    any: tuple[str, ...] = ()
    midnight: bool = False
    refused: tuple[Refusal, ...] = ()


@cache
def formats() -> tuple[Format, ...]:
    """The formats of the table, in the order in which they are tried; the last has the common names."""
    return msgspec.convert(_TABLE["format"], tuple[Format, ...])


def format_of(record: Record) -> Format:
    """The first format whose fields the record has; the common names fit every record."""
    return next(each for each in formats() if _fits(record, each))


def _fits(record: Record, form: Format) -> bool:
    return all(_has(record, each) for each in form.every) and (not form.any or any(_has(record, each) for each in form.any))


def _has(record: Record, path: str) -> bool:
    return path in record or ("." in path and next(values_at(record, path), None) is not None)


# --- values --------------------------------------------------------------------------------------------------------------


def values_at(record: Record, path: str) -> Iterator[object]:
    """The values at a path ("source.name"), at most MOST_VALUES; a list on the way stands for its members."""
    path = next((each for each in record if each.lower() == path.lower()), path) if path not in record else path
    if path in record:  # a column of a table is named by its whole path
        return islice(_each(record[path]), MOST_VALUES)
    found: Iterator[object] = iter((record,))
    for step in path.split("."):
        found = _inside(found, step)
    return islice(found, MOST_VALUES)


def _inside(values: Iterator[object], step: str) -> Iterator[object]:
    for each in values:
        if isinstance(each, dict) and step in each:
            yield from _each(each[step])


def _each(value: object) -> Iterator[object]:
    return iter(value) if isinstance(value, list) else iter((value,))


def values_of(record: Record, form: Format, field: str) -> Iterator[object]:
    """The values of one of our fields, the best path first."""
    for path in form.fields.get(field, ()):
        yield from values_at(record, path)


def _first(record: Record, form: Format, field: str, read: Callable[[object], T | None]) -> T | None:
    """The first value of one of our fields that says something."""
    return next((told for each in values_of(record, form, field) if (told := read(each)) is not None), None)


def _longest(record: Record, form: Format, field: str) -> str:
    """The text of the first path that has one; its longest value, as agencies put summaries beside the body."""
    for path in form.fields.get(field, ()):
        texts = [each for each in values_at(record, path) if isinstance(each, str) and each.strip()]
        if texts:
            return max(texts, key=len)
    return ""


# --- the article ---------------------------------------------------------------------------------------------------------


def page_in(record: Record, form: Format, title: str | None) -> str:
    """The HTML of a record: its whole page, else a page made of the piece of HTML that is the body; "" where it has none."""
    whole = _longest(record, form, "html")
    for piece in (whole, _longest(record, form, "fragment"), _longest(record, form, "text")):
        if _PAGE.search(piece[:PREAMBLE]) if piece is whole else _PAGE.match(piece.lstrip()[:PREAMBLE]):
            return piece
        if _MARKUP.match(piece):
            head = f"<head><title>{escape(title)}</title></head>" if title else "<head></head>"
            return f"<html>{head}<body>{piece}</body></html>"
    return ""


def text_in(record: Record, form: Format) -> tuple[str, tuple[Block, ...] | None]:
    """The text of a record, and its blocks where it tells paragraphs; "" where it has no text."""
    return _sections(record, form) or (_longest(record, form, "text"), None)


def is_cut(text: str) -> bool:
    """Does a text end with the note that the rest of it was left out ("[+1234 chars]")?"""
    return _TRUNCATED.search(text[-100:]) is not None


def _sections(record: Record, form: Format) -> tuple[str, tuple[Block, ...]] | None:
    """The text and the blocks of an article that is told in paragraphs under headings; they stand a blank line apart."""
    body = next(values_of(record, form, "sections"), None)
    if not isinstance(body, dict):
        return None
    pieces = _pieces(body, "summary", "heading")  # the standfirst: it announces what the article then says
    for section in values_at(body, "sections"):
        if isinstance(section, dict):
            pieces += [*_pieces(section, "headline", "heading"), *_pieces(section, "paragraphs", "paragraph")]
    return joined(pieces) if pieces else None


def _pieces(held: Record, field: str, role: Role) -> list[tuple[str, Role]]:
    return [(each.strip(), role) for each in values_at(held, field) if isinstance(each, str) and each.strip()]


def joined(pieces: list[tuple[str, Role]]) -> tuple[str, tuple[Block, ...]]:
    """One text of pieces, a blank line apart, and a block for each of them."""
    blocks, at = [], 0
    for piece, role in pieces:
        blocks.append(Block(at, at + len(piece), role))
        at += len(piece) + 2
    return "\n\n".join(piece for piece, _ in pieces), tuple(blocks)


# --- what the record shows of it -----------------------------------------------------------------------------------------


def url_in(record: Record, form: Format) -> str | None:
    """The article's address."""
    return _first(record, form, "url", address_of) or _first(record, form, "canonical_url", address_of)


def shown_in(record: Record, form: Format) -> Shown:
    """Title, outlet, byline, language, dates and origin, as far as the record tells them; what has a wrong form is left out."""
    url = url_in(record, form)
    outlet = _outlet(record, form, url)
    return Shown(
        title=_first(record, form, "title", words_of),
        canonical_url=_first(record, form, "canonical_url", address_of),
        outlet=outlet,
        republished_from=_origin(record, form, outlet, url),
        byline=_byline(record, form),
        language=_first(record, form, "language", language_of),
        dates=ArticleDates(*(_date(record, form, each) for each in ("published", "modified", "captured"))),
    )


def _byline(record: Record, form: Format) -> tuple[str, ...]:
    named = (names_of(values_at(record, path)) for path in form.fields.get("byline", ()))
    return next(filter(None, named), ())


def _date(record: Record, form: Format, field: str) -> ArticleDate | None:
    return _first(record, form, field, lambda value: date_of(value, midnight_is_day=form.midnight))


def _outlet(record: Record, form: Format, url: str | None) -> Outlet | None:
    """Who published it; the domain is the one that is told, else that of the address where there is a name."""
    names = [each for each in map(words_of, values_of(record, form, "outlet")) if each]
    name = next((each for each in names if "://" not in each), None)
    told = _first(record, form, "domain", _host) or next((_host(each) for each in names if "://" in each), None)
    return Outlet(name, told or domain_of(url)) if name or told else None


def _host(value: object) -> str | None:
    """The domain of a host or an address, without "www."."""
    words = words_of(value)
    host = domain_of(words if "://" in words else f"https://{words}") if words and " " not in words else None
    return host if host and "." in host else None


def _origin(record: Record, form: Format, outlet: Outlet | None, url: str | None) -> Republished | None:
    """Where the article was taken from, unless that is its own outlet or its own site."""
    source = _first(record, form, "source_url", address_of)
    name = _first(record, form, "source_name", words_of)
    if outlet and name == outlet.name:
        name = None
    if source and domain_of(source) == domain_of(url):
        return None
    return Republished(name, domain_of(source), source, "record") if source or name else None
