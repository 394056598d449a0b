"""Records out of the pages of a SQLite file that has lost its tree (https://sqlite.org/fileformat2.html).

A damaged page near the root hides everything below it from SQLite.  The rows themselves lie in leaf pages, long ones with a
chain of overflow pages behind them, and every page tells what it is: so all pages are looked at, one after the other, also
those of the write-ahead log.  What is found is a guess until it has been checked; pages that are not in use any more may hold
rows that were removed.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Self

_LEAF = 0x0D  # of a table with row numbers
_USUAL_SIZE = 4096
_LOG_HEAD, _FRAME_HEAD = 32, 24
_LOG_MAGIC = (0x377F0682, 0x377F0683)
MOST_BYTES = 1 << 28  # of one record

Cell = tuple[int, list[bytes | int | None]]


class Pages:
    """The pages of a file by their numbers, those in its write-ahead log before those in the file itself."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb")
        head = self._file.read(100)
        size = int.from_bytes(head[16:18], "big")
        self.size = 65536 if size == 1 else size if 512 <= size <= 32768 and size & (size - 1) == 0 else _USUAL_SIZE
        self._usable = self.size - (head[20] if len(head) > 20 and head[20] <= 64 else 0)
        self._count = os.fstat(self._file.fileno()).st_size // self.size
        log = path.with_name(f"{path.name}-wal")
        self._log = log.open("rb") if log.exists() else None
        self._frames = dict(self._logged()) if self._log else {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
        if self._log:
            self._log.close()

    def _logged(self) -> Iterator[tuple[int, int]]:
        """Number and place of every page in the log; a later one stands for an earlier one."""
        if self._log is None:
            return
        head = self._log.read(_LOG_HEAD)
        if len(head) < _LOG_HEAD or int.from_bytes(head[:4], "big") not in _LOG_MAGIC:
            return
        at, end = _LOG_HEAD, os.fstat(self._log.fileno()).st_size
        while at + _FRAME_HEAD + self.size <= end:
            self._log.seek(at)
            frame = self._log.read(_FRAME_HEAD)
            if frame[8:16] != head[16:24]:  # of an earlier round of the log
                return
            yield int.from_bytes(frame[:4], "big"), at + _FRAME_HEAD
            at += _FRAME_HEAD + self.size

    def numbers(self) -> Iterator[int]:
        """The numbers of all pages."""
        yield from range(1, self._count + 1)
        yield from sorted(number for number in self._frames if number > self._count)

    def page(self, number: int) -> bytes:
        """One page; empty where there is none."""
        if self._log and number in self._frames:
            self._log.seek(self._frames[number])
            return self._log.read(self.size)
        if not 0 < number <= self._count:
            return b""
        self._file.seek((number - 1) * self.size)
        return self._file.read(self.size)

    def cells(self) -> Iterator[Cell]:
        """Row number and columns of every record in every leaf page that can be read as one."""
        for number in self.numbers():
            page, begin = self.page(number), 100 if number == 1 else 0
            if len(page) < self.size or page[begin] != _LEAF:
                continue
            for place in range(int.from_bytes(page[begin + 3 : begin + 5], "big")):
                pointer = begin + 8 + 2 * place
                at = int.from_bytes(page[pointer : pointer + 2], "big")
                if begin + 8 <= at < self.size and pointer + 2 <= self.size:
                    found = self._cell(page, at)
                    if found:
                        yield found

    def _cell(self, page: bytes, at: int) -> Cell | None:
        length, at = _varint(page, at)
        row, at = _varint(page, at)
        if not 0 < length <= MOST_BYTES or at >= len(page):
            return None
        payload = self._payload(page, at, length)
        columns = _columns(payload) if payload is not None else None
        return (row - (1 << 64) if row >= 1 << 63 else row, columns) if columns else None

    def _payload(self, page: bytes, at: int, length: int) -> bytes | None:
        """The bytes of a record: what stands in the leaf, and the chain of pages behind it."""
        most = self._usable - 35
        if length <= most:
            return page[at : at + length] if at + length <= self._usable else None
        least = (self._usable - 12) * 32 // 255 - 23
        here = least + (length - least) % (self._usable - 4)
        here = here if here <= most else least
        parts, left = [page[at : at + here]], length - here
        following = int.from_bytes(page[at + here : at + here + 4], "big")
        while left > 0:
            page = self.page(following)
            if not page:
                return None
            part = page[4 : 4 + min(left, self._usable - 4)]
            parts.append(part)
            left -= len(part)
            following = int.from_bytes(page[:4], "big")
        return b"".join(parts)


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """A number of one to nine bytes, and where it ends."""
    value = 0
    for place in range(9):
        byte = data[at + place] if at + place < len(data) else 0
        if place == 8:
            return value << 8 | byte, at + 9
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + place + 1
    return value, at + 9


_LENGTHS = {0: 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8, 7: 8, 8: 0, 9: 0}


def _columns(payload: bytes) -> list[bytes | int | None] | None:
    """The columns of a record: whole numbers, bytes of texts and blobs, None for null and for fractions."""
    end, at = _varint(payload, 0)
    body, found = end, []
    while at < end:
        kind, at = _varint(payload, at)
        length = _LENGTHS[kind] if kind in _LENGTHS else (kind - 12) // 2 if kind >= 12 else -1
        if length < 0 or body + length > len(payload):
            return None
        value = payload[body : body + length]
        number = int.from_bytes(value, "big", signed=True) if 1 <= kind <= 6 else kind - 8 if kind in (8, 9) else None
        found.append(value if kind >= 12 else number)
        body += length
    return found if at == end and body == len(payload) else None
