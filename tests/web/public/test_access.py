"""Signing in and out: what is asked, what is refused, where one goes, and what was typed comes along."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client, RequestFactory

from southsouth.web.held import held
from southsouth.web.public.demo import DOMAIN
from southsouth.web.public.demo import PASSWORD as DEMO
from southsouth.web.public.tries import MOST, WINDOW, too_many, tried
from tests.makers import PASSWORD, make_country, make_organisation, make_person
from tests.web.public.pages import attributes, said, texts

pytestmark = pytest.mark.django_db

WRONG = "This e-mail address and this password do not belong together. Check both."
ADDRESS = "/en/sign-in/"


def enter(client, email="ann@example.org", password=PASSWORD, **more):
    return client.post(ADDRESS, {"email": email, "password": password, **more})


@pytest.fixture
def ann():
    return make_person(email="ann@example.org", language="fr")


def test_the_form(client):
    page = client.get(ADDRESS)
    assert page.status_code == 200
    assert texts(page, "h1") == ["Sign in"]
    assert attributes(page, "input", "autocomplete", "id_email") == ["username"]
    assert "no-store" in page["Cache-Control"]


def test_with_the_right_password_one_comes_to_the_workspace(client, ann):
    answer = enter(client, email="Ann@Example.org")
    assert (answer.status_code, answer["Location"]) == (302, "/en/workspace/")
    assert client.session["_auth_user_id"] == str(ann.pk)


@pytest.mark.parametrize("code", ["ar", "zh"])
def test_the_language_of_the_page_is_kept(client, ann, code):
    answer = client.post(f"/{code}/sign-in/", {"email": ann.email, "password": PASSWORD})
    assert answer["Location"] == f"/{code}/workspace/"


def test_the_way_back_is_kept(client, ann):
    page = client.get(f"{ADDRESS}?next=/en/needs/")
    assert "/en/needs/" in attributes(page, "input", "value")
    assert enter(client, next="/en/needs/")["Location"] == "/en/needs/"


@pytest.mark.parametrize(
    "away",
    ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "\\\\evil.example", "/\\evil.example", "evil"],
)
def test_nobody_is_led_away(client, ann, away):
    assert enter(client, next=away)["Location"] == "/en/workspace/"


@pytest.mark.parametrize("case", ["password", "email", "suspended"])
def test_every_refusal_looks_the_same(client, ann, case):
    make_person(email="gone@example.org", is_active=False)
    values = {
        "password": {"password": "not the password"},
        "email": {"email": "nobody@example.org"},
        "suspended": {"email": "gone@example.org"},
    }
    page = enter(client, **values[case])
    assert page.status_code == 422
    assert texts(page, "div", "errors") == [f"There is a problem{WRONG}"]
    assert "_auth_user_id" not in client.session


def test_what_is_missing_is_named_at_its_field(client):
    page = enter(client, email="ann", password="")
    assert page.status_code == 422
    assert texts(page, "div", "errors") == [
        "There is a problemEnter an e-mail address like name@ministry.govEnter your password"
    ]
    assert attributes(page, "input", "value", "id_email") == ["ann"]
    assert attributes(page, "input", "value", "id_password") == [None], "a password is never sent back"


def test_after_five_wrong_tries_one_waits(client, ann):
    for _ in range(MOST["pair"]):
        assert enter(client, password="wrong").status_code == 422
    page = enter(client)
    assert page.status_code == 429
    assert page["Retry-After"] == str(WINDOW)
    assert "Too many tries. Wait 15 minutes, then try again." in said(page)
    elsewhere = Client(REMOTE_ADDR="198.51.100.7")
    assert enter(elsewhere).status_code == 302, "nobody can keep somebody else out"


def test_one_address_cannot_try_many_people(client, ann):
    request = RequestFactory().post(ADDRESS)
    for number in range(MOST["address"]):
        tried(request, f"person-{number}@example.org")
    assert enter(client).status_code == 429


def test_a_success_forgives_the_tries_before(client, ann):
    for _ in range(MOST["pair"] - 1):
        enter(client, password="wrong")
    assert enter(client).status_code == 302
    client.logout()
    for _ in range(MOST["pair"] - 1):
        assert enter(client, password="wrong").status_code == 422
    assert enter(client).status_code == 302


def test_a_count_that_ran_out_between_two_steps_begins_again(monkeypatch):
    request = RequestFactory().post(ADDRESS)
    kept, add = [], cache.add
    monkeypatch.setattr(cache, "add", lambda key, value, seconds: kept.append(value) or (value and add(key, 5)))
    tried(request, "ann@example.org")
    assert kept == [0, 1, 0, 1]
    assert too_many(request, "ann@example.org")


def test_what_was_typed_before_the_sign_in_ended_comes_along(client, ann):
    typed = RequestFactory().post("/en/workspace/needs/new/", {"title": "Births", "tick": ["a", "b"]})
    token = held(typed)
    page = client.post(ADDRESS, {"email": "ann@example.org", "password": "wrong", "held": token})
    assert token in attributes(page, "input", "value"), "a wrong password does not lose it"
    page = enter(client, held=token)
    assert page.status_code == 200
    assert texts(page, "h1") == ["You are signed in. Nothing was lost"]
    fields = list(zip(attributes(page, "input", "name"), attributes(page, "input", "value"), strict=True))
    assert fields[1:] == [("title", "Births"), ("tick", "a"), ("tick", "b")]
    assert attributes(page, "form", "action") == ["/en/workspace/needs/new/"]


def test_a_forged_text_is_ignored(client, ann):
    assert enter(client, held="abc:def")["Location"] == "/en/workspace/"


def test_signing_out_is_asked_and_done(client, ann):
    client.force_login(ann)
    page = client.get("/en/sign-out/")
    assert f"You are signed in as {ann.name}." in said(page)
    answer = client.post("/en/sign-out/")
    assert (answer.status_code, answer["Location"]) == (302, "/en/")
    assert "_auth_user_id" not in client.session
    assert client.get("/en/sign-out/").status_code == 302


def test_other_methods_are_refused(client):
    assert client.put(ADDRESS).status_code == 405
    assert client.delete("/en/sign-out/").status_code == 405


def test_the_demonstration_shows_its_sign_ins_and_nothing_else_does(client, settings):
    kenya = make_organisation(country=make_country("KEN"))
    make_person(email=f"kenya@{DOMAIN}", organisation=kenya)
    make_person("secretariat", email=f"officer@{DOMAIN}")
    make_person(email="real@example.org")
    make_person(email=f"gone@{DOMAIN}", is_active=False)
    assert texts(client.get(ADDRESS), "aside") == []
    settings.DEMO = True
    assert texts(client.get(ADDRESS), "dl", "facts") == [
        f"Focal point · Kenyakenya@{DOMAIN}Password: {DEMO} Secretariat officerofficer@{DOMAIN}Password: {DEMO}"
    ]
