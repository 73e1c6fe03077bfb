"""Weights: what may be set, and what is refused."""

from __future__ import annotations

import math
from dataclasses import fields

import pytest

from southsouth.engine.fit import DEFAULT_WEIGHTS, Weights, WrongWeights
from southsouth.engine.fit.likeness import SCALES


def test_weights_go_out_and_come_back():
    assert Weights.of(DEFAULT_WEIGHTS.as_mapping()) == DEFAULT_WEIGHTS
    assert Weights.of({}) == DEFAULT_WEIGHTS


def test_what_is_not_named_keeps_its_default():
    changed = Weights.of({"cost": 2})
    assert changed.cost == 2.0
    assert changed.as_mapping() == {**DEFAULT_WEIGHTS.as_mapping(), "cost": 2.0}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("cost", -0.1),
        ("cost", 10.1),
        ("cost", math.nan),
        ("cost", math.inf),
        ("cost", "1"),
        ("cost", True),
        ("cost", None),
        ("costs", 1.0),
    ],
)
def test_what_is_no_weight_is_refused_by_name(name, value):
    with pytest.raises(WrongWeights) as refusal:
        Weights.of({name: value})
    assert refusal.value.name == name
    assert refusal.value.value is value


def test_every_view_of_a_text_has_a_weight_and_meaning_outweighs_words():
    texts = {name: DEFAULT_WEIGHTS.as_mapping()[name] for name in SCALES}
    assert 0.2 <= texts["lexical"] / sum(texts.values()) <= 0.25


def test_defaults_are_above_zero_and_within_bounds():
    assert all(0.0 < getattr(DEFAULT_WEIGHTS, each.name) <= 10.0 for each in fields(Weights))
