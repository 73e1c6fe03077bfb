"""What is to be planned: slots, tables, people, interpreters, wishes, and meetings that are settled already."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Aim(StrEnum):
    """What a plan is for, in the order of the list that names them."""

    FLOORS = "floors"
    SCORE = "score"
    GAPS = "gaps"
    TABLES = "tables"


USUAL_AIMS = (Aim.FLOORS, Aim.SCORE, Aim.GAPS, Aim.TABLES)


@dataclass(frozen=True, slots=True)
class Slot:
    """A stretch of time in which one meeting fits. ``day`` keeps gaps and table changes of different days apart."""

    id: str
    day: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A place for one meeting at a time; ``slots``: when it is there, ``None`` for always."""

    id: str
    slots: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody who meets others. ``free``: slots, ``None`` for all; ``most``: ``None`` for no ceiling.

    No language named means the language everybody shares.
    """

    id: str
    delegation: str = ""
    languages: frozenset[str] = frozenset()
    free: frozenset[str] | None = None
    least: int = 0
    most: int | None = None
    remote: bool = False


@dataclass(frozen=True, slots=True)
class Interpreters:
    """How many interpreters between two languages there are in each slot."""

    languages: frozenset[str]
    slots: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Wish:
    """Two people who should meet. ``after``: wishes whose meetings, where they are held, come earlier.

    ``must``: a plan without it is not a plan.
    """

    id: str
    a: str
    b: str
    score: int = 1
    must: bool = False
    free: frozenset[str] | None = None
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Locked:
    """A meeting that stands: its slot, and its table if that stands too."""

    wish: str
    slot: str
    table: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Everything a plan is made from. No table named: there is always one; the same for interpreters."""

    slots: tuple[Slot, ...]
    people: tuple[Attendee, ...]
    wishes: tuple[Wish, ...]
    tables: tuple[Table, ...] | None = None
    interpreters: tuple[Interpreters, ...] | None = None
    locked: tuple[Locked, ...] = ()
    aims: tuple[Aim, ...] = USUAL_AIMS


@dataclass(frozen=True, slots=True)
class Meeting:
    """One wish that is held. ``interpreter``: the two languages, where one is needed."""

    wish: str
    slot: str
    table: str = ""
    interpreter: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in the problem that contradicts itself: where it stands, a code, and its facts."""

    where: str
    code: str
    facts: tuple[tuple[str, str], ...] = field(default=())


class NotPossible(Exception):
    """The problem contradicts itself; ``faults`` says where."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("; ".join(f"{fault.where}: {fault.code}" for fault in faults))
        self.faults = faults
