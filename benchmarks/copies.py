"""Copies among near-copies of ECB+, adjudicated by hand: python benchmarks/copies.py [--shared FOLDER]

`data/ecbplus-copies.tsv` holds 120 pairs of ../shared/data/ecbplus/pairs.tsv (drawn with seed 7), each read by one of two
language models as annotators, 20 by both: relation equal in 20 of 20, origin in 19.  `accept` is a second relation that counts
as right (second figure).  No text is in the file.  No pair came out as independent: this set cannot measure false alarms; the
stories do.
"""

import argparse
import csv
import json
from collections import Counter
from pathlib import Path

from whence.read import Reader
from whence.records.article import Given
from whence.tracing.copies import shared, text_of

HERE = Path(__file__).resolve().parent


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared", help="folder that holds data/ecbplus")
    given = parser.parse_args()
    corpus = given.shared / "data" / "ecbplus"
    if not corpus.exists():
        raise SystemExit(f"no corpus at {corpus}: give the folder that holds data/ecbplus with --shared")
    with (HERE / "data" / "ecbplus-copies.tsv").open(encoding="utf-8") as stream:
        pairs = list(csv.DictReader(stream, delimiter="\t"))
    wanted = {each[side] for each in pairs for side in ("doc_a", "doc_b")}
    texts, reader = {}, Reader()
    for name in ("train", "dev"):
        with (corpus / f"{name}.jsonl").open(encoding="utf-8") as stream:
            for record in map(json.loads, stream):
                if record["id"] in wanted:
                    texts[record["id"]] = text_of(reader.read(Given(name=record["id"], text=record["text"], url=record["url"])))
    right = accepted = 0
    table = Counter()
    for each in pairs:
        found = shared(texts[each["doc_a"]], texts[each["doc_b"]])
        relation = found.relation if found else "independent"
        right += relation == each["relation"]
        accepted += relation in (each["relation"], each["accept"])
        table[each["relation"], relation] += 1
    print(f"relation right: {right} of {len(pairs)}; with the second answer {accepted}")
    for (gold, told), count in sorted(table.items()):
        print(f"  {gold:20} told {told:20} {count}")


if __name__ == "__main__":
    main()
