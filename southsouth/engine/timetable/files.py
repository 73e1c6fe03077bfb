"""Problems and plans as plain JSON values: every fault named with its place, all of them at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from itertools import pairwise

from southsouth.engine.timetable.faults import faults
from southsouth.engine.timetable.plan import Plan
from southsouth.engine.timetable.problem import (
    USUAL_AIMS,
    Aim,
    Attendee,
    Fault,
    Interpreters,
    Locked,
    NotPossible,
    Problem,
    Slot,
    Table,
    Wish,
)

LARGEST = 1_000_000
"""No score, ceiling or number of interpreters is larger."""
DIGITS = 6


def read_problem(value: object) -> tuple[Problem, tuple[str, ...]]:
    """The problem, and the names of fields that are not read. Raises ``NotPossible`` with all faults."""
    reader = _Reader()
    problem, starts = reader.problem(value)
    places = {fault.where for fault in reader.faults}
    order = sorted(range(len(problem.slots)), key=lambda place: starts[place])
    in_time = replace(problem, slots=tuple(problem.slots[place] for place in order))
    found = [
        *reader.faults,
        *(each for each in faults(problem) if each.code != "order" and ("id", "") not in each.facts),
        *(each for each in faults(in_time) if each.code == "order"),
    ]
    told = tuple(each for place, each in enumerate(found) if place < len(reader.faults) or each.where not in places)
    if told:
        raise NotPossible(told)
    return in_time, tuple(sorted(reader.ignored))


class _Reader:
    """Reads value by value and keeps what is wrong; a value that is wrong is read as an empty one."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.ignored: set[str] = set()
        self.broken: set[str] = set()

    def problem(self, value: object) -> tuple[Problem, list[float]]:
        names = ("slots", "tables", "people", "interpreters", "wishes", "locked", "objective")
        whole = self._fields("", value, names)
        slots, starts = self._slots(whole)
        tables = self._items("tables", whole.get("tables"))
        interpreters = self._items("interpreters", whole.get("interpreters"))
        aims = self._names("objective", whole.get("objective"))
        known = {aim.value: aim for aim in Aim}
        for place, name in enumerate(aims or ()):
            if name not in known:
                self._fault_at(f"objective[{place}]", "not_known", id=name)
        problem = Problem(
            slots=slots,
            people=tuple(self._person(*each) for each in self._items("people", whole.get("people", [])) or ()),
            wishes=tuple(self._wish(*each) for each in self._items("wishes", whole.get("wishes", [])) or ()),
            tables=None if tables is None else tuple(self._table(*each) for each in tables),
            interpreters=None if interpreters is None else tuple(self._pool(*each) for each in interpreters),
            locked=tuple(self._lock(*each) for each in self._items("locked", whole.get("locked")) or ()),
            aims=USUAL_AIMS if aims is None else tuple(known[name] for name in aims if name in known),
        )
        return problem, starts

    def _slots(self, whole: Mapping[str, object]) -> tuple[tuple[Slot, ...], list[float]]:
        """The slots as they stand, and when each begins; slots without any time keep their order."""
        found, times = [], []
        for where, value in self._items("slots", whole.get("slots", [])) or ():
            each = self._fields(where, value, ("id", "start", "end"))
            start, end = self._time(where, each, "start"), self._time(where, each, "end")
            if start and end and start >= end:
                self._fault_at(f"{where}.end", "not_after")
            found.append(Slot(self._text(where, each, "id"), start.date().isoformat() if start else ""))
            times.append((start, end))
        timed = [(start, end, place) for place, (start, end) in enumerate(times) if start and end]
        if timed and len(timed) < len(times):
            self._fault_at("slots", "some_times")
        timed.sort()
        for (_, end, first), (start, _, second) in pairwise(timed):
            if start < end:
                self._fault_at(f"slots[{second}]", "overlap", id=found[first].id)
        return tuple(found), [start.timestamp() if start else 0.0 for start, _ in times]

    def _table(self, where: str, value: object) -> Table:
        each = self._fields(where, value, ("id", "slots"))
        slots = self._names(f"{where}.slots", each.get("slots"))
        return Table(self._text(where, each, "id"), None if slots is None else frozenset(slots))

    def _person(self, where: str, value: object) -> Attendee:
        names = ("id", "delegation", "languages", "free", "min", "max", "remote")
        each = self._fields(where, value, names)
        free = self._names(f"{where}.free", each.get("free"))
        least = self._number(f"{where}.min", each.get("min"), 0)
        most = None if each.get("max") is None else self._number(f"{where}.max", each["max"], 0)
        if most is not None and least > most:
            self._fault_at(f"{where}.min", "above_max")
        return Attendee(
            id=self._text(where, each, "id"),
            delegation=self._text(where, each, "delegation", needed=False),
            languages=frozenset(self._names(f"{where}.languages", each.get("languages")) or ()),
            free=None if free is None else frozenset(free),
            least=least,
            most=most,
            remote=self._flag(f"{where}.remote", each.get("remote")),
        )

    def _pool(self, where: str, value: object) -> Interpreters:
        each = self._fields(where, value, ("languages", "slots"))
        languages = frozenset(self._names(f"{where}.languages", each.get("languages")) or ())
        if len(languages) != 2:
            self._fault_at(f"{where}.languages", "not_two")
        slots = each.get("slots")
        if not isinstance(slots, dict):
            self._fault_at(f"{where}.slots", "not_object")
            slots = {}
        numbers = ((name, self._number(f"{where}.slots.{name}", number, 0)) for name, number in slots.items())
        return Interpreters(languages, tuple(numbers))

    def _wish(self, where: str, value: object) -> Wish:
        each = self._fields(where, value, ("id", "a", "b", "score", "must", "free", "after"))
        free = self._names(f"{where}.free", each.get("free"))
        return Wish(
            id=self._text(where, each, "id"),
            a=self._text(where, each, "a"),
            b=self._text(where, each, "b"),
            score=self._number(f"{where}.score", each.get("score"), 1),
            must=self._flag(f"{where}.must", each.get("must")),
            free=None if free is None else frozenset(free),
            after=tuple(self._names(f"{where}.after", each.get("after")) or ()),
        )

    def _lock(self, where: str, value: object) -> Locked:
        each = self._fields(where, value, ("wish", "slot", "table"))
        table = self._text(where, each, "table", needed=False)
        return Locked(self._text(where, each, "wish"), self._text(where, each, "slot"), table)

    # Values

    def _fault_at(self, where: str, code: str, **facts: str) -> None:
        """Of what is no object at all, that alone is said."""
        if where.rpartition(".")[0] not in self.broken:
            self.faults.append(Fault(where, code, tuple(facts.items())))

    def _fields(self, where: str, value: object, names: tuple[str, ...]) -> Mapping[str, object]:
        if not isinstance(value, dict):
            self._fault_at(where, "not_object")
            self.broken.add(where)
            return {}
        kind = where.partition("[")[0]
        self.ignored |= {f"{kind}.{name}" if kind else name for name in value if name not in names}
        return value

    def _items(self, where: str, value: object) -> list[tuple[str, object]] | None:
        """The members of a list, each with its place; ``None`` where nothing is said."""
        if value is None:
            return None
        if not isinstance(value, list):
            self._fault_at(where, "not_list")
            return []
        return [(f"{where}[{place}]", each) for place, each in enumerate(value)]

    def _text(self, where: str, each: Mapping[str, object], name: str, *, needed: bool = True) -> str:
        value = each.get(name)
        if isinstance(value, str) and (value or not needed):
            return value
        if needed or value is not None:
            self._fault_at(f"{where}.{name}", "missing" if value is None or value == "" else "not_text")
        return ""

    def _names(self, where: str, value: object) -> list[str] | None:
        found = self._items(where, value)
        for place, each in found or ():
            if not isinstance(each, str):
                self._fault_at(place, "not_text")
        return None if found is None else [each for _, each in found if isinstance(each, str)]

    def _number(self, where: str, value: object, usual: int) -> int:
        if value is None:
            return usual
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= LARGEST:
            self._fault_at(where, "not_number", most=f"{LARGEST:,}")
            return usual
        return value

    def _flag(self, where: str, value: object) -> bool:
        if value is not None and not isinstance(value, bool):
            self._fault_at(where, "not_flag")
        return value is True

    def _time(self, where: str, each: Mapping[str, object], name: str) -> datetime | None:
        value = each.get(name)
        if value is None:
            return None
        try:
            found = datetime.fromisoformat(value) if isinstance(value, str) else None
        except ValueError:
            found = None
        if found is None or found.tzinfo is None:
            self._fault_at(f"{where}.{name}", "not_time")
            return None
        return found


def plan_value(found: Plan, seconds: float) -> dict[str, object]:
    """A plan as JSON says it. ``seconds``: how long it took, by the clock of whoever asked."""
    return {
        "meetings": [
            {
                "wish": meeting.wish,
                "slot": meeting.slot,
                "table": meeting.table or None,
                "interpreter": sorted(meeting.interpreter) or None,
            }
            for meeting in found.meetings
        ],
        "unmet": list(_unmet(found)),
        "score": found.score,
        "bound": round(found.bound, DIGITS),
        "share": round(found.share, DIGITS),
        "floors_short": dict(found.floors_short),
        "idle_gaps": found.idle_gaps,
        "table_changes": found.table_changes,
        "seconds": round(seconds, 2),
        "optimal": found.optimal,
        "possible": found.possible,
    }


def _unmet(found: Plan) -> Iterator[dict[str, object]]:
    for each in found.unmet:
        yield {"wish": each.wish, "reason": each.reason, "facts": dict(each.facts)}
