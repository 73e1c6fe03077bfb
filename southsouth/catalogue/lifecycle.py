"""States of solutions and needs, and the moves that are allowed; no Django here."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class SolutionState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    IN_REVIEW = "in_review"
    PUBLISHED = "published"
    DUE = "due_for_confirmation"
    ARCHIVED = "archived"


class NeedState(StrEnum):
    DRAFT = "draft"
    ENDORSED = "endorsed"
    SUBMITTED = "submitted"
    OPEN = "open"
    ANSWERED = "answered"
    DECLINED = "declined"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


class Visibility(StrEnum):
    PUBLIC = "public"
    MEMBERS = "members"
    SECRETARIAT = "secretariat"


class AdoptionStatus(StrEnum):
    """How far a solution came in another country, as the source says; earliest first."""

    INTEREST = "interest"
    LEARNING_VISIT = "learning_visit"
    NEEDS_ASSESSMENT = "needs_assessment"
    AGREEMENT_REPORTED = "agreement_reported"
    AGREEMENT_SIGNED = "agreement_signed"
    COOPERATION_DELIVERED = "cooperation_delivered"
    PILOT = "pilot"
    ADOPTED = "adopted"
    IN_OPERATION = "in_operation"


RUNNING = frozenset({AdoptionStatus.ADOPTED, AdoptionStatus.IN_OPERATION})
"""Statuses in which an adoption counts as in use."""


class KindOfHelp(StrEnum):
    ADVICE = "advice"
    STUDY_VISIT = "study_visit"
    EXPERT_MISSION = "expert_mission"
    TRAINING = "training"
    CODE = "code"
    TWINNING = "twinning"
    FUNDING = "funding"


class Connectivity(StrEnum):
    GOOD = "good"
    SLOW = "slow"
    SOME_DAYS = "some_days"
    NONE = "none"


class Measure(StrEnum):
    """What a result counts: time, cost and visits of the people served, how many are served, or another thing."""

    TIME = "time"
    COST = "cost"
    VISITS = "visits"
    PEOPLE = "people"
    OTHER = "other"


class ReviewAnswer(StrEnum):
    PUBLISH = "publish"
    RETURN = "return"


SOLUTION_MOVES: Mapping[SolutionState, frozenset[SolutionState]] = {
    SolutionState.DRAFT: frozenset({SolutionState.SUBMITTED, SolutionState.ARCHIVED}),
    SolutionState.SUBMITTED: frozenset({SolutionState.IN_REVIEW, SolutionState.DRAFT}),
    SolutionState.IN_REVIEW: frozenset({SolutionState.PUBLISHED, SolutionState.DRAFT}),
    SolutionState.PUBLISHED: frozenset({SolutionState.DUE, SolutionState.ARCHIVED}),
    SolutionState.DUE: frozenset({SolutionState.PUBLISHED, SolutionState.ARCHIVED}),
    SolutionState.ARCHIVED: frozenset({SolutionState.DRAFT}),
}

NEED_MOVES: Mapping[NeedState, frozenset[NeedState]] = {
    NeedState.DRAFT: frozenset({NeedState.ENDORSED, NeedState.SUBMITTED, NeedState.WITHDRAWN}),
    NeedState.ENDORSED: frozenset({NeedState.SUBMITTED, NeedState.DRAFT, NeedState.WITHDRAWN}),
    NeedState.SUBMITTED: frozenset(
        {NeedState.OPEN, NeedState.DRAFT, NeedState.DECLINED, NeedState.MERGED, NeedState.WITHDRAWN}
    ),
    NeedState.OPEN: frozenset({NeedState.ANSWERED, NeedState.WITHDRAWN, NeedState.LAPSED, NeedState.MERGED}),
    NeedState.ANSWERED: frozenset({NeedState.OPEN}),
    NeedState.DECLINED: frozenset({NeedState.DRAFT}),
    NeedState.MERGED: frozenset(),
    NeedState.WITHDRAWN: frozenset({NeedState.DRAFT}),
    NeedState.LAPSED: frozenset({NeedState.OPEN}),
}

SHOWN_SOLUTIONS = frozenset({SolutionState.PUBLISHED, SolutionState.DUE})
"""States in which others see a solution, as its visibility allows."""
SHOWN_NEEDS = frozenset({NeedState.OPEN, NeedState.ANSWERED})
EDITABLE_SOLUTIONS = frozenset({SolutionState.DRAFT, *SHOWN_SOLUTIONS})
"""States in which the keeper writes; a change to what others see is in the ledger."""
EDITABLE_NEEDS = frozenset({NeedState.DRAFT, NeedState.ENDORSED})


class NotNow(Exception):
    """The record is in a state from which this move is not allowed. Carries the facts; ``web`` finds the words."""

    def __init__(self, state: StrEnum, wanted: StrEnum) -> None:
        super().__init__(state, wanted)
        self.state = state
        self.wanted = wanted


class NotReady(Exception):
    """Something needed for this deed is missing. ``codes`` name what, in order."""

    def __init__(self, codes: tuple[str, ...]) -> None:
        super().__init__(codes)
        self.codes = codes


def check_move(state: str, wanted: SolutionState | NeedState) -> None:
    """Raise ``NotNow`` where a record in this state cannot come into the wanted one."""
    if isinstance(wanted, SolutionState):
        allowed = wanted in SOLUTION_MOVES[SolutionState(state)]
    else:
        allowed = wanted in NEED_MOVES[NeedState(state)]
    if not allowed:
        raise NotNow(type(wanted)(state), wanted)
