"""Packed bytes -> plain bytes, a bounded piece at a time: gzip, deflate, and Zstandard and Brotli where their library is there.

Nothing is unpacked in one go: a megabyte of gzip can hold a gigabyte, and then the limit must strike before the memory is full.
"""

import importlib
import zlib
from types import ModuleType
from typing import Any, Protocol

from whence.errors import ExtraMissing

PIECE = 2**16  # bytes given out at a time
SLICE = 2**14  # bytes taken in at a time: a gzip member of one page has 2 to 20 KB
GZIP, ZSTD = b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd"
CODINGS = ("gzip", "x-gzip", "deflate", "zstd", "br")
_FORMS = {
    "gzip": 31,
    "x-gzip": 31,
    "deflate": 15,
    "raw deflate": -15,
}  # zlib's numbers for what stands around the deflated bytes
_LIBRARIES = {"zstd": ("compression.zstd", "backports.zstd"), "br": ("brotli", "brotlicffi")}
_INSTALL = {"zstd": "pip install backports.zstd", "br": "pip install 'brotli>=1.2'"}


class Damaged(Exception):  # noqa: N818
    """The bytes cannot be unpacked.  `checksum`: they could, but are not those that were packed."""

    def __init__(self, reason: str, checksum: bool = False) -> None:
        super().__init__(reason)
        self.checksum = checksum


class TooLong(Exception):  # noqa: N818
    """Unpacked, the bytes would be more than the limit."""


class Unpacker(Protocol):
    """Unpacks one member or frame: `feed` packed bytes while `hungry`, else b"", until `finished`; `rest` lies behind it."""

    @property
    def finished(self) -> bool:
        """True when the member was read to its end."""

    @property
    def hungry(self) -> bool:
        """True when nothing more comes without more packed bytes."""

    @property
    def rest(self) -> bytes:
        """The bytes given that lie behind the member's end."""

    def feed(self, data: bytes, most: int = PIECE) -> bytes:
        """About `most` plain bytes, no more than a few more; raises Damaged."""

    def salvaged(self) -> bytes:
        """After Damaged: the plain bytes that lie between the last piece and the damage."""


class _Deflated:
    """zlib, which gives nothing of the piece in which it meets damage: so each piece can be begun again, byte by byte."""

    def __init__(self, form: int) -> None:
        self._zlib: Any = zlib.decompressobj(form)
        self._begun: tuple[Any, bytes] = (self._zlib, b"")

    @property
    def finished(self) -> bool:
        return bool(self._zlib.eof)

    @property
    def hungry(self) -> bool:
        return not self._zlib.unconsumed_tail

    @property
    def rest(self) -> bytes:
        return bytes(self._zlib.unused_data)

    def feed(self, data: bytes, most: int = PIECE) -> bytes:
        data = self._zlib.unconsumed_tail + data
        self._begun = self._zlib.copy(), data
        try:
            return bytes(self._zlib.decompress(data, most))
        except zlib.error as wrong:
            reason = str(wrong).rpartition(": ")[2]
            raise Damaged(reason, reason in ("incorrect data check", "incorrect length check")) from wrong

    def salvaged(self) -> bytes:
        before, data = self._begun
        plain = bytearray()
        try:
            for at in range(len(data)):
                plain += before.decompress(data[at : at + 1])
        except zlib.error:  # here it is: what came before is what was asked for
            return bytes(plain)
        return bytes(plain)


class _Frame:
    """A Zstandard frame."""

    def __init__(self, library: ModuleType, dictionary: bytes) -> None:
        known = library.ZstdDict(dictionary, is_raw=not dictionary.startswith(b"\x37\xa4\x30\xec")) if dictionary else None
        self._zstd, self._error = library.ZstdDecompressor(zstd_dict=known), library.ZstdError

    @property
    def finished(self) -> bool:
        return bool(self._zstd.eof)

    @property
    def hungry(self) -> bool:
        return bool(self._zstd.needs_input)

    @property
    def rest(self) -> bytes:
        return bytes(self._zstd.unused_data)

    def feed(self, data: bytes, most: int = PIECE) -> bytes:
        try:
            return bytes(self._zstd.decompress(data, most))
        except self._error as wrong:
            reason = str(wrong).rpartition(": ")[2]
            raise Damaged(reason, "checksum" in reason) from wrong

    def salvaged(self) -> bytes:
        return b""


class _Brotli:
    """A Brotli stream; only the body of an HTTP reply is one, so nothing lies behind it."""

    rest = b""

    def __init__(self, library: ModuleType) -> None:
        self._brotli, self._error = library.Decompressor(), library.error

    @property
    def finished(self) -> bool:
        return bool(self._brotli.is_finished())

    @property
    def hungry(self) -> bool:
        return bool(self._brotli.can_accept_more_data())

    def feed(self, data: bytes, most: int = PIECE) -> bytes:
        try:
            return bytes(self._brotli.process(data, output_buffer_limit=most))
        except self._error as wrong:
            raise Damaged("it is no Brotli") from wrong

    def salvaged(self) -> bytes:
        return b""


def _library(coding: str) -> ModuleType:
    for name in _LIBRARIES[coding]:
        try:
            library = importlib.import_module(name)
        except ImportError:
            continue
        if coding != "br" or hasattr(library.Decompressor, "can_accept_more_data"):  # older ones cannot be limited
            return library
    raise ExtraMissing(f"{coding} cannot be unpacked: its library is not installed", _INSTALL[coding])


def unpacker(coding: str, dictionary: bytes = b"") -> Unpacker:
    """What unpacks one member of `CODINGS` or "raw deflate"; ExtraMissing where its library is not there."""
    if coding in _FORMS:
        return _Deflated(_FORMS[coding])
    return _Brotli(_library(coding)) if coding == "br" else _Frame(_library(coding), dictionary)


def unpacked(data: bytes, coding: str, most: int) -> bytes:
    """All of `data` unpacked; TooLong when that is more than `most` bytes, Damaged when it cannot be, or ends early."""
    if coding == "deflate" and (data[:1] == b"" or data[0] & 15 != 8 or int.from_bytes(data[:2], "big") % 31):
        coding = "raw deflate"  # what old servers sent under that name
    plain, rest = bytearray(), data
    while rest and (not plain or rest.startswith(GZIP)):  # gzip may have several members
        rest = _one(rest, unpacker(coding), plain, most)
    return bytes(plain)


def _one(data: bytes, unpack: Unpacker, plain: bytearray, most: int) -> bytes:
    """Adds one member to `plain`; what lies behind it."""
    at = 0
    while not unpack.finished:
        given = data[at : at + SLICE] if unpack.hungry else b""
        got = unpack.feed(given)
        if not given and not got:
            raise Damaged("it ends early")
        at += len(given)
        plain += got
        if len(plain) > most:
            raise TooLong
    return data[at - len(unpack.rest) :]
