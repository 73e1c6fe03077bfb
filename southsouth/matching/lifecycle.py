"""What each side may say to a match, and why a match dies; no Django here."""

from datetime import timedelta
from enum import StrEnum

from southsouth.catalogue.lifecycle import SHOWN_NEEDS, NeedState


class Side(StrEnum):
    IMPORTER = "importer"
    EXPORTER = "exporter"


class Answer(StrEnum):
    YES = "yes"
    NO = "no"
    LATER = "later"


class RefusalReason(StrEnum):
    TOO_COSTLY = "too_costly"
    LAW = "law"
    NO_OWNER = "no_owner"
    WRONG_SCALE = "wrong_scale"
    ALREADY_HAVE = "already_have"
    CAPACITY_FULL = "capacity_full"
    OTHER = "other"


class RefreshStep(StrEnum):
    """What the background worker is doing."""

    INDEX = "index"
    NEEDS = "needs"


MATCHED_NEEDS = frozenset({NeedState.DRAFT, NeedState.ENDORSED, NeedState.SUBMITTED, *SHOWN_NEEDS})
"""States in which a need has matches: its owner sees them from the first draft, others once it is shown."""

LEASE = timedelta(seconds=60)
"""How long the background work stays with a worker that gives no sign of life."""


class NoLongerOpen(Exception):
    """The need or the solution of a match is closed, so neither side can answer. Carries both states."""

    def __init__(self, need_state: str, solution_state: str) -> None:
        super().__init__(need_state, solution_state)
        self.need_state = need_state
        self.solution_state = solution_state


class SearchKind(StrEnum):
    """Which list a saved search is of."""

    SOLUTIONS = "solutions"
    NEEDS = "needs"


class TooManySearches(Exception):
    """One person keeps no more searches than ``most``."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most
