"""What a page's head tells of it: meta elements, title, links, JSON-LD."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from whence.ingest.page.features import Claimed, letters_of
from whence.ingest.page.linked import Node, article_of, nodes_of, texts
from whence.ingest.urls import absolute, same_page

MOST_SUMMARIES = 10  # that lines are compared with: a page has three
LONGEST = 2_000  # characters of one meta value: a summary has a few hundred
_MARKED = frozenset(("datepublished", "datecreated", "datemodified"))
_BLANK = re.compile(r"\s+")
_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True)
class Metadata:
    """Meta values by their name (small letters), in order; the text of <title>; the article's JSON-LD object and all others."""

    meta: dict[str, tuple[str, ...]]
    title: str
    language: str
    canonical: str | None
    feeds: tuple[str, ...] = ()  # what the page calls its feeds
    nodes: tuple[Node, ...] = ()
    article: Node = field(default_factory=dict)

    def first(self, *names: str) -> str | None:
        """The first value of the first of these names that has one."""
        return next((value for name in names for value in self.meta.get(name, ())), None)

    def every(self, *names: str) -> Iterator[str]:
        """Every value of these names, in order."""
        return (value for name in names for value in self.meta.get(name, ()))

    def told(self, *properties: str) -> list[str]:
        """The texts of the first of these properties of the JSON-LD article that has any."""
        found = next((found for each in properties if (found := texts(self.article.get(each)))), [])
        return [_BLANK.sub(" ", each)[:LONGEST] for each in found]

    def claimed(self) -> Claimed:
        """Titles, summaries and text that the head gives, for comparing lines with them."""
        titles = [self.title, *self.every("og:title", "twitter:title", "headline"), *self.told("headline"), *self.told("name")]
        summaries = [*self.every("description", "og:description", "twitter:description"), *self.told("description")]
        whole = max((letters_of(_TAG.sub(" ", each)) for each in texts(self.article.get("articleBody"))), key=len, default="")
        return Claimed(
            frozenset(filter(None, map(letters_of, titles))),
            frozenset(each for each in map(letters_of, summaries[:MOST_SUMMARIES]) if len(each) > 20),
            whole,
        )


def metadata_of(root: HtmlElement, url: str | None) -> Metadata:
    """The metadata of one page; `url` is the address it was got from, where known."""
    meta: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        value = _BLANK.sub(" ", element.get("content") or "").strip()[:LONGEST]
        for key in ("property", "name", "itemprop"):
            if value and (name := element.get(key)):
                meta.setdefault(name.strip().lower(), []).append(value)
    for name, value in _marked_dates(root):
        meta.setdefault(name, []).append(value)
    title = next((each.text_content() for each in root.iter("title") if _is_of_page(each)), "")
    canonical = absolute(_link(root, "canonical") or next(iter(meta.get("og:url", ())), None), url)
    nodes = nodes_of(root)
    return Metadata(
        meta={name: tuple(values) for name, values in meta.items()},
        title=_BLANK.sub(" ", title).strip()[:LONGEST],
        language=(root.get("lang") or root.get("xml:lang") or "").strip(),
        canonical=canonical,
        feeds=tuple(_feeds(root)),
        nodes=nodes,
        article=article_of(nodes, lambda each: same_page(absolute(each, url), canonical or url)),
    )


def _marked_dates(root: HtmlElement) -> Iterator[tuple[str, str]]:
    """Dates that microdata and RDFa mark in the page's body: (property in small letters, its value for machines)."""
    for element in root.iter("span", "time", "div", "p", "abbr", "data", "li", "a"):
        marked = element.get("itemprop") or element.get("property")
        if marked and (name := marked.rsplit(":", 1)[-1].strip().lower()) in _MARKED:
            value = element.get("content") or element.get("datetime")
            if value and value.strip():
                yield name, value.strip()[:LONGEST]


def _is_of_page(title: HtmlElement) -> bool:
    """Is it the title of the page, not of a drawing in it?"""
    parent = title.getparent()
    return parent is None or parent.tag != "svg"


def _feeds(root: HtmlElement) -> Iterator[str]:
    """The titles of the feeds that the page links to, those of comments left out."""
    for each in root.iter("link"):
        kind, title = (each.get("type") or "").lower(), _BLANK.sub(" ", each.get("title") or "").strip()
        alternate = "alternate" in (each.get("rel") or "").lower().split() and kind.endswith(("rss+xml", "atom+xml"))
        if alternate and title and "comment" not in title.lower():
            yield title[:LONGEST]


def _link(root: HtmlElement, relation: str) -> str | None:
    return next((each.get("href") for each in root.iter("link") if relation in (each.get("rel") or "").lower().split()), None)
