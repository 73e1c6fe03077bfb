"""The views of two texts, each on its scale."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from southsouth.engine.fit import DEFAULT_WEIGHTS, Reader
from southsouth.engine.fit.index import Ragged
from southsouth.engine.fit.likeness import (
    ALONE,
    ALONE_CEILING,
    CEILING,
    SCALES,
    best,
    first,
    levelled,
    often,
    on_scale,
    pushes,
    query_of,
    rarity,
    views,
)
from tests.engine.fit.makers import CATALOGUE, Bag, made, texts

PAIRS = Ragged(np.array([[0.1, 0.9], [0.3, 0.2], [0.5, 0.4]]), np.array([0, 2, 2, 3]))


def seen(title, summary="", reader=None):
    index, own = made(reader=reader)
    reading = own.read(texts(title, summary))
    return views(reading, index, index.rows(), query_of(reading, index)), reading, index


def test_the_best_of_each_block_is_taken_and_an_empty_block_has_none():
    assert best(PAIRS).tolist() == [[0.3, 0.9], [0.0, 0.0], [0.5, 0.4]]
    assert first(PAIRS).tolist() == [0.1, 0.0, 0.5]


def test_blocks_without_any_row_are_all_nothing():
    empty = Ragged(np.zeros((0, 2)), np.array([0, 0, 0]))
    assert best(empty).tolist() == [[0.0, 0.0], [0.0, 0.0]]
    assert first(empty).tolist() == [0.0, 0.0]


def test_a_scale_counts_spreads_above_what_is_common():
    scale = SCALES["whole"]
    values = on_scale("whole", np.array([scale.mean, scale.mean + scale.spread]))
    assert values.tolist() == pytest.approx([0.0, 1.0])


def test_many_sentences_to_choose_from_raise_the_bar():
    two, eight = (Ragged(np.zeros((count, 1)), np.array([0, count])) for count in (2, 8))
    raw = np.array([0.4])
    fall = on_scale("sentence", raw, two) - on_scale("sentence", raw, eight)
    assert fall.tolist() == pytest.approx([SCALES["sentence"].growth * math.log(4) / SCALES["sentence"].spread])
    none = Ragged(np.zeros((0, 1)), np.array([0, 0]))
    assert on_scale("sentence", raw, none).tolist() == on_scale("sentence", raw).tolist()
    three = Ragged(np.zeros((3, 1)), np.array([0, 3]))
    assert on_scale("whole", raw, three).tolist() == on_scale("whole", raw).tolist()
    assert on_scale("whole", raw, eight).tolist() < on_scale("whole", raw).tolist()


def test_words_weigh_by_rarity_and_by_how_often_they_stand():
    index, reader = made()
    reading = reader.read(texts("Phone", "Taxes by phone. Zebra."))
    query = query_of(reading, index)
    assert set(query) == {"phone", "tax"}
    assert query["tax"] == pytest.approx(rarity(1, 6) ** 1.5)
    assert query["phone"] == pytest.approx(often(2.5) * rarity(2, 6) ** 1.5)
    assert rarity(6, 6) > 0.0


def test_a_word_seen_less_than_once_counts_in_proportion():
    assert [often(0.5), often(1.0), often(math.e)] == pytest.approx([0.5, 1.0, 2.0])


def test_a_text_is_nearest_to_itself_in_every_view():
    asked = CATALOGUE[1].texts
    found, _, index = seen(asked[0].text, asked[1].text)
    own = index.row("dam")
    for name, values in found.values.items():
        assert int(np.argmax(values)) == own, name


def test_each_view_is_what_its_name_says():
    found, reading, index = seen("Dams for villages", "Rain is kept. Taxes are paid.")
    row = index.row("dam")
    sentences = index.sentence_vectors(np.array([row]))[0].astype(float)
    pairs = sentences @ reading.vectors.astype(float).T
    vector = reading.vector.astype(float)
    raw = {
        "whole": index.vectors(np.array([row]))[0] @ vector,
        "sentence": pairs.max(axis=0) @ reading.shares,
        "title": sentences[0] @ vector,
    }
    grown = {name: SCALES[name].growth * math.log(max(len(sentences) / SCALES[name].free, 1)) for name in raw}
    for name, value in raw.items():
        scale = SCALES[name]
        expected = (value - scale.mean - grown.get(name, 0.0)) / scale.spread
        assert found.values[name][row] == pytest.approx(expected, abs=1e-6), name
    assert np.allclose(found.pairs[row], pairs)


def test_without_a_model_there_are_words_alone():
    found, _, _ = seen("Dams for villages", reader=Reader(None))
    assert set(found.values) == {"lexical"}
    assert len(found.pairs) == 6
    assert found.pairs[0].size == 0


def test_a_model_the_index_was_not_made_with_is_not_compared():
    index, _ = made(reader=Reader(None))
    reader = Reader(Bag())
    reading = reader.read(texts("Dams"))
    assert set(views(reading, index, index.rows(), {}).values) == {"lexical"}


def test_an_empty_query_is_level_for_all():
    found, _, _ = seen("Zebra")
    scale = SCALES["lexical"]
    assert found.values["lexical"].tolist() == pytest.approx([-scale.mean / scale.spread] * 6)


def test_pushes_are_weights_times_views_and_words_level_off():
    found, _, _ = seen("Dams for villages")
    worth = DEFAULT_WEIGHTS.as_mapping()
    moved = pushes(found, DEFAULT_WEIGHTS)
    assert moved["sentence"].tolist() == pytest.approx((worth["sentence"] * found.values["sentence"]).tolist())
    expected = worth["lexical"] * levelled(found.values["lexical"], CEILING)
    assert moved["lexical"].tolist() == expected.tolist()
    assert max(moved["lexical"]) <= worth["lexical"] * CEILING


def test_words_alone_reach_further():
    found, _, _ = seen("Dams for villages", reader=Reader(None))
    moved = pushes(found, replace(DEFAULT_WEIGHTS, lexical=1.0))
    assert set(moved) == {"lexical"}
    assert moved["lexical"].tolist() == (ALONE * levelled(found.values["lexical"], ALONE_CEILING)).tolist()
    assert max(moved["lexical"]) > CEILING


def test_levelling_keeps_the_order_and_the_zero():
    values = np.array([-5.0, 0.0, 0.1, 1.0, 5.0, 50.0])
    level = levelled(values, 3.0)
    assert level.tolist() == sorted(level.tolist())
    assert level[1] == 0.0
    assert level[2] == pytest.approx(0.1, abs=1e-3)
    assert level[-1] == pytest.approx(3.0)
