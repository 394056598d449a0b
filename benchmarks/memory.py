"""Memory of a long stream and time to the first answer: python benchmarks/memory.py [--articles N]

Reads N composed articles one after the other and prints the resident memory of this process along the way (Linux), and the
seconds from starting `whence read` on one article to its end, model loading included (median of five).
"""

import argparse
import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

from speed import composed
from whence.read import read_many


def resident_mib():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 2**20


def cold(runs=5):
    text = composed(0).text.encode()
    command, seconds = [sys.executable, "-m", "whence", "read", "-", "--jsonl", "--quiet"], []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run(command, input=text, stdout=subprocess.DEVNULL, check=True)
        seconds.append(time.perf_counter() - start)
    return round(statistics.median(seconds), 2)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--words", type=int, default=700)
    parser.add_argument("--jobs", type=int, default=2)
    given = parser.parse_args()
    seen = {}
    stream = (composed(number, given.words) for number in range(given.articles))
    for number, _ in enumerate(read_many(stream, given.jobs), 1):
        if number in (10, 100) or number % max(1, given.articles // 10) == 0:
            seen[number] = round(resident_mib(), 1)
            print(number, seen[number], flush=True, file=sys.stderr)
    print(json.dumps({"resident_mib": seen, "cold_start_seconds": cold()}))


if __name__ == "__main__":
    main()
