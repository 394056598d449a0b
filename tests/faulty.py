"""What can go wrong with a file: a writer that is killed, two writers, a full disk, bytes that are overwritten.

A writer is a child of this process: it adds articles and tells each id when the archive has reported it as added.
"""

import os
import random
import resource
import select
import shutil
import signal
import time
from collections.abc import Iterable
from pathlib import Path

from msgspec.structs import replace

from archived import kept
from whence.archive import Archive, Query
from whence.archive.repair import examine, rescue
from whence.errors import ArchiveError, WhenceError

WORDS = ("bridge", "ferry", "harbour", "council", "rain", "ticket", "quay", "school", "lamp", "night", "talks", "price")


def article(number):
    """One of endlessly many articles: every third shares its address with the one before, every fourth has no date."""
    chance = random.Random(number)
    links, sentences = [], []
    for place in range(chance.randrange(1, 6)):
        name = f"{chance.choice(('Ann', 'Bo', 'Cy'))} Lee{place}"
        content = " ".join(chance.choice(WORDS) for _ in range(8)) + f" n{number}p{place}"
        sentences.append(f"{name} said {content}.")
        links.append(f"{name} | said | {content}")
    return kept(
        " ".join(sentences), *links, own=(links[0].rpartition("| ")[2],) if number % 5 == 0 else (), name=f"{number}.txt",
        published=None if number % 4 == 0 else f"2026-{chance.randrange(1, 13):02}-{chance.randrange(1, 28):02}",
        url=f"https://a.example/{number // 3}", sketch=tuple(sorted(chance.getrandbits(64) for _ in range(20))),
    )  # fmt: skip


class Writer:
    """A child that adds articles to an archive; `acknowledged` are the ids it has told, `error` what ended it."""

    def __init__(self, path: Path, numbers: Iterable[int], *, many: bool = True, most_bytes: int | None = None) -> None:
        self.acknowledged: list[str] = []
        self.error: str | None = None
        self._pipe, end = os.pipe()
        self._held = b""
        self.process = os.fork()
        if not self.process:
            os.close(self._pipe)
            _write(end, path, list(numbers), many, most_bytes)
        os.close(end)

    def listen(self, seconds: float) -> bool:
        """Take down what it tells for so long; is it still running?"""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            ready, _, _ = select.select([self._pipe], [], [], left)
            if ready:
                data = os.read(self._pipe, 1 << 16)
                if not data:
                    return False
                self._take(data)
        return True

    def kill(self) -> None:
        """End it at once, with no chance to do anything about it."""
        os.kill(self.process, signal.SIGKILL)
        self.wait()

    def wait(self) -> int:
        """Take down the rest until it ends; its exit status."""
        while data := os.read(self._pipe, 1 << 16):
            self._take(data)
        os.close(self._pipe)
        return os.waitstatus_to_exitcode(os.waitpid(self.process, 0)[1])

    def _take(self, data: bytes) -> None:
        *lines, self._held = (self._held + data).split(b"\n")
        for line in lines:
            kind, _, told = line.decode().partition(" ")
            if kind == "added":
                self.acknowledged.append(told)
            elif kind == "error":
                self.error = told


def _write(pipe, path, numbers, many, most_bytes):
    """The child's life: never returns."""
    status = 1
    try:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        if most_bytes is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))
        with Archive.open(path) as archive:
            made = map(article, numbers)
            for added in archive.add_many(made) if many else map(archive.add, made):
                os.write(pipe, f"added {added.article}\n".encode())
        status = 0
    except ArchiveError as wrong:
        os.write(pipe, f"error {wrong}\n".encode())
    finally:
        os._exit(status)


def sound(path, acknowledged):
    """Is everything that was acknowledged there, once, in a sound file?"""
    with Archive.open(path) as archive:
        there = [each.id for each in archive.articles()]
        missing = [each for each in acknowledged if not archive.knows(each)]
    return not missing and len(there) == len(set(there)) and all(each.sound for each in examine(path))


def killed(path, first, count, seconds):
    """What a writer of so many articles had acknowledged when it was killed after so many seconds of work."""
    writer = Writer(path, range(first, first + count))
    writer.listen(seconds)
    writer.kill()
    return writer.acknowledged


# --- damage --------------------------------------------------------------------------------------------------------------


def damage(path, chance, copy):
    """A copy of a file with bytes overwritten in one to four places: noise, zeros, or what stands elsewhere in it."""
    shutil.copyfile(path, copy)
    data = bytearray(copy.read_bytes())
    for _ in range(chance.randrange(1, 5)):
        length = min(chance.choice((1, 4, 64, 512, 4096, 8192)), len(data))
        at, other = (chance.randrange(len(data) - length + 1) for _ in range(2))
        data[at : at + length] = chance.choice((chance.randbytes(length), bytes(length), data[other : other + length]))
    copy.write_bytes(data)
    return copy


def use(path):
    """Everything that can be asked of an archive; returns the kinds of errors that came, ArchiveError aside."""
    odd = []

    def attempt(work):
        try:
            return work()
        except WhenceError:
            return None
        except Exception as wrong:  # noqa: BLE001 - what should not come is counted
            odd.append(f"{type(wrong).__name__}: {wrong}")
            return None

    archive = attempt(lambda: Archive.open(path, create=False))
    if archive is None:
        return odd
    with archive:
        listed = attempt(lambda: list(archive.articles())) or []
        hashes = attempt(lambda: list(archive.sketches())) or []
        for each in listed[:10]:
            attempt(lambda each=each: archive.kept([each.id]))
            attempt(lambda each=each: archive.versions(each.id))
            attempt(lambda each=each: archive.resolve(f"{each.id[:6]}"))
        for _, sketch in hashes[:3]:
            attempt(lambda sketch=sketch: archive.sharing(sketch))
        for query in (Query(facets=True), Query(words="bridge", facets=True), Query(words="rain quay", order="relevance")):
            attempt(lambda query=query: archive.search(query))
        attempt(lambda: archive.near(["ann", "lee0"], at_least=1))
        attempt(lambda: archive.candidates_matching("bridge", 10))
        attempt(archive.corrections)
        attempt(lambda: archive.add(article(10**6)))
        attempt(lambda: archive.add(article(3), again=True))
    attempt(lambda: examine(path))
    return odd


def saved(path, whole):
    """What a rescue of a damaged file gave: (Rescued or None, ids of articles that are not as they were).

    `whole` are the articles by their ids as they were before the damage.
    """
    try:
        result = rescue(path)
    except ArchiveError:
        return None, []
    with Archive.open(path) as archive:
        stale = set(archive.stale())
        wrong = []
        for each in archive.articles():
            (found,) = archive.kept([each.id])
            found = plain(found)
            expected = whole.get(each.id)
            if each.id in stale and expected:
                expected = replace(expected, sketch=(), terms=(), candidates=())
                found = replace(found, sketch=(), terms=(), candidates=())
            if found != expected:
                wrong.append(each.id)
    return result, wrong


def plain(found):
    """What was kept, without the version before it: that one may be lost."""
    return replace(found, reading=replace(found.reading, article=replace(found.reading.article, version_of=None)))
