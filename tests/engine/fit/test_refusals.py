"""What an owner turned down lowers what resembles it, in the very thing that was blamed."""

from __future__ import annotations

import numpy as np
import pytest

from southsouth.engine.fit.profiles import Refusal, Step
from southsouth.engine.fit.refusals import Refusals
from tests.engine.fit.makers import CATALOGUE, country, need, precondition, ranked, scores, solution

NOT_TOLD: dict[str, float] = {}


def pushes(reason, refused, other, near=None):
    vectors = {} if near is None else {"old": unit(1.0), "new": unit(near)}
    known = Refusals({"old": reason}, {"old": refused, "new": other}, vectors, weight=2.0)
    return known.pushes(other)


def unit(cosine):
    return np.array([cosine, np.sqrt(1 - cosine**2)], dtype=np.float32)


@pytest.mark.parametrize(
    ("refused", "other", "push"),
    [
        ((100.0, 300.0), (100.0, 150.0), {"cost": -2.0}),
        ((100.0, 300.0), (400.0, 500.0), {"cost": -2.0}),
        ((100.0, 300.0), (75.0, 90.0), {"cost": -1.0}),
        ((100.0, 300.0), (50.0, 900.0), NOT_TOLD),
        (None, (50.0, 90.0), NOT_TOLD),
        ((50.0, 90.0), None, NOT_TOLD),
    ],
)
def test_too_costly_lowers_what_costs_as_much(refused, other, push):
    assert pushes("too_costly", solution("old", cost_usd=refused), solution("new", cost_usd=other)) == push


def test_law_lowers_what_asks_for_the_same_law():
    decree = precondition("1", "law", fact="gtmi_data_protection_law")
    other_law = precondition("2", "law", fact="rule_of_law")
    phone = precondition("3", "equipment")
    old = solution("old", preconditions=(decree, phone))
    assert pushes("law", old, solution("new", preconditions=(decree,))) == {"preconditions": -2.0}
    assert pushes("law", old, solution("new", preconditions=(other_law, phone))) == NOT_TOLD
    assert pushes("law", solution("old", preconditions=(phone,)), solution("new", preconditions=(phone,))) == NOT_TOLD


def test_no_owner_lowers_what_asks_for_an_institution():
    office = precondition("1", "institution")
    old = solution("old", preconditions=(office, precondition("2", "institution", fact="egdi")))
    assert pushes("no_owner", old, solution("new", preconditions=(office,))) == {"preconditions": -1.0}


@pytest.mark.parametrize(
    ("refused", "other", "push"),
    [
        (Step.NATIONAL, Step.NATIONAL, {"proof": -2.0}),
        (Step.NATIONAL, Step.ONE_PLACE, NOT_TOLD),
        (Step.EXPORTED, Step.EXPORTED, NOT_TOLD),
        (None, None, NOT_TOLD),
    ],
)
def test_the_wrong_scale_lowers_what_is_on_the_same_step(refused, other, push):
    assert pushes("wrong_scale", solution("old", step=refused), solution("new", step=other)) == push


def test_no_capacity_lowers_the_same_exporter():
    old = solution("old", exporter_ref="KEN")
    assert pushes("capacity_full", old, solution("new", exporter_ref="KEN")) == {"capacity": -2.0}
    assert pushes("capacity_full", old, solution("new", exporter_ref="UGA")) == NOT_TOLD
    assert pushes("capacity_full", solution("old"), solution("new")) == NOT_TOLD


@pytest.mark.parametrize("reason", ["already_have", "other", "a reason of next year"])
@pytest.mark.parametrize(
    ("near", "push"),
    [(1.0, {"problem": -2.0}), (0.8, {"problem": pytest.approx(-1.0)}), (0.59, NOT_TOLD), (None, NOT_TOLD)],
)
def test_any_other_reason_lowers_what_reads_alike(reason, near, push):
    assert pushes(reason, solution("old"), solution("new"), near) == push


def test_the_refused_one_goes_all_the_way_even_when_nothing_else_is_known_of_it():
    known = Refusals({"old": "too_costly", "gone": "law"}, {}, {}, weight=2.0)
    assert known.pushes(solution("old")) == {"cost": -2.0}
    assert known.pushes(solution("new")) == NOT_TOLD


def test_of_several_refusals_the_nearest_counts():
    old, older = solution("old", cost_usd=(100.0, 100.0)), solution("older", cost_usd=(80.0, 80.0))
    known = Refusals({"old": "too_costly", "older": "too_costly"}, {"old": old, "older": older}, {}, weight=2.0)
    assert known.pushes(solution("new", cost_usd=(60.0, 60.0))) == {"cost": -1.0}


def test_a_refusal_lowers_the_refused_one_in_a_ranking_and_leaves_strangers_alone():
    before = scores(ranked(need()))
    after = scores(ranked(need(refused=(Refusal("births", "already_have"),))))
    assert after["births"] < before["births"]
    assert {ref: score for ref, score in after.items() if ref != "births"} == pytest.approx(
        {ref: score for ref, score in before.items() if ref != "births"}
    )


def test_a_part_nothing_is_known_of_leaves_the_refusal_to_the_problem():
    fit = ranked(need(refused=(Refusal("births", "too_costly"),))).fits
    refused = next(each for each in fit if each.solution == "births")
    assert refused.shares["cost"] == 0.0
    assert "cost" not in refused.parts


def test_a_known_part_takes_the_refusal():
    full = [solution("births", exporter_ref="KEN", exporters=(country(),), step=Step.NATIONAL), *CATALOGUE[1:]]
    asked = need(refused=(Refusal("births", "wrong_scale"),))
    before = next(fit for fit in ranked(need(), full).fits if fit.solution == "births")
    after = next(fit for fit in ranked(asked, full).fits if fit.solution == "births")
    assert after.shares["proof"] < 0.0 < before.shares["proof"]
