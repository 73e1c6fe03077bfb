"""The first page: recorded and counted numbers apart, the map with its table, solutions, needs, meetings."""

from __future__ import annotations

from math import hypot

import pytest

from southsouth.catalogue.queries import Flow
from southsouth.web.public import home
from southsouth.web.public.atlas import DRAWN, curve, drawing, place, places
from tests.makers import make_adoption, make_country, make_event, make_match, make_need, make_solution, make_total
from tests.web.public.pages import attributes, said, texts

pytestmark = pytest.mark.django_db


def test_the_home_page_shows_what_there_is(client):
    bangladesh = make_country("BGD", latitude=23.7, longitude=90.4)
    kenya = make_country("KEN", latitude=-1.3, longitude=36.8)
    solution = make_solution(title="One counter for all papers", evidence="measured")
    make_adoption(solution, exporter=bangladesh, importer=kenya)
    make_match(make_need(title="People come four times"), solution)
    make_total("partnership_opportunities", value=244)
    make_total("field_visits", value=16)
    make_event(starts="2017-11-27", city="Antalya", country=make_country("TUR"))
    page = client.get("/en/")
    assert page.status_code == 200
    assert texts(page, "h3")[4:] == ["One counter for all papers", "People come four times"]
    assert texts(page, "dl", "ledger") == ["partnership opportunities created244 field visits arranged16"]
    assert "Recorded totals, published by the network before this platform; they are not counted live." in said(page)
    assert "Proof: measured by the owner · 1 import" in said(page)
    assert "Open since 2 March 2026 · 1 solution found" in said(page)
    assert texts(page, "ol", "path") == ["2017Antalya, Türkiye"]


def test_the_map_draws_flows_and_the_table_names_them(client):
    make_adoption(
        exporter=make_country("BGD", latitude=23.7, longitude=90.4),
        importer=make_country("KEN", latitude=-1.3, longitude=36.8),
    )
    page = client.get("/en/")
    assert [d.count("M") for d in attributes(page, "path", "d", "arc")] == [1, 1], "the map and its key"
    assert texts(page, "table") == [
        "Flows of solutions between countriesExported byImported bySolutionsAdopted or in use BangladeshKenya11"
    ]
    assert "1 of 1 flow of a solution from one country to another" in said(page)


def test_a_long_table_is_cut_and_leads_on(client, monkeypatch):
    monkeypatch.setattr(home, "TABLED", 1)
    make_adoption(importer=make_country("KEN"))
    make_adoption(make_solution(), importer=make_country("NPL"))
    page = client.get("/en/")
    assert "The table shows the 1 largest flow. Every adoption, one by one" in said(page)
    assert texts(page, "table")[0].endswith("BangladeshKenya11")


def test_an_empty_platform_says_so(client):
    page = client.get("/en/")
    assert texts(page, "strong") == ["No solution is published yet", "No need is open now"]
    assert texts(page, "ol", "path") == []
    assert texts(page, "dl", "ledger") == []


def test_samples_are_marked_and_not_counted(client):
    make_need(title="A made-up need", origin="sample")
    page = client.get("/en/")
    assert "Open since 2 March 2026 · Sample" in said(page)
    assert "Needs open0 and 1 sample" in texts(page, "dl", "facts")[0]


@pytest.mark.parametrize("language", ["en", "fr", "ar", "zh"])
def test_the_page_knows_its_language(client, language):
    page = client.get(f"/{language}/")
    assert attributes(page, "html", "lang") == [language]
    assert attributes(page, "html", "dir") == ["rtl" if language == "ar" else "ltr"]


def test_only_reading_is_possible(client):
    assert client.post("/en/").status_code == 405


def test_the_number_of_queries_does_not_grow(queries):
    make_adoption(make_solution())
    make_match(make_need(), make_solution())
    few = queries("/en/")
    for _ in range(3):
        make_adoption(make_solution())
        make_match(make_need(), make_solution())
        make_event()
    assert queries("/en/") == few


def test_places_lie_where_the_land_is():
    assert tuple(round(number) for number in place(90.4, 23.7)) == (591, 114)
    assert tuple(round(number) for number in place(-77.0, -12.0)) == (137, 246)
    assert places([("ISL", -21.9, 64.1), ("XXX", None, 1.0), ("KEN", 36.8, -1.3)]).keys() == {"KEN"}


def test_an_arrow_is_bowed_upward_and_ends_before_its_country():
    for start, goal in [((100.0, 200.0), (300.0, 220.0)), ((300.0, 220.0), (100.0, 200.0))]:
        arc, tip = curve(start, goal)
        _, bend, end = points(arc)
        assert bend[1] < min(start[1], goal[1])
        assert 3 < hypot(end[0] - goal[0], end[1] - goal[1]) < 5
        assert tip.count("L") == 1


def points(arc: str) -> list[tuple[int, int]]:
    numbers = [int(number) for number in arc[1:].replace("Q", " ").split()]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def test_only_the_largest_flows_are_drawn():
    known = {f"A{number:02}": (float(number), 100.0) for number in range(60)}
    flows = [Flow("A00", code, 1, 0) for code in known if code != "A00"]
    made = drawing([Flow("A00", "ZZZ", 9, 9), *flows], ["A05", "ZZZ"], known)
    assert made.count == DRAWN == made.arcs.count("M")
    assert made.exporters == "M0 100h0"
    assert made.importers.count("M") == DRAWN
    assert made.meetings == "M5 100h0"
