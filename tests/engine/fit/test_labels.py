"""Labels both sides carry."""

from __future__ import annotations

import pytest

from southsouth.engine.fit import DEFAULT_WEIGHTS as W
from southsouth.engine.fit.labels import in_common, labels
from tests.engine.fit.makers import need, solution


def told(asked, offered):
    return [(claim.code, claim.facts, pytest.approx(claim.push)) for claim in labels(asked, offered, W)]


def test_labels_only_one_side_carries_say_nothing():
    labelled = {"focus_area": "work", "topics": frozenset({"jobs"}), "goals": frozenset({8})}
    assert labels(need(**labelled), solution(), W) == []
    assert labels(need(), solution(**labelled), W) == []


def test_the_same_area_speaks_for_it_and_another_against():
    assert told(need(focus_area="work"), solution(focus_area="work")) == [
        ("same_area", {"area": "work"}, W.area * 0.75)
    ]
    assert told(need(focus_area="work"), solution(focus_area="finance")) == [
        ("same_area", {"area": "work"}, W.area * -0.25)
    ]


def test_topics_and_goals_count_by_what_is_in_common():
    asked = need(topics=frozenset({"b", "a"}), goals=frozenset({16, 1}))
    offered = solution(topics=frozenset({"a", "b"}), goals=frozenset({16, 9, 8}))
    assert told(asked, offered) == [
        ("same_topics", {"topics": ["a", "b"]}, W.topics * 0.9),
        ("same_goals", {"goals": [16]}, W.goals * (2 / 5 - 0.3)),
    ]


def test_what_is_in_common_is_a_part_of_the_mean_size():
    assert in_common(frozenset({1, 2}), frozenset({2, 3})) == ([2], 0.5)
    assert in_common(frozenset({1}), frozenset({2})) == ([], 0.0)
    assert in_common(frozenset({1, 2}), frozenset({1, 2})) == ([1, 2], 1.0)
