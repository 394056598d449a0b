"""The network: one encoder pass over a paragraph, a tag head for cues, and a reader that is shown one cue at a time.

Encoder: MiniLM (Wang et al. 2020), word embeddings frozen, plus learned embeddings of letter case and of the place in a
quotation.  Cue head: O, B, I for every word.  Reader: two narrow transformer layers over the words of the paragraph, each
told which words are the cue (as in predicate-conditioned semantic role labelling, He et al. 2017), and a linear-chain CRF
(Lafferty et al. 2001) over source and content tags, so that spans come out whole.
"""

import math

import torch
from torch import nn
from torch.nn import functional as F

from whence.tagger.tokens import CASES, QUOTES

TAG_COUNT, CUE_TAGS = 5, 3
DISTANCES = (-32, -16, -8, -4, -2, -1, 0, 1, 2, 4, 8, 16, 32)  # words from the cue, log-spaced


class Dropout(nn.Module):
    """Dropout of whole features over a sequence (Gal and Ghahramani 2016): one draw per row, 20 % faster a step on a CPU."""

    def __init__(self, share):
        super().__init__()
        self.share = share

    def forward(self, x):
        if not self.training or not self.share:
            return x
        keep = torch.rand(x.shape[0], 1, x.shape[2], device=x.device) >= self.share
        return x * (keep.to(x.dtype) / (1 - self.share))


class Layer(nn.Module):
    """A post-norm transformer layer, as in BERT; `keys` is true where a key may be looked at."""

    def __init__(self, width, heads, inner, dropout):
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value = (nn.Linear(width, width) for _ in range(3))
        self.output, self.attention_norm = nn.Linear(width, width), nn.LayerNorm(width, eps=1e-12)
        self.up, self.down, self.norm = nn.Linear(width, inner), nn.Linear(inner, width), nn.LayerNorm(width, eps=1e-12)
        self.drop = Dropout(dropout)

    def forward(self, x, keys):
        batch, length, width = x.shape

        def split(y):
            return y.view(batch, length, self.heads, width // self.heads).transpose(1, 2)

        # Written out: on a CPU the fused kernel's backward pass takes 41 % of a step.
        likeness = split(self.query(x)) @ split(self.key(x)).transpose(2, 3) / math.sqrt(width // self.heads)
        if keys is not None:
            likeness = likeness.masked_fill(~keys[:, None, None, :], -1e4)
        mixed = likeness.softmax(-1).to(x.dtype if not torch.is_autocast_enabled(x.device.type) else torch.bfloat16) @ split(
            self.value(x)
        )
        x = self.attention_norm(x + self.drop(self.output(mixed.transpose(1, 2).reshape(batch, length, width))))
        return self.norm(x + self.drop(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Pieces -> vectors of words (the vector of a word's first piece) and cue scores."""

    def __init__(self, vocabulary=30522, width=384, layers=6, heads=12, inner=1536, positions=512, dropout=0.1):
        super().__init__()
        self.word = nn.Embedding(vocabulary, width)
        self.position = nn.Embedding(positions, width)
        self.kind = nn.Parameter(torch.zeros(width))
        self.case = nn.Embedding(len(CASES), width)
        self.quote = nn.Embedding(len(QUOTES), width)
        nn.init.zeros_(self.case.weight)
        nn.init.zeros_(self.quote.weight)
        self.norm, self.drop = nn.LayerNorm(width, eps=1e-12), Dropout(dropout)
        self.layers = nn.ModuleList(Layer(width, heads, inner, dropout) for _ in range(layers))
        self.cue = nn.Linear(width, CUE_TAGS)

    def forward(self, ids, cases, quotes, first, keys=None):
        x = self.word(ids) + self.position.weight[: ids.shape[1]] + self.kind + self.case(cases) + self.quote(quotes)
        x = self.drop(self.norm(x))
        for layer in self.layers:
            x = layer(x, keys)
        words = torch.gather(x, 1, first[:, :, None].expand(-1, -1, x.shape[2]))
        return words, self.cue(self.drop(words))

    def load_minilm(self, tensors):
        """Take over the weights of all-MiniLM-L6-v2 (names as in BertModel)."""

        def put(module, name):
            module.weight.data.copy_(tensors[f"{name}.weight"])
            if getattr(module, "bias", None) is not None:
                module.bias.data.copy_(tensors[f"{name}.bias"])

        put(self.word, "embeddings.word_embeddings")
        put(self.position, "embeddings.position_embeddings")
        self.kind.data.copy_(tensors["embeddings.token_type_embeddings.weight"][0])
        put(self.norm, "embeddings.LayerNorm")
        for number, layer in enumerate(self.layers):
            base = f"encoder.layer.{number}."
            for module, name in (
                (layer.query, "attention.self.query"),
                (layer.key, "attention.self.key"),
                (layer.value, "attention.self.value"),
                (layer.output, "attention.output.dense"),
                (layer.attention_norm, "attention.output.LayerNorm"),
                (layer.up, "intermediate.dense"),
                (layer.down, "output.dense"),
                (layer.norm, "output.LayerNorm"),
            ):
                put(module, base + name)


class Reader(nn.Module):
    """Words of a paragraph and one cue -> tag scores of every word."""

    def __init__(self, encoder_width=384, width=256, layers=2, heads=4, dropout=0.1):
        super().__init__()
        self.narrow = nn.Linear(encoder_width, width)
        self.ends = nn.Linear(2 * encoder_width, width)
        self.distance = nn.Embedding(len(DISTANCES) + 2, width)
        self.norm, self.drop = nn.LayerNorm(width, eps=1e-12), Dropout(dropout)
        self.layers = nn.ModuleList(Layer(width, heads, 2 * width, dropout) for _ in range(layers))
        self.tags = nn.Linear(width, TAG_COUNT)
        self.register_buffer("edges", torch.tensor(DISTANCES))

    def places(self, length, first, last):
        """Bucket of every word's distance to the cue: 0 inside it, else by log-spaced distance, left and right apart."""
        at = torch.arange(length)[None, :]
        away = (at - first[:, None]).clamp(max=0) + (at - last[:, None]).clamp(min=0)
        bucket = (away[:, :, None] >= self.edges).sum(-1)
        inside = (at >= first[:, None]) & (at <= last[:, None])
        return torch.where(inside, torch.zeros_like(bucket), bucket + 1)

    def forward(self, words, first, last, keys=None):
        rows = torch.arange(words.shape[0])
        cue = self.ends(torch.cat([words[rows, first], words[rows, last]], -1))
        x = self.narrow(words) + cue[:, None] + self.distance(self.places(words.shape[1], first, last))
        x = self.drop(self.norm(x))
        for layer in self.layers:
            x = layer(x, keys)
        return self.tags(x)


def allowed():
    """Transitions of BIO tags: I follows only its own B or I; the last row is the start."""
    table = torch.zeros(TAG_COUNT + 1, TAG_COUNT)
    for inside, opening in ((2, 1), (4, 3)):
        table[:, inside] = -10_000.0
        table[opening, inside] = table[inside, inside] = 0.0
    return table


class Chain(nn.Module):
    """Linear-chain CRF over the tags of one cue."""

    def __init__(self):
        super().__init__()
        self.moves = nn.Parameter(torch.zeros(TAG_COUNT + 1, TAG_COUNT))
        self.register_buffer("legal", allowed())

    def table(self):
        return self.moves + self.legal

    def loss(self, scores, tags, mask):
        """Negative log likelihood of every row; mask is true for real words, which come first."""
        table, scores = self.table(), scores.float()
        into = torch.cat([torch.full_like(tags[:, :1], TAG_COUNT), tags[:, :-1]], 1)
        path = ((scores.gather(2, tags[:, :, None])[:, :, 0] + table[into, tags]) * mask).sum(1)
        total = scores[:, 0] + table[TAG_COUNT]
        for at in range(1, scores.shape[1]):
            step = torch.logsumexp(total[:, :, None] + table[None, :TAG_COUNT], 1) + scores[:, at]
            total = torch.where(mask[:, at, None], step, total)
        return torch.logsumexp(total, 1) - path


class Tagger(nn.Module):
    def __init__(self, **shape):
        super().__init__()
        self.encoder, self.reader, self.chain = Encoder(**shape), Reader(shape.get("width", 384)), Chain()


def parameters_by_rate(model, base, heads, decay):
    """Optimiser groups: heads at their own rate, encoder layers slower towards the bottom; word embeddings stay frozen."""
    model.encoder.word.weight.requires_grad_(False)
    groups, depth = [], len(model.encoder.layers)
    for name, parameter in model.named_parameters():
        if not parameter.requires_grad:
            continue
        if name.startswith("encoder.layers."):
            rate = base * decay ** (depth - 1 - int(name.split(".")[2]))
        elif name.startswith(("encoder.position", "encoder.kind", "encoder.norm")):
            rate = base * decay**depth
        else:
            rate = heads
        groups.append({"params": [parameter], "lr": rate, "top": rate, "weight_decay": 0.01 if parameter.dim() > 1 else 0.0})
    return groups


def schedule(step, steps, warm=0.06):
    """Linear warm-up, cosine to zero."""
    at = step / steps
    return at / warm if at < warm else 0.5 * (1 + math.cos(math.pi * (at - warm) / (1 - warm)))
