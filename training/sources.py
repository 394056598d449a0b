"""The model that finds whom a text names as the source of a place: python training/sources.py [--shared FOLDER]

The packaged encoder of attrib-en is tuned further, with the words of the place marked; it answers with a span and a kind
(whence.tagger.finder).  It learns from training/sources.jsonl, texts of our own writing with questions and answers, from the
places of claims in stories (corpus.stories), whose sources are told, and from contents with their sources in PolNeAR train.  A
place is asked about as it is marked and as tracing cuts it, which may take in the words for its source ("Engineers of the port
| found a crack").  The texts of four writers are left out and scored at the end, with PolNeAR dev.
Needs `pip install -e '.[train]'`; 25 minutes on two idle CPU cores.
"""

import argparse
import json
import random
import time
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

import export
from corpus import paragraphs_of, read_jsonl, start_of, stories
from model import Encoder
from whence import released
from whence.lexicon.marks import sentence_ends
from whence.read import Reader, article_only
from whence.records.article import Article, Block, Given
from whence.tagger.finder import FILES, KINDS, NAME, Window, window_of
from whence.tagger.tokens import WordPieces
from whence.tagger.weights import packaged
from whence.tracing.candidates import candidates
from whence.tracing.claims import nodes_of

HERE = Path(__file__).resolve().parent
MODEL = HERE.parent / "src" / "whence" / "models" / NAME
START = MODEL.parent / "attrib-en-1.1.0" / "encoder.onnx"
# Draws of stories that are learned from (corpus.stories).  With n, 160 more, 170 of 203 answers on vg and wf are right in place
# of 176 of 204, and no claim more is counted exactly (LOG).
DRAWS = ("t", "v", "w", "tuned", "later")
HELD_OUT = ("k", "r", "vg", "wf")  # writers whose texts and stories are only scored
CUT = 0.7  # weight of a question that is asked twice: of the place as it is marked, and as tracing cuts it
NEWS, NEWS_WEIGHT = 2000, 0.5  # questions out of PolNeAR train, of 22,000, and what one counts beside one of our own
EPOCHS, RATE, HEAD_RATE, DECAY, WORDS, WARM, MASKED = 3, 1.2e-4, 5e-4, 0.9, 1600, 0.06, 0.05
AVERAGE = 0.995  # of the weights, over steps: an average is surer of less than the last step
LEAST = 0.3  # of the characters of a marked place and of a cut that are common to both, where the cut stands for it
LONGEST = 300  # words of a window that is learned from
UNKNOWN = -1  # the kind of a source that is only known to be named


@dataclass(frozen=True)
class Question:
    """A window with the words of its source (None: it names none) and their kind, an index into KINDS or UNKNOWN."""

    window: Window
    source: tuple[int, int] | None
    kind: int
    weight: float


# --- what is learned from ---------------------------------------------------------------------------------------------


def article_of(text, blank):
    """Every line of a text as a paragraph."""
    blocks, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(start, start + len(line), "paragraph"))
        start += len(line) + 1
    return Article(**{name: getattr(blank, name) for name in blank.__struct_fields__} | {"text": text, "blocks": tuple(blocks)})


def question(article, place, source, kind, weight):
    """The question as the model is asked it; None where its answer lies outside of the window."""
    window = window_of(article, *place)
    if window is None or len(window.words.starts) > LONGEST:
        return None
    if source is None:
        return Question(window, None, kind, weight)
    words = list(zip(window.words.starts, window.words.ends, strict=True))
    touched = [at for at, (low, high) in enumerate(words) if low < source[1] and source[0] < high]
    whole = bool(touched) and words[touched[0]][0] <= source[0] and source[1] <= words[touched[-1]][1]
    return Question(window, (touched[0], touched[-1]), kind, weight) if whole else None


def own_questions(blank, held_out, cut_only=False):
    """The questions of training/sources.jsonl by the writers that are held out, or by all others."""
    found, reader = [], Reader()
    for record in read_jsonl(HERE / "sources.jsonl"):
        if (record["id"][0] in HELD_OUT) == held_out:
            places = places_of(reader.read(Given(text=record["text"], name=record["id"])))
            article = article_of(record["text"], blank)
            for each in record["questions"]:
                found += asked_twice(article, places, each["place"], each["source"], each["kind"], cut_only)
    return found


def story_questions(held_out, cut_only=False):
    """The places of claims in stories whose sources are told."""
    found, reader = [], Reader()
    for story in [each for each in stories() if each["draw"] in DRAWS]:
        if (story["name"][:2] in HELD_OUT) == held_out and any("told" in each for each in told_of(story)):
            articles = {each["file"]: reader.read(given_of(each)) for each in story["articles"]}
            places = {file: places_of(reading) for file, reading in articles.items()}
            for each in told_of(story):
                article, file = articles[each["article"]].article, each["article"]
                start = start_of(each, article.text)
                place = (start, start + len(each["content"]))
                found += asked_twice(article, places[file], place, each["told"]["source"], each["told"]["kind"], cut_only)
    return found


def told_of(story):
    """The statements of a story whose sources are told."""
    return [each for claim in story["claims"] for each in claim["statements"] if "told" in each]


def given_of(article):
    return Given(name=article["file"], **{name: article[name] for name in ("url", "published", "outlet", "text")})


def places_of(reading):
    """The places of an article as tracing cuts them: first and last character."""
    nodes = [node.candidate.content for node in nodes_of(candidates(reading), 0)]
    return [(content[0].start, content[-1].end) for content in nodes]


def asked_twice(article, places, place, source, kind, cut_only):
    """The question about a place as it is marked, and about the cut that has most in common with it."""
    place, source = tuple(place), tuple(source) if source else None

    def common(cut):
        return 2 * max(0, min(cut[1], place[1]) - max(cut[0], place[0])) / (cut[1] - cut[0] + place[1] - place[0])

    best = max(places, key=common, default=place)
    cut = best if common(best) >= LEAST else None
    asked = list(dict.fromkeys(each for each in ((cut,) if cut_only else (place, cut)) if each))
    weight = 1.0 if len(asked) == 1 else CUT
    found = [question(article, each, source, KINDS.index(kind), weight) for each in asked]
    return [each for each in found if each]


def news_questions(path, blank, most, seed=1):
    """Contents and their sources, and plain sentences without one, each in its paragraph between the two beside it."""
    draw, found, asked = random.Random(seed), [], []
    for record in read_jsonl(path):
        paragraphs = [each for each in paragraphs_of(record) if len(each.words.texts) <= 200]
        for at, paragraph in enumerate(paragraphs):
            asked += [(paragraphs, at, link.content, link.source) for link in paragraph.links if link.content]
            if at % 2 == 0 and (plain := plain_sentence(paragraph)):
                asked.append((paragraphs, at, (plain,), None))
    draw.shuffle(asked)
    for paragraphs, at, content, source in asked:
        if len(found) == most:
            break
        low = max(0, at - 1)
        texts = [each.text for each in paragraphs[low : at + 2]]
        before, words = sum(len(each) + 1 for each in texts[: at - low]), paragraphs[at].words
        place, told = (
            (before + words.starts[pieces[0][0]], before + words.ends[pieces[-1][1]]) if pieces else None
            for pieces in (content, source[:1] if source else None)
        )
        found.append(question(article_of("\n".join(texts), blank), place, told, UNKNOWN if told else 0, NEWS_WEIGHT))
        if found[-1] is None:
            found.pop()
    return found


def plain_sentence(paragraph):
    """First and last word of the first longer sentence that no attribution touches."""
    text, words = paragraph.text, paragraph.words
    taken = {
        at for link in paragraph.links for low, high in [*link.source, *link.content, link.cue] for at in range(low, high + 1)
    }
    edges = [0, *(stop + 1 for stop in sentence_ends(text, 0, len(text))), len(text)]
    for low, high in pairwise(edges):
        inside = [at for at in range(len(words.starts)) if words.starts[at] < high and words.ends[at] > low]
        if len(inside) > 5 and taken.isdisjoint(inside):
            return inside[0], inside[-1]
    return None


# --- the network ------------------------------------------------------------------------------------------------------


class Finder(nn.Module):
    """The encoder with the place marked; scores of the first and last word of the source, and of KINDS."""

    def __init__(self, width=384):
        super().__init__()
        self.encoder, self.place = Encoder(), nn.Embedding(2, width)
        nn.init.normal_(self.place.weight, std=0.02)
        self.edges, self.kind = nn.Linear(width, 2), nn.Linear(2 * width, len(KINDS))

    def forward(self, batch):
        encoder, length = self.encoder, batch["ids"].shape[1]
        x = encoder.word(batch["ids"]) + encoder.position.weight[:length] + encoder.kind
        x = x + encoder.case(batch["cases"]) + encoder.quote(batch["quotes"]) + self.place(batch["asked"])
        x = encoder.drop(encoder.norm(x))
        for layer in encoder.layers:
            x = layer(x, batch["keys"])
        words = torch.gather(x, 1, batch["first"][:, :, None].expand(-1, -1, x.shape[2]))
        edges = self.edges(words).float().masked_fill(~batch["words"][:, :, None], -1e4)
        looked = edges.mean(-1).softmax(-1).to(words.dtype)
        pooled = (words * looked[:, :, None]).sum(1)
        return edges[:, :, 0], edges[:, :, 1], self.kind(torch.cat([x[:, 0], pooled], -1)).float()


def laid_out(pieces, window):
    """Pieces of a window, and for every piece whether it is of the place."""
    laid = pieces(window.words)
    ends = [*laid.first, len(laid.ids) - 1]
    low, high = ends[window.place[0]], ends[window.place[1] + 1]
    return laid, [int(low <= at < high) for at in range(len(laid.ids))]


def batch_of(laid, masked=0.0):
    """Padded tensors."""
    length, width = max(len(each.ids) for each, _ in laid), max(len(each.first) for each, _ in laid)

    def padded(rows, size):
        return torch.tensor([[*row] + [0] * (size - len(row)) for row in rows])

    batch = {
        "ids": padded([each.ids for each, _ in laid], length),
        "cases": padded([each.cases for each, _ in laid], length),
        "quotes": padded([each.quotes for each, _ in laid], length),
        "asked": padded([asked for _, asked in laid], length),
        "keys": padded([[1] * len(each.ids) for each, _ in laid], length).bool(),
        "first": padded([each.first for each, _ in laid], width),
        "words": padded([[1] * len(each.first) for each, _ in laid], width).bool(),
    }
    hidden = (torch.rand(batch["ids"].shape) < masked) & (batch["ids"] > 999)
    batch["ids"] = torch.where(hidden, torch.full_like(batch["ids"], 103), batch["ids"])
    return batch


def loss_of(found, questions):
    """Cross-entropy of first and last word and of the kind; of a source of unknown kind, that it is of any."""
    first, last, kinds = found
    edges = [torch.tensor([each.source[at] if each.source else -100 for each in questions]) for at in (0, 1)]
    kind = torch.tensor([each.kind for each in questions])
    weight = torch.tensor([each.weight for each in questions])
    chances = kinds.log_softmax(-1)
    named = torch.logsumexp(chances[:, KINDS.index("person") :], -1)
    known = chances.gather(1, kind.clamp(min=0)[:, None])[:, 0]
    told = -torch.where(kind >= 0, known, named)
    pointed = sum(F.cross_entropy(scores, at, reduction="none") for scores, at in zip((first, last), edges, strict=True))
    return ((told + pointed) * weight).mean()


def batches(questions, draw):
    """Questions of like length together, at most WORDS words with padding, in random order."""
    order = sorted(questions, key=lambda each: len(each.window.words.starts) + draw.uniform(-6, 6))
    found, current, longest = [], [], 0
    for each in order:
        size = len(each.window.words.starts)
        if current and max(longest, size) * (len(current) + 1) > WORDS:
            found.append(current)
            current, longest = [], 0
        current.append(each)
        longest = max(longest, size)
    found.append(current)
    draw.shuffle(found)
    return found


def trained(questions, pieces, start, seed=0):
    torch.manual_seed(seed)
    draw, model = random.Random(seed), Finder()
    model.encoder.load_state_dict(export.unpacked(start), strict=False)  # all but the head that finds cues
    model.encoder.word.weight.requires_grad_(False)
    groups = []
    for name, each in model.named_parameters():
        below = 5 - int(name.split(".")[2]) if name.startswith("encoder.layers.") else 6
        rate = RATE * DECAY**below if name.startswith("encoder.") else HEAD_RATE
        groups.append({"params": [each], "lr": rate, "top": rate, "weight_decay": 0.01 if each.dim() > 1 else 0.0})
    optimiser = torch.optim.AdamW(groups, betas=(0.9, 0.98))
    laid = {id(each): laid_out(pieces, each.window) for each in questions}
    mean = {name: each.detach().clone() for name, each in model.named_parameters() if each.requires_grad}
    steps, step = EPOCHS * len(batches(questions, random.Random(0))), 0
    for epoch in range(EPOCHS):
        model.train()
        began, total, plan = time.time(), 0.0, batches(questions, draw)
        for group in plan:
            share = min(1, (step + 1) / (WARM * steps)) * max(0.0, 1 - step / steps)
            for each in optimiser.param_groups:
                each["lr"] = each["top"] * share
            batch = batch_of([laid[id(each)] for each in group], MASKED if draw.random() < 0.5 else 0.0)
            with torch.autocast("cpu", torch.bfloat16):
                found = model(batch)
            loss = loss_of(found, group)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            step, total = step + 1, total + loss.item()
            with torch.no_grad():
                for name, each in model.named_parameters():
                    if name in mean:
                        mean[name].lerp_(each, 1 - min(AVERAGE, (1 + step) / (10 + step)))
        print(f"epoch {epoch + 1} loss {total / len(plan):.4f} seconds {time.time() - began:.0f}", flush=True)
    model.load_state_dict(mean, strict=False)
    return model.eval()


# --- the graph --------------------------------------------------------------------------------------------------------


def graph(weights, path, quantised=True, heads=12):
    """ids, cases, quotes, asked (pieces) and first (words) -> start and end (words), kinds (8): logits."""
    laid = export.Graph(weights, quantised)
    x = export.placed(laid)
    for table, name in (("encoder.case", "cases"), ("encoder.quote", "quotes"), ("place", "asked")):
        x = laid.node("Add", [x, laid.table(f"{table}.weight", name)])
    x = export.layers(laid, x, heads)
    words = laid.node("Gather", [x, "first"], axis=0)
    edges = laid.linear(words, ["edges"], keep=True)
    parts = laid.node("Split", [edges, laid.constant(np.array([1, 1], np.int64))], outputs=2, axis=-1)
    axis = laid.constant(np.array([1], np.int64))
    for name, each in zip(("start", "end"), parts, strict=True):
        laid.rename(laid.node("Squeeze", [each, axis]), name)
    looked = laid.node("Softmax", [laid.node("ReduceMean", [edges], axes=[1], keepdims=1)], axis=0)
    pooled = laid.node("ReduceSum", [laid.node("Mul", [words, looked]), laid.constant(np.array([0], np.int64))], keepdims=1)
    whole = laid.node("Gather", [x, laid.constant(np.array([0], np.int64))], axis=0)
    kinds = laid.linear(laid.node("Concat", [whole, pooled], axis=-1), ["kind"], keep=True)
    laid.rename(laid.node("Squeeze", [kinds, laid.constant(np.array([0], np.int64))]), "kinds")
    number, real = export.TensorProto.INT64, export.TensorProto.FLOAT
    pieces = [(name, number, ["n"]) for name in ("ids", "cases", "quotes", "asked")]
    answers = [("start", real, ["w"]), ("end", real, ["w"]), ("kinds", real, [len(KINDS)])]
    laid.save(path, [*pieces, ("first", number, ["w"])], answers)


def write(model):
    MODEL.mkdir(parents=True, exist_ok=True)
    graph(model.state_dict(), MODEL / "finder.onnx")
    (MODEL / "vocab.txt").write_text("\n".join(packaged().vocabulary) + "\n", encoding="utf-8")
    sums = [f"{released.checksum((MODEL / name).read_bytes())}  {name}\n" for name in sorted(FILES)]
    (MODEL / "SHA256SUMS").write_text("".join(sums), encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared", help="folder with data")
    parser.add_argument("--weights", type=Path, help="where the weights are kept in full precision")
    given = parser.parse_args()
    corpus = given.shared / "data" / "polnear"
    if not (corpus / "train.jsonl").exists():
        raise SystemExit(f"no corpus at {corpus}: give the folder that holds data/polnear with --shared")
    torch.set_num_threads(2)
    blank = article_only(Given(text="Blank.", name="blank")).article
    pieces = WordPieces(packaged().vocabulary).pieces
    questions = own_questions(blank, held_out=False) + story_questions(held_out=False)
    questions += news_questions(corpus / "train.jsonl", blank, NEWS)
    print(f"{len(questions)} questions", flush=True)
    model = trained(questions, pieces, START)
    if given.weights:
        torch.save(model.state_dict(), given.weights)
    write(model)
    print(json.dumps(scores(corpus, blank), indent=1))


# --- scores -----------------------------------------------------------------------------------------------------------


def scores(corpus, blank):
    """What the packaged model finds in the texts that it has not seen, and how sure its answers are."""
    from whence.tagger.finder import Finder as Packaged

    finder = Packaged(MODEL)
    return {
        "own": counted(finder, own_questions(blank, held_out=True, cut_only=True)),
        "stories": counted(finder, story_questions(held_out=True, cut_only=True)),
        "polnear dev": counted(finder, news_questions(corpus / "dev.jsonl", blank, 1000)),
    }


def counted(finder, questions, levels=(0.5, 0.7, 0.9)):
    """Of the questions with a source how many are answered with words of it, and of the answers how many are right."""
    answers = [(each, *finder.answer(each.window)) for each in questions]
    own = KINDS.index("own")
    told = [each for each in questions if each.source and each.kind != own]
    found = {"questions": len(questions), "with a source": len(told)}
    for level in levels:
        given = [(each, at) for each, kinds, at in answers if kinds[own + 1 :].sum() >= level]
        right = [each for each, at in given if each.source and at[0] <= each.source[1] and each.source[0] <= at[1]]
        mine = [each for each in right if each.kind == own]
        found[f"at {level}"] = {"right": len(right) - len(mine), "answers": len(given) - len(mine)}
        seen = [each for each, kinds, _ in answers if kinds[own] >= level]
        found[f"own at {level}"] = {"right": sum(each.kind == own for each in seen), "answers": len(seen)}
    return found


if __name__ == "__main__":
    main()
