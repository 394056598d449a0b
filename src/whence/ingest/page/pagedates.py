"""When a page says that its article was published and changed, and by what it says so.

Every place keeps its own date: what the publisher tells machines counts before what stands in the address or on the page, and
a publication is never taken from a change, a capture or the page's build.
"""

import re
from collections.abc import Iterator
from typing import get_args

from msgspec.structs import replace

from whence.ingest.page.blocks import Margins, Piece
from whence.ingest.page.features import letters_of
from whence.ingest.page.lines import Line
from whence.ingest.page.linked import texts
from whence.ingest.page.metadata import Metadata
from whence.ingest.values import date_of
from whence.lexicon.addresses import Dated, dated_address
from whence.lexicon.printed import printed_dates
from whence.lexicon.tables import table
from whence.records.article import ArticleDate, ArticleDates, Precision, PublicationBasis

FIRST = "1995"  # printed dates before it are of what a page tells, not of the page: newspapers went to the web from then on
FINE: tuple[Precision, ...] = get_args(Precision)  # the finest first
_TABLE = table("pages")["dates"]
_MIDNIGHT = re.compile(r"T00:00(?::00)?(?:$|[+-])")
_MIDNIGHT_BEHIND = re.compile(r"T00:00(?::00)?(?:[+-]\d\d:\d\d)?$")
_CHANGED = re.compile(rf"\b(?:{table('pages')['printed']['changed']})", re.IGNORECASE)


def dates_of(metadata: Metadata, margins: Margins, url: str | None) -> ArticleDates:
    """Published and modified, each with its basis; null where the page does not tell."""
    published = settled(list(_published(metadata, margins, url)))
    modified = settled(list(_modified(metadata, margins)))
    if modified and published and modified.value[:19] == published.value[:19]:
        modified = None  # not changed since
    return ArticleDates(published=published, modified=modified)


def _published(metadata: Metadata, margins: Margins, url: str | None) -> Iterator[ArticleDate | None]:
    yield from (_told(each, "json-ld") for each in metadata.told("datePublished", "dateCreated", "uploadDate"))
    yield from _of_meta(metadata, _TABLE["published"])
    yield from (_told(each, "time") for each in _stamps(margins.signed, changed=False))
    address = [_plain(dated_address(each), "url") for each in (url, metadata.canonical)]
    yield from (each for each in address if each and each.precision == "day")
    yield from _printed(margins.signed, "published", margins.language)
    yield from (_told(each, "time") for each in _stamps(margins.beside, changed=False))
    yield from _printed(margins.beside, "published", margins.language)
    yield from _printed(margins.under, "published", margins.language, labelled=True)
    yield from address


def _modified(metadata: Metadata, margins: Margins) -> Iterator[ArticleDate | None]:
    yield from (_told(each, "json-ld") for each in metadata.told("dateModified"))
    yield from _of_meta(metadata, _TABLE["modified"])
    around = margins.signed + margins.beside
    yield from (_told(each, "time") for each in _stamps(around, changed=True))
    yield from _printed(around + margins.under, "modified", margins.language)


def _of_meta(metadata: Metadata, names: list[str]) -> Iterator[ArticleDate | None]:
    for name in names:
        basis: PublicationBasis = "open graph" if name.startswith(("article:", "og:")) else "meta"
        yield from (_told(each, basis) for each in metadata.meta.get(name, ()))


def _told(text: str, basis: PublicationBasis) -> ArticleDate | None:
    """A date as written; midnight is what systems write that keep days only, so it is no finer than the day."""
    date = date_of(text, basis)
    if date is None:
        return next((_plain(each.dated, basis) for each in printed_dates(text, None) if each.kind == "published"), None)
    return replace(date, precision="day") if _MIDNIGHT.match(date.value[10:]) else date


def _plain(dated: Dated | None, basis: PublicationBasis) -> ArticleDate | None:
    return ArticleDate(dated.value, dated.precision, basis) if dated else None


def _stamps(lines: list[Line], *, changed: bool) -> Iterator[str]:
    """What the <time> elements of these lines say; those in the text tell of what it reports."""
    for line in lines:
        for stamp in line.stamps:
            label = stamp.label if len(line.stamps) > 1 else f"{stamp.label} {line.region.names}"
            if bool(_CHANGED.search(label)) == changed:
                yield stamp.value


def _printed(lines: list[Line], kind: str, language: str | None, labelled: bool = False) -> Iterator[ArticleDate | None]:
    """The dates that lines print: "Published: 12 March 2026", "Stand: 12.03.2026, 14:05 Uhr"."""
    for line in (each for each in lines if not any(stamp.value for stamp in each.stamps)):
        found = (each for each in printed_dates(line.text, language) if each.kind == kind and each.labelled >= labelled)
        yield from (_plain(each.dated, "text") for each in found if each.dated.value >= FIRST)


def settled(told: list[ArticleDate | None]) -> ArticleDate | None:
    """The first date, made finer by a later one that agrees with it: the same day with a time, the same time with a zone."""
    known = [each for each in told if each is not None]
    if not known:
        return None
    first = next((each for each in known if each.precision not in ("month", "year")), known[0])
    for each in known:
        finer = FINE.index(each.precision) < FINE.index(first.precision)
        zoned = each.precision == first.precision and each.zone is not None and first.zone is None
        if (finer or zoned) and each.value.startswith(_MIDNIGHT_BEHIND.sub("", first.value)):
            first = each
    return first


def item_date(metadata: Metadata, title: str | None, pieces: list[Piece]) -> ArticleDate | None:
    """When an item of a live blog was published: its own <time>, else what JSON-LD tells of an update of its name."""
    stamps = _stamps([piece.line for piece in pieces], changed=False)
    if found := next(filter(None, (_told(each, "time") for each in stamps)), None):
        return found
    listed = (node.get("liveBlogUpdate") for node in metadata.nodes)
    for update in (each for some in listed if isinstance(some, list) for each in some):
        if isinstance(update, dict) and title and letters_of(title) in map(letters_of, texts(update.get("headline"))):
            return next((_told(each, "json-ld") for each in texts(update.get("datePublished"))), None)
    return None
