"""Time of every stage of a reading, and the share of all after the statements: python benchmarks/stages.py [--shared FOLDER]

Milliseconds per article over PolNeAR dev, on one core; needs the folder of corpora.
"""

import argparse
import json
import time
from collections import Counter
from dataclasses import fields, replace
from pathlib import Path

from whence.read import Reader
from whence.records.article import Given

SHARED = Path(__file__).resolve().parents[2] / "shared"
BEFORE = ("blocks", "tagger", "statements")  # what plain extraction takes


def timed(spent, name, stage):
    """The stage, adding its seconds to `spent`."""

    def run(*given):
        start = time.perf_counter()
        found = stage(*given)
        spent[name] += time.perf_counter() - start
        return found

    return run


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=SHARED)
    path = parser.parse_args().shared / "data" / "polnear" / "dev.jsonl"
    if not path.exists():
        raise SystemExit(f"{path} is not there: --shared names the folder that holds data/polnear")
    spent, plain = Counter(), Reader()
    names = [each.name for each in fields(Reader) if each.name != "tagger"]
    reader = replace(plain, **{name: timed(spent, name, getattr(plain, name)) for name in names})
    articles = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    start = time.perf_counter()
    for each in articles:
        reader.read(Given(name=each["id"], text=each["text"], published=each.get("published")))
    whole = time.perf_counter() - start
    spent["tagger"] = whole - sum(spent.values())
    for name, seconds in spent.most_common():
        print(f"{name:12} {1000 * seconds / len(articles):7.1f} ms")
    after = sum(seconds for name, seconds in spent.items() if name not in BEFORE)
    print(f"{'whole':12} {1000 * whole / len(articles):7.1f} ms   after the statements {after / whole:.3f}")


if __name__ == "__main__":
    main()
