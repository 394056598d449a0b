"""What was read of a feed before: a small file that lets the next run read only what is new or changed.

An entry counts as seen once it was read, not when it was listed: a run that is killed reads it again and loses nothing.
"""

import json
import os
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import IO, Any

from whence.errors import InputError, UsageError
from whence.ingest.feeds import Entry
from whence.records.article import Address, Given, Page

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

KIND, VERSION = "whence feed state", 1  # of the file; a later version is refused, not guessed
DAYS_KEPT = 90  # after an entry left its feed: feeds bring entries of weeks back when they are edited, hardly of months
MOST_KEPT = 10_000  # entries of one feed, the newest: a feed holds 10 to 500, a state file stays under 1 MB a feed
_TAG = re.compile(r"<[^<>]*>")


class FeedState:
    """For every feed its validators (ETag, Last-Modified) and the entries that were read, with the day last seen.

    Use it as a context, or call `close`: until then no other run can load the same file.
    """

    def __init__(self, path: Path, feeds: dict[str, dict[str, Any]], lock: IO[bytes], today: date) -> None:
        self._path, self._feeds, self._lock, self._today = path, feeds, lock, today
        self._read: set[str] = set()

    @classmethod
    def load(cls, path: str | Path, today: date | None = None) -> "FeedState":
        """The state in a file, empty where there is none yet; `today` (UTC) is the day that entries are marked with.

        Raises UsageError when the file is damaged, is something else, cannot be read, or is in use by another run; it is
        left as it is.
        """
        whole = Path(path).resolve()  # through links: replacing a link would leave the file behind it
        lock = _locked(whole)
        try:
            feeds = _feeds(whole)
        except UsageError:
            lock.close()
            raise
        return cls(whole, feeds, lock, today or datetime.now(UTC).date())

    def __enter__(self) -> "FeedState":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let other runs use the file; what was not saved is forgotten."""
        self._lock.close()

    def validators(self, feed: str) -> tuple[str | None, str | None]:
        """The ETag and the Last-Modified of the feed as it was last got, for a conditional request."""
        known = self._feeds.get(feed, {})
        return known.get("etag"), known.get("last_modified")

    def got(self, feed: str, etag: str | None, last_modified: str | None) -> None:
        """Note the validators of the feed as it was got now: call it when all its entries were read, not before.

        Or the server would answer "not modified" and what a killed run left unread would stay unread.
        """
        self._feed(feed).update(etag=etag, last_modified=last_modified)

    def is_new(self, feed: str, entry_id: str, fingerprint: str) -> bool:
        """Was no entry of this id and this content read before?"""
        return bool(self._feeds.get(feed, {}).get("seen", {}).get(entry_id, ("", None))[1] != fingerprint)

    def seen(self, feed: str, entry_id: str, fingerprint: str) -> None:
        """Mark an entry as read, today."""
        self._feed(feed)["seen"][entry_id] = (self._today.isoformat(), fingerprint)
        self._read.add(feed)

    def save(self) -> None:
        """Write the file in one step: whoever reads it finds the old state or the new one.  Raises UsageError when it fails."""
        oldest = (self._today - timedelta(days=DAYS_KEPT)).isoformat()
        feeds = dict(self._feeds)
        for feed in self._read:  # of a feed that was not read now, nobody knows what it still holds
            feeds[feed] = {**feeds[feed], "seen": _kept(feeds[feed]["seen"], oldest)}
        held = {"kind": KIND, "version": VERSION, "feeds": feeds}
        try:
            _replace(self._path, json.dumps(held, indent=1, sort_keys=True).encode() + b"\n")
        except OSError as wrong:
            raise UsageError(
                f"{self._path} cannot be written: {wrong.strerror or wrong}", "check the folder and the disk"
            ) from wrong

    def _feed(self, feed: str) -> dict[str, Any]:
        return self._feeds.setdefault(feed, {"etag": None, "last_modified": None, "seen": {}})


def _kept(seen: Mapping[str, tuple[str, str]], oldest: str) -> dict[str, tuple[str, str]]:
    """The entries seen since a day, the newest when they are too many."""
    kept = [(marked, entry_id) for entry_id, marked in seen.items() if marked[0] >= oldest]
    return {entry_id: marked for marked, entry_id in sorted(kept, reverse=True)[:MOST_KEPT]}


# --- the file ------------------------------------------------------------------------------------------------------------


def _locked(path: Path) -> IO[bytes]:
    """An open file beside the state that only one run can hold; the system lets it go when the run ends, however it ends.

    The state itself cannot be locked: it is replaced.  The file stays behind, empty: removing it would let two runs in.
    """
    lock = path.with_name(f"{path.name}.lock")
    try:
        held = lock.open("ab")
    except OSError as wrong:
        raise UsageError(f"{lock} cannot be written: {wrong.strerror or wrong}", "give a path in a folder of yours") from wrong
    try:
        if sys.platform == "win32":
            msvcrt.locking(held.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as wrong:
        held.close()
        message, hint = f"{path} is in use by another run", "wait for it to end, or give each run its own file"
        if not isinstance(wrong, BlockingIOError | PermissionError):
            message, hint = f"{lock} cannot be locked: {wrong.strerror or wrong}", "give a path on a local disk"
        raise UsageError(message, hint) from wrong
    return held


def _feeds(path: Path) -> dict[str, dict[str, Any]]:
    """The feeds of a state file; none where there is no file."""
    try:
        held = json.loads(path.read_bytes())
    except FileNotFoundError:
        return {}
    except OSError as wrong:
        raise UsageError(f"{path} cannot be read: {wrong.strerror or wrong}", "check its permissions") from wrong
    except (ValueError, RecursionError) as wrong:
        raise UsageError(f"{path} is damaged or no feed state", "give another path, or remove it to read all anew") from wrong
    if not isinstance(held, dict) or held.get("kind") != KIND:
        raise UsageError(f"{path} is no feed state", "give another path: it is left as it is")
    if held.get("version") != VERSION:
        raise UsageError(f"{path} is a feed state of version {held.get('version')!r}, not {VERSION}", "update Whence")
    if not _is_sound(held.get("feeds")):
        raise UsageError(f"{path} is damaged", "give another path, or remove it to read all anew")
    for known in held["feeds"].values():
        known["seen"] = {entry_id: tuple(marked) for entry_id, marked in known["seen"].items()}
    return dict(held["feeds"])


def _is_sound(feeds: Any) -> bool:
    """Has everything in the file the form that is written?"""
    return isinstance(feeds, dict) and all(
        isinstance(known, dict)
        and all(isinstance(known.get(key), str | None) for key in ("etag", "last_modified"))
        and isinstance(known.get("seen"), dict)
        and all(isinstance(each, list) and [type(part) for part in each] == [str, str] for each in known["seen"].values())
        for known in feeds.values()
    )


def _replace(path: Path, data: bytes) -> None:
    """Put the data in the place of a file, with its permissions; the file is the old one until the new one is on the disk."""
    number, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(number, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        if path.exists():
            Path(temporary).chmod(path.stat().st_mode & 0o777)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    if sys.platform != "win32":
        folder = os.open(path.parent, os.O_RDONLY)
        with suppress(OSError):  # not every file system can; without it a power cut may bring the old state back, whole
            os.fsync(folder)
        os.close(folder)


# --- what is new ---------------------------------------------------------------------------------------------------------


class NewEntries:
    """The entries of a feed that were not read before, in order.  `done` marks one as read."""

    def __init__(self, entries: Iterable[Entry], state: FeedState, feed: str) -> None:
        self._entries, self._state, self._feed = entries, state, feed
        self._listed: dict[str, tuple[str, str]] = {}

    def __iter__(self) -> Iterator[Entry]:
        for entry in self._entries:
            if isinstance(entry, InputError):
                yield entry
                continue
            entry_id, mark = entry.name.removeprefix(f"{self._feed}#"), fingerprint(entry)
            if self._state.is_new(self._feed, entry_id, mark):
                self._listed[entry.name] = (entry_id, mark)
                yield entry
            else:
                self._state.seen(self._feed, entry_id, mark)  # still in the feed: not to be forgotten

    def done(self, entry: Entry | str) -> None:
        """Mark an entry, or the one of this name, as read; names that were not listed (errors) are passed over."""
        listed = self._listed.pop(entry if isinstance(entry, str) else entry.name, None)
        if listed:
            self._state.seen(self._feed, *listed)

    @property
    def left(self) -> int:
        """How many entries were listed and not marked: while there are any, do not note the feed's validators."""
        return len(self._listed)


def new_entries(entries: Iterable[Entry], state: FeedState, feed: str) -> NewEntries:
    """The entries that the state does not know, or knows with another content; InputErrors come through each time.

    Call `.done(entry)` on the result after an entry was read, then `state.save()`; what was not marked comes again.
    """
    return NewEntries(entries, state, feed)


def fingerprint(entry: Page | Given | Address) -> str:
    """16 hex digits for what an entry says: title and words, or, of a link, title and dates; its markup does not count."""
    held = entry.shown.title if entry.shown else None
    if isinstance(entry, Page | Given):
        text = entry.text if isinstance(entry, Given) else _TAG.sub(" ", str(entry.data))
        parts = [held, " ".join(text.split())]
    else:
        dates = (entry.shown.dates.published, entry.shown.dates.modified)
        parts = [held, *(each.value if each else None for each in dates)]
    return sha256(json.dumps(parts).encode()).hexdigest()[:16]
