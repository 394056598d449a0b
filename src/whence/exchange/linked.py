"""Markdown with a link from every statement to its words on the page."""

import re
from collections.abc import Iterable, Iterator

from whence.exchange.fragments import Page
from whence.records.reading import Reading
from whence.report import markdown

# The report writes one block quotation for every statement, in order; what an article says is escaped and opens none.
_QUOTED = re.compile(r"^ +> .*$", re.MULTILINE)


def documents(readings: Iterable[Reading]) -> Iterator[str]:
    """The Markdown report of every reading, a blank line between them."""
    gap = ""
    for reading in readings:
        yield gap + document(reading)
        gap = "\n"


def document(reading: Reading) -> str:
    """The Markdown report of one reading; it has no links where the article has no address."""
    url, page = reading.article.canonical_url or reading.article.url, Page(reading.article.text)
    links = (page.link(url, each.content.spans or each.cue.spans) for each in reading.statements or ())
    return _QUOTED.sub(lambda line: _linked(line[0], next(links, None)), markdown.render(reading))


def _linked(line: str, link: str | None) -> str:
    """The line with its link; in pointed brackets, because addresses may hold round ones."""
    return f"{line} [in the article](<{link}>)" if link else line
