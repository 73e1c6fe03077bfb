from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from southsouth.catalogue.lifecycle import NeedState, NotReady, SolutionState, Visibility
from southsouth.catalogue.models import Need, Solution
from southsouth.ledger.models import Entry
from southsouth.matching.actions import answer_match
from southsouth.matching.lifecycle import Answer, NoLongerOpen, RefusalReason, Side
from southsouth.matching.models import Interest, Match
from southsouth.members.lifecycle import Role
from southsouth.members.models import Person
from tests.makers import AT, make_match, make_need, make_organisation, make_person, make_run, make_solution

pytestmark = pytest.mark.django_db

LATER_ON = AT + timedelta(days=1)


@pytest.fixture
def match() -> Match:
    return make_match(rank=3, score=66.66)


@pytest.fixture
def importer(match: Match) -> Person:
    return make_person(organisation=match.need.organisation)


@pytest.fixture
def exporter(match: Match) -> Person:
    return make_person(organisation=match.solution.organisation)


def test_an_answer_keeps_what_was_shown(match: Match, importer: Person) -> None:
    interest = answer_match(match, side=Side.IMPORTER, answer=Answer.YES, note="Please.", by=importer, at=AT)

    interest.refresh_from_db()
    assert (interest.answer, interest.note, interest.reason) == ("yes", "Please.", "")
    assert (interest.by, interest.at) == (importer, AT)
    assert (interest.run, interest.rank) == (match.run, 3)


def test_a_second_answer_takes_the_place_of_the_first(match: Match, importer: Person) -> None:
    answer_match(match, side=Side.IMPORTER, answer=Answer.NO, reason="law", by=importer, at=AT)
    Match.objects.filter(pk=match.pk).update(run=make_run(match.need), rank=1)
    answer_match(match, side=Side.IMPORTER, answer=Answer.YES, by=importer, at=LATER_ON)

    kept = Interest.objects.get()
    newest = Match.objects.get()
    assert (kept.answer, kept.reason, kept.at, kept.rank, kept.run_id) == ("yes", "", LATER_ON, 1, newest.run_id)


def test_each_side_has_its_own_answer(match: Match, importer: Person, exporter: Person) -> None:
    answer_match(match, side=Side.IMPORTER, answer=Answer.YES, by=importer, at=AT)
    answer_match(match, side=Side.EXPORTER, answer=Answer.LATER, by=exporter, at=AT)

    assert set(Interest.objects.values_list("side", "answer")) == {("importer", "yes"), ("exporter", "later")}


def test_every_answer_is_a_line_in_the_ledger(match: Match, importer: Person) -> None:
    answer_match(match, side=Side.IMPORTER, answer=Answer.LATER, by=importer, at=AT)
    answer_match(match, side=Side.IMPORTER, answer=Answer.NO, reason="too_costly", by=importer, at=LATER_ON)

    first, second = Entry.objects.about("match", str(match.pk))
    assert (first.deed, first.by, first.state_before, first.state_after) == ("match.answered", importer, "", "later")
    assert (second.at, second.state_before, second.state_after) == (LATER_ON, "later", "no")
    assert second.facts == {
        "need": match.need.ref,
        "solution": match.solution.ref,
        "side": "importer",
        "reason": "too_costly",
        "rank": 3,
        "score": 66.7,
    }


@pytest.mark.parametrize(
    ("answer", "reason", "note", "missing"),
    [
        (Answer.NO, "", "", ("reason",)),
        (Answer.NO, "because", "", ("reason",)),
        (Answer.NO, RefusalReason.OTHER, "  ", ("note",)),
    ],
)
def test_a_refusal_says_why(
    match: Match, importer: Person, answer: Answer, reason: str, note: str, missing: tuple[str, ...]
) -> None:
    with pytest.raises(NotReady) as refusal:
        answer_match(match, side=Side.IMPORTER, answer=answer, reason=reason, note=note, by=importer, at=AT)

    assert refusal.value.codes == missing
    assert not Interest.objects.exists()


@pytest.mark.parametrize(
    ("answer", "reason", "note", "kept"),
    [
        (Answer.NO, "other", "We have one.", "other"),
        (Answer.NO, "law", "", "law"),
        (Answer.YES, "law", "", ""),
        (Answer.LATER, "", "", ""),
    ],
)
def test_answers_that_are_taken(
    match: Match, importer: Person, answer: Answer, reason: str, note: str, kept: str
) -> None:
    interest = answer_match(match, side=Side.IMPORTER, answer=answer, reason=reason, note=note, by=importer, at=AT)

    assert interest.reason == kept


@pytest.mark.parametrize("side", Side)
def test_nobody_answers_for_another_side(match: Match, side: Side) -> None:
    others = [make_person(), make_person(Role.SECRETARIAT), make_person(Role.EXPERT)]
    own = match.solution.organisation if side == Side.IMPORTER else match.need.organisation

    for person in [*others, make_person(organisation=own)]:
        with pytest.raises(PermissionDenied):
            answer_match(match, side=side, answer=Answer.YES, by=person, at=AT)
    assert not Interest.objects.exists()


def test_an_exporter_does_not_answer_a_need_it_does_not_see() -> None:
    exporting = make_organisation()
    match = make_match(make_need(visibility=Visibility.SECRETARIAT), make_solution(organisation=exporting))

    with pytest.raises(PermissionDenied):
        answer_match(match, side=Side.EXPORTER, answer=Answer.YES, by=make_person(organisation=exporting), at=AT)


@pytest.mark.parametrize(
    ("need_state", "solution_state"),
    [(NeedState.WITHDRAWN, SolutionState.PUBLISHED), (NeedState.OPEN, SolutionState.ARCHIVED)],
)
def test_nobody_answers_a_closed_match(
    match: Match, importer: Person, need_state: NeedState, solution_state: SolutionState
) -> None:
    Need.objects.filter(pk=match.need_id).update(state=need_state)
    Solution.objects.filter(pk=match.solution_id).update(state=solution_state)

    with pytest.raises(NoLongerOpen) as refusal:
        answer_match(match, side=Side.IMPORTER, answer=Answer.YES, by=importer, at=AT)

    assert (refusal.value.need_state, refusal.value.solution_state) == (need_state, solution_state)
    assert not Interest.objects.exists()
