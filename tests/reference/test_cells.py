"""Cells that name a country, or are a reference."""

from __future__ import annotations

import pytest

from southsouth.reference.actions.cells import country_cell, short_name
from southsouth.reference.queries import Lookup
from southsouth.tables.fields import Wrong


@pytest.mark.parametrize(("cell", "ref"), [("dhaka-2017", "dhaka-2017"), (" A_1 ", "A_1"), (2017, "2017")])
def test_a_reference_is_what_an_address_holds(cell, ref):
    assert short_name(20)(cell) == ref


@pytest.mark.parametrize(
    ("cell", "code", "facts"),
    [
        ("dhaka 2017", "not_a_reference", {"value": "dhaka 2017"}),
        ("ঢাকা", "not_a_reference", {"value": "ঢাকা"}),
        ("../x", "not_a_reference", {"value": "../x"}),
        ("x" * 21, "too_long", {"found": 21, "limit": 20}),
    ],
)
def test_anything_else_is_refused(cell, code, facts):
    with pytest.raises(Wrong) as raised:
        short_name(20)(cell)
    assert (raised.value.code, raised.value.facts) == (code, facts)


def test_a_country_is_found_or_the_nearest_are_offered():
    parse = country_cell(Lookup([("Kenya", "KEN"), ("Kenia", "KEN"), ("Uganda", "UGA")]))
    assert parse("kenya") == "KEN"
    with pytest.raises(Wrong) as raised:
        parse("Kenyia")
    assert (raised.value.code, raised.value.facts) == ("no_such_country", {"value": "Kenyia", "nearest": ["KEN"]})
