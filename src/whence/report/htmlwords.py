"""Words of articles in HTML: escaped, harmless, and linked only to addresses of the web."""

import re
from html import escape

from whence.report.marks import harmless

_ADDRESS = re.compile(r"https?://[^\s\x00-\x1f]+", re.IGNORECASE)


def safe(text: str) -> str:
    """Words for HTML: escaped, on one line, nothing in them that reorders a line."""
    return escape(harmless(" ".join(text.split())))


def linked(words: str, address: str | None, kind: str = "title") -> str:
    """Words as a link to an address that begins with http or https; words alone for any other."""
    if address and _ADDRESS.fullmatch(address):
        return f'<a class="{kind}" href="{safe(address)}" rel="noopener noreferrer">{safe(words)}</a>'
    return f'<span class="{kind}">{safe(words)}</span>'
