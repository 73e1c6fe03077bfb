"""Preconditions, cost, languages, proof, capacity: one need beside one solution."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from southsouth.engine.fit import DEFAULT_WEIGHTS
from southsouth.engine.fit.aspects import NOT_TOLD, UNKNOWN
from southsouth.engine.fit.capacity import capacity
from southsouth.engine.fit.cost import affordable, cost
from southsouth.engine.fit.preconditions import LOSS, check, preconditions, size_of
from southsouth.engine.fit.profiles import Adoption, Capacity, Evidence, PreconditionKind, Size, Step
from southsouth.engine.fit.proof import EVIDENCE, STEP, proof, taken_up
from southsouth.engine.fit.spoken import languages
from tests.engine.fit.makers import country, need, precondition, solution

W = DEFAULT_WEIGHTS
KENYA = country("KEN", facts={"internet_users_pct": 35.0})
ONLINE = precondition("online", "connection", "Signal", fact="internet_users_pct", minimum=50.0)


class TestPreconditions:
    @pytest.mark.parametrize(
        ("told", "there", "said_by", "value"),
        [
            ({}, None, "", None),
            ({"country": KENYA}, False, "fact", 35.0),
            ({"country": KENYA, "facts": {"internet_users_pct": 50.0}}, True, "fact", 50.0),
            ({"facts": {"internet_users_pct": 49.9}}, False, "fact", 49.9),
            ({"facts": {"internet_users_pct": math.nan}}, None, "", None),
            ({"country": KENYA, "answers": {"online": True}}, True, "owner", 35.0),
            ({"answers": {"online": False}}, False, "owner", None),
        ],
    )
    def test_the_owner_knows_best_then_the_place_then_the_country(self, told, there, said_by, value):
        checked = check(ONLINE, need(**told))
        assert (checked.there, checked.said_by, checked.value) == (there, said_by, value)

    def test_a_fact_without_a_minimum_decides_nothing(self):
        checked = check(precondition(fact="internet_users_pct"), need(country=KENYA))
        assert (checked.there, checked.value) == (None, 35.0)

    @pytest.mark.parametrize(
        ("kind", "changeable", "size"),
        [
            ("law", None, Size.LARGE),
            ("law", True, Size.MEDIUM),
            ("law", False, Size.LARGE),
            ("equipment", None, Size.SMALL),
            ("equipment", True, Size.SMALL),
            ("equipment", False, Size.LARGE),
            ("skills", None, Size.MEDIUM),
            ("skills", True, Size.SMALL),
        ],
    )
    def test_what_can_be_done_without_is_a_step_smaller(self, kind, changeable, size):
        assert size_of(precondition(kind=kind, changeable=changeable)) is size

    def test_every_kind_has_a_size(self):
        assert all(size_of(precondition(kind=kind.value)) in LOSS for kind in PreconditionKind)

    def test_a_solution_that_asks_nothing_is_left_out(self):
        assert preconditions(need(), solution(), W) is UNKNOWN

    def test_what_is_there_is_claimed_what_is_missing_is_a_gap_what_is_unknown_a_doubt(self):
        asked = (
            precondition("a"),
            precondition("b", "equipment"),
            precondition("c", "skills", changeable=True),
            ONLINE,
        )
        found = preconditions(need(answers={"a": True, "b": False}), solution(preconditions=asked), W)
        assert found.value == pytest.approx(0.88)
        assert found.push == pytest.approx(-W.preconditions * 0.12)
        assert (found.known, found.asked) == (2, 4)
        assert [(claim.code, claim.push, claim.facts) for claim in found.claims] == [
            (
                "precondition_met",
                0.0,
                {
                    "ref": "a",
                    "kind": "law",
                    "text": "A decree",
                    "said_by": "owner",
                    "fact": None,
                    "value": None,
                    "minimum": None,
                },
            )
        ]
        assert [(gap.code, gap.size, gap.facts["ref"]) for gap in found.gaps] == [
            ("precondition_missing", Size.SMALL, "b")
        ]
        assert [(doubt.code, doubt.facts["ref"], doubt.high) for doubt in found.doubts] == [
            ("precondition_unknown", "c", 0.0),
            ("precondition_unknown", "online", 0.0),
        ]
        assert found.doubts[0].low == pytest.approx(-W.preconditions * 0.88 * LOSS[Size.SMALL])
        assert found.doubts[1].facts == {
            "ref": "online",
            "kind": "connection",
            "text": "Signal",
            "fact": "internet_users_pct",
        }

    def test_a_gap_tells_block_fact_and_way_round(self):
        asked = precondition("x", "connection", "Signal", fact="internet_users_pct", minimum=50.0, block="Phone")
        found = preconditions(need(country=KENYA), solution(preconditions=(asked,)), W)
        assert found.gaps[0].facts == {
            "ref": "x",
            "kind": "connection",
            "text": "Signal",
            "said_by": "fact",
            "fact": "internet_users_pct",
            "value": 35.0,
            "minimum": 50.0,
            "block": "Phone",
            "changeable": None,
        }

    def test_where_nothing_is_known_there_is_no_value_and_no_push(self):
        found = preconditions(need(), solution(preconditions=(precondition(),)), W)
        assert (found.value, found.push, found.known, found.asked) == (None, 0.0, 0, 1)

    @given(
        st.lists(st.tuples(st.sampled_from(list(PreconditionKind)), st.sampled_from([None, True, False])), min_size=1)
    )
    def test_taking_any_away_never_pushes_down(self, drawn):
        asked = tuple(precondition(str(place), kind.value) for place, (kind, _) in enumerate(drawn))
        told = {str(place): there for place, (_, there) in enumerate(drawn) if there is not None}
        before = preconditions(need(answers=told), solution(preconditions=asked), W).push
        for place in range(len(asked)):
            fewer = solution(preconditions=asked[:place] + asked[place + 1 :])
            assert preconditions(need(answers=told), fewer, W).push >= before


class TestCost:
    def test_within_the_budget_pushes_up(self):
        found = cost(need(budget_usd=50_000.0), solution(cost_usd=(20_000.0, 80_000.0)), W)
        assert (found.value, found.push) == (1.0, pytest.approx(W.cost * 0.3))
        assert [(each.code, each.facts) for each in found.claims] == [
            ("within_budget", {"budget": 50_000.0, "low": 20_000.0, "high": 80_000.0})
        ]
        assert found.gaps == ()

    @pytest.mark.parametrize(
        ("low", "size"), [(51_000.0, Size.SMALL), (75_000.0, Size.MEDIUM), (200_000.0, Size.LARGE), (1e12, Size.LARGE)]
    )
    def test_over_the_budget_is_a_gap(self, low, size):
        found = cost(need(budget_usd=50_000.0), solution(cost_usd=(low, low)), W)
        assert [(gap.code, gap.size) for gap in found.gaps] == [("over_budget", size)]
        assert found.claims == ()
        assert -0.7 * W.cost <= found.push < 0.3 * W.cost

    def test_far_over_is_zero_and_half_way_is_half(self):
        assert affordable(10.0) == pytest.approx(0.0)
        assert affordable(10.0**0.5) == pytest.approx(0.5)
        assert affordable(1_000.0) == 0.0

    def test_no_money_at_all_is_a_budget_too(self):
        assert cost(need(budget_usd=0.0), solution(cost_usd=(0.0, 0.0)), W).value == 1.0
        assert cost(need(budget_usd=0.0), solution(cost_usd=(100.0, 200.0)), W).value == 0.0

    def test_bounds_the_wrong_way_round_are_read_right(self):
        found = cost(need(budget_usd=50.0), solution(cost_usd=(80.0, 20.0)), W)
        assert found.claims[0].facts == {"budget": 50.0, "low": 20.0, "high": 80.0}

    @pytest.mark.parametrize(
        ("told", "offered", "codes"),
        [
            ({}, {}, []),
            ({}, {"cost_usd": (1.0, 2.0)}, ["no_budget"]),
            ({"budget_usd": 5.0}, {}, ["cost_unknown"]),
        ],
    )
    def test_what_nobody_told_is_left_out_and_doubted(self, told, offered, codes):
        found = cost(need(**told), solution(**offered), W)
        assert (found.value, found.push, found.known, found.asked) == (None, 0.0, 0, 1)
        assert [doubt.code for doubt in found.doubts] == codes
        assert all((each.low, each.high) == pytest.approx((-0.7 * W.cost, 0.3 * W.cost)) for each in found.doubts)


class TestLanguages:
    def test_a_shared_language_pushes_up(self):
        found = languages(need(languages=("lo", "fr", "en")), solution(languages=("en", "fr")), W)
        assert (found.value, found.push) == (1.0, pytest.approx(W.languages / 2))
        assert [(each.code, each.facts) for each in found.claims] == [("shared_language", {"languages": ["fr", "en"]})]

    def test_no_shared_language_is_a_gap(self):
        found = languages(need(languages=("lo",)), solution(languages=("pt", "es")), W)
        assert (found.value, found.push) == (0.0, pytest.approx(-W.languages / 2))
        assert [(gap.code, gap.size, gap.facts) for gap in found.gaps] == [
            ("no_shared_language", Size.MEDIUM, {"need": ["lo"], "solution": ["pt", "es"]})
        ]

    def test_a_need_that_names_none_is_asked(self):
        found = languages(need(), solution(languages=("pt",)), W)
        assert (found.value, found.push, found.known, found.asked) == (None, 0.0, 0, 1)
        assert [(each.code, each.low, each.high) for each in found.doubts] == [
            ("no_languages", -W.languages / 2, W.languages / 2)
        ]

    def test_a_solution_that_names_none_is_left_out(self):
        assert languages(need(languages=("lo",)), solution(), W) is NOT_TOLD


class TestProof:
    def test_nothing_told_is_left_out(self):
        assert proof(need(), solution(), W) is UNKNOWN

    def test_the_lowest_step_pushes_no_more_than_silence_and_claims_nothing(self):
        found = proof(need(), solution(evidence=Evidence.DESCRIBED, step=Step.ONE_PLACE), W)
        assert (found.value, found.push, found.claims) == (0.0, 0.0, ())

    @pytest.mark.parametrize("ladder", [EVIDENCE, STEP])
    def test_ladders_rise_with_ever_smaller_steps(self, ladder):
        values = list(ladder.values())
        steps = [after - before for before, after in pairwise(values)]
        assert values[0] == 0.0
        assert values[-1] == 1.0
        assert steps == sorted(steps, reverse=True)
        assert min(steps) > 0.0

    def test_proof_is_claimed_with_its_level(self):
        found = proof(need(), solution(evidence=Evidence.STUDIED, step=Step.NATIONAL), W)
        assert [(each.code, each.facts) for each in found.claims] == [
            ("proof", {"level": "studied"}),
            ("step", {"step": "national"}),
        ]
        assert found.push == pytest.approx(0.8 * W.evidence + 0.75 * W.step)
        assert found.value == pytest.approx(found.push / (W.evidence + W.step))
        assert found.known == 0

    def test_adoptions_count_once_a_country_and_not_at_home(self):
        several = (
            Adoption(country("UGA"), weight=0.2),
            Adoption(country("UGA"), weight=0.9),
            Adoption(KENYA),
            Adoption(country("TZA"), weight=0.1),
        )
        assert taken_up(need(country=KENYA), solution(adoptions=several)) == pytest.approx(1.0)
        assert taken_up(need(), solution(adoptions=several)) == pytest.approx(2.0)
        found = proof(need(country=KENYA), solution(adoptions=several), W)
        assert found.push == pytest.approx(W.adoptions * (1 - math.exp(-1 / 3)))

    def test_each_further_adoption_adds_less(self):
        def push(count):
            taken = tuple(Adoption(country(f"A{number:02d}")) for number in range(count))
            return proof(need(), solution(adoptions=taken), W).push

        gains = [push(count + 1) - push(count) for count in range(1, 6)]
        assert gains == sorted(gains, reverse=True)
        assert min(gains) > 0.0

    def test_weights_of_zero_still_give_a_value(self):
        off = W.of({"evidence": 0.0})
        assert proof(need(), solution(evidence=Evidence.STUDIED), off).value == 0.0


class TestCapacity:
    def test_nothing_told_is_left_out(self):
        assert capacity(need(), solution(), W) is UNKNOWN

    def test_a_full_exporter_waits_behind_others_until_a_day(self):
        found = capacity(need(), solution(capacity=Capacity(full_until="2027-01-01")), W)
        assert (found.value, found.push) == (0.0, -W.capacity)
        assert [(gap.code, gap.size, gap.facts) for gap in found.gaps] == [
            ("exporter_full", Size.MEDIUM, {"until": "2027-01-01"})
        ]

    @pytest.mark.parametrize(
        ("answered", "asked", "rate"), [(0, 4, 3 / 8), (4, 4, 7 / 8), (3, 4, 6 / 8), (97, 100, 100 / 104)]
    )
    def test_answers_move_the_expected_rate_from_three_of_four(self, answered, asked, rate):
        found = capacity(need(), solution(capacity=Capacity(answered=answered, asked=asked)), W)
        assert found.value == pytest.approx(rate)
        assert found.push == pytest.approx(W.capacity * (rate - 0.75))

    def test_help_that_is_sought_and_given_is_claimed_and_the_rest_is_a_gap(self):
        asked = need(kinds_of_help=frozenset({"training", "code", "funding"}))
        found = capacity(asked, solution(help_given=frozenset({"code", "training", "advice"})), W)
        assert found.value == pytest.approx(2 / 3)
        assert found.push == pytest.approx(W.help / 6)
        assert [(each.code, each.facts) for each in found.claims] == [("help_offered", {"kinds": ["code", "training"]})]
        assert [(gap.code, gap.size, gap.facts) for gap in found.gaps] == [
            ("help_not_offered", Size.SMALL, {"kinds": ["funding"]})
        ]

    def test_help_all_given_has_no_gap_and_none_given_no_claim(self):
        asked = need(kinds_of_help=frozenset({"code"}))
        given_ = capacity(asked, solution(help_given=frozenset({"code"})), W)
        not_given = capacity(asked, solution(help_given=frozenset({"advice"})), W)
        assert (given_.gaps, not_given.claims) == ((), ())
        assert (given_.push, not_given.push) == (pytest.approx(W.help / 2), pytest.approx(-W.help / 2))

    @pytest.mark.parametrize(
        ("sought", "offered"), [(frozenset(), frozenset({"code"})), (frozenset({"code"}), frozenset())]
    )
    def test_help_nobody_spoke_of_is_left_out(self, sought, offered):
        assert capacity(need(kinds_of_help=sought), solution(help_given=offered), W) is UNKNOWN

    def test_several_things_known_are_averaged_and_their_pushes_summed(self):
        told = Capacity(full_until="2027-01-01", answered=4, asked=4)
        found = capacity(need(), solution(capacity=told), W)
        assert found.value == pytest.approx((0 + 7 / 8) / 2)
        assert found.push == pytest.approx(W.capacity * (-1 + 1 / 8))
