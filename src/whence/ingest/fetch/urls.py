"""Addresses of pages: which may be asked at all, and how they are written to a server."""

import re
from contextlib import suppress
from ipaddress import AddressValueError, IPv6Address
from urllib.parse import SplitResult, quote, urljoin, urlsplit

import msgspec

from whence.ingest.fetch.records import Failure

PORTS = {"http": 80, "https": 443}
LONGEST = 8000  # characters: what RFC 9110 asks every server to take
_PATH, _QUERY = "/%:@!$&'()*+,;=~", "/%:@!$&'()*+,;=~?"  # what stays as it is; "%" so that nothing is quoted twice
_HOST = re.compile(r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_CHECK = "check the address"


class Target(msgspec.Struct, frozen=True):
    """What to ask and whom: `host` in lower case and ASCII, an IPv6 address without brackets; `path` with its query, quoted."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        """Host and port as they are written in an address; the scheme's own port is left out."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port: what one robots.txt speaks for."""
        return f"{self.scheme}://{self.authority}"

    @property
    def url(self) -> str:
        """The whole address, without a fragment."""
        return self.origin + self.path


def target_of(url: str) -> Target:
    """The target of an http(s) address; Failure for any other, and for one with a password in it."""
    url = url.strip()
    if len(url) > LONGEST:
        raise Failure(f"is longer than an address can be ({LONGEST} characters)", _CHECK)
    if _CONTROL.search(url):
        raise Failure("holds control characters", _CHECK)
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as wrong:
        raise Failure(f"is no address: {shown(str(wrong))}", _CHECK) from wrong
    if parts.scheme not in PORTS:
        raise Failure(f"is {_scheme(parts)}, not an http or https address", "give an address that starts with https://")
    if "@" in parts.netloc:
        raise Failure(
            "holds a user name or a password", "leave out what stands before the @: pages behind a login are not read"
        )
    if port == 0:
        raise Failure("is no address: there is no port 0", _CHECK)
    return Target(
        parts.scheme, _host(parts.hostname or "", bracketed="[" in parts.netloc), port or PORTS[parts.scheme], _path(parts)
    )


def joined(base: str, location: str) -> str:
    """Where a redirect from an address leads, as the header's bytes were most likely meant."""
    with suppress(UnicodeError):  # raised where it was Latin-1 indeed: http.client reads every header as that
        location = location.encode("latin-1").decode("utf-8")
    try:
        return urljoin(base, location.strip())
    except ValueError as wrong:
        raise Failure(f"is redirected to what is no address: {shown(location)}", "open it in a browser") from wrong


def shown(text: str) -> str:
    """Foreign text for a message: its first 80 characters, and nothing that a terminal would obey."""
    return "".join(each if each.isprintable() else "?" for each in text[:80]) + ("…" if len(text) > 80 else "")


def _scheme(parts: SplitResult) -> str:
    return f"a {shown(parts.scheme)}: address" if parts.scheme else "an address without a scheme"


def _host(host: str, bracketed: bool) -> str:
    """A host as DNS knows it; IPv6 addresses in their shortest form."""
    if bracketed:
        try:
            return str(IPv6Address(host)) if "%" not in host else _no_host(host)
        except AddressValueError:
            return _no_host(host)
    if len(host) > 253:  # what DNS takes; the codec below is slow for more
        return _no_host(host)
    try:
        name = host.encode("idna").decode("ascii").lower().removesuffix(".")
    except UnicodeError:
        return _no_host(host)
    return name if _HOST.fullmatch(name) else _no_host(host)


def _no_host(host: str) -> str:
    raise Failure(f"has no host that can be asked: {shown(host)!r}", _CHECK)


def _path(parts: SplitResult) -> str:
    try:
        path = quote(_without_dots(parts.path or "/"), safe=_PATH)
        return f"{path}?{quote(parts.query, safe=_QUERY)}" if parts.query else path
    except UnicodeError as wrong:
        raise Failure("holds half a surrogate pair", _CHECK) from wrong


def _without_dots(path: str) -> str:
    """A path without "." and "..", which would lead around the rules of a robots.txt."""
    kept: list[str] = []
    segments = path.split("/")[1:]
    plain = [each.lower().replace("%2e", ".") for each in segments]
    for segment, dots in zip(segments, plain, strict=True):
        if dots == "..":
            del kept[-1:]
        elif dots != ".":
            kept.append(segment)
    ends_in_folder = bool(plain) and plain[-1] in {".", ".."} and bool(kept)
    return "/" + "/".join(kept) + ("/" if ends_in_folder else "")
