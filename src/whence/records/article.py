"""One article: its text as an immutable snapshot, what is known about it, and the blocks that the text falls into."""

from hashlib import sha256
from typing import Literal

import msgspec

Role = Literal["title", "heading", "paragraph", "caption", "teaser", "credit", "boilerplate", "list", "blockquote", "live item"]
PROSE: frozenset[Role] = frozenset({"paragraph", "blockquote", "list", "live item"})  # what can say something
Precision = Literal["second", "minute", "hour", "day", "month", "year"]
PublicationBasis = Literal["url", "json-ld", "meta", "dateline", "text", "given"]


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
    """A date of the article: ISO 8601 value, how fine it is, and where it was read."""

    value: str
    precision: Precision
    basis: PublicationBasis


class ArticleDates(msgspec.Struct, frozen=True):
    """When the article was published, changed and captured; none of them ever stands for another."""

    published: ArticleDate | None = None
    modified: ArticleDate | None = None
    captured: ArticleDate | None = None


class NotRead(msgspec.Struct, frozen=True):
    """Why an article has no statements although its text is there."""

    reason: str


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """One input before it is an article: its name (path, URL or record id, as it was given), its text, and what was told of it.

    `published` is an ISO 8601 date or time, as given.
    """

    name: str
    text: str
    url: str | None = None
    title: str | None = None
    published: str | None = None
    outlet: str | None = None


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


def article_id(text: str, url: str | None, outlet: str | None, published: str | None) -> str:
    """The article's id: 16 hex digits of the SHA-256 of text, url, outlet and date as given; the same on any machine."""
    given = msgspec.json.encode([text, url, outlet, published])
    return sha256(given).hexdigest()[:16]
