"""Builds the ONNX graph of MiniLM from its weights and makes it 8-bit. Needs ``onnx``; run once, kept as a file."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.numpy import load_file

LAYERS = 6
HEADS = 12
WIDTH = 384
EPSILON = 1e-12
OPSET = 17


class GraphBuilder:
    """Collects nodes and weights; each method returns the name of the value it makes."""

    def __init__(self, weights: dict[str, NDArray[np.float32]]) -> None:
        self.weights = weights
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []
        self._names: Iterator[int] = iter(range(10**6))

    def constant(self, value: NDArray[np.float32] | NDArray[np.int64], name: str = "") -> str:
        name = name or f"c{next(self._names)}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, kind: str, *inputs: str, **attributes: Any) -> str:
        out = f"v{next(self._names)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [out], **attributes))
        return out

    def linear(self, value: str, name: str) -> str:
        weight = self.constant(self.weights[f"{name}.weight"].T, f"{name}.weight")
        return self.node("Add", self.node("MatMul", value, weight), self.constant(self.weights[f"{name}.bias"]))

    def norm(self, value: str, name: str) -> str:
        scale = self.constant(self.weights[f"{name}.weight"])
        bias = self.constant(self.weights[f"{name}.bias"])
        return self.node("LayerNormalization", value, scale, bias, axis=-1, epsilon=EPSILON)

    def heads(self, value: str) -> str:
        shape = self.constant(np.array([0, 0, HEADS, WIDTH // HEADS], dtype=np.int64))
        return self.node("Transpose", self.node("Reshape", value, shape), perm=[0, 2, 1, 3])

    def embeddings(self, ids: str) -> str:
        words = self.node("Gather", self.constant(self.weights["embeddings.word_embeddings.weight"], "words"), ids)
        ones = self.node("ConstantOfShape", self.node("Shape", ids), value=helper.make_tensor("one", 7, [1], [1]))
        counted = self.node("CumSum", ones, self.constant(np.array(1, dtype=np.int64)), exclusive=1)
        table = (
            self.weights["embeddings.position_embeddings.weight"]
            + self.weights["embeddings.token_type_embeddings.weight"][0]
        )
        position = self.node("Gather", self.constant(table, "places"), counted)
        return self.norm(self.node("Add", words, position), "embeddings.LayerNorm")

    def attention(self, value: str, layer: str) -> str:
        query, key, content = (
            self.heads(self.linear(value, f"{layer}.attention.self.{each}")) for each in ("query", "key", "value")
        )
        scores = self.node("MatMul", query, self.node("Transpose", key, perm=[0, 1, 3, 2]))
        scale = self.constant(np.array((WIDTH / HEADS) ** -0.5, dtype=np.float32))
        mixed = self.node("MatMul", self.node("Softmax", self.node("Mul", scores, scale), axis=-1), content)
        flat = self.constant(np.array([0, 0, WIDTH], dtype=np.int64))
        joined = self.node("Reshape", self.node("Transpose", mixed, perm=[0, 2, 1, 3]), flat)
        out = self.linear(joined, f"{layer}.attention.output.dense")
        return self.norm(self.node("Add", out, value), f"{layer}.attention.output.LayerNorm")

    def feed_forward(self, value: str, layer: str) -> str:
        hidden = self.linear(value, f"{layer}.intermediate.dense")
        root = self.node("Div", hidden, self.constant(np.array(2**0.5, dtype=np.float32)))
        half = self.node("Mul", hidden, self.constant(np.array(0.5, dtype=np.float32)))
        bell = self.node("Add", self.node("Erf", root), self.constant(np.array(1, dtype=np.float32)))
        out = self.linear(self.node("Mul", half, bell), f"{layer}.output.dense")
        return self.norm(self.node("Add", out, value), f"{layer}.output.LayerNorm")

    def model(self) -> onnx.ModelProto:
        value = self.embeddings("input_ids")
        for number in range(LAYERS):
            layer = f"encoder.layer.{number}"
            value = self.feed_forward(self.attention(value, layer), layer)
        self.nodes.append(helper.make_node("Identity", [value], ["states"]))
        ids = helper.make_tensor_value_info("input_ids", TensorProto.INT64, [1, "length"])
        states = helper.make_tensor_value_info("states", TensorProto.FLOAT, [1, "length", WIDTH])
        graph = helper.make_graph(self.nodes, "minilm", [ids], [states], self.constants)
        return helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=9)


def build(weights: Path, target: Path) -> None:
    """Write the 8-bit graph to ``target``, whole or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    logging.getLogger().disabled, before = True, logging.getLogger().disabled
    try:
        with tempfile.TemporaryDirectory(dir=target.parent) as folder:
            plain, small = Path(folder) / "plain.onnx", Path(folder) / "small.onnx"
            onnx.save(GraphBuilder(load_file(weights)).model(), plain)
            quantize_dynamic(plain, small, weight_type=QuantType.QInt8, per_channel=True)
            small.replace(target)
    finally:
        logging.getLogger().disabled = before
