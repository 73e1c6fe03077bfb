"""Needs: the list with its facets, and the page of one with ranked and explained matches."""

from __future__ import annotations

from datetime import date

import pytest

from southsouth.catalogue.lifecycle import NeedState
from tests.makers import (
    make_area,
    make_country,
    make_match,
    make_need,
    make_organisation,
    make_person,
    make_recorded_solution,
    make_run,
    make_solution,
    make_weights,
)
from tests.web.public.pages import attributes, links, said, texts

pytestmark = pytest.mark.django_db

QUOTE = {
    "code": "same_meaning",
    "share": 30.0,
    "facts": {
        "need_part": "problem",
        "need_sentence": "Parents walk two days to register a birth.",
        "solution_part": "how",
        "solution_sentence": "Nurses register births at the post.",
        "likeness": 0.7,
        "need_words": ["register", "birth"],
        "solution_words": ["register", "births"],
    },
}
AREA = {"code": "same_area", "share": 5.5, "facts": {"area": "public-service"}}
LAW = {"ref": "1", "kind": "law", "text": "Nurses may register births", "block": None, "changeable": False}
GAP = {
    "code": "precondition_missing",
    "size": "large",
    "facts": {**LAW, "said_by": "owner", "fact": None, "value": None, "minimum": None},
}
MISSING = {"code": "no_budget", "facts": {}, "low": 61.2, "high": 83.9}


def explained(need, solution, **fields):
    plain = {
        "score": 86.4,
        "band": "strong",
        "parts": {"problem": 0.91, "preconditions": 0.3},
        "shares": {"problem": 90.0, "preconditions": -3.6},
        "reasons": [QUOTE, AREA],
        "gaps": [GAP],
        "missing": [MISSING],
        "known": 10,
        "asked": 12,
    }
    return make_match(need, solution, **{**plain, **fields})


def test_the_list_shows_open_needs_newest_first(client):
    make_need(title="Pensions come late", country=make_country("MWI"))
    make_need(title="An answered need", state="answered")
    make_need(title="A draft", state="draft")
    page = client.get("/en/needs/")
    assert texts(page, "h3") == ["Pensions come late", "An answered need"]
    assert texts(page, "h2")[0] == "2 needs"
    assert "Needed by Malawi" in said(page)
    assert "Answered" in said(page)


def test_what_is_not_public_is_never_listed(client):
    for state in NeedState:
        make_need(state, title=f"in state {state}", visibility="members")
    make_need(title="for the secretariat", visibility="secretariat")
    assert texts(client.get("/en/needs/"), "h3") == []
    client.force_login(make_person())
    assert set(texts(client.get("/en/needs/"), "h3")) == {"in state open", "in state answered"}


def test_facets_narrow_the_list(client):
    make_need(title="Births", country=make_country("LAO"), focus_area=make_area("health"))
    make_need(title="Ports", country=make_country("FJI"), focus_area=make_area("trade"))
    page = client.get("/en/needs/?country=LAO")
    assert texts(page, "h3") == ["Births"]
    assert texts(page, "ul", "chosen") == ["Remove the filter Needed by: Lao People's Democratic Republic ×"]
    assert texts(client.get("/en/needs/?country=LAO&area=trade"), "strong") == ["No need has all of these"]


def test_the_order_can_be_by_the_day_of_decision(client):
    make_need(title="Later", deadline=date(2027, 1, 1))
    make_need(title="Sooner", deadline=date(2026, 6, 30))
    assert texts(client.get("/en/needs/?sort=deadline"), "h3") == ["Sooner", "Later"]


def test_search_finds_needs(client, indexed):
    make_need(title="Births are not registered", problem="Parents walk far to register a birth.")
    make_need(title="Ports are slow", problem="Freight waits for weeks.")
    indexed()
    page = client.get("/en/needs/?q=register+a+birth")
    assert texts(page, "h3") == ["Births are not registered"]
    assert texts(client.get("/en/needs/?q=xylophone"), "strong") == ["No need speaks of that now"]


def test_the_list_costs_the_same_queries(queries):
    make_match(make_need())
    few = queries("/en/needs/")
    for _ in range(3):
        make_match(make_need())
    assert queries("/en/needs/") == few


def test_the_page_tells_the_need_and_explains_its_matches(client):
    need = make_need(
        title="Register births without travel",
        problem="Parents walk two days to register a birth.",
        country=make_country("LAO"),
        connectivity="some_days",
        languages=["lo"],
        budget_usd=60000,
        people_affected=23000,
        kinds_of_help=["training"],
        deadline=date(2026, 6, 30),
        tried="Mobile teams.",
    )
    explained(need, make_solution(title="Birth registration in one visit"))
    page = client.get(f"/en/needs/{need.ref}/")
    text = said(page)
    assert texts(page, "h1") == ["Register births without travel"]
    for sentence in (
        "Needed by Lao People's Democratic Republic",
        "People affected23,000",
        "Some days only",
        "LanguagesLao",
        "BudgetUp to US$60,000",
        "Help soughttraining",
        "Decide by30 June 2026",
        "Mobile teams.",
        "1 solution found, best fit first",
        "1 of 1 · Bangladesh",
        "86 Strong fit",
        "“Parents walk two days to register a birth.”The need, “the problem”",
        "“Nurses register births at the post.”The solution, “how it works”",
        "LargeLaw. It needs “Nurses may register births”, and the owner of the need says that this is not there."
        " There is no way to do without it.",
        "ProblemVery closeBoth belong to the focus area Public service.",
        "What it needsWeak",
        "CostNot knownThe need does not say how large the budget is.",
        "10 of 12 facts known.",
        "Both belong to the focus area Public service. (5.5 points)",
        "The score would lie between 61 and 84.",
        "1 fact is missing",
        "Made on 2 March 2026.",
    ):
        assert sentence in text
    assert texts(page, "mark") == ["register", "birth", "register", "births"]
    assert attributes(page, "i", "style", "bar") == ["--v:90", "--v:30"]
    assert attributes(page, "i", "class", "bar") == ["bar", "bar low"]


def test_three_matches_are_shown_then_all(client):
    need = make_need()
    run = make_run(need)
    for rank in range(1, 6):
        make_match(need, make_solution(title=f"Number {rank}"), rank=rank, run=run, score=90 - rank)
    page = client.get(f"/en/needs/{need.ref}/")
    assert texts(page, "h3") == ["Number 1", "Number 2", "Number 3"]
    assert "Show 2 more with a weaker fit" in said(page)
    assert "?all=1#m4" in links(page)
    assert len(texts(client.get(f"/en/needs/{need.ref}/?all=1"), "h3")) == 5
    assert len(texts(page, "details")) - len(texts(page, "details", "filters")) >= 2, "others are folded"


def test_the_first_three_stand_in_a_table(client):
    need = make_need()
    run = make_run(need)
    explained(need, make_solution(title="Alpha"), run=run)
    explained(need, make_solution(title="Beta"), run=run, rank=2, parts={"cost": 0.2}, score=40.2, band="weak")
    table = texts(client.get(f"/en/needs/{need.ref}/"), "table")[0]
    assert table.startswith("Part of the scoreAlphaBeta ProblemVery closeNot known")
    assert "CostNot knownWeak" in table
    assert table.endswith("Score86 Strong fit40 Weak fit")


def test_matches_can_be_narrowed_by_proof_and_region(client):
    need = make_need()
    run = make_run(need)
    asia = make_solution(title="From Asia", evidence="studied")
    africa = make_solution(title="From Africa", organisation=make_organisation(country=make_country("RWA")))
    make_match(need, asia, rank=1, run=run)
    make_match(need, africa, rank=2, run=run)
    page = client.get(f"/en/needs/{need.ref}/?region=Africa")
    assert texts(page, "h3") == ["From Africa"]
    assert "Measured or better (0)" not in said(page)
    assert texts(client.get(f"/en/needs/{need.ref}/?proof=measured"), "h3") == ["From Asia"]
    page = client.get(f"/en/needs/{need.ref}/?proof=measured&region=Africa")
    assert texts(page, "h2", "r") == ["No match has all of these"]
    assert "1 of 1" in said(client.get(f"/en/needs/{need.ref}/?region=Africa")), "numbered as they come"


def test_a_need_without_matches_says_why(client):
    need = make_need()
    page = client.get(f"/en/needs/{need.ref}/")
    assert texts(page, "h2", "r") == ["Matching has not begun yet"]
    assert "/en/solutions/" in links(page)
    make_run(need)
    page = client.get(f"/en/needs/{need.ref}/")
    assert texts(page, "h2", "r") == ["No solution fits yet"]


def test_what_could_not_be_used_is_said(client):
    need = make_need()
    make_match(need, run=make_run(need, notes=[{"code": "by_word_table", "facts": {"language": "fr"}}]))
    assert "The text is in French. It was compared through a table of words" in said(
        client.get(f"/en/needs/{need.ref}/")
    )


def test_the_weights_are_those_the_list_was_made_with(client):
    need = make_need()
    weights = make_weights(version=7, values={"lexical": 1.25})
    make_match(need, run=make_run(need, weights=weights))
    make_weights(version=8, active=True)
    page = client.get(f"/en/needs/{need.ref}/")
    assert "The weights in force, version 7" in said(page)
    assert "Same words1.25" in said(page)


def test_a_sample_is_marked(client):
    need = make_need(origin="sample", organisation=None, country=make_country("YEM"))
    page = client.get(f"/en/needs/{need.ref}/")
    assert texts(page, "div", "note")[0] == (
        "This is a sampleIt was written to show how the platform works. No institution has said it."
    )


def test_matches_with_solutions_nobody_may_see_are_left_out(client):
    need = make_need()
    run = make_run(need)
    make_match(need, make_solution(title="For members", visibility="members"), rank=1, run=run)
    make_match(need, make_recorded_solution(title="For all"), rank=2, run=run)
    make_match(need, make_solution("archived", title="Archived", published_at=None), rank=3, run=run)
    page = client.get(f"/en/needs/{need.ref}/")
    assert texts(page, "h3") == ["For all"]
    assert "1 of 1" in said(page)


@pytest.mark.parametrize("state", [state for state in NeedState if state not in ("open", "answered")])
def test_strangers_do_not_find_what_is_not_shown(client, state):
    need = make_need(state)
    assert client.get(f"/en/needs/{need.ref}/").status_code == 404
    client.force_login(make_person())
    assert client.get(f"/en/needs/{need.ref}/").status_code == 404


@pytest.mark.parametrize(("visibility", "status"), [("members", 200), ("secretariat", 404)])
def test_what_members_see(client, visibility, status):
    need = make_need(visibility=visibility)
    assert client.get(f"/en/needs/{need.ref}/").status_code == 404
    client.force_login(make_person())
    assert client.get(f"/en/needs/{need.ref}/").status_code == status


def test_the_owner_is_led_on(client):
    person = make_person(organisation=make_organisation(country=make_country("KEN")))
    need = make_need(organisation=person.organisation, visibility="secretariat")
    explained(need, make_solution())
    client.force_login(person)
    page = client.get(f"/en/needs/{need.ref}/")
    assert f"/en/workspace/needs/{need.ref}/" in links(page)
    assert f"/en/workspace/needs/{need.ref}/facts/" in links(page)
    assert "Only the secretariat and its owner see this need." in said(page)
    visitor = make_need(organisation=person.organisation)
    explained(visitor, make_solution())
    client.logout()
    assert "Ask for an introduction" not in said(client.get(f"/en/needs/{visitor.ref}/"))


def test_the_page_costs_the_same_queries(queries):
    need = make_need()
    run = make_run(need)
    explained(need, make_recorded_solution(), run=run)
    few = queries(f"/en/needs/{need.ref}/?all=1")
    for rank in (2, 3, 4):
        explained(need, make_recorded_solution(), run=run, rank=rank)
    assert queries(f"/en/needs/{need.ref}/?all=1") == few


def test_only_reading_is_possible(client):
    assert client.post("/en/needs/").status_code == 405
    assert client.post("/en/needs/some/").status_code == 405
