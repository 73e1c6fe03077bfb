"""What is done to solutions: rights, moves, parts, the line in the ledger, and what happens the second time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from southsouth.catalogue.actions.moves import ChangedMeanwhile
from southsouth.catalogue.actions.solutions import (
    archive_solution,
    confirm_solution,
    mark_due,
    missing_for_review,
    return_solution,
    save_solution,
    send_to_review,
    start_solution,
    submit_solution,
    take_back_solution,
)
from southsouth.catalogue.lifecycle import NotNow, NotReady, SolutionState
from southsouth.catalogue.models import Exporter, Solution
from southsouth.members.lifecycle import Origin, Role
from southsouth.members.models import Person
from tests.catalogue.actions.ledger import facts, lines
from tests.makers import (
    AT,
    make_adoption,
    make_block,
    make_country,
    make_organisation,
    make_person,
    make_precondition,
    make_recorded_solution,
    make_result,
    make_review,
    make_solution,
    make_target,
    make_topic,
    make_whole_solution,
)

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=1)
Deed = Callable[[Solution, Person], Solution]


@pytest.fixture
def keeper() -> Person:
    return make_person()


@pytest.fixture
def officer() -> Person:
    return make_person(Role.SECRETARIAT)


def own(keeper: Person, state: str = SolutionState.DRAFT, **fields: object) -> Solution:
    return make_whole_solution(state, organisation=keeper.organisation, **fields)


KEEPER_DEEDS: dict[str, tuple[Deed, str, str, str]] = {
    "submit": (
        lambda solution, by: submit_solution(solution, by=by, at=LATER),
        *("draft", "submitted", "solution.submitted"),
    ),
    "take back": (
        lambda solution, by: take_back_solution(solution, by=by, at=LATER),
        *("in_review", "draft", "solution.taken_back"),
    ),
    "archive": (
        lambda solution, by: archive_solution(solution, by=by, at=LATER),
        *("published", "archived", "solution.archived"),
    ),
}
OFFICER_DEEDS: dict[str, tuple[Deed, str, str, str]] = {
    "send to review": (
        lambda solution, by: send_to_review(solution, by=by, at=LATER),
        *("submitted", "in_review", "solution.sent_to_review"),
    ),
    "return": (
        lambda solution, by: return_solution(solution, reason=" No figures ", by=by, at=LATER),
        *("submitted", "draft", "solution.returned"),
    ),
    "archive": (
        lambda solution, by: archive_solution(solution, by=by, at=LATER),
        *("due_for_confirmation", "archived", "solution.archived"),
    ),
    "take back": (
        lambda solution, by: take_back_solution(solution, by=by, at=LATER),
        *("archived", "draft", "solution.taken_back"),
    ),
}


@pytest.mark.parametrize("name", KEEPER_DEEDS)
def test_keeper_moves_a_solution(name: str, keeper: Person) -> None:
    deed, before, after, line = KEEPER_DEEDS[name]
    solution = own(keeper, before)

    moved = deed(solution, keeper)

    stored = Solution.objects.get(pk=solution.pk)
    assert moved is solution
    assert (solution.state, stored.state, stored.changed_at) == (after, after, LATER)
    assert lines(solution) == [(line, before, after, keeper)]


@pytest.mark.parametrize("name", OFFICER_DEEDS)
def test_secretariat_moves_a_solution(name: str, keeper: Person, officer: Person) -> None:
    deed, before, after, line = OFFICER_DEEDS[name]
    solution = own(keeper, before)

    deed(solution, officer)

    assert Solution.objects.get(pk=solution.pk).state == after
    assert lines(solution) == [(line, before, after, officer)]


@pytest.mark.parametrize("name", KEEPER_DEEDS)
def test_stranger_moves_nothing(name: str, keeper: Person) -> None:
    deed, before, _, _ = KEEPER_DEEDS[name]
    solution = own(keeper, before)

    with pytest.raises(PermissionDenied):
        deed(solution, make_person())

    assert Solution.objects.get(pk=solution.pk).state == before
    assert lines(solution) == []


@pytest.mark.parametrize("name", ["send to review", "return"])
def test_only_the_secretariat_decides(name: str, keeper: Person) -> None:
    deed, before, _, _ = OFFICER_DEEDS[name]
    solution = own(keeper, before)
    with pytest.raises(PermissionDenied):
        deed(solution, keeper)
    assert lines(solution) == []


@pytest.mark.parametrize(
    ("deeds", "name"), [(deeds, name) for deeds in (KEEPER_DEEDS, OFFICER_DEEDS) for name in deeds]
)
def test_second_time_is_refused_with_the_state_as_it_is(
    deeds: dict[str, tuple[Deed, str, str, str]], name: str, keeper: Person, officer: Person
) -> None:
    deed, before, after, line = deeds[name]
    by = keeper if deeds is KEEPER_DEEDS else officer
    solution = own(keeper, before)
    stale = Solution.objects.get(pk=solution.pk)
    deed(solution, by)

    with pytest.raises(NotNow) as refused:
        deed(stale, by)

    assert refused.value.state == after
    assert [each[0] for each in lines(solution)] == [line]


def test_start_writes_a_draft_that_the_own_organisation_exports(keeper: Person) -> None:
    topic, target = make_topic(), make_target()

    solution = start_solution({"title": "One counter", "topics": [topic], "targets": [target]}, by=keeper, at=AT)

    stored = Solution.objects.get(pk=solution.pk)
    assert (stored.ref, stored.title, stored.state) == ("solution-2026-001", "One counter", SolutionState.DRAFT)
    assert (stored.organisation, stored.author, stored.origin) == (keeper.organisation, keeper, Origin.OWN)
    assert ([*stored.topics.all()], [*stored.targets.all()]) == ([topic], [target])
    exporter = Exporter.objects.get(solution=stored)
    assert (exporter.country_id, exporter.organisation) == ("BGD", keeper.organisation)
    assert lines(solution) == [("solution.started", "", "draft", keeper)]


def test_start_by_a_body_without_a_country_has_no_exporter_yet() -> None:
    person = make_person(organisation=make_organisation(country=None, origin=Origin.SAMPLE))
    solution = start_solution({}, by=person, at=AT)
    assert (solution.exporters.count(), solution.origin) == (0, Origin.SAMPLE)


@pytest.mark.parametrize("role", [Role.EXPERT, Role.FUNDER, Role.SECRETARIAT, Role.ADMINISTRATOR])
def test_start_is_for_focal_points(role: Role) -> None:
    for person in (make_person(role), make_person(role, organisation=make_organisation())):
        with pytest.raises(PermissionDenied):
            start_solution({"title": "One counter"}, by=person, at=AT)
    assert not Solution.objects.exists()


@pytest.mark.parametrize("field", ["state", "origin", "evidence", "organisation", "published_at", "ref", "author"])
def test_writers_set_only_what_is_theirs(field: str, keeper: Person) -> None:
    solution = own(keeper)
    with pytest.raises(PermissionDenied):
        save_solution(solution, {"title": "Best", field: "worked_again"}, by=keeper, at=LATER)
    with pytest.raises(PermissionDenied):
        start_solution({field: "worked_again"}, by=keeper, at=LATER)
    assert Solution.objects.get(pk=solution.pk).title == solution.title


def test_save_changes_fields_sets_and_parts(keeper: Person) -> None:
    solution = own(keeper, SolutionState.PUBLISHED)
    topic = make_topic()
    blocks = [{"id": solution.blocks.get().pk, "title": "Two counters"}, {"title": "A queue"}]

    save_solution(
        solution, {"title": "Better", "topics": [topic]}, children={"blocks": blocks}, by=keeper, at=LATER, seen=AT
    )

    stored = Solution.objects.get(pk=solution.pk)
    assert (stored.title, [*stored.topics.all()], stored.changed_at) == ("Better", [topic], LATER)
    assert [block.title for block in stored.blocks.all()] == ["Two counters", "A queue"]
    assert lines(solution) == [("solution.saved", "published", "published", keeper)]
    assert facts(solution) == {"fields": ["blocks", "title", "topics"]}


def test_save_without_a_change_leaves_no_trace(keeper: Person) -> None:
    solution = own(keeper)
    block = solution.blocks.get()
    rows = [{"id": block.pk, "title": block.title, "text": block.text}]

    save_solution(solution, {"title": solution.title}, children={"blocks": rows}, by=keeper, at=LATER)

    assert (Solution.objects.get(pk=solution.pk).changed_at, lines(solution)) == (AT, [])


def test_save_of_an_old_page_is_refused_with_the_record_as_it_stands(keeper: Person) -> None:
    solution = own(keeper)
    save_solution(Solution.objects.get(pk=solution.pk), {"title": "First"}, by=keeper, at=LATER)

    with pytest.raises(ChangedMeanwhile) as refused:
        save_solution(solution, {"title": "Second"}, by=keeper, at=LATER, seen=AT)

    assert (refused.value.theirs.title, Solution.objects.get(pk=solution.pk).title) == ("First", "First")


@pytest.mark.parametrize("state", ["submitted", "in_review", "archived"])
def test_save_waits_while_others_decide(state: str, keeper: Person) -> None:
    solution = own(keeper, state)
    with pytest.raises(NotNow) as refused:
        save_solution(solution, {"title": "Better"}, by=keeper, at=LATER)
    assert (refused.value.state, refused.value.wanted) == (state, SolutionState.DRAFT)


def test_save_is_for_the_keeper(keeper: Person) -> None:
    with pytest.raises(PermissionDenied):
        save_solution(own(keeper), {"title": "Better"}, by=make_person(), at=LATER)


def test_what_others_see_never_loses_its_exporter(keeper: Person) -> None:
    solution = own(keeper, SolutionState.PUBLISHED)

    with pytest.raises(NotReady) as refused:
        save_solution(solution, {"title": ""}, children={"exporters": []}, by=keeper, at=LATER)

    stored = Solution.objects.get(pk=solution.pk)
    assert refused.value.codes == ("title", "exporters")
    assert (stored.title != "", stored.exporters.count(), lines(solution)) == (True, 1, [])


def test_draft_may_lose_everything(keeper: Person) -> None:
    solution = own(keeper)
    save_solution(solution, {"title": ""}, children={"exporters": []}, by=keeper, at=LATER)
    assert (solution.title, solution.exporters.count()) == ("", 0)


def test_missing_for_review_names_everything_in_the_order_of_the_form(keeper: Person) -> None:
    empty = make_solution("draft", title="", summary="", exporters=False)
    everything = "title summary problem how_it_works exporters blocks preconditions results failures licence capacity"
    assert missing_for_review(empty) == tuple(everything.split())
    assert missing_for_review(own(keeper)) == ()


def test_missing_for_review_wants_a_source_for_each_result(keeper: Person) -> None:
    solution = own(keeper, visits_a_year=None, expert_days_a_year=0)
    make_result(solution, source="")
    assert missing_for_review(solution) == ("results_source",)


def test_submit_names_what_it_cannot_do_without(keeper: Person) -> None:
    solution = make_solution("draft", organisation=keeper.organisation, summary="")

    with pytest.raises(NotReady) as refused:
        submit_solution(solution, by=keeper, at=LATER)

    assert refused.value.codes == ("summary", "problem", "how_it_works")
    assert lines(solution) == []


def test_submit_closes_the_reviews_of_the_last_round(keeper: Person) -> None:
    solution = own(keeper)
    old = make_review(solution)

    submit_solution(solution, by=keeper, at=LATER)

    old.refresh_from_db()
    assert (old.closed, solution.reviews.of_this_round().count()) == (True, 0)


def test_reason_of_a_return_is_kept_until_it_goes_to_review(keeper: Person, officer: Person) -> None:
    solution = own(keeper, SolutionState.SUBMITTED)
    return_solution(solution, reason=" No figures ", by=officer, at=LATER)
    assert Solution.objects.get(pk=solution.pk).triage_reason == "No figures"

    submit_solution(solution, by=keeper, at=LATER)
    assert solution.triage_reason == "No figures"
    send_to_review(solution, by=officer, at=LATER)
    assert Solution.objects.get(pk=solution.pk).triage_reason == ""


def test_return_without_a_reason_is_refused(keeper: Person, officer: Person) -> None:
    solution = own(keeper, SolutionState.SUBMITTED)
    with pytest.raises(NotReady) as refused:
        return_solution(solution, reason="  ", by=officer, at=LATER)
    assert refused.value.codes == ("reason",)


@pytest.mark.parametrize("state", ["in_review", "archived"])
def test_return_is_for_submitted_solutions(state: str, keeper: Person, officer: Person) -> None:
    with pytest.raises(NotNow):
        return_solution(own(keeper, state), reason="No figures", by=officer, at=LATER)


@pytest.mark.parametrize("state", ["published", "due_for_confirmation"])
def test_confirm_is_good_for_a_year_and_changes_no_text(state: str, keeper: Person) -> None:
    solution = own(keeper, state, review_on=AT.date())

    confirm_solution(solution, by=keeper, at=LATER)

    stored = Solution.objects.get(pk=solution.pk)
    assert (stored.state, stored.confirmed_on, stored.review_on) == ("published", date(2026, 3, 3), date(2027, 3, 3))
    assert stored.changed_at == AT
    assert lines(solution) == [("solution.confirmed", state, "published", keeper)]


@pytest.mark.parametrize("state", ["draft", "submitted", "in_review", "archived"])
def test_confirm_is_for_what_others_see(state: str, keeper: Person) -> None:
    with pytest.raises(NotNow) as refused:
        confirm_solution(own(keeper, state), by=keeper, at=LATER)
    assert (refused.value.state, refused.value.wanted) == (state, SolutionState.PUBLISHED)


def test_confirm_is_for_the_keeper(keeper: Person, officer: Person) -> None:
    with pytest.raises(PermissionDenied):
        confirm_solution(own(keeper, "published"), by=officer, at=LATER)
    assert confirm_solution(make_recorded_solution(), by=officer, at=LATER).confirmed_on == LATER.date()


def test_solutions_fall_due_the_day_after_their_date(keeper: Person) -> None:
    day = AT.date()
    over = own(keeper, "published", review_on=day - timedelta(days=1))
    own(keeper, "published", review_on=day)
    own(keeper, "published", review_on=None)
    own(keeper, "draft", review_on=day - timedelta(days=9))

    assert mark_due(at=AT) == [over]

    assert [*Solution.objects.filter(state=SolutionState.DUE)] == [over]
    assert lines(over) == [("solution.due", "published", "due_for_confirmation", None)]
    assert mark_due(at=AT) == []


def test_archive_keeps_the_adoptions(keeper: Person) -> None:
    solution = own(keeper, "published")
    adoption = make_adoption(solution)
    archive_solution(solution, by=keeper, at=LATER)
    assert [*solution.adoptions.all()] == [adoption]


def test_archive_takes_a_draft_nobody_needs(keeper: Person) -> None:
    assert archive_solution(own(keeper), by=keeper, at=LATER).state == SolutionState.ARCHIVED


def test_secretariat_corrects_what_no_organisation_keeps(officer: Person, keeper: Person) -> None:
    solution = make_recorded_solution()
    save_solution(solution, {"title": "Corrected"}, by=officer, at=LATER)
    assert Solution.objects.get(pk=solution.pk).title == "Corrected"
    with pytest.raises(PermissionDenied):
        save_solution(solution, {"title": "Mine"}, by=keeper, at=LATER)


def test_precondition_goes_with_its_block(keeper: Person) -> None:
    solution = own(keeper)
    block = make_block(solution, title="A queue")
    make_precondition(solution, text="Mains power", block=block)
    kept = solution.blocks.exclude(pk=block.pk).get()

    save_solution(solution, {}, children={"blocks": [{"id": kept.pk, "title": kept.title}]}, by=keeper, at=LATER)

    assert [each.text for each in solution.preconditions.all()] == ["A law that lets one office act for another"]
    assert make_country("BGD").exports.count() == 1
