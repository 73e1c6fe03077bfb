"""Solutions: the list with search, facets, order and pages; the page of one with all that is known of it."""

from __future__ import annotations

from datetime import date

import pytest

from southsouth.catalogue.lifecycle import SolutionState
from southsouth.web.public.solutions import ladder
from tests.makers import (
    SOURCE,
    make_adoption,
    make_area,
    make_block,
    make_country,
    make_exporter,
    make_goal,
    make_match,
    make_need,
    make_organisation,
    make_person,
    make_place,
    make_precondition,
    make_recorded_solution,
    make_result,
    make_solution,
)
from tests.web.public.pages import attributes, links, said, texts

pytestmark = pytest.mark.django_db


def titles(page) -> list[str]:
    return texts(page, "h3")


def test_the_list_shows_what_is_published_most_taken_up_first(client):
    make_solution(title="Alpha")
    make_adoption(make_solution(title="Zulu"))
    make_solution(SolutionState.DRAFT, title="A draft")
    page = client.get("/en/solutions/")
    assert page.status_code == 200
    assert titles(page) == ["Zulu", "Alpha"]
    assert texts(page, "h2")[0] == "2 solutions"


def test_what_is_not_public_is_never_listed(client):
    for state in SolutionState:
        make_solution(state, title=f"in state {state}", visibility="members")
    make_solution(title="for the secretariat", visibility="secretariat")
    assert titles(client.get("/en/solutions/")) == []
    client.force_login(make_person())
    assert set(titles(client.get("/en/solutions/"))) == {
        "in state published",
        "in state due_for_confirmation",
    }


def test_facets_narrow_and_can_be_taken_back(client):
    health, trade = make_area("health"), make_area("trade")
    make_solution(title="Births", focus_area=health, evidence="measured", goals=[make_goal(3)])
    make_solution(title="Clinics", focus_area=health)
    make_solution(title="Ports", focus_area=trade)
    page = client.get("/en/solutions/?area=health&evidence=measured")
    assert titles(page) == ["Births"]
    assert texts(page, "ul", "chosen") == [
        "Remove the filter Focus area: Health ×Remove the filter Proof: Measured by the owner ×"
    ]
    assert attributes(page, "a", "href", "tag") == ["?evidence=measured", "?area=health"]
    assert "Health (1)" in said(page), "as the other facet leaves it"
    assert "Clear 2 filters" in said(page)
    assert titles(client.get("/en/solutions/?area=health&area=trade")) == ["Births", "Clinics", "Ports"]


def test_the_order_can_be_chosen(client):
    make_solution(title="Bravo")
    make_solution(title="Alpha")
    assert titles(client.get("/en/solutions/?sort=title")) == ["Alpha", "Bravo"]
    assert texts(client.get("/en/solutions/?sort=title"), "p", "sorts") == [
        "Order: Most taken up firstNewest firstBy title"
    ]
    assert titles(client.get("/en/solutions/?sort=nonsense")) == ["Alpha", "Bravo"]


def test_long_lists_have_pages(client):
    for number in range(45):
        make_solution(title=f"Solution {number:02}")
    page = client.get("/en/solutions/?page=3&sort=title")
    assert titles(page) == [f"Solution {number}" for number in range(40, 45)]
    assert texts(page, "nav", "pages") == ["Previous123"]
    assert attributes(page, "a", "rel").count("prev") == 1
    assert titles(client.get("/en/solutions/?page=99&sort=title")) == titles(page)
    assert len(titles(client.get("/en/solutions/?page=one"))) == 20


def test_search_finds_words_and_keeps_them(client, indexed):
    make_solution(title="Birth registration at the health post", summary="A nurse registers every birth.")
    make_solution(title="Port clearance", summary="One window for freight.")
    indexed()
    page = client.get("/en/solutions/?q=birth+registration")
    assert titles(page) == ["Birth registration at the health post"]
    assert attributes(page, "input", "value", "q") == ["birth registration"]
    assert texts(page, "title") == ["“birth registration” in solutions – South-South Network"]
    assert texts(page, "p", "sorts")[0].startswith("Order: Best answer first")


def test_nothing_found_leads_to_a_next_step(client, indexed):
    make_solution(title="Port clearance")
    indexed()
    page = client.get("/en/solutions/?q=xylophone")
    assert texts(page, "strong") == ["Nothing speaks of that yet"]
    assert "/en/needs/try/" in links(page)
    page = client.get("/en/solutions/?area=none-such")
    assert texts(page, "strong") == ["No solution has all of these"]


def test_while_the_search_is_prepared_the_list_can_be_read(client):
    make_solution(title="Port clearance")
    page = client.get("/en/solutions/?q=xylophone")
    assert texts(page, "strong") == ["The search is being prepared"]
    assert "/en/solutions/" in links(page)


def test_odd_input_in_the_address_is_harmless(client, indexed):
    make_solution()
    indexed()
    text = "<script>alert(1)</script> \x00 " + "ä" * 900
    page = client.get("/en/solutions/", {"q": text, "area": "<b>", "page": "-4", "goal": "x" * 500, "sort": "'"})
    assert page.status_code == 200
    assert b"<script>alert" not in page.content
    assert client.get("/en/solutions/?goal=abc").status_code == 200


def test_the_list_costs_the_same_queries(queries):
    make_recorded_solution()
    few = queries("/en/solutions/")
    for _ in range(3):
        make_adoption(make_recorded_solution())
    assert queries("/en/solutions/") == few


def whole():
    """A solution with every part."""
    office = make_organisation(name="Civil registration office")
    solution = make_solution(
        title="Birth registration in one visit",
        problem="Parents came four times.",
        how_it_works="The health worker fills nine fields.",
        failures="Printers failed in the rainy season.",
        licence="CC BY 4.0",
        languages=["en", "bn"],
        evidence="measured",
        step="national",
        cost_low_usd=20000,
        cost_high_usd=60000,
        visits_a_year=1,
        expert_days_a_year=20,
        help_given=["training"],
        who_pays="The host pays travel.",
        terms="Name us.",
        confirmed_on=date(2026, 3, 2),
        focus_area=make_area(),
        goals=[make_goal(16)],
        organisation=office,
    )
    block = make_block(solution, title="Phone form", cost_low_usd=5000, cost_high_usd=5000)
    make_precondition(solution, block=block, changeable=False, note="Without it nothing is legal.")
    make_precondition(
        solution, kind="connection", text="Some signal", fact="internet_users_pct", minimum=10, changeable=True
    )
    make_result(solution, indicator="Cost to the family", measure="cost", before=3.2, after=0, unit="US$")
    make_place(solution, note="Twelve districts.")
    make_adoption(solution, year=2022, importer_name="Ministry of Health", status="pilot")
    make_adoption(solution, year=None, importer=make_country("NPL"), status="interest")
    return solution


def test_the_page_tells_all_that_is_known(client):
    solution = whole()
    make_match(make_need(title="Births are not registered"), solution, score=84.6, band="strong")
    page = client.get(f"/en/solutions/{solution.ref}/")
    text = said(page)
    assert texts(page, "h1") == ["Birth registration in one visit"]
    for sentence in (
        "Exported by Bangladesh",
        "Parents came four times.",
        "Cost to the familyCost · 2024 · Source",
        "US$3.20US$0",
        "Described by the ownerMeasured by the ownerStudied by othersWorked again elsewhere",
        "Next step on the ladder: a study by somebody outside the institution.",
        "The health worker fills nine fields.",
        "Phone form",
        "US$5,000",
        "Only for: Phone form",
        "No. Without it nothing is legal.",
        "Shown by: Internet users, at least 10%",
        "US$20,000 to US$60,000 to start",
        "2015 · Dhaka, BangladeshTwelve districts.",
        "2022 · KenyaPilot · Ministry of Health · Source: example.org",
        "NepalInterest",
        "not confirmed by both sides",
        "Printers failed in the rainy season.",
        "Births are not registered Kenya85 · Strong fit",
        "Run byCivil registration office, Bangladesh",
        "16 Goal 16",
        "Material and team speakEnglish, Bangla",
        "1 visit hosted · 20 expert days",
        "Last confirmed by its owner2 March 2026",
        f"Reference{solution.ref}",
    ):
        assert sentence in text
    assert f"/en/needs/try/?solution={solution.ref}" in links(page)
    assert {"/en/countries/BGD/", "/en/countries/KEN/", "/en/countries/NPL/"} <= set(links(page))


def test_what_is_not_known_is_said(client):
    solution = make_solution()
    text = said(client.get(f"/en/solutions/{solution.ref}/"))
    for sentence in (
        "No result with a number is recorded yet.",
        "No reviewer has placed it on the ladder yet.",
        "Nothing more is recorded than the summary above.",
        "What a host must have is not recorded yet.",
        "No place where it runs and no import is recorded yet.",
        "Nothing has been told yet. Whoever imports it should ask.",
        "No open need has been found that it answers.",
    ):
        assert sentence in text


def test_a_recorded_solution_carries_its_mark_and_its_sources(client):
    solution = make_recorded_solution()
    page = client.get(f"/en/solutions/{solution.ref}/")
    note = texts(page, "div", "note")[0]
    assert note.startswith("Compiled from public sources, not confirmed by the organisation")
    assert note.endswith("Source 1: example.org")
    assert [link for link in links(page) if link and link.startswith(SOURCE)]


@pytest.mark.parametrize(
    "state", [state for state in SolutionState if state not in ("published", "due_for_confirmation")]
)
def test_strangers_do_not_find_what_is_not_shown(client, state):
    solution = make_solution(state)
    assert client.get(f"/en/solutions/{solution.ref}/").status_code == 404


def test_members_only_is_for_members(client):
    solution = make_solution(visibility="members")
    assert client.get(f"/en/solutions/{solution.ref}/").status_code == 404
    client.force_login(make_person())
    page = client.get(f"/en/solutions/{solution.ref}/")
    assert "Only members see this solution." in said(page)
    assert page["Cache-Control"] == "private, no-store"


def test_the_owner_sees_the_state_of_a_draft_and_the_way_to_edit(client):
    person = make_person()
    draft = make_solution(SolutionState.DRAFT, organisation=person.organisation)
    client.force_login(person)
    page = client.get(f"/en/solutions/{draft.ref}/")
    assert "Not public: this solution is in the state “draft”." in said(page)
    assert f"/en/workspace/solutions/{draft.ref}/" in links(page)


def test_due_for_confirmation_is_said(client):
    solution = make_solution(SolutionState.DUE)
    assert "The owner has been asked to confirm" in said(client.get(f"/en/solutions/{solution.ref}/"))


def test_needs_nobody_may_see_are_not_named(client):
    solution = make_solution()
    make_match(make_need(title="A secret need", visibility="secretariat"), solution)
    make_match(make_need("draft", title="A draft need"), solution)
    page = client.get(f"/en/solutions/{solution.ref}/")
    assert "A secret need" not in said(page)
    assert "draft need" not in said(page)


def test_words_in_another_language_say_so(client):
    solution = make_solution(language="fr", title="Guichet unique")
    page = client.get(f"/en/solutions/{solution.ref}/")
    assert attributes(page, "h1", "lang") == ["fr"]
    assert attributes(page, "h1", "dir") == ["ltr"]
    assert attributes(client.get(f"/fr/solutions/{solution.ref}/"), "h1", "lang") == [None]


def test_what_people_wrote_cannot_become_markup(client):
    solution = make_solution(title="<b>Bold</b>", summary="<script>x</script>", how_it_works="<img src=x onerror=y>")
    body = client.get(f"/en/solutions/{solution.ref}/").content
    assert b"<b>Bold" not in body
    assert b"<script>x" not in body
    assert b"<img" not in body


def test_the_page_costs_the_same_queries(queries):
    solution = whole()
    make_match(make_need(), solution)
    few = queries(f"/en/solutions/{solution.ref}/")
    for iso3 in ("NPL", "BTN", "LKA"):
        make_adoption(solution, importer=make_country(iso3))
        make_exporter(solution, country=make_country(iso3))
        make_precondition(solution)
        make_match(make_need(), solution)
    assert queries(f"/en/solutions/{solution.ref}/") == few


def test_only_reading_is_possible(client):
    assert client.post("/en/solutions/").status_code == 405
    assert client.post("/en/solutions/some/").status_code == 405


def test_the_ladder_of_a_solution_nobody_reviewed_has_no_step():
    assert ladder(make_solution(evidence="")) == [
        ("described", False, False),
        ("measured", False, False),
        ("studied", False, False),
        ("worked_again", False, False),
    ]
