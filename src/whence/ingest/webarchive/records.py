"""The plain bytes of an archive -> its records; what cannot be read is told and left out, and the next record looked for.

A record is believed when it has a head, a length, so many bytes, and behind them a new record, an empty line or the end.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from whence.ingest.webarchive.headers import MOST_HEADER, fields_of
from whence.ingest.webarchive.stored import CUT
from whence.ingest.webarchive.tape import Tape

NO_ARCHIVE = "is no web archive: no WARC or ARC record begins in it"
_FOREIGN = "holds bytes that belong to no record"
_WRONG_LENGTH = "has a record with a wrong Content-Length"
_HEAD = re.compile(rb"WARC/\d+\.\d+[ \t]*\r?\n")
_ARC = rb"([a-z][a-z0-9+.-]{1,20}:\S{1,4000}) \S{1,60} (\d{8,14}) (\S{1,200})(?: [^\n]{0,4000})? (\d{1,18})\r?\n"
_ARC_HEAD = re.compile(_ARC)
_NEXT = re.compile(_HEAD.pattern + rb"[A-Za-z][\w-]{0,40}[ \t]*:")  # what a record begins with in the middle of anything
_NEXT_ARC = re.compile(rb"(?m)^" + _ARC)
_OVERLAP, _OVERLAP_ARC = 100, 9000  # bytes in which the beginning of one of these may be hidden
_BLANK = re.compile(rb"[\s\0]*")
_MOST_BLANK = 64  # bytes looked through for the end of a record; two line ends have 4
_LENGTH = re.compile(r"[0-9]{1,18}")


class Record(NamedTuple):
    """One record: its fields by lower-case name, its block, and where it lies in the stored file.

    `whole` is false for a block longer than the limit: then only its first bytes are there.  `length` is null for a record that
    cannot be told from its neighbours in the file, within a member that holds several.
    """

    fields: dict[str, str]
    block: bytes
    whole: bool
    offset: int
    length: int | None


class Lost(NamedTuple):
    """Stored bytes, from `begin` to before `end`, that hold no whole record, and why; `last` when nothing comes behind them."""

    why: str
    begin: int
    end: int
    last: bool


def records(tape: Tape, most: int) -> Iterator[Record | Lost]:
    """Every record, and between them every loss, in the order of the file; of a block longer than `most` its first bytes."""
    reader, lost = _Reader(tape, most), None
    while reader.is_at_something():
        found = reader.next()
        if isinstance(found, Lost):
            lost = lost._replace(end=found.end, last=found.last) if lost else found
            continue
        if lost:
            yield lost
            lost = None
        yield found
    if lost:
        yield lost


class _Reader:
    def __init__(self, tape: Tape, most: int) -> None:
        self._tape, self._most = tape, most
        self._arc = tape.held(11) and tape.window.startswith(b"filedesc://")
        self._head = _ARC_HEAD if self._arc else _HEAD
        self._next, self._overlap = (_NEXT_ARC, _OVERLAP_ARC) if self._arc else (_NEXT, _OVERLAP)
        self._seen = False

    def is_at_something(self) -> bool:
        """True before a record, a loss or a wall; what is blank is passed."""
        tape = self._tape
        while tape.held(1):
            blank = _BLANK.match(tape.window)
            tape.advance(blank.end() if blank else 0)
            if tape.window:
                return True
        return tape.wall is not None

    def next(self) -> Record | Lost:
        """The record here, or what is lost up to where the next one begins."""
        position, (offset, _) = self._tape.position, self._tape.place()
        found = self._record()
        if isinstance(found, Record):
            self._seen = True
            return found
        if self._tape.position == position:  # on, or the same head would be found again
            line = self._tape.line(0, MOST_HEADER) if self._arc else None  # of ARC, a head is found behind a line end
            self._tape.advance(len(line) - 1 if line else min(1, len(self._tape.window)))
        more, broken = self._find()
        found = broken or found  # a damaged member is the cause of whatever seems wrong with its record
        if not more and not self._seen and found == _FOREIGN:
            found = NO_ARCHIVE
        return Lost(found, offset, self._tape.place()[0] if more else self._tape.stored_end, not more)

    def _find(self) -> tuple[bool, str]:
        """Goes to where the next record begins, or to the end (False); with it, what the first wall on the way said."""
        tape, broken = self._tape, ""
        while not (found := self._next.search(tape.window)):
            tape.advance(max(0, len(tape.window) - self._overlap))
            if not tape.more():
                if tape.wall is None:
                    tape.advance(len(tape.window))
                    return False, broken
                broken = broken or tape.wall.broken
                tape.pass_wall()
        tape.advance(found.start())
        return True, broken

    def _record(self) -> Record | str:
        """The record here; else why there is none."""
        head = self._arc_head() if self._arc else self._warc_head()
        if isinstance(head, str):
            return head
        fields, size = head
        self._seen = True
        length = fields.get("content-length", "")
        if "warc-type" not in fields:
            return "has a record without WARC-Type"
        if not _LENGTH.fullmatch(length):
            return f"has a record with the Content-Length {length[:40]!r}" if length else "has a record without Content-Length"
        return self._short(fields, size, int(length)) if int(length) <= self._most else self._long(fields, size, int(length))

    # --- heads -----------------------------------------------------------------------------------------------------------

    def _warc_head(self) -> tuple[dict[str, str], int] | str:
        """The fields of a WARC record and how many bytes they take."""
        tape, size = self._tape, 0
        while (line := tape.line(size, MOST_HEADER)) is not None:
            if size == 0 and not _HEAD.match(line):
                return _FOREIGN
            if size and _HEAD.search(line):
                return "has a record whose head is cut off"
            size += len(line)
            if not line.strip():
                return fields_of(bytes(tape.window[:size])), size
        ours = b"WARC/".startswith(tape.window[:5])
        return self._missing("has a record whose head has no end") if ours or tape.wall else _FOREIGN

    def _arc_head(self) -> tuple[dict[str, str], int] | str:
        """The fields of an ARC record, under the names that WARC has for them."""
        tape = self._tape
        line = tape.line(0, MOST_HEADER)
        if line is None:
            return self._missing(_FOREIGN)
        if not (head := _ARC_HEAD.fullmatch(line)):
            return _FOREIGN
        address, date, kind, length = (each.decode("latin-1") for each in head.groups())
        fields = {"warc-target-uri": address, "warc-date": date, "content-type": kind, "content-length": length}
        return fields | {"warc-type": "warcinfo" if address.startswith("filedesc:") else "response"}, len(line)

    def _missing(self, why: str = "") -> str:
        """Why the bytes of the record here are not all there."""
        if self._tape.wall:
            return self._tape.wall.broken
        return CUT if not self._tape.more() else why

    # --- blocks ----------------------------------------------------------------------------------------------------------

    def _absent(self, count: int) -> str:
        """Why the next `count` bytes are not all of the record here; "" when they are."""
        held = self._tape.held(count)
        if self._tape.cut(self._head, 1, count) is not None:
            return _WRONG_LENGTH
        return "" if held else self._missing()

    def _short(self, fields: dict[str, str], size: int, length: int) -> Record | str:
        tape, total = self._tape, size + length
        if wrong := self._absent(total):
            return wrong
        offset, alone = tape.place()
        blank = self._blank(total)
        end = tape.end(total, total + blank)
        wrong = self._wrong_end(total, blank, alone and end is None)
        if wrong and (wrong != _FOREIGN or self._next.search(tape.window, size, total)):
            return wrong
        block = bytes(tape.window[size:total])
        tape.advance(total)
        return Record(fields, block, True, offset, end - offset if alone and end is not None else None)

    def _long(self, fields: dict[str, str], size: int, length: int) -> Record | str:
        """A record that is not held: its end is jumped to, or read on to."""
        tape = self._tape
        if not tape.seekable and (wrong := self._absent(size + self._most)):  # there is no way back from behind that
            return wrong
        offset, alone = tape.place()
        tape.held(size + MOST_HEADER)
        block, begin = bytes(tape.window[size : size + MOST_HEADER]), tape.position + size
        there = tape.jump(begin + length) if tape.seekable else tape.skip(self._head, size + length)
        blank = self._blank(0) if there else 0
        end = tape.end(0, blank)
        if there:
            wrong = self._wrong_end(0, blank, alone and end is None)
        else:
            wrong = CUT if tape.seekable else self._missing() or _WRONG_LENGTH
        if not wrong or wrong == _FOREIGN:
            return Record(fields, block, False, offset, end - offset if alone and end is not None else None)
        if tape.seekable:
            tape.jump(begin)
        return wrong

    def _blank(self, start: int) -> int:
        """How many blank bytes stand there."""
        self._tape.held(start + _MOST_BLANK)
        blank = _BLANK.match(self._tape.window, start, start + _MOST_BLANK)
        return blank.end() - start if blank else 0

    def _wrong_end(self, total: int, blank: int, open_member: bool) -> str:
        """Why what stands behind a block is no end of it, or (_FOREIGN) only perhaps; "" when it is."""
        tape, stop = self._tape, total + blank
        head, lines = self._head, 1 if self._arc else 2
        tape.line(stop, stop + MOST_HEADER)
        if head.match(tape.window, stop) or head.match(tape.window, total + 2 * lines):  # or the line ends are damaged
            return ""
        tape.held(stop + MOST_HEADER)
        if tape.wall and tape.wall.checksum and open_member:
            return tape.wall.broken
        if len(tape.window) in (stop, total + 2 * lines):
            return ""
        return _FOREIGN if tape.window.count(b"\n", total, stop) >= lines else _WRONG_LENGTH
