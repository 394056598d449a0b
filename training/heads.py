"""A head on the frozen encoder: what a word names.  python training/heads.py MODEL --shared FOLDER --out FILE

The encoder has learned to find who says what, and its vectors know, too, what a name stands for.  The head reads a word's
vector and those of its neighbours, and gives the probabilities of KINDS.  Learned from the mentions of GUM and ECB+, and from
news that nobody annotated, where a name wears its kind ("Mr. X", "X Inc.") once and is bare elsewhere in the article.
Scores on GUM dev, ECB+ dev and MEANTIME, which are not learned from, are printed as JSON.
"""

import argparse
import json
from collections import Counter
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from mentions import NONE, REACH, UNKNOWN, Signs, ecb, encoded, gum, meantime, signed
from whence.records.encoding import KINDS
from whence.tagger.run import Tagger
from whence.tagger.weights import load

HIDDEN, EPOCHS, RATE, DECAY, KEEP, BATCH = 64, 12, 1e-3, 0.01, 0.9, 256
SEED = 7
NAME_WEIGHT = 1.5  # of a word in an annotated name, against 1 for other annotated words
NEWS_WEIGHT = 0.3  # of a word in news without annotation; 0.1 to 0.5 are alike
NEWS_NONE = 0.05  # share of the words of no kind that are learned from there
MEASURED = ("gum/dev", "ecbplus/dev", "dates/meantime_dev")
NEWS = ("polnear/train", "dates/tbaq_train", "newsmtsc/train")


# --- the head ----------------------------------------------------------------------------------------------------------


def softmax(scores):
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    return weights / weights.sum(axis=1, keepdims=True)


class Head:
    """Features -> hidden (rectified) -> KINDS, trained with Adam on weighted cross-entropy."""

    def __init__(self, width, hidden, random):
        self.names = ("inner", "inner_bias", "outer", "outer_bias")
        self.weights = {
            "inner": random.normal(0, np.sqrt(2 / width), (width, hidden)).astype(np.float32),
            "inner_bias": np.zeros(hidden, np.float32),
            "outer": random.normal(0, np.sqrt(1 / hidden), (hidden, len(KINDS))).astype(np.float32),
            "outer_bias": np.zeros(len(KINDS), np.float32),
        }
        self.moments = {name: [np.zeros_like(each), np.zeros_like(each)] for name, each in self.weights.items()}
        self.steps = 0

    def hidden(self, features):
        return np.maximum(features @ self.weights["inner"] + self.weights["inner_bias"], 0)

    def chances(self, features):
        return softmax(self.hidden(features.astype(np.float32)) @ self.weights["outer"] + self.weights["outer_bias"])

    def step(self, features, wanted, importance, rate, decay, keep, random):
        """One step on a batch; `wanted` (words, kinds) are target probabilities."""
        features = features * (random.random(features.shape, dtype=np.float32) < keep) / np.float32(keep)
        hidden = self.hidden(features)
        kept = (random.random(hidden.shape, dtype=np.float32) < keep) / np.float32(keep)
        hidden *= kept
        error = softmax(hidden @ self.weights["outer"] + self.weights["outer_bias"]) - wanted
        error *= (importance / importance.sum())[:, None]
        back = (error @ self.weights["outer"].T) * kept * (hidden > 0)
        slopes = {
            "inner": features.T @ back,
            "inner_bias": back.sum(axis=0),
            "outer": hidden.T @ error,
            "outer_bias": error.sum(axis=0),
        }
        self._adam(slopes, rate, decay)

    def _adam(self, slopes, rate, decay):
        self.steps += 1
        for name in self.names:
            first, second = self.moments[name]
            first += 0.1 * (slopes[name] - first)
            second += 0.001 * (slopes[name] ** 2 - second)
            fair = np.sqrt(second / (1 - 0.999**self.steps)) + 1e-8
            self.weights[name] -= rate * (first / (1 - 0.9**self.steps) / fair)
            if name in ("inner", "outer"):
                self.weights[name] *= 1 - rate * decay


def trained(features, wanted, importance, seed, hidden=HIDDEN, epochs=EPOCHS, rate=RATE, decay=DECAY, keep=KEEP):
    """A head after all epochs; the rate falls to zero along a cosine."""
    random = np.random.default_rng(seed)
    head = Head(features.shape[1], hidden, random)
    steps = epochs * -(-len(features) // BATCH)
    for _ in range(epochs):
        order = random.permutation(len(features))
        for at in range(0, len(order), BATCH):
            rows = order[at : at + BATCH]
            now = rate * (1 + np.cos(np.pi * head.steps / steps)) / 2
            head.step(features[rows].astype(np.float32), wanted[rows], importance[rows], now, decay, keep, random)
    return head


# --- measuring ---------------------------------------------------------------------------------------------------------


def typed(head, texts, form="name"):
    """(probabilities over KINDS, kind, (text, entity)) of every mention of a form, its words' probabilities averaged."""
    found = []
    for text in texts:
        chances = head.chances(text.features)
        for mention in text.mentions:
            if mention.form == form and mention.kind != NONE:
                words = [word for word in mention.words if text.capital(word)] if form == "name" else mention.words
                found.append((chances[list(words)].mean(axis=0), mention.kind, (text.name, mention.entity)))
    return found


def pooled(found):
    """The same for entities: probabilities averaged over mentions, the kind that most mentions have."""
    groups = {}
    for chances, kind, entity in found:
        groups.setdefault(entity, []).append((chances, kind))
    return [
        (np.mean([c for c, _ in group], axis=0), Counter(k for _, k in group).most_common(1)[0][0], entity)
        for entity, group in groups.items()
    ]


def scores(found):
    """Accuracy among the four kinds, confusion (rows gold), and accuracy by confidence."""
    kinds = np.array([kind for _, kind, _ in found])
    chances = np.array([each for each, _, _ in found])
    among = chances[:, 1:] / chances[:, 1:].sum(axis=1, keepdims=True)
    guess, sure = among.argmax(axis=1) + 1, among.max(axis=1)
    right = guess == kinds
    table = [[int(((kinds == k) & (guess == g)).sum()) for g in range(1, 5)] for k in range(1, 5)]
    bins = {}
    for low in (0.0, 0.5, 0.6, 0.7, 0.8, 0.9):
        high = {0.0: 0.5, 0.9: 1.01}.get(low, low + 0.1)
        inside = (sure >= low) & (sure < high)
        bins[f"{low}"] = [int(inside.sum()), round(float(right[inside].mean()), 3) if inside.any() else None]
    return {"n": len(found), "accuracy": round(float(right.mean()), 4), "confusion": table, "by confidence": bins}


def detection(head, texts):
    """F1 of telling words of mentions from others, and macro F1 of the kinds, on words whose kind is known."""
    gold, guess = [], []
    for text in texts:
        known = np.array(text.kinds)
        guess.append(head.chances(text.features).argmax(axis=1)[known != UNKNOWN])
        gold.append(known[known != UNKNOWN])
    gold, guess = np.concatenate(gold), np.concatenate(guess)
    found = {"mention": f1(gold > 0, guess > 0)}
    return found | {KINDS[kind]: f1(gold == kind, guess == kind) for kind in range(1, 5)}


def f1(gold, guess):
    return round(float(2 * (gold & guess).sum() / max(1, gold.sum() + guess.sum())), 4)


# --- the recipe --------------------------------------------------------------------------------------------------------


def read(tagger, place):
    """(text, record) of every record of a file; near-copies are left out."""
    with place.open(encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            if not record.get("duplicate_of") and record["text"].strip():
                yield encoded(tagger, record["id"], record["text"]), record


def gold(tagger, data):
    """{file: texts} of the annotated files, and the two word lists that the annotation gives.

    `lowered`: forms seen in lower case, so that a capital at the opening of a sentence says nothing; `closed`: forms that are
    almost never a part of a mention.
    """
    files = ("gum/train", "ecbplus/train", *MEASURED)
    pairs = {name: list(read(tagger, data / f"{name}.jsonl")) for name in files}
    forms = Counter(form for name in files[:2] for text, _ in pairs[name] for form in text.forms if form.islower())
    lowered = {form for form, count in forms.items() if count >= 2}
    for name in ("gum/train", "gum/dev"):
        for text, record in pairs[name]:
            gum(text, record, lowered)
    closed = closed_forms([text for text, _ in pairs["gum/train"]])
    for name in ("ecbplus/train", "ecbplus/dev"):
        for text, record in pairs[name]:
            ecb(text, record, lowered, closed)
    for text, record in pairs["dates/meantime_dev"]:
        meantime(text, record, lowered)
    return {name: [text for text, _ in found] for name, found in pairs.items()}, lowered, closed


def closed_forms(texts, least=5, share=0.95):
    """Forms that stand outside mentions in at least `share` of their places."""
    seen, outside = Counter(), Counter()
    for text in texts:
        for form, kind in zip(text.forms, text.kinds, strict=True):
            seen[form.lower()] += 1
            outside[form.lower()] += kind == NONE
    return {form for form, count in seen.items() if count >= least and outside[form] >= share * count}


def annotated(texts):
    """(features, kinds, importance) of the words whose kind is known."""
    rows = []
    for text in texts:
        kinds = np.array(text.kinds)
        weight = np.ones(len(kinds), np.float32)
        weight[[word for mention in text.mentions if mention.form == "name" for word in mention.words]] = NAME_WEIGHT
        known = kinds != UNKNOWN
        rows.append((text.features[known], kinds[known], weight[known]))
    return rows


def unannotated(tagger, data, lowered, closed):
    """The same of the news that nobody annotated."""
    random, signs, rows = np.random.default_rng(SEED), Signs(), []
    for name in NEWS:
        for text, _ in read(tagger, data / f"{name}.jsonl"):
            signed(text, signs, lowered, closed)
            kinds = np.array(text.kinds)
            kept = (kinds > NONE) | ((kinds == NONE) & (random.random(len(kinds)) < NEWS_NONE))
            rows.append((text.features[kept], kinds[kept], np.full(kept.sum(), NEWS_WEIGHT, np.float32)))
    return rows


def saved(head, out):
    """Write the head as a graph over the vectors of a passage: a convolution over words, weights in half precision."""
    neighbours = 2 * REACH + 1
    inner = head.weights["inner"].reshape(neighbours, -1, head.weights["inner"].shape[1]).transpose(2, 1, 0)
    arrays = {**head.weights, "inner": inner, "outer": head.weights["outer"].T[:, :, None]}
    halves = [numpy_helper.from_array(np.ascontiguousarray(arrays[name].astype(np.float16)), name) for name in head.names]
    axis = numpy_helper.from_array(np.array([0], np.int64), "axis")
    node = helper.make_node
    nodes = [node("Cast", [name], [f"{name}_"], to=TensorProto.FLOAT) for name in head.names] + [
        node("Transpose", ["words"], ["across"], perm=[1, 0]),
        node("Unsqueeze", ["across", "axis"], ["batch"]),
        node("Conv", ["batch", "inner_", "inner_bias_"], ["raw"], pads=[REACH, REACH]),
        node("Relu", ["raw"], ["hidden"]),
        node("Conv", ["hidden", "outer_", "outer_bias_"], ["scored"]),
        node("Squeeze", ["scored", "axis"], ["scores"]),
        node("Transpose", ["scores"], ["rows"], perm=[1, 0]),
        node("Softmax", ["rows"], ["kinds"], axis=-1),
    ]
    taken = helper.make_tensor_value_info("words", TensorProto.FLOAT, ["w", inner.shape[1]])
    given = helper.make_tensor_value_info("kinds", TensorProto.FLOAT, ["w", len(KINDS)])
    graph = helper.make_graph(nodes, "kinds", [taken], [given], [*halves, axis])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8, producer_name="whence")
    onnx.checker.check_model(model)
    out.write_bytes(model.SerializeToString())


def restored(path):
    """The head of a file, as it will be used: its weights have been halved."""
    found = {each.name: numpy_helper.to_array(each) for each in onnx.load(path).graph.initializer}
    head = Head(1, 1, np.random.default_rng(SEED))
    found["inner"] = found["inner"].transpose(2, 1, 0).reshape(-1, len(found["inner_bias"]))
    found["outer"] = found["outer"][:, :, 0].T
    head.weights = {name: found[name].astype(np.float32) for name in head.names}
    return head


def report(head, texts):
    """Scores of names by mention and by entity, of common nouns, and of words, for one set."""
    names, nouns = typed(head, texts), typed(head, texts, "noun")
    found = {"names": scores(names), "entities": scores(pooled(names)), "nouns": scores(nouns) if nouns else None}
    return found | {"words": detection(head, texts) if nouns else None}  # MEANTIME's words are known where they are names


def figures(head, texts):
    """{set: scores} of the three sets that are not learned from."""
    return {name: report(head, texts[name]) for name in MEASURED}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path, help="folder of the model whose encoder is used")
    parser.add_argument("--shared", type=Path, required=True, help="folder that holds data/")
    parser.add_argument("--out", type=Path, required=True, help="the .onnx file to write")
    given = parser.parse_args()
    tagger, data = Tagger(load(given.model)), given.shared / "data"
    texts, lowered, closed = gold(tagger, data)
    rows = annotated(texts["gum/train"] + texts["ecbplus/train"]) + unannotated(tagger, data, lowered, closed)
    features, kinds, importance = (np.concatenate(each) for each in zip(*rows, strict=True))
    head = trained(features, np.eye(len(KINDS), dtype=np.float32)[kinds], importance, SEED)
    saved(head, given.out)
    print(json.dumps({"words": len(kinds)} | figures(restored(given.out), texts), indent=1))


if __name__ == "__main__":
    main()
