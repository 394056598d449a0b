"""Trained weights -> the packaged graphs: python training/export.py RUN/weights.pt FOLDER [--float]

Writes encoder.onnx and reader.onnx.  The graphs are laid out by hand from a few fused operators of onnxruntime, because an
exported trace has ten times the nodes, and a passage of 60 words is so short that the nodes' own cost counts.
Matrices are int8 with one scale per column, activations are scaled when they are used, one scale per call: a call holds one
passage, so nothing that is read beside it can change it.  The word table is int8 with one scale per row.
"""

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

CONTRIB = "com.microsoft"
EPSILON = 1e-12


class Graph:
    """Nodes and constants under construction."""

    def __init__(self, weights, quantised):
        self.weights = {name: value.float().numpy() for name, value in weights.items()}
        self.quantised, self.nodes, self.constants, self.count = quantised, [], [], 0

    def constant(self, value, name=None):
        self.count += 1
        name = name or f"c{self.count}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, kind, inputs, outputs=1, domain="", **attributes):
        self.count += 1
        names = [f"t{self.count}_{n}" for n in range(outputs)]
        self.nodes.append(helper.make_node(kind, inputs, names, domain=domain, **attributes))
        return names[0] if outputs == 1 else names

    def rename(self, last, name):
        self.nodes.append(helper.make_node("Identity", [last], [name]))

    def linear(self, x, names, keep=False):
        """x @ W + b, for one linear layer or several side by side; `keep` leaves a small one in float."""
        matrix = np.concatenate([self.weights[f"{name}.weight"].T for name in names], axis=1)
        bias = np.concatenate([self.weights[f"{name}.bias"] for name in names])
        if keep or not self.quantised:
            return self.node("Add", [self.node("MatMul", [x, self.constant(matrix)]), self.constant(bias)])
        scale = np.maximum(np.abs(matrix).max(axis=0), 1e-8).astype(np.float32) / 127
        table = (np.clip(np.rint(matrix / scale), -127, 127) + 128).astype(np.uint8)
        inputs = [x, self.constant(table), self.constant(scale), self.constant(np.full(scale.shape, 128, np.uint8))]
        return self.node("DynamicQuantizeMatMul", [*inputs, self.constant(bias)], domain=CONTRIB)

    def norm(self, x, name, plus=None):
        scale, shift = (self.constant(self.weights[f"{name}.{part}"]) for part in ("weight", "bias"))
        if plus is not None:  # apart: with the fused operator the encoder is 16 % slower
            x = self.node("Add", [x, plus])
        return self.node("LayerNormalization", [x, scale, shift], axis=-1, epsilon=EPSILON)

    def layer(self, x, name, heads, width):
        """One post-norm transformer layer over x of shape (batch, length, width)."""
        mixed = self.linear(x, [f"{name}.{part}" for part in ("query", "key", "value")])
        sizes = self.constant(np.array([width] * 3, np.int64))
        query, key, value = self.node("Split", [mixed, sizes], outputs=3, axis=-1)
        mixed = self.node("MultiHeadAttention", [query, key, value], domain=CONTRIB, num_heads=heads)
        x = self.norm(self.linear(mixed, [f"{name}.output"]), f"{name}.attention_norm", plus=x)
        wide = self.node("Gelu", [self.linear(x, [f"{name}.up"])], domain=CONTRIB)
        return self.norm(self.linear(wide, [f"{name}.down"]), f"{name}.norm", plus=x)

    def table(self, name, ids):
        """Rows of an embedding table."""
        table = self.weights[name]
        if not self.quantised or table.shape[0] < 1000:
            return self.node("Gather", [self.constant(table), ids], axis=0)
        scale = np.maximum(np.abs(table).max(axis=1, keepdims=True), 1e-8).astype(np.float32) / 127
        rows = self.node("Gather", [self.constant(np.rint(table / scale).astype(np.int8)), ids], axis=0)
        scales = self.node("Gather", [self.constant(scale), ids], axis=0)
        return self.node("Mul", [self.node("Cast", [rows], to=TensorProto.FLOAT), scales])

    def save(self, path, inputs, outputs):
        graph = helper.make_graph(
            self.nodes,
            path.stem,
            [helper.make_tensor_value_info(*each) for each in inputs],
            [helper.make_tensor_value_info(*each) for each in outputs],
            self.constants,
        )
        opsets = [helper.make_opsetid("", 17), helper.make_opsetid(CONTRIB, 1)]
        model = helper.make_model(graph, opset_imports=opsets, ir_version=8, producer_name="whence")
        path.write_bytes(model.SerializeToString(deterministic=True))


def encoder(weights, path, quantised, heads=12):
    """ids, cases, quotes (pieces) and first (words) -> words (words, width), cue (words, 3)."""
    graph = Graph(weights, quantised)
    width = graph.weights["encoder.kind"].shape[0]
    x = placed(graph)
    for name in ("case", "quote"):
        x = graph.node("Add", [x, graph.table(f"encoder.{name}.weight", f"{name}s")])
    words = graph.node("Gather", [layers(graph, x, heads), "first"], axis=0)
    graph.rename(words, "words")
    graph.rename(graph.linear(words, ["encoder.cue"], keep=True), "cue")
    whole = TensorProto.INT64
    graph.save(
        path,
        [("ids", whole, ["n"]), ("cases", whole, ["n"]), ("quotes", whole, ["n"]), ("first", whole, ["w"])],
        [("words", TensorProto.FLOAT, ["w", width]), ("cue", TensorProto.FLOAT, ["w", 3])],
    )


def placed(graph):
    """The pieces' vectors with their positions."""
    position = graph.weights["encoder.position.weight"] + graph.weights["encoder.kind"]
    length = graph.node("Shape", ["ids"])
    place = graph.node("Slice", [graph.constant(position), graph.constant(np.array([0], np.int64)), length])
    return graph.node("Add", [graph.table("encoder.word.weight", "ids"), place])


def layers(graph, x, heads):
    """All layers of the encoder over x of shape (pieces, width)."""
    width = graph.weights["encoder.kind"].shape[0]
    depth = 1 + max(int(name.split(".")[2]) for name in graph.weights if name.startswith("encoder.layers."))
    axis = graph.constant(np.array([0], np.int64))
    x = graph.norm(graph.node("Unsqueeze", [x, axis]), "encoder.norm")
    for number in range(depth):
        x = graph.layer(x, f"encoder.layers.{number}", heads, width)
    return graph.node("Squeeze", [x, axis])


def sentences(weights, path, quantised=True, heads=12):
    """ids and marked (pieces of one place and the words around it) -> pieces (pieces, width)."""
    graph = Graph(weights, quantised)
    width = graph.weights["encoder.kind"].shape[0]
    x = graph.node("Add", [placed(graph), graph.table("mark.weight", "marked")])
    graph.rename(layers(graph, x, heads), "pieces")
    inputs = [(name, TensorProto.INT64, ["n"]) for name in ("ids", "marked")]
    graph.save(path, inputs, [("pieces", TensorProto.FLOAT, ["n", width])])


def reader(weights, path, quantised, heads=4):
    """words (words, width), first and last word of every cue, places (cues, words) -> tags (cues, words, 5)."""
    graph = Graph(weights, quantised)
    encoder_width = graph.weights["reader.narrow.weight"].shape[1]
    width = graph.weights["reader.narrow.weight"].shape[0]
    depth = 1 + max(int(name.split(".")[2]) for name in weights if name.startswith("reader.layers."))
    ends = [graph.node("Gather", ["words", each], axis=0) for each in ("first", "last")]
    cue = graph.linear(graph.node("Concat", ends, axis=-1), ["reader.ends"])
    cue = graph.node("Unsqueeze", [cue, graph.constant(np.array([1], np.int64))])
    x = graph.node("Add", [graph.table("reader.distance.weight", "places"), cue])
    x = graph.norm(graph.node("Add", [x, graph.linear("words", ["reader.narrow"])]), "reader.norm")
    for number in range(depth):
        x = graph.layer(x, f"reader.layers.{number}", heads, width)
    graph.rename(graph.linear(x, ["reader.tags"], keep=True), "tags")
    whole = TensorProto.INT64
    graph.save(
        path,
        [
            ("words", TensorProto.FLOAT, ["w", encoder_width]),
            ("first", whole, ["c"]),
            ("last", whole, ["c"]),
            ("places", whole, ["c", "w"]),
        ],
        [("tags", TensorProto.FLOAT, ["c", "w", 5])],
    )


def unpacked(path):
    """The weights of a packaged encoder by their names, as near as its bytes tell: where the next model starts from.

    The kind of segment is in the positions already.
    """
    graph = onnx.load(path).graph
    values = {each.name: numpy_helper.to_array(each) for each in graph.initializer}
    of = {kind: [node.input for node in graph.node if node.op_type == kind] for kind in {node.op_type for node in graph.node}}
    rows = [values[each[0]] for each in of["Gather"] if each[0] in values]
    words, scales = (next(each for each in rows if each.dtype == kind and len(each) > 1000) for kind in (np.int8, np.float32))
    position = values[of["Slice"][0][0]]
    found = {"word.weight": words * scales, "position.weight": position, "kind": np.zeros_like(position[0])}
    small = [each for each in rows if len(each) < 1000]
    found |= {f"{name}.weight": table for name, table in zip(("case", "quote"), small, strict=True)}
    depth = range(len(of["MultiHeadAttention"]))
    norms = ["norm", *(f"layers.{at}.{name}" for at in depth for name in ("attention_norm", "norm"))]
    for name, (_, scale, shift) in zip(norms, of["LayerNormalization"], strict=True):
        found |= {f"{name}.weight": values[scale], f"{name}.bias": values[shift]}
    parts = (("query", "key", "value"), ("output",), ("up",), ("down",))
    names = [tuple(f"layers.{at}.{part}" for part in each) for at in depth for each in parts]
    for side, (_, table, scale, zero, bias) in zip(names, of["DynamicQuantizeMatMul"], strict=True):
        matrix = (values[table].astype(np.float32) - values[zero]) * values[scale]
        for name, weight, shift in zip(side, np.split(matrix.T, len(side)), np.split(values[bias], len(side)), strict=True):
            found |= {f"{name}.weight": weight, f"{name}.bias": shift}
    return {name: torch.from_numpy(np.array(value, np.float32)) for name, value in found.items()}


def labels(weights):
    """What stands beside the weights: labels and the chain's table of moves; calibrate.py sets the last two."""
    moves = weights["chain.moves"] + weights["chain.legal"]
    return {
        "format": 1,
        "cue_tags": ["O", "B", "I"],
        "tags": ["O", "B-source", "I-source", "B-content", "I-content"],
        "moves": [[round(float(value), 4) for value in row] for row in moves],
        "cue_threshold": 0.25,
        "least_confidence": 0.0,
        "calibration": {"bias": 0.0, "cue": 1.0, "path": 0.0, "sourceless": 0.0},
    }


def write_checksums(folder):
    names = sorted(path.name for path in folder.iterdir() if path.suffix in (".onnx", ".txt", ".json"))
    lines = [f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in names]
    (folder / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


def export(weights, folder, vocabulary, quantised=True):
    folder.mkdir(parents=True, exist_ok=True)
    encoder(weights, folder / "encoder.onnx", quantised)
    reader(weights, folder / "reader.onnx", quantised)
    text = json.dumps(labels(weights), indent=1)
    (folder / "labels.json").write_text(text + "\n", encoding="utf-8")
    (folder / "vocab.txt").write_bytes(vocabulary.read_bytes())
    write_checksums(folder)


def main():
    from train import base_folder

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--float", action="store_true", help="no quantisation, to measure what it costs")
    given = parser.parse_args()
    weights = torch.load(given.weights, map_location="cpu", weights_only=True)["model"]
    export(weights, given.folder, base_folder() / "vocab.txt", not given.float)
    for path in sorted(given.folder.iterdir()):
        print(path.name, path.stat().st_size)
    onnx.checker.check_model(str(given.folder / "encoder.onnx"), full_check=False)


if __name__ == "__main__":
    main()
