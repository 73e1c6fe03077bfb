"""The lists as they would be imported again."""

from __future__ import annotations

import pytest

from southsouth.reference.queries import country_records, fact_records
from southsouth.reference.queries.records import COUNTRY_FILE, FACT_FILE
from tests.makers import make_country, make_fact

pytestmark = pytest.mark.django_db


def test_a_country_goes_out_with_every_column_of_the_file():
    make_country("KEN")
    make_country(
        "BGD", aliases=["Bangla Desh"], ldc=None, borders=["IND", "MMR"], sources={"names": "un", "area": "geo"}
    )
    first, second = country_records()
    assert tuple(first) == tuple(second) == COUNTRY_FILE
    assert (first["iso3"], second["iso3"]) == ("BGD", "KEN")
    assert (first["name_bn"], first["aliases"], first["ldc"], first["borders"]) == (
        "বাংলাদেশ",
        ["Bangla Desh"],
        None,
        ["IND", "MMR"],
    )
    assert first["sources"] == ["area=geo", "names=un"]


def test_facts_go_out_by_country_and_code():
    make_fact(make_country("KEN"), "hdi", value=0.6, year=2023, source="s", unit="index", note="n")
    make_fact(make_country("BGD"), "hdi", value=0.7)
    make_fact(make_country("BGD"), "egdi", value=0.5)
    found = list(fact_records())
    assert [(row["iso3"], row["fact"]) for row in found] == [("BGD", "egdi"), ("BGD", "hdi"), ("KEN", "hdi")]
    assert tuple(found[2]) == FACT_FILE
    assert tuple(found[2].values()) == ("KEN", "hdi", 0.6, "index", 2023, "s", "n")
