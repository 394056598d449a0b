"""Damaged pages: does reading them ever crash, hang or eat the machine?  python benchmarks/fuzz.py [--pages N] [--seed N]

Makes N pages (100,000) from the pages of tests/everything, and with --shared DIR from those of the extraction set there, by one
to three kinds of damage each; one in a hundred is a giant.  Each is read as `whence read --only article` does, in a process of
its own that is ended when one page takes over --seconds-limit.  Counted are articles, InputErrors (each must say what and
what next), crashes, hangs, broken promises (blocks that overlap, characters that cannot be written), the slowest pages, and
memory.  The same seed makes the same pages; `--only NUMBER` reads one of them again and shows its traceback.
"""

import argparse
import bz2
import gzip
import json
import lzma
import resource
import select
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path
from random import Random

import msgspec

from fuzz_damage import DAMAGE, GIANT, OFTEN
from whence.errors import InputError
from whence.ingest.decoding import MOST_BYTES
from whence.ingest.page import articles_of
from whence.read import article_only
from whence.records.article import Given, Page
from whence.report.jsonl import line

HERE = Path(__file__).parent
EVERYTHING = HERE.parent / "tests" / "everything" / "inputs"

GIANTS = 0.01  # share of giants: each takes up to a second
SLOW = 2.0  # seconds from which a page is told of
MEMORY = 8 * 2**30  # bytes of address space for one process
OPENERS = {".gz": gzip.open, ".bz2": bz2.open, ".xz": lzma.open}
ADDRESSES = (
    *(None, "https://holmpost.example/news/2026/03/12/winter-ferry", "http://[", "http://[::1", "https://x.example:99999999/"),
    *("javascript:alert(1)", "https://", "//", "https://holm post.example/a b", "https://holmpost.example/" + "a/" * 1500),
    *(
        "https://x.example/9999/99/99/a",
        "https://x.example/2026/02/30/a",
        "https://\u0661.example/",
        "http://a@b:c@d/",
        "x",
        "",
    ),
)
CHARSETS = (
    *(None, "utf-8", "utf-16", "utf-7", "hex", "idna", "punycode", "undefined", "rot13"),
    *("unicode_escape", "a\0b", "x" * 500),
)
LOOSE = ("replace", "surrogateescape")
STATUSES = (*(None,) * 10, *(200,) * 5, 301, 404, 0, -1, 10**6)


def sources(shared):
    """The pages that are damaged, by name."""
    paths = sorted(each for each in EVERYTHING.rglob("*.*") if ".htm" in each.name or ".xhtml" in each.name)
    if shared:
        paths += sorted((Path(shared) / "extraction" / "pages").glob("*.html.gz"))
    held = []
    for each in paths:
        try:
            held.append((each.name, OPENERS.get(each.suffix, open)(each, "rb").read()))
        except (OSError, EOFError, lzma.LZMAError):
            continue  # the one that is cut off
    return held


def made(number, options, held):
    """One damaged page, and how it was made."""
    random = Random(f"{options.seed}-{number}")
    name, data = random.choice(held)
    recipe = [name]
    if random.random() < options.giants:
        damage = random.choice(list(GIANT))
        data = GIANT[damage](data, random)
        recipe.append(damage)
    for _ in range(random.randint(1, 3)):
        damage = random.choice(OFTEN)
        data = DAMAGE[damage](data, random, held)
        recipe.append(damage)
    given = Page(
        name=f"page {number}",
        data=data[:MOST_BYTES] if random.random() < 0.95 else data[:MOST_BYTES].decode("utf-8", random.choice(LOOSE)),
        url=random.choice(ADDRESSES),
        charset=random.choice(CHARSETS) if random.random() < 0.2 else None,
        status=random.choice(STATUSES),
    )  # fmt: skip
    return given, recipe


# --- reading -------------------------------------------------------------------------------------------------------------


def told(each):
    """What one input came to: "article", a reason why it is not read, or "error"; ValueError for a broken promise."""
    if isinstance(each, Given):
        try:
            reading = article_only(each)
        except InputError as wrong:
            each = wrong
        else:
            check(reading)
            return reading.article.not_read.reason if reading.article.not_read else "article"
    if not each.message or not each.hint or not each.name:
        raise ValueError(f"an error without a reason or a next step: {each!r}")
    return "error"


def check(reading):
    """Blocks are in order, without overlap, within the text; the line can be written and read again."""
    at, text = 0, reading.article.text
    for block in reading.article.blocks:
        if not at <= block.start < block.end <= len(text):
            raise ValueError(f"a block at {block.start}:{block.end} behind {at} of {len(text)}")
        at = block.end
    msgspec.json.decode(line(reading).encode("utf-8"))


def read(number, options, held):
    """The result of one page as a record."""
    page, recipe = made(number, options, held)
    begun, kinds, wrong = time.perf_counter(), Counter(), None
    try:
        for each in articles_of(page):
            kinds[told(each)] += 1
    except Exception as raised:  # noqa: BLE001 - that is what is looked for
        last = traceback.extract_tb(raised.__traceback__)[-1]
        wrong = f"{type(raised).__name__}: {str(raised)[:200]} ({Path(last.filename).name}:{last.lineno} in {last.name})"
    seconds, memory = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    found = {"number": number, "recipe": recipe, "bytes": len(page.data), "kinds": kinds, "wrong": wrong}
    return found | {"seconds": seconds, "memory": memory}


def work(options):
    """The worker: a number in, a record out."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    held = sources(options.shared)
    for each in sys.stdin:
        sys.stdout.write(json.dumps(read(int(each), options, held)) + "\n")
        sys.stdout.flush()


class Worker:
    """A process that reads pages; a new one when a page hangs or kills it."""

    def __init__(self, options):
        self.options, self.process = options, None

    def start(self):
        command = [sys.executable, __file__, "--worker", "--seed", str(self.options.seed), "--giants", str(self.options.giants)]
        command += ["--shared", self.options.shared] if self.options.shared else []
        self.errors = tempfile.TemporaryFile("w+")  # noqa: SIM115 - as long as the process
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.errors, text=True)

    def read(self, number):
        """The record of a page, or why there is none."""
        wait = self.options.seconds_limit
        if self.process is None:
            self.start()
            wait += 20  # to read the pages that are damaged
        try:
            self.process.stdin.write(f"{number}\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            return self._gone(number, "the process died before it")
        ready, _, _ = select.select([self.process.stdout], [], [], wait)
        if not ready:
            return self._gone(number, "hang")
        answer = self.process.stdout.readline()
        return json.loads(answer) if answer else self._gone(number, "the process died")

    def _gone(self, number, why):
        self.process.kill()
        status = self.process.wait()
        self.errors.seek(0)
        last = self.errors.read().strip().splitlines()[-1:]
        self.process = None
        return {"number": number, "lost": why if why == "hang" else f"{why}: status {status} {' '.join(last)}"}


# --- the run -------------------------------------------------------------------------------------------------------------


def run(options):
    """All pages; what is told of them at the end."""
    held, worker, seen = sources(options.shared), Worker(options), Seen(options, time.perf_counter())
    for number in range(options.first, options.first + options.pages):
        found = worker.read(number)
        if "lost" in found:
            _, found["recipe"] = made(number, options, held)
        seen.add(found)
        if (number + 1) % 1000 == 0:
            sys.stderr.write(f"{number + 1} pages, {time.perf_counter() - seen.begun:.0f} s\n")
    if worker.process:
        worker.process.stdin.close()
        worker.process.wait()
    sys.stdout.write(seen.report())
    return 1 if seen.wrong else 0


class Seen:
    """What the pages came to."""

    def __init__(self, options, begun):
        self.options, self.begun = options, begun
        self.pages, self.kinds, self.wrong, self.slow, self.times = 0, Counter(), [], [], []
        self.memory, self.rises = 0, []

    def add(self, found):
        self.pages += 1
        if "lost" in found or found.get("wrong"):
            self.wrong.append(found)
            sys.stderr.write(f"page {found['number']}: {found.get('lost') or found['wrong']}  {' + '.join(found['recipe'])}\n")
        self.kinds.update(found.get("kinds", {}))
        seconds, memory = found.get("seconds", 0.0), found.get("memory", 0)
        self.times.append(seconds)
        self.slow = sorted([*self.slow, (seconds, found["number"], found["recipe"])], reverse=True)[:10]
        if memory > self.memory + 50 and self.memory:
            self.rises.append((memory - self.memory, found["number"], found["recipe"]))
        self.memory = max(self.memory, memory)

    def report(self):
        """The figures, one a line."""
        hangs = sum(each.get("lost") == "hang" for each in self.wrong)
        ordered = sorted(self.times)
        middle = ordered[len(ordered) // 2]
        lines = [
            f"seed {self.options.seed}: {self.pages} pages in {time.perf_counter() - self.begun:.0f} s",
            f"articles {self.kinds['article']}, errors {self.kinds['error']}, "
            + ", ".join(f"{kind} {count}" for kind, count in self.kinds.most_common() if kind not in ("article", "error")),
            f"crashes {len(self.wrong) - hangs}, hangs {hangs}",
            f"seconds a page: half {middle:.3f}, 99 in 100 {ordered[int(len(ordered) * 0.99)]:.3f}, most {ordered[-1]:.2f}",
            f"memory {self.memory} MB",
        ]
        lines += [f"  {seconds:6.2f} s  page {number}: {' + '.join(recipe)}" for seconds, number, recipe in self.slow]
        lines += [
            f"  +{rise} MB  page {number}: {' + '.join(recipe)}"
            for rise, number, recipe in sorted(self.rises, reverse=True)[:5]
        ]
        for why, count in Counter(each.get("lost") or each["wrong"] for each in self.wrong).most_common():
            first = next(each for each in self.wrong if why in (each.get("lost"), each.get("wrong")))
            lines.append(f"  {count} x {why}  first: page {first['number']}: {' + '.join(first['recipe'])}")
        return "\n".join(lines) + "\n"


def one(options):
    """One page again, in this process, with its traceback."""
    page, recipe = made(options.only, options, sources(options.shared))
    sys.stdout.write(
        f"{' + '.join(recipe)}, {len(page.data)} bytes, url {str(page.url)[:80]}, charset {str(page.charset)[:20]}\n"
    )
    begun = time.perf_counter()
    for each in articles_of(page):
        sys.stdout.write(f"{told(each)}\n")
    sys.stdout.write(f"{time.perf_counter() - begun:.2f} s\n")
    return 0


def main():
    told_ = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    told_.add_argument("--pages", type=int, default=100_000)
    told_.add_argument("--first", type=int, default=0, help="number of the first page: a run can go on where another stopped")
    told_.add_argument("--seed", type=int, default=1)
    told_.add_argument("--giants", type=float, default=GIANTS, help="share of giants")
    told_.add_argument("--seconds-limit", type=float, default=10)
    told_.add_argument("--shared", help="the folder with extraction/pages")
    told_.add_argument("--only", type=int, help="read this page alone, and show its traceback")
    told_.add_argument("--worker", action="store_true", help=argparse.SUPPRESS)
    options = told_.parse_args()
    if options.worker:
        work(options)
        return 0
    return one(options) if options.only is not None else run(options)


if __name__ == "__main__":
    raise SystemExit(main())
