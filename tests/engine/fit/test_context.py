"""Two countries side by side."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from southsouth.engine.fit import DEFAULT_WEIGHTS
from southsouth.engine.fit.aspects import UNKNOWN
from southsouth.engine.fit.context import NEAR, NOWHERE, Hosts, context
from southsouth.engine.fit.profiles import Adoption, Size
from southsouth.engine.fit.traits import BANDS, TRAITS, as_large, compare, gower, in_bands, same, shared, swing
from tests.engine.fit.makers import country, need, nowhere, solution

WORTH = DEFAULT_WEIGHTS.as_mapping()
KENYA = country("KEN")
UGANDA = country("UGA", lldc=True, ldc=True, income_group="low", population=48_000_000, languages=("en", "sw"))
PERU = country(
    "PER",
    region="Americas",
    subregion="Latin America and the Caribbean",
    languages=("es",),
    income_group="upper_middle",
    population=34_000_000,
    legal_family="civil",
    facts={"internet_users_pct": 82.0, "egdi": 0.81},
)


def lines(origin, host):
    return {each.trait.code: each.alike for each in compare(origin, host)}


def seen(solution_, need_, weights=DEFAULT_WEIGHTS):
    return context(solution_, Hosts(need_, weights))


def test_a_country_is_wholly_like_itself():
    assert gower(compare(KENYA, KENYA), WORTH) == 1.0


def test_traits_are_compared_one_by_one():
    assert lines(PERU, KENYA) == {
        "region": 0.0,
        "subregion": 0.0,
        "languages": 0.0,
        "sids": 1.0,
        "lldc": 1.0,
        "income_group": 0.0,
        "population": pytest.approx(1 - math.log10(52 / 34)),
        "legal_family": 0.0,
        "internet_users_pct": 0.0,
        "egdi": 0.5,
        **dict.fromkeys(set(BANDS) - {"internet_users_pct", "egdi"}),
    }


def test_what_is_not_known_of_one_is_left_out():
    assert set(lines(nowhere("AAA"), KENYA).values()) == {None}
    assert gower(compare(nowhere("AAA"), KENYA), WORTH) is None
    half = country("BBB", income_group=None, population=None, languages=(), facts={})
    assert gower(compare(half, KENYA), WORTH) == 1.0


def test_likeness_is_the_weighted_mean_of_what_is_known():
    only = nowhere("CCC").__class__("CCC", region="Africa", subregion="Northern Africa")
    expected = WORTH["region"] / (WORTH["region"] + WORTH["subregion"])
    assert gower(compare(only, KENYA), WORTH) == pytest.approx(expected)


def test_likeness_needs_a_weight_that_counts():
    assert gower(compare(KENYA, KENYA), dict.fromkeys(WORTH, 0.0)) is None


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [(10, 10, 1.0), (10, 100, 0.0), (10, 1_000, 0.0), (100, 10, 0.0), (1, 9.5, 0.0), (0, 5, 0.0), ("a", 5, 0.0)],
)
def test_populations_are_alike_up_to_ten_times(one, other, alike):
    assert as_large(one, other) == pytest.approx(alike, abs=1e-9)


def test_populations_in_between_are_alike_in_part():
    assert as_large(100, 200) == pytest.approx(1 - math.log10(2))


@pytest.mark.parametrize(("one", "other", "alike"), [(1, 9, 1.0), (9, 10, 0.5), (1, 25, 0.0), (1, "x", 0.0)])
def test_facts_are_alike_in_a_band_and_half_alike_in_the_next(one, other, alike):
    assert in_bands((10, 20))(one, other) == alike
    assert in_bands((10, 20))(other, one) == alike


def test_lists_are_alike_with_one_item_in_common():
    assert shared(("en", "fr"), ("fr",)) == 1.0
    assert shared(("en",), ("fr",)) == 0.0
    assert shared("en", ("en",)) == 0.0
    assert same("a", "b") == 0.0


def test_a_swing_goes_from_all_different_to_all_alike():
    low, high = swing(TRAITS, WORTH)
    kept = ("region", "subregion", "spoken", "islands", "landlocked", "income", "population", "law", "facts")
    assert high - low == pytest.approx(sum(WORTH[name] for name in kept))
    assert low < 0.0 < high


def test_a_neighbour_pushes_up_and_a_far_country_down():
    near = seen(solution(exporters=(UGANDA,)), need(country=KENYA))
    far = seen(solution(exporters=(PERU,)), need(country=KENYA))
    assert near.push > 0.0 > far.push
    assert near.value > far.value
    assert (near.known, near.asked) == (10, len(TRAITS))


def test_the_nearest_exporter_counts():
    both = seen(solution(exporters=(PERU, UGANDA)), need(country=KENYA))
    assert both == seen(solution(exporters=(UGANDA,)), need(country=KENYA))


def test_of_exporters_as_near_the_first_by_code_counts():
    twins = seen(solution(exporters=(country("ZMB"), country("AGO"))), need(country=KENYA))
    assert {claim.facts.get("origin") for claim in twins.claims} - {None} == {"AGO"}


def test_what_is_alike_is_claimed_and_what_differs_is_a_gap():
    found = seen(solution(exporters=(UGANDA,)), need(country=KENYA))
    claims = {(claim.code, claim.facts.get("fact")): claim for claim in found.claims}
    assert claims["same_subregion", None].facts == {"origin": "UGA", "host": "KEN", "region": "Sub-Saharan Africa"}
    assert claims["same_subregion", None].push == pytest.approx(WORTH["region"] * 0.74 + WORTH["subregion"] * 0.92)
    assert claims["shared_language", None].facts == {"languages": ["en", "sw"]}
    assert claims["alike", "egdi"].facts == {
        "fact": "egdi",
        "origin": "UGA",
        "host": "KEN",
        "origin_value": 0.63,
        "host_value": 0.63,
    }
    assert set(claims) == {
        ("same_subregion", None),
        ("shared_language", None),
        ("alike", "sids"),
        ("alike", "legal_family"),
        ("alike", "internet_users_pct"),
        ("alike", "egdi"),
    }
    assert [(gap.code, gap.size, gap.facts["fact"]) for gap in found.gaps] == [
        ("different", Size.SMALL, "lldc"),
        ("different", Size.SMALL, "income_group"),
    ]


def test_a_region_is_claimed_where_the_sub_region_differs():
    north = country("EGY", subregion="Northern Africa")
    found = seen(solution(exporters=(north,)), need(country=KENYA))
    assert found.claims[0].code == "same_region"
    assert found.claims[0].push == pytest.approx(WORTH["region"] * 0.74)


def test_being_far_away_is_no_gap_and_another_law_is():
    found = seen(solution(exporters=(PERU,)), need(country=KENYA))
    assert [(gap.facts["fact"], gap.size) for gap in found.gaps] == [
        ("income_group", Size.SMALL),
        ("legal_family", Size.MEDIUM),
        ("internet_users_pct", Size.MEDIUM),
    ]


def test_the_place_stands_above_its_country():
    remote = need(country=KENYA, facts={"internet_users_pct": 0.0})
    here = seen(solution(exporters=(KENYA,)), need(country=KENYA))
    there = seen(solution(exporters=(KENYA,)), remote)
    assert there.push < here.push
    assert "internet_users_pct" not in {claim.facts.get("fact") for claim in there.claims}


def test_what_only_the_host_could_tell_is_doubted():
    silent = country("KEN", income_group=None, facts={})
    found = seen(solution(exporters=(UGANDA,)), need(country=silent))
    assert {doubt.facts["fact"] for doubt in found.doubts} == {"income_group", "internet_users_pct", "egdi"}
    income = next(doubt for doubt in found.doubts if doubt.facts["fact"] == "income_group")
    assert income.facts == {"fact": "income_group", "host": "KEN"}
    assert (income.low, income.high) == pytest.approx((-0.35 * WORTH["income"], 0.65 * WORTH["income"]))


def test_a_need_without_a_country_is_asked_for_it():
    found = seen(solution(exporters=(UGANDA,)), need())
    assert (found.value, found.push, found.known, found.asked) == (None, 0.0, 0, len(TRAITS))
    assert [doubt.code for doubt in found.doubts] == ["no_country"]
    assert (found.doubts[0].low, found.doubts[0].high) == swing(TRAITS, WORTH)
    assert seen(solution(), need()) is UNKNOWN


def test_a_solution_from_nowhere_is_left_out():
    assert seen(solution(), need(country=KENYA)) is NOWHERE


def test_use_in_a_country_like_this_one_counts_by_how_far_it_came():
    here = need(country=KENYA)
    weak = seen(solution(adoptions=(Adoption(UGANDA, weight=0.1),)), here)
    full = seen(solution(adoptions=(Adoption(UGANDA, weight=1.0), Adoption(country("TZA"), weight=1.0))), here)
    assert weak.value == NEAR
    assert weak.claims[0].code == "used_nearby"
    assert full.claims[0].facts == {"countries": ["TZA", "UGA"]}
    assert weak.push == pytest.approx(WORTH["nearby"] * 0.09)
    assert full.push == pytest.approx(WORTH["nearby"] * 0.99)


def test_use_at_home_or_far_away_is_no_use_nearby():
    here = need(country=KENYA)
    assert seen(solution(adoptions=(Adoption(KENYA), Adoption(PERU))), here) is NOWHERE


def test_use_nearby_adds_to_what_the_exporter_brings():
    here = need(country=KENYA)
    alone = seen(solution(exporters=(PERU,)), here)
    used = seen(solution(exporters=(PERU,), adoptions=(Adoption(UGANDA),)), here)
    assert used.value == alone.value
    assert used.push == pytest.approx(alone.push + WORTH["nearby"] * 0.9)


VALUES = st.sampled_from([None, "Africa", "Asia"])


@given(VALUES, VALUES, st.none() | st.integers(1, 10**9), st.none() | st.floats(0, 100))
def test_likeness_stays_between_nothing_and_all_whatever_is_known(region, host_region, population, users):
    facts = {} if users is None else {"internet_users_pct": users}
    origin = country("UGA", region=region, population=population, facts=facts)
    found = seen(solution(exporters=(origin,)), need(country=country("KEN", region=host_region)))
    assert 0.0 <= found.value <= 1.0
    assert found.known <= found.asked
    low, high = swing(TRAITS, WORTH)
    assert low <= found.push <= high
