"""Live blogs and pages of several articles: which pieces belong to which of them."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from whence.ingest.page.blocks import Piece
from whence.ingest.page.lines import HEADINGS, Region, words_in
from whence.ingest.page.linked import types_of
from whence.ingest.page.metadata import Metadata
from whence.lexicon.credits import persons_of
from whence.records.article import PROSE

LEAST_LIVE = 3  # items with a time from which a page is a live blog
LEAST_ARTICLES = 2  # <article> elements with a heading and text of their own from which a page holds several
TIMED = 0.6  # share of the items that have a time
LEAST_WORDS = 60  # words of prose of one of several articles
COVERED = 0.5  # share of the page's prose that the items must hold
_LIVE = re.compile(
    r"(?i:\b(?:live ?(?:blog|feed|updates?|ticker|text|stream|coverage|posts?)|ticker|minute by minute)\b)|\bLIVE\b"
)
_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d{2}\b")


@dataclass(frozen=True)
class Item:
    """One item of a live blog, one of several articles: its pieces, and the region around them (None for the rest)."""

    pieces: list[Piece]
    region: Region | None = None


def items_of(metadata: Metadata, pieces: list[Piece]) -> list[Item]:
    """The page in parts: what stands outside of all items first, then the items in order; one part when it is one article.

    Of several articles that which has the page's title belongs to what stands outside: the others follow it, as on pages that
    go on with the next article.
    """
    live = is_live(metadata, pieces)
    groups = _live_items(pieces) if live else _articles(pieces)
    first = next((region for region, held in groups.items() if any(piece.role == "title" for piece in held)), None)
    others = {region: held for region, held in groups.items() if live or region is not first}
    if not others:
        return [Item(pieces)]
    owned = {id(piece) for held in others.values() for piece in held}
    rest = [piece for piece in pieces if id(piece) not in owned] or others.pop(next(iter(others)))
    return [Item(rest), *(Item(held, region) for region, held in others.items())]


def is_live(metadata: Metadata, pieces: list[Piece]) -> bool:
    """Is the page a live blog, by its type, its title or the names of its markup?"""
    if any("LiveBlogPosting" in types_of(node) for node in metadata.nodes):
        return True
    if _LIVE.search(metadata.title):
        return True
    return any(_LIVE.search(region.names) for piece in pieces[:40] for region in piece.line.region.outward())


def _live_items(pieces: list[Piece]) -> dict[Region, list[Piece]]:
    """The like regions under one parent that hold most prose, nearly all of them with a time."""
    best: dict[Region, list[Piece]] = {}
    for groups in _alike(pieces):
        timed = sum(any(_is_timed(piece) for piece in held) for held in groups.values())
        if (
            len(groups) >= LEAST_LIVE
            and timed >= TIMED * len(groups)
            and _prose(groups) > max(_prose(best), COVERED * _words(pieces))
        ):
            best = groups
    return best


def _articles(pieces: list[Piece]) -> dict[Region, list[Piece]]:
    """Several <article> elements side by side, each with a heading and text of its own."""
    for groups in _alike(pieces):
        regions = list(groups)
        if len(regions) < LEAST_ARTICLES or regions[0].tag != "article":
            continue
        own = {region: held for region, held in groups.items() if _is_article(held)}
        if len(own) >= LEAST_ARTICLES and _prose(own) > COVERED * _words(pieces):
            return own
    return {}


def _is_article(held: list[Piece]) -> bool:
    """A heading, text, and a date or a byline: without these it is a section."""
    headed = any(piece.role in ("heading", "title") or piece.line.region.tag in HEADINGS for piece in held)
    signed = any(piece.line.stamps or (piece.role == "credit" and persons_of(piece.text)) for piece in held)
    return headed and _words(held) >= LEAST_WORDS and signed


def _alike(pieces: list[Piece]) -> Iterator[dict[Region, list[Piece]]]:
    """Regions of one tag and name beside each other, with the pieces that each holds; the outermost first."""
    sets: dict[tuple[int, Region | None, str, str], dict[Region, list[Piece]]] = defaultdict(dict)
    for piece in pieces:
        around = list(piece.line.region.outward())
        for depth, region in enumerate(reversed(around)):
            key = (depth, region.around, region.tag, region.names.split(" ")[0])
            sets[key].setdefault(region, []).append(piece)
    for key in sorted(sets, key=lambda key: key[0]):
        groups = {region: held for region, held in sets[key].items() if any(piece.role in PROSE for piece in held)}
        if len(groups) > 1:
            yield groups


def _is_timed(piece: Piece) -> bool:
    return bool(piece.line.stamps) or (len(piece.text) < 60 and bool(_CLOCK.search(piece.text)))


def _prose(groups: dict[Region, list[Piece]]) -> int:
    return sum(map(_words, groups.values()))


def _words(pieces: list[Piece]) -> int:
    return sum(words_in(piece.text) for piece in pieces if piece.role in PROSE)
