"""Searches somebody keeps."""

from __future__ import annotations

import pytest

from southsouth.matching.actions.searches import MOST_EACH
from southsouth.matching.models import SavedSearch
from tests.makers import make_area, make_person, make_search, make_solution
from tests.web.public.pages import said

pytestmark = pytest.mark.django_db


def test_a_list_is_kept_and_looked_at_again(client):
    person = make_person()
    make_solution(focus_area=make_area("health"), title="Births")
    client.force_login(person)
    assert "Keep this search" in said(client.get("/en/solutions/?area=health"))
    assert "Keep this search" not in said(client.get("/en/solutions/"))
    page = client.post(
        "/en/workspace/searches/save/", {"kind": "solutions", "area": "health", "name": "Health"}, follow=True
    )
    assert "Kept." in said(page)
    assert "1 record" in said(page)
    search = SavedSearch.objects.get()
    answer = client.post(f"/en/workspace/searches/{search.pk}/look/")
    assert answer.headers["Location"] == "/en/solutions/?area=health&sort=newest"


def test_words_stay_in_the_address(client):
    search = make_search(kind="needs", text="births")
    client.force_login(search.person)
    answer = client.post(f"/en/workspace/searches/{search.pk}/look/")
    assert answer.headers["Location"] == "/en/needs/?q=births&sort=newest"


def test_what_is_new_is_told(client):
    search = make_search(text="")
    make_solution(published_at="2027-01-01T00:00Z")
    client.force_login(search.person)
    assert "1 new" in said(client.get("/en/workspace/searches/"))


def test_it_can_be_forgotten(client):
    search = make_search()
    client.force_login(search.person)
    page = client.post(f"/en/workspace/searches/{search.pk}/forget/", follow=True)
    assert "Forgotten." in said(page)
    assert "You keep no search yet" in said(page)


def test_too_many_are_refused_in_words(client):
    person = make_person()
    for number in range(MOST_EACH):
        make_search(person, text=str(number))
    client.force_login(person)
    page = client.post("/en/workspace/searches/save/", {"kind": "needs", "q": "births"}, follow=True)
    assert "Forget one first" in said(page)


def test_an_unknown_list_is_a_missing_page(client):
    client.force_login(make_person())
    assert client.post("/en/workspace/searches/save/", {"kind": "people"}).status_code == 404
