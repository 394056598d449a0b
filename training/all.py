"""From the corpus to the packaged, evaluated model: python training/all.py [--data FOLDER] [--epochs N]

Two rounds.  The first learns from the annotation alone; the second starts again from the base encoder and learns from the
annotation, from the first model's probabilities, and from news that only the first model has read (teacher.py).  Then
export.py -> heads.py -> calibrate.py -> the scorers and the card (when the scorers' folder is there).  Needs
`pip install -e '.[train]'`.
On two idle CPU cores an epoch takes 4 minutes in the first round and 6 in the second; a GPU is used where there is one.
"""

import argparse
import hashlib
import json
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
NAME = "attrib-en-1.1.0"


def run(*words):
    print("+", *words, flush=True)
    subprocess.run([sys.executable, *map(str, words)], check=True)


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def rounds(given):
    """The trained and exported model of the second round."""
    first, second = given.out / "first", given.out / "second"
    run(HERE / "train.py", "--data", given.data, "--out", first, "--epochs", given.epochs)
    run(HERE / "export.py", first / "weights.pt", first / NAME)
    teacher = ("--teacher", first / NAME)
    run(HERE / "train.py", "--data", given.data, "--out", second, "--epochs", given.epochs, *teacher)
    run(HERE / "export.py", second / "weights.pt", second / NAME)
    return second / NAME


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared", help="folder with data, cases and eval")
    parser.add_argument("--data", type=Path, help="folder that holds polnear/ and the others (default: SHARED/data)")
    parser.add_argument("--out", type=Path, default=HERE.parent / "runs" / NAME)
    parser.add_argument("--epochs", type=int, default=9)
    given = parser.parse_args()
    given.data = given.data or given.shared / "data"
    corpus = given.data / "polnear"
    if not (corpus / "train.jsonl").exists():
        raise SystemExit(f"no corpus at {corpus}: give the folder that holds polnear/ with --data")
    model = rounds(given)
    if (given.shared / "data" / "gum").exists():
        run(HERE / "heads.py", model, "--shared", given.shared, "--out", model / "kinds.onnx")
    run(HERE / "calibrate.py", model, "--data", given.data)
    if (given.shared / "eval").exists():
        run(HERE / "card.py", model, "--shared", given.shared)
    inputs = {name: sha256(corpus / name) for name in ("train.jsonl", "dev.jsonl")}
    outputs = {path.name: sha256(path) for path in sorted(model.iterdir())}
    (given.out / "hashes.json").write_text(json.dumps({"inputs": inputs, "outputs": outputs}, indent=1) + "\n")
    print(f"{model} is ready; copy it over src/whence/models/{NAME} to package it")


if __name__ == "__main__":
    main()
