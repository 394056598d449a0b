"""The anatomy of an article in plain text: its blocks, and what its own lines tell of it.

lines    paragraphs: lines, or what stands between blank lines
titles   is the first one a headline?
wording  credits, teasers, boilerplate, captions: what a line is by its own words
blocks   the roles of all lines, by their words and by where they stand
language in which language it is written
facts    publication, byline, and where the text was taken from
"""

import re

from whence.ingest.anatomy.blocks import blocks_of
from whence.ingest.anatomy.facts import Facts
from whence.ingest.anatomy.language import language_of
from whence.ingest.anatomy.lines import LINE_BREAK, SPACE, lines_of, paragraphs_of
from whence.ingest.anatomy.titles import MOST_DECK_WORDS
from whence.records.article import Article, Given, NotRead, Shown, article_id

__all__ = ["LINE_BREAK", "MOST_DECK_WORDS", "SPACE", "article", "lines_of", "paragraphs_of"]


_HEADING = re.compile(r"^#{1,6} +|\s+(?:#+|\{[^{}]*\})\s*$")
READ = ("en",)  # languages that the model reads


def article(given: Given) -> Article:
    """The article of one input: the text as given, its blocks in order without overlap, and the facts that are known of it.

    A fact given as "" was not given; a fact that was given stands, whatever the text shows; what a page or a record shows comes
    next, then what the lines of the text tell.
    """
    shown = given.shown or Shown()
    blocks = shown.blocks if shown.blocks is not None else blocks_of(given)
    facts = Facts(given, blocks)
    title = given.title or shown.title
    if title is None and blocks and blocks[0].role == "title":
        title = _HEADING.sub("", given.text[blocks[0].start : blocks[0].end])
    language = language_of(given.text, shown.language)
    return Article(
        id=article_id(given.text, given.url, given.outlet, given.published),
        text=given.text,
        blocks=blocks,
        not_read=shown.not_read or (NotRead("language") if language is not None and language not in READ else None),
        url=given.url or None,
        canonical_url=shown.canonical_url,
        outlet=facts.outlet,
        republished_from=facts.republished_from(),
        title=title or None,
        byline=shown.byline or facts.byline(),
        language=language,
        dates=facts.dates(),
        notes=shown.notes,
        record=shown.record,
    )
