"""Describe a need and see what fits: without an account, in any language, and nothing is kept."""

from __future__ import annotations

import pytest
from django.test import Client

from southsouth.catalogue.models import Need
from southsouth.ledger.models import Entry
from southsouth.matching.models import Match, MatchRun
from southsouth.web.public.forms import LONGEST_PROBLEM
from tests.makers import make_area, make_country, make_solution
from tests.web.public.pages import attributes, links, said, texts

pytestmark = pytest.mark.django_db

BIRTHS = "Parents in remote villages walk two days to register a birth, and many never do."


@pytest.fixture
def catalogue(indexed):
    """A few solutions, one of which answers."""
    births = make_solution(
        ref="births",
        title="Birth registration at the health post",
        summary="Nurses register every birth in the village, so parents need not walk.",
    )
    make_solution(ref="ports", title="Port clearance", summary="One window for freight and customs.")
    make_solution(
        ref="hidden", title="Hidden birth registration", summary="Nurses register a birth.", visibility="members"
    )
    indexed()
    return births


def ask(client, **values):
    return client.post("/en/needs/try/", {"problem": BIRTHS, **values})


def test_the_form_comes_first(client):
    make_country("LAO")
    page = client.get("/en/needs/try/")
    assert page.status_code == 200
    assert texts(page, "h1") == ["Describe your need and see what fits"]
    assert texts(page, "h2")[0] == "What you will see"
    assert "Lao People's Democratic Republic" in texts(page, "option")
    assert "Nothing is kept" in str(attributes(page, "meta", "content"))


def test_a_need_finds_what_fits_and_why(client, catalogue):
    make_country("LAO")
    page = ask(client, country="LAO")
    assert page.status_code == 200
    assert texts(page, "h3")[0] == "Birth registration at the health post"
    assert texts(page, "p", "rank")[0].endswith("· Bangladesh")
    assert "Compared with 2 solutions." in said(page)
    assert "register" in said(page)
    assert "Hidden birth registration" not in said(page)


def test_nothing_is_kept(client, catalogue):
    before = Entry.objects.count()
    ask(client)
    assert (Need.objects.count(), Match.objects.count(), MatchRun.objects.count()) == (0, 0, 0)
    assert Entry.objects.count() == before
    assert set(client.cookies) == {"csrftoken"}, "the form's own guard, and no session"


def test_what_was_typed_stays_in_the_form(client, catalogue):
    make_area("health")
    page = ask(client, country="", language="en", title="Births", budget_usd="60,000", connectivity="slow")
    assert texts(page, "textarea")[0] == BIRTHS
    assert "60,000" in attributes(page, "input", "value")
    assert attributes(page, "details", "open", "fold")[0] == "", "the folded fields are open when one is used"
    assert attributes(client.get("/en/needs/try/"), "details", "open", "fold") == [None]


def test_an_empty_need_is_refused_with_the_remedy(client):
    page = client.post("/en/needs/try/", {"problem": "   ", "budget_usd": "much"})
    assert page.status_code == 422
    assert texts(page, "title")[0].startswith("Error:")
    assert texts(page, "div", "errors") == [
        "There is a problemWrite what the problem is, in one sentence or more"
        "Enter a number in digits, for example 23,000."
    ]
    assert {"#id_problem", "#id_budget_usd"} <= set(links(page))
    assert "much" in attributes(page, "input", "value"), "what was typed is kept"
    assert attributes(page, "textarea", "aria-invalid", "id_problem") == ["true"]


def test_fifty_pages_are_refused_with_the_length(client):
    page = client.post("/en/needs/try/", {"problem": "word " * 30_000})
    assert page.status_code == 422
    error = texts(page, "div", "errors")[0]
    assert f"{LONGEST_PROBLEM} are read at most" in error
    assert len(texts(page, "textarea")[0]) > 100_000, "what was typed is kept"


def test_choices_that_are_not_on_the_list_are_refused(client):
    page = ask(client, country="XXX", language="tlh")
    errors = texts(page, "div", "errors")[0]
    assert "Choose a country of the list" in errors
    assert "Choose a language of the list" in errors


@pytest.mark.parametrize(
    "text",
    [
        "Les parents marchent deux jours pour enregistrer une naissance.",
        "Los padres caminan dos días para registrar un nacimiento.",
        "يمشي الآباء يومين لتسجيل مولود.",
        "Родители идут два дня, чтобы зарегистрировать рождение.",
        "父母要走两天路才能为孩子登记出生。",
        "জন্ম নিবন্ধন করতে বাবা-মা দুই দিন হাঁটেন।",
        "<script>alert(1)</script> ' OR 1=1 -- \u202e\u0007 \U0001f600",
        "....!!!???",
        "a" * 5000,
    ],
    ids=["fr", "es", "ar", "ru", "zh", "bn", "markup", "signs", "one-word"],
)
def test_any_text_gets_an_answer(client, catalogue, text):
    page = ask(client, problem=text)
    assert page.status_code == 200
    assert b"<script>alert" not in page.content
    assert texts(page, "h2", "r")


def test_a_solution_can_be_checked(client, catalogue):
    page = client.get("/en/needs/try/?solution=births")
    assert "You are checking this solution against your need" in said(page)
    page = ask(client, solution="births")
    assert "The solution you asked about is number 1" in said(page)
    page = ask(client, solution="hidden")
    assert "asked about" not in said(page)
    assert client.get("/en/needs/try/?solution=%00").status_code == 200


def test_a_solution_far_down_or_nowhere_is_said(client, indexed):
    for number in range(12):
        make_solution(title=f"Birth registration {number}", summary="Nurses register every birth in the village.")
    make_solution(ref="ports", title="Customs window", summary="Freight registered at the border.")
    indexed()
    page = ask(client, solution="ports")
    assert "The solution you asked about" in said(page)
    marks = [mark for mark in attributes(page, "h3", "id") if mark]
    assert len(marks) == len(set(marks)), "no match stands twice"


def test_without_an_index_and_with_few_solutions_it_still_answers(client):
    make_solution(title="Birth registration", summary="Nurses register every birth.")
    page = ask(client)
    assert page.status_code == 200


def test_a_country_can_come_with_the_address(client):
    make_country("KEN")
    make_country("LAO")
    page = client.get("/en/needs/try/?country=ken")
    options = zip(attributes(page, "option", "value"), attributes(page, "option", "selected"), strict=True)
    assert [value for value, selected in options if selected is not None] == ["KEN", ""]


def test_other_methods_are_refused(client):
    assert client.put("/en/needs/try/").status_code == 405


def test_the_form_is_protected(client):
    careful = Client(enforce_csrf_checks=True)
    page = careful.post("/en/needs/try/", {"problem": BIRTHS})
    assert page.status_code == 403
    assert texts(page, "h1") == ["The form was open too long"]
