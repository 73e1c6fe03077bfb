"""Who sees and who may, as tables of person by state; every cell is tried, and no state can be forgotten.

A cell of the tables of sight names the visibilities seen: P(ublic), M(embers), S(ecretariat).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import product

import pytest
from django.contrib.auth.models import AnonymousUser

from southsouth.catalogue import policies
from southsouth.catalogue.lifecycle import NeedState, SolutionState, Visibility
from southsouth.catalogue.models import Need, Solution
from southsouth.members.lifecycle import Role
from southsouth.members.models import Organisation, Person
from southsouth.members.policies import Actor
from tests.makers import (
    make_adoption,
    make_exporter,
    make_need,
    make_organisation,
    make_person,
    make_recorded_solution,
    make_solution,
)

pytestmark = pytest.mark.django_db

PEOPLE = [
    "visitor",
    "suspended",
    "stranger",
    "keeper",
    "deputy-suspended",
    "expert",
    "funder",
    "officer",
    "administrator",
]
VISIBILITIES = {"P": Visibility.PUBLIC, "M": Visibility.MEMBERS, "S": Visibility.SECRETARIAT}

# fmt: off
SEEN_SOLUTIONS = {
    #                        visitor suspended stranger keeper keeper-suspended expert funder officer administrator
    "draft":                "-       -         -        PMS    -                -      -      PMS     PMS",
    "submitted":            "-       -         -        PMS    -                -      -      PMS     PMS",
    "in_review":            "-       -         -        PMS    -                PMS    -      PMS     PMS",
    "published":            "P       P         PM       PMS    P                PM     PM     PMS     PMS",
    "due_for_confirmation": "P       P         PM       PMS    P                PM     PM     PMS     PMS",
    "archived":             "-       -         -        PMS    -                -      -      PMS     PMS",
    "merged":               "-       -         -        PMS    -                -      -      PMS     PMS",
}
SEEN_NEEDS = {
    "draft":                "-       -         -        PMS    -                -      -      PMS     PMS",
    "endorsed":             "-       -         -        PMS    -                -      -      PMS     PMS",
    "submitted":            "-       -         -        PMS    -                -      -      PMS     PMS",
    "open":                 "P       P         PM       PMS    P                PM     PM     PMS     PMS",
    "answered":             "P       P         PM       PMS    P                PM     PM     PMS     PMS",
    "declined":             "-       -         -        PMS    -                -      -      PMS     PMS",
    "merged":               "-       -         -        PMS    -                -      -      PMS     PMS",
    "withdrawn":            "-       -         -        PMS    -                -      -      PMS     PMS",
    "lapsed":               "-       -         -        PMS    -                -      -      PMS     PMS",
}
KEEPER_ONLY, SECRETARIAT_ONLY = {"keeper"}, {"officer", "administrator"}
OUTSIDE = {"visitor", "suspended", "deputy-suspended"}
OTHER_MEMBERS = {"stranger", "expert", "funder", *SECRETARIAT_ONLY}
ALL_STATES = ["draft", "submitted", "in_review", "published", "due_for_confirmation", "archived", "merged"]
ALL_NEED_STATES = ["draft", "endorsed", "submitted", "open", "answered", "declined", "merged", "withdrawn", "lapsed"]

DO_TO_SOLUTIONS: Mapping[str, tuple[list[str], set[str]]] = {
    # deed                   in which states                                         who
    "may_edit_solution":    (["draft", "published", "due_for_confirmation"],         KEEPER_ONLY),
    "may_submit_solution":  (ALL_STATES,                                             KEEPER_ONLY),
    "may_confirm_solution": (ALL_STATES,                                             KEEPER_ONLY),
    "may_archive_solution": (ALL_STATES,                                             KEEPER_ONLY | SECRETARIAT_ONLY),
    "may_review":           (["in_review"],                                          {"expert"} | SECRETARIAT_ONLY),
    "may_ask":              (["published", "due_for_confirmation"],                  OTHER_MEMBERS),
    "may_flag":             (["published", "due_for_confirmation"],                  OTHER_MEMBERS | OUTSIDE),
    "may_translate":        (ALL_STATES,                                             KEEPER_ONLY | SECRETARIAT_ONLY),
    "may_send_out":         (ALL_STATES,                                             KEEPER_ONLY | SECRETARIAT_ONLY),
    "may_attach":           (ALL_STATES,                                             KEEPER_ONLY | SECRETARIAT_ONLY),
    "may_ask_translation":  (["published", "due_for_confirmation"],                  KEEPER_ONLY | OTHER_MEMBERS),
}
DO_TO_NEEDS: Mapping[str, tuple[list[str], set[str]]] = {
    "may_edit_need":        (["draft", "endorsed"],                                  KEEPER_ONLY),
    "may_ask_endorsement":  (["draft", "endorsed"],                                  KEEPER_ONLY),
    "may_submit_need":      (ALL_NEED_STATES,                                        KEEPER_ONLY),
    "may_withdraw_need":    (ALL_NEED_STATES,                                        KEEPER_ONLY),
    "may_give_facts":       (["draft", "endorsed", "submitted", "open", "answered"], KEEPER_ONLY),
    "may_settle_need":      (ALL_NEED_STATES,                                        KEEPER_ONLY | SECRETARIAT_ONLY),
    "may_ask":              (["open", "answered"],                                   OTHER_MEMBERS),
    "may_flag":             (["open", "answered"],                                   OTHER_MEMBERS | OUTSIDE),
    "may_translate":        (ALL_NEED_STATES,                                        KEEPER_ONLY | SECRETARIAT_ONLY),
    "may_send_out":         (ALL_NEED_STATES,                                        KEEPER_ONLY | SECRETARIAT_ONLY),
    "may_attach":           (ALL_NEED_STATES,                                        KEEPER_ONLY | SECRETARIAT_ONLY),
    "may_ask_translation":  (["open", "answered"],                                   KEEPER_ONLY | OTHER_MEMBERS),
}
DO: Mapping[str, set[str]] = {
    "may_write_needs":      {"stranger", "keeper"},
    "may_write_solutions":  {"stranger", "keeper"},
    "may_triage":           SECRETARIAT_ONLY,
    "may_import":           SECRETARIAT_ONLY,
}
# fmt: on


@pytest.fixture
def home() -> Organisation:
    return make_organisation()


@pytest.fixture
def people(home: Organisation) -> dict[str, Actor]:
    """Everybody there is; experts, funders and officers may belong to any organisation."""
    everybody: list[Actor] = [
        AnonymousUser(),
        make_person(Role.ADMINISTRATOR, is_active=False),
        make_person(),
        make_person(organisation=home),
        make_person(organisation=home, is_active=False),
        make_person(Role.EXPERT),
        make_person(Role.FUNDER, organisation=make_organisation()),
        make_person(Role.SECRETARIAT),
        make_person(Role.ADMINISTRATOR),
    ]
    return dict(zip(PEOPLE, everybody, strict=True))


def seen_by_all(
    table: Mapping[str, str],
    people: Mapping[str, Actor],
    make: Callable[..., Need | Solution],
    visible: Callable[[Actor], object],
    home: Organisation,
) -> dict[str, str]:
    """The table as the policies draw it."""
    refs = {
        (state, letter): make(state, organisation=home, visibility=visibility).ref
        for state, (letter, visibility) in product(table, VISIBILITIES.items())
    }
    drawn = {}
    for state in table:
        cells = []
        for person in people.values():
            found = set(visible(person).values_list("ref", flat=True))
            cells.append("".join(letter for letter in VISIBILITIES if refs[state, letter] in found) or "-")
        drawn[state] = " ".join(cells)
    return drawn


def test_tables_of_sight_name_every_state() -> None:
    assert list(SEEN_SOLUTIONS) == [each.value for each in SolutionState] == ALL_STATES
    assert list(SEEN_NEEDS) == [each.value for each in NeedState] == ALL_NEED_STATES
    assert set(VISIBILITIES.values()) == set(Visibility)


def test_every_policy_stands_in_a_table() -> None:
    named = {name for name in vars(policies) if name.startswith("may_")}
    assert named == {*DO, *DO_TO_NEEDS, *DO_TO_SOLUTIONS}


def test_who_sees_which_solutions(people: dict[str, Actor], home: Organisation) -> None:
    drawn = seen_by_all(SEEN_SOLUTIONS, people, make_solution, policies.visible_solutions, home)
    assert drawn == {state: " ".join(row.split()) for state, row in SEEN_SOLUTIONS.items()}


def test_who_sees_which_needs(people: dict[str, Actor], home: Organisation) -> None:
    drawn = seen_by_all(SEEN_NEEDS, people, make_need, policies.visible_needs, home)
    assert drawn == {state: " ".join(row.split()) for state, row in SEEN_NEEDS.items()}


@pytest.mark.parametrize("deed", DO_TO_SOLUTIONS)
def test_who_may_do_what_to_a_solution(deed: str, people: dict[str, Actor], home: Organisation) -> None:
    states, who = DO_TO_SOLUTIONS[deed]
    for state in SolutionState:
        solution = make_solution(state, organisation=home)
        may = {name for name, person in people.items() if getattr(policies, deed)(person, solution)}
        assert may == (who if state in states else set()), state


@pytest.mark.parametrize("deed", DO_TO_NEEDS)
def test_who_may_do_what_to_a_need(deed: str, people: dict[str, Actor], home: Organisation) -> None:
    states, who = DO_TO_NEEDS[deed]
    for state in NeedState:
        need = make_need(state, organisation=home)
        may = {name for name, person in people.items() if getattr(policies, deed)(person, need)}
        assert may == (who if state in states else set()), state


@pytest.mark.parametrize("deed", DO)
def test_who_may_do_what_without_a_record(deed: str, people: dict[str, Actor]) -> None:
    assert {name for name, person in people.items() if getattr(policies, deed)(person)} == DO[deed]


def test_operator_at_the_command_line_imports() -> None:
    assert policies.may_import(None)


def test_secretariat_keeps_what_no_organisation_keeps(people: dict[str, Actor]) -> None:
    solution = make_recorded_solution()
    need = make_need("draft", organisation=None)

    assert {name for name, person in people.items() if policies.may_edit_solution(person, solution)} == SECRETARIAT_ONLY
    assert {name for name, person in people.items() if policies.may_edit_need(person, need)} == SECRETARIAT_ONLY


def test_records_of_no_organisation_are_nobodys_own(people: dict[str, Actor]) -> None:
    make_need("draft", organisation=None)
    seen = {name for name, person in people.items() if policies.visible_needs(person).exists()}
    assert seen == SECRETARIAT_ONLY


def test_expert_of_an_organisation_does_not_see_its_drafts(home: Organisation) -> None:
    make_need("draft", organisation=home)
    assert not policies.visible_needs(make_person(Role.EXPERT, organisation=home)).exists()


def test_nobody_reviews_the_own_work() -> None:
    author = make_person(Role.EXPERT)
    solution = make_solution("in_review", author=author)

    assert not policies.may_review(author, solution)
    assert policies.may_review(make_person(Role.EXPERT), solution)


def test_nobody_reviews_the_work_of_the_own_organisation(home: Organisation) -> None:
    kept = make_solution("in_review", organisation=home, exporters=False)
    exported = make_solution("in_review")
    make_exporter(exported, organisation=home)
    expert, other = (
        make_person(Role.EXPERT, organisation=home),
        make_person(Role.EXPERT, organisation=make_organisation()),
    )

    assert [policies.may_review(expert, each) for each in (kept, exported)] == [False, False]
    assert [policies.may_review(other, each) for each in (kept, exported)] == [True, True]


def test_adoptions_are_seen_with_their_solution(people: dict[str, Actor]) -> None:
    make_adoption(make_solution(), ref="public")
    make_adoption(make_solution(visibility=Visibility.MEMBERS), ref="members")
    make_adoption(make_solution("draft"), ref="draft")

    seen = {name: set(policies.visible_adoptions(who).values_list("ref", flat=True)) for name, who in people.items()}

    members, all_of_them = {"public", "members"}, {"public", "members", "draft"}
    assert seen == {
        "visitor": {"public"},
        "suspended": {"public"},
        "stranger": members,
        "keeper": members,
        "deputy-suspended": {"public"},
        "expert": members,
        "funder": members,
        "officer": all_of_them,
        "administrator": all_of_them,
    }


def test_a_person_who_may_do_nothing_is_still_a_person(people: dict[str, Actor]) -> None:
    assert isinstance(people["suspended"], Person)
    assert not policies.may_triage(people["suspended"])
