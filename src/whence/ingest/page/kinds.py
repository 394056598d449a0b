"""Pages that hold no article to read: errors, walls, consent notices, indexes."""

import re

from whence.ingest.page.blocks import Piece
from whence.ingest.page.lines import Line, words_in
from whence.ingest.page.linked import types_of
from whence.ingest.page.metadata import Metadata
from whence.lexicon.tables import table
from whence.records.article import PROSE

STUB = 120  # words of prose up to which a page with a wall shows only the beginning of its article
SHORT = 60  # words of prose up to which an error or a consent notice is all that a page holds
FEW = 25  # words below which there is no article at all
HEADLINES = 12  # linked lines of five words or more from which a page without an article is an index
HEADLINE_WORDS = 5
_TABLE = table("pages")["kinds"]
_ERROR, _WALL, _COOKIES = (
    re.compile("|".join(f"(?:{each})" for each in _TABLE[kind])) for kind in ("error", "paywall", "cookies")
)
_INDEX_PATH = re.compile(
    r"https?://[^/]+/?(?:(?:index\.\w+|home|news|latest|(?:category|tag|topics?|section|author)/[^/]+)/?)?$"
)
_ARTICLE = re.compile(r"Article$|Posting$|Report$")


def not_read(status: int | None, metadata: Metadata, lines: list[Line], pieces: list[Piece]) -> str | None:
    """Why a page has no article to read; None when it has one."""
    words = sum(words_in(piece.text) for piece in pieces if piece.role in PROSE)
    if status is not None and status >= 400:
        return "error page"
    if words <= SHORT and _is_error(metadata, lines):
        return "error page"
    if words <= STUB and _has_wall(metadata, lines):
        return "paywall"
    if words <= SHORT and sum(bool(_COOKIES.search(line.text.lower())) for line in lines) > 1:
        return "cookie wall"
    if _is_index(metadata, lines, words):
        return "index page"
    return "no article text" if words < FEW and not _claims_article(metadata) else None


def _is_error(metadata: Metadata, lines: list[Line]) -> bool:
    heads = [metadata.title, *(line.text for line in lines if line.region.tag in ("h1", "h2", "title"))]
    return any(_ERROR.match(each.lower().strip()) for each in heads) or (
        len(lines) < HEADLINES and any(_ERROR.match(line.text.lower()) for line in lines)
    )


def _has_wall(metadata: Metadata, lines: list[Line]) -> bool:
    """Does the publisher say that the article is not free, or a line that one must subscribe?"""
    closed = any(str(node.get("isAccessibleForFree", "")).lower().endswith("false") for node in metadata.nodes)
    return closed or any(_WALL.match(line.text.lower()) for line in lines)


def _is_index(metadata: Metadata, lines: list[Line], words: int) -> bool:
    """Headlines that are links, and no article of the page's own."""
    if _claims_article(metadata):
        return False
    linked = {line.text for line in lines if line.linked >= 0.8 * len(line.text) and line.text.count(" ") >= HEADLINE_WORDS - 1}
    front = bool(_INDEX_PATH.match(metadata.canonical or "")) and sum(map(words_in, linked)) > 2 * words
    return len(linked) >= HEADLINES and (words <= SHORT or front)


def _claims_article(metadata: Metadata) -> bool:
    """Does the page say that it is an article?"""
    if (metadata.first("og:type") or "").lower() == "article":
        return True
    return any(_ARTICLE.search(each) for each in types_of(metadata.article))
