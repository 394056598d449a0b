"""Percent-encoding and IRIs: no character of an article, a name or an address becomes part of one unescaped."""

import re
import string

UNRESERVED = frozenset(string.ascii_letters + string.digits + "-._~")  # RFC 3986, 2.3
_BEYOND_HOST = UNRESERVED | frozenset("!$&'()*+,;=:@/?")  # what path and query may hold as it is
_HOST = UNRESERVED | frozenset("!$&'()*+,;=:@")
_WEB = re.compile(r"(https?)://([^/?#\\\s]+)([^#]*)(?:#(.*))?", re.IGNORECASE | re.DOTALL)
_ESCAPED = re.compile(r"(%[0-9A-Fa-f]{2})")


def encoded(text: str, keep: frozenset[str] = UNRESERVED) -> str:
    """The text with every character that is not kept as the percent-encoded bytes of its UTF-8 form."""
    return "".join(each if each in keep else "".join(f"%{byte:02X}" for byte in each.encode("utf-8")) for each in text)


def _again(text: str, keep: frozenset[str]) -> str:
    """The same, with what is percent-encoded already left as it is."""
    pieces = _ESCAPED.split(text)
    return "".join(piece if place % 2 else encoded(piece, keep) for place, piece in enumerate(pieces))


def urn(article: str, part: str = "") -> str:
    """The name of an article, or of a part of it ("s:9c41d2e0", "e:e2"), as an IRI."""
    return f"urn:whence:{encoded(article)}" + (f"#{encoded(part, UNRESERVED | {':'})}" if part else "")


def web_address(url: str | None) -> str | None:
    """The address as a URI; None when it is none of the web (`javascript:`, a path, words)."""
    found = _WEB.fullmatch((url or "").strip())
    if not found:
        return None
    scheme, host, path, fragment = found.groups()
    behind = f"#{_again(fragment, _BEYOND_HOST)}" if fragment is not None else ""
    return f"{scheme.lower()}://{_again(host, _HOST)}{_again(path, _BEYOND_HOST)}{behind}"
