"""Two readers, one of them from another country, publish a solution; one sends it back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from southsouth.catalogue.actions.reviews import review_solution
from southsouth.catalogue.actions.solutions import submit_solution
from southsouth.catalogue.lifecycle import NotNow, NotReady, ReviewAnswer, SolutionState
from southsouth.catalogue.models import Review, Solution
from southsouth.engine.fit.profiles import Evidence
from southsouth.members.lifecycle import Role
from southsouth.members.models import Person
from tests.catalogue.actions.ledger import facts, lines
from tests.makers import AT, make_country, make_exporter, make_organisation, make_person, make_whole_solution

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=1)
MARKS = {"clarity": 3, "results": 2, "transfer": 1, "safeguards": 0}


@pytest.fixture
def solution() -> Solution:
    """In review; Bangladesh exports it."""
    return make_whole_solution(SolutionState.IN_REVIEW)


def expert(iso3: str | None = None) -> Person:
    return make_person(Role.EXPERT, organisation=make_organisation(country=make_country(iso3)) if iso3 else None)


def answer(solution: Solution, by: Person, **fields: object) -> Solution:
    plain = {"marks": MARKS, "evidence": Evidence.MEASURED, "answer": ReviewAnswer.PUBLISH, "comment": ""}
    return review_solution(solution, **{**plain, **fields}, by=by, at=LATER)


def test_first_yes_waits_for_the_second(solution: Solution) -> None:
    reviewer = expert("KEN")

    assert answer(solution, reviewer, comment=" Clear. ").state == SolutionState.IN_REVIEW

    review = Review.objects.get()
    assert (review.reviewer, review.comment, review.answer, review.at) == (reviewer, "Clear.", "publish", LATER)
    assert (review.clarity, review.results, review.transfer, review.safeguards) == (3, 2, 1, 0)
    assert lines(solution) == [("solution.reviewed", "", "", reviewer)]
    assert facts(solution) == {"answer": "publish"}


def test_second_yes_publishes_with_the_lower_evidence(solution: Solution) -> None:
    first, second = expert("KEN"), expert()
    answer(solution, first, evidence=Evidence.WORKED_AGAIN)

    answer(solution, second, evidence=Evidence.STUDIED)

    stored = Solution.objects.get(pk=solution.pk)
    assert (stored.state, stored.evidence) == (SolutionState.PUBLISHED, Evidence.STUDIED)
    assert (stored.published_at, stored.confirmed_on, stored.review_on) == (LATER, date(2026, 3, 3), date(2027, 3, 3))
    assert [line[0] for line in lines(solution)] == ["solution.reviewed", "solution.reviewed", "solution.published"]
    assert lines(solution)[-1] == ("solution.published", "in_review", "published", second)


@pytest.mark.parametrize("second", ["BGD", None])
def test_two_yes_from_home_or_nowhere_wait_for_a_third(second: str | None, solution: Solution) -> None:
    answer(solution, expert("BGD"))
    assert answer(solution, expert(second)).state == SolutionState.IN_REVIEW
    assert answer(solution, expert("KEN")).state == SolutionState.PUBLISHED


def test_every_exporting_country_is_home(solution: Solution) -> None:
    make_exporter(solution, country=make_country("KEN"))
    answer(solution, expert("BGD"))
    assert answer(solution, expert("KEN")).state == SolutionState.IN_REVIEW
    assert answer(solution, expert("PER")).state == SolutionState.PUBLISHED


def test_one_reader_cannot_answer_for_two(solution: Solution) -> None:
    reader = expert("KEN")
    answer(solution, reader, evidence=Evidence.DESCRIBED)
    answer(solution, reader, evidence=Evidence.STUDIED)
    assert (solution.state, Review.objects.get().evidence) == (SolutionState.IN_REVIEW, Evidence.STUDIED)


def test_return_sends_it_back_at_once(solution: Solution) -> None:
    reader = expert("KEN")

    answer(solution, reader, answer=ReviewAnswer.RETURN, comment="Who pays?")

    assert Solution.objects.get(pk=solution.pk).state == SolutionState.DRAFT
    assert lines(solution) == [
        ("solution.reviewed", "", "", reader),
        ("solution.returned", "in_review", "draft", reader),
    ]


def test_yes_of_an_earlier_round_does_not_count(solution: Solution) -> None:
    keeper = make_person(organisation=solution.organisation)
    early, officer = expert("KEN"), make_person(Role.SECRETARIAT)
    answer(solution, early)
    answer(solution, expert("PER"), answer=ReviewAnswer.RETURN, comment="Who pays?")
    submit_solution(solution, by=keeper, at=LATER)
    Solution.objects.filter(pk=solution.pk).update(state=SolutionState.IN_REVIEW)

    assert answer(solution, officer).state == SolutionState.IN_REVIEW
    assert answer(solution, early).state == SolutionState.PUBLISHED
    assert Review.objects.filter(closed=True).count() == 2


def test_return_without_a_comment_is_refused(solution: Solution) -> None:
    with pytest.raises(NotReady) as refused:
        answer(solution, expert(), answer=ReviewAnswer.RETURN, comment=" ")
    assert refused.value.codes == ("comment",)
    assert not Review.objects.exists()


def test_marks_run_from_none_to_three(solution: Solution) -> None:
    with pytest.raises(NotReady) as refused:
        answer(solution, expert(), marks={"clarity": 4, "results": -1, "safeguards": 3})
    assert refused.value.codes == ("clarity", "results", "transfer")


@pytest.mark.parametrize("state", ["draft", "submitted", "published", "archived"])
def test_review_is_for_solutions_in_review(state: str) -> None:
    with pytest.raises(NotNow) as refused:
        answer(make_whole_solution(state), expert())
    assert refused.value.state == state


def test_review_by_others_is_refused(solution: Solution) -> None:
    for person in (make_person(), make_person(Role.FUNDER), make_person(Role.EXPERT, is_active=False)):
        with pytest.raises(PermissionDenied):
            answer(solution, person)
    assert not Review.objects.exists()
