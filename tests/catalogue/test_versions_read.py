"""Reading versions: who sees which, and what differs between two contents."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from southsouth.catalogue.lifecycle import NeedState, SolutionState
from southsouth.catalogue.models import Need, Solution
from southsouth.catalogue.policies import merged_solutions, visible_versions
from southsouth.catalogue.queries.differences import Sign
from southsouth.catalogue.queries.versions import changed_names, contents, differences, fields_of, latest_version
from southsouth.members.lifecycle import Role
from southsouth.members.policies import Actor
from tests.makers import make_need, make_organisation, make_person, make_solution, make_version

VISITOR = AnonymousUser()


def numbers(kept: Need | Solution, actor: Actor) -> list[int]:
    return list(visible_versions(actor).about(kept).values_list("number", flat=True))


@pytest.mark.django_db
@pytest.mark.parametrize("make", [make_solution, make_need])
def test_a_version_stays_as_hidden_as_it_was_made(make):
    """1 a draft that was sent, 2 for the secretariat, 3 for members, 4 for everybody; the record is public today."""
    home = make_organisation()
    kept = make(organisation=home)
    make_version(kept, shown=False, visibility="public")
    for visibility in ("secretariat", "members", "public"):
        make_version(kept, visibility=visibility)
    assert numbers(kept, VISITOR) == [4]
    assert numbers(kept, make_person(is_active=False, organisation=home)) == [4]
    assert numbers(kept, make_person()) == numbers(kept, make_person(Role.EXPERT)) == [4, 3]
    assert numbers(kept, make_person(organisation=home)) == [4, 3, 2, 1]
    assert numbers(kept, make_person(Role.SECRETARIAT)) == [4, 3, 2, 1]
    assert (latest_version(kept, VISITOR), latest_version(make(), VISITOR)) == (4, None)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("make", "state", "visibility"),
    [
        (make_solution, SolutionState.ARCHIVED, "public"),
        (make_solution, SolutionState.DRAFT, "public"),
        (make_solution, SolutionState.PUBLISHED, "members"),
        (make_need, NeedState.WITHDRAWN, "public"),
        (make_need, NeedState.OPEN, "secretariat"),
    ],
)
def test_versions_of_a_record_that_is_hidden_now_are_hidden(make, state, visibility):
    kept = make(state, visibility=visibility)
    make_version(kept, visibility="public")
    assert numbers(kept, VISITOR) == []


@pytest.mark.django_db
def test_one_is_led_on_only_from_what_one_could_have_seen():
    stays, hidden = make_solution(), make_solution(visibility="members")
    home = make_organisation()
    for into, visibility in ((stays, "public"), (stays, "members"), (hidden, "public")):
        make_solution(SolutionState.MERGED, merged_into=into, visibility=visibility, organisation=home)
    make_solution(SolutionState.MERGED, merged_into=stays, visibility="secretariat", organisation=home)
    keeper, officer = make_person(organisation=home), make_person(Role.SECRETARIAT)
    counts = [merged_solutions(actor).count() for actor in (VISITOR, make_person(), keeper, officer)]
    assert counts == [1, 3, 4, 4]


@pytest.mark.django_db
def test_contents_name_organisations_in_one_read(django_assert_num_queries):
    body = make_organisation(ref="health", name="Ministry of Health")
    rows = [{"country": "BGD", "organisation": "health"}, {"country": "KEN", "organisation": "gone"}]
    versions = [make_version(content={"exporters": rows}), make_version(content={"title": "A"})]
    with django_assert_num_queries(1):
        one, other = contents(versions)
    assert [row["organisation"] for row in one["exporters"]] == [body.name, "gone"]
    assert other == {"title": "A"}
    with django_assert_num_queries(0):
        contents(versions[1:])


def test_fields_stand_in_the_order_of_the_form_and_unknown_ones_last():
    assert fields_of({"zeal": 1, "blocks": [], "title": "", "evidence": "", "ardour": 2, "summary": ""}) == [
        *("title", "summary", "evidence", "blocks", "ardour", "zeal")
    ]


def test_what_was_not_known_then_and_is_empty_now_did_not_change():
    assert changed_names({"title": "A"}, {"title": "A", "terms": "", "topics": [], "deadline": None}) == []
    assert changed_names({"title": "A", "terms": "Free"}, {"title": "B"}) == ["title", "terms"]


def test_a_text_is_compared_by_words_and_a_value_is_not():
    text, value = differences({"title": "One counter", "step": "national"}, {"title": "One desk", "step": "exported"})
    assert [(piece.sign, piece.text) for piece in text.pieces] == [
        ("kept", "One "),
        ("taken", "counter"),
        ("added", "desk"),
    ]
    assert (value.name, value.before, value.after, value.pieces) == ("step", "national", "exported", ())


def rows_of(name: str, before: list[dict], after: list[dict]) -> list[tuple]:
    [change] = differences({name: before}, {name: after})
    return [
        (row.sign, row.row.get("title") or row.row.get("text") or row.row.get("url"), [f.name for f in row.fields])
        for row in change.rows
    ]


def test_rows_that_came_went_and_changed():
    stays, goes = {"title": "Form", "text": "Paper"}, {"title": "Training", "text": "Two days"}
    found = rows_of("blocks", [stays, goes], [{**stays, "text": "Phone"}, {"title": "Register", "text": ""}])
    assert found == [("taken", "Training", []), ("kept", "Form", ["text"]), ("added", "Register", [])]


def test_a_renamed_row_is_known_by_its_text_and_one_without_text_by_nothing():
    assert rows_of("blocks", [{"title": "Form", "text": "Paper"}], [{"title": "Sheet", "text": "Paper"}]) == [
        ("kept", "Sheet", ["title"])
    ]
    assert rows_of("blocks", [{"title": "Form", "text": ""}], [{"title": "Sheet", "text": ""}]) == [
        ("taken", "Form", []),
        ("added", "Sheet", []),
    ]


def test_the_same_row_twice_counts_twice():
    row = {"kind": "law", "text": "A decree", "block": None}
    assert rows_of("preconditions", [row, row], [row]) == [("taken", "A decree", [])]


def test_sources_have_no_name_to_be_known_by():
    assert rows_of("sources", [{"url": "https://a"}], [{"url": "https://b"}]) == [
        (Sign.TAKEN, "https://a", []),
        (Sign.ADDED, "https://b", []),
    ]


def test_rows_in_another_order_are_the_same_rows():
    one, other = {"url": "https://a"}, {"url": "https://b"}
    [change] = differences({"sources": [one, other]}, {"sources": [other, one]})
    assert (change.moved, change.rows) == (True, [])


def test_a_list_that_was_not_there_has_its_rows_added():
    [change] = differences({}, {"sources": [{"url": "https://a"}]})
    assert [row.sign for row in change.rows] == [Sign.ADDED]
