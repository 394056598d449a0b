"""A feed that is read again and again: only what is new in it."""

from collections.abc import Iterator
from pathlib import Path

from whence.errors import InputError
from whence.ingest.feeds import Entry, entries_of
from whence.ingest.feedstate import FeedState, NewEntries, new_entries
from whence.ingest.fetch import Validators
from whence.ingest.files import BROKEN, Item, Source, Told, unpacked
from whence.ingest.urls import is_web


class Subscription:
    """The articles of one feed, an address or a file; with a state, those that an earlier run has not read.

    Iterate over it, call `done` with the name of every article that was read, and `end` at the end: only then does the state
    take note, so that a run that is killed loses nothing.
    """

    def __init__(self, where: str, source: Source, state: FeedState | None = None, told: Told | None = None) -> None:
        self.where, self._source, self._state, self._told = where, source, state, told
        self._listed: NewEntries | None = None
        self._open: list[str] = []
        self._validators: tuple[str | None, str | None] = (None, None)
        self._whole = False

    def __iter__(self) -> Iterator[Item]:
        entries = self._entries()
        if self._state is not None:
            self._listed = new_entries(entries, self._state, self.where)
        for entry in self._listed if self._listed is not None else entries:
            if not isinstance(entry, InputError):
                self._open.append(entry.name)
            yield from self._source.articles(iter((entry,)), self._told)
        self._whole = True

    def done(self, name: str) -> None:
        """An article of this name was read."""
        belonging = [each for each in self._open if name == each or name.startswith(f"{each}#")]
        entry = max(belonging, key=len, default=None)
        if self._listed is not None and entry is not None:
            self._listed.done(entry)

    def end(self) -> None:
        """Keep what was read; UsageError when the state's file cannot be written."""
        if self._state is None or self._listed is None:
            return
        if self._whole and self._listed.left == 0 and any(self._validators):
            self._state.got(self.where, *self._validators)
        self._state.save()

    def _entries(self) -> Iterator[Entry]:
        if not is_web(self.where):
            yield from self._of_file()
            return
        etag, modified = self._state.validators(self.where) if self._state is not None else (None, None)
        try:
            got = self._source.fetch(self.where, Validators(etag=etag, last_modified=modified) if etag or modified else None)
        except InputError as wrong:
            yield wrong
            return
        if got.not_modified:
            return
        if got.status >= 400 or got.cut:
            what = f"the server answers {got.status}" if got.status >= 400 else "the answer ended before its end"
            yield InputError(self.where, what, "check the address of the feed, or try later")
            return
        self._validators = (got.etag, got.last_modified)
        yield from entries_of(got.body, self.where, got.final_url, got.charset)

    def _of_file(self) -> Iterator[Entry]:
        try:
            with Path(self.where).open("rb") as file:
                data = unpacked(file, self.where).read(self._source.max_bytes + 1)
        except BROKEN as wrong:
            yield InputError(self.where, f"cannot be read: {wrong}", "check the path of the feed")
            return
        yield from entries_of(data, self.where, None, None)
