"""The plain bytes of an archive as a window that moves forward: looked at as far ahead as a record needs, then left behind."""

import re
from collections import deque
from typing import IO

from whence.ingest.webarchive.stored import Piece, Stored, packing_of, pieces

# Members that are remembered within the window (a record of 8 MiB in the usual blocks of 64 KiB has 128): with more of them,
# only where a record lies in the file is lost, and an archive of a million empty members fills no memory.
MOST_MEMBERS = 1000
_HEAD = 2**12


class Tape:
    """`window` holds the plain bytes from `position` (counted in plain bytes) on; `held` makes it grow, `advance` shrink.

    At damage it grows no more: `wall` says why, until `pass_wall`.
    """

    def __init__(self, stream: IO[bytes]) -> None:
        self._stored = Stored(stream)
        self._packing = packing_of(self._stored)
        self._first = self._stored.offset
        self._pieces = pieces(self._stored, self._packing)
        self.window, self.position = bytearray(), 0
        self.wall: Piece | None = None
        self._begins: deque[tuple[int, int]] = deque(maxlen=MOST_MEMBERS)  # plain position, stored offset
        self._ends: deque[tuple[int, int]] = deque(maxlen=MOST_MEMBERS)

    @property
    def seekable(self) -> bool:
        """True when `jump` can go anywhere."""
        return self._packing == "plain" and self._stored.seekable

    def more(self) -> bool:
        """One piece more; False at a wall and at the end."""
        piece = None if self.wall else next(self._pieces, None)
        if piece is None:
            return False
        end = self.position + len(self.window)
        if piece.begins is not None:
            self._begins.append((end, piece.begins))
        if piece.ends is not None:
            self._ends.append((end, piece.ends))
        self.window += piece.data
        self.wall = piece if piece.broken else None
        return self.wall is None

    def held(self, count: int) -> bool:
        """True when the window has `count` bytes; it is made to, as far as there are any."""
        while len(self.window) < count:
            if not self.more():
                return False
        return True

    def line(self, start: int, most: int) -> bytes | None:
        """The line that begins `start` bytes into the window, with its end; None when it is not within the first `most`."""
        at = start
        while (found := self.window.find(b"\n", at, most)) < 0:
            at = max(start, len(self.window))
            if at >= most or not self.more():
                return None
        return bytes(self.window[start : found + 1])

    def advance(self, count: int) -> None:
        """Leaves `count` bytes behind."""
        del self.window[:count]  # moves no byte: a bytearray is cut at its front in place
        self.position += count
        while len(self._begins) > 1 and self._begins[1][0] <= self.position:
            self._begins.popleft()
        while self._ends and self._ends[0][0] < self.position:
            self._ends.popleft()

    def pass_wall(self) -> None:
        """Leaves all before the wall behind, and the wall."""
        self.advance(len(self.window))
        self.wall = None

    def jump(self, position: int) -> bool:
        """Goes to any position of a `seekable` tape; stays, and is False, where that lies beyond the end."""
        if self._first + position > self._stored.size:
            return False
        self.window, self.position, self.wall = bytearray(), position, None
        self._stored.go(self._first + position)
        self._pieces = pieces(self._stored, self._packing)
        return True

    def cut(self, head: re.Pattern[bytes], start: int, end: int) -> int | None:
        """How far into the window, from `start` to before `end`, the first member begins that begins with `head`."""
        for position, _ in list(self._begins):
            at = position - self.position
            if start <= at < end and (self.held(at + _HEAD) or len(self.window) > at) and head.match(self.window, at):
                return at
        return None

    def skip(self, head: re.Pattern[bytes], count: int) -> bool:
        """Leaves `count` bytes behind that need not be held; False when a wall, the end or another record comes before."""
        start = 1
        while count:
            if not self.held(1):
                return False
            step = min(count, len(self.window))
            cut = self.cut(head, start, step)
            self.advance(step if cut is None else cut)
            if cut is not None:
                return False
            start, count = 0, count - step
        return True

    def place(self) -> tuple[int, bool]:
        """The stored offset of the window's first byte, and whether it is the first of its member (always so when unpacked).

        Within a member there are no offsets: then it is that of the member.
        """
        if self._packing == "plain":
            return self._first + self.position, True
        begun = [each for each in self._begins if each[0] <= self.position]
        position, offset = begun[-1] if begun else (-1, self._first)
        return offset, position == self.position

    @property
    def stored_end(self) -> int:
        """The stored offset up to which the file was read."""
        return self._stored.offset

    def end(self, start: int, stop: int) -> int | None:
        """The stored offset at which a member ends, `start` to `stop` bytes into the window; None where none does."""
        if self._packing == "plain":
            return self._first + self.position + start
        return next((offset for position, offset in self._ends if start <= position - self.position <= stop), None)
