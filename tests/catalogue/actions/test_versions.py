"""Versions: one at every deed that shows a record or hands it on, in the transaction of the deed."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from southsouth.catalogue.actions.evidence import set_evidence
from southsouth.catalogue.actions.imports import import_needs, import_solutions
from southsouth.catalogue.actions.needs import open_need, reopen_need, save_need, submit_need
from southsouth.catalogue.actions.solutions import confirm_solution, save_solution, submit_solution
from southsouth.catalogue.actions.versions import begin_versions, keep_changes
from southsouth.catalogue.lifecycle import NeedState, NotReady, SolutionState
from southsouth.catalogue.models import Need, Solution, Version
from southsouth.engine.fit.profiles import Evidence
from southsouth.members.lifecycle import Role
from southsouth.members.models import Organisation, Person
from southsouth.tables.rows import Row
from tests.makers import (
    AT,
    make_area,
    make_country,
    make_goal,
    make_need,
    make_organisation,
    make_person,
    make_place,
    make_solution,
    make_source,
    make_target,
    make_topic,
    make_whole_solution,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> Organisation:
    return make_organisation(ref="home")


@pytest.fixture
def keeper(home: Organisation) -> Person:
    return make_person(organisation=home)


def told(kept: Need | Solution) -> list[tuple[int, str, bool]]:
    """Number, deed and whether others saw it, of each version."""
    return list(kept.versions.order_by("number").values_list("number", "deed", "shown"))


def test_a_draft_has_none(home, keeper):
    draft = make_whole_solution(SolutionState.DRAFT, organisation=home)
    save_solution(draft, {"title": "Another"}, by=keeper, at=AT)
    assert told(draft) == []


def test_sending_a_solution_keeps_what_was_sent(home, keeper):
    draft = make_whole_solution(SolutionState.DRAFT, organisation=home)
    submit_solution(draft, by=keeper, at=AT, note=" The law is named now. ")
    version = draft.versions.get()
    assert (version.number, version.deed, version.shown, version.by, version.at) == (1, "submitted", False, keeper, AT)
    assert version.note == "The law is named now."
    assert version.content["problem"] == "People came four times and waited for hours."


def test_a_content_is_everything_written_in_codes(home):
    area = make_area("health")
    solution = make_whole_solution(
        SolutionState.PUBLISHED,
        organisation=home,
        focus_area=area,
        topics=[make_topic("clinics", area=area)],
        goals=[make_goal(3)],
        targets=[make_target("3.8")],
        languages=["en", "bn"],
    )
    block = solution.blocks.get()
    solution.preconditions.update(block=block)
    make_place(solution)
    make_source(solution, url="https://example.org/page")
    begin_versions(Solution, [solution.ref])
    content = solution.versions.get().content
    assert content["focus_area"] == "health"
    assert (content["topics"], content["goals"], content["targets"]) == (["clinics"], [3], ["3.8"])
    assert content["exporters"] == [{"country": "BGD", "organisation": "home"}]
    assert content["preconditions"][0]["block"] == block.title
    assert content["places"] == [{"country": "BGD", "name": "Dhaka", "since": 2015, "note": ""}]
    assert content["sources"] == [{"url": "https://example.org/page"}]
    assert content["results"][0]["before"] == 4
    assert "pk" not in content and "id" not in content["blocks"][0]


def test_a_change_of_what_others_see_keeps_both_texts(home, keeper):
    solution = make_whole_solution(SolutionState.PUBLISHED, organisation=home, summary="Before")
    save_solution(solution, {"summary": "After"}, by=keeper, at=AT, note="The counter moved")
    first, second = solution.versions.order_by("number")
    assert told(solution) == [(1, "published", True), (2, "changed", True)]
    assert (first.content["summary"], second.content["summary"]) == ("Before", "After")
    assert (first.by, second.by, second.note) == (None, keeper, "The counter moved")


def test_a_save_that_changes_nothing_makes_no_second_version(home, keeper):
    solution = make_whole_solution(SolutionState.PUBLISHED, organisation=home, summary="Same")
    save_solution(solution, {"summary": "Same"}, by=keeper, at=AT)
    save_solution(solution, {"summary": "Same"}, by=keeper, at=AT)
    assert told(solution) == [(1, "published", True)]


def test_a_refused_save_leaves_no_version(home, keeper):
    solution = make_whole_solution(SolutionState.PUBLISHED, organisation=home)
    with pytest.raises(NotReady):
        save_solution(solution, {"title": ""}, by=keeper, at=AT)
    with pytest.raises(PermissionDenied):
        save_solution(solution, {"title": "Ours now"}, by=make_person(), at=AT)
    assert told(solution) == []


def test_confirming_keeps_one_even_if_nothing_changed(home, keeper):
    solution = make_whole_solution(SolutionState.DUE, organisation=home)
    confirm_solution(solution, by=keeper, at=AT)
    confirm_solution(solution, by=keeper, at=AT)
    assert told(solution) == [(1, "confirmed", True), (2, "confirmed", True)]
    assert len({version.digest for version in solution.versions.all()}) == 1


def test_another_level_of_proof_is_a_version(home):
    officer = make_person(Role.SECRETARIAT)
    solution = make_whole_solution(SolutionState.PUBLISHED, organisation=home, evidence="measured")
    set_evidence(solution, Evidence.DESCRIBED, reason="No source", by=officer, at=AT)
    assert [each.content["evidence"] for each in solution.versions.order_by("number")] == ["measured", "described"]


def test_a_version_remembers_how_openly_it_was_shown(home, keeper):
    solution = make_whole_solution(SolutionState.PUBLISHED, organisation=home, visibility="members")
    save_solution(solution, {"visibility": "public"}, by=keeper, at=AT)
    assert list(solution.versions.order_by("number").values_list("visibility", flat=True)) == ["members", "public"]


def test_a_need_from_draft_to_open_and_open_again(home, keeper):
    officer = make_person(Role.SECRETARIAT)
    need = make_need(NeedState.DRAFT, organisation=home, goals=[make_goal(16)], deadline="2027-01-31")
    save_need(need, {"title": "Births go unregistered"}, by=keeper, at=AT)
    submit_need(need, by=keeper, at=AT)
    open_need(need, by=officer, at=AT)
    Need.objects.filter(pk=need.pk).update(state=NeedState.LAPSED)
    reopen_need(need, by=keeper, at=AT)
    assert told(need) == [(1, "submitted", False), (2, "opened", True), (3, "opened", True)]
    content = need.versions.get(number=2).content
    assert (content["country"], content["deadline"], content["goals"]) == ("BGD", "2027-01-31", [16])
    assert "evidence" not in content


def solution_rows(count: int, summary: str) -> list[Row]:
    return [
        Row(
            number,
            {
                "title": f"Solution {number}",
                "summary": summary,
                "exporters": "BGD",
                "sources": f"https://e.org/{number}",
            },
        )
        for number in range(1, count + 1)
    ]


def test_an_import_keeps_a_first_version_and_then_each_change():
    make_country()
    import_solutions(solution_rows(3, "Once"), by=None, at=AT)
    import_solutions(solution_rows(2, "Twice"), by=None, at=AT)
    assert sorted(Version.objects.values_list("solution__title", "number", "deed", "shown")) == [
        ("Solution 1", 1, "published", True),
        ("Solution 1", 2, "changed", True),
        ("Solution 2", 1, "published", True),
        ("Solution 2", 2, "changed", True),
        ("Solution 3", 1, "published", True),
    ]


def test_imported_needs_that_are_open_have_a_version_and_others_none():
    make_country("KEN")
    rows = [
        Row(1, {"title": "Open", "problem": "A", "country": "KEN", "origin": "recorded"}),
        Row(2, {"title": "To decide on", "problem": "B", "country": "KEN"}),
    ]
    import_needs(rows, by=None, at=AT)
    assert list(Version.objects.values_list("need__title", "number", "deed")) == [("Open", 1, "opened")]


def test_versions_of_many_records_take_as_many_queries_as_of_one(
    django_assert_max_num_queries, django_assert_num_queries
):
    one, *more = [make_whole_solution(SolutionState.PUBLISHED).ref for _ in range(4)]
    with django_assert_max_num_queries(20) as first:
        keep_changes(Solution, [one], by=None, at=AT)
    with django_assert_num_queries(len(first)):
        keep_changes(Solution, more, by=None, at=AT)
    assert Version.objects.count() == 4


def test_what_is_as_its_last_version_says_gets_no_other():
    solution = make_whole_solution(SolutionState.PUBLISHED)
    for _ in range(2):
        keep_changes(Solution, [solution.ref], by=None, at=AT)
    assert told(solution) == [(1, "published", True)]


def test_a_record_without_a_day_it_was_shown_from_takes_its_last_change():
    need = make_need(NeedState.OPEN)
    begin_versions(Need, [need.ref])
    begin_versions(Need, [need.ref])
    assert told(need) == [(1, "opened", True)]
    assert str(need.versions.get()) == f"{need.pk} 1"
    assert make_solution(SolutionState.DRAFT).versions.count() == 0
