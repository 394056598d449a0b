"""The records of a web archive -> pages, and texts where the archive holds those (WET files).

What holds no page (pictures, redirects, requests, pages recorded again as unchanged) is passed over and counted.
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import IO, get_args

from whence.errors import ExtraMissing, InputError
from whence.ingest.decoding import MOST_BYTES
from whence.ingest.webarchive.headers import MOST_HEADER, bare
from whence.ingest.webarchive.records import NO_ARCHIVE, Lost, Record, records
from whence.ingest.webarchive.reply import HTML, UNKNOWN, Reply, charset_of, looks_like_html, media_type, plain_body, reply_of
from whence.ingest.webarchive.tape import Tape
from whence.ingest.webarchive.unpack import Damaged, TooLong
from whence.records.article import ArchiveRecord, ArticleDate, ArticleDates, Given, Page, Precision, Shown

Found = Page | Given | InputError
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?)?)?(?:Z|\+00:?00)?", re.ASCII)
_DIGITS = re.compile(r"(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?", re.ASCII)  # as ARC writes it
_PRECISIONS: tuple[Precision, ...] = tuple(reversed(get_args(Precision)))  # year, month, day, hour, minute, second
_AGAIN = "get the archive again for the rest"


def pages_of_warc(
    stream: IO[bytes], name: str, max_bytes: int = MOST_BYTES, passed: Counter[str] | None = None
) -> Iterator[Found]:
    """The pages of a WARC or ARC file in their order: plain, gzip (by record or as a whole) or Zstandard, also from a pipe.

    `stream` gives the stored bytes, not unpacked; `name` names the archive.  Pages are named `name#record-id`.  A page of more
    than `max_bytes` when unpacked is an InputError, as is every damaged place, between the pages that can be read.  What
    is passed over is counted in `passed`, by kind.  Memory does not grow with the archive.
    """
    passed, seen = Counter() if passed is None else passed, False
    try:
        for found in records(Tape(stream), max_bytes + MOST_HEADER):
            seen = True
            if isinstance(found, Lost):
                yield _error(found, name)
            else:
                yield from _found(found, name, max_bytes, passed)
    except ExtraMissing as wrong:
        yield InputError(name, wrong.message, wrong.hint)
        return
    if not seen:
        yield InputError(name, "is empty", "give a .warc, .warc.gz, .arc or .wacz file that holds records")


def _error(lost: Lost, name: str) -> InputError:
    if lost.why == NO_ARCHIVE:
        return InputError(name, lost.why, "give a .warc, .warc.gz, .arc or .wacz file")
    read = "all records before it were read" if lost.last else "the other records are read"
    return InputError(name, f"{lost.why} (bytes {lost.begin} to {lost.end})", f"{read}; {_AGAIN}")


def _found(record: Record, name: str, most: int, passed: Counter[str]) -> Iterator[Found]:
    """What one record gives: one page, text or error, or nothing."""
    kind = record.fields["warc-type"].lower()
    found = _read(record, kind, name, most) if kind in _READ else kind if kind in _PASSED else "unknown"
    if isinstance(found, str):
        passed[found] += 1
    else:
        yield found


def _read(record: Record, kind: str, archive: str, most: int) -> Found | str:
    """What a record of a kind that may hold a page gives; a word for what it is when it holds none."""
    identity = bare(record.fields.get("warc-record-id", "")).removeprefix("urn:uuid:")
    if not (identity and identity.isprintable()):  # ARC has no ids, and records packed as one have no offset of their own
        address = f"{record.fields.get('warc-target-uri', '')}@{record.fields.get('warc-date', '')}"
        identity = address if record.length is None else str(record.offset)
    name = f"{archive}#{identity}"
    shown = Shown(
        dates=ArticleDates(captured=captured(record.fields.get("warc-date", ""))),
        record=ArchiveRecord(file=archive, id=identity, offset=record.offset, length=record.length),
    )
    if "warc-segment-number" in record.fields:
        return InputError(name, "is only a segment of a longer record", "join the segments of the archive first")
    try:
        return _READ[kind](record, name, shown, most)
    except TooLong:
        return InputError(name, f"is longer than {most} bytes", "raise max_bytes, or leave it out")
    except Damaged as wrong:
        return InputError(name, f"cannot be unpacked: {wrong}", "get the page again")
    except UnicodeDecodeError:
        return InputError(name, "is not text in UTF-8", "make the archive's texts again from its pages")
    except ExtraMissing as wrong:
        return InputError(name, wrong.message, wrong.hint)


def _response(record: Record, name: str, shown: Shown, most: int) -> Found | str:
    """The page of a server's reply."""
    reply = reply_of(record.block)
    if reply is None and record.block and media_type(record.fields.get("content-type", "")) == "application/http":
        return InputError(name, "holds no HTTP reply", "get the page again")
    if reply is None:
        return _resource(record, name, shown, most)
    if reply.status is not None and 300 <= reply.status < 400:
        return "redirect"
    return _page(record, reply, name, shown, most)


def _resource(record: Record, name: str, shown: Shown, most: int) -> Found | str:
    """The page that was archived without a server's reply around it."""
    own = {"content-type": record.fields.get("content-type", "")}
    return _page(record, Reply(None, own, record.block), name, shown, most)


def _page(record: Record, reply: Reply, name: str, shown: Shown, most: int) -> Found | str:
    content = reply.fields.get("content-type", "")
    kind = media_type(content)
    if kind not in (*HTML, *UNKNOWN):
        return "not HTML"
    if not record.whole and kind in HTML:
        raise TooLong
    body = plain_body(reply, most) if record.whole else reply.body
    if not body.strip():
        return "empty"
    if kind in UNKNOWN and not looks_like_html(body):
        return "not HTML"
    if len(body) > most or not record.whole:
        raise TooLong
    return Page(name=name, data=body, url=_url(record), charset=charset_of(content), status=reply.status, shown=shown)


def _text(record: Record, name: str, shown: Shown, most: int) -> Found | str:
    """The text that somebody took out of a page."""
    content = record.fields.get("content-type", "")
    if media_type(content) != "text/plain":
        return "not HTML"
    if len(record.block) > most or not record.whole:
        raise TooLong
    text = record.block.decode("utf-8")
    if "\0" in text:
        return InputError(name, "holds NUL characters", "leave it out: it was no text")
    return Given(name=name, text=text, url=_url(record), shown=shown) if text.strip() else "empty"


_READ = {"response": _response, "resource": _resource, "conversion": _text}
_PASSED = {"request", "metadata", "warcinfo", "revisit", "continuation"}  # they hold no page, or (the last) a part of one


def _url(record: Record) -> str | None:
    return bare(record.fields.get("warc-target-uri", "")) or None


def captured(value: str) -> ArticleDate | None:
    """The WARC-Date of a record (UTC, as the standard has it) as a date; parts of a second are left out; None for no date."""
    found = _DATE.fullmatch(value) or _DIGITS.fullmatch(value)
    parts = [each for each in found.groups() if each] if found else []
    whole = [*parts, "01", "01"][: max(3, len(parts))]
    told = "-".join(whole[:3]) + "T" * (len(parts) > 3) + ":".join(whole[3:])
    try:
        datetime.fromisoformat(told)
    except ValueError:
        return None
    zone = "+00:00" if len(parts) > 3 else None
    told = told[: {1: 4, 2: 7}.get(len(parts))]
    return ArticleDate(value=told + (zone or ""), precision=_PRECISIONS[len(parts) - 1], basis="warc", zone=zone)
