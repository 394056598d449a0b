"""From the corpus to the packaged, evaluated model: python training/all.py [--data FOLDER] [--epochs N]

Steps: train.py -> export.py -> calibrate.py -> the scorers (when their folder is there).  Needs `pip install -e '.[train]'`.
Two CPU cores take about 6 minutes an epoch when idle; a GPU is used where there is one.
"""

import argparse
import hashlib
import json
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
NAME = "attrib-en-1.0.0"


def run(*words):
    print("+", *words, flush=True)
    subprocess.run([sys.executable, *map(str, words)], check=True)


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=HERE.parent.parent / "shared" / "data", help="folder that holds polnear/")
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared", help="folder with data, cases and eval")
    parser.add_argument("--out", type=Path, default=HERE.parent / "runs" / NAME)
    parser.add_argument("--epochs", type=int, default=9)
    given = parser.parse_args()
    corpus = given.data / "polnear"
    if not (corpus / "train.jsonl").exists():
        raise SystemExit(f"no corpus at {corpus}: give the folder that holds polnear/ with --data")
    run(HERE / "train.py", "--data", given.data, "--out", given.out, "--epochs", given.epochs)
    model = given.out / NAME
    run(HERE / "export.py", given.out / "weights.pt", model)
    run(HERE / "calibrate.py", model, "--data", given.data)
    inputs = {name: sha256(corpus / name) for name in ("train.jsonl", "dev.jsonl")}
    outputs = {path.name: sha256(path) for path in sorted(model.iterdir())}
    (given.out / "hashes.json").write_text(json.dumps({"inputs": inputs, "outputs": outputs}, indent=1) + "\n")
    if (given.shared / "eval").exists():
        run(HERE.parent / "benchmarks" / "accuracy.py", "--model", model, "--shared", given.shared)
    print(f"{model} is ready; copy it over src/whence/models/{NAME} to package it")


if __name__ == "__main__":
    main()
