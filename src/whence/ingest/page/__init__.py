"""A page of HTML -> its articles: text, blocks with roles and places, and what the page tells of it.

parse      bytes -> tree
lines      tree -> lines with the regions around them
metadata   the head: meta elements, JSON-LD (linked)
features   lines -> numbers
parts      numbers -> which part of the page a line is
blocks     lines of the article, each with its role
items      live blogs, pages of several articles
places     where in the page a block stands
pagedates  published, changed
names      byline, outlet, whom it was taken from
kinds      pages that hold no article to read
"""

import re
from collections.abc import Iterator

from msgspec.structs import replace

from whence.errors import InputError
from whence.ingest.anatomy.language import language_of as spoken
from whence.ingest.page.blocks import (
    LEAST_TITLE,
    Margins,
    Piece,
    is_repeated,
    margins_of,
    note_of,
    pieces_of,
    role_of,
    running_text,
)
from whence.ingest.page.features import features, letters_of
from whence.ingest.page.items import Item, items_of
from whence.ingest.page.kinds import not_read
from whence.ingest.page.lines import HEADINGS, MOST_LINES, Line, Region, lines_of
from whence.ingest.page.linked import texts
from whence.ingest.page.metadata import Metadata, metadata_of
from whence.ingest.page.names import byline_of, outlet_of, republished_of
from whence.ingest.page.pagedates import dates_of, item_date, settled
from whence.ingest.page.parse import tree_of
from whence.ingest.page.parts import shares_of
from whence.ingest.page.places import Places
from whence.ingest.urls import domain_of
from whence.ingest.values import language_of
from whence.lexicon.credits import same_outlet
from whence.records.article import PROSE, ArticleDates, Block, Given, Note, NotRead, Page, Shown
from whence.records.spans import span_of

POOR = 0.25  # share of the text in the metadata below which the page's own lines are not it: a script draws the page
DEEPEST = 600  # elements within each other: what looks outward from a line takes that many steps, pages of news have dozens
LEAST_BODY = 200  # letters of a text in the metadata that is worth being read instead
_SUFFIX = re.compile(r"\s+(?:[-–—|·•:»«~/]|::|\|\|)\s+|\s*\|\s*")

__all__ = ["LEAST_TITLE", "articles_of"]


def articles_of(page: Page) -> Iterator[Given | InputError]:
    """Every article of one page, with its blocks and what the page shows of it; an InputError when it cannot be decoded.

    A page is one article as a rule.  A live blog gives its frame and every item, a page of several articles each of them, named
    `NAME#1`, `NAME#2`, …  A page without an article to read still gives its text, with the reason in `shown.not_read`.
    """
    try:
        root = tree_of(page)
    except InputError as wrong:
        yield wrong
        return
    metadata, lines = metadata_of(root, page.url), lines_of(root)
    if len(lines) > MOST_LINES:
        yield InputError(page.name, f"the page has more than {MOST_LINES} lines", "give its articles one by one")
        return
    if max((line.region.depth for line in lines), default=0) > DEEPEST:
        yield InputError(page.name, f"its elements are nested more than {DEEPEST} deep", "give the article's text")
        return
    claimed = metadata.claimed()
    pieces = pieces_of(lines, shares_of(lines, features(lines, claimed)), claimed.summaries)
    if _is_poor(metadata, pieces):
        pieces = [piece for piece in pieces if piece.role == "title"] + _told_pieces(metadata)
    if not any(piece.role in PROSE for piece in pieces):
        pieces = running_text(lines) or pieces or [Piece(line, "boilerplate") for line in lines]
    if not pieces:
        yield InputError(
            page.name, "there is no text on the page", "save it once more when it has been drawn, or give its text"
        )
        return
    reason = not_read(page.status, metadata, lines, pieces)
    items = [Item(pieces)] if reason else items_of(metadata, pieces)
    margins = margins_of(_outside(lines, items), items[0].pieces, _language(metadata, pieces))
    places = Places()
    whole = _shown(page, metadata, margins, _title(metadata, pieces), reason)
    yield _given(page, whole, items[0].pieces, places)
    for number, item in enumerate(items[1:], 1):
        yield _of_item(page, whole, metadata, item, number, places)


def _outside(lines: list[Line], items: list[Item]) -> list[Line]:
    """The lines that are in none of the items after the first: what these show is not the page's."""
    regions = {item.region for item in items[1:]}
    return [line for line in lines if regions.isdisjoint(line.region.outward())] if regions else lines


# --- one article ---------------------------------------------------------------------------------------------------------


def _language(metadata: Metadata, pieces: list[Piece]) -> str | None:
    """The language that the page says it is in, else that of its text."""
    told = language_of(metadata.language) or language_of(metadata.first("og:locale"))
    return told or spoken(" ".join(piece.text for piece in pieces if piece.role in PROSE))


def _shown(page: Page, metadata: Metadata, margins: Margins, title: str | None, reason: str | None) -> Shown:
    """What the page shows of its article beside its text; where it shows nothing, what a feed or an archive told."""
    told = page.shown
    outlet = told.outlet or outlet_of(metadata, page.url)
    persons, agencies = byline_of(metadata, margins, outlet)
    dates = dates_of(metadata, margins, page.url)
    published = settled([dates.published, told.dates.published])
    dates = ArticleDates(published, settled([dates.modified, told.dates.modified]), told.dates.captured)
    return replace(
        told,
        title=title or told.title,
        canonical_url=metadata.canonical or told.canonical_url,
        outlet=outlet,
        republished_from=told.republished_from or republished_of(metadata, page.url, outlet, agencies),
        byline=persons or told.byline,
        language=margins.language or told.language,
        dates=dates,
        not_read=NotRead(reason) if reason else told.not_read,
    )


def _given(page: Page, shown: Shown, pieces: list[Piece], places: Places) -> Given:
    """The article of these pieces: their lines joined to one text, with blocks that say where in the page each stands."""
    parts_of_text, blocks, notes, at = [], [], [], 0
    kept = [piece for piece in pieces if not is_repeated(piece, shown.title)]
    for number, piece in enumerate(kept):
        if number:
            gap = "\n" if piece.role == kept[number - 1].role == "list" else "\n\n"
            parts_of_text.append(gap)
            at += len(gap)
        blocks.append(Block(at, at + len(piece.text), piece.role, places.of(piece.line.region.element)))
        parts_of_text.append(piece.text)
        at += len(piece.text)
    text = "".join(parts_of_text)
    for block in blocks:
        if block.role not in PROSE and (kind := note_of(text[block.start : block.end])):
            notes.append(Note(kind, (span_of(text, block.start, block.end),)))
    return Given(
        name=page.name,
        text=text,
        url=page.url,
        title=page.title,
        published=page.published,
        outlet=page.outlet,
        shown=replace(shown, blocks=tuple(blocks), notes=tuple(notes)),
    )


def _of_item(page: Page, whole: Shown, metadata: Metadata, item: Item, number: int, places: Places) -> Given:
    """One item as an article of its own: its heading is its title, its time its date; the page's date is not its date."""
    headed = (piece for piece in item.pieces if piece.role in ("heading", "title") or piece.line.region.tag in HEADINGS)
    heading = next(headed, None)
    pieces = [Piece(piece.line, "title") if piece is heading else piece for piece in item.pieces]
    title = heading.text if heading else None
    published = item_date(metadata, title, pieces)
    shown = replace(
        whole,
        title=title,
        byline=_own_byline(metadata, pieces, whole),
        dates=ArticleDates(published, None, whole.dates.captured),
    )
    return _given(replace(page, name=f"{page.name}#{number}", title=None, published=None), shown, pieces, places)


def _own_byline(metadata: Metadata, pieces: list[Piece], whole: Shown) -> tuple[str, ...]:
    """The names that the item itself prints, else none: those of a live blog's head are of many writers."""
    bare = Metadata({}, metadata.title, metadata.language, metadata.canonical, nodes=metadata.nodes)
    return byline_of(bare, margins_of([], pieces, whole.language), whole.outlet)[0]


# --- title ---------------------------------------------------------------------------------------------------------------


def _title(metadata: Metadata, pieces: list[Piece]) -> str | None:
    """The headline as the page prints it; where the head has a part of it that stands apart from a label, that part.

    Without one in print: what the head tells, without the name of the site behind it.
    """
    printed = next((piece.text for piece in pieces if piece.role == "title"), None)
    heads = [*metadata.told("headline"), *metadata.every("og:title", "twitter:title"), metadata.title]
    heads = [each for each in heads if each]
    if printed:
        whole = letters_of(printed)
        inner = [each for each in heads if whole.endswith(letters_of(each)) and letters_of(each) != whole and len(each) > 20]
        agreed = {letters_of(each) for each in heads}
        return inner[0] if inner and whole not in agreed else printed
    return _without_site(heads[0], metadata) if heads else None


def _without_site(title: str, metadata: Metadata) -> str:
    """ "Headline - Holm Post" and "Holm Post | Headline" without the site: the part that is its name or stands in its address.

    An unknown last part goes where it is short beside the headline.
    """
    known = (metadata.first("og:site_name", "application-name"), domain_of(metadata.canonical))
    label, colon, rest = title.partition(": ")
    if colon and any(same_outlet(label, each) for each in known):
        return rest
    split = list(_SUFFIX.finditer(title))
    if not split:
        return title
    first, behind = title[: split[0].start()], title[split[0].end() :]
    front, last = title[: split[-1].start()], title[split[-1].end() :]
    if any(same_outlet(first, each) for each in known):
        return behind
    if any(same_outlet(last, each) for each in known) or len(front.split()) > 2 * len(last.split()):
        return front
    return title


# --- pages that a script draws --------------------------------------------------------------------------------------------


def _is_poor(metadata: Metadata, pieces: list[Piece]) -> bool:
    """Does the metadata hold a text that the page's own lines lack?"""
    claimed = metadata.claimed().text
    own = sum(len(letters_of(piece.text)) for piece in pieces if piece.role in PROSE)
    return len(claimed) > LEAST_BODY and own < POOR * len(claimed)


def _told_pieces(metadata: Metadata) -> list[Piece]:
    """The text of the metadata as pieces without a place in the page."""
    body = max(texts(metadata.article.get("articleBody")), key=len, default="")
    if re.search(r"<(?:p|br|div)\b", body):
        try:
            found = lines_of(tree_of(Page(name="", data=f"<div>{body}</div>")))
        except InputError:
            return []
        for region in {region for line in found for region in line.region.outward()}:
            region.element = None  # it is in no place of the page
        return [Piece(line, role_of(line, "body", edge=False)) for line in found]
    region = Region(None, "p", "", None)
    told = (re.sub(r"\s+", " ", each).strip() for each in re.split(r"\n+", body))
    return [Piece(line, role_of(line, "body", edge=False)) for each in told if each for line in [Line(each, region)]]
