"""Fit the confidence on dev, and choose from which confidence on a link is kept: calibrate.py MODEL --data FOLDER

Confidence: a logistic regression on the log odds of the cue, the log probability of the best path, and whether there is no
source; target: source overlaps (or both are absent) and contents have Jaccard >= 0.5.  Least confidence: the lowest one that
costs next to nothing of the mean of strict and lenient F1 of linked statements (own matching, below); by theory the best is
near half of the F1 that can be reached (Lipton et al. 2014).  Both are written into MODEL/labels.json, and the checksums
renewed.  Five numbers are fitted on 2 146 statements; `error` is the expected calibration error on the half of the articles
that was not fitted on.
"""

import argparse
import json
import math
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np

from corpus import read_jsonl
from export import write_checksums
from whence.ingest.anatomy import article as article_of
from whence.interpret.statements import statements as statements_of
from whence.records.article import Given
from whence.records.encoding import Encoding
from whence.tagger.decode import logit
from whence.tagger.run import Tagger, confidence_of
from whence.tagger.tokens import WORD
from whence.tagger.weights import Calibration, load

LEAST = (0.0, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)
TOLERANCE = 0.003  # of the mean F1: well inside the noise, and the lower one finds more of the unquoted statements
FLAT = Calibration(0.0, 1.0, 0.0, 0.0)
ROLES = ("source", "cue", "content")


def words_in(text, spans):
    return frozenset(
        match.start() for start, end in spans for match in WORD.finditer(text, start, end) if match.group()[0].isalnum()
    )


def lenient(one, other):
    same = one[0] & other[0] or not (one[0] or other[0])
    union = one[2] | other[2]
    return bool(same) and bool(union) and len(one[2] & other[2]) / len(union) >= 0.5


class Article:
    """A dev article, its encoding with every candidate link, and its gold as triples of word sets, first line left out."""

    def __init__(self, record, tagger):
        self.text = record["text"]
        self.article = article_of(Given(name=record["id"], text=self.text))
        self.encoding = tagger.encode(self.article)
        first_line = len(self.text.partition("\n")[0])
        gold = [tuple(words_in(self.text, each[role]) for role in ROLES) for each in record["attributions"]]
        self.gold = [each for each in gold if min(each[2] | each[1], default=0) >= first_line]

    def read(self, weights, least):
        """(statement, its triple) of every statement that stands in no other one."""
        passages = []
        for passage in self.encoding.passages:
            links = [replace(link, confidence=confidence_of(link, weights)) for link in passage.links]
            passages.append(replace(passage, links=tuple(link for link in links if link.confidence >= least)))
        found = [each for each in statements_of(self.article, Encoding(tuple(passages))) if each.inside is None]
        spans = [[[(s.start, s.end) for s in getattr(each, role).spans] for role in ROLES] for each in found]
        return [(each, tuple(words_in(self.text, part) for part in parts)) for each, parts in zip(found, spans, strict=True)]

    def rows(self, number):
        """(article, features, right) of every statement that comes from a link."""
        links = {p.start + p.words.starts[link.cue[0]]: link for p in self.encoding.passages for link in p.links}
        for statement, form in self.read(FLAT, 0.0):
            link = links.get(statement.cue.spans[0].start) if statement.cue.spans else None
            if link:
                yield number, features(link), any(lenient(one, form) for one in self.gold)


def features(link):
    return 1.0, logit(link.cue_probability), math.log(max(link.path_probability, 1e-9)), float(not link.source)


def score(articles, weights, least):
    """Mean of strict and lenient F1."""
    strict = loose = predicted = wanted = 0
    for article in articles:
        forms = [form for _, form in article.read(weights, least)]
        strict += len(set(article.gold) & set(forms))
        loose += sum(any(lenient(one, other) for other in forms) for one in article.gold)
        predicted, wanted = predicted + len(forms), wanted + len(article.gold)
    return (strict + loose) / (predicted + wanted)


def fitted(rows):
    """Weights of a logistic regression (Newton's method)."""
    inputs = np.array([features for _, features, _ in rows])
    target = np.array([float(right) for *_, right in rows])
    weights = np.zeros(inputs.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-inputs @ weights))
        slope = inputs.T @ (chance - target) + 1e-3 * weights
        curve = (inputs * (chance * (1 - chance))[:, None]).T @ inputs + 1e-3 * np.eye(len(weights))
        weights -= np.linalg.solve(curve, slope)
    return weights


def calibration_error(rows, weights, bins=10):
    chance = 1 / (1 + np.exp(-np.array([features for _, features, _ in rows]) @ weights))
    right = np.array([row[2] for row in rows], dtype=float)
    place = np.minimum((chance * bins).astype(int), bins - 1)
    parts = [place == each for each in range(bins) if (place == each).any()]
    return sum(abs(chance[part].mean() - right[part].mean()) * part.mean() for part in parts)


def calibrate(folder, data):
    path = folder / "labels.json"
    model = replace(load(folder), least_confidence=0.0, calibration=FLAT)
    tagger = Tagger(model)
    articles = [Article(record, tagger) for record in read_jsonl(data / "polnear" / "dev.jsonl")]
    rows = [row for number, article in enumerate(articles) for row in article.rows(number)]
    error = calibration_error([row for row in rows if not row[0] % 2], fitted([row for row in rows if row[0] % 2]))
    weights = Calibration(*(round(float(each), 4) for each in fitted(rows)))
    tried = {least: score(articles, weights, least) for least in LEAST}
    least = min(each for each in LEAST if tried[each] >= max(tried.values()) - TOLERANCE)
    beside = json.loads(path.read_text(encoding="utf-8"))
    beside |= {"least_confidence": least, "calibration": asdict(weights)}
    path.write_text(json.dumps(beside, indent=1) + "\n", encoding="utf-8")
    write_checksums(folder)
    tried = {least: round(each, 4) for least, each in tried.items()}
    print(json.dumps({"tried": tried, "least": least, "calibration": asdict(weights), "error": round(float(error), 4)}))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    given = parser.parse_args()
    calibrate(given.model, given.data)


if __name__ == "__main__":
    main()
