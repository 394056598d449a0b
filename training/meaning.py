"""The encoder of places: all-MiniLM-L6-v2 (Wang et al. 2020), fine-tuned on pairs of places of one event.

A bi-encoder (Reimers and Gurevych 2019): the cosine of two places, stretched and shifted, is the log odds that they make one
claim.  Word embeddings stay frozen.  training/claims.py calls it, on folds and on everything.
"""

import random

import numpy as np
import torch
from torch.nn import functional as F

from model import Encoder

EVENTS, RATE, EPOCHS = 8, 1e-4, 4
SAME = 2.0  # weight of a pair that makes one claim, where 1 of 14 does
SCALE, BIAS = 12.0, -8.0  # where the log odds begin
KEPT = (
    0.8  # of the way from all-MiniLM-L6-v2 to what tuning makes of it (Wortsman et al. 2022): the stories, which others wrote
)
# than those of the events, lose by the last fifth, average precision 0.792 against 0.789


def base(tensors):
    """The encoder that is tuned, from the tensors of all-MiniLM-L6-v2."""
    encoder = Encoder()
    encoder.load_minilm(tensors)
    for part in (encoder.word, encoder.case, encoder.quote, encoder.cue):
        part.requires_grad_(False)
    return encoder


def embedded(encoder, laid):
    """Unit vectors of places, each as whence.tracing.match lays it out: the mean over its pieces, without the edges."""
    width = max(map(len, laid))
    ids, keys = torch.zeros(len(laid), width, dtype=torch.long), torch.zeros(len(laid), width, dtype=torch.bool)
    inner = torch.zeros(len(laid), width)
    for at, row in enumerate(laid):
        ids[at, : len(row)], keys[at, : len(row)], inner[at, 1 : len(row) - 1] = torch.tensor(row), True, 1.0
    nothing = torch.zeros_like(ids)
    with torch.autocast("cpu", torch.bfloat16, enabled=encoder.training):
        pieces, _ = encoder(ids, nothing, nothing, torch.arange(width)[None].expand(len(laid), -1), keys)
    return F.normalize((pieces.float() * inner[..., None]).sum(1) / inner.sum(1, keepdim=True), dim=-1)


def tuned(encoder, laid, events):
    """Trains the encoder on `events`, lists of (place, place, same) over the places in `laid`."""
    scale, bias = (torch.nn.Parameter(torch.tensor(each)) for each in (SCALE, BIAS))
    mine = [each for each in encoder.parameters() if each.requires_grad]
    groups = [{"params": mine, "lr": RATE}, {"params": [scale, bias], "lr": 2e-2}]
    before = {name: value.clone() for name, value in encoder.state_dict().items()}
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = EPOCHS * -(-len(events) // EVENTS)
    plan = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda at: min(1, (at + 1) / (0.1 * steps)) * (1 - at / steps))
    draw = random.Random(0)
    encoder.train()
    for epoch in range(EPOCHS):
        order, total = draw.sample(events, len(events)), 0.0
        for start in range(0, len(order), EVENTS):
            loss = _loss(encoder, laid, [pair for each in order[start : start + EVENTS] for pair in each], scale, bias)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            plan.step()
            total += loss.item()
        loss = total * EVENTS / len(order)
        print(f"epoch {epoch + 1} loss {loss:.4f} scale {scale.item():.2f} bias {bias.item():.2f}", flush=True)
    after = encoder.state_dict()
    encoder.load_state_dict({name: value + KEPT * (after[name] - value) for name, value in before.items()})
    return encoder.eval()


def _loss(encoder, laid, pairs, scale, bias):
    used = sorted({place for pair in pairs for place in pair[:2]})
    at = {place: number for number, place in enumerate(used)}
    found = embedded(encoder, [laid[place] for place in used])
    one, other, same = zip(*pairs, strict=True)
    cosine = (found[[at[each] for each in one]] * found[[at[each] for each in other]]).sum(1)
    same = torch.tensor(same, dtype=torch.float32)
    return F.binary_cross_entropy_with_logits(scale * cosine + bias, same, weight=1 + (SAME - 1) * same)


def vectors(encoder, laid):
    """Unit vectors of all places, shape (places, width)."""
    order = sorted(range(len(laid)), key=lambda at: (len(laid[at]), laid[at]))
    found = np.zeros((len(laid), encoder.kind.shape[0]), np.float32)
    with torch.no_grad():
        for start in range(0, len(order), 64):
            rows = order[start : start + 64]
            found[rows] = embedded(encoder, [laid[at] for at in rows]).numpy()
    return found
