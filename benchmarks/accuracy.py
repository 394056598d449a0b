"""Figures of statements and of the gold cases for docs and README: python benchmarks/accuracy.py [--model FOLDER] [--json]

Reads dev, the gold cases and the items' articles with `whence.read`, hands the readings to the scorers, and prints their
figures beside the bars.  Needs the folders of data, cases and scorers; without them it says so and stops.
"""

import argparse
import importlib
import json
import sys
from pathlib import Path

from whence.read import Reader
from whence.records.article import Given
from whence.tagger.run import Tagger
from whence.tagger.weights import folder, load

SHARED = Path(__file__).resolve().parents[2] / "shared"
OWN = Path(__file__).parent / "cases"
BARS = (  # figure, keys in the scorer's answer, floor, aim
    ("linked exact F1", "linked_exact.f1", 0.50, 0.607),
    ("linked overlap F1", "linked_overlap.f1", 0.72, 0.76),
    ("content token F1", "content.token.f1", 0.885, 0.916),
    ("source exact F1", "source.exact.f1", 0.77, 0.785),
    ("cue exact F1", "cue.exact.f1", 0.71, 0.713),
    ("content exact F1", "content.exact.f1", 0.67, 0.726),
    ("recall unquoted", "unquoted.rate", 0.65, 0.72),
    ("recall quoted", "quoted.rate", 0.87, 0.94),
    ("items source", "cofenet_items.source.exact.f1", 0.78, 0.832),
    ("items cue", "cofenet_items.cue.exact.f1", 0.71, 0.753),
    ("items content", "cofenet_items.content.exact.f1", 0.66, 0.729),
)
CASE_BARS = (
    ("cases statements F1", "statements.f1", 0.85, 0.93),
    ("cases act", "act.accuracy", 0.85, 0.92),
    ("cases quotation", "quotation.accuracy", 0.93, 0.98),
    ("cases complete F1", "complete.f1", 0.45, 0.65),
    ("cases holder, decided", "holder.precision", 0.92, 0.98),
    ("cases holder, overall", "holder.overall", 0.75, 0.88),
    ("cases kind", "kind.accuracy", 0.88, 0.94),
    ("cases hops F1", "hops.f1", 0.80, 0.92),
    ("cases said_on exact", "said_on.exact.rate", 0.75, 0.90),
    ("cases undated kept", "undated.rate", None, None),
    ("cases certainty", "certainty.accuracy", 0.80, 0.90),
    ("cases polarity", "polarity.accuracy", 0.95, 0.98),
    ("cases medium F1", "medium.f1", 0.70, 0.85),
    ("cases inside F1", "inside.f1", 0.70, 0.85),
    ("cases reason F1", "reason_unnamed.f1", 0.70, 0.85),
    ("cases republished F1", "republished_from.f1", 0.70, 0.85),
    ("cases roles F1", "roles.f1", None, None),
    ("cases positions F1", "positions.f1", 0.60, 0.80),
    ("cases timeline recall", "timeline.recall", 0.70, 0.88),
    ("cases anonymous F1", "kind_anonymous.f1", 0.88, 0.95),
    ("cases decline F1", "act_decline.f1", 0.88, 0.95),
    ("cases deny F1", "act_deny.f1", 0.88, 0.95),
    ("cases blocks", "blocks.overall", 0.95, 0.99),
    ("cases traps kept", "traps.rate", None, 1.0),
)


def at(result, keys):
    for key in keys.split("."):
        result = result[key]
    return result


def readings_of(reader, records):
    return [reader.read(given).to_dict() for given in records]


def given_of(record):
    known = ("text", "url", "title", "published", "outlet")
    return Given(name=record["id"], **{key: record[key] for key in known if record.get(key) is not None})


def scored(shared, model):
    """The answers of attribution.py and readings.py."""
    sys.path.insert(0, str(shared / "eval"))
    attribution, inputs, cases, readings = (importlib.import_module(n) for n in ("attribution", "inputs", "cases", "readings"))
    reader = Reader(tagger=Tagger(load(model)))
    gold = attribution.read_jsonl(shared / "data" / "polnear" / "dev.jsonl")
    given = [given_of(inputs.from_record(record, shared)) for record in gold]
    found = readings_of(reader, given)
    first = attribution.score_product(gold, found)
    multi = attribution.read_jsonl(shared / "data" / "polnear" / "multi.jsonl")
    first["human"] = attribution.score_humans(multi, headlines=not first["headlines_left_out"])
    items = attribution.read_jsonl(shared / "data" / "cofenet" / "polnear_valid.jsonl")
    first["cofenet_items"] = attribution.score_items(items, gold, found)
    worked = {"shared cases": cases.load(shared / "cases"), "our own cases": cases.load(OWN)}
    second = {
        name: readings.score(each, readings_of(reader, [given_of(inputs.from_case(case)) for case in each]))
        for name, each in worked.items()
    }
    return first, second


def report(first, second):
    for name, keys, floor, aim in BARS:
        human = "" if keys.startswith("cofenet") else f"   human {at(first['human'], keys):.3f}"
        print(f"{name:20} {at(first, keys):.3f}   floor {floor}   aim {aim}{human}")
    print(f"{'':22} {'   '.join(second)}")
    for name, keys, floor, aim in CASE_BARS:
        values = "           ".join(f"{at(each, keys):.3f}" for each in second.values())
        print(f"{name:22} {values}   floor {floor}   aim {aim}")
    print("statements on dev", first["linked_exact"]["gold"], "found", first["linked_exact"]["predicted"], first["projection"])
    for name, each in second.items():
        traps, holder = each["traps"], each["holder"]
        print(name, "statements", each["statements"]["gold"], "· traps sprung", traps["of"] - traps["right"], "of", traps["of"])
        print(
            "  false statements",
            each["false_statements"]["count"],
            "· holders wrong",
            holder["wrong"],
            "abstained",
            holder["abstained"],
        )
        print("  unread", each["unread"])
    print("unread", first["unread"])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, default=folder())
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder with data, cases and eval")
    parser.add_argument("--json", action="store_true", help="the scorers' whole answers")
    given = parser.parse_args()
    if not (given.shared / "eval").exists():
        raise SystemExit(
            f"no scorers at {given.shared / 'eval'}: give the folder that holds data, cases and eval with --shared"
        )
    first, second = scored(given.shared, given.model)
    if given.json:
        print(json.dumps({"attribution": first, "readings": second}, ensure_ascii=False))
    else:
        report(first, second)


if __name__ == "__main__":
    main()
