"""The bytes of an archive as stored -> its plain bytes in pieces, with the offsets at which packed members begin and end.

A damaged member is a wall between the pieces: what was unpacked before it stands, and the next member that begins a record is
looked for behind it.
"""

import re
from collections.abc import Iterator
from io import SEEK_END
from typing import IO, NamedTuple

from whence.ingest.webarchive.unpack import GZIP, PIECE, SLICE, ZSTD, Damaged, TooLong, unpacked, unpacker

# Of a damaged member so many last bytes are looked through again for the next one: damage may be noticed late, when the next
# member was unpacked as if it were still its own.
HOLD = 2**20
AGAIN = 2**26  # bytes of an archive that may be looked through again in all, or one made of damage would be read for ever
MOST_DICTIONARY = 2**23  # Archive Team's dictionaries have 0.1 to 1 MB
_HEAD = 2**12  # plain bytes that show what a member begins with: addresses of 2 KB are common
BEGINS = re.compile(rb"WARC/\d\.\d|[a-z][a-z0-9+.-]{1,20}:\S+ \S+ \d{8,14} \S+ ")  # a WARC record, or one of ARC
_PLAIN = re.compile(rb"WARC/\d\.\d+[ \t]*\r?\n[A-Za-z]|filedesc://")
_MAGIC = {"gzip": GZIP, "zstd": ZSTD}
_MEMBER = {"gzip": re.compile(re.escape(GZIP)), "zstd": re.compile(re.escape(ZSTD) + rb"|[\x50-\x5f]\x2a\x4d\x18")}
_DICTIONARY = b"\x5d\x2a\x4d\x18"  # of the Zstandard frames that hold no data the one that holds the dictionary
CUT = "is cut off"


class Piece(NamedTuple):
    """Plain bytes; or the stored offset at which a member begins or ends; or why the bytes do not go on (`broken`).

    `checksum` is true where the member could be unpacked and only then was found not to be what was packed.
    """

    data: bytes = b""
    begins: int | None = None
    ends: int | None = None
    broken: str = ""
    checksum: bool = False


class Stored:
    """A stream of bytes read forward, of which the last are kept; `offset` counts from where the file begins."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.seekable = stream.seekable()
        self._base = stream.tell() if self.seekable else 0  # offset of the first byte that is kept
        self.size = stream.seek(0, SEEK_END) if self.seekable else 0
        if self.seekable:
            stream.seek(self._base)
        self._kept, self._at = bytearray(), 0
        self.wrong = ""  # why the stream could not be read on

    @property
    def offset(self) -> int:
        """Where the next byte lies in the file."""
        return self._base + self._at

    def _read(self) -> bool:
        if self.wrong:
            return False
        try:
            data = self._stream.read(PIECE)
        except OSError as wrong:
            self.wrong = f"cannot be read on: {wrong.strerror or wrong}"
            return False
        self._kept += data
        return bool(data)

    def _forget(self) -> None:
        if self._at > 2 * HOLD:
            self._base += self._at - HOLD
            del self._kept[: self._at - HOLD]
            self._at = HOLD

    def peek(self, count: int) -> bytes:
        """The next `count` bytes, fewer at the end; they stay the next."""
        while len(self._kept) - self._at < count and self._read():
            pass
        return bytes(self._kept[self._at : self._at + count])

    def take(self, count: int) -> bytes:
        """The next bytes, at most `count`; b"" at the end."""
        data = self.peek(1) and bytes(self._kept[self._at : self._at + count])
        self._at += len(data)
        self._forget()
        return data

    def find(self, wanted: bytes) -> bool:
        """Goes to the next place where `wanted` stands, or to the end (False)."""
        while (found := self._kept.find(wanted, self._at)) < 0:
            self._at = max(self._at, len(self._kept) - len(wanted) + 1)
            self._forget()
            if not self._read():
                self._at = len(self._kept)
                return False
        self._at = found
        return True

    def go(self, offset: int) -> None:
        """Goes to an offset: the nearest that is kept, or, in a seekable stream, any."""
        if self.seekable and not self._base <= offset <= self._base + len(self._kept):
            self._stream.seek(offset)
            self._base, self._kept = offset, bytearray()
        self._at = max(0, offset - self._base)


def packing_of(stored: Stored) -> str:
    """ "gzip", "zstd" or "plain", by the first record: what stands before it in a damaged archive may be anything."""
    head = stored.peek(_HEAD)
    if _MEMBER["zstd"].match(head):
        return "zstd"
    if _begins(head, "gzip", b""):
        return "gzip"
    head = head if _PLAIN.match(head) else stored.peek(HOLD)
    plain = _PLAIN.search(head)
    before = plain.start() if plain else len(head)
    members = (each.start() for each in re.finditer(re.escape(GZIP), head[:before]))
    packed = any(_begins(head[at : at + _HEAD], "gzip", b"") for at in members) or (head.startswith(GZIP) and not plain)
    return "gzip" if packed else "plain"


def pieces(stored: Stored, packing: str) -> Iterator[Piece]:
    """The plain bytes of the archive; raises ExtraMissing where they cannot be unpacked for want of a library."""
    if packing == "plain":
        while data := stored.take(PIECE):
            yield Piece(data)
    else:
        yield from _Members(stored, packing).pieces()
    if stored.wrong:
        yield Piece(broken=stored.wrong)


class _Members:
    """The members of a packed archive, one after the other."""

    def __init__(self, stored: Stored, packing: str) -> None:
        self._stored, self._packing = stored, packing
        self._again = AGAIN
        self._dictionary = _dictionary(stored) if packing == "zstd" else b""

    def pieces(self) -> Iterator[Piece]:
        """All their pieces, with a wall for every damage."""
        while head := self._stored.peek(4):
            if _MEMBER[self._packing].match(head):
                yield from self._member()
            elif head.startswith(b"\0"):  # tapes and disks are filled up with zeros
                head = self._stored.peek(PIECE)
                self._stored.take(len(head) - len(head.lstrip(b"\0")))
            else:
                begins = self._stored.offset
                cut = not self._find(begins) and _MAGIC[self._packing].startswith(head)
                yield Piece(begins=begins, broken=CUT if cut else "holds bytes that belong to no packed record")

    def _member(self) -> Iterator[Piece]:
        begins = self._stored.offset
        unpack = unpacker(self._packing, self._dictionary)
        yield Piece(begins=begins)
        try:
            while not unpack.finished:
                data = self._stored.take(SLICE) if unpack.hungry else b""
                got = unpack.feed(data)
                if not data and not got:
                    yield Piece(broken="is damaged: a packed record has no end" if self._find(begins + 1) else CUT)
                    return
                yield Piece(got)
        except Damaged as wrong:
            yield Piece(unpack.salvaged())
            self._find(begins + 1)
            doubt = ", what is read from there may be wrong" if wrong.checksum else ""
            yield Piece(broken=f"is damaged: {wrong}{doubt}", checksum=wrong.checksum)
            return
        self._stored.go(self._stored.offset - len(unpack.rest))
        yield Piece(ends=self._stored.offset)

    def _find(self, offset: int) -> bool:
        """Goes to the next member that begins a record, looked for from `offset` on, or from where the last bytes are kept."""
        begin = max(offset, self._stored.offset - HOLD) if self._again > 0 else self._stored.offset
        self._again -= self._stored.offset - begin
        self._stored.go(begin)
        while self._stored.find(_MAGIC[self._packing]):
            if _begins(self._stored.peek(_HEAD), self._packing, self._dictionary):
                return True
            self._stored.take(1)
        return False


def _begins(member: bytes, packing: str, dictionary: bytes) -> bool:
    """True when the packed bytes begin like a record."""
    try:
        return BEGINS.match(unpacker(packing, dictionary).feed(member, _HEAD)) is not None
    except Damaged:
        return False


def _dictionary(stored: Stored) -> bytes:
    """The dictionary that a .warc.zst begins with, if it does: packed itself, as a rule."""
    head = stored.peek(8)
    size = int.from_bytes(head[4:], "little")
    if not head.startswith(_DICTIONARY) or size > MOST_DICTIONARY:
        return b""
    held = stored.peek(8 + size)[8:]
    try:
        return unpacked(held, "zstd", MOST_DICTIONARY) if held.startswith(ZSTD) else held
    except (Damaged, TooLong):  # then no frame can be unpacked, and each of them says so
        return b""
