"""Write the model's card with its own figures: python training/card.py MODEL --shared FOLDER"""

import argparse
import json
import subprocess
import sys
from pathlib import Path

from heads import figures, gold, restored
from whence.tagger.run import Tagger
from whence.tagger.weights import load

HERE = Path(__file__).resolve().parent

ROWS = (
    ("linked statement, exact", "linked_exact"),
    ("linked statement, overlap", "linked_overlap"),
    ("content, token", "content.token"),
    ("source, exact", "source.exact"),
    ("cue, exact", "cue.exact"),
    ("content, exact", "content.exact"),
)


def at(result, keys):
    for key in keys.split("."):
        result = result[key]
    return result


def row(title, key, found):
    ours, human = at(found, key), at(found["human"], key)
    low, high = ours["interval"]
    return f"| {title} | {ours['f1']:.3f} | {low:.3f} to {high:.3f} | {human['f1']:.3f} |"


def kind_rows(model, shared):
    """Rows of the table of the kinds of names, one for each set."""
    texts, _, _ = gold(Tagger(load(model)), shared / "data")
    titles = {"gum/dev": "GUM dev", "ecbplus/dev": "ECB+ dev", "dates/meantime_dev": "MEANTIME"}
    rows = []
    for name, found in figures(restored(model / "kinds.onnx"), texts).items():
        names, entities = found["names"], found["entities"]
        sure, right = names["by confidence"]["0.9"]
        rows.append(
            f"| {titles[name]} | {names['accuracy']:.3f} of {names['n']} | {entities['accuracy']:.3f} of {entities['n']} "
            f"| {right:.3f} of {sure} |"
        )
    return "\n".join(rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("--shared", type=Path, required=True)
    given = parser.parse_args()
    program = HERE.parent / "benchmarks" / "accuracy.py"
    command = [sys.executable, program, "--model", given.model, "--shared", given.shared, "--json"]
    found = json.loads(subprocess.run(list(map(str, command)), check=True, capture_output=True, text=True).stdout)
    first, second = found["attribution"], found["readings"]
    labels = json.loads((given.model / "labels.json").read_text(encoding="utf-8"))
    text = (
        (HERE / "card.md")
        .read_text(encoding="utf-8")
        .format(
            name=given.model.name,
            size=sum(path.stat().st_size for path in given.model.glob("*.onnx")) / 1e6,
            threshold=labels["cue_threshold"],
            least=labels["least_confidence"],
            articles=first["articles"],
            gold=first["linked_exact"]["gold"],
            kinds=kind_rows(given.model, given.shared),
            rows="\n".join(row(title, key, first) for title, key in ROWS),
            cases=second["articles"],
            case_gold=second["statements"]["gold"],
            case_f1=second["statements"]["f1"],
            act=second["act"]["accuracy"],
            quotation=second["quotation"]["accuracy"],
        )
    )
    (given.model / "CARD.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
