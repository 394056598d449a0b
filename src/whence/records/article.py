"""One article: its text as an immutable snapshot, what is known about it, and the blocks that the text falls into."""

from hashlib import sha256
from typing import Literal

import msgspec

from whence.records.spans import Span

Role = Literal["title", "heading", "paragraph", "caption", "teaser", "credit", "boilerplate", "list", "blockquote", "live item"]
PROSE: frozenset[Role] = frozenset({"paragraph", "blockquote", "list", "live item"})  # what can say something
Precision = Literal["second", "minute", "hour", "day", "month", "year"]
PublicationBasis = Literal["url", "json-ld", "open graph", "meta", "time", "dateline", "text", "given", "feed", "warc", "fetch"]
NoteKind = Literal["update", "correction", "editor's note"]


class Block(msgspec.Struct, frozen=True):
    """Characters `start:end` of the text that play one role; `locator` says where in the page, null for plain text."""

    start: int
    end: int
    role: Role
    locator: str | None = None


class Outlet(msgspec.Struct, frozen=True):
    """A newspaper, agency, broadcaster or site, by its name, its domain, or both."""

    name: str | None = None
    domain: str | None = None


class Republished(msgspec.Struct, frozen=True):
    """Where the article says that it was taken from; `basis` tells by what."""

    name: str | None
    domain: str | None
    url: str | None
    basis: str


class ArticleDate(msgspec.Struct, frozen=True):
    """A date of the article: ISO 8601 value, how fine it is, and where it was read.

    `value` is written as its place tells it, with the offset from UTC where there is one ("2026-03-12T09:30:00+01:00");
    `zone` repeats that offset, null where the value has none.
    """

    value: str
    precision: Precision
    basis: PublicationBasis
    zone: str | None = None


class ArticleDates(msgspec.Struct, frozen=True):
    """When the article was published, changed and captured; none of them ever stands for another."""

    published: ArticleDate | None = None
    modified: ArticleDate | None = None
    captured: ArticleDate | None = None


class NotRead(msgspec.Struct, frozen=True):
    """Why an article has no statements although its text is there."""

    reason: str


class Note(msgspec.Struct, frozen=True):
    """An update, a correction or an editor's note that the article shows."""

    kind: NoteKind
    spans: tuple[Span, ...]


class ArchiveRecord(msgspec.Struct, frozen=True):
    """Where a page lies in a web archive: the file, the record's id, and the bytes at which the record begins and how many.

    `offset` counts in the file as it is stored (compressed, when it is); `length` is null when the next record was not reached.
    """

    file: str
    id: str
    offset: int
    length: int | None = None


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """What a page, a feed or a record shows of an article beside its text; null or empty where it shows nothing.

    `blocks` are those of the text, in order and without overlap; null where only the text is known and its lines must tell.
    """

    blocks: tuple[Block, ...] | None = None
    title: str | None = None
    canonical_url: str | None = None
    outlet: Outlet | None = None
    republished_from: Republished | None = None
    byline: tuple[str, ...] = ()
    language: str | None = None
    dates: ArticleDates = ArticleDates()
    notes: tuple[Note, ...] = ()
    not_read: NotRead | None = None
    record: ArchiveRecord | None = None


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """One input before it is an article: its name (path, URL or record id, as it was given), its text, and what was told of it.

    `published` is an ISO 8601 date or time, as given.  What was told counts before what is `shown`.
    """

    name: str
    text: str
    url: str | None = None
    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    shown: Shown | None = None


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """One page of HTML as it was got, before anything is read from it.

    `data` is the page's bytes, or its characters where a record gave them decoded; `charset`, `status` and `captured` are what
    the transport told (an HTTP header, a web archive), `shown` what a feed or a record told of the article.
    """

    name: str
    data: bytes | str
    url: str | None = None
    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    charset: str | None = None
    status: int | None = None
    shown: Shown = Shown()


class Address(msgspec.Struct, frozen=True, kw_only=True):
    """An address whose article is not there yet and must be fetched; the other fields are those of a Page."""

    name: str
    url: str
    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    shown: Shown = Shown()


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """What is read: the text, and everything that is known about it before any statement is looked for."""

    id: str
    text: str
    blocks: tuple[Block, ...]
    version_of: str | None = None
    not_read: NotRead | None = None
    url: str | None = None
    canonical_url: str | None = None
    outlet: Outlet | None = None
    republished_from: Republished | None = None
    title: str | None = None
    byline: tuple[str, ...] = ()
    language: str | None = None
    dates: ArticleDates = ArticleDates()
    notes: tuple[Note, ...] = ()
    record: ArchiveRecord | None = None


def article_id(text: str, url: str | None, outlet: str | None, published: str | None) -> str:
    """The article's id: 16 hex digits of the SHA-256 of text, url, outlet and date as given; the same on any machine."""
    given = msgspec.json.encode([text, url, outlet, published])
    return sha256(given).hexdigest()[:16]
