"""Up to four solutions beside each other."""

from __future__ import annotations

import pytest

from southsouth.catalogue.lifecycle import NeedState, SolutionState
from tests.makers import (
    make_adoption,
    make_block,
    make_country,
    make_exporter,
    make_match,
    make_need,
    make_organisation,
    make_person,
    make_precondition,
    make_result,
    make_solution,
)
from tests.web.public.pages import links, said, texts
from tests.web.staging import no_engine, words_only  # noqa: F401

pytestmark = pytest.mark.django_db


def heads(page) -> list[str]:
    return [text.split(" Take out")[0] for text in texts(page, "th") if "Take out" in text]


def test_nothing_is_chosen_at_first(client):
    page = client.get("/en/compare/")
    assert page.status_code == 200
    assert "No solution is chosen yet" in said(page)


def test_the_chosen_stand_beside_each_other_in_their_order(client):
    one, two = make_solution(title="Alpha", licence="MIT", cost_low_usd=10), make_solution(title="Bravo")
    page = client.get(f"/en/compare/?s={two.ref}&s={one.ref}&s={two.ref}")
    assert heads(page) == ["Bravo", "Alpha"]
    assert "MIT" in said(page)
    assert "Not known" in said(page)


def test_every_part_is_told(client):
    solution = make_solution(
        title="Alpha",
        evidence="measured",
        step="national",
        cost_low_usd=1000,
        cost_high_usd=5000,
        running_cost="US$4 a month",
        languages=["en"],
        help_given=["training"],
        visits_a_year=2,
        expert_days_a_year=10,
        who_pays="The host",
        failures="Power was out",
        confirmed_on="2026-01-31",
    )
    make_exporter(solution, country=make_country("KEN"))
    make_block(solution, title="A register")
    make_precondition(solution, text="A law")
    make_result(solution, measure="time", indicator="days", before=30, after=None, unit="days", year=2020)
    make_result(solution, measure="cost", indicator="fee", before=2, after=1, unit="US$", year=None)
    make_adoption(solution, importer=make_country("PER"))
    text = said(client.get(f"/en/compare/?s={solution.ref}"))
    for told in (
        *("Kenya", "Measured", "National", "US$1,000 to US$5,000", "US$4 a month", "English", "Training"),
        *("Visits hosted a year: 2", "Expert days a year: 10", "The host", "Power was out", "Peru"),
        *("A register", "A law", "days: 30 → not known days (2020)", "fee: 2 → 1 US$"),
    ):
        assert told.casefold() in text.casefold(), told


def test_one_cost_is_one_number(client):
    solution = make_solution(cost_high_usd=700)
    assert "US$700" in said(client.get(f"/en/compare/?s={solution.ref}"))


def test_only_what_differs_can_be_shown(client):
    one, two = make_solution(licence="MIT", who_pays="We"), make_solution(licence="MIT", who_pays="You")
    here = f"/en/compare/?s={one.ref}&s={two.ref}"
    page = client.get(f"{here}&differ=1")
    assert "MIT" not in said(page)
    assert "You" in said(page)
    assert "Show every line" in said(page)
    assert "Show only what differs" in said(client.get(here))


def test_four_at_most_and_what_is_not_there_is_told(client):
    refs = [make_solution().ref for _ in range(5)]
    page = client.get("/en/compare/?" + "&".join(f"s={ref}" for ref in refs))
    assert len(heads(page)) == 4
    assert "Only four fit" in said(page)
    draft = make_solution(SolutionState.DRAFT)
    for ref in (draft.ref, "no-such-solution", "x" * 300):
        page = client.get(f"/en/compare/?s={refs[0]}&s={ref}")
        assert "1 of the named solutions is not here" in said(page)


def test_others_are_found_by_words(client, words_only):  # noqa: F811
    one = make_solution(title="Birth registration in one visit", problem="Births are not registered.")
    other = make_solution(title="Births registered by phone", problem="Births are not registered.")
    page = client.get(f"/en/compare/?s={one.ref}&q=birth+registration")
    assert f"?s={one.ref}&amp;s={other.ref}" in links(page)
    assert "Nothing speaks of that yet" in said(client.get(f"/en/compare/?s={one.ref}&q=zebra"))


def test_for_ones_own_need_the_fit_is_shown(client):
    organisation = make_organisation(country=make_country("PER"))
    person = make_person(organisation=organisation)
    need = make_need(NeedState.OPEN, organisation=organisation, title="Register births")
    match = make_match(need=need)
    other = make_solution()
    client.force_login(person)
    here = f"/en/compare/?s={match.solution.ref}&s={other.ref}"
    assert "Register births" in said(client.get(here))
    text = said(client.get(f"{here}&need={need.ref}"))
    assert "Fit with your need" in text
    assert "Not among the candidates of this need" in text
    stranger = make_need(NeedState.OPEN)
    assert "Fit with your need" not in said(client.get(f"{here}&need={stranger.ref}"))


def test_somebody_without_an_organisation_has_no_need_to_compare_for(client):
    client.force_login(make_person("expert"))
    assert client.get("/en/compare/").status_code == 200


def test_the_number_of_queries_is_constant(client, django_assert_max_num_queries):
    refs = [make_solution().ref for _ in range(4)]
    for ref in refs[:1], refs:
        client.get("/en/compare/")
        with django_assert_max_num_queries(25):
            client.get("/en/compare/?" + "&".join(f"s={each}" for each in ref))
