from __future__ import annotations

from datetime import date

import pytest

from southsouth.catalogue.lifecycle import AdoptionStatus, Connectivity, KindOfHelp, NeedState, Visibility
from southsouth.catalogue.models import Need, Solution
from southsouth.engine.fit import profiles
from southsouth.engine.fit.profiles import Evidence, Part, PreconditionKind, Refusal, Step, Text
from southsouth.matching.lifecycle import Answer, Side
from southsouth.matching.queries.profiles import (
    ADOPTION_WEIGHT,
    CONNECTIVITY_SHARE,
    Contexts,
    need_profile,
    solution_profiles,
)
from tests.makers import (
    AT,
    make_adoption,
    make_area,
    make_block,
    make_country,
    make_exporter,
    make_fact,
    make_goal,
    make_interest,
    make_match,
    make_need,
    make_need_answer,
    make_precondition,
    make_result,
    make_solution,
    make_topic,
)

pytestmark = pytest.mark.django_db

TODAY = AT.date()


def profile_of(solution: Solution) -> profiles.SolutionProfile:
    return solution_profiles(Solution.objects.filter(pk=solution.pk), Contexts(), today=TODAY)[0]


def profile_of_need(need: Need) -> profiles.NeedProfile:
    return need_profile(Need.objects.in_full().get(pk=need.pk), Contexts())


def test_a_country_with_its_facts() -> None:
    country = make_country(
        "LAO",
        ldc=True,
        lldc=True,
        sids=False,
        income_group="lower_middle",
        population=7_500_000,
        legal_family="civil",
    )
    make_fact(country, "egdi", value=0.4)

    context = Contexts().of("LAO")
    assert context == profiles.CountryContext(
        iso3="LAO",
        region="Asia",
        subregion="South-eastern Asia",
        languages=("lo",),
        ldc=True,
        lldc=True,
        sids=False,
        income_group="lower_middle",
        population=7_500_000,
        legal_family="civil",
        facts={"egdi": 0.4},
    )


def test_what_is_not_known_of_a_country_is_none() -> None:
    make_country("XXA", region="", subregion="", official_languages=[])

    context = Contexts().of("XXA")
    assert context == profiles.CountryContext(iso3="XXA")


@pytest.mark.parametrize("iso3", ["ZZZ", None, ""])
def test_an_unknown_country_has_no_context(iso3: str | None) -> None:
    assert Contexts().of(iso3) is None


def test_a_need_in_full() -> None:
    need = make_need(
        title="Births",
        problem="Nobody registers them.",
        sufferers="Parents",
        tried="Boats",
        success="One visit",
        place="31 districts",
        law="A decree is enough.",
        staff="Two a post",
        systems="Paper",
        language="en",
        languages=["lo"],
        budget_usd=60_000,
        connectivity=Connectivity.SOME_DAYS,
        kinds_of_help=[KindOfHelp.CODE],
        focus_area=make_area("public-service"),
        topics=[make_topic("civil-registration")],
        goals=[make_goal(16)],
    )
    answer = make_need_answer(need, there=False)
    refused = make_match(need)
    make_interest(refused, answer=Answer.NO, reason="too_costly")
    make_interest(make_match(need), answer=Answer.YES)

    assert profile_of_need(need) == profiles.NeedProfile(
        ref=need.ref,
        texts=(
            Text(Part.TITLE, "Births", "en"),
            Text(Part.PROBLEM, "Nobody registers them.", "en"),
            Text(Part.SUFFERERS, "Parents", "en"),
            Text(Part.TRIED, "Boats", "en"),
            Text(Part.SUCCESS, "One visit", "en"),
            Text(Part.CONTEXT, "31 districts\nA decree is enough.\nTwo a post\nPaper", "en"),
        ),
        country=Contexts().of("KEN"),
        focus_area="public-service",
        topics=frozenset({"civil-registration"}),
        goals=frozenset({16}),
        languages=("lo",),
        budget_usd=60_000.0,
        kinds_of_help=frozenset({"code"}),
        answers={str(answer.precondition_id): False},
        facts={"internet_users_pct": 20.0},
        refused=(Refusal(refused.solution.ref, "too_costly"),),
    )


def test_an_exporters_no_is_no_refusal_of_the_need() -> None:
    match = make_match()
    make_interest(match, side=Side.EXPORTER, answer=Answer.NO, reason="capacity_full")

    assert profile_of_need(match.need).refused == ()


def test_a_need_that_is_not_kept() -> None:
    assert need_profile(Need(title="Births", problem=""), Contexts()) == profiles.NeedProfile(
        ref="need", texts=(Text(Part.TITLE, "Births", "en"),)
    )


def test_every_connection_and_every_status_has_its_number() -> None:
    assert set(CONNECTIVITY_SHARE) == set(Connectivity)
    assert set(ADOPTION_WEIGHT) == set(AdoptionStatus)
    weights = [ADOPTION_WEIGHT[status] for status in AdoptionStatus]
    assert weights == sorted(weights)


def test_a_solution_in_full() -> None:
    solution = make_solution(
        title="Posts register",
        summary="In one visit.",
        problem="Two days of walking.",
        how_it_works="On a phone.",
        failures="No paper.",
        language="en",
        languages=["en", "sw"],
        evidence=Evidence.MEASURED,
        step=Step.NATIONAL,
        cost_low_usd=10_000,
        cost_high_usd=40_000,
        visits_a_year=4,
        expert_days_a_year=20,
        help_given=["code"],
        focus_area=make_area("public-service"),
        topics=[make_topic("civil-registration")],
        goals=[make_goal(16)],
    )
    make_exporter(solution, country=make_country("RWA"), position=1)
    block = make_block(solution, title="Phone", text="Works offline.")
    make_result(solution, indicator="Visits per birth")
    law = make_precondition(
        solution,
        block=block,
        kind=PreconditionKind.LAW,
        text="A decree",
        fact="internet_users_pct",
        minimum=10.0,
        changeable=True,
    )
    make_adoption(solution, importer=make_country("UGA"), year=2021, status=AdoptionStatus.PILOT)

    contexts = Contexts()
    assert profile_of(solution) == profiles.SolutionProfile(
        ref=solution.ref,
        texts=(
            Text(Part.TITLE, "Posts register", "en"),
            Text(Part.SUMMARY, "In one visit.", "en"),
            Text(Part.PROBLEM, "Two days of walking.", "en"),
            Text(Part.HOW, "On a phone.", "en"),
            Text(Part.FAILURES, "No paper.", "en"),
            Text(Part.BLOCK, "Phone. Works offline.", "en"),
            Text(Part.RESULT, "Visits per birth", "en"),
        ),
        exporters=tuple(each for iso3 in ("BGD", "RWA") if (each := contexts.of(iso3))),
        exporter_ref="BGD",
        focus_area="public-service",
        topics=frozenset({"civil-registration"}),
        goals=frozenset({16}),
        languages=("en", "sw"),
        evidence=Evidence.MEASURED,
        step=Step.NATIONAL,
        cost_usd=(10_000.0, 40_000.0),
        preconditions=(
            profiles.Precondition(
                ref=str(law.pk),
                kind=PreconditionKind.LAW,
                text="A decree",
                fact="internet_users_pct",
                minimum=10.0,
                changeable=True,
                block=str(block.pk),
            ),
        ),
        adoptions=tuple(profiles.Adoption(each, 2021, 0.6) for each in [contexts.of("UGA")] if each),
        capacity=profiles.Capacity(visits_left=4, expert_days_left=20, open_requests=0),
        help_given=frozenset({"code"}),
    )


def test_what_nobody_told_of_a_solution_is_unknown() -> None:
    found = profile_of(make_solution(organisation=None, cost_low_usd=5))
    make_precondition(solution := make_solution())

    assert (found.exporters, found.exporter_ref, found.evidence, found.step) == ((), None, None, None)
    assert (found.focus_area, found.cost_usd) == (None, None)
    assert profile_of(solution).preconditions[0].block is None


def test_an_adoption_in_a_country_without_context_is_left_out() -> None:
    solution = make_solution()
    contexts = Contexts()
    make_adoption(solution, importer=make_country("UGA"))

    found = solution_profiles(Solution.objects.filter(pk=solution.pk), contexts, today=TODAY)
    assert found[0].adoptions == ()


def asked(solution: Solution, *, reply: str | None = None, **need: object) -> None:
    match = make_match(make_need(**need), solution)
    make_interest(match)
    if reply:
        make_interest(match, side=Side.EXPORTER, answer=reply)


def test_open_requests_fill_an_exporter() -> None:
    solution = make_solution(open_requests_cap=2)
    asked(solution)
    asked(solution, reply="yes")
    make_interest(make_match(make_need(), solution), answer=Answer.LATER)
    assert profile_of(solution).capacity == profiles.Capacity(open_requests=1, answered=1, asked=2)

    asked(solution)
    full = profile_of(solution).capacity
    assert (full.open_requests, full.full_until) == (2, date(TODAY.year + 1, 1, 1).isoformat())


@pytest.mark.parametrize("need", [{"state": NeedState.DRAFT}, {"state": NeedState.WITHDRAWN}])
def test_requests_the_exporter_does_not_know_do_not_count(need: dict[str, str]) -> None:
    solution = make_solution()
    asked(solution, **need)
    asked(solution, visibility=Visibility.MEMBERS)

    assert profile_of(solution).capacity.open_requests == 1
