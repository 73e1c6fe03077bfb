"""States of solutions and needs, and the moves that are allowed; no Django here."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any


class SolutionState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    IN_REVIEW = "in_review"
    PUBLISHED = "published"
    DUE = "due_for_confirmation"
    ARCHIVED = "archived"
    MERGED = "merged"


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


class QuestionState(StrEnum):
    """A question on a record: one answer serves everybody who reads the record."""

    ASKED = "asked"
    ANSWERED = "answered"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class FlagState(StrEnum):
    OPEN = "open"
    UPHELD = "upheld"
    DISMISSED = "dismissed"


class FlagKind(StrEnum):
    """What is said to be wrong with a record."""

    FIGURE = "figure"
    OUTDATED = "outdated"
    STOPPED = "stopped"
    LINK = "link"
    RIGHTS = "rights"
    PERSONAL_DATA = "personal_data"
    OTHER = "other"


class FlagOutcome(StrEnum):
    """What became of a record after a flag was upheld."""

    CORRECTED = "corrected"
    LOWERED = "lowered"
    DUE = "due"


class VersionDeed(StrEnum):
    """What a version of a record was kept for."""

    SUBMITTED = "submitted"
    PUBLISHED = "published"
    OPENED = "opened"
    CONFIRMED = "confirmed"
    CHANGED = "changed"


class TranslationState(StrEnum):
    """How far a translation is: drafted by a machine, drafted by a person, approved."""

    MACHINE = "machine"
    DRAFT = "draft"
    APPROVED = "approved"


class EvidenceSetter(StrEnum):
    """Who placed a solution on the ladder of proof, by role."""

    REVIEWERS = "reviewers"
    SECRETARIAT = "secretariat"
    CHALLENGE = "challenge"
    IMPORT = "import"


SOLUTION_MOVES: Mapping[SolutionState, frozenset[SolutionState]] = {
    SolutionState.DRAFT: frozenset({SolutionState.SUBMITTED, SolutionState.ARCHIVED}),
    SolutionState.SUBMITTED: frozenset({SolutionState.IN_REVIEW, SolutionState.DRAFT, SolutionState.MERGED}),
    SolutionState.IN_REVIEW: frozenset({SolutionState.PUBLISHED, SolutionState.DRAFT, SolutionState.MERGED}),
    SolutionState.PUBLISHED: frozenset({SolutionState.DUE, SolutionState.ARCHIVED, SolutionState.MERGED}),
    SolutionState.DUE: frozenset({SolutionState.PUBLISHED, SolutionState.ARCHIVED, SolutionState.MERGED}),
    SolutionState.ARCHIVED: frozenset({SolutionState.DRAFT}),
    SolutionState.MERGED: frozenset(),
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

QUESTION_MOVES: Mapping[QuestionState, frozenset[QuestionState]] = {
    QuestionState.ASKED: frozenset({QuestionState.ANSWERED, QuestionState.DECLINED, QuestionState.WITHDRAWN}),
    QuestionState.ANSWERED: frozenset(),
    QuestionState.DECLINED: frozenset(),
    QuestionState.WITHDRAWN: frozenset(),
}

FLAG_MOVES: Mapping[FlagState, frozenset[FlagState]] = {
    FlagState.OPEN: frozenset({FlagState.UPHELD, FlagState.DISMISSED}),
    FlagState.UPHELD: frozenset(),
    FlagState.DISMISSED: frozenset(),
}

SHOWN_SOLUTIONS = frozenset({SolutionState.PUBLISHED, SolutionState.DUE})
"""States in which others see a solution, as its visibility allows."""
MERGEABLE_SOLUTIONS = frozenset({SolutionState.SUBMITTED, SolutionState.IN_REVIEW, *SHOWN_SOLUTIONS})
"""States in which a solution can be joined with another one, or another one with it."""
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


class TranslatedMeanwhile(Exception):
    """Somebody else wrote these translations after the page was opened. ``theirs``: the texts as they stand."""

    def __init__(self, theirs: Mapping[str, str]) -> None:
        super().__init__(sorted(theirs))
        self.theirs = theirs


class AskedBefore(Exception):
    """The same question stands on the record already. ``ref`` is its reference, ``answered`` whether it is answered."""

    def __init__(self, ref: str, answered: bool) -> None:
        super().__init__(ref, answered)
        self.ref = ref
        self.answered = answered


class TooManyOpen(Exception):
    """One person has ``most`` questions, or flags, open on this record: as many as there may be at once."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most


MOVES: Mapping[type[StrEnum], Mapping[Any, frozenset[Any]]] = {
    SolutionState: SOLUTION_MOVES,
    NeedState: NEED_MOVES,
    QuestionState: QUESTION_MOVES,
    FlagState: FLAG_MOVES,
}


def check_move(state: str, wanted: StrEnum) -> None:
    """Raise ``NotNow`` where a record in this state cannot come into the wanted one."""
    now = type(wanted)(state)
    if wanted not in MOVES[type(wanted)][now]:
        raise NotNow(now, wanted)
