"""Who wrote an article, who published it, and whom it was taken from, as its page says."""

import re
from collections.abc import Iterator

from whence.ingest.page.blocks import Margins
from whence.ingest.page.features import letters_of
from whence.ingest.page.lines import Line
from whence.ingest.page.linked import texts
from whence.ingest.page.metadata import Metadata
from whence.ingest.urls import domain_of, site_of
from whence.ingest.values import names_of
from whence.lexicon.addresses import without_capture
from whence.lexicon.credits import agencies_of_byline, persons_of, same_outlet
from whence.lexicon.printed import month_names
from whence.lexicon.tables import table
from whence.records.article import Outlet, Republished

LONGEST_NAME = 60  # characters of an outlet's name
LONGEST_BYLINE = 160  # characters of a line that is a byline
_TABLE = table("pages")["names"]
_HANDLE = re.compile(r"https?:|www\.|@|\.(?:com|org|net|de|fr|co)\b|^\d+$|^[a-z]+[_.][a-z]+$")
_JOINED = re.compile(  # but "Hal Brun, Jr." and "Ana Ortega y Gasset" are one
    r"\s*(?:,(?! ?(?:Jr|Sr|II|III|IV|PhD|Ph\.D|MD|M\.D|MBA|Esq)\b)|;|\||/"
    r"| and | und | et | og | och | & | (?:y|e) (?=[A-ZÀ-Þ]\S+ [A-ZÀ-Þ]))\s*"
)
_WRITTEN = re.compile(rf"(?i:{_TABLE['by']}:?\s+)(?P<names>\S.*)$")
_BEHIND = re.compile(  # what stands behind the names of a printed byline: date, place, section, office
    rf"\s*[|•·–—/(:]\s*|,?\s+(?:on|in|under|at|am|le|il|el|em|op)\s|,?\s+(?=(?i:(?:{month_names()})\.?,? ?\d))|\s*\d"
)
_AUTHOR, _AUTHOR_PAGE = re.compile(rf"\b(?:{_TABLE['marked']})"), re.compile(rf"/(?:{_TABLE['pages']})/[\w-]+/?")
_WORD = r"[A-ZÀ-ÞŠŽČŁ][\w.’'-]*"
_NAME = re.compile(rf"(?:Dr\. |Prof\. )?{_WORD}(?: (?:(?:{_TABLE['particles']}) )*{_WORD}){{1,4}}")
_NOBODY = re.compile(_TABLE["nobody"])
_FEED = re.compile(  # behind the outlet in the title of a feed: " Full Atom Feed", " » Feed"
    r"\s*(?:[-–—|»:]\s*)?(?:(?:full|all|main|latest|news)\s+)?(?:(?:atom|rss|json)\s*)?(?:2\.0\s*)?feeds?\b.*$", re.IGNORECASE
)
_SITE_SUFFIX = re.compile(r"\s+(?:[-–—|·•:»]|::)\s+")


def byline_of(metadata: Metadata, margins: Margins, outlet: Outlet | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(writers, agencies) of the byline: as told to machines, else as printed above the text, else below it.

    Writers are persons; where the byline names none but a desk or the outlet itself, that.
    """
    agencies: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    for names in _told_names(metadata, margins):
        listed = names_of(_separated(names, outlet))
        persons, wires = agencies_of_byline(listed)
        agencies = agencies or wires
        persons = tuple(each for each in persons if not _is_outlet(each, metadata, outlet))
        if persons:
            return persons, agencies
        bodies = bodies or tuple(each for each in listed if not agencies_of_byline((each,))[1])
    return bodies[:1], agencies


def _told_names(metadata: Metadata, margins: Margins) -> Iterator[list[str]]:
    """Names as JSON-LD, meta elements and printed lines give them."""
    yield metadata.told("author") or metadata.told("creator")
    yield [each for name in _TABLE["authors"] for each in metadata.meta.get(name, ())][:6]
    lines = margins.signed + margins.beside
    yield next((found for line in lines if (found := _written(line))), [])
    yield next((found for line in lines if (found := _marked(line))), [])


def _separated(names: list[str], outlet: Outlet | None) -> list[str]:
    """Every name by itself, without "By", addresses, handles, and what systems write for nobody."""
    own = outlet.domain if outlet else None
    plain = [written["names"] if (written := _WRITTEN.match(each)) else each for each in names]
    split = [one.strip() for each in plain if same_outlet(each, own) or not _HANDLE.search(each) for one in _JOINED.split(each)]
    return [one for one in split if one and not _NOBODY.fullmatch(one.lower())]


def _written(line: Line) -> list[str]:
    """The names of a line that says "By" in some language."""
    if len(line.text) > LONGEST_BYLINE:
        return []
    written = _WRITTEN.match(line.text)
    if not written:
        return list(persons_of(line.text))
    names = _BEHIND.split(written["names"])[0].strip(" ,")
    return list(persons_of(f"By {names}")) or [names] if names else []


def _marked(line: Line) -> list[str]:
    """The name in a line that the markup calls the author's, or that links to his page."""
    marked = any(_AUTHOR.search(region.names) for region, _ in zip(line.region.outward(), range(2), strict=False))
    linked = len(line.links) == 1 and _AUTHOR_PAGE.search(line.links[0])
    name = _BEHIND.split(line.text)[0].strip(" ,")
    return [name] if (marked or linked) and _NAME.fullmatch(name) else []


def _is_outlet(name: str, metadata: Metadata, outlet: Outlet | None) -> bool:
    known = [outlet.name, outlet.domain] if outlet else []
    known += list(metadata.every(*_TABLE["outlets"]))
    return any(same_outlet(name, each) for each in known) or letters_of(name) in {letters_of(each or "") for each in known}


def outlet_of(metadata: Metadata, url: str | None) -> Outlet | None:
    """The outlet by the name it gives itself, else by the end of the page's title, and the domain of its address."""
    domain = domain_of(without_capture(url)) or domain_of(metadata.canonical)
    titles = {letters_of(each) for each in (*metadata.every("og:title"), *metadata.told("headline"), metadata.title)}
    named = (each for each in _outlet_names(metadata, domain) if each and letters_of(each) not in titles)
    name = next(named, None)
    return Outlet(name, domain) if name or domain else None


def _outlet_names(metadata: Metadata, domain: str | None) -> Iterator[str | None]:
    yield metadata.first("og:site_name")
    yield from texts(metadata.article.get("publisher"))[:1]
    for node in metadata.nodes:
        if "WebSite" in texts(node.get("@type")):
            yield from texts(node.get("name"))[:1]
    yield _titled(metadata, domain)
    yield from (_FEED.sub("", each) for each in metadata.feeds)
    yield metadata.first("application-name")


def _titled(metadata: Metadata, domain: str | None) -> str | None:
    """The last part of "Headline - Holm Post", where it names the domain."""
    last = _SITE_SUFFIX.split(metadata.title)[-1]
    return last if last != metadata.title and domain and same_outlet(last, domain) else None


_WORK = ("url", "@id", "name")  # an organization has a name only; the name of a work is its headline


def republished_of(metadata: Metadata, url: str | None, outlet: Outlet | None, agencies: tuple[str, ...]) -> Republished | None:
    """Whom the article was taken from: what its JSON-LD says, an agency in its byline, else a canonical address elsewhere."""
    own = [outlet.name, outlet.domain] if outlet else []
    for key in ("isBasedOn", "isBasedOnUrl", "sourceOrganization", "copyrightHolder"):
        named = [each for each in texts(metadata.article.get(key), *_WORK) if not any(same_outlet(each, one) for one in own)]
        if key == "copyrightHolder":
            named = list(agencies_of_byline(tuple(named))[1])
        if named and (found := _named(named[0], own[-1] if own else None, f"json-ld {key}")):
            return found
    for each in agencies:
        if not any(same_outlet(each, one) for one in own):
            return Republished(each, None, None, "agency credit")
    there, here = domain_of(metadata.canonical), domain_of(without_capture(url))
    if there and here and site_of(there) != site_of(here) and not same_outlet(there, here):
        return Republished(None, there, metadata.canonical, "canonical link")
    return None


def _named(name: str, domain: str | None, basis: str) -> Republished | None:
    """The source under a name or an address; None for an address of the page's own site, a reference, a title of a book."""
    if "://" not in name:
        return Republished(name, None, None, basis) if len(name) <= LONGEST_NAME and name[0].isalnum() else None
    there = domain_of(name)
    return Republished(None, there, name, basis) if there and site_of(there) != site_of(domain) else None
