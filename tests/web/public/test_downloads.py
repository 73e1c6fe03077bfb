"""Data as files: what the reader may see and nothing else, narrowed like the list, in three forms."""

from __future__ import annotations

import csv
import io
import json

import openpyxl
import pytest

from southsouth.web.public.downloads import TABLES
from tests.makers import (
    make_adoption,
    make_area,
    make_country,
    make_event,
    make_fact,
    make_need,
    make_person,
    make_solution,
)
from tests.web.public.pages import links, said, texts

pytestmark = pytest.mark.django_db


def rows(response) -> list[dict[str, str]]:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def records(response) -> list[dict[str, object]]:
    return json.loads(b"".join(response.streaming_content))


def test_the_page_names_every_table_with_its_rows_and_columns(client):
    make_solution()
    page = client.get("/en/data/")
    assert "Solutions1 row" in texts(page, "ul", "tasks")[0]
    assert texts(page, "summary") == [
        "Solutions",
        "Needs",
        "Adoptions",
        "Events",
        "Countries",
        "Country facts",
    ]
    assert "changeable" not in texts(page, "table")[0]
    assert "titleTitle" in texts(page, "table")[0]
    assert {f"/en/data/{kind}.{form}" for kind in TABLES for form in ("csv", "xlsx", "json")} <= set(links(page))


def test_every_column_has_words(client):
    page = client.get("/en/data/")
    for kind, table in TABLES.items():
        for column in table.columns:
            assert f"{column}" in said(page), (kind, column)


def test_solutions_as_csv(client):
    make_solution(ref="births", title="Births")
    response = client.get("/en/data/solutions.csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"].startswith('attachment; filename="solutions-20')
    assert response["Cache-Control"].startswith("public")
    assert [(row["ref"], row["title"]) for row in rows(response)] == [("births", "Births")]


def test_needs_as_json(client):
    make_need(ref="need-1", title="Pensions come late", country=make_country("MWI"))
    found = records(client.get("/en/data/needs.json"))
    assert [(each["ref"], each["country"]) for each in found] == [("need-1", "MWI")]
    assert "people_affected" not in found[0], "what is not known is left out"


def test_solutions_as_a_workbook(client):
    make_solution(ref="births", title="=1+1")
    book = openpyxl.load_workbook(io.BytesIO(client.get("/en/data/solutions.xlsx").content))
    sheet = book.active
    heading = [cell.value for cell in sheet[1]]
    title = sheet[2][heading.index("title")]
    assert (title.value, title.data_type) == ("=1+1", "s"), "no formula"


@pytest.mark.parametrize("kind", ["adoptions", "events", "countries", "facts"])
def test_other_tables(client, kind):
    make_adoption(make_solution(), ref="p001")
    make_event(ref="dhaka-2017")
    make_fact(make_country("KEN"), "hdi", value=0.6)
    first = records(client.get(f"/en/data/{kind}.json"))[0]
    expected = {
        "adoptions": ("ref", "p001"),
        "events": ("ref", "dhaka-2017"),
        "countries": ("iso3", "BGD"),
        "facts": ("value", 0.6),
    }
    name, value = expected[kind]
    assert first[name] == value
    assert len(rows(client.get(f"/en/data/{kind}.csv"))) == (2 if kind == "countries" else 1)


def test_files_are_narrowed_like_the_list(client, indexed):
    make_solution(ref="births", title="Birth registration", focus_area=make_area("health"))
    make_solution(ref="ports", title="Ports", focus_area=make_area("trade"))
    indexed()
    assert [row["ref"] for row in rows(client.get("/en/data/solutions.csv?area=health"))] == ["births"]
    assert [row["ref"] for row in rows(client.get("/en/data/solutions.csv?q=ports"))] == ["ports"]
    assert rows(client.get("/en/data/solutions.csv?area=none")) == []


def test_nothing_that_is_not_public_leaves(client):
    make_solution("draft", ref="draft")
    make_solution(ref="members", visibility="members")
    make_need("submitted", ref="submitted")
    make_need(ref="confidential", visibility="secretariat")
    hidden = make_solution("archived", ref="archived", published_at=None)
    make_adoption(hidden)
    for kind in ("solutions", "needs", "adoptions"):
        assert records(client.get(f"/en/data/{kind}.json")) == []
    client.force_login(make_person())
    response = client.get("/en/data/solutions.json")
    assert response["Cache-Control"] == "private, no-store"
    assert [each["ref"] for each in records(response)] == ["members"]


def test_even_the_secretariat_downloads_only_what_is_shown(client):
    make_need("draft", ref="draft")
    client.force_login(make_person("secretariat"))
    assert records(client.get("/en/data/needs.json")) == []


@pytest.mark.parametrize("address", ["people.csv", "solutions.pdf", "solutions.jsonl"])
def test_what_is_not_offered_is_missing(client, address):
    assert client.get(f"/en/data/{address}").status_code == 404


def test_only_reading_is_possible(client):
    assert client.post("/en/data/").status_code == 405
    assert client.post("/en/data/solutions.csv").status_code == 405
