"""Speed and memory of reading a web archive: python benchmarks/warc.py [--megabytes N] [--gzip]

Writes a WARC of N megabytes (as stored) of composed pages into a temporary folder, reads it to its end with `pages_of_warc` in
a process of its own, and prints records, seconds, MB/s (of stored bytes), and the peak memory of that process after a tenth and
at the end: the two are the same when memory does not grow with the archive.  Every page has its request, and every third reply
is a picture, as crawlers write them.
"""

import argparse
import gzip
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random

from whence.ingest.webarchive import pages_of_warc
from whence.records.article import Page

NAMES = ("Mara Lindqvist", "Tomas Okafor", "Minister Elke Brandt", "the harbour union", "Northport Council", "a spokeswoman")
SAID = (
    "{0} said on {2} that the {1} would open {3} days late.",
    "“The {1} is not what anybody asked for,” {0} said, {3} days before {2}.",
    "According to {0}, the {1} had been closed since {2}; {3} people were waiting.",
    "The {1} stands at the end of quay {3}, behind two sheds that are locked until {2}.",
)
THINGS = ("bridge", "ferry timetable", "new ticket hall", "flood report", "school kitchen", "night shift agreement")
DAYS = ("Monday", "Friday", "the end of March", "next week", "the autumn")
MOST_LINES = 300  # paragraphs of a page: 2 to 25 KB of HTML


def composed(random):
    """One page of HTML."""
    words = ((*(random.choice(each) for each in (NAMES, THINGS, DAYS)), random.randrange(999)) for _ in iter(int, 1))
    lines = (f"<p>{random.choice(SAID).format(*next(words))}</p>" for _ in range(random.randint(20, MOST_LINES)))
    return "<!doctype html><html><head><title>Holm Post</title></head><body>" + "\n".join(lines) + "</body></html>"


def record(kind, number, content_type, block):
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012}>\r\n"
        f"WARC-Target-URI: https://post.example/{number}\r\nWARC-Date: 2026-03-12T09:30:00Z\r\n"
        f"Content-Type: {content_type}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def records(random):
    """Request and reply, over and over; every third reply is a picture."""
    number = 0
    while True:
        yield record("request", number, "application/http;msgtype=request", b"GET / HTTP/1.1\r\nHost: post.example\r\n\r\n")
        picture = number % 6 == 4
        kind, body = ("image/jpeg", random.randbytes(20_000)) if picture else ("text/html", composed(random).encode())
        reply = b"HTTP/1.1 200 OK\r\nContent-Type: %s; charset=utf-8\r\n\r\n" % kind.encode() + body
        yield record("response", number + 1, "application/http;msgtype=response", reply)
        number += 2


def write(path, size, packed):
    """An archive of about `size` bytes; how many records it has."""
    made, count, written = records(Random(1)), 0, 0
    with path.open("wb") as file:
        while written < size:
            written += file.write(gzip.compress(next(made), 6) if packed else next(made))
            count += 1
    return count


def peak_mib():
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)


def read(path):
    """What reading the archive takes, as one line of JSON."""
    size, pages, plain, early, first = path.stat().st_size, 0, 0, None, peak_mib()
    start = time.perf_counter()
    with path.open("rb") as stream:
        for page in pages_of_warc(stream, path.name):
            if not isinstance(page, Page):
                raise SystemExit(f"not a page: {page}")
            pages, plain = pages + 1, plain + len(page.data)
            if early is None and stream.tell() >= size / 10:
                early = peak_mib()
    seconds = time.perf_counter() - start
    print(json.dumps({"pages": pages, "seconds": seconds, "html": plain, "first": first, "early": early, "late": peak_mib()}))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=int, default=1000)
    parser.add_argument("--gzip", action="store_true", help="every record a gzip member")
    parser.add_argument("--read", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.read:
        read(given.read)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / ("made.warc.gz" if given.gzip else "made.warc")
        count = write(path, given.megabytes * 1_000_000, given.gzip)
        size = path.stat().st_size
        done = subprocess.run([sys.executable, __file__, "--read", str(path)], capture_output=True, text=True, check=True)
    told = json.loads(done.stdout)
    speed = size / told["seconds"] / 1e6
    print(f"{count} records, {told['pages']} pages, {size / 1e6:.0f} MB stored, {told['html'] / 1e6:.0f} MB of HTML")
    print(f"{told['seconds']:.1f} s, {speed:.0f} MB/s stored, {count / told['seconds']:.0f} records/s")
    print(f"peak memory {told['first']} MiB before, {told['early']} MiB after a tenth, {told['late']} MiB at the end")


if __name__ == "__main__":
    main()
