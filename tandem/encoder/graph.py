"""Write a BERT sentence encoder (mean pooling) as an ONNX graph.

Follows Devlin et al. 2019 (BERT) and Reimers and Gurevych 2019 (Sentence-BERT); the layer names
are those of the published `sentence-transformers/all-MiniLM-L6-v2` weights.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from tandem.encoder.encoder import LAYERS, VECTOR

OPSET = 17
LOWER = 3  # layers below the last one whose means are given besides; they gain 0.6 points on CLINC150
EPSILON = 1e-12


class GraphWriter:
    """Collects nodes and weights; each method adds one operation and returns its output's name."""

    def __init__(self, weights: Mapping[str, np.ndarray]) -> None:
        self._weights = weights
        self._used: dict[str, np.ndarray] = {}
        self._nodes: list[onnx.NodeProto] = []

    def op(self, kind: str, *inputs: str, **attributes: Any) -> str:
        name = f"{kind}_{len(self._nodes)}"
        self._nodes.append(helper.make_node(kind, list(inputs), [name], name=name, **attributes))
        return name

    def constant(self, value: object, kind: type = np.float32) -> str:
        array: np.ndarray = np.array(value, dtype=kind)
        name = f"constant_{array.dtype}_{array.ravel().tolist()}_{array.shape}"
        self._used[name] = array
        return name

    def weight(self, name: str, *, transpose: bool = False) -> str:
        array = self._weights[name].astype(np.float32)
        self._used[name] = np.ascontiguousarray(array.T) if transpose else array
        return name

    def linear(self, x: str, layer: str) -> str:
        product = self.op("MatMul", x, self.weight(f"{layer}.weight", transpose=True))
        return self.op("Add", product, self.weight(f"{layer}.bias"))

    def normalise(self, x: str, layer: str) -> str:
        scale, bias = self.weight(f"{layer}.weight"), self.weight(f"{layer}.bias")
        return self.op("LayerNormalization", x, scale, bias, axis=-1, epsilon=EPSILON)

    def model(self, outputs: Mapping[str, tuple[str, int]]) -> onnx.ModelProto:
        """The model that gives `outputs`: by name, the operation's output and its size."""

        def port(name: str, kind: int, shape: list[str | int | None]) -> onnx.ValueInfoProto:
            return helper.make_tensor_value_info(name, kind, shape)

        graph = helper.make_graph(
            [*self._nodes, *(helper.make_node("Identity", [made], [name]) for name, (made, _) in outputs.items())],
            "sentence_encoder",
            [port(n, TensorProto.INT64, ["batch", "tokens"]) for n in ("input_ids", "attention_mask")],
            [port(name, TensorProto.FLOAT, ["batch", size]) for name, (_, size) in outputs.items()],
            [numpy_helper.from_array(array, name) for name, array in self._used.items()],
        )
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)])
        model.ir_version = 8
        onnx.checker.check_model(model)
        return model


def sentence_encoder(weights: Mapping[str, np.ndarray], *, layers: int, heads: int) -> onnx.ModelProto:
    """The ONNX model of a BERT encoder with `layers` layers of `heads` attention heads.

    It gives `sentence_embedding`, the mean of the last layer's tokens at length 1, and `lower_layers`, the means of the
    LOWER layers below, the uppermost first.
    """
    graph = GraphWriter(weights)
    size = weights["embeddings.word_embeddings.weight"].shape[1]
    mask = graph.op("Cast", "attention_mask", to=TensorProto.FLOAT)
    blocked = graph.op("Mul", graph.op("Sub", graph.constant(1.0), mask), graph.constant(-1e4))
    blocked = graph.op("Unsqueeze", blocked, graph.constant([1, 2], np.int64))
    states = [_embeddings(graph)]
    for number in range(layers):
        states.append(_layer(graph, states[-1], blocked, f"encoder.layer.{number}", heads, size // heads))
    *lower, last = (_mean(graph, state, mask) for state in states[-LOWER - 1 :])
    vector = graph.op("LpNormalization", last, axis=-1, p=2)
    beside = graph.op("Concat", *reversed(lower), axis=-1)
    return graph.model({VECTOR: (vector, size), LAYERS: (beside, size * len(lower))})


def _embeddings(graph: GraphWriter) -> str:
    words = graph.op("Gather", graph.weight("embeddings.word_embeddings.weight"), "input_ids")
    length = graph.op("Gather", graph.op("Shape", "input_ids"), graph.constant([1], np.int64))
    positions = graph.op(
        "Slice", graph.weight("embeddings.position_embeddings.weight"), graph.constant([0], np.int64), length
    )
    kinds = graph.weight("embeddings.token_type_embeddings.weight")
    first_kind = graph.op("Gather", kinds, graph.constant(0, np.int64))
    total = graph.op("Add", graph.op("Add", words, positions), first_kind)
    return graph.normalise(total, "embeddings.LayerNorm")


def _layer(graph: GraphWriter, x: str, blocked: str, name: str, heads: int, width: int) -> str:
    attended = _attention(graph, x, blocked, f"{name}.attention.self", heads, width)
    attended = graph.linear(attended, f"{name}.attention.output.dense")
    x = graph.normalise(graph.op("Add", attended, x), f"{name}.attention.output.LayerNorm")
    inner = _gelu(graph, graph.linear(x, f"{name}.intermediate.dense"))
    outer = graph.linear(inner, f"{name}.output.dense")
    return graph.normalise(graph.op("Add", outer, x), f"{name}.output.LayerNorm")


def _attention(graph: GraphWriter, x: str, blocked: str, name: str, heads: int, width: int) -> str:
    def split(part: str, order: list[int]) -> str:
        shape = graph.constant([0, 0, heads, width], np.int64)
        return graph.op("Transpose", graph.op("Reshape", graph.linear(x, f"{name}.{part}"), shape), perm=order)

    scores = graph.op("MatMul", split("query", [0, 2, 1, 3]), split("key", [0, 2, 3, 1]))
    scores = graph.op("Add", graph.op("Mul", scores, graph.constant(1 / math.sqrt(width))), blocked)
    mixed = graph.op("MatMul", graph.op("Softmax", scores, axis=-1), split("value", [0, 2, 1, 3]))
    mixed = graph.op("Transpose", mixed, perm=[0, 2, 1, 3])
    return graph.op("Reshape", mixed, graph.constant([0, 0, heads * width], np.int64))


def _gelu(graph: GraphWriter, x: str) -> str:
    bent = graph.op("Erf", graph.op("Mul", x, graph.constant(1 / math.sqrt(2))))
    return graph.op("Mul", graph.op("Mul", x, graph.constant(0.5)), graph.op("Add", bent, graph.constant(1.0)))


def _mean(graph: GraphWriter, x: str, mask: str) -> str:
    """The mean over the tokens that are no padding."""
    wide = graph.op("Unsqueeze", mask, graph.constant([2], np.int64))
    total = graph.op("ReduceSum", graph.op("Mul", x, wide), graph.constant([1], np.int64), keepdims=0)
    return graph.op("Div", total, graph.op("ReduceSum", mask, graph.constant([1], np.int64), keepdims=1))
