"""References from files: always the same, fit for addresses, and no two alike."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from southsouth.catalogue.actions.imports.cells import digest, reference, titled
from southsouth.tables.fields import Wrong

SLUG = re.compile("[A-Za-z0-9_-]{1,80}")


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("mygov", "mygov"),
        ("nosi_ss", "nosi_ss"),
        (" P001 ", "P001"),
        (17, "17"),
        ("dpg:adopt-a-drain", "dpg-adopt-a-drain"),
        ("a b/c.d", "a-b-c-d"),
        ("приём", digest("приём")),
        ("café", f"caf-{digest('café')}"),
        ("x" * 81, f"{'x' * 69}-{digest('x' * 81)}"),
    ],
)
def test_reference_as_addresses_hold_it(written: object, kept: str) -> None:
    assert reference(written) == kept


@pytest.mark.parametrize("written", ["", "  ", "../", "::"])
def test_reference_of_nothing_is_refused(written: str) -> None:
    with pytest.raises(Wrong) as wrong:
        reference(written)
    assert wrong.value.code == "not_a_reference"


@given(st.text(min_size=1))
def test_reference_is_short_and_stays(written: str) -> None:
    try:
        kept = reference(written)
    except Wrong:
        return
    assert SLUG.fullmatch(kept)
    assert reference(kept) == kept


@given(st.text(min_size=1), st.sampled_from(["KEN", None]))
def test_row_without_a_reference_has_the_same_again(title: str, iso3: str | None) -> None:
    assert SLUG.fullmatch(titled(title, iso3))
    assert titled(title, iso3) == titled(title, iso3)


def test_title_and_country_make_the_reference() -> None:
    assert titled("One counter, one visit", "KEN") == "one-counter-one-visit-ken"
    assert titled("One counter, one visit", None) == "one-counter-one-visit"
    assert titled("مكتب", "JOR") == f"{digest('مكتب')}-jor"
    assert titled("كاتب", "JOR") != titled("مكتب", "JOR")
