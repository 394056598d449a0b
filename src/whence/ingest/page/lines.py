"""The lines of a page: what stands in one block of its markup, in order, with the place of the block."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement

from whence.lexicon.tables import table

_TABLE = table("markup")
INLINE = frozenset(_TABLE["inline"].split())
UNREAD = frozenset(_TABLE["unread"].split())
_KNOWN = frozenset(_TABLE["blocks"].split()) | UNREAD
LONGEST_NAMES = 2_500  # characters of class, id and property: the longest of the development pages have 2,049
MOST_LINES = 20_000  # of one page: the longest of 1,159 has 6,219; 400,000 take 2 GB
LABEL = 60  # characters before a <time> that say what it is the time of
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
BLANK = re.compile(r"\s+")
_WIDTHLESS = re.compile(r"[\xad\u200b\ufeff]")  # they say where a word may break, and are no part of it
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BLANK_LINE = re.compile(r"\n[ \t]*\r?\n")
_IDEOGRAM = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_KICKER = re.compile(rf"\b(?:{_TABLE['kicker']})\b")
_PART = re.compile(r"[^\W_]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass(slots=True, eq=False)
class Region:
    """An element that holds lines: its tag, the words of its names, and the region around it.

    `marks` are kept by whoever looks at many lines of one region (features.py).
    """

    element: HtmlElement | None
    tag: str
    names: str
    around: "Region | None"
    depth: int = 1  # regions from here outward
    marks: tuple[int, ...] | None = None

    def outward(self) -> Iterator["Region"]:
        """This region and those around it, from the inside out."""
        region: Region | None = self
        while region is not None:
            yield region
            region = region.around


class Stamp(NamedTuple):
    """What a <time> element says to machines, and the words before it in its line, with those of its names."""

    value: str
    label: str


@dataclass(slots=True)
class Line:
    """One line: its characters (blanks collapsed), the region it stands in, and how many characters are links."""

    text: str
    region: Region
    linked: int = 0
    bold: int = 0
    stamps: list[Stamp] = field(default_factory=list)  # its <time> elements
    links: list[str] = field(default_factory=list)  # where its links go


def words_in(text: str) -> int:
    """About how many words a text has; Chinese and Japanese write none apart, two characters make one."""
    return text.count(" ") + 1 + len(_IDEOGRAM.findall(text)) // 2


@lru_cache(maxsize=20_000)
def words_of(names: str) -> str:
    """The words of class and id names: "ArticleBody__par main-text" → "article body par main text"."""
    return " ".join(_PART.findall(_CAMEL.sub(" ", names))).lower()


def lines_of(root: HtmlElement) -> list[Line]:
    """Every line of the page in order; what is hidden or no text (scripts, forms) is left out."""
    walk = _Walk()
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start":
            walk.enter(element)
        elif event == "end":
            walk.leave(element)
        else:
            walk.text(element.tail)
        if len(walk.lines) > MOST_LINES:
            break  # whoever asked refuses the page
    walk.close()
    return walk.lines


class _Walk:
    """Collects lines while elements are entered and left."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._parts: list[str] = []
        self._linked = self._bold = 0
        self._stamps: list[Stamp] = []
        self._links: list[str] = []
        self._region: Region | None = None
        self._unread: HtmlElement | None = None
        self._link: HtmlElement | None = None
        self._strong = 0
        self._kicker: HtmlElement | None = None
        self._stamped = 0  # parts of the line before the end of its last <time>
        self._broken = False  # a <br> and nothing behind it

    def enter(self, element: HtmlElement) -> None:
        tag = element.tag
        if self._unread is not None:
            return
        if tag in UNREAD or _is_hidden(element):
            self._unread = element
        elif tag == "br":
            self._break()
        elif _is_inline(element) and not self._is_kicker(element):
            self._enter_inline(element, tag)
        else:
            self.close()
            names = " ".join(filter(None, (element.get("class"), element.get("id"), element.get("itemprop"))))
            depth = 1 if self._region is None else self._region.depth + 1
            self._region = Region(element, tag, words_of(names[:LONGEST_NAMES]), self._region, depth)
            self.text(element.text)

    def _is_kicker(self, element: HtmlElement) -> bool:
        """Is it the label above a headline, set into the same heading?  It is a line of its own."""
        if self._region is None or self._kicker is not None or self._region.tag not in HEADINGS:
            return False
        if not _KICKER.search(words_of((element.get("class") or "")[:LONGEST_NAMES])):
            return False
        self._kicker = element
        return True

    def _enter_inline(self, element: HtmlElement, tag: str) -> None:
        if tag == "a" and self._link is None:
            self._link = element
            self._links.append(element.get("href") or "")
        elif tag in ("b", "strong"):
            self._strong += 1
        elif tag == "time":
            before = "".join(self._parts[self._stamped :])[-LABEL:]
            self._stamps.append(
                Stamp(
                    element.get("datetime") or "", f"{before} {words_of((element.get('class') or '')[:LONGEST_NAMES])}".lower()
                )
            )
        self.text(element.text)

    def leave(self, element: HtmlElement) -> None:
        tag = element.tag
        if self._unread is not None:
            if self._unread is element:
                self._unread = None
                self.text(element.tail)
            return
        if element is self._kicker:
            self._kicker = None
            self.close()
            self._region = self._region.around if self._region else None
        elif tag == "br" or _is_inline(element):
            if element is self._link:
                self._link = None
            if tag in ("b", "strong"):
                self._strong -= 1
            if tag == "time":
                self._stamped = len(self._parts)
        else:
            self.close()
            self._region = self._region.around if self._region else None
        self.text(element.tail)

    def text(self, text: str | None) -> None:
        if not text or self._unread is not None:
            return
        if self._region is not None and self._region.tag == "pre" and _BLANK_LINE.search(text):
            first, *others = _BLANK_LINE.split(text)
            self.text(first)
            for each in others if len(self.lines) <= MOST_LINES else ():
                self.close()
                self.text(each)
            return
        self._parts.append(text.replace("\n", " "))
        size = len(text.strip())
        self._broken = self._broken and not size
        self._linked += size if self._link is not None else 0
        self._bold += size if self._strong else 0

    def _break(self) -> None:
        """A <br>: two in a row end the line."""
        if self._broken:
            self.close()
        self._parts.append("\n")
        self._broken = True

    def close(self) -> None:
        """End the line."""
        text = BLANK.sub(" ", _WIDTHLESS.sub("", "".join(self._parts))).strip()
        if text and self._region is not None:
            self.lines.append(Line(text, self._region, self._linked, self._bold, self._stamps, self._links))
        self._parts, self._stamps = [], []
        self._links = [self._link.get("href") or ""] if self._link is not None else []
        self._linked = self._bold = self._stamped = 0
        self._broken = False


def _is_inline(element: HtmlElement) -> bool:
    """Does it stand inside a line?  An element that HTML does not know does, unless it holds others that do not."""
    tag = element.tag
    return tag in INLINE or (
        tag not in _KNOWN and all(child.tag in INLINE or child.tag == "br" for child in element.iterchildren("*"))
    )


def _is_hidden(element: HtmlElement) -> bool:
    """Is it not shown?  React sends parts of a page in hidden elements "S:0", "S:1", which it moves to their place."""
    style = element.get("style")
    if element.get("hidden") is not None:
        return not (element.get("id") or "").startswith("S:")
    return bool(style and _HIDDEN.search(style))
