"""An official endorses a need through a secret link: GET says what will happen, POST does it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from southsouth.catalogue.actions.endorsements import ask_endorsement
from southsouth.catalogue.models import Need
from tests.makers import make_country, make_need, make_organisation, make_person
from tests.web.public.pages import attributes, said, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked():
    person = make_person(organisation=make_organisation(country=make_country("KEN")))
    need = make_need("draft", organisation=person.organisation, title="Pensions come late")
    secret = ask_endorsement(need, official="A. Official", post="Permanent secretary", by=person, at=timezone.now())
    return need, f"/en/endorse/{secret}/"


def seen_on(page) -> str:
    return dict(zip(attributes(page, "input", "name"), attributes(page, "input", "value"), strict=True))["seen"]


def test_the_page_says_what_will_happen_and_does_nothing(client, asked):
    need, address = asked
    page = client.get(address)
    assert page.status_code == 200
    assert "You are asked to stand behind this need as A. Official, Permanent secretary." in said(page)
    assert "Pensions come late" in said(page)
    assert "The need is marked as endorsed, with your name and post." in said(page)
    assert page["Cache-Control"] == "private, no-store"
    assert Need.objects.get(pk=need.pk).state == "draft"


def test_the_official_confirms_once(client, asked):
    need, address = asked
    seen = seen_on(client.get(address))
    page = client.post(address, {"seen": seen})
    assert texts(page, "h1") == ["The need is endorsed"]
    assert Need.objects.get(pk=need.pk).state == "endorsed"
    for again in (client.get(address), client.post(address, {"seen": seen})):
        assert again.status_code == 404
        assert texts(again, "h1") == ["This link is not valid"]


def test_a_need_that_changed_is_read_again(client, asked):
    need, address = asked
    seen = seen_on(client.get(address))
    Need.objects.filter(pk=need.pk).update(title="Another", changed_at=timezone.now() + timedelta(minutes=1))
    page = client.post(address, {"seen": seen})
    assert page.status_code == 409
    assert "The need has changed since you opened this page" in said(page)
    assert "Another" in said(page)
    assert Need.objects.get(pk=need.pk).state == "draft"
    assert client.post(address, {"seen": seen_on(page)}).status_code == 200


@pytest.mark.parametrize("seen", ["", "yesterday", "2026-01-01"])
def test_a_page_nobody_has_read_endorses_nothing(client, asked, seen):
    need, address = asked
    assert client.post(address, {"seen": seen}).status_code == 409
    assert Need.objects.get(pk=need.pk).state == "draft"


@pytest.mark.parametrize("secret", ["abc", "x" * 300])
def test_an_unknown_link_says_no_more_than_a_used_one(client, secret):
    page = client.get(f"/en/endorse/{secret}/")
    assert page.status_code == 404
    assert texts(page, "h1") == ["This link is not valid"]
    assert client.post(f"/en/endorse/{secret}/", {"seen": ""}).status_code == 404


def test_other_methods_are_refused(client, asked):
    assert client.put(asked[1]).status_code == 405
