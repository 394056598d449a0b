"""Files, folders, addresses and stdin -> articles as inputs.

Nothing here ends a batch: what cannot be read comes out as an InputError value between the inputs that can.
"""

import bz2
import gzip
import io
import json
import lzma
import os
import sys
import zlib
from collections.abc import Callable, Container, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, cast

import msgspec
from msgspec.structs import replace

from whence.errors import ExtraMissing, InputError, UsageError
from whence.ingest.decoding import MOST_BYTES, decoded
from whence.ingest.documents import docx_of, hint_for
from whence.ingest.feeds import entries_of
from whence.ingest.fetch import Fetched, Fetcher, Policy, Validators
from whence.ingest.frontmatter import with_front_matter
from whence.ingest.kinds import ASSETS, SNIFFED, Kind, kind_of, sniffed, suffixes_of
from whence.ingest.mail import page_of_mhtml, parts_of_mail
from whence.ingest.page import articles_of
from whence.ingest.pdf import pdf_of
from whence.ingest.records import Found, given_of, is_record
from whence.ingest.tables import rows_of
from whence.ingest.urls import is_web
from whence.ingest.webarchive import pages_of_wacz, pages_of_warc
from whence.records.article import Address, ArticleDate, ArticleDates, Given, Page, Shown

XZ = b"\xfd7zXZ\x00"
XZ_HEAD = 1_024  # bytes in which an xz file says how much memory it needs
XZ_MEMORY = 96 * 2**20  # xz -9 needs 65 MiB
ZIP_TAIL = 65_536  # bytes at the end of a ZIP that name what is in it
BROKEN = (OSError, EOFError, zlib.error, lzma.LZMAError)
_MEDIA: dict[str, Kind] = {
    **dict.fromkeys(("text/html", "application/xhtml+xml"), "html"),
    **dict.fromkeys(("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json"), "feed"),
    "text/plain": "text",
    "application/json": "json",
    "application/pdf": "pdf",
    "text/csv": "csv",
}

Item = Given | InputError


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What the user tells of an article, where the input itself does not."""

    url: str | None = None
    published: str | None = None
    outlet: str | None = None


def inputs(
    paths: Iterable[str | os.PathLike[str]],
    max_bytes: int = MOST_BYTES,
    *,
    kind: Kind | None = None,
    fetcher: Fetcher | None = None,
    told: Told | None = None,
    skip: Container[str] = (),
) -> Iterator[Item]:
    """The articles behind paths, in order: files of every kind that is read, folders (sorted), addresses, stdin ("-").

    An input's name is the path or address as given, a record's id, or `path#part`.  `kind` says what the inputs are where names
    and contents do not; `fetcher` asks for addresses (the default one honours robots.txt and keeps to public networks).  Texts
    and pages over `max_bytes` are errors.  Addresses whose names are in `skip` are not fetched.  UsageError for one path alone.
    """
    if isinstance(paths, str | bytes | os.PathLike):
        raise UsageError(f"inputs() takes a list of paths, not {os.fsdecode(paths)}", "put it in a list")
    source = Source(max_bytes, kind, fetcher, skip)
    for path in paths:
        yield from source.articles(source.found(os.fspath(path)), told or Told())


class Source:
    """Where inputs come from, and how they are read."""

    def __init__(
        self,
        max_bytes: int = MOST_BYTES,
        kind: Kind | None = None,
        fetcher: Fetcher | None = None,
        skip: Container[str] = (),
    ) -> None:
        self.max_bytes, self.kind, self._skip = max_bytes, kind, skip
        self._fetcher = fetcher

    def fetch(self, url: str, known: Validators | None = None) -> Fetched:
        """The answer for an address; InputError where there is none."""
        if self._fetcher is None:
            self._fetcher = Fetcher(Policy(most_bytes=self.max_bytes))
        return self._fetcher.fetch(url, known)

    def articles(self, found: Iterator[Found], told: Told | None = None) -> Iterator[Item]:
        """Pages become their articles, links are followed; `told` fills in what an input does not tell itself."""
        for each in found:
            if isinstance(each, InputError):
                yield each
            elif isinstance(each, Address):
                if each.name not in self._skip:
                    yield from self.articles(self._followed(each), told)
            elif isinstance(each, Page):
                page = replace(each, url=each.url or (told.url if told else None))
                yield from (_filled(one, told) for one in articles_of(page))
            else:
                yield _filled(each, told)

    def found(self, path: str) -> Iterator[Found]:
        """What one path or address holds."""
        try:
            if path == "-":
                yield from self._stdin()
            elif is_web(path):
                yield from self._address(path)
            else:
                yield from self._path(Path(path), path)
        except OSError as wrong:
            yield _unreadable(path, wrong)

    # --- addresses -------------------------------------------------------------------------------------------------------

    def _address(self, url: str) -> Iterator[Found]:
        if url not in self._skip:
            yield from self._fetched(Address(name=url, url=url))

    def _followed(self, link: Address) -> Iterator[Found]:
        """The page behind a link, with the link's name and what its list or feed told of it."""
        for each in self._fetched(link):
            if isinstance(each, Page):
                shown = replace(link.shown, dates=replace(link.shown.dates, captured=each.shown.dates.captured))
                yield replace(each, title=link.title, published=link.published, outlet=link.outlet, shown=shown)
            elif isinstance(each, Address):  # or a list that names itself would be followed without end
                yield InputError(each.name, "is an address in a list that an address led to", "give that list itself")
            else:
                yield each

    def _fetched(self, link: Address) -> Iterator[Found]:
        try:
            got = self.fetch(link.url)
        except InputError as wrong:
            yield InputError(link.name, wrong.message, wrong.hint)
            return
        if got.cut:
            yield InputError(link.name, "the answer ended before its end", "try again, or save the page and give the file")
            return
        kind = self.kind or _MEDIA.get(got.media_type or "") or sniffed(got.body[:SNIFFED])
        if kind == "html":
            yield _page_of(got, link.name)
        elif kind == "feed":
            yield from entries_of(got.body, link.name, got.final_url, got.charset, follow=False)
        elif kind in ("warc", "wacz", "mhtml", "eml"):
            yield InputError(link.name, f"is a {kind} file, which is not read from an address", "save it and give the file")
        else:
            yield from self._content(io.BytesIO(got.body), link.name, kind)

    # --- files -----------------------------------------------------------------------------------------------------------

    def _path(self, path: Path, name: str) -> Iterator[Found]:
        if path.is_dir():
            yield from self._folder(path)
        elif not path.exists():
            yield InputError(name, "there is no such file or folder", "check the path")
        elif hint := (None if self.kind else hint_for(suffixes_of(name)[0])):
            yield InputError(name, f"{suffixes_of(name)[0]} files are not read", hint)
        else:
            yield from self._file(path, name, self.kind or kind_of(name))

    def _folder(self, folder: Path) -> Iterator[Found]:
        """Every file of a kind that is read; what pages bring along and hidden files are passed over, others named."""
        paths, unlisted = members(folder)
        for path in paths:
            yield from self._member(path)
        for wrong in unlisted:
            yield _unreadable(str(wrong.filename), wrong)
        if not paths and not unlisted:
            yield InputError(
                str(folder), "the folder holds nothing that is read", "put pages, texts, records or archives there"
            )

    def _member(self, path: Path) -> Iterator[Found]:
        try:
            if path.is_file():
                yield from self._regular(path)
            elif path.is_dir():
                yield InputError(str(path), "is a link to a folder, which is not followed", "give that folder itself")
            else:
                yield InputError(str(path), "cannot be read: it is no file, or leads to none", "check where it leads to")
        except OSError as wrong:
            yield _unreadable(str(path), wrong)

    def _regular(self, path: Path) -> Iterator[Found]:
        name, suffix = str(path), suffixes_of(str(path))[0]
        kind = self.kind or kind_of(name)
        if kind is None:
            hint = hint_for(suffix) or "name it with its suffix, or give it alone with --input-format"
            with path.open("rb") as file:
                kind = sniffed(_beginning(file.peek(SNIFFED)[:SNIFFED])) if hint_for(suffix) is None else "text"
            if kind == "text":
                yield InputError(name, f"{suffix or 'files without a suffix'} are not read in a folder", hint)
                return
        yield from self._file(path, name, kind)

    def _file(self, path: Path, name: str, kind: Kind | None) -> Iterator[Found]:
        try:
            with path.open("rb") as file:
                if not file.seekable():
                    yield from self._stream(file, name, kind)
                    return
                head = file.peek(SNIFFED)[:SNIFFED]
                kind = kind or sniffed(_beginning(head), _names_in_zip(path, head))
                if kind == "wacz":
                    yield from pages_of_wacz(path, name, self.max_bytes)
                elif kind == "warc" and not head.startswith((b"BZh", XZ)):
                    yield from pages_of_warc(file, name, self.max_bytes)
                else:
                    yield from self._content(unpacked(file, name), name, kind)
        except InputError as wrong:
            yield wrong
        except BROKEN as wrong:
            yield _unreadable(name, wrong)

    def _stdin(self) -> Iterator[Found]:
        if sys.stdin is None or sys.stdin.closed:  # None where the shell closed it
            raise OSError("stdin is closed")
        yield from self._stream(sys.stdin.buffer, "-", self.kind)

    def _stream(self, stream: IO[bytes], name: str, kind: Kind | None) -> Iterator[Found]:
        """What comes through a pipe, which cannot be wound back."""
        first = stream.readline(self.max_bytes + 1)  # and no more: records are read as they come
        head = first if _is_record(first) else first + stream.read(max(0, SNIFFED - len(first)))
        whole = io.BufferedReader(_Rejoined(head, stream))
        try:
            if not _is_packed(head):
                yield from self._content(whole, name, kind or ("jsonl" if _is_record(first) else sniffed(head, cut=False)))
            elif (kind or sniffed(_beginning(head))) == "warc":
                yield from pages_of_warc(whole, name, self.max_bytes)
            else:
                plain = io.BufferedReader(cast(io.RawIOBase, unpacked(whole, name)))
                yield from self._content(plain, name, kind or sniffed(plain.peek(SNIFFED)[:SNIFFED]))
        except InputError as wrong:
            yield wrong
        except BROKEN as wrong:
            yield _unreadable(name, wrong)

    # --- contents --------------------------------------------------------------------------------------------------------

    def _content(self, stream: IO[bytes], name: str, kind: Kind) -> Iterator[Found]:
        """What an unpacked stream of a known kind holds."""
        if kind == "jsonl":
            yield from _lines(stream, name, self.max_bytes)
        elif kind == "csv":
            yield from rows_of(stream, name, self.max_bytes)
        elif kind == "warc":
            yield from pages_of_warc(stream, name, self.max_bytes)
        else:
            data = stream.read(self.max_bytes + 1)
            if len(data) > self.max_bytes:
                yield InputError(name, f"is longer than {self.max_bytes} bytes", "split it into articles, or raise max_bytes")
            else:
                yield from _whole(data, name, kind)


def _whole(data: bytes, name: str, kind: Kind) -> Iterator[Found]:
    """What the bytes of one file hold."""
    if kind == "html":
        yield Page(name=name, data=data)
    elif kind == "json":
        yield from _json(data, name)
    elif kind == "eml":
        yield from parts_of_mail(data, name)
    elif kind == "mhtml":
        yield page_of_mhtml(data, name)
    elif kind == "feed":
        yield from _feed(data, name)
    elif kind == "docx":
        yield docx_of(data, name)
    elif kind == "pdf":
        yield _pdf(data, name)
    elif kind == "wacz":
        yield InputError(name, "a WACZ is read from a file only", "save it and give the file")
    else:
        yield _text(data, name)


def _feed(data: bytes, name: str) -> Iterator[Found]:
    """The articles in a feed's file; what it gives a summary of only is not fetched: `whence read --feed` does that."""
    yield from entries_of(data, name, None, None, follow=False)


def _pdf(data: bytes, name: str) -> Found:
    try:
        return pdf_of(data, name)
    except ExtraMissing as wrong:
        return InputError(name, wrong.message, wrong.hint)


def _filled(each: Item, told: Told | None) -> Item:
    """The input with what the user tells, where neither it nor what a page or a record shows of it does."""
    if told is None or isinstance(each, InputError):
        return each
    shown = each.shown or Shown()
    named, dated = shown.outlet is not None and shown.outlet.name is not None, shown.dates.published is not None
    return replace(
        each,
        url=each.url or told.url,
        published=each.published or (None if dated else told.published),
        outlet=each.outlet or (None if named else told.outlet),
    )


def _page_of(got: Fetched, name: str) -> Page:
    """The page of an answer, captured now."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    page = Page(name=name, data=got.body, url=got.final_url, charset=got.charset, status=got.status)
    return replace(page, shown=replace(page.shown, dates=ArticleDates(captured=ArticleDate(now, "second", "fetch", "+00:00"))))


def _unreadable(name: str, wrong: Exception) -> InputError:
    reason = wrong.strerror if isinstance(wrong, OSError) and wrong.strerror else str(wrong)
    return InputError(name, f"cannot be read: {reason}", "check its permissions and that it is whole")


# --- folders -------------------------------------------------------------------------------------------------------------


def members(folder: Path) -> tuple[list[Path], list[OSError]]:
    """The files of a folder that are looked at, sorted, and why folders in it could not be listed."""
    paths: list[Path] = []
    unlisted: list[OSError] = []
    for place, folders, names in os.walk(folder, onerror=unlisted.append):
        saved = {f"{Path(name).stem}_files" for name in names if kind_of(name) == "html"}  # what a browser saved with the page
        folders[:] = [each for each in folders if not each.startswith(".") and each not in saved]
        paths += [Path(place, each) for each in folders if Path(place, each).is_symlink()]
        paths += [Path(place, each) for each in names if not each.startswith(".") and suffixes_of(each)[0] not in ASSETS]
    return sorted(paths), unlisted


# --- packed streams ------------------------------------------------------------------------------------------------------

_PACKINGS: tuple[tuple[bytes, Callable[[IO[bytes]], Any]], ...] = (
    (b"\x1f\x8b", lambda stream: gzip.GzipFile(fileobj=stream)),
    (b"BZh", bz2.BZ2File),
    (XZ, lzma.LZMAFile),
)


def _is_packed(head: bytes) -> bool:
    return any(head.startswith(magic) for magic, _ in _PACKINGS)


def unpacked(stream: IO[bytes], name: str) -> Any:
    """The stream without its packing (gzip, bzip2, xz, by how it begins); a pipe cannot be wound back."""
    head = stream.peek(XZ_HEAD)[:XZ_HEAD] if isinstance(stream, io.BufferedReader) else stream.read(XZ_HEAD)
    if not isinstance(stream, io.BufferedReader):
        stream.seek(0)
    if head.startswith(b"\x28\xb5\x2f\xfd"):
        raise InputError(name, "is packed with Zstandard", "unpack it first (zstd -d)")
    if head.startswith(XZ):
        lzma.LZMADecompressor(memlimit=XZ_MEMORY).decompress(head, 1)  # raises where the header asks for more
    return next((opener(stream) for magic, opener in _PACKINGS if head.startswith(magic)), stream)


def _beginning(head: bytes) -> bytes:
    """The first bytes of a stream without its packing; of one that is damaged so early, nothing."""
    if not _is_packed(head):
        return head
    try:
        return bytes(unpacked(io.BytesIO(head), "").read1(SNIFFED))
    except BROKEN:
        return b""


def _names_in_zip(path: Path, head: bytes) -> list[str]:
    """Some names in a ZIP: enough to tell a document from an archive of the web."""
    if not head.startswith(b"PK\x03\x04"):
        return []
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - ZIP_TAIL))
        return ["word/"] if b"word/" in file.read() else []


class _Rejoined(io.RawIOBase):
    """A stream whose first bytes were read already."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data, self._head = self._head[: len(buffer)], self._head[len(buffer) :]
        if not data:
            data = self._rest.read1(len(buffer)) if isinstance(self._rest, io.BufferedReader) else self._rest.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


# --- texts and records ---------------------------------------------------------------------------------------------------


def _text(data: bytes, name: str) -> Found:
    try:
        text = decoded(data, name)
    except InputError as wrong:
        return wrong
    if not text.strip():
        return InputError(name, "is empty", "give a file with the article's text")
    return with_front_matter(Given(name=name, text=text))


def _is_record(line: bytes) -> bool:
    if not line.lstrip(b"\xef\xbb\xbf \t").startswith(b"{"):
        return False
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return is_record(record)


def _lines(stream: IO[bytes], name: str, max_bytes: int) -> Iterator[Found]:
    """The inputs of every line of JSON Lines; a line that is too long is skipped to its end."""
    number, line = 0, stream.readline(max_bytes + 1)
    while line:
        number += 1
        if len(line) > max_bytes and not line.endswith(b"\n"):
            yield InputError(f"{name}#{number}", f"the line is longer than {max_bytes} bytes", "split it, or raise max_bytes")
            while line and not line.endswith(b"\n"):
                line = stream.readline(max_bytes)
        elif line.strip():
            yield from _line(line, f"{name}#{number}")
        line = stream.readline(max_bytes + 1)


def _line(line: bytes, name: str) -> Iterator[Found]:
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as wrong:
        yield InputError(name, f"is not a line of JSON: {wrong}", "give one record a line")
        return
    yield from given_of(record, name)


def _json(data: bytes, name: str) -> Iterator[Found]:
    try:
        held = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as wrong:
        yield InputError(name, f"is not JSON: {wrong}", "give a record, a list of records, or JSON Lines")
        return
    if not isinstance(held, list):
        yield from given_of(held, name)
        return
    for number, record in enumerate(held, 1):
        yield from given_of(record, f"{name}#{number}")
