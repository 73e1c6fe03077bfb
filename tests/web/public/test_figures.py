"""Figures: each with its definition and its rows; recorded totals stand apart."""

from __future__ import annotations

import pytest

from southsouth.figures.queries import COUNTED
from southsouth.web.words import KINDS
from tests.makers import (
    make_adoption,
    make_event,
    make_need,
    make_person,
    make_solution,
    make_total,
)
from tests.web.public.pages import links, said, texts

pytestmark = pytest.mark.django_db


def test_every_figure_says_what_it_counts(client):
    make_adoption(make_solution(title="One counter"))
    make_need(visibility="members")
    make_need(origin="sample")
    make_total("partnership_opportunities", value=244)
    page = client.get("/en/figures/")
    table = texts(page, "table")[0]
    assert "Solutions shown1Solutions that are published, those due for confirmation included." in table
    assert (
        "Needs open1Needs that are open for solutions today. 1 sample is left out. "
        "1 row is counted but not open to you."
    ) in table
    assert texts(page, "dl", "ledger") == ["partnership opportunities created244"]
    assert "/en/figures/adoptions_recorded/" in links(page)


def test_every_figure_has_words():
    assert set(COUNTED) == set(KINDS["figure"]) == set(KINDS["figure_means"])


@pytest.mark.parametrize("name", list(COUNTED))
def test_every_figure_leads_to_its_rows(client, name):
    make_adoption(make_solution(title="One counter"))
    make_need(title="Pensions come late")
    for kind in ("workshop", "field_visit", "webinar"):
        make_event(kind=kind, title="A meeting")
    page = client.get(f"/en/figures/{name}/")
    assert texts(page, "h1")[0].startswith(str(KINDS["figure"][name]))
    assert texts(page, "h2")[0] == ("2 rows" if name == "countries_involved" else "1 row")
    expected = {
        "solutions_shown": "One counterBangladesh",
        "needs_open": "Pensions come lateKenya",
        "adoptions_recorded": "One counterfrom Bangladesh to Kenya · 2020 · in operation",
        "adoptions_running": "One counterfrom Bangladesh to Kenya · 2020 · in operation",
        "countries_involved": "Bangladesh Kenya",
    }
    assert texts(page, "ul", "tasks")[0] == expected.get(name, "A meetingJune 2019")


def test_rows_that_are_not_open_are_counted_and_not_shown(client):
    make_need(title="For members", visibility="members")
    page = client.get("/en/figures/needs_open/")
    assert "For members" not in said(page)
    assert "1 row is counted but not open to you." in said(page)
    client.force_login(make_person())
    assert "For members" in said(client.get("/en/figures/needs_open/"))


def test_no_rows_yet(client):
    assert "There is no row yet." in said(client.get("/en/figures/webinars/"))


def test_a_figure_nobody_counts_is_missing(client):
    assert client.get("/en/figures/likes/").status_code == 404


def test_rows_cost_the_same_queries(queries):
    make_adoption(make_solution())
    few = queries("/en/figures/adoptions_recorded/"), queries("/en/figures/solutions_shown/")
    for _ in range(3):
        make_adoption(make_solution())
    assert (queries("/en/figures/adoptions_recorded/"), queries("/en/figures/solutions_shown/")) == few


def test_only_reading_is_possible(client):
    assert client.post("/en/figures/").status_code == 405
    assert client.post("/en/figures/webinars/").status_code == 405
