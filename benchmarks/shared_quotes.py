"""Quotations that two outlets share, in BASIL: python benchmarks/shared_quotes.py [--shared FOLDER] [--triplets N]

Every triplet (three outlets on one event, written independently) is traced by itself.  Of the passages of five and more quoted
words that two of its articles have in common (`shared_quotes.tsv`, found by program) we count: article pairs that the trace
lists as sharing quotes (or text), and passages whose two places stand in one claim.  And the pairs of a triplet that share no
such passage but are listed as copies: BASIL's articles hardly copy, so these are false alarms, or agency copy.
"""

import argparse
import csv
import itertools
import json
from collections import defaultdict
from pathlib import Path

from whence.read import Reader
from whence.records.article import Given
from whence.trace import trace

HERE = Path(__file__).resolve().parent


def together(found, one, other):
    """Is there a claim with a statement that touches each of two (article, start, end)?"""

    def touches(claim, place):
        article, start, end = place
        return any(
            each.article == article and span.start < end and start < span.end
            for each in claim.statements
            for span in each.content
        )

    return any(touches(claim, one) and touches(claim, other) for claim in found.claims)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared", help="folder that holds data/basil")
    parser.add_argument("--triplets", type=int, default=1000)
    given = parser.parse_args()
    corpus = given.shared / "data" / "basil"
    if not corpus.exists():
        raise SystemExit(f"no corpus at {corpus}: give the folder that holds data/basil with --shared")
    with (corpus / "dev.jsonl").open(encoding="utf-8") as stream:
        records = [json.loads(line) for line in stream]
    triplets = defaultdict(list)
    for each in records:
        triplets[each["triplet"]].append(each)
    with (corpus / "shared_quotes.tsv").open(encoding="utf-8") as stream:
        passages = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    reader, counts = Reader(), defaultdict(int)
    for members in list(triplets.values())[: given.triplets]:
        readings = {
            each["id"]: reader.read(
                Given(
                    name=each["id"], text=each["text"], url=each["url"], published=each["published"], outlet=each["publisher"]
                )
            )
            for each in members
        }
        found = trace(readings.values())
        ids = {name: reading.article.id for name, reading in readings.items()}
        listed = {frozenset((each.a, each.b)): each.relation for each in found.copies}
        inside = [each for each in passages if each["doc_a"] in ids and each["doc_b"] in ids]
        sharing = {frozenset((ids[each["doc_a"]], ids[each["doc_b"]])) for each in inside}
        counts["pairs"] += len(sharing)
        counts["pairs listed"] += len(sharing & set(listed))
        counts["other pairs"] += len(list(itertools.combinations(ids, 2))) - len(sharing)
        counts["other pairs, copies"] += sum(listed[pair] in ("verbatim", "edited") for pair in set(listed) - sharing)
        for each in inside:
            places = [(ids[each[f"doc_{side}"]], int(each[f"start_{side}"]), int(each[f"end_{side}"])) for side in ("a", "b")]
            counts["passages"] += 1
            counts["passages in one claim"] += together(found, *places)
    print(f"article pairs that share a quotation: {counts['pairs listed']} of {counts['pairs']} listed")
    print(f"passages with both places in one claim: {counts['passages in one claim']} of {counts['passages']}")
    print(f"other pairs of a triplet listed as copies: {counts['other pairs, copies']} of {counts['other pairs']}")


if __name__ == "__main__":
    main()
