"""Asking and answering in a real browser, without a script."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from southsouth.catalogue.models import Question
from tests.browser import PHONE, assert_accessible, assert_no_sideways_scroll
from tests.makers import make_country, make_organisation, make_person, make_solution
from tests.web.staging import no_engine, words_only
from tests.web.test_browser import sign_in

__all__ = ["no_engine", "words_only"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Visit = Callable[..., Page]


def test_a_question_is_asked_and_answered_without_a_script(visit: Visit, live_server: LiveServer) -> None:
    solution = make_solution()
    asker = make_person(organisation=make_organisation(country=make_country("KEN")))
    page = sign_in(visit, asker, width=PHONE, script=False)
    page.goto(f"/en/solutions/{solution.ref}/ask/")
    page.click("button:has-text('Send the question')")
    expect(page.locator("#errors")).to_be_focused()
    assert_no_sideways_scroll(page)
    page.fill("#id_text", "How many clerks?")
    page.click("button:has-text('Send the question')")
    question = Question.objects.get()
    assert page.url.endswith(f"/workspace/questions/{question.ref}/")

    keeper = sign_in(visit, make_person(organisation=solution.organisation), width=PHONE, script=False)
    keeper.click("text=How many clerks?")
    keeper.fill("#id_answer", "Nine.")
    keeper.click("text=Answer, for everybody")
    keeper.click("text=See it on the page")
    assert "Nine." in keeper.locator(f"#{question.ref}").inner_text()
    question.refresh_from_db()
    assert question.state == "answered"


def test_an_answered_page_is_accessible(visit: Visit, live_server: LiveServer) -> None:
    solution = make_solution()
    page = visit(f"/ar/solutions/{solution.ref}/ask/", width=PHONE, scheme="dark")
    assert_accessible(page)
    assert_no_sideways_scroll(page)
