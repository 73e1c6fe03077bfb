"""Whatever is written is read the same, in each of the three forms."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from southsouth.tables.archive import opened
from southsouth.tables.fields import listed
from southsouth.tables.headings import columns_from, rows_under
from southsouth.tables.reading import read_rows
from southsouth.tables.rows import LIMITS, Form
from southsouth.tables.sheet import rows_of_book
from southsouth.tables.writing import write_table

texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\t\r'=+-@;[\"_x"), max_size=12)
numbers = st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(-1e15, 1e15).map("{:.15g}".format).map(float)
"""As many digits as spreadsheets keep."""
lists = st.lists(texts | numbers, min_size=1, max_size=3)
entries = st.lists(st.dictionaries(st.sampled_from(["country", "on"]), texts.filter(bool), min_size=1), min_size=1)
records = st.lists(
    st.fixed_dictionaries(
        {"ref": st.integers(0, 99).map("r{}".format)},
        optional={"title": texts, "n": numbers, "tags": lists, "exporters": entries},
    ),
    min_size=1,
    max_size=4,
)


def again(own: list[dict[str, object]], form: Form) -> list[dict[str, object]]:
    """Written and read, a workbook without the process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "out"
        with path.open("wb") as file:
            write_table(own, form, file)
        if form is not Form.XLSX:
            return [filled(row.values) for row in read_rows(path)]
        with opened(path, LIMITS) as archive:
            lines = rows_of_book(archive, LIMITS)
            first, heading = next(lines)
            return [filled(row.values) for row in rows_under(columns_from(heading, first, LIMITS), lines, LIMITS)]


def filled(values: object) -> dict[str, object]:
    assert isinstance(values, dict)
    return {name: value for name, value in values.items() if value not in (None, "")}


def flat(record: dict[str, object], *, numbers_stay: bool) -> dict[str, object]:
    """A record as a flat form gives it back: every number as text in CSV, the items of a list as words in any."""
    cells: dict[str, object] = {}
    for name, value in filled(record).items():
        if name == "tags":
            cells[name] = [str(item) for item in listed(value) if item != ""]
        else:
            cells[name] = str(value) if isinstance(value, (int, float)) and not numbers_stay else value
    return filled({name: value for name, value in cells.items() if value != []})


@settings(deadline=None, max_examples=60)
@given(records)
def test_json_lines_give_back_what_they_were_given(own):
    assert again(own, Form.JSONL) == [
        {name: [None if item == "" else item for item in value] if name == "tags" else value for name, value in each}
        for each in (filled(record).items() for record in own)
    ]


@settings(deadline=None, max_examples=60)
@given(records)
def test_a_table_with_separators_gives_back_every_text(own):
    found = [flat(record, numbers_stay=True) for record in again(own, Form.CSV)]
    assert found == [flat(record, numbers_stay=False) for record in own]


@settings(deadline=None, max_examples=40)
@given(records)
def test_a_workbook_gives_back_every_text_and_number(own):
    found = [flat(record, numbers_stay=True) for record in again(own, Form.XLSX)]
    assert found == [flat(record, numbers_stay=True) for record in own]
