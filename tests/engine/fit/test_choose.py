"""Who is in the list; the order inside is by score alone."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from southsouth.engine.fit.aspects import Aspect
from southsouth.engine.fit.choose import Choice, chosen, from_outside
from southsouth.engine.fit.judge import Judgement
from tests.engine.fit.makers import country, need, solution

AFRICAN, ASIAN = country("UGA"), country("BGD", region="Asia")


def choice(ref, score, *, like=None, exporter="X", home=AFRICAN, asked=None):
    vector = np.zeros(64, dtype=np.float32)
    vector[(like if like is not None else hash_of(ref)) % 64] = 1.0
    own = solution(ref, exporters=(home,) if home else (), exporter_ref=exporter)
    judged = Judgement(asked or need(country=country("KEN")), own, {}, {"problem": Aspect(0.5, 0.0)}, 0.0, score)
    return Choice(judged, 0, vector)


def hash_of(ref):
    return int(ref[1:])


def refs(listed):
    return [each.judged.solution.ref for each in listed]


def test_the_best_come_first_and_ties_go_by_reference():
    given_ = [choice("a3", 50.0), choice("a2", 70.0), choice("a1", 50.0), choice("a4", 40.0)]
    assert refs(chosen(given_, 3)) == ["a2", "a1", "a3"]


@pytest.mark.parametrize("top", [0, 1, 5])
def test_nothing_gives_nothing(top):
    assert chosen([], top) == []
    assert chosen([choice("a1", 50.0)], 0) == []


def test_a_copy_waits_behind_everybody_else():
    given_ = [choice("a1", 90.0, like=1), choice("a2", 89.0, like=1), choice("a3", 20.0), choice("a4", 10.0)]
    assert refs(chosen(given_, 2)) == ["a1", "a3"]
    assert refs(chosen(given_, 4)) == ["a1", "a2", "a3", "a4"]


def test_texts_without_a_vector_are_no_copies():
    blank = [Choice(each.judged, 0, np.zeros(64, dtype=np.float32)) for each in (choice("a1", 9.0), choice("a2", 8.0))]
    assert refs(chosen(blank, 1)) == ["a1"]
    assert refs(chosen(blank, 2)) == ["a1", "a2"]


def test_the_last_place_goes_to_the_less_seen_of_two_that_score_the_same():
    given_ = [choice("a1", 60.0), choice("a2", 50.0, exporter="BIG"), choice("a3", 49.5, exporter="SMALL")]
    assert refs(chosen(given_, 2)) == ["a1", "a2"]
    assert refs(chosen(given_, 2, {"BIG": 40.0, "SMALL": 1.0})) == ["a1", "a3"]


@pytest.mark.parametrize(
    ("score", "exposure"),
    [
        (48.9, {"BIG": 40.0}),
        (49.5, {"BIG": 40.0, "SMALL": 21.0}),
        (49.5, {"BIG": 0.9}),
        (49.5, {}),
        (49.5, None),
    ],
)
def test_nobody_gives_way_to_a_worse_fit_to_the_well_seen_or_before_being_seen(score, exposure):
    given_ = [choice("a1", 60.0), choice("a2", 50.0, exporter="BIG"), choice("a3", score, exporter="SMALL")]
    assert refs(chosen(given_, 2, exposure)) == ["a1", "a2"]


def test_the_least_seen_of_several_comes_in():
    given_ = [
        choice("a1", 50.0, exporter="BIG"),
        choice("a2", 49.8, exporter="MID"),
        choice("a3", 49.6, exporter="NEW"),
        choice("a4", 49.5, exporter=None),
    ]
    assert refs(chosen(given_, 1, {"BIG": 40.0, "MID": 5.0})) == ["a3"]


def ten(*, outside):
    """Ten from the importer's region, then one from outside with that score."""
    inside = [choice(f"a{number}", 90.0 - number) for number in range(10)]
    return [*inside, choice("b10", outside, home=ASIAN)]


def test_two_of_ten_places_are_for_solutions_from_outside_the_region():
    assert refs(chosen(ten(outside=75.0), 10)) == [f"a{number}" for number in range(9)] + ["b10"]


def test_one_that_fits_far_less_does_not_take_a_place():
    assert refs(chosen(ten(outside=70.9), 10)) == [f"a{number}" for number in range(10)]


def test_one_that_does_not_fit_does_not_take_a_place():
    weak = [choice(f"a{number}", 50.0 - number / 10) for number in range(10)]
    assert "b10" not in refs(chosen([*weak, choice("b10", 47.0, home=ASIAN)], 10))


def test_places_already_taken_from_outside_count():
    given_ = [*ten(outside=89.5), choice("b11", 80.5, home=ASIAN), choice("b12", 80.4, home=ASIAN)]
    assert refs(chosen(given_, 10)) == ["a0", "b10", "a1", "a2", "a3", "a4", "a5", "a6", "a7", "b11"]


def test_a_list_of_one_region_unknown_gives_way_to_nobody():
    unknown = [choice(f"a{number}", 90.0 - number, home=None) for number in range(10)]
    assert "b10" not in refs(chosen([*unknown, choice("b10", 80.0, home=ASIAN)], 10))


@pytest.mark.parametrize(
    ("home", "host", "outside"),
    [
        (ASIAN, "Africa", True),
        (AFRICAN, "Africa", False),
        (None, "Africa", None),
        (ASIAN, None, None),
        (country("ZZZ", region=None), "Africa", None),
    ],
)
def test_outside_is_known_when_both_regions_are(home, host, outside):
    asked = need(country=country("KEN", region=host))
    assert from_outside(choice("a1", 50.0, home=home, asked=asked)) is outside


def test_a_need_without_a_country_has_no_outside():
    assert from_outside(choice("a1", 50.0, asked=need())) is None


@given(
    st.lists(st.tuples(st.integers(0, 100), st.integers(0, 5), st.booleans()), max_size=40),
    st.integers(0, 12),
    st.randoms(),
)
def test_a_list_is_sorted_has_no_one_twice_and_does_not_depend_on_the_order_given(drawn, top, random):
    given_ = [
        choice(f"a{place}", float(score), like=like, home=ASIAN if far else AFRICAN)
        for place, (score, like, far) in enumerate(drawn)
    ]
    listed = chosen(given_, top)
    assert len(listed) == min(top, len(given_))
    assert [each.key for each in listed] == sorted({each.key for each in listed})
    random.shuffle(given_)
    assert refs(chosen(given_, top)) == refs(listed)
