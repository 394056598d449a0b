"""A stream in small groups: as many as are there, never one that waits longer than it may for the next."""

import time
from collections.abc import Generator, Iterable, Iterator
from queue import Empty, Full, Queue
from threading import Event, Thread
from typing import TypeVar

Item = TypeVar("Item")

AHEAD = 256  # items that may wait: enough to fill a group while one is written
PATIENCE = 0.1  # seconds after which a full queue is looked at again: whoever asked may have left


class _End:
    """Behind the last item: what the stream raised, if anything."""

    def __init__(self, wrong: Exception | None = None) -> None:
        self.wrong = wrong


def batches(items: Iterable[Item], most: int, seconds: float) -> Iterator[list[Item]]:
    """Lists of at most `most` items in their order; none is held back for more than `seconds` after it came.

    The stream runs in a thread of its own, or one slow item would hold back those before it.  What it raises comes out behind
    everything that came before.
    """
    waiting: Queue[Item | _End] = Queue(AHEAD)
    left = Event()
    Thread(target=_feed, args=(items, waiting, left), name="whence-batches", daemon=True).start()
    try:
        yield from _grouped(waiting, most, seconds)
    finally:
        left.set()


def _grouped(waiting: "Queue[Item | _End]", most: int, seconds: float) -> Iterator[list[Item]]:
    while True:
        first = waiting.get()
        end, group = first, [] if isinstance(first, _End) else [first]
        until = time.monotonic() + seconds
        while not isinstance(end, _End) and len(group) < most:
            try:
                end = waiting.get(timeout=max(0.0, until - time.monotonic()))
            except Empty:
                break
            if not isinstance(end, _End):
                group.append(end)
        if group:
            yield group
        if isinstance(end, _End):
            if end.wrong:
                raise end.wrong
            return


def _feed(items: Iterable[Item], waiting: "Queue[Item | _End]", left: Event) -> None:
    end = _End()
    try:
        for each in items:
            if not _put(waiting, each, left):
                return
    except Exception as wrong:  # noqa: BLE001 - raised again where the items are asked for
        end = _End(wrong)
    finally:
        if isinstance(items, Generator):
            items.close()  # in the thread that runs it
        _put(waiting, end, left)


def _put(waiting: "Queue[Item | _End]", each: "Item | _End", left: Event) -> bool:
    while not left.is_set():
        try:
            waiting.put(each, timeout=PATIENCE)
        except Full:
            continue
        return True
    return False
