"""Questions to the records, and what the database refuses whoever writes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import FieldDoesNotExist
from django.db import IntegrityError, connection, transaction
from django.db.models import Model
from django.test.utils import CaptureQueriesContext

from southsouth.catalogue.lifecycle import AdoptionStatus, NeedState, SolutionState, Visibility
from southsouth.catalogue.models import Adoption, Need, Numbering, Solution, needs, solutions
from tests.makers import (
    AT,
    make_adoption,
    make_block,
    make_country,
    make_endorsement,
    make_exporter,
    make_goal,
    make_need,
    make_need_answer,
    make_organisation,
    make_person,
    make_place,
    make_precondition,
    make_result,
    make_review,
    make_solution,
    make_source,
    make_target,
    make_topic,
    make_whole_solution,
)

pytestmark = pytest.mark.django_db


def test_shown_and_public_solutions() -> None:
    made = {(state, seen): make_solution(state, visibility=seen) for state in SolutionState for seen in Visibility}

    shown = {solution for (state, _), solution in made.items() if state in ("published", "due_for_confirmation")}
    assert set(Solution.objects.shown()) == shown
    assert set(Solution.objects.public()) == {each for each in shown if each.visibility == "public"}


def test_shown_and_public_needs() -> None:
    made = {(state, seen): make_need(state, visibility=seen) for state in NeedState for seen in Visibility}

    shown = {need for (state, _), need in made.items() if state in ("open", "answered")}
    assert set(Need.objects.shown()) == shown
    assert set(Need.objects.public()) == {each for each in shown if each.visibility == "public"}


def test_running_adoptions() -> None:
    made = {status: make_adoption(status=status) for status in AdoptionStatus}
    assert set(Adoption.objects.running()) == {made[AdoptionStatus.ADOPTED], made[AdoptionStatus.IN_OPERATION]}


def test_rows_of_lists_and_whole_records_cost_a_constant_number_of_queries() -> None:
    def read_all() -> list[str]:
        said = [str(exporter.country) for row in Solution.objects.for_lists() for exporter in row.exporters.all()]
        said += [f"{need.country} {need.organisation}" for need in Need.objects.for_lists()]
        for solution in Solution.objects.in_full():
            for name in ("goals", "topics", "targets", "preconditions", "results", "sources"):
                said += [str(each) for each in getattr(solution, name).all()]
            said += [str(each) for block in solution.blocks.all() for each in block.preconditions.all()]
            said += [str(place.country) for place in solution.places.all()]
            said += [str(adoption.importer) for adoption in solution.adoptions.all()]
        for need in Need.objects.in_full():
            said += [str(each) for name in ("goals", "topics", "answers") for each in getattr(need, name).all()]
        return said

    def make() -> None:
        solution = make_whole_solution(goals=[make_goal()], topics=[make_topic()], targets=[make_target()])
        make_precondition(solution, block=make_block(solution))
        make_place(solution)
        make_source(solution)
        make_adoption(solution)
        make_need_answer(make_need(goals=[make_goal()], topics=[make_topic()]), make_precondition(solution))

    make()
    with CaptureQueriesContext(connection) as once:
        first = read_all()
    make()
    make()
    with CaptureQueriesContext(connection) as thrice:
        third = read_all()

    assert len(thrice) == len(once)
    assert (len(first), len(third)) == (16, 3 * 16)


@pytest.mark.parametrize(("model", "written"), [(Solution, solutions.WRITTEN), (Need, needs.WRITTEN)])
def test_what_writers_set_are_fields_of_the_record(model: type[Model], written: tuple[str, ...]) -> None:
    names = {field.name for field in model._meta.get_fields()}
    never = {"ref", "state", "origin", "author", "organisation", "created_at", "changed_at"}
    assert set(written) <= names - never
    with pytest.raises(FieldDoesNotExist):
        model._meta.get_field("no_such_field")


REFUSED: dict[str, Callable[[], Model]] = {
    "solution_state": lambda: make_solution("lost"),
    "solution_visibility": lambda: make_solution(visibility="all"),
    "solution_origin": lambda: make_solution(origin="heard"),
    "solution_evidence": lambda: make_solution(evidence="A"),
    "solution_step": lambda: make_solution(step="moon"),
    "solution_published_when": lambda: make_solution(published_at=None),
    "solution_cost_band": lambda: make_solution(cost_low_usd=2, cost_high_usd=1),
    "precondition_kind": lambda: make_precondition(kind="luck"),
    "precondition_fact_and_minimum": lambda: make_precondition(fact="egdi"),
    "result_measure": lambda: make_result(measure="joy"),
    "review_answer": lambda: make_review(answer="maybe"),
    "review_evidence": lambda: make_review(evidence="A"),
    "review_marks": lambda: make_review(clarity=4),
    "need_state": lambda: make_need("lost"),
    "need_visibility": lambda: make_need(visibility="all"),
    "need_origin": lambda: make_need(origin="heard"),
    "need_connectivity": lambda: make_need(connectivity="5G"),
    "need_opened_when": lambda: make_need(opened_at=None),
    "adoption_status": lambda: make_adoption(status="dreamt"),
    "adoption_origin": lambda: make_adoption(origin="heard"),
    "recorded_adoption_has_source": lambda: make_adoption(source=""),
    "organisation_kind": lambda: make_organisation(kind="club"),
}


@pytest.mark.parametrize("constraint", REFUSED)
def test_database_refuses_what_cannot_be(constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        REFUSED[constraint]()


def test_database_refuses_the_same_statement_twice() -> None:
    solution, reviewer = make_solution(), make_person("expert")
    organisation, country = make_organisation(), make_country("KEN")
    doubles: list[Callable[[], Model]] = [
        lambda: make_exporter(solution, country=country, organisation=None),
        lambda: make_exporter(solution, country=country, organisation=organisation),
        lambda: make_source(solution, url="https://example.org/page"),
        lambda: make_review(solution, reviewer=reviewer),
    ]
    for make in doubles:
        make()
        with pytest.raises(IntegrityError), transaction.atomic():
            make()
    make_review(solution, reviewer=reviewer, closed=True)


def test_every_record_says_what_it_is() -> None:
    solution, need = make_solution(title="One counter"), make_need(title="Papers")
    organisation = make_organisation(name="Land office")
    said = {
        "One counter": solution,
        "Papers": need,
        "Land office": make_exporter(solution, organisation=organisation),
        "Bangladesh": make_exporter(solution),
        "A queue": make_block(solution, title="A queue"),
        "Mains power": make_precondition(solution, text="Mains power"),
        "Visits": make_result(solution, indicator="Visits"),
        "Sylhet": make_place(solution, name="Sylhet"),
        "https://example.org/page": make_source(solution, url="https://example.org/page"),
        "first": make_adoption(solution, ref="first"),
        "A. Official": make_endorsement(need, official="A. Official"),
        "need-2026-007": Numbering(series="need", year=2026, last=7),
    }
    assert {str(record): record for record in said.values()} == said
    review, answer = make_review(solution), make_need_answer(need)
    assert str(review) == f"{solution.pk} {review.reviewer_id}"
    assert str(answer) == f"{need.pk} {answer.precondition_id}"


def test_needs_are_outdated_by_the_hour() -> None:
    need = make_need(opened_at=AT)
    year = AT + timedelta(days=365)
    assert not Need.objects.outdated(year).exists()
    assert Need.objects.outdated(year + timedelta(seconds=1)).get() == need
