"""Time: how much one fetch has left, and when a host may be asked again."""

import time
from threading import Lock

from whence.ingest.fetch.records import Failure


class Clock:
    """What is left of the seconds that a fetch, or a part of it, may take."""

    def __init__(self, seconds: float, whole: "Clock | None" = None) -> None:
        self.seconds = seconds
        self._end = time.monotonic() + seconds
        self._whole = whole

    def left(self) -> float:
        """Seconds left; never less than 0."""
        own = max(0.0, self._end - time.monotonic())
        return own if self._whole is None else min(own, self._whole.left())

    def check(self) -> None:
        """Failure when the time is over."""
        if self.left() == 0:
            raise Failure(
                "took longer than a fetch may", "the site is slow: try again later, or save the page and give the file"
            )

    def forgive(self, seconds: float) -> None:
        """Seconds that were not the server's doing do not count."""
        self._end += seconds
        if self._whole is not None:
            self._whole.forgive(seconds)


class Turns:
    """When each host was asked last, so that requests keep their distance; for any number of threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._last: dict[str, float] = {}

    def wait(self, host: str, gap: float, clock: Clock, again: bool) -> None:
        """Wait for the next turn at a host, `gap` seconds after the one before.

        Waiting behind other fetches does not count as time of this one.  A fetch that asks `again` waits for itself, and that
        counts: else a site could hold it for hours by a Crawl-delay and a chain of redirects.
        """
        with self._lock:
            now = time.monotonic()
            turn = max(now, self._last.get(host, now - gap) + gap)
            self._last[host] = turn
        if turn > now:
            time.sleep(turn - now)
            clock.forgive(max(0.0, time.monotonic() - now - (gap if again else 0.0)))
