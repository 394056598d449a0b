"""The body of an answer: read in pieces, unpacked in pieces, and refused as soon as it is too long."""

import re
import zlib
from collections.abc import Callable, Iterator
from http.client import IncompleteRead
from importlib import import_module
from types import ModuleType

from urllib3.exceptions import ProtocolError
from urllib3.response import HTTPResponse

from whence.ingest.fetch.pace import Clock
from whence.ingest.fetch.records import Failure

PIECE = 2**16  # bytes read or unpacked at a time
_GZIP, _ZLIB, _RAW = 31, 15, -15  # zlib's names of the three formats
_MOST_CODINGS = 3  # one is usual, two are a server's mistake, more are an attack
_ZSTD_WINDOW = 23  # 8 MB: what RFC 9659 allows a server to ask of a reader's memory
_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9a-z-]+/[!#$%&'*+.^_`|~0-9a-z-]+")
_CHARSET = re.compile(r""";\s*charset\s*=\s*["']?([^\s;,"']+)""", re.IGNORECASE)
# Codecs of Python that are no encoding of a page, and UTF-7, which browsers refuse because it hides tags.
_NO_CHARSETS = frozenset({"utf-7", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"})
Decoder = Callable[[Iterator[bytes]], Iterator[bytes]]


def read_body(response: HTTPResponse, most: int, clock: Clock, stop: bool = False) -> tuple[bytes, bool]:
    """The body, unpacked, and whether it ended before its announced end.

    Over `most` bytes, packed or unpacked, it is a Failure, or, with `stop`, only its beginning.
    """
    if response.headers.get("Transfer-Encoding", "chunked").lower() != "chunked":
        raise Failure(
            "is sent in a way that nobody asked for (Transfer-Encoding)",
            "open it in a browser, save the page and give the file",
        )
    announced = response.length_remaining
    if announced is not None and announced > most and not stop:
        raise _too_long(most)
    pieces = _within(_arriving(response), most, clock, stop)
    for decoder in _decoders(response.headers.get("Content-Encoding", "")):
        pieces = _within(decoder(pieces), most, clock, stop)
    body, cut = bytearray(), False
    try:
        for piece in pieces:
            body += piece
    except EOFError:
        cut = True
    except _CORRUPT as wrong:
        raise Failure(f"cannot be unpacked: {wrong}", "try again later: the server sends damaged data") from wrong
    clock.check()  # a connection that was cut off for its slowness looks like an end
    return bytes(body), cut


def _arriving(response: HTTPResponse) -> Iterator[bytes]:
    """The bytes as they come; EOFError when they end too early."""
    try:
        while piece := response.read1(PIECE, decode_content=False):
            yield piece
    except ProtocolError as wrong:
        if isinstance(wrong.__cause__, IncompleteRead):
            raise EOFError from wrong
        raise


def _within(pieces: Iterator[bytes], most: int, clock: Clock, stop: bool) -> Iterator[bytes]:
    """The pieces, as long as there is time and they are not too many."""
    total = 0
    for piece in pieces:
        clock.check()
        total += len(piece)
        if total <= most:
            yield piece
        elif stop:
            yield piece[: most - total]
            return
        else:
            raise _too_long(most)


def _too_long(most: int) -> Failure:
    return Failure(f"is longer than {most} bytes", "give a page with one article, or raise max_bytes (WHENCE_MAX_BYTES)")


# --- content codings -----------------------------------------------------------------------------------------------------


def _drained(unpack: "zlib._Decompress", data: bytes) -> Iterator[bytes]:
    """All that some bytes unpack to, a piece at a time."""
    while True:
        piece = unpack.decompress(data, PIECE)
        if piece:
            yield piece
        data = unpack.unconsumed_tail
        if not data and len(piece) < PIECE:
            return


def _gunzip(packed: Iterator[bytes]) -> Iterator[bytes]:
    """All members of a gzip stream; what follows them and is no member is ignored, as everybody does."""
    unpack = zlib.decompressobj(_GZIP)
    for data in packed:
        while data:
            if unpack.eof:
                if not data.startswith(b"\x1f"):
                    return
                unpack = zlib.decompressobj(_GZIP)
            yield from _drained(unpack, data)
            data = unpack.unused_data
    if not unpack.eof:
        raise EOFError


def _inflate(packed: Iterator[bytes]) -> Iterator[bytes]:
    """Deflate with the head that the standard asks for, or without, as some servers send it."""
    unpack, start = None, b""
    for data in packed:
        start += data
        if unpack is None and len(start) < 2:
            continue
        if unpack is None:
            headed = start[0] & 15 == 8 and int.from_bytes(start[:2], "big") % 31 == 0
            unpack = zlib.decompressobj(_ZLIB if headed else _RAW)
        yield from _drained(unpack, start)
        if unpack.eof:
            return
        start = b""
    raise EOFError


def _library(*names: str) -> ModuleType | None:
    """The first of some optional libraries that is installed."""
    for name in names:
        try:
            return import_module(name)
        except ImportError:
            continue
    return None


_BROTLI = _library("brotli", "brotlicffi")
_ZSTD = _library("compression.zstd", "backports.zstd")


def _unbrotli(packed: Iterator[bytes]) -> Iterator[bytes]:
    unpack = _BROTLI.Decompressor()  # type: ignore[union-attr]
    for data in packed:
        piece = unpack.process(data, output_buffer_limit=PIECE)
        while piece or not (unpack.can_accept_more_data() or unpack.is_finished()):
            yield piece
            piece = unpack.process(b"", output_buffer_limit=PIECE)
        if unpack.is_finished():
            return
    raise EOFError


def _unzstd(packed: Iterator[bytes]) -> Iterator[bytes]:
    options = {_ZSTD.DecompressionParameter.window_log_max: _ZSTD_WINDOW}  # type: ignore[union-attr]
    unpack = _ZSTD.ZstdDecompressor(options=options)  # type: ignore[union-attr]
    for data in packed:
        while data or not (unpack.needs_input or unpack.eof):
            if unpack.eof:
                unpack = _ZSTD.ZstdDecompressor(options=options)  # type: ignore[union-attr]
            yield unpack.decompress(data, PIECE)
            data = unpack.unused_data
    if not unpack.eof:
        raise EOFError


def _known_decoders() -> tuple[dict[str, Decoder], tuple[type[Exception], ...]]:
    """The codings that can be unpacked here within a limit, in the order of the offer, and what they raise for damage."""
    known: dict[str, Decoder] = {"gzip": _gunzip, "deflate": _inflate}
    corrupt: list[type[Exception]] = [zlib.error]
    if _BROTLI is not None and hasattr(_BROTLI.Decompressor, "can_accept_more_data"):  # 1.2: the first with a limit
        known["br"] = _unbrotli
        corrupt.append(_BROTLI.error)
    if _ZSTD is not None:
        known["zstd"] = _unzstd
        corrupt.append(_ZSTD.ZstdError)
    return known, tuple(corrupt)


_DECODERS, _CORRUPT = _known_decoders()
ACCEPTED = ", ".join(_DECODERS)  # the Accept-Encoding header: what can be unpacked and nothing else


def _decoders(header: str) -> list[Decoder]:
    """The decoders for a Content-Encoding header, in the order in which they undo it."""
    names = [name for each in header.lower().split(",") if (name := each.strip().removeprefix("x-")) not in {"", "identity"}]
    unknown = next((name for name in names if name not in _DECODERS), None)
    if unknown is not None:
        raise Failure(
            f"is packed in a way that cannot be unpacked: {unknown[:40]!r}",
            "open it in a browser, save the page and give the file",
        )
    if len(names) > _MOST_CODINGS:
        raise Failure(f"is packed {len(names)} times over", "open it in a browser, save the page and give the file")
    return [_DECODERS[name] for name in reversed(names)]


# --- Content-Type --------------------------------------------------------------------------------------------------------


def media_type_of(header: str) -> str | None:
    """The media type of a Content-Type header, in lower case ("text/html"); None where it has none."""
    head = header.partition(";")[0].partition(",")[0].strip().lower()  # "," where the header was sent twice
    return head if _TOKEN.fullmatch(head) else None


def charset_of(header: str) -> str | None:
    """The encoding that a Content-Type header names, in lower case; None where it names none that exists."""
    named = _CHARSET.search(header)
    label = named[1].lower() if named else ""
    if not label or label.replace("-", "_") in {each.replace("-", "_") for each in _NO_CHARSETS}:
        return None
    try:
        b"x".decode(label, "replace")
    except (LookupError, ValueError):  # unknown, or with a NUL in it
        return None
    return label
