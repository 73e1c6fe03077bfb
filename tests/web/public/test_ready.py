"""Pages kept ready: the same for every visitor, never for somebody signed in, gone after every deed."""

from __future__ import annotations

import gzip

import brotli
import pytest
from django.core.cache import caches
from django.test import override_settings

from southsouth.ledger.actions import record
from tests.makers import AT, make_person, make_run, make_solution
from tests.web.public.pages import said

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _kept(settings):
    settings.CACHES = {
        **settings.CACHES,
        "pages": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "pages-of-a-test"},
    }
    caches["pages"].clear()
    yield
    caches["pages"].clear()


def test_a_second_visit_asks_little_of_the_database(client, django_assert_num_queries):
    address = f"/en/solutions/{make_solution().ref}/"
    first = client.get(address)
    with django_assert_num_queries(2):
        second = client.get(address)
    assert second.content == first.content
    assert second["ETag"] == first["ETag"]
    assert second["Cache-Control"] == "public, max-age=60, stale-while-revalidate=600"
    assert {"Accept-Encoding", "Cookie"} <= {each.strip() for each in second["Vary"].split(",")}


def test_a_visitor_who_has_the_page_gets_no_second_copy(client):
    make_solution()
    etag = client.get("/en/solutions/")["ETag"]
    again = client.get("/en/solutions/", headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    ("accepted", "coding", "read"),
    [("gzip, deflate, br", "br", brotli.decompress), ("gzip", "gzip", gzip.decompress), ("", "", bytes)],
)
def test_the_page_comes_compressed_as_the_browser_reads_it(client, accepted, coding, read):
    plain = client.get("/en/help/").content
    page = client.get("/en/help/", headers={"Accept-Encoding": accepted})
    assert page.get("Content-Encoding", "") == coding
    assert read(page.content) == plain
    assert int(page["Content-Length"]) == len(page.content)


def test_after_a_deed_or_a_matching_run_the_page_is_made_anew(client):
    solution = make_solution(title="Before")
    address = f"/en/solutions/{solution.ref}/"
    assert "Before" in said(client.get(address))
    type(solution).objects.filter(pk=solution.pk).update(title="After")
    assert "Before" in said(client.get(address)), "a change without a deed is seen a minute later"
    record("solution.saved", solution, by=None, at=AT)
    assert "After" in said(client.get(address))
    type(solution).objects.filter(pk=solution.pk).update(title="Later")
    make_run()
    assert "Later" in said(client.get(address))


def test_nobody_gets_the_page_of_somebody_signed_in(client):
    solution = make_solution(visibility="members")
    address = f"/en/solutions/{solution.ref}/"
    person = make_person()
    client.force_login(person)
    own = client.get(address)
    assert own.status_code == 200
    assert own["Cache-Control"] == "private, no-store"
    assert "ETag" not in own
    client.logout()
    client.cookies.clear()
    assert client.get(address).status_code == 404


def test_somebody_signed_in_does_not_get_the_page_of_visitors(client):
    assert "Sign in" in client.get("/en/").content.decode()
    client.force_login(make_person())
    assert "Workspace" in client.get("/en/").content.decode()


def test_errors_forms_and_long_addresses_are_not_kept(client):
    assert client.get("/en/solutions/none/").status_code == 404
    make_solution(ref="none")
    assert client.get("/en/solutions/none/").status_code == 200
    assert client.get("/en/needs/try/")["Cache-Control"] == "private, no-store"
    assert "ETag" not in client.get("/en/solutions/", {"q": "x" * 400})


def test_languages_and_questions_have_pages_of_their_own(client):
    assert client.get("/en/help/").content != client.get("/fr/help/").content
    make_solution(title="Alpha")
    assert "Alpha" in said(client.get("/en/solutions/"))
    assert "Alpha" not in said(client.get("/en/solutions/?area=none"))


@override_settings(SESSION_COOKIE_NAME="sessionid")
def test_head_has_the_headers_of_get(client):
    assert client.head("/en/help/")["ETag"] == client.get("/en/help/")["ETag"]
