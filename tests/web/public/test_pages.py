"""Pages of standing text, and pages for what went wrong."""

from __future__ import annotations

import pytest
from django.test import Client

from southsouth.engine.fit import DEFAULT_WEIGHTS
from southsouth.reference.models import all_credits
from southsouth.web.public import errors
from southsouth.web.words.numbers import number_text
from tests.makers import make_weights
from tests.web.public.pages import attributes, links, said, texts

pytestmark = pytest.mark.django_db

PAGES = {
    "method": "How the ranking works",
    "credits": "Sources and credits",
    "accessibility": "Accessibility",
    "privacy": "Privacy",
    "help": "Help and contact",
}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_page_is_there_in_every_language(client, name, language):
    page = client.get(f"/{language}/{name}/")
    assert page.status_code == 200
    assert len(texts(page, "h1")) == 1
    assert client.post(f"/{language}/{name}/").status_code == 405


@pytest.mark.parametrize("name", PAGES)
def test_a_page_says_what_it_is(client, name):
    assert texts(client.get(f"/en/{name}/"), "h1") == [PAGES[name]]


def test_the_method_shows_the_weights_in_force(client):
    make_weights(version=3, values={"lexical": 0.75}, active=True)
    page = client.get("/en/method/")
    assert "The weights in force, version 3" in said(page)
    assert "Same words0.75" in texts(page, "table")[0]
    default = number_text(DEFAULT_WEIGHTS.evidence, 2)
    assert f"Strength of the proof{default}" in texts(page, "table")[0], "others have their default"


def test_every_source_is_credited(client):
    table = texts(client.get("/en/credits/"), "table")[0]
    assert [each.title for each in all_credits().values() if each.title not in table] == []


def test_help_names_the_contact_when_there_is_one(client, settings):
    assert not [link for link in links(client.get("/en/help/")) if link and link.startswith("mailto:")]
    settings.SECURITY_CONTACT = "office@example.org"
    assert "mailto:office@example.org" in links(client.get("/en/help/"))


@pytest.mark.parametrize("path", ["/en/none/", "/en/solutions/none/", "/en/needs/none/", "/none"])
def test_what_is_missing_leads_on(client, path):
    page = client.get(path)
    assert page.status_code == 404
    assert texts(page, "h1") == ["This page is not here"]
    assert "/en/sign-in/" in links(page)
    assert attributes(page, "input", "name", "q") == ["q"]


def test_a_form_that_does_not_fit_says_what_to_do(client):
    page = Client(enforce_csrf_checks=True).post("/fr/sign-in/", {"email": "a@example.org"})
    assert page.status_code == 403
    assert attributes(page, "html", "lang") == ["fr"]
    assert len(texts(page, "h1")) == 1


def test_what_is_broken_or_unreadable_has_a_page(rf):
    request = rf.get("/en/")
    request.resolver_match = None
    for view, status, words in (
        (errors.broken, 500, "Something broke on our side"),
        (errors.bad_request, 400, "This could not be read"),
    ):
        page = view(request)
        assert page.status_code == status
        assert texts(page, "h1") == [words]
