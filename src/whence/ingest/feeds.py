"""A feed (RSS, RDF, Atom, JSON Feed) -> its entries: pages, plain texts, links to what must be fetched, and errors.

Nothing is fetched here, and nothing in a feed runs or expands: the parser is given characters that were decoded here, from the
root element on.  Markup comes through as it is; the reader of pages leaves scripts out.
"""

import codecs
import html
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html.entities import html5
from time import struct_time
from typing import Any

import feedparser
from lxml import etree
from msgspec.structs import replace

from whence.errors import InputError
from whence.ingest.decoding import MOST_BYTES, UNFIT, charset_of
from whence.ingest.urls import absolute, domain_of, site_of
from whence.ingest.values import date_of, language_of
from whence.lexicon.credits import persons_of, same_outlet
from whence.records import article as records
from whence.records.article import Address, ArticleDate, Given, Outlet, Page, Republished, Shown

# Of 1,058 descriptions that publishers gave their pages 0.9 % have as many words, of 169 articles 96 % have more.
WORDS_OF_ARTICLE = 120
# Of 138 articles none is less than 3.1 times as long as its own summary (half: over 28 times).
TIMES_SUMMARY, WORDS_OF_BRIEF = 3, 60
MOST_ENTRIES = 20_000  # years of a large site's articles; each costs the parser 1 KB and 20 µs, though it says nothing
LONGEST_NAME = 300  # characters of an author: names have 5 to 50; looking for addresses in them takes quadratic time
MOST_AUTHORS = 100  # of one entry
LONGEST_RUN = 1000  # letters without a break: feedparser looks for e-mail addresses in them in time that grows squared
CUT_WITHIN = 200  # characters at the end of a text in which "Continue reading TITLE" stands

# What ends the beginning of a longer text: the excerpts of WordPress, Drupal, Ghost and Blogger and their translations.
_CUT = re.compile(
    r"(?:…|\.\.\.|\[(?:…|\.\.\.)\]|\bmore(?= ?[»›→])|\bread (?:more|on|the (?:rest|full (?:story|article)))|\bweiterlesen"
    r"|\bmehr lesen|\blire la suite|\bseguir leyendo|\bleer más|\blees (?:meer|verder)|\bläs mer|\bles mer|\blæs mere"
    r"|\bleggi tutto|\bczytaj dalej|\bcontinue reading\b.{0,150})[\s»›→>)\]]*$",
    re.IGNORECASE,
)
_APPEARED = re.compile(r"\s*\bThe post .{1,300}? (?:first )?appeared (?:first )?on .{1,100}$")  # WordPress with Yoast SEO
_WORD = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]{2}|\w+")  # Thai, Japanese and Chinese: two characters a word
_CHARACTER = re.compile(r"&#(?:[xX]0*([0-9a-fA-F]+)|0*([0-9]+));?")
_REFERENCE = re.compile(r"&(?!(?:#[xX]?[0-9a-fA-F]+|amp|lt|gt|quot|apos);)(\w{1,40};)?")
_RUN = re.compile(rf"(?<![\w.+-])[\w.+-]{{{LONGEST_RUN},}}", re.ASCII)
# Elements that feedparser takes for the entry's own (a caption for its content, dc:date for the date of a change), lists of
# categories, which it searches in time that grows squared, and elements whose handlers raise where they are not expected.
# Nothing is read from any of them but dc:date; under another name they are out of the way.
_ASIDE = re.compile(
    r"(</?)((?:media|georss|gml|geo|psc):[\w-]+|itunes:(?!author\b)[\w-]+|dc:(?:date|subject)|category|keywords|tags|where"
    r"|textinput)(?=[\s/>])",
    re.IGNORECASE,
)
_AUTHOR = re.compile(r"(<(?:dc:|itunes:)?(?:author|creator)(?:\s[^<>]*)?>\s*(?:<!\[CDATA\[)?)([^<\]]{1,300})", re.IGNORECASE)
_MAIL = re.compile(r"[^\s<>()&;:,@]+@[^\s<>()&;:,@]+")  # feedparser takes four letters for the longest end of a domain
_ENTRY = re.compile(r"<(/?)(?:item|entry)(?=[\s>])|</(?:rss|feed|rdf:rdf)\s*>", re.IGNORECASE)
_OPENED = re.compile(r"<(?:[\w.-]{1,100}:)?(?:item|entry)(?=[\s/>])", re.IGNORECASE)  # whatever prefix its namespace has
_ENCODING = re.compile(rb"""[^<]{0,9}<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']""")
# What feedparser's reader of ISO 8601 takes: it fills in today's month or day, and the zone of this machine.
_FILLED_IN = re.compile(r"-|\d{4}|\d\d(?:-?\d|$)")
_NEVER = ("0", "1970-01-01T00:00:00+00:00")
# What feedparser's second parser, for damaged markup, was seen to raise, and their relatives.
_PARSER_RAISES = (ValueError, TypeError, LookupError, AttributeError, AssertionError, ArithmeticError, RecursionError)
_MARKS = ((b"\xff\xfe\0\0", "utf-32"), (b"\0\0\xfe\xff", "utf-32"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_MARKS_OF_XML = ((b"<\0?\0", "utf-16-le"), (b"\0<\0?", "utf-16-be"))
# As browsers read these names (WHATWG Encoding Standard): what calls itself Latin-1 holds the quotation marks of Windows.
_SUPERSETS = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "iso8859-9": "cp1254"}


Entry = Page | Given | Address | InputError


def entries_of(data: bytes, name: str, url: str | None, charset: str | None, *, follow: bool = True) -> Iterator[Entry]:
    """The entries of a feed in its order, each once.

    `url` is where the feed was got, `charset` what the transport told.  An entry with its whole text is a Page (HTML) or a
    Given (plain text).  Of one with a summary only comes the Address, or, where the caller may not `follow` it, the summary as
    a Given that is one teaser and not read.  Names are `name#id`.  What is no feed, and an entry without link and text, are
    InputErrors.
    """
    try:
        feed = _feed(data, name, url, charset)
    except InputError as wrong:
        yield wrong
        return
    names: set[str] = set()
    known: set[tuple[str | None, ...]] = set()
    for number, entry in enumerate(feed.entries, 1):
        keys = {(entry.link, entry.title, *(each.markup for each in entry.texts))}
        keys |= {(entry.id, entry.link)} if entry.id else set()
        if not known & keys:
            known |= keys
            full = _name(entry, name, number, names)
            yield _cut_off(full) if feed.is_cut and number == len(feed.entries) else _judged(entry, full, follow)


def _name(entry: "_Entry", name: str, number: int, names: set[str]) -> str:
    """`name#` with the first of id, link and place in the feed that no entry before had."""
    told = (" ".join(each.split()) for each in (entry.id, entry.link, str(number), f"entry {number}") if each)
    chosen = next((full for each in told if (full := f"{name}#{each}") not in names), f"{name}#{number}.")
    names.add(chosen)
    return chosen


def _cut_off(name: str) -> InputError:
    return InputError(name, "the feed ends in the middle of this entry", "get the feed again")


# --- what an entry is ----------------------------------------------------------------------------------------------------


def _judged(entry: "_Entry", name: str, follow: bool) -> Entry:
    """The entry as an article, a link or a teaser, or as the error that it is."""
    best = max(entry.texts, key=lambda each: each.words, default=None)
    if best is None and entry.link is None:
        return InputError(name, "the entry has neither a link nor a text", "give the article itself")
    if best and (entry.link is None or _is_whole(best, entry.summary)):
        return _article(entry, best, name)
    if entry.link and follow:
        return Address(name=name, url=entry.link, shown=entry.shown(in_full=False))
    if best is None:
        return InputError(name, "the feed gives only the entry's link", "read the feed with --feed, or give the article itself")
    text = " ".join(best.visible.split())
    block, reason = records.Block(0, len(text), "teaser"), records.NotRead("only a teaser")
    shown = replace(entry.shown(in_full=False), blocks=(block,), not_read=reason)
    return Given(name=name, text=text, url=entry.link, shown=shown)


def _is_whole(text: "_Text", summary: "_Text | None") -> bool:
    """Is that the article, not the beginning of it?"""
    seen = _APPEARED.sub("", text.visible[-CUT_WITHIN * 3 :].rstrip())
    if _CUT.search(seen[-CUT_WITHIN:]):
        return False
    short = summary.words if summary and summary is not text else 0
    return text.words >= WORDS_OF_ARTICLE or (short > 0 and text.words >= max(WORDS_OF_BRIEF, TIMES_SUMMARY * short))


def _article(entry: "_Entry", text: "_Text", name: str) -> Page | Given:
    """A Given where the text has no markup, else a Page around it."""
    shown = entry.shown(in_full=True)
    if text.plain or "<" not in text.markup:
        return Given(name=name, text=text.visible, url=entry.link, shown=shown)
    base = f'<base href="{html.escape(text.base)}">' if text.base and text.base != entry.link else ""
    head = f"<head><title>{html.escape(entry.title or '')}</title>{base}</head>"
    page = f"<html>{head}<body><article>{text.markup}</article></body></html>"
    return Page(name=name, data=page, url=entry.link, shown=shown)


def _byline(authors: list[str], outlet: str | None) -> tuple[str, ...]:
    """The persons, as a byline names them; a name that is no person's as printed; the outlet's own left out."""
    found: list[str] = []
    for author in authors:
        plain = " ".join(html.unescape(_MAIL.sub(" ", author)).replace("()", "").split()).strip("()<>,; ")
        plain = re.sub(r"^by\s+", "", plain, flags=re.IGNORECASE)
        if plain and not same_outlet(plain, outlet):
            found += persons_of(f"By {plain}") or (plain,)
    return tuple(dict.fromkeys(found))


# --- what a feed and its entries tell ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Text:
    """A content or a summary as its feed has it; `visible` is what a reader sees of it."""

    markup: str
    plain: bool = False
    base: str | None = None

    @cached_property
    def visible(self) -> str:
        if self.plain:
            return self.markup
        return _visible(self.markup) if "<" in self.markup else _fit(html.unescape(self.markup))

    @cached_property
    def words(self) -> int:
        return sum(1 for _ in _WORD.finditer(self.visible))


class _Told:
    """What feedparser gives of a feed or of an entry.  It may hold anything under any name, so that every kind is checked."""

    def __init__(self, held: Any, base: str | None) -> None:
        self.held: dict[str, Any] = held if isinstance(held, dict) else {}
        self.base = base

    def raw(self, key: str) -> Any:
        return dict.get(self.held, key)  # the parser's own .get gives one date for another

    def string(self, key: str) -> str | None:
        value = self.raw(key)
        return (_fit(value).strip() or None) if isinstance(value, str) else None

    def parts(self, key: str) -> list["_Told"]:
        value = self.raw(key)
        return [_Told(each, self.base) for each in value if isinstance(each, dict)] if isinstance(value, list) else []

    @cached_property
    def title(self) -> str | None:
        value = self.string("title")
        if value and "html" in (_Told(self.raw("title_detail"), None).string("type") or ""):
            value = _Text(value).visible
        return " ".join(value.split()) or None if value else None

    @cached_property
    def link(self) -> str | None:
        """The first address of the thing's own page, one of HTML before one of another kind."""
        own = [each for each in self.parts("links") if each.string("rel") == "alternate" and each.string("href")]
        own.sort(key=lambda each: "html" not in (each.string("type") or "html"))
        guid = self.string("link")  # here feedparser puts a guid that may be a link: it is one when it is an address
        return (_resolved(self.base, own[0].string("href")) if own else None) or (
            guid if guid == _resolved(None, guid) else None
        )

    @property
    def authors(self) -> list[str]:
        names = (each.string("name") for each in self.parts("authors")[:MOST_AUTHORS])
        return [name for name in names if name and len(name) <= LONGEST_NAME]

    @property
    def language(self) -> str | None:
        spoken = next((each.string("language") for each in self.parts("content")), None)
        return language_of(spoken) or language_of(self.string("language"))


class _Feed(_Told):
    """A feed: what it tells of itself, and its entries; the last of them is incomplete when the feed `is_cut`."""

    def __init__(self, held: Any, entries: list[Any], url: str | None, *, shares_authors: bool, is_cut: bool = False) -> None:
        super().__init__(held, url)
        self.shared = self.authors if shares_authors else []
        self.entries = [_Entry(each, url or self.link, self) for each in entries]
        self.is_cut = is_cut


class _Entry(_Told):
    """An entry of a feed."""

    def __init__(self, held: Any, base: str | None, feed: _Feed) -> None:
        super().__init__(held, base)
        self.feed = feed
        self.id = self.string("id")

    @cached_property
    def summary(self) -> _Text | None:
        value, detail = self.string("summary"), _Told(self.raw("summary_detail"), None)
        base = _resolved(self.base, detail.string("base"))
        return _Text(value, detail.string("type") == "text/plain", base) if value else None

    @cached_property
    def texts(self) -> list[_Text]:
        """The contents and the summary, each once, without those that show nothing."""
        found: dict[str, _Text] = {}
        for each in self.parts("content"):
            kind, value = each.string("type") or "text/html", each.string("value")
            if value and ("html" in kind or kind == "text/plain"):
                found.setdefault(value, _Text(value, kind == "text/plain", _resolved(self.base, each.string("base"))))
        if self.summary:
            found.setdefault(self.summary.markup, self.summary)
        return [each for each in found.values() if each.visible.strip()]

    def shown(self, in_full: bool) -> Shown:
        """What the feed shows of the article, whose text it holds in full or not."""
        outlet, taken = self._outlets(in_full)
        title, source = self.title, _Told(self.raw("source"), None).title
        published = self._date("published") or self._date("dc_date.aside") or self._date("created")
        return Shown(
            title=(title.removesuffix(f" - {source}") or title) if title and source else title,  # as Google News writes it
            canonical_url=_resolved(self.base, self.string("feedburner_origlink")),
            outlet=outlet,
            republished_from=taken,
            byline=_byline(self.authors or self.feed.shared, self.feed.title),
            language=self.language or self.feed.language,
            dates=records.ArticleDates(published, self._date("updated")),
        )

    def _outlets(self, in_full: bool) -> tuple[Outlet | None, Republished | None]:
        """The article's outlet, and the other one that it was taken from."""
        own = Outlet(self.feed.title, domain_of(self.feed.link)) if self.feed.title or self.feed.link else None
        where = domain_of(_resolved(self.base, self.string("feedburner_origlink")) or self.link)
        told = _Told(self.raw("source"), self.base)
        name, address = told.title, told.link or _resolved(self.base, told.string("href"))
        domain = domain_of(address)
        is_own = own and (same_outlet(name, own.name) or (domain and domain == own.domain))
        if (name or address) and not is_own:
            if domain and site_of(where) == site_of(domain):
                return Outlet(name, domain), None  # the link leads to the source itself: nobody printed it again
            return own, Republished(name, domain, address, "feed source")
        if own and own.domain and not in_full and site_of(where) != site_of(own.domain):
            return None, None  # a list of other people's articles, or an address that leads on: the page will tell
        return own, None

    def _date(self, key: str) -> ArticleDate | None:
        raw = self.string(key)
        return _date(raw, self.raw(f"{key}_parsed")) if raw else None


# --- formats -------------------------------------------------------------------------------------------------------------


def _feed(data: bytes, name: str, url: str | None, charset: str | None) -> _Feed:
    if len(data) > MOST_BYTES:
        raise InputError(name, f"the feed is longer than {MOST_BYTES} bytes", "give the articles themselves")
    text = _fit(_decoded(data, charset))
    if not text.strip():
        raise InputError(name, "the feed is empty", "check its address, or get it again")
    return _json_feed(text, name, url) if text.lstrip().startswith("{") else _xml_feed(text, name, url)


def _xml_feed(text: str, name: str, url: str | None) -> _Feed:
    start = _root(text)
    head, body = (text[:start], text[start:]) if start >= 0 else (text, "")
    if re.search(r"<!ENTITY", head, re.IGNORECASE):
        raise InputError(name, "the feed declares entities, which are never expanded", "get it without its DOCTYPE")
    _check_count(sum(1 for _ in _OPENED.finditer(body)), name)
    told = _parsed(body, name) if body else None
    if told is None or not (told.entries or told.version):
        raise _no_feed(text, body, name, url)
    ends = [found[1] for found in _ENTRY.finditer(body)]
    is_cut = bool(ends) and ends[-1] == ""  # the last tag of an entry opens one, and the root element has no end
    return _Feed(told.feed, told.entries, url, shares_authors=told.version.startswith("atom"), is_cut=is_cut)


def _check_count(entries: int, name: str) -> None:
    """InputError for more entries than a feed has, before they fill the memory."""
    if entries > MOST_ENTRIES:
        raise InputError(name, f"the feed has more than {MOST_ENTRIES} entries", "give the articles themselves")


def _root(text: str) -> int:
    """Where the root element begins: behind declarations, instructions and comments.  -1 where nothing does."""
    place = text.find("<")
    while place >= 0 and text[place + 1 : place + 2] in ("?", "!"):
        end = "?>" if text[place + 1] == "?" else "-->" if text.startswith("<!--", place) else ">"
        inside = text.find("[", place, max(text.find(">", place), 0)) if end == ">" else -1
        close = text.find(end, text.find("]", inside) if inside >= 0 else place)
        place = text.find("<", close + len(end)) if close >= 0 else -1
    return place


def _parsed(body: str, name: str) -> Any:
    """What feedparser makes of the root element.  It gets a stream of bytes: of a string it would open the file or address."""
    body = _ASIDE.sub(r"\1\2.aside", _mended(body))
    body = _AUTHOR.sub(lambda found: found[1] + _MAIL.sub(" ", found[2]), _RUN.sub(_broken, body))
    stream = io.BytesIO(b"<?xml version='1.0' encoding='utf-8'?>\n" + body.encode())
    try:
        return feedparser.parse(stream, agent="whence", resolve_relative_uris=False, sanitize_html=False)
    except _PARSER_RAISES as wrong:
        message = f"the feed cannot be read: its markup is damaged ({type(wrong).__name__})"
        raise InputError(name, message, "get it again, or give the articles themselves") from wrong


def _mended(body: str) -> str:
    """The markup with references that XML knows: names of HTML as characters, a bare "&" written out (not so in CDATA)."""
    outside, *others = _CHARACTER.sub(_character, body).split("<![CDATA[")
    sections = (each.partition("]]>") for each in others)
    return _REFERENCE.sub(_reference, outside) + "".join(
        f"<![CDATA[{inside}{end}{_REFERENCE.sub(_reference, behind)}" for inside, end, behind in sections
    )


def _character(found: re.Match[str]) -> str:
    """A reference to a character as it was, or U+FFFD where there is no such character."""
    digits = found[1] or found[2]
    code = int(digits, 16 if found[1] else 10) if len(digits) < 8 else 0
    return found[0] if 0 < code < 0x110000 and not UNFIT.match(chr(code)) else "\ufffd"


def _reference(found: re.Match[str]) -> str:
    return html.escape(html5.get(found[1], f"&{found[1]}") if found[1] else "&", quote=False)


def _broken(found: re.Match[str]) -> str:
    return " ".join(found[0][place : place + LONGEST_RUN] for place in range(0, len(found[0]), LONGEST_RUN))


def _json_feed(text: str, name: str, url: str | None) -> _Feed:
    try:
        held = json.loads(text)
    except (ValueError, RecursionError) as wrong:
        raise InputError(name, f"is not JSON: {str(wrong)[:80]}", "get the feed again") from wrong
    if not isinstance(held, dict) or "jsonfeed.org/version/" not in str(held.get("version")):
        raise InputError(name, "this is JSON, but no JSON Feed", "give records without --feed, or RSS, Atom or a JSON Feed")
    items = held.get("items")
    items = items if isinstance(items, list) else []
    _check_count(len(items), name)
    entries = [_like_feedparser(each if isinstance(each, dict) else {}) for each in items]
    return _Feed(_like_feedparser(held), entries, url, shares_authors=True)


def _like_feedparser(item: dict[str, Any]) -> dict[str, Any]:
    """A feed or an item of JSON Feed under the names that feedparser gives to the same things."""
    texts = {"text/html": item.get("content_html"), "text/plain": item.get("content_text")}
    links = [item.get(key) for key in ("home_page_url", "url", "external_url") if item.get(key)]
    number = item.get("id")
    return {
        "id": str(number) if isinstance(number, int | float | str) else None,
        "title": item.get("title"),
        "links": [{"rel": "alternate", "href": each} for each in links],
        "content": [{"type": kind, "value": value} for kind, value in texts.items() if value][:1],
        "summary": item.get("summary"),
        "summary_detail": {"type": "text/plain"},
        "authors": item.get("authors") or [item.get("author")],
        "language": item.get("language"),
        "published": item.get("date_published"),
        "updated": item.get("date_modified"),
    }


def _no_feed(text: str, body: str, name: str, url: str | None) -> InputError:
    """Why the data are no feed, and what to do with them."""
    root = re.match(r"<([\w.:-]{1,40})", body)
    kind = root[1].lower() if root else ""
    if kind in ("urlset", "sitemapindex"):
        return InputError(name, "this is a sitemap, not a feed", "give the addresses of the articles that it lists")
    if kind == "opml":
        return InputError(name, "this is a list of feeds (OPML), not a feed", "give the feeds that it lists")
    if kind in ("", "html", "head", "body") and re.search(r"<(?:!doctype html|html|head|body)\b", text[:5000], re.IGNORECASE):
        address = _advertised(text, url)
        hint = "give it without --feed" + (f", or give the feed that it names: {address}" if address else "")
        return InputError(name, "this is an HTML page, not a feed", hint)
    return InputError(name, f"this is no feed{f' but <{kind}>' if kind else ''}", "give RSS, Atom or a JSON Feed")


def _advertised(text: str, url: str | None) -> str | None:
    """The address of the first feed that a page names."""
    root = _html(text)
    for link in root.iter("link") if root is not None else ():
        rel, kind = ((link.get(key) or "").lower() for key in ("rel", "type"))
        if "alternate" in rel.split() and kind in ("application/rss+xml", "application/atom+xml", "application/feed+json"):
            return _resolved(url, link.get("href")) or link.get("href")
    return None


# --- characters, addresses, dates ----------------------------------------------------------------------------------------


def _decoded(data: bytes, charset: str | None) -> str:
    """The characters of a feed: UTF-8 where the bytes are, else as its first bytes, the transport or the feed itself tell."""
    marked = next((encoding for mark, encoding in (*_MARKS, *_MARKS_OF_XML) if data.startswith(mark)), None)
    if marked:
        return data.decode(marked, "replace")
    text = data.decode("utf-8-sig", "replace")
    broken = text.count("\ufffd")
    # What is whole is UTF-8, whatever was told, and a few letters that careless excerpts cut in half say nothing else.
    if not data.isascii() and (not broken or broken * 4 <= sum(each > "\x7f" for each in text)):
        return text
    declared = _ENCODING.match(data)
    for label in (charset, declared[1].decode() if declared else None):
        encoding = _encoding(label)
        if encoding and encoding != "utf-8":
            return data.decode(encoding, "replace")
    return text if not broken else data.decode("cp1252", "replace")


def _encoding(label: str | None) -> str | None:
    """Python's name of an encoding; None for what is none, and for those that would have shown in the first bytes."""
    name = codecs.lookup(label).name if label and charset_of(label) else None
    return None if name is None or name.startswith(("utf-7", "utf-16", "utf-32")) else _SUPERSETS.get(name, name)


def _fit(text: str) -> str:
    """The text with U+FFFD for what no text may hold: control characters and halves of surrogate pairs."""
    return UNFIT.sub("\ufffd", text)


def _html(text: str) -> Any:
    try:
        return etree.fromstring(text.encode(), etree.HTMLParser(encoding="utf-8", no_network=True))
    except etree.XMLSyntaxError:
        return None


def _visible(markup: str) -> str:
    root = _html(f"<body>{markup}</body>")
    parts = root.xpath("//text()[not(ancestor::script or ancestor::style)]") if root is not None else []
    return " ".join(" ".join(parts).split())


def _resolved(base: str | None, address: str | None) -> str | None:
    """The address in full when it is one of the web, else None; blanks in it, which feeds have, written as addresses do."""
    return absolute("".join((address or "").split("\n")).strip().replace(" ", "%20"), base)


def _date(raw: str, utc: Any) -> ArticleDate | None:
    """A date as written, with its own zone; where only feedparser can read it, in UTC.  None for what generators call never."""
    text = re.sub(r"^[^\W\d]+,?\s+(?=\d{1,2} [^\W\d])", "", raw)  # the day of the week, by any name
    text = re.sub(r"^(\d{1,2} [A-Za-z]{3,9}) ([0-4]\d)(?= )", r"\1 20\2", text)  # RFC 822 had years of two digits
    text = re.sub(r"\b(?:GMT|UTC) ?(?=[+-]\d\d:?\d\d$)", "", text)
    told = date_of(text if text[:4].isdigit() else re.sub(r"([+-]\d\d):(\d\d)$", r"\1\2", text), "feed")
    if told is None and isinstance(utc, struct_time) and not _FILLED_IN.match(raw):
        told = date_of("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}+00:00".format(*utc[:6]), "feed", ":" not in raw)
    return None if told and told.value.startswith(_NEVER) else told
