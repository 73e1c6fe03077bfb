"""What is to be planned: slots, tables, people, interpreters, wishes, and meetings that are settled already."""

from __future__ import annotations

from collections.abc import Iterator
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

    ``must``: a plan without it is not a plan. ``kept``: the slot it was published in; staying there is worth something.
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


def faults(problem: Problem) -> Iterator[Fault]:
    """What no plan can mend: names used twice or not known, people who meet themselves, locks that clash."""
    yield from _twice(problem)
    yield from _unknown(problem)
    yield from _locks(problem)


def _twice(problem: Problem) -> Iterator[Fault]:
    lists = {
        "slots": [slot.id for slot in problem.slots],
        "people": [person.id for person in problem.people],
        "wishes": [wish.id for wish in problem.wishes],
        "tables": [table.id for table in problem.tables or ()],
        "locked": [lock.wish for lock in problem.locked],
    }
    for name, ids in lists.items():
        seen: set[str] = set()
        for place, each in enumerate(ids):
            if each in seen:
                yield Fault(f"{name}[{place}]", "twice", (("id", each),))
            seen.add(each)


def _unknown(problem: Problem) -> Iterator[Fault]:
    slots = {slot.id for slot in problem.slots}
    people = {person.id for person in problem.people}
    wishes = {wish.id for wish in problem.wishes}
    tables = {table.id for table in problem.tables or ()}
    for place, wish in enumerate(problem.wishes):
        where = f"wishes[{place}]"
        yield from (
            Fault(f"{where}.{end}", "not_known", (("id", who),)) for end, who in _ends(wish) if who not in people
        )
        yield from (Fault(f"{where}.after", "not_known", (("id", each),)) for each in wish.after if each not in wishes)
        if wish.a == wish.b:
            yield Fault(where, "with_oneself", (("id", wish.a),))
    for place, lock in enumerate(problem.locked):
        named = (("wish", lock.wish, wishes), ("slot", lock.slot, slots), ("table", lock.table or None, tables))
        for field_name, value, known in named:
            if value is not None and value not in known:
                yield Fault(f"locked[{place}].{field_name}", "not_known", (("id", value),))


def _ends(wish: Wish) -> tuple[tuple[str, str], tuple[str, str]]:
    return ("a", wish.a), ("b", wish.b)


def _locks(problem: Problem) -> Iterator[Fault]:
    """Two settled meetings of one person, or at one table, in one slot; or where somebody is not free."""
    wishes = {wish.id: wish for wish in problem.wishes}
    people = {person.id: person for person in problem.people}
    tables = {table.id: table for table in problem.tables or ()}
    taken: dict[tuple[str, str, str], str] = {}
    for place, lock in enumerate(problem.locked):
        wish = wishes.get(lock.wish)
        if wish is None:
            continue
        where = f"locked[{place}]"
        for kind, name in (("person", wish.a), ("person", wish.b), ("table", lock.table)):
            other = taken.setdefault((kind, name, lock.slot), lock.wish) if name else lock.wish
            if other != lock.wish:
                yield Fault(where, f"{kind}_taken", (("id", name), ("wish", other)))
        for who in (people.get(wish.a), people.get(wish.b)):
            if who is not None and who.free is not None and lock.slot not in who.free:
                yield Fault(where, "not_free", (("id", who.id), ("slot", lock.slot)))
        table = tables.get(lock.table)
        if table is not None and table.slots is not None and lock.slot not in table.slots:
            yield Fault(where, "no_table", (("id", table.id), ("slot", lock.slot)))
