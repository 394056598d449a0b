"""JSON-LD of a page: the article that the publisher describes to search engines (schema.org, Google's guide on "Article")."""

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from lxml.html import HtmlElement

from whence.ingest.decoding import UNFIT

MOST_CHARACTERS = 2 * 2**20  # of one script: the largest of the development pages has 0.3 MB
MOST_NODES = 5_000  # of one page: more is no description of an article
MOST_TEXTS = 50  # of one property
_WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?:(?://\s*)?-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>|;)\s*$"
)
_TRAILING_COMMA = re.compile(r",(?=\s*[\]}])")
_ARTICLE = re.compile(r"(?:Article|Posting|Report|Review|CreativeWork|Recipe)$")
_NEWS = re.compile(r"(?:News|Reportage|Opinion|Analysis|Background|Satirical|LiveBlog)")

Node = dict[str, Any]


def nodes_of(root: HtmlElement) -> tuple[Node, ...]:
    """Every JSON-LD object of the page, those in @graph and in lists too, in order; what is no JSON is left out."""
    found: list[Node] = []
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text and len(script.text) <= MOST_CHARACTERS:
            found.extend(_flattened(_loaded(script.text)))
        if len(found) > MOST_NODES:
            break
    return tuple(found[:MOST_NODES])


def _loaded(text: str) -> Any:
    """The value of one script; publishers wrap it in comments, leave commas behind and escape it as HTML."""
    plain = _WRAPPING.sub("", _WRAPPING.sub("", text)).strip()
    for attempt in (plain, _TRAILING_COMMA.sub("", plain), unescape(plain)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _flattened(value: Any) -> Iterator[Node]:
    """Objects in lists and graphs, in order; the objects inside an object are its properties and stay there."""
    waiting = [value]
    while waiting:
        each = waiting.pop(0)
        if isinstance(each, list):
            waiting[:0] = each[:MOST_NODES]
        elif isinstance(each, dict):
            yield each
            inner = [each.get(key) for key in ("@graph", "mainEntity", "mainEntityOfPage")]
            waiting[:0] = [one for one in inner if isinstance(one, list | dict)]


def types_of(node: Node) -> list[str]:
    """The types of an object without their namespace: ["NewsArticle"]."""
    return [each.rsplit("/", 1)[-1].rsplit(":", 1)[-1] for each in texts(node.get("@type"))]


def article_of(nodes: tuple[Node, ...], is_page: Any) -> Node:
    """The object that describes the article: the page's own address before others, a news article before other works."""
    works = [node for node in nodes if any(_ARTICLE.search(each) for each in types_of(node))]

    def rank(node: Node) -> tuple[bool, bool, bool]:
        own = any(is_page(each) for key in ("url", "mainEntityOfPage", "@id") for each in texts(node.get(key), "@id", "url"))
        return own, any(_NEWS.search(each) for each in types_of(node)), bool(node.get("datePublished"))

    best = max(works, key=rank, default={})
    known = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str)}
    return {key: _resolved(value, known) for key, value in best.items()}


def _resolved(value: Any, known: dict[str, Node]) -> Any:
    """A reference by @id as the object that it means; others as they are."""
    if isinstance(value, list):
        return [_resolved(each, known) for each in value[:MOST_TEXTS]]
    if isinstance(value, dict) and isinstance(value.get("@id"), str) and len(value) <= 2:
        return known.get(value["@id"], value)
    return value


def texts(value: Any, *keys: str) -> list[str]:
    """The texts of a property: itself, those of a list, of objects what one of `keys` (default: name) says."""
    found: list[str] = []
    for each in (value if isinstance(value, list) else [value])[:MOST_TEXTS]:
        if isinstance(each, dict):
            each = next((each[key] for key in keys or ("name",) if isinstance(each.get(key), str | list)), None)
            each = next((one for one in each if isinstance(one, str)), None) if isinstance(each, list) else each
        if isinstance(each, str) and (plain := UNFIT.sub("", unescape(each)).strip()):
            found.append(plain)
    return found
