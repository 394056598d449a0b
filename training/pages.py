"""The network that tells which part of a page each line is: python training/pages.py [--shared FOLDER] [--folds] [--out FOLDER]

Needs `pip install -e '.[train]'` and the folder of data; without it it says so and stops.  Labels come from three places: the
paragraphs of meta_dev (a line is body text or is not), the segments of text_dev that must or must not be in the text (other
lines tell nothing), and the roles of the lines of 100 pages (benchmarks/data/page-roles.jsonl).  Two passes are
trained; the second on what first passes that had not seen the page say of it.  `--folds` judges the whole front door by
five-fold cross-validation over sites instead of writing a model: readings go to OUT, figures are the scorer's.
"""

import argparse
import gzip
import hashlib
import json
import random
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import torch

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "benchmarks"))
from page_roles import PART_OF, gold_pages, keys_of  # noqa: E402
from whence.ingest import page as pages  # noqa: E402
from whence.ingest.page import parts  # noqa: E402
from whence.ingest.page.features import features, letters_of  # noqa: E402
from whence.ingest.page.lines import lines_of  # noqa: E402
from whence.ingest.page.metadata import metadata_of  # noqa: E402
from whence.ingest.page.parse import tree_of  # noqa: E402
from whence.records.article import Page  # noqa: E402

UNKNOWN, NOT_BODY = -1, -2
FOLDS, INNER, SEEDS = 5, 4, (0, 1)
HIDDEN, EPOCHS, BATCH, RATE, DECAY = 64, 16, 512, 3e-3, 0.02
SPARSE = 3.0  # weight of a labelled line of text_dev: it has three or so on a page
BODY = parts.BODY
COUNTED = ("paragraph", "heading", "list", "blockquote")  # roles that the scorer takes for body text


class Document:
    """One page: its record, lines, features, and the label of every line (a part, NOT_BODY or UNKNOWN)."""

    def __init__(self, record, page, roles):
        self.record, self.page = record, page
        root = tree_of(page)
        self.lines = lines_of(root)
        self.features = features(self.lines, metadata_of(root, page.url).claimed())
        self.labels = labels_of(record, self.lines, roles)
        self.site = (
            record.get("publisher") or re.sub(r"^\w+:+", "", record.get("file") or record["url"]).split("-")[0].split("/")[0]
        )
        self.weight = SPARSE if "with" in record and roles is None else 1.0


def page_of(record, folder):
    url = record["url"] if record["url"].startswith("http") else None
    return Page(name=record["id"], data=gzip.decompress((folder / record["page"]).read_bytes()), url=url)


def labels_of(record, lines, roles):
    if roles is not None:
        return np.array([parts.PARTS.index(PART_OF.get(roles.get(key), "other")) for key in keys_of(lines)])
    if record.get("body"):
        return np.array([_in_body(letters_of(line.text), record) for line in lines] or [], int)
    return np.array([_in_segments(line.text, record) for line in lines] or [], int)


def _in_body(letters, record):
    """Body text, deck or neither: a line that is a paragraph, a piece of one, or holds one."""
    gold = [letters_of(each) for each in record["body"]]
    whole = "".join(gold)
    if letters and (
        letters in gold or (len(letters) > 25 and (letters in whole or any(len(g) > 30 and g in letters for g in gold)))
    ):
        return BODY
    summary = record.get("summary") or []
    if len(letters) > 20 and any(letters in letters_of(each) for each in summary if isinstance(each, str)):
        return parts.PARTS.index("deck")
    return NOT_BODY


def _in_segments(text, record):
    kept, dropped = ([" ".join(each.split()) for each in record[key]] for key in ("with", "without"))
    if any(each in text for each in kept if each) or (len(text) > 30 and any(text in each for each in kept)):
        return BODY
    if any(each in text for each in dropped if each) or (len(text) > 15 and any(text in each for each in dropped)):
        return NOT_BODY
    return UNKNOWN


def documents(shared):
    folder = shared / "data" / "extraction"
    if not folder.exists():
        raise SystemExit(f"no pages at {folder}: give the folder that holds data/extraction with --shared")
    roles = gold_pages()
    found = []
    for name in ("meta_dev", "text_dev"):
        for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            found.append(Document(record, page_of(record, folder), roles.get(record["id"], {}).get("roles")))
    return [each for each in found if each.lines]


# --- training ------------------------------------------------------------------------------------------------------------


def trained(rows, labels, weights):
    """One pass as arrays: a hidden layer for every seed, their scores averaged."""
    mean, spread = rows.mean(0), rows.std(0) + 1e-3
    x = torch.tensor(np.clip((rows - mean) / spread, -parts.FARTHEST, parts.FARTHEST), dtype=torch.float32)
    y, w = torch.tensor(labels), torch.tensor(weights, dtype=torch.float32)
    nets = [_fitted(x, y, w, seed) for seed in SEEDS]
    array = lambda each: each.detach().numpy().astype(np.float32)  # noqa: E731
    return parts.Layers(
        mean.astype(np.float32),
        spread.astype(np.float32),
        np.hstack([array(net[1].weight).T for net in nets]),
        np.hstack([array(net[1].bias) for net in nets]),
        np.vstack([array(net[4].weight).T for net in nets]) / len(nets),
        sum(array(net[4].bias) for net in nets) / len(nets),
    )


def _fitted(x, y, w, seed):
    torch.manual_seed(seed)
    layers = torch.nn
    net = layers.Sequential(
        layers.Dropout(0.1),
        layers.Linear(x.shape[1], HIDDEN),
        layers.ReLU(),
        layers.Dropout(0.3),
        layers.Linear(HIDDEN, len(parts.PARTS)),
    )
    steps = EPOCHS * (len(y) // BATCH + 1)
    optimizer = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps)
    for _ in range(EPOCHS):
        order = torch.randperm(len(y))
        for start in range(0, len(y), BATCH):
            drawn = order[start : start + BATCH]
            optimizer.zero_grad()
            _loss(net(x[drawn]), y[drawn], w[drawn]).backward()
            optimizer.step()
            schedule.step()
    return net.eval()


def _loss(scores, labels, weights):
    """Cross entropy where the part is known; where it is only known not to be body text, the probability of that."""
    logs = torch.log_softmax(scores, 1)
    known = -logs.gather(1, labels.clamp(min=0)[:, None])[:, 0]
    not_body = -torch.log1p(-logs[:, BODY].exp().clamp(max=1 - 1e-6))
    return (torch.where(labels >= 0, known, not_body) * weights).mean()


def pass_over(some, rows):
    used = [each.labels != UNKNOWN for each in some]
    return trained(
        np.vstack([row[mask] for row, mask in zip(rows, used, strict=True)]),
        np.concatenate([each.labels[mask] for each, mask in zip(some, used, strict=True)]),
        np.concatenate([np.full(mask.sum(), each.weight) for each, mask in zip(some, used, strict=True)]),
    )


def folds_of(some, count, seed=1):
    """The number of the fold of every document; one site is in one fold."""
    sites = sorted({each.site for each in some})
    random.Random(seed).shuffle(sites)
    number = {site: place % count for place, site in enumerate(sites)}
    return [number[each.site] for each in some]


def model_of(some):
    """Both passes from these documents."""
    fold, told = folds_of(some, INNER, seed=2), {}
    for number in range(INNER):
        first = pass_over(
            [d for d, f in zip(some, fold, strict=True) if f != number],
            [d.features for d, f in zip(some, fold, strict=True) if f != number],
        )
        told |= {id(d): first.probabilities(d.features) for d, f in zip(some, fold, strict=True) if f == number}
    first = pass_over(some, [d.features for d in some])
    second = pass_over(some, [parts.stacked(d.lines, d.features, told[id(d)]) for d in some])
    return parts.PageModel(first, second, "")


# --- judging and writing ----------------------------------------------------------------------------------------------------


def unseen(some):
    """Page id -> probabilities of its lines, by a model that has not seen its site."""
    fold, found = folds_of(some, FOLDS), {}
    for number in range(FOLDS):
        model = model_of([d for d, f in zip(some, fold, strict=True) if f != number])
        for each in (d for d, f in zip(some, fold, strict=True) if f == number):
            first = model.first.probabilities(each.features)
            found[each.page.name] = model.second.probabilities(parts.stacked(each.lines, each.features, first))
        print(f"fold {number + 1} of {FOLDS}", flush=True)
    return found


def judged(some, shared, out):
    """Figures of the whole front door, with probabilities by models that have not seen the page's site (kept in OUT)."""
    out.mkdir(parents=True, exist_ok=True)
    kept = out / "shares.npz"
    if not kept.exists():
        np.savez(kept, **unseen(some))
    shares, readings = np.load(kept), []
    for each in some:
        pages.shares_of = lambda *_, name=each.page.name: shares[name]
        readings += readings_of(each.page)
    (out / "readings.jsonl").write_text("".join(json.dumps(each) + "\n" for each in readings), encoding="utf-8")
    (out / "joined.jsonl").write_text("".join(json.dumps(each) + "\n" for each in joined(readings)), encoding="utf-8")
    for name, file in (("meta_dev", "readings"), ("meta_dev", "joined"), ("text_dev", "readings")):
        gold = shared / "data" / "extraction" / f"{name}.jsonl"
        command = [sys.executable, shared / "eval" / "extraction.py", "--gold", gold, "--readings", out / f"{file}.jsonl"]
        print(f"{name}, {file}", flush=True)
        subprocess.run(list(map(str, command)), check=True)
    subprocess.run([sys.executable, str(HERE.parent / "benchmarks" / "page_roles.py"), str(out / "readings.jsonl")], check=True)


def readings_of(page):
    from whence.ingest.anatomy import article

    for given in pages.articles_of(page):
        made = article(given)
        yield {"input": given.name, "article": json.loads(pages_json(made))}


def joined(readings):
    """The readings of one page as one, of body text alone: the scorer looks at the first, and a live blog is read in items."""
    found = {}
    for each in readings:
        article = each["article"]
        bodies = [article["text"][b["start"] : b["end"]] for b in article["blocks"] if b["role"] in COUNTED]
        found.setdefault(each["input"].split("#")[0], []).extend(bodies)
    for name, bodies in found.items():
        yield {"input": name, "article": {"text": "\n".join(bodies), "blocks": []}}


def pages_json(made):
    import msgspec

    return msgspec.json.encode(made)


def written(model, out):
    out.mkdir(parents=True, exist_ok=True)
    arrays = {
        f"{each}.{name}": getattr(getattr(model, each), name).astype(np.float32)
        for each in ("first", "second")
        for name in parts.Layers.__annotations__
    }
    np.savez(out / parts.FILE, **arrays)
    digest = hashlib.sha256((out / parts.FILE).read_bytes()).hexdigest()
    (out / "SHA256SUMS").write_text(f"{digest}  {parts.FILE}\n", encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    parser.add_argument("--folds", action="store_true", help="judge by cross-validation instead of writing a model")
    parser.add_argument("--out", type=Path, default=None)
    given = parser.parse_args()
    torch.set_num_threads(1)  # the layers are small: more threads wait for each other
    some = documents(given.shared)
    counts = Counter(label for each in some for label in each.labels.tolist())
    print(
        {
            (parts.PARTS[label] if label >= 0 else "unknown" if label == UNKNOWN else "not body"): n
            for label, n in sorted(counts.items())
        },
        flush=True,
    )
    if given.folds:
        judged(some, given.shared, given.out or HERE.parent / "runs" / "pages")
    else:
        written(model_of(some), given.out or HERE.parent / "src" / "whence" / "models" / parts.NAME)


if __name__ == "__main__":
    main()
