"""Front matter: what stands between two lines of hyphens at the head of a Markdown file (Jekyll, Hugo, trafilatura)."""

import re

from msgspec.structs import replace

from whence.ingest.anatomy.blocks import blocks_of
from whence.ingest.formats import format_of, shown_in, url_in
from whence.records.article import Block, Given

MOST_LINES = 60  # of front matter: longer ones are a text between two rules
_FRONT = re.compile(rf"\s*---[ \t]*\r?\n(?P<lines>(?:[^\n]*\n){{1,{MOST_LINES}}}?)---[ \t]*(?:\r?\n|$)")
_FIELD = re.compile(r"(?P<key>[A-Za-z][\w-]*)[ \t]*:[ \t]*(?P<value>\S.*?)[ \t]*\r?$", re.MULTILINE)


def with_front_matter(given: Given) -> Given:
    """The text with what its front matter shows (title, author, date, address …); as it is where it has none.

    Only plain `key: value` lines are read, in any order, by the names that crawlers use; the text stays whole.
    """
    front = _FRONT.match(given.text)
    fields = {match["key"].lower(): match["value"].strip("\"'") for match in _FIELD.finditer(front["lines"])} if front else {}
    if front is None or not {"title", "date", "author", "url"} & set(fields):
        return given
    form = format_of(fields)
    rest = replace(given, text=" " * front.end() + given.text[front.end() :])
    own = Block(len(given.text) - len(given.text.lstrip()), front.start() + len(front[0].rstrip()), "boilerplate")
    shown = replace(shown_in(fields, form), blocks=(own, *blocks_of(rest)))
    return replace(given, url=given.url or url_in(fields, form), shown=shown)
