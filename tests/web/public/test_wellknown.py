"""Addresses without a language: the root, health, and what crawlers ask for."""

from __future__ import annotations

import re

import pytest
from django.db import DatabaseError

from southsouth.web.public.listing import STILL
from tests.makers import make_country, make_event, make_need, make_solution

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("asked", "address"),
    [("fr-CA, en;q=0.5", "/fr/"), ("ar", "/ar/"), ("de", "/en/"), ("", "/en/"), ("zh-CN", "/zh/")],
)
def test_the_root_leads_to_the_language_of_the_reader(client, asked, address):
    answer = client.get("/", headers={"Accept-Language": asked})
    assert (answer.status_code, answer["Location"]) == (302, address)
    assert "Accept-Language" in answer["Vary"]


def test_health(client):
    assert (client.get("/healthz").status_code, client.get("/healthz").content) == (200, b"alive")
    assert (client.get("/readyz").status_code, client.get("/readyz").content) == (200, b"ready")
    assert client.post("/healthz").status_code == 405


def test_a_database_that_does_not_answer_is_not_ready(client, monkeypatch):
    def absent(*arguments: object) -> None:
        raise DatabaseError

    monkeypatch.setattr("southsouth.web.public.wellknown.MigrationExecutor", absent)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.content) == (503, b"the database does not answer")


def test_waiting_migrations_are_not_ready(client, monkeypatch):
    monkeypatch.setattr("django.db.migrations.executor.MigrationExecutor.migration_plan", lambda self, targets: ["one"])
    answer = client.get("/readyz")
    assert (answer.status_code, answer.content) == (503, b"migrations are waiting")


def test_crawlers_are_kept_out_of_private_places(client, settings):
    settings.SITE_URL = "https://network.example"
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert {"User-agent: *", "Disallow: /fr/workspace/", "Disallow: /en/desk/", "Disallow: /ar/endorse/"} <= set(lines)
    assert lines[-1] == "Sitemap: https://network.example/sitemap.xml"


def test_who_to_tell_about_a_hole(client, settings):
    settings.SITE_URL = "https://network.example"
    text = client.get("/.well-known/security.txt").content.decode()
    assert "Contact: https://network.example/en/help/" in text
    assert re.search(r"Expires: 20\d\d-\d\d-\d\dT", text)
    settings.SECURITY_CONTACT = "security@network.example"
    assert "Contact: mailto:security@network.example" in client.get("/.well-known/security.txt").content.decode()


def test_the_sitemap_holds_what_is_public_in_every_language(client, settings):
    settings.SITE_URL = "https://network.example"
    make_solution(ref="births")
    make_solution("draft", ref="a-draft")
    make_need(ref="need-1", country=make_country("KEN"))
    make_need(ref="need-2", visibility="members")
    make_event(ref="dhaka-2017")
    places = re.findall("<loc>https://network.example(.*?)</loc>", client.get("/sitemap.xml").content.decode())
    assert {"/en/solutions/births/", "/ar/needs/need-1/", "/fr/countries/KEN/", "/zh/events/dhaka-2017/"} <= set(places)
    assert not [each for each in places if "a-draft" in each or "need-2" in each]
    assert len(places) == len(set(places)) == 8 * (len(STILL) + 1 + 1 + 2 + 1)


def test_every_address_of_the_sitemap_opens(client):
    make_solution()
    make_need()
    make_event()
    places = re.findall("<loc>https?://[^/]*(/en/.*?)</loc>", client.get("/sitemap.xml").content.decode())
    assert [each for each in places if client.get(each).status_code != 200] == []
