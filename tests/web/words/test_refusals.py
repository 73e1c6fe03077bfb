"""Why a deed was not done, in words; every deed of the ledger has words."""

from __future__ import annotations

import re

import pytest

from southsouth.engine.fit.weights import WrongWeights
from southsouth.matching.lifecycle import NoLongerOpen
from southsouth.web.words import area_faults, said_in_words
from southsouth.web.words.deeds import DEEDS
from southsouth.web.words.refusals import AREA_FAULTS
from tests.house.reading import PACKAGE, python_files

DEED = re.compile(r'"((?:[a-z_]+)\.(?:[a-z_]+))"')


@pytest.mark.parametrize(
    ("need", "solution", "words"),
    [
        ("withdrawn", "published", "The need is in the state “withdrawn”, so nobody can answer any more."),
        ("open", "archived", "The solution is in the state “archived”, so nobody can answer any more."),
        ("merged", "draft", "The solution is in the state “draft”, so nobody can answer any more."),
    ],
)
def test_a_closed_match_names_what_is_closed(need: str, solution: str, words: str) -> None:
    assert said_in_words(NoLongerOpen(need, solution)) == words


def test_a_wrong_weight_is_named_with_its_bounds() -> None:
    words = "The weight “Cost within the budget” must be a number from 0 to 10."
    assert said_in_words(WrongWeights("cost", -1)) == words


def test_faults_of_an_area_keep_their_fields() -> None:
    assert area_faults({"name_en": "empty", "": "last_area"}) == [
        ("name_en", "Write the name in English; the other languages fall back to it."),
        ("", "One focus area must stay in use. Put another one in use first."),
    ]


def test_every_fault_of_an_area_has_words() -> None:
    source = (PACKAGE / "reference" / "actions" / "areas.py").read_text(encoding="utf-8")
    used = {code for code in re.findall(r'"([a-z_]+)"', source) if code in AREA_FAULTS}
    assert used == set(AREA_FAULTS)


def test_every_deed_of_the_ledger_has_words() -> None:
    kinds = {deed.partition(".")[0] for deed in DEEDS}
    found: set[str] = set()
    for path in python_files(*(f"southsouth/{name}" for name in LOWER)):
        found |= {deed for deed in DEED.findall(path.read_text(encoding="utf-8")) if deed.partition(".")[0] in kinds}
    assert found - set(DEEDS) == set()
    assert {"need.opened", "solution.published", "weights.used", "event.imported"} <= found


LOWER = ("reference", "members", "catalogue", "matching", "events", "figures")
