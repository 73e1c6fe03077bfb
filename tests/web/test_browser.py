"""The workspace and the desk in a real browser: accessible, without sideways scroll, without a script."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from southsouth.catalogue.lifecycle import NeedState
from southsouth.catalogue.models import Need, Solution
from southsouth.matching.models import Match
from southsouth.members.lifecycle import Role
from southsouth.members.models import Person
from tests.browser import DESK, PHONE, assert_accessible, assert_no_sideways_scroll, violations
from tests.makers import (
    PASSWORD,
    make_area,
    make_attachment,
    make_block,
    make_country,
    make_flag,
    make_interest,
    make_match,
    make_need,
    make_organisation,
    make_person,
    make_precondition,
    make_question,
    make_review,
    make_solution,
    make_topic,
    make_translation,
    make_whole_solution,
)
from tests.web.staging import no_engine, words_only

__all__ = ["no_engine", "words_only"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Visit = Callable[..., Page]
LOOKS = [("ar", PHONE, "dark"), ("en", DESK, "light")]


def sign_in(visit: Visit, person: Person, code: str = "en", **look: object) -> Page:
    page = visit(f"/{code}/sign-in/", **look)
    page.fill("#id_email", person.email)
    page.fill("#id_password", PASSWORD)
    page.click("main button[type=submit], main form .btn")
    return page


def explained_match(need: Need, candidate: Solution) -> Match:
    """A match with a reason, a gap and a fact that is missing."""
    reason = {
        "code": "shared_words",
        "facts": {"words": ["births"], "need_words": ["births"], "solution_words": ["births"]},
        "share": 60.0,
    }
    row = make_precondition(candidate)
    gap = {
        "code": "precondition_missing",
        "size": "large",
        "facts": {
            "ref": str(row.pk),
            "kind": "law",
            "text": row.text,
            "block": None,
            "changeable": True,
            "said_by": "owner",
            "fact": None,
            "value": None,
            "minimum": None,
        },
    }
    missing = {
        "code": "precondition_unknown",
        "facts": {"ref": str(row.pk), "kind": "law", "text": row.text, "fact": None},
        "low": 40.0,
        "high": 80.0,
    }
    return make_match(need, candidate, reasons=[reason], gaps=[gap], missing=[missing])


def organisation_pages(person: Person) -> list[str]:
    """Every page of the workspace that has something on it."""
    make_topic(area=make_area())
    own = person.organisation
    draft = make_need(NeedState.DRAFT, organisation=own, triage_reason="Which districts?")
    need = make_need(organisation=own)
    match = explained_match(need, candidate := make_solution())
    make_interest(match, answer="later")
    solution = make_whole_solution("draft", organisation=own)
    published = make_whole_solution(organisation=own)
    make_review(published)
    make_interest(make_match(make_need(), published))
    asked, answered = make_question(published), make_question(published, answer="Nine.")
    flag = make_flag(published, url="https://example.org/report")
    steps = ("problem", "people", "context", "help", "check")
    parts = ("summary", "how", "blocks", "preconditions", "proof", "terms", "check")
    return [
        "workspace/",
        "workspace/needs/new/",
        *(f"workspace/needs/{draft.ref}/edit/{step}/" for step in steps),
        f"workspace/needs/{draft.ref}/",
        f"workspace/needs/{draft.ref}/endorsement/",
        f"workspace/needs/{need.ref}/",
        f"workspace/needs/{need.ref}/withdraw/",
        f"workspace/needs/{need.ref}/facts/",
        f"workspace/matches/{match.pk}/answer/",
        *(f"workspace/solutions/{solution.ref}/edit/{step}/" for step in parts),
        f"workspace/solutions/{published.ref}/",
        "workspace/questions/",
        f"workspace/questions/{asked.ref}/",
        f"workspace/questions/{asked.ref}/decline/",
        f"workspace/questions/{answered.ref}/",
        f"workspace/flags/{flag.ref}/",
        f"solutions/{published.ref}/",
        f"solutions/{candidate.ref}/ask/",
    ]


def desk_pages() -> list[str]:
    make_area("finance")
    make_topic("pensions", area=make_area("labour"))
    need = make_need(NeedState.SUBMITTED)
    solution = make_whole_solution("submitted")
    make_interest(make_match(), answer="no", reason="law")
    in_review = make_whole_solution("in_review")
    flag = make_flag(shown := make_solution(evidence="studied"))
    make_flag(shown, state="upheld", outcome="corrected")
    return [
        *(f"desk/{room}" for room in ("", "triage/", "weights/", "quality/", "refresh/", "areas/", "import/")),
        f"desk/triage/needs/{need.ref}/",
        f"desk/triage/solutions/{solution.ref}/",
        "desk/flags/",
        f"desk/flags/{flag.ref}/",
        f"desk/solutions/{shown.ref}/evidence/",
        f"solutions/{shown.ref}/",
        "desk/areas/new/",
        "desk/areas/labour/",
        "desk/areas/labour/topics/pensions/",
        "workspace/reviews/",
        f"workspace/reviews/{in_review.ref}/",
    ]


def faults(page: Page, code: str, addresses: list[str]) -> dict[str, object]:
    found: dict[str, object] = {}
    for address in addresses:
        answer = page.goto(f"/{code}/{address}")
        assert answer is not None and answer.status == 200, address
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        if wrong := violations(page):
            found[address] = wrong
        assert_no_sideways_scroll(page)
    return found


@pytest.mark.slow
@pytest.mark.parametrize(("code", "width", "scheme"), LOOKS)
def test_every_page_of_the_workspace_is_accessible(visit: Visit, code: str, width: int, scheme: str) -> None:
    person = make_person(organisation=make_organisation(country=make_country("KEN")))
    addresses = organisation_pages(person)
    page = sign_in(visit, person, code, width=width, scheme=scheme)
    assert faults(page, code, addresses) == {}


@pytest.mark.slow
@pytest.mark.parametrize(("code", "width", "scheme"), LOOKS)
def test_every_page_of_the_desk_is_accessible(visit: Visit, code: str, width: int, scheme: str) -> None:
    addresses = desk_pages()
    page = sign_in(visit, make_person(Role.SECRETARIAT), code, width=width, scheme=scheme)
    assert faults(page, code, addresses) == {}


def test_a_need_is_written_and_mended_without_a_script(visit: Visit, live_server: LiveServer) -> None:
    person = make_person(organisation=make_organisation(country=make_country("KEN")))
    page = sign_in(visit, person, width=PHONE, script=False)
    page.click("text=Describe a need")
    page.fill("#id_problem", "Parents walk two days.")
    page.click("text=Save and continue")
    expect(page.locator("#errors")).to_be_focused()
    assert_no_sideways_scroll(page)
    page.click("#errors a")
    page.fill("#id_title", "Register births")
    page.click("text=Save and continue")
    page.fill("#id_people_affected", "23,000")
    page.click("text=Save and continue")
    page.check("text=Some days only")
    page.click("text=Save and come back later")
    need = Need.objects.get()
    assert (need.title, need.problem) == ("Register births", "Parents walk two days.")
    assert (need.people_affected, need.connectivity) == (23000, "some_days")
    page.click("text=Check and send")
    page.click("button:has-text('Send it')")
    need.refresh_from_db()
    assert need.state == NeedState.SUBMITTED


def test_rows_are_added_without_a_script(visit: Visit, live_server: LiveServer) -> None:
    person = make_person(organisation=make_organisation(country=make_country("KEN")))
    solution = make_solution("draft", organisation=person.organisation)
    make_block(solution, title="First")
    page = sign_in(visit, person, script=False)
    page.goto(f"/en/workspace/solutions/{solution.ref}/edit/blocks/")
    page.fill("#id_blocks-1-title", "Second")
    page.click("text=Save, and add another building block")
    assert page.url.endswith("#blocks-new")
    page.fill("#id_blocks-2-title", "Third")
    page.check("text=Take this row away >> nth=0")
    page.click("text=Save and continue")
    assert [row.title for row in Solution.objects.get().blocks.order_by("position")] == ["Second", "Third"]


def test_a_page_with_two_texts_is_accessible(visit: Visit, live_server: LiveServer) -> None:
    person = make_person(organisation=make_organisation(country=make_country("KEN")))
    need = make_need(NeedState.DRAFT, organisation=person.organisation)
    page, other = sign_in(visit, person, width=PHONE), sign_in(visit, person)
    address = f"/en/workspace/needs/{need.ref}/edit/people/"
    page.goto(address)
    other.goto(address)
    other.fill("#id_sufferers", "Mothers")
    other.click("text=Save and continue")
    page.fill("#id_sufferers", "Fathers")
    page.click("text=Save and continue")
    assert "Two people wrote here" in page.title()
    assert_accessible(page)
    assert_no_sideways_scroll(page)


@pytest.mark.parametrize("code", ["en", "ar"])
def test_pages_about_several_records_are_accessible(visit: Visit, live_server: LiveServer, code: str) -> None:
    refs = [make_solution(title=f"Births {number}", problem="Births.").ref for number in range(3)]
    for address in (f"compare/?s={refs[0]}&s={refs[1]}&q=births", "search/?q=births", "solutions/?q=births"):
        page = visit(f"/{code}/{address}", width=PHONE, script=True)
        assert_accessible(page)
        assert_no_sideways_scroll(page)


@pytest.mark.parametrize("code", ["en", "ar"])
def test_pages_of_keepers_and_the_desk_are_accessible(visit: Visit, live_server: LiveServer, code: str) -> None:
    solution = make_solution(title="Births")
    make_attachment(solution)
    make_translation(solution, of_digest="older")
    page = sign_in(visit, make_person(Role.SECRETARIAT), width=PHONE)
    own = f"workspace/solution/{solution.ref}"
    for address in (f"{own}/translate/fr/", f"{own}/files/", "workspace/searches/", "desk/languages/", "desk/misses/"):
        page.goto(f"/{code}/{address}")
        assert_accessible(page)
        assert_no_sideways_scroll(page)
