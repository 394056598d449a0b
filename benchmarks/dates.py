"""Expressions of time against TimeML gold: a part to develop on, and a part that is scored and never looked at.

    python benchmarks/dates.py GOLD.jsonl [--errors N]

GOLD.jsonl holds `id`, `text`, `created`, `timexes`.  A document whose id has a SHA-256 that is divisible by five is held out:
its figures are printed, its errors never.  Needs the folder of scorers.
"""

import argparse
import importlib
import json
import sys
import time
from collections import Counter
from hashlib import sha256
from pathlib import Path

from whence.ingest.anatomy import article as article_of
from whence.interpret.times import times
from whence.records.article import Given

SHARED = Path(__file__).resolve().parents[2] / "shared"


def is_held_out(name):
    """True for the fifth of all documents that nobody looks at."""
    return int(sha256(name.encode()).hexdigest(), 16) % 5 == 0


def mentions_of(record):
    """What `whence dates --json` prints for one record."""
    article = article_of(Given(name=record["id"], text=record["text"], published=record["created"]))
    return [
        {"start": each.span.start, "end": each.span.end, "text": each.span.text, "value": each.value, "type": each.type}
        for each in times(article)
    ]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--errors", type=int, default=0, help="show so many errors of the part to develop on")
    given = parser.parse_args()
    sys.path.insert(0, str(SHARED / "eval"))
    scorer = importlib.import_module("dates")
    records = [json.loads(line) for line in given.gold.open(encoding="utf-8")]
    begun = time.perf_counter()
    found = {record["id"]: {"input": record["id"], "mentions": mentions_of(record)} for record in records}
    spent = time.perf_counter() - begun
    words = sum(len(record["text"].split()) for record in records)
    print(f"{len(records)} documents, {words} words, {1000 * 700 * spent / words:.2f} ms for 700 words (with the blocks)")
    for name, wanted in (("developed on", False), ("held out", True)):
        part = [record for record in records if is_held_out(record["id"]) is wanted]
        if part:
            print(name, json.dumps(figures(scorer.score(part, [found[record["id"]] for record in part]))))
    show(scorer, [record for record in records if not is_held_out(record["id"])], found, given.errors)


def figures(result):
    """The figures that the product has to reach."""
    return {name: result[name] for name in ("value", "overlap", "exact", "needs_document_date", "offset_errors")}


def show(scorer, records, found, count):
    """The most frequent errors, and each of them in its words."""
    kinds, lines = Counter(), []
    for record in records:
        text, product = record["text"], found[record["id"]]["mentions"]
        gold = [each for each in record["timexes"] if each.get("span") and not scorer.is_creation_time(each)]
        met = set()
        for each in gold:
            start, end = each["span"]
            over = [place for place, one in enumerate(product) if one["start"] < end and start < one["end"]]
            met.update(over)
            values = [product[place]["value"] for place in over]
            if each["value"] not in values:
                kinds["missed" if not over else "wrong"] += 1
                around = f"{text[max(0, start - 70) : start]}[[{text[start:end]}]]{text[end : end + 50]}".replace("\n", " ")
                mine = [(product[place]["text"], product[place]["value"]) for place in over]
                lines.append(f"{record['created'][:10]} {each['type'][:3]} {each['value']} | {mine} | {around}")
        created = [each["span"] for each in record["timexes"] if each.get("span") and scorer.is_creation_time(each)]
        for place, one in enumerate(product):
            if place not in met and not any(s < one["end"] and one["start"] < e for s, e in created):
                kinds["invented"] += 1
                start, end = one["start"], one["end"]
                around = f"{text[max(0, start - 70) : start]}[[{text[start:end]}]]{text[end : end + 50]}".replace("\n", " ")
                lines.append(f"{record['created'][:10]} INVENTED {one['type'][:3]} {one['value']} | {around}")
    if count:
        print(dict(kinds))
        print("\n".join(lines[:count]))


if __name__ == "__main__":
    main()
