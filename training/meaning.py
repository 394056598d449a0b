"""The encoder of places: all-MiniLM-L6-v2 (Wang et al. 2020), fine-tuned in two rounds on pairs of places of one event.

A bi-encoder (Reimers and Gurevych 2019): the cosine of two places, stretched and shifted, is the log odds that they make one
claim.  First it learns from clauses of events, each read alone; then from places of stories, each read in its sentence, behind
the one before and the title, with its own words marked, as a predicate is (He et al. 2017).  Word embeddings stay frozen.
training/claims.py calls it, on folds and on everything.
"""

import copy
import random

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from model import Encoder

EVENTS, RATE, EPOCHS = 8, 1e-4, 4
SAME = 2.0  # weight of a pair that makes one claim, where 1 of 14 does
SCALE, BIAS = 12.0, -8.0  # where the log odds begin
# Of the way from all-MiniLM-L6-v2 to what the events make of it (Wortsman et al. 2022): the stories, which others wrote than
# those of the events, lose by the last fifth, average precision 0.792 against 0.789.
KEPT = 0.8
# The second round: stories in a step, and the weight of a pair that speaks of one claim, where 1 of 26 does.
STORIES, STORY_RATE, STORY_EPOCHS, ABOUT, CHUNK = 3, 7e-5, 3, 4.0, 48


class Meaning(nn.Module):
    """The encoder, and what is added to the pieces of the place itself."""

    def __init__(self, tensors):
        super().__init__()
        self.encoder, self.mark = Encoder(), nn.Embedding(2, 384)
        self.encoder.load_minilm(tensors)
        for part in (self.encoder.word, self.encoder.case, self.encoder.quote, self.encoder.cue):
            part.requires_grad_(False)
        nn.init.zeros_(self.mark.weight)

    def forward(self, laid):
        """Unit vectors of places, each as whence.tracing.match lays it out: the mean over its own pieces."""
        width, encoder = max(len(ids) for ids, _, _ in laid), self.encoder
        ids, keys = torch.zeros(len(laid), width, dtype=torch.long), torch.zeros(len(laid), width, dtype=torch.bool)
        inner = torch.zeros(len(laid), width)
        for at, (row, first, last) in enumerate(laid):
            ids[at, : len(row)], keys[at, : len(row)], inner[at, first:last] = torch.tensor(row), True, 1.0
        with torch.autocast("cpu", torch.bfloat16, enabled=self.training):
            x = encoder.word(ids) + encoder.position.weight[:width] + encoder.kind + self.mark(inner.long())
            x = encoder.drop(encoder.norm(x))
            for layer in encoder.layers:
                x = layer(x, keys)
        return F.normalize((x.float() * inner[..., None]).sum(1) / inner.sum(1, keepdim=True), dim=-1)


class Odds(nn.Module):
    """The log odds of a cosine."""

    def __init__(self):
        super().__init__()
        self.scale, self.bias = (nn.Parameter(torch.tensor(each)) for each in (SCALE, BIAS))

    def forward(self, found, pairs):
        one, other = (torch.tensor([pair[side] for pair in pairs]) for side in (0, 1))
        return self.scale * (found[one] * found[other]).sum(1) + self.bias


def tuned(model, laid, events):
    """The first round: `events` are lists of (place, place, same) over the places in `laid`."""
    before = {name: value.clone() for name, value in model.state_dict().items()}

    def loss(odds, group):
        pairs = [pair for each in group for pair in each]
        used = sorted({place for pair in pairs for place in pair[:2]})
        at = {place: number for number, place in enumerate(used)}
        same = torch.tensor([float(pair[2]) for pair in pairs])
        told = odds(model([laid[place] for place in used]), [(at[one], at[other]) for one, other, _ in pairs])
        return F.binary_cross_entropy_with_logits(told, same, weight=1 + (SAME - 1) * same)

    _trained(model, events, loss, EVENTS, EPOCHS, RATE)
    after = model.state_dict()
    model.load_state_dict({name: value + KEPT * (after[name] - value) for name, value in before.items()})
    return model.eval()


def told(model, stories):
    """The second round, on a copy: `stories` are (places as laid out, [(place, place, same, about one claim)])."""
    model = copy.deepcopy(model)

    def loss(odds, group):
        laid, pairs = [], []
        for places, asked in group:
            pairs += [(one + len(laid), other + len(laid), same, about) for one, other, same, about in asked]
            laid += places
        same, about = (torch.tensor([float(pair[at]) for pair in pairs]) for at in (2, 3))
        weight = 1 + (ABOUT - 1) * about
        found = F.binary_cross_entropy_with_logits(odds(_in_chunks(model, laid), pairs), same, reduction="none")
        return 3 * (found * weight).sum() / weight.sum()

    _trained(model, [each for each in stories if any(pair[2] for pair in each[1])], loss, STORIES, STORY_EPOCHS, STORY_RATE)
    return model.eval()


def _trained(model, material, loss_of, size, epochs, rate):
    odds = Odds()
    mine = [each for name, each in model.named_parameters() if each.requires_grad and name != "mark.weight"]
    groups = [
        {"params": mine, "lr": rate},
        {"params": [model.mark.weight], "lr": 1e-3},
        {"params": odds.parameters(), "lr": 2e-2},
    ]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = epochs * -(-len(material) // size)
    plan = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda at: min(1, (at + 1) / (0.1 * steps)) * (1 - at / steps))
    draw = random.Random(0)
    model.train()
    for epoch in range(epochs):
        order, total = draw.sample(material, len(material)), 0.0
        for start in range(0, len(order), size):
            loss = loss_of(odds, order[start : start + size])
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            plan.step()
            total += loss.item()
        said = f"scale {odds.scale.item():.2f} bias {odds.bias.item():.2f}"
        print(f"epoch {epoch + 1} loss {total * size / len(order):.4f} {said}", flush=True)


def _in_chunks(model, laid):
    """Vectors of places in their order, places of like length read together."""
    order = sorted(range(len(laid)), key=lambda at: len(laid[at][0]))
    found = torch.cat([model([laid[at] for at in order[low : low + CHUNK]]) for low in range(0, len(order), CHUNK)])
    back = torch.empty(len(order), dtype=torch.long)
    back[torch.tensor(order)] = torch.arange(len(order))
    return found[back]


def vectors(model, laid):
    """Unit vectors of all places, shape (places, width)."""
    with torch.no_grad():
        return _in_chunks(model, laid).numpy()
