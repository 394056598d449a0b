"""Addresses: parts of a URL, without opening any."""

import re
from urllib.parse import urljoin, urlsplit

_WEB = re.compile(r"https?://[^\s/?#]+", re.IGNORECASE)
_INDEX = re.compile(r"(?:/(?:index|default)\.\w{3,5})?/*$")


def is_web(text: str) -> bool:
    """Is it an address that can be fetched: http or https, with a host, without blanks?"""
    return bool(_WEB.match(text)) and not re.search(r"\s", text)


def absolute(address: str | None, base: str | None) -> str | None:
    """The address against the page's own; None where it is none or cannot be made one of the web."""
    if not address or not address.strip():
        return None
    try:
        joined = urljoin(base or "", address.strip())
        urlsplit(joined).port  # noqa: B018 - raises where the port is no number
    except ValueError:
        return None
    return joined if is_web(joined) else None


def same_page(one: str | None, other: str | None) -> bool:
    """Do two addresses name one page?  Scheme, "www.", query, fragment and a closing slash do not matter."""
    key = _key(one)
    return key is not None and key == _key(other)


def _key(url: str | None) -> str | None:
    """What two addresses of one page have in common; None for what is no address."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    if not parts.netloc:
        return None
    return parts.netloc.lower().removeprefix("www.").removeprefix("m.").removeprefix("amp.") + _INDEX.sub("", parts.path)


def domain_of(url: str | None) -> str | None:
    """The host of an address without "www.", lower case."""
    match = re.match(r"[a-z][\w+.-]*://(?:[^/@\s]*@)?(?:www\.)?(\[[^\]\s]*\]|[^/:?#\s]+)", (url or "").lower())
    return match[1] if match else None


def site_of(domain: str | None) -> str:
    """The part of a domain that was registered, as far as its form tells: "news.holmpost.example" → "holmpost.example".

    Two labels, three where the last two are a country's general ending ("co.uk", "com.au").
    """
    labels = _plain_host(domain or "").split(".")
    general = (
        len(labels) > 2
        and len(labels[-1]) == 2
        and labels[-2] in ("co", "com", "net", "org", "gov", "ac", "edu", "or", "ne", "go")
    )
    return ".".join(labels[-3:] if general else labels[-2:])


def _plain_host(host: str) -> str:
    """A host in its letters for machines: "stößensee.example" → "xn--stensee-…"; as it is where it has none."""
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host
