"""The anatomy of an article in plain text: its blocks, and what its own lines tell of it.

lines    paragraphs: lines, or what stands between blank lines
titles   is the first one a headline?
wording  credits, teasers, boilerplate, captions: what a line is by its own words
blocks   the roles of all lines, by their words and by where they stand
facts    publication, byline, and where the text was taken from
"""

from whence.ingest.anatomy.blocks import blocks_of
from whence.ingest.anatomy.facts import Facts, domain_of
from whence.ingest.anatomy.lines import LINE_BREAK, SPACE, lines_of, paragraphs_of
from whence.ingest.anatomy.titles import MOST_DECK_WORDS
from whence.records.article import Article, Given, article_id

__all__ = ["LINE_BREAK", "MOST_DECK_WORDS", "SPACE", "article", "domain_of", "lines_of", "paragraphs_of"]


def article(given: Given) -> Article:
    """The article of one input: the text as given, its blocks in order without overlap, and the facts that are known of it.

    A fact given as "" was not given; a fact that was given stands, whatever the text shows.
    """
    blocks = blocks_of(given)
    facts = Facts(given, blocks)
    title = given.title or None
    if title is None and blocks and blocks[0].role == "title":
        title = given.text[blocks[0].start : blocks[0].end]
    return Article(
        id=article_id(given.text, given.url, given.outlet, given.published),
        text=given.text,
        blocks=blocks,
        url=given.url or None,
        outlet=facts.outlet,
        republished_from=facts.republished_from(),
        title=title,
        byline=facts.byline(),
        dates=facts.dates(),
    )
