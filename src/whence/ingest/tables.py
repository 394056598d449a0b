"""Tables of articles (CSV, TSV) -> one input for every row, read as it comes.

A row is a record whose fields are named by the first row; what the names mean is told by lexicon/records.toml.
"""

import codecs
import csv
import re
from collections.abc import Iterator
from functools import cache
from itertools import chain
from typing import IO

from whence.errors import InputError
from whence.ingest.decoding import decoded, decoded_line
from whence.ingest.formats import formats
from whence.ingest.records import Found, given_of, known_names
from whence.ingest.values import address_of
from whence.records.article import Address

DELIMITERS = ("\t", ",", ";", "|")  # the tab first: a table of one column has none of them, and no cell of addresses a tab
CHUNK = 65_536  # bytes of UTF-16 that are decoded at once

_SEPARATOR = re.compile(r"sep=(.)\s*", re.IGNORECASE)  # what Excel writes above a table for itself
_NAMES = "name the columns text or html or url, and, where there are such: id, title, published, outlet, author, language"


class _RowTooLong(Exception):  # noqa: N818
    """The row that is being read is over the limit."""


class _Feed:
    """The lines of a table for the reader of rows; a row that grows over the limit is an error."""

    def __init__(self, lines: Iterator[str | None], limit: int) -> None:
        self._lines, self._limit, self.size = lines, limit, 0

    def __iter__(self) -> "_Feed":
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.size += len(line or "")
        if line is None or self.size > self._limit:
            raise _RowTooLong
        return line


def rows_of(stream: IO[bytes], name: str, max_bytes: int) -> Iterator[Found]:
    """The inputs of a table with named columns, or of a bare list of addresses; a row over `max_bytes` is an error.

    A row is named by its `id`, else `name#row`, with rows counted as a spreadsheet counts them (the heads are row 1).  UTF-8,
    UTF-16 with its mark, Windows-1252; comma, semicolon, tab, bar.  What reading the stream raises (OSError, EOFError) passes.
    """
    csv.field_size_limit(
        max(csv.field_size_limit(), max_bytes)
    )  # of the whole process, 128 KiB by default: a long article is more
    first = stream.readline(max_bytes + 1)
    try:
        lines = _lines(stream, first, name, max_bytes)
        head = next(lines, "")
    except InputError as wrong:
        yield wrong
        return
    if head is None:
        yield InputError(name, f"the first row is longer than {max_bytes} bytes", _NAMES)
    elif not head.strip():
        yield InputError(name, "the first row is empty", _NAMES)
    elif address_of(head.strip().strip('"')):
        yield from _addresses(chain([head], lines), name)
    else:
        yield from _table(head, lines, name, max_bytes)


# --- lines ---------------------------------------------------------------------------------------------------------------


def _lines(stream: IO[bytes], first: bytes, name: str, limit: int) -> Iterator[str | None]:
    """The lines of a stream with their ends, None for one that is too long; InputError when the first is no text."""
    if first.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield from _wide_lines(stream, first, limit)
        return
    yield decoded(first, name) if len(first) <= limit or first.endswith(b"\n") else None
    over = len(first) > limit and not first.endswith(b"\n")
    while line := stream.readline(limit + 1):
        if not over:
            over = len(line) > limit and not line.endswith(b"\n")
            yield None if over else decoded_line(line)
        elif line.endswith(b"\n"):
            over = False


def _wide_lines(stream: IO[bytes], first: bytes, limit: int) -> Iterator[str | None]:
    """The lines of UTF-16."""
    decoder = codecs.getincrementaldecoder("utf-16")("replace")
    held, over, chunk = "", False, first
    while chunk:
        *whole, held = (held + decoder.decode(chunk)).split("\n")
        for line in whole:
            if not over:
                yield f"{line}\n" if len(line) <= limit else None
            over = False
        if len(held) > limit:
            if not over:
                yield None
            held, over = "", True
        chunk = stream.read(CHUNK)
    if held and not over:
        yield held


# --- rows ----------------------------------------------------------------------------------------------------------------


def _addresses(lines: Iterator[str | None], name: str) -> Iterator[Found]:
    """An Address for every line of a list of addresses without a head."""
    for number, line in enumerate(lines, 1):
        cell = (line or "").strip().strip('"')
        if url := address_of(cell):
            yield Address(name=f"{name}#{number}", url=url)
        elif cell or line is None:
            yield InputError(f"{name}#{number}", "the line is no address", "write one address with http or https a line")


def _table(head: str, lines: Iterator[str | None], name: str, limit: int) -> Iterator[Found]:
    """The inputs below the heads of the columns."""
    number, separator = 1, _SEPARATOR.fullmatch(head)
    if separator:
        number, head = 2, next(lines, "") or ""
    delimiter, columns = _columns(head, separator[1] if separator else None)
    if not _has_content(columns):
        yield InputError(name, "no column has the text or the address of an article", _NAMES)
        return
    feed = _Feed(lines, limit)
    reader = csv.reader(feed, delimiter=delimiter, strict=True)  # strict: else a stray quotation mark moves the ends of texts
    while True:
        number, feed.size = number + 1, 0
        try:
            row = next(reader)
        except StopIteration:
            return
        except _RowTooLong:
            yield InputError(f"{name}#{number}", f"the row is longer than {limit} bytes", "split it, or raise max_bytes")
        except csv.Error as wrong:
            yield InputError(f"{name}#{number}", f"the row is no CSV: {wrong}", 'write a quotation mark in a cell twice ("")')
        else:
            yield from _row(row, columns, f"{name}#{number}")


def _row(row: list[str], columns: list[str | None], name: str) -> Iterator[Found]:
    if not any(cell.strip() for cell in row):
        return
    if any(cell.strip() for cell in row[len(columns) :]):
        message = f"the row has {len(row)} cells, and the table {len(columns)} columns"
        yield InputError(name, message, "put cells with separators in them between quotation marks")
        return
    record: dict[str, str] = {}
    for column, cell in zip(columns, row, strict=False):
        if column and cell.strip():
            record.setdefault(column, cell)
    yield from given_of(record, name)


# --- the heads of columns ------------------------------------------------------------------------------------------------


def _fold(head: str) -> str:
    """A head without case, and with one mark between its words."""
    return re.sub(r"[\s_-]+", "_", head.strip().lower())


@cache
def _meanings() -> dict[str, str]:
    """The field that a folded head means."""
    return {_fold(path): path for path in sorted(known_names(), reverse=True)}


def _columns(head: str, delimiter: str | None) -> tuple[str, list[str | None]]:
    """The delimiter that makes most known names of the first row, and the field of each column, None where it is not known."""
    best: tuple[str, list[str | None]] = (DELIMITERS[0], [])
    for each in (delimiter,) if delimiter else DELIMITERS:
        try:
            cells = next(csv.reader([head], delimiter=each), [])
        except csv.Error:
            continue
        columns = [_meanings().get(_fold(cell)) for cell in cells]
        if len(set(columns) - {None}) > len(set(best[1]) - {None}):
            best = each, columns
    return best


def _has_content(columns: list[str | None]) -> bool:
    """Is there a column for an article's text, its page or its address?"""
    content = {
        path for form in formats() for field in ("text", "html", "fragment", "url") for path in form.fields.get(field, ())
    }
    return not content.union(("text", "html", "url")).isdisjoint(columns)
