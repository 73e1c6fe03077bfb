"""The importer asks the exporter; one answer is read by another member and by a visitor."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from southsouth.catalogue.models import Question
from southsouth.members.lifecycle import Role
from tests.browser import PHONE, assert_no_sideways_scroll
from tests.journeys.conftest import Network, Visit
from tests.makers import make_person

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SignIn = Callable[..., Page]
ANSWER = "Two days of training, at the health post."


def test_one_answer_serves_everybody(sign_in: SignIn, visit: Visit, network: Network) -> None:
    importer = sign_in(network.importer, width=PHONE, script=False)
    importer.goto(f"/en/solutions/{network.births.ref}/")
    importer.click("main >> text=Ask a question")
    assert "The phone keeps the form." in importer.locator("#main").inner_text()
    importer.fill("#q", "training")
    importer.click("main form[role=search] button")
    assert "No answered question has these words." in importer.locator("#main").inner_text()
    importer.fill("#id_text", "How long is the training of a health worker?")
    importer.click("button:has-text('Send the question')")
    assert "Sent." in importer.locator("#main").inner_text()
    question = Question.objects.get(asker=network.importer)

    exporter = sign_in(network.exporter, script=False)
    exporter.goto("/en/workspace/")
    exporter.click("text=How long is the training of a health worker?")
    assert "Sample registry" in exporter.locator("#main").inner_text()
    exporter.fill("#id_answer", ANSWER)
    exporter.click("text=Answer, for everybody")
    assert "Published on the page of the record." in exporter.locator("#main").inner_text()

    readers = (visit(f"/en/solutions/{network.births.ref}/", width=PHONE), sign_in(make_person(Role.FUNDER)))
    for reader in readers:
        reader.goto(f"/en/solutions/{network.births.ref}/")
        told = reader.locator(f"#{question.ref}").inner_text()
        assert ANSWER in told
        assert "Asked by a member from Kenya" in told
        assert network.importer.name not in reader.content()
        assert "Sample registry" not in told
        assert_no_sideways_scroll(reader)


def test_a_visitor_types_first_and_signs_in_after(visit: Visit, network: Network, sign_in: SignIn) -> None:
    page = visit(f"/en/solutions/{network.births.ref}/ask/", width=PHONE, script=False)
    page.fill("#id_text", "Who prints the certificates?")
    page.click("button:has-text('Send the question')")
    page.fill("#id_email", network.importer.email)
    page.fill("#id_password", "a long password for tests")
    page.click("text=Sign in and go on")
    page.click("text=Send what I typed")
    assert Question.objects.get(asker=network.importer).text == "Who prints the certificates?"
    assert "Who prints the certificates?" in page.locator("#main").inner_text()
