"""Which moves are allowed, said once more by hand."""

from __future__ import annotations

from itertools import product

import pytest

from southsouth.catalogue.lifecycle import (
    EDITABLE_NEEDS,
    EDITABLE_SOLUTIONS,
    RUNNING,
    SHOWN_NEEDS,
    SHOWN_SOLUTIONS,
    NeedState,
    NotNow,
    NotReady,
    SolutionState,
    check_move,
)

SOLUTION_TABLE = {
    "draft": "submitted archived",
    "submitted": "draft in_review merged",
    "in_review": "draft published merged",
    "published": "due_for_confirmation archived merged",
    "due_for_confirmation": "published archived merged",
    "archived": "draft",
    "merged": "",
}
NEED_TABLE = {
    "draft": "endorsed submitted withdrawn",
    "endorsed": "draft submitted withdrawn",
    "submitted": "draft open declined merged withdrawn",
    "open": "answered withdrawn lapsed merged",
    "answered": "open",
    "declined": "draft",
    "merged": "",
    "withdrawn": "draft",
    "lapsed": "open",
}


@pytest.mark.parametrize(("before", "wanted"), list(product(SolutionState, SolutionState)))
def test_solution_moves_as_the_table_says(before: SolutionState, wanted: SolutionState) -> None:
    if wanted in SOLUTION_TABLE[before].split():
        check_move(before.value, wanted)
        return
    with pytest.raises(NotNow) as refused:
        check_move(before.value, wanted)
    assert (refused.value.state, refused.value.wanted) == (before, wanted)


@pytest.mark.parametrize(("before", "wanted"), list(product(NeedState, NeedState)))
def test_need_moves_as_the_table_says(before: NeedState, wanted: NeedState) -> None:
    if wanted in NEED_TABLE[before].split():
        check_move(before.value, wanted)
        return
    with pytest.raises(NotNow) as refused:
        check_move(before.value, wanted)
    assert (refused.value.state, refused.value.wanted) == (before, wanted)


@pytest.mark.parametrize(("table", "states"), [(SOLUTION_TABLE, SolutionState), (NEED_TABLE, NeedState)])
def test_every_state_but_the_first_is_reached(table: dict[str, str], states: type) -> None:
    reached = {wanted for row in table.values() for wanted in row.split()}

    assert set(table) == {each.value for each in states}
    assert reached | {"draft"} == {each.value for each in states}


def test_what_is_shown_and_what_is_edited() -> None:
    assert {"published", "due_for_confirmation"} == SHOWN_SOLUTIONS
    assert {"open", "answered"} == SHOWN_NEEDS
    assert {"draft", "published", "due_for_confirmation"} == EDITABLE_SOLUTIONS
    assert {"draft", "endorsed"} == EDITABLE_NEEDS
    assert {"adopted", "in_operation"} == RUNNING


def test_not_ready_names_what_is_missing_in_order() -> None:
    assert NotReady(("title", "country")).codes == ("title", "country")
