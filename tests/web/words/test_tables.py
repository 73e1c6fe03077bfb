"""Every fault of a file or a row has words that say where, what and what to do."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pytest
from django.utils.translation import override

from southsouth.tables.archive import OTHERS
from southsouth.tables.kinds import SIGNATURES
from southsouth.tables.report import Refused
from southsouth.tables.rows import Unreadable
from southsouth.tables.writing import TooLong
from southsouth.web.words.faults import KINDS_OF_FILE, REFUSED, UNREADABLE
from southsouth.web.words.tables import refused_text, refused_texts, too_long_text, unreadable_text
from tests.house.reading import name_of, python_files

PLACE = {"row", "column", "file", "sheet"}
PLACEHOLDER = re.compile(r"%\((\w+)\)s")
BY_MEANS_OF = {
    "southsouth/tables/delimited.py": {"cell_too_long", "quotes"},
    "southsouth/tables/jsonlines.py": set(),
    "southsouth/tables/reading.py": set(),
    "southsouth/tables/sheet.py": set(),
    "southsouth/tables/workbook.py": set(),
}
"""Files that make ``Unreadable`` with a code out of a variable, and the codes that only stand there."""
REFUSED_BY_MEANS_OF = {
    "southsouth/catalogue/actions/imports/cells.py": {"no_such_area", "no_such_topic"},
    "southsouth/catalogue/actions/imports/judging.py": {"out_of_range", "not_an_answer"},
    "southsouth/events/actions.py": {"empty", "needed_for_new"},
    "southsouth/reference/actions/countries.py": {"not_an_iso_code", "not_an_m49_code", "not_a_language_code"},
    "southsouth/reference/actions/facts.py": {"out_of_range", "not_an_answer"},
    "southsouth/tables/fields.py": set(),
}
"""The same for ``Wrong`` and ``Refused``."""


@dataclass(frozen=True)
class Site:
    """A place in the code that gives codes, and the facts it gives with them (``None``: out of a variable)."""

    file: str
    codes: frozenset[str]
    facts: frozenset[str] | None


def calls(*names: str) -> Iterator[tuple[str, ast.Call]]:
    for path in python_files("southsouth"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in names:
                yield name_of(path), node


def written_out(node: ast.expr) -> frozenset[str]:
    """The texts an expression can be, where they stand there: ``"a"``, or ``"a" if … else "b"``."""
    if isinstance(node, ast.IfExp):
        return written_out(node.body) | written_out(node.orelse)
    return frozenset([node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else [])


def raised(*names: str) -> list[Site]:
    """Where one of the errors is made: its first argument is the code, its keywords are the facts."""
    return [
        Site(file, written_out(call.args[0]), frozenset(word.arg for word in call.keywords if word.arg))
        for file, call in calls(*names)
        if call.args
    ]


def refusals() -> list[Site]:
    """Where a row is refused: the third argument is the code, the fourth holds the facts."""
    return [
        Site(file, written_out(call.args[2]), keys_of(call.args[3:4]))
        for file, call in calls("Refused")
        if len(call.args) > 2
    ]


def keys_of(facts: Sequence[ast.expr]) -> frozenset[str] | None:
    if not facts:
        return frozenset()
    if not isinstance(facts[0], ast.Dict):
        return None
    return frozenset(word for key in facts[0].keys if key for word in written_out(key))


def codes_of(sites: Sequence[Site]) -> set[str]:
    return {code for site in sites for code in site.codes}


UNREADABLE_SITES = raised("Unreadable", "_wrong")
REFUSED_SITES = raised("Wrong") + refusals()


@pytest.mark.parametrize(
    ("sites", "indirect", "words"),
    [(UNREADABLE_SITES, BY_MEANS_OF, UNREADABLE), (REFUSED_SITES, REFUSED_BY_MEANS_OF, REFUSED)],
)
def test_every_code_has_words_and_nothing_else_has(sites, indirect, words):
    handed_on = {site.file for site in sites if not site.codes and not site.file.startswith("southsouth/web/")}
    assert handed_on == set(indirect)
    assert codes_of(sites) | set().union(*indirect.values()) == set(words)


@pytest.mark.parametrize(("sites", "words"), [(UNREADABLE_SITES, UNREADABLE), (REFUSED_SITES, REFUSED)])
def test_a_sentence_asks_for_no_fact_that_is_not_given(sites, words):
    told = [(site, code) for site in sites for code in site.codes if site.facts is not None]
    assert len(told) > 20
    assert [(site, code) for site, code in told if asked_in(words[code]) - site.facts] == []


def asked_in(sentence: object) -> set[str]:
    return set(PLACEHOLDER.findall(str(sentence))) - PLACE


def test_every_kind_of_file_has_words():
    found = {kind for _, kind in (*SIGNATURES, *OTHERS) if kind != "zip"} | {"json_list", "web_page", "xml"}
    assert found == set(KINDS_OF_FILE)


def plain(text: str) -> str:
    """Without the marks that keep what somebody wrote apart."""
    return text.replace("\u2068", "").replace("\u2069", "")


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (
            Unreadable("formula", file="needs.xlsx", row=5, column="B", sheet="data"),
            "needs.xlsx, row 5, column B: The cell holds a formula. Copy the cells, paste them as values, and save the "
            "file.",
        ),
        (
            Unreadable("other_kind", file="needs.csv", kind="pdf"),
            "needs.csv: This is a PDF document, not a table. Save the table as CSV, XLSX or JSON Lines, and choose "
            "that file.",
        ),
        (
            Unreadable("too_large", file="needs.csv", found=250_400_000, limit=200_000_000),
            "needs.csv: The file has 250.4 MB; at most 200 MB are read. Split it into several files.",
        ),
        (
            Unreadable("unopened", file="needs.csv", why="FileNotFoundError"),
            "needs.csv: The file could not be opened: there is no such file. Check its name, and whether you may read "
            "it.",
        ),
        (
            Unreadable("unopened", file="needs.csv", why="TimeoutError"),
            "needs.csv: The file could not be opened: TimeoutError. Check its name, and whether you may read it.",
        ),
        (
            Unreadable("which_sheet", sheets=["One", "Two"]),
            "More than one sheet has content: One and Two. Keep one sheet in the file.",
        ),
        (
            Unreadable("heading_twice", file="a.jsonl", column="title", heading="title"),
            "a.jsonl, column title: More than one column is called title. Rename or delete one of them.",
        ),
        (
            Unreadable("too_many_rows", row=100_002, limit=100_000),
            "Row 100,002: There are more than 100,000 rows. Split the file into several files.",
        ),
        (
            Unreadable("heading_twice", row=1, column="B", heading="title"),
            "Row 1, column B: More than one column is called title. Rename or delete one of them.",
        ),
    ],
)
def test_a_fault_of_a_file_says_where_what_and_what_to_do(fault, words):
    assert plain(unreadable_text(fault)) == words


@pytest.mark.parametrize(
    ("refused", "words"),
    [
        (
            Refused(4, "country", "no_such_country", {"value": "Laos PDR", "nearest": ["Lao PDR", "Peru"]}),
            "a.csv, row 4, column country: No country is called Laos PDR. Write its name or its ISO code. "
            "Did you mean Lao PDR or Peru?",
        ),
        (
            Refused(4, "country", "no_such_country", {"value": "Atlantis", "nearest": []}),
            "a.csv, row 4, column country: No country is called Atlantis. Write its name or its ISO code.",
        ),
        (
            Refused(4, "kind", "not_known", {"value": "workshp", "nearest": "workshop"}),
            "a.csv, row 4, column kind: workshp is not one of the values of this column. Look them up in an exported "
            "file. Did you mean workshop?",
        ),
        (
            Refused(4, "kind", "not_known", {"value": "ball", "nearest": None}),
            "a.csv, row 4, column kind: ball is not one of the values of this column. Look them up in an exported "
            "file.",
        ),
        (
            Refused(12, "year", "out_of_range", {"value": "1066", "low": 1950, "high": 2026}),
            "a.csv, row 12, column year: 1066 is not possible here. Write a value from 1950 to 2026.",
        ),
        (
            Refused(12, "value", "out_of_range", {"value": -1.5, "low": 0, "high": None}),
            "a.csv, row 12, column value: -1.5 is not possible here. Write a value of at least 0.",
        ),
        (
            Refused(9, "", "twice", {"value": "KEN hdi", "first": 3}),
            "a.csv, row 9: KEN hdi stands in row 3 already. Keep one of the two rows.",
        ),
        (
            Refused(2, "iso3", "no_column"),
            "a.csv, row 2, column iso3: The column iso3 is missing, and it is needed. Add it.",
        ),
    ],
)
def test_a_refusal_of_a_row_says_where_what_and_what_to_do(refused, words):
    assert plain(refused_text(refused, file="a.csv")) == words


def test_a_missing_column_is_told_once_and_the_rest_is_counted():
    rows = [Refused(row, "year", "no_column") for row in (2, 3, 4)]
    rows += [Refused(row, "", "twice", {"value": "a", "first": 1}) for row in (5, 6, 7)]
    assert [plain(text) for text in refused_texts(rows, file="a.csv", most=2)] == [
        "a.csv, row 2, column year: The column year is missing, and it is needed. Add it.",
        "a.csv, row 5: a stands in row 1 already. Keep one of the two rows.",
        "And 2 more.",
    ]
    assert len(refused_texts(rows, most=4)) == 4


def test_a_refusal_without_a_file_begins_with_its_row():
    assert plain(refused_text(Refused(3, "", "twice", {"value": "a", "first": 2}))) == (
        "Row 3: a stands in row 2 already. Keep one of the two rows."
    )


def test_a_text_no_workbook_can_hold_is_named():
    assert plain(too_long_text(TooLong(7, "problem", 40_000), file="needs.xlsx")) == (
        "needs.xlsx, row 7, column problem: The text has 40,000 characters, and a cell of a workbook holds 32,767. "
        "Write CSV or JSON Lines instead."
    )


def test_words_of_somebody_are_kept_apart_from_the_sentence():
    assert "\u2068<b>Laos</b>\u2069" in refused_text(Refused(1, "country", "no_such_country", {"value": "<b>Laos</b>"}))


def test_rows_are_counted_in_the_digits_of_the_reader():
    with override("ar"):
        assert "١٢" in refused_text(Refused(12, "", "twice", {"value": "a", "first": 2}))
