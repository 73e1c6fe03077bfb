"""Two pages about one solution become one, and nothing that hung on either is lost."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from southsouth.catalogue.actions.merging import merge_solution
from southsouth.catalogue.lifecycle import NotNow, NotReady, SolutionState
from southsouth.catalogue.models import Solution
from southsouth.ledger.models import Entry
from southsouth.members.lifecycle import Role
from southsouth.members.models import Person
from tests.makers import AT, make_adoption, make_attachment, make_flag, make_person, make_question, make_solution

pytestmark = pytest.mark.django_db
SENT, SHOWN = SolutionState.SUBMITTED, SolutionState.PUBLISHED


@pytest.fixture
def officer() -> Person:
    return make_person(Role.SECRETARIAT)


def test_what_hung_on_it_hangs_on_the_one_that_stays(officer):
    goes, stays = make_solution(SHOWN), make_solution(SHOWN)
    parts = [make_adoption(goes), make_question(goes), make_flag(goes)]
    own = make_adoption(stays)
    merge_solution(goes, into=stays, by=officer, at=AT)
    for each in (*parts, own):
        each.refresh_from_db()
        assert each.solution_id == stays.pk
    assert (goes.state, goes.merged_into) == (SolutionState.MERGED, stays)


def test_the_ledger_says_it_on_both_sides(officer):
    goes, stays = make_solution(SHOWN), make_solution(SHOWN)
    make_adoption(goes)
    merge_solution(goes, into=stays, by=officer, at=AT)
    left, joined = Entry.objects.order_by("pk")
    assert (left.deed, left.ref, left.facts) == ("solution.merged", goes.ref, {"into": stays.ref})
    assert (left.state_before, left.state_after) == ("published", "merged")
    assert (joined.deed, joined.ref) == ("solution.joined", stays.ref)
    assert joined.facts == {"from": goes.ref, "adoptions": 1, "questions": 0, "flags": 0, "attachments": 0}


def test_what_was_joined_before_comes_along(officer):
    first, second, third = (make_solution(SHOWN) for _ in range(3))
    merge_solution(first, into=second, by=officer, at=AT)
    merge_solution(second, into=third, by=officer, at=AT)
    first.refresh_from_db()
    assert first.merged_into == third


@pytest.mark.parametrize(
    ("goes", "stays"), [(SENT, SENT), (SENT, SolutionState.IN_REVIEW), (SENT, SHOWN), (SHOWN, SolutionState.DUE)]
)
def test_what_may_be_joined(officer, goes, stays):
    merge_solution(make_solution(goes), into=make_solution(stays), by=officer, at=AT)
    assert Solution.objects.filter(state="merged").count() == 1


@pytest.mark.parametrize(
    ("goes", "stays"), [(SHOWN, SENT), (SENT, SolutionState.DRAFT), (SHOWN, SolutionState.ARCHIVED)]
)
def test_what_others_see_is_not_joined_with_what_they_do_not_see(officer, goes, stays):
    with pytest.raises(NotReady) as refused:
        merge_solution(make_solution(goes), into=make_solution(stays), by=officer, at=AT)
    assert refused.value.codes == ("into_solution",)


def test_not_with_itself_not_a_draft_and_not_by_its_keeper(officer):
    solution = make_solution(SHOWN)
    with pytest.raises(NotReady):
        merge_solution(solution, into=Solution.objects.get(pk=solution.pk), by=officer, at=AT)
    with pytest.raises(NotNow):
        merge_solution(make_solution(SolutionState.DRAFT), into=solution, by=officer, at=AT)
    with pytest.raises(PermissionDenied):
        merge_solution(make_solution(SHOWN), into=solution, by=make_person(), at=AT)


def test_files_go_over_too(officer):
    goes, stays = make_solution(SHOWN), make_solution(SHOWN)
    file = make_attachment(goes)
    merge_solution(goes, into=stays, by=officer, at=AT)
    assert list(stays.attachments.all()) == [file]
