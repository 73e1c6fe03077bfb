"""Journeys 1 and 2 as far as two yeses: a need is written and answered, a solution is written, reviewed and found."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from southsouth.catalogue.lifecycle import NeedState, SolutionState
from southsouth.catalogue.models import Need, Solution
from southsouth.ledger.models import Entry
from southsouth.matching.actions import refresh_index, refresh_need
from southsouth.matching.models import Match
from tests.browser import PHONE
from tests.journeys.conftest import Network, Visit

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SignIn = Callable[..., Page]


def write_need(page: Page) -> Need:
    page.click("text=Describe a need")
    page.fill("#id_title", "Births are not registered in remote districts")
    page.fill("#id_problem", "Parents walk two days to register a birth. Posts have a signal on some days only.")
    page.click("text=Save and continue")
    page.fill("#id_people_affected", "23,000")
    page.click("text=Save and continue")
    page.check("text=Some days only")
    page.click("text=Save and continue")
    page.click("text=Save and continue")
    page.click("button:has-text('Send it')")
    return Need.objects.get()


def test_a_need_goes_from_the_first_word_to_two_yeses(sign_in: SignIn, visit: Visit, network: Network) -> None:
    page = sign_in(network.importer, width=PHONE, script=False)
    need = write_need(page)
    assert need.state == NeedState.SUBMITTED

    desk = sign_in(network.officer)
    desk.goto(f"/en/desk/triage/needs/{need.ref}/")
    desk.check("input[name=decision][value=open]")
    desk.click("button:has-text('Decide')")
    need.refresh_from_db()
    assert need.state == NeedState.OPEN

    refresh_need(need, at=timezone.now())
    page.goto(f"/en/workspace/needs/{need.ref}/")
    assert network.births.title in page.locator(".match").first.inner_text()
    match = Match.objects.get(need=need, solution=network.births)
    page.goto(f"/en/workspace/matches/{match.pk}/answer/")
    page.check("input[name=answer][value=yes]")
    page.click("main form .btn >> nth=0")

    other = sign_in(network.exporter)
    other.goto(f"/en/workspace/matches/{match.pk}/answer/")
    other.check("input[name=answer][value=yes]")
    other.click("main form .btn >> nth=0")
    assert [each.pk for each in Match.objects.mutual()] == [match.pk]
    deeds = Entry.objects.about("need", need.ref).values_list("deed", flat=True)
    assert [deed for deed in deeds if deed != "need.saved"] == ["need.started", "need.submitted", "need.opened"]


def test_a_solution_is_written_reviewed_by_two_and_found(sign_in: SignIn, visit: Visit, network: Network) -> None:
    page = sign_in(network.exporter, script=False)
    page.click("text=Publish a solution")
    page.fill("#id_title", "Complaints followed by text message")
    page.fill("#id_summary", "People follow a complaint about a public service by text message.")
    page.click("text=Save and continue")
    solution = Solution.objects.get(title="Complaints followed by text message")
    page.goto(f"/en/workspace/solutions/{solution.ref}/edit/how/")
    page.fill("#id_problem", "Nobody knew what became of a complaint.")
    page.fill("#id_how_it_works", "Each complaint gets a number. Every step sends a message.")
    page.click("text=Save and continue")
    page.goto(f"/en/workspace/solutions/{solution.ref}/edit/check/")
    page.click("button:has-text('Send')")
    solution.refresh_from_db()
    assert solution.state == SolutionState.SUBMITTED

    desk = sign_in(network.officer)
    desk.goto(f"/en/desk/triage/solutions/{solution.ref}/")
    desk.check("input[name=decision][value=review]")
    desk.click("button:has-text('Decide')")
    for expert in network.experts:
        reader = sign_in(expert)
        reader.goto(f"/en/workspace/reviews/{solution.ref}/")
        for mark in ("clarity", "results", "transfer", "safeguards"):
            reader.check(f"input[name={mark}][value='2']")
        reader.check("input[name=evidence][value=described]")
        reader.check("input[name=answer][value=publish]")
        reader.click("main form .btn >> nth=0")
    solution.refresh_from_db()
    assert solution.state == SolutionState.PUBLISHED

    refresh_index(at=timezone.now())
    visitor = visit("/en/solutions/?q=what became of my complaint")
    assert solution.title in visitor.locator("main .card").first.inner_text()
