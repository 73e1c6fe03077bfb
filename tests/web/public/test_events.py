"""Events: by year, with what is known of each; what is not known is said to be unknown."""

from __future__ import annotations

import pytest

from tests.makers import SOURCE, make_country, make_event
from tests.web.public.pages import links, said, texts

pytestmark = pytest.mark.django_db


def test_events_stand_under_their_years_newest_first(client):
    make_event(title="First", starts="2017-12-09", opportunities=38, country=make_country("BGD"), city="Dhaka")
    make_event(title="Second", starts="2019", opportunities=None)
    page = client.get("/en/events/")
    assert texts(page, "h2")[:2] == ["2019", "2017"]
    assert texts(page, "ul", "tasks") == [
        "SecondWorkshop · 2019",
        "FirstWorkshop · 9 December 2017 · Dhaka · Bangladesh38 opportunities",
    ]
    assert "Partnership opportunities told by events38" in said(page)
    assert "Events that do not tell it1" in said(page)


def test_no_event_yet(client):
    assert texts(client.get("/en/events/"), "strong") == ["No event is recorded yet"]


def test_an_event_tells_what_is_known(client):
    event = make_event(
        title="First workshop",
        starts="2017-12-09",
        ends="2017-12-11",
        city="Dhaka",
        country=make_country("BGD"),
        countries_present=18,
        opportunities=38,
        outcome="38 partnership opportunities",
    )
    page = client.get(f"/en/events/{event.ref}/")
    assert texts(page, "h1") == ["First workshop"]
    assert texts(page, "p", "lead") == ["9 December 2017 – 11 December 2017 · Dhaka · Bangladesh"]
    assert texts(page, "dl", "facts") == ["Countries present18 Partnership opportunities38 PlaceDhaka Bangladesh"]
    assert "38 partnership opportunities" in said(page)
    assert {SOURCE, "/en/countries/BGD/"} <= set(links(page))


def test_unknown_is_unknown_and_not_zero(client):
    event = make_event(starts="2019-06")
    page = client.get(f"/en/events/{event.ref}/")
    assert texts(page, "p", "lead") == ["June 2019"]
    assert texts(page, "dl", "facts") == [
        "Countries presentnot known Partnership opportunitiesnot known Placenot known"
    ]
    assert "unknown means that the source does not tell, not zero" in said(page)


def test_an_event_nobody_recorded_is_missing(client):
    assert client.get("/en/events/none/").status_code == 404


def test_the_list_costs_the_same_queries(queries):
    make_event()
    few = queries("/en/events/")
    for iso3 in ("KEN", "NPL", "BTN"):
        make_event(country=make_country(iso3))
    assert queries("/en/events/") == few


def test_only_reading_is_possible(client):
    assert client.post("/en/events/").status_code == 405
    assert client.post("/en/events/some/").status_code == 405
