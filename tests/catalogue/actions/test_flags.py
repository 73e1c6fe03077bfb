"""A record is challenged, its owner replies, the secretariat decides; and the level of proof with who set it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from southsouth.catalogue.actions.evidence import set_evidence
from southsouth.catalogue.actions.flags import MOST_OPEN, dismiss_flag, raise_flag, reply_to_flag, uphold_flag
from southsouth.catalogue.lifecycle import (
    FlagKind,
    FlagOutcome,
    FlagState,
    NotNow,
    NotReady,
    SolutionState,
    TooManyOpen,
)
from southsouth.catalogue.models import Adoption, Flag, Need, Solution
from southsouth.catalogue.queries.challenges import evidence_history
from southsouth.engine.fit.profiles import Evidence
from southsouth.members.lifecycle import Role
from southsouth.members.models import Person
from southsouth.members.policies import Actor
from tests.catalogue.actions.ledger import facts, lines
from tests.makers import AT, make_adoption, make_flag, make_need, make_person, make_solution

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=1)


@pytest.fixture
def keeper() -> Person:
    return make_person()


@pytest.fixture
def officer() -> Person:
    return make_person(Role.SECRETARIAT)


@pytest.fixture
def solution(keeper: Person) -> Solution:
    return make_solution(organisation=keeper.organisation, evidence=Evidence.STUDIED)


def challenge(what: Need | Solution | Adoption, by: Actor, text: str = "The report says 14.") -> Flag:
    return raise_flag(what, kind=FlagKind.FIGURE, text=text, url="https://example.org/report", by=by, at=AT)


def test_a_member_and_a_visitor_challenge_each_kind_of_record(solution: Solution) -> None:
    member, need, adoption = make_person(Role.EXPERT), make_need(), make_adoption(solution)
    flags = [challenge(solution, member), challenge(need, AnonymousUser()), challenge(adoption, member)]
    assert [each.kept for each in flags] == [solution, need, solution]
    assert [each.by for each in flags] == [member, None, member]
    assert (flags[0].ref, flags[0].state, flags[0].at) == ("flag-2026-001", FlagState.OPEN, AT)
    assert lines(flags[0]) == [("flag.raised", "", "open", member)]
    assert facts(flags[2]) == {"on": adoption.ref, "kind": "figure"}


def test_what_is_refused(solution: Solution, keeper: Person) -> None:
    with pytest.raises(PermissionDenied):
        challenge(solution, keeper)
    with pytest.raises(PermissionDenied):
        challenge(make_need("draft"), make_person())
    with pytest.raises(NotReady) as refused:
        challenge(solution, AnonymousUser(), " ")
    assert refused.value.codes == ("text",)
    assert not Flag.objects.exists()


def test_one_person_has_few_flags_open_on_one_record(solution: Solution, officer: Person) -> None:
    member = make_person(Role.EXPERT)
    flags = [challenge(solution, member) for _ in range(MOST_OPEN)]
    with pytest.raises(TooManyOpen):
        challenge(solution, member)
    dismiss_flag(flags[0], decision="It is right.", by=officer, at=LATER)
    assert challenge(solution, member)


def test_the_keeper_replies_while_it_is_open(solution: Solution, keeper: Person, officer: Person) -> None:
    flag = make_flag(solution)
    for person in (officer, make_person()):
        with pytest.raises(PermissionDenied):
            reply_to_flag(flag, reply="It is right.", by=person, at=LATER)
    with pytest.raises(NotReady) as refused:
        reply_to_flag(flag, reply="", by=keeper, at=LATER)
    assert refused.value.codes == ("reply",)
    reply_to_flag(flag, reply=" It was 45 in 2019. ", by=keeper, at=LATER)
    flag.refresh_from_db()
    assert (flag.reply, flag.replied_at, flag.state) == ("It was 45 in 2019.", LATER, "open")
    assert lines(flag) == [("flag.replied", "open", "open", keeper)]
    dismiss_flag(flag, decision="Both are right.", by=officer, at=LATER)
    with pytest.raises(NotNow):
        reply_to_flag(flag, reply="Thank you.", by=keeper, at=LATER)


def test_a_flag_is_dismissed_with_a_reason(solution: Solution, keeper: Person, officer: Person) -> None:
    flag = make_flag(solution)
    with pytest.raises(PermissionDenied):
        dismiss_flag(flag, decision="No.", by=keeper, at=LATER)
    with pytest.raises(NotReady) as refused:
        dismiss_flag(flag, decision=" ", by=officer, at=LATER)
    assert refused.value.codes == ("decision",)
    dismiss_flag(flag, decision=" The source says 45. ", by=officer, at=LATER)
    flag.refresh_from_db()
    assert (flag.state, flag.decision, flag.outcome) == ("dismissed", "The source says 45.", "")
    assert (flag.decided_by, flag.decided_at) == (officer, LATER)
    assert lines(flag) == [("flag.dismissed", "open", "dismissed", officer)]
    with pytest.raises(NotNow):
        uphold_flag(flag, decision="Yes.", by=officer, at=LATER)


def test_a_flag_is_upheld_and_the_record_corrected(solution: Solution, officer: Person) -> None:
    flag = uphold_flag(make_flag(solution), decision="The figure is mended.", by=officer, at=LATER)
    assert (flag.state, flag.outcome, flag.evidence_after) == ("upheld", "corrected", "")
    assert facts(flag) == {"on": solution.ref, "outcome": "corrected"}
    assert lines(solution) == []


def test_a_flag_lowers_the_proof_in_the_same_deed(solution: Solution, officer: Person) -> None:
    flag = make_flag(make_adoption(solution))
    uphold_flag(
        flag, decision="It was no study.", by=officer, at=LATER, outcome=FlagOutcome.LOWERED, level=Evidence.DESCRIBED
    )
    solution.refresh_from_db()
    flag.refresh_from_db()
    assert (solution.evidence, solution.changed_at) == ("described", LATER)
    assert (flag.evidence_before, flag.evidence_after, flag.outcome) == ("studied", "described", "lowered")
    told = evidence_history(solution)[-1]
    assert (told.before, told.after, told.setter, told.reason) == (
        *("studied", "described", "challenge"),
        "It was no study.",
    )


@pytest.mark.parametrize("level", [None, Evidence.STUDIED, Evidence.WORKED_AGAIN])
def test_a_challenge_never_raises_the_proof(solution: Solution, officer: Person, level: Evidence | None) -> None:
    flag = make_flag(solution)
    with pytest.raises(NotReady) as refused:
        uphold_flag(flag, decision="So.", by=officer, at=LATER, outcome=FlagOutcome.LOWERED, level=level)
    assert refused.value.codes == ("evidence",)
    assert Flag.objects.get().state == "open"


def test_what_has_no_level_is_not_lowered(officer: Person) -> None:
    with pytest.raises(NotReady):
        uphold_flag(
            make_flag(), decision="So.", by=officer, at=LATER, outcome=FlagOutcome.LOWERED, level=Evidence.DESCRIBED
        )


def test_a_flag_asks_the_owner_to_confirm_anew(solution: Solution, officer: Person) -> None:
    flag = make_flag(solution)
    uphold_flag(flag, decision="It stopped.", by=officer, at=LATER, outcome=FlagOutcome.DUE)
    solution.refresh_from_db()
    assert solution.state == SolutionState.DUE
    assert lines(solution) == [("solution.due", "published", "due_for_confirmation", officer)]
    with pytest.raises(NotNow):
        uphold_flag(make_flag(solution), decision="Again.", by=officer, at=LATER, outcome=FlagOutcome.DUE)


@pytest.mark.parametrize("outcome", [FlagOutcome.LOWERED, FlagOutcome.DUE])
def test_a_need_has_neither_proof_nor_confirmation(officer: Person, outcome: FlagOutcome) -> None:
    with pytest.raises(NotReady) as refused:
        uphold_flag(make_flag(make_need()), decision="So.", by=officer, at=LATER, outcome=outcome)
    assert refused.value.codes == ("outcome",)


def test_the_secretariat_sets_the_level_with_a_reason(solution: Solution, officer: Person) -> None:
    set_evidence(solution, Evidence.WORKED_AGAIN, reason=" It runs in Kenya. ", by=officer, at=LATER)
    solution.refresh_from_db()
    assert (solution.evidence, solution.changed_at) == ("worked_again", LATER)
    assert lines(solution) == [("solution.evidence_set", "published", "published", officer)]
    assert facts(solution) == {
        "evidence_before": "studied",
        "evidence_after": "worked_again",
        "setter": "secretariat",
        "reason": "It runs in Kenya.",
    }


def test_what_the_level_is_refused_for(solution: Solution, keeper: Person, officer: Person) -> None:
    with pytest.raises(PermissionDenied):
        set_evidence(solution, Evidence.MEASURED, reason="So.", by=keeper, at=LATER)
    with pytest.raises(NotNow):
        set_evidence(make_solution("in_review"), Evidence.MEASURED, reason="So.", by=officer, at=LATER)
    with pytest.raises(NotReady) as refused:
        set_evidence(solution, Evidence.STUDIED, reason=" ", by=officer, at=LATER)
    assert refused.value.codes == ("evidence", "reason")
