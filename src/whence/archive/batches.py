"""A stream written in small groups: as many as come quickly, and nothing that waits longer than it may for what comes next."""

import time
from collections.abc import Callable, Iterable, Iterator
from threading import Condition, RLock, Thread
from typing import Generic, TypeVar

Item = TypeVar("Item")
Made = TypeVar("Made")

Write = Callable[[list[Item]], list[Made]]

QUICK = 0.5  # seconds: who brings one item a second is not made to wait for a second one; two cores read five to ten


class Batches(Generic[Item, Made]):
    """Writes items in groups, in their order, and gives out what became of each once it is written.

    A group is written when it has `most` items, when an item took its time to come, and at the end.  `late` writes it from
    another thread when the next item keeps everybody waiting for more than `seconds`; it must not share anything with `write`.
    """

    def __init__(self, write: "Write[Item, Made]", late: "Write[Item, Made]", most: int, seconds: float) -> None:
        self._write, self._late, self._most, self._seconds = write, late, most, seconds
        self._waiting: list[Item] = []
        self._done: list[Made] = []
        self._since = 0.0
        self._wrong: Exception | None = None
        # Entered and left in C: between the lock and the Python code of a Condition an interrupt would leave it held for ever.
        self._lock = RLock()
        self._changed = Condition(self._lock)
        self._ended = False

    def through(self, items: Iterable[Item]) -> Iterator[Made]:
        """What became of every item.  What the stream raises comes out behind everything that came before."""
        watch = Thread(target=self._watch, name="whence-late", daemon=True)
        watch.start()
        try:
            yield from self._taken(items)
            yield from self._written()
        finally:
            with self._lock:
                self._ended = True
                self._changed.notify()
            watch.join()

    def _taken(self, items: Iterable[Item]) -> Iterator[Made]:
        source, asked = iter(items), time.monotonic()
        while True:
            try:
                item = next(source)
            except StopIteration:
                return
            except BaseException:
                yield from self._written()
                raise
            yield from self._put(item, quick=time.monotonic() - asked < QUICK)
            asked = time.monotonic()

    def _put(self, item: Item, *, quick: bool) -> list[Made]:
        with self._lock:
            self._since = self._since if self._waiting else time.monotonic()
            self._waiting.append(item)
            full = len(self._waiting) >= self._most or time.monotonic() - self._since >= self._seconds
            self._changed.notify()
        return self._written() if full or not quick else self._taken_over()

    def _written(self) -> list[Made]:
        """Write what waits; everything that is written by now."""
        with self._lock:
            if self._waiting and not self._wrong:
                self._done += self._write(self._waiting)
                self._waiting = []
        return self._taken_over()

    def _taken_over(self) -> list[Made]:
        with self._lock:
            if self._wrong:
                raise self._wrong
            done, self._done = self._done, []
        return done

    def _watch(self) -> None:
        """Write what has waited long enough."""
        with self._lock:
            while not self._ended and not self._wrong:
                left = self._since + self._seconds - time.monotonic() if self._waiting else None
                if left is None or left > 0:
                    self._changed.wait(left)
                    continue
                try:
                    self._done += self._late(self._waiting)
                    self._waiting = []
                except Exception as wrong:  # noqa: BLE001 - raised again where the items are asked for
                    self._wrong = wrong
