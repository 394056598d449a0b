"""Choose the cue threshold and fit the confidence on dev: python training/calibrate.py MODEL --data FOLDER

Threshold: the one with the highest sum of strict and lenient F1 of linked statements (own matching, below).  Confidence: a
logistic regression on the log odds of the cue and the log probability of the best path; target: source overlaps (or both are
absent) and contents have Jaccard >= 0.5.  Both are written into MODEL/labels.json, and the checksums renewed.  Three numbers
and a threshold are fitted on 2 192 statements; `error` is the expected calibration error on the half of the articles that was
not fitted on.
"""

import argparse
import json
import math
from dataclasses import replace
from pathlib import Path

import numpy as np

from corpus import read_jsonl
from export import write_checksums
from whence.ingest.anatomy import article as article_of
from whence.interpret.statements import statements as statements_of
from whence.records.article import Given
from whence.tagger.decode import logit
from whence.tagger.run import Tagger
from whence.tagger.tokens import WORD
from whence.tagger.weights import Model, load

THRESHOLDS = (0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55)


def words_in(text, spans):
    return {match.start() for start, end in spans for match in WORD.finditer(text, start, end) if match.group()[0].isalnum()}


def forms_of(record, reading):
    """(gold, found) as triples of word sets; statements inside others are left out, as in flat gold."""
    text = record["text"]
    roles = ("source", "cue", "content")
    gold = [tuple(frozenset(words_in(text, each[role])) for role in roles) for each in record["attributions"]]
    found = [
        tuple(
            frozenset(words_in(text, [(span.start, span.end) for span in getattr(each, role).spans])) for role in roles
        )
        for each in reading
    ]
    return gold, found


def lenient(one, other):
    same = one[0] & other[0] or not (one[0] or other[0])
    union = one[2] | other[2]
    return bool(same) and bool(union) and len(one[2] & other[2]) / len(union) >= 0.5


def score(model: Model, records):
    """(sum of strict and lenient F1, [(article, log odds of cue, log path, right)])."""
    tagger, strict, loose, predicted, wanted, rows = Tagger(model), 0, 0, 0, 0, []
    for number, record in enumerate(records):
        article = article_of(Given(name=record["id"], text=record["text"]))
        first_line = len(record["text"].partition("\n")[0])
        encoding = tagger.encode(article)
        links = {p.start + p.words.starts[link.cue[0]]: link for p in encoding.passages for link in p.links}
        reading = [each for each in statements_of(article, encoding) if each.inside is None]
        gold, found = forms_of(record, reading)
        gold = [each for each in gold if min(each[2] | each[1], default=0) >= first_line]
        strict += len(set(gold) & set(found))
        loose += sum(any(lenient(one, other) for other in found) for one in gold)
        predicted, wanted = predicted + len(found), wanted + len(gold)
        for statement, form in zip(reading, found, strict=True):
            link = links.get(statement.cue.spans[0].start) if statement.cue.spans else None
            if link:
                right = any(lenient(one, form) for one in gold)
                rows.append((number, logit(link.cue_probability), math.log(max(link.path_probability, 1e-9)), right))
    return 2 * (strict + loose) / (predicted + wanted), rows


def fitted(rows):
    """Bias and two weights of a logistic regression (Newton's method), from rows of (article, cue, path, right)."""
    inputs = np.array([[1.0, cue, path] for _, cue, path, _ in rows])
    target = np.array([float(right) for *_, right in rows])
    weights = np.zeros(3)
    for _ in range(30):
        chance = 1 / (1 + np.exp(-inputs @ weights))
        slope = inputs.T @ (chance - target) + 1e-3 * weights
        curve = (inputs * (chance * (1 - chance))[:, None]).T @ inputs + 1e-3 * np.eye(3)
        weights -= np.linalg.solve(curve, slope)
    return weights


def calibration_error(rows, weights, bins=10):
    chance = np.array([1 / (1 + math.exp(-(weights[0] + weights[1] * cue + weights[2] * path))) for _, cue, path, _ in rows])
    right = np.array([row[3] for row in rows], dtype=float)
    place = np.minimum((chance * bins).astype(int), bins - 1)
    return sum(abs(chance[place == b].mean() - right[place == b].mean()) * (place == b).mean() for b in range(bins) if (place == b).any())


def calibrate(folder, data):
    model, records = load(folder), read_jsonl(data / "polnear" / "dev.jsonl")
    tried = {}
    for threshold in THRESHOLDS:
        tried[threshold] = score(replace(model, cue_threshold=threshold), records)
        print(f"threshold {threshold}: {tried[threshold][0]:.4f}", flush=True)
    threshold = max(tried, key=lambda each: tried[each][0])
    rows = tried[threshold][1]
    half = fitted([row for row in rows if row[0] % 2])
    error = calibration_error([row for row in rows if not row[0] % 2], half)
    weights = fitted(rows)
    path = folder / "labels.json"
    beside = json.loads(path.read_text(encoding="utf-8"))
    beside["cue_threshold"] = threshold
    beside["calibration"] = dict(zip(("bias", "cue", "path"), (round(float(w), 4) for w in weights), strict=True))
    path.write_text(json.dumps(beside, indent=1) + "\n", encoding="utf-8")
    write_checksums(folder)
    print(json.dumps({"threshold": threshold, "calibration": beside["calibration"], "error": round(float(error), 4)}))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    given = parser.parse_args()
    calibrate(given.model, given.data)


if __name__ == "__main__":
    main()
