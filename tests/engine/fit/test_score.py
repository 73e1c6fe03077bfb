"""Points, shares, bands."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from southsouth.engine.fit.profiles import Band
from southsouth.engine.fit.score import SOFT, START, band, points, shares, slope

PUSHES = st.floats(-50, 50)


def test_the_middle_is_fifty_and_the_start_is_low():
    assert points(0.0) == 50.0
    assert points(SOFT) == pytest.approx(73.1059, abs=1e-4)
    assert points(START) == pytest.approx(7.7272, abs=1e-4)


@given(PUSHES, PUSHES)
def test_more_push_never_gives_fewer_points(one, other):
    low, high = sorted((one, other))
    assert 0.0 <= points(low) <= points(high) <= 100.0


def test_the_farthest_pushes_give_points_too():
    assert points(-1e308) == pytest.approx(0.0, abs=1e-10)
    assert points(1e308) == pytest.approx(100.0)


@given(PUSHES, st.dictionaries(st.sampled_from("abcdef"), PUSHES))
def test_shares_sum_to_the_score(base, pushes):
    found = shares(base, pushes)
    assert list(found) == ["problem", *pushes]
    assert math.fsum(found.values()) == pytest.approx(points(math.fsum([base, *pushes.values()])), abs=1e-6)


@given(st.floats(-5, 5), st.floats(0.1, 5), st.floats(0.1, 5))
def test_a_part_that_pushes_up_gets_points_and_one_that_pushes_down_loses_them(base, up, down):
    found = shares(base, {"up": up, "down": -down})
    assert found["up"] > 0.0 > found["down"]
    assert found["problem"] == pytest.approx(points(base), abs=1e-9)


def test_parts_that_balance_are_worth_the_slope():
    found = shares(0.0, {"up": 1.0, "down": -1.0})
    assert found == {
        "problem": pytest.approx(50.0),
        "up": pytest.approx(slope(0.0)),
        "down": pytest.approx(-slope(0.0)),
    }
    assert slope(0.0) == pytest.approx(100 * 0.25 / SOFT)


@pytest.mark.parametrize(
    ("score", "word"),
    [
        (100.0, Band.STRONG),
        (75.0, Band.STRONG),
        (74.99, Band.GOOD),
        (60.0, Band.GOOD),
        (59.99, Band.PARTIAL),
        (48.0, Band.PARTIAL),
        (47.99, Band.WEAK),
        (0.0, Band.WEAK),
    ],
)
def test_a_score_has_a_word(score, word):
    assert band(score) is word
