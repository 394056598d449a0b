"""How far confidence can be trusted: python benchmarks/confidence.py [--shared FOLDER] [--model FOLDER]

Reads PolNeAR dev and prints, for every tenth of confidence, how many statements of that confidence are right (one-to-one with a
gold statement: a source word in common or none on either side, contents with Jaccard >= 0.5), the expected calibration error,
and the same share for each rule that finds statements without the tagger, whose confidence is a constant.
"""

import argparse
import importlib
import sys
from pathlib import Path

from accuracy import SHARED, given_of
from whence.read import Reader
from whence.tagger.run import Tagger
from whence.tagger.weights import folder, load

RULES = ("quotation without a cue", "name behind a dash", "quotation introduced by a colon", "quotation goes on")


def judged(shared, model):
    """(confidence, reasons, right) of every statement that stands in no other one."""
    sys.path.insert(0, str(shared / "eval"))
    attribution, common, flat = (importlib.import_module(name) for name in ("attribution", "common", "flat"))
    reader, found = Reader(tagger=Tagger(load(model))), []
    for record in attribution.read_jsonl(shared / "data" / "polnear" / "dev.jsonl"):
        tokens = common.Tokens(record["text"])
        regions = [*attribution.regions_of(record), [0, len(record["text"].partition("\n")[0])]]
        gold = flat.outside(flat.annotated(record["attributions"], tokens), regions, tokens)
        reading = reader.read(given_of(record)).to_dict()
        for statement in reading["statements"]:
            if statement["inside"]:
                continue
            form, _ = flat.unfold(statement, tokens)
            right = bool(attribution.linked_overlap(gold, [form]))
            found.append((statement["confidence"], statement["reasons"], right))
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder with data and eval")
    parser.add_argument("--model", type=Path, default=folder())
    given = parser.parse_args()
    if not (given.shared / "eval").exists():
        raise SystemExit(f"no scorers at {given.shared / 'eval'}: give the folder that holds data and eval with --shared")
    found, error = judged(given.shared, given.model), 0.0
    for tenth in range(10):
        part = [each for each in found if min(int(each[0] * 10), 9) == tenth]
        if part:
            mean, right = sum(each[0] for each in part) / len(part), sum(each[2] for each in part) / len(part)
            error += abs(mean - right) * len(part) / len(found)
            band = f"{tenth / 10:.1f} to {tenth / 10 + 0.1:.1f}"
            print(f"confidence {band}: {len(part):5} statements, mean {mean:.2f}, right {right:.2f}")
    print(f"expected calibration error {error:.3f} over {len(found)} statements")
    for rule in RULES:
        part = [right for _, reasons, right in found if rule in reasons]
        if part:
            print(f"{rule}: {sum(part)} right of {len(part)}")


if __name__ == "__main__":
    main()
