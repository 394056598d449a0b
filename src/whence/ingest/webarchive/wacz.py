"""A WACZ (a ZIP with WARC files in it, and more) -> the pages of all its archives.  Nothing is written to disk."""

import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, cast

from whence.errors import InputError
from whence.ingest.decoding import MOST_BYTES
from whence.ingest.webarchive.pages import Found, pages_of_warc
from whence.ingest.webarchive.unpack import SLICE, Damaged, unpacker

MOST_MEMBERS = 100_000  # of the ZIP: browsertrix writes one WARC for every 1 GB, and a dozen other files
MOST_DIRECTORY = 2**25  # bytes of the ZIP's list of members, which is read into memory: 300 for each of so many
MOST_RATIO = 100  # deflate can do 1032, and does 5 on pages: a member beyond this unpacks to nothing but one byte repeated
_ARCHIVE = re.compile(r"archive/[^/\\\x00-\x1f\x7f-\x9f]+\.w?arc(\.gz|\.zst)?", re.IGNORECASE)
_END, _END_64 = b"PK\5\6", b"PK\6\6"
_TAIL = 2**16 + 22 + 76  # the end of a ZIP: a comment, the end record, and that of large ZIPs


def pages_of_wacz(
    path: str | Path, name: str, max_bytes: int = MOST_BYTES, passed: Counter[str] | None = None
) -> Iterator[Found]:
    """The pages of every `archive/*.warc[.gz]` of a WACZ, in the order of their names, as `pages_of_warc` gives them.

    Each archive is named `name!archive/x.warc.gz`, and the offsets of its records count from its own beginning.  What is no
    WACZ, or a member that is encrypted, oddly packed or a bomb, is an InputError.
    """
    try:
        with Path(path).open("rb") as file:
            yield from _archives(file, name, max_bytes, passed)
    except OSError as wrong:
        yield InputError(name, f"cannot be read: {wrong.strerror or wrong}", "check its permissions and that it is whole")


def _archives(file: IO[bytes], name: str, max_bytes: int, passed: Counter[str] | None) -> Iterator[Found]:
    members = _members(file, name)
    if isinstance(members, InputError):
        yield members
        return
    archives = sorted((each for each in members if _ARCHIVE.fullmatch(each.filename)), key=lambda each: each.filename)
    if not archives:
        known = any(each.filename == "datapackage.json" for each in members)
        what = "is a WACZ" if known else "is a ZIP but no WACZ: it has no datapackage.json,"
        yield InputError(name, f"{what} and holds no archive/*.warc.gz", "give a WACZ with archives inside, or the WARC files")
    for each in archives:
        where = f"{name}!{each.filename}"
        opened = _opened(file, each, where)
        if isinstance(opened, InputError):
            yield opened
        else:
            yield from pages_of_warc(opened, where, max_bytes, passed)


def _members(file: IO[bytes], name: str) -> list[zipfile.ZipInfo] | InputError:
    """What the ZIP lists, when that can be believed."""
    if _directory_size(file) > MOST_DIRECTORY:
        return InputError(name, f"lists more than {MOST_MEMBERS} files", "give the WARC files themselves")
    try:
        with zipfile.ZipFile(file) as held:
            members = held.infolist()
    except (zipfile.BadZipFile, NotImplementedError, UnicodeDecodeError, ValueError) as wrong:
        return InputError(name, f"is no whole ZIP: {wrong}", "get it again; a WACZ that is cut off has lost its list of files")
    if len(members) > MOST_MEMBERS:
        return InputError(name, f"lists more than {MOST_MEMBERS} files", "give the WARC files themselves")
    if sum(each.compress_size for each in members) > file.seek(0, io.SEEK_END):
        return InputError(name, "lists files that overlap", "make the WACZ again: no honest ZIP has this")
    return members


def _directory_size(file: IO[bytes]) -> int:
    """How many bytes the ZIP's list of members says it has; 0 where no end of a ZIP is found."""
    file.seek(max(0, file.seek(0, io.SEEK_END) - _TAIL))
    tail = file.read()
    at, large = tail.rfind(_END), tail.rfind(_END_64)
    sizes = [tail[at + 12 : at + 16] if at >= 0 else b"", tail[large + 40 : large + 48] if large >= 0 else b""]
    told = [int.from_bytes(each, "little") for each in sizes]
    return told[1] if told[0] == 2**32 - 1 else told[0]


def _opened(file: IO[bytes], member: zipfile.ZipInfo, where: str) -> IO[bytes] | InputError:
    """The stored bytes of one archive.

    Not by way of ZipFile.open: that checks a sum of all bytes when they end, and at any damage keeps the last ones back.
    """
    if member.flag_bits & 1:
        return InputError(where, "is encrypted", "make the WACZ again without a password")
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return InputError(where, "is packed in a way that is not read", "make the WACZ again with its archives stored")
    if member.file_size > MOST_RATIO * max(member.compress_size, 2**20):
        return InputError(where, f"unpacks to more than {MOST_RATIO} times its size", "make the WACZ again: this one is a bomb")
    file.seek(member.header_offset)
    head = file.read(30)
    if len(head) < 30 or not head.startswith(b"PK\3\4"):
        return InputError(where, "is not where the ZIP's list says", "get the WACZ again")
    begin = member.header_offset + 30 + int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little")
    part = io.BufferedReader(_Part(file, begin, member.compress_size))
    return part if member.compress_type == zipfile.ZIP_STORED else cast(IO[bytes], _Inflated(part, member))


class _Part(io.RawIOBase):
    """Some bytes in the middle of a file, as a file."""

    def __init__(self, file: IO[bytes], begin: int, size: int) -> None:
        self._file, self._begin, self._size, self._at = file, begin, size, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._at = offset + {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        return self._at

    def readinto(self, buffer: Any) -> int:
        self._file.seek(self._begin + self._at)
        data = self._file.read(max(0, min(len(buffer), self._size - self._at)))
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)


class _Inflated(io.RawIOBase):
    """A deflated member as a file that is read forward, up to the size that the ZIP told; OSError after its last good byte."""

    def __init__(self, packed: IO[bytes], member: zipfile.ZipInfo) -> None:
        self._packed, self._left, self._ready = packed, member.file_size, b""
        self._sum, self._told = 0, member.CRC
        self._unpack, self._wrong = unpacker("raw deflate"), ""

    def readable(self) -> bool:
        return True

    def _more(self) -> bytes:
        if self._wrong:
            raise OSError(f"the ZIP is damaged: {self._wrong}")
        try:
            while not self._unpack.finished:
                data = self._packed.read(SLICE) if self._unpack.hungry else b""
                if (got := self._unpack.feed(data)) or not data:
                    return got
        except Damaged as wrong:
            self._wrong = str(wrong)
            return self._unpack.salvaged() or self._more()
        return b""

    def readinto(self, buffer: Any) -> int:
        self._ready = self._ready or self._more()
        data = self._ready[: min(len(buffer), self._left)]
        self._sum = zlib.crc32(data, self._sum)
        if not data and self._sum != self._told:
            raise OSError("the ZIP is damaged: its checksum is wrong, what is read from it may be too")
        self._ready, self._left = self._ready[len(data) :], self._left - len(data)
        buffer[: len(data)] = data
        return len(data)
