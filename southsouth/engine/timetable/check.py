"""Is this a plan at all? A checker that shares nothing with the planner but the words of the problem."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from southsouth.engine.timetable.problem import Attendee, Meeting, Problem, Wish


@dataclass(frozen=True, slots=True)
class Clash:
    """What is wrong: a code, the slot where it shows (empty: none), and who or what is concerned."""

    code: str
    slot: str = ""
    names: tuple[str, ...] = ()


def clashes(problem: Problem, meetings: Sequence[Meeting]) -> tuple[Clash, ...]:
    """Everything that keeps these meetings from being held; empty when they can be."""
    wishes = {wish.id: wish for wish in problem.wishes}
    slots = {slot.id: place for place, slot in enumerate(problem.slots)}
    unknown = [
        Clash("not_known", meeting.slot, (meeting.wish,))
        for meeting in meetings
        if meeting.wish not in wishes or meeting.slot not in slots
    ]
    if unknown:
        return tuple(unknown)
    found = [
        *_once(problem, wishes, meetings),
        *_free(problem, wishes, meetings),
        *_tables(problem, wishes, meetings),
        *_interpreters(problem, wishes, meetings),
        *_order(wishes, slots, meetings),
        *_settled(problem, meetings),
    ]
    return tuple(found)


def _once(problem: Problem, wishes: dict[str, Wish], meetings: Sequence[Meeting]) -> Iterator[Clash]:
    """No wish twice, nobody twice in a slot, nobody above the ceiling."""
    for name, number in Counter(meeting.wish for meeting in meetings).items():
        if number > 1:
            yield Clash("wish_twice", "", (name,))
    sittings = Counter((meeting.slot, who) for meeting in meetings for who in _two(wishes[meeting.wish]))
    for (slot, who), number in sittings.items():
        if number > 1:
            yield Clash("person_twice", slot, (who,))
    counts = Counter(who for meeting in meetings for who in _two(wishes[meeting.wish]))
    for person in problem.people:
        if person.most is not None and counts[person.id] > person.most:
            yield Clash("ceiling", "", (person.id,))


def _two(wish: Wish) -> tuple[str, str]:
    return wish.a, wish.b


def _free(problem: Problem, wishes: dict[str, Wish], meetings: Sequence[Meeting]) -> Iterator[Clash]:
    people = {person.id: person for person in problem.people}
    locked = {(lock.wish, lock.slot) for lock in problem.locked}
    for meeting in meetings:
        wish = wishes[meeting.wish]
        for who in _two(wish):
            free = people[who].free
            if free is not None and meeting.slot not in free:
                yield Clash("person_not_free", meeting.slot, (who,))
        if wish.free is not None and meeting.slot not in wish.free and (wish.id, meeting.slot) not in locked:
            yield Clash("slot_not_wanted", meeting.slot, (wish.id,))


def _tables(problem: Problem, wishes: dict[str, Wish], meetings: Sequence[Meeting]) -> Iterator[Clash]:
    if problem.tables is None:
        return
    people = {person.id: person for person in problem.people}
    tables = {table.id: table for table in problem.tables}
    taken: Counter[tuple[str, str]] = Counter()
    for meeting in meetings:
        away = all(people[who].remote for who in _two(wishes[meeting.wish]))
        table = tables.get(meeting.table)
        if meeting.table:
            taken[meeting.slot, meeting.table] += 1
        if table is None and not away:
            yield Clash("no_table", meeting.slot, (meeting.wish,))
        elif table is not None and table.slots is not None and meeting.slot not in table.slots:
            yield Clash("table_not_there", meeting.slot, (table.id,))
    for (slot, name), number in taken.items():
        if number > 1:
            yield Clash("table_twice", slot, (name,))


def _interpreters(problem: Problem, wishes: dict[str, Wish], meetings: Sequence[Meeting]) -> Iterator[Clash]:
    if problem.interpreters is None:
        return
    people = {person.id: person for person in problem.people}
    there: Counter[tuple[str, frozenset[str]]] = Counter()
    for pool in problem.interpreters:
        for slot, number in pool.slots:
            there[slot, pool.languages] += number
    used: Counter[tuple[str, frozenset[str]]] = Counter()
    for meeting in meetings:
        one, two = (people[who] for who in _two(wishes[meeting.wish]))
        if _understand(one, two):
            continue
        if not _bridges(meeting.interpreter, one, two):
            yield Clash("no_interpreter", meeting.slot, (meeting.wish,))
        used[meeting.slot, meeting.interpreter] += 1
    for (slot, pair), number in used.items():
        if number > there[slot, pair]:
            yield Clash("interpreters_short", slot, tuple(sorted(pair)))


def _understand(one: Attendee, two: Attendee) -> bool:
    return not one.languages or not two.languages or bool(one.languages & two.languages)


def _bridges(pair: Iterable[str], one: Attendee, two: Attendee) -> bool:
    both = tuple(pair)
    return len(both) == 2 and any(
        first in one.languages and second in two.languages for first, second in (both, both[::-1])
    )


def _order(wishes: dict[str, Wish], slots: dict[str, int], meetings: Sequence[Meeting]) -> Iterator[Clash]:
    held = {meeting.wish: slots[meeting.slot] for meeting in meetings}
    for meeting in meetings:
        for earlier in wishes[meeting.wish].after:
            if earlier in held and held[earlier] >= held[meeting.wish]:
                yield Clash("order", meeting.slot, (earlier, meeting.wish))


def _settled(problem: Problem, meetings: Sequence[Meeting]) -> Iterator[Clash]:
    held = {meeting.wish: meeting for meeting in meetings}
    for lock in problem.locked:
        meeting = held.get(lock.wish)
        if meeting is None or meeting.slot != lock.slot or (lock.table and meeting.table != lock.table):
            yield Clash("lock_broken", lock.slot, (lock.wish,))
    for wish in problem.wishes:
        if wish.must and wish.id not in held:
            yield Clash("must_missing", "", (wish.id,))


def shortfalls(problem: Problem, meetings: Sequence[Meeting]) -> dict[str, int]:
    """How many meetings each person is short of the floor."""
    wishes = {wish.id: wish for wish in problem.wishes}
    counts = Counter(who for meeting in meetings for who in _two(wishes[meeting.wish]))
    return {
        person.id: person.least - counts[person.id] for person in problem.people if counts[person.id] < person.least
    }


def idle_gaps(problem: Problem, meetings: Sequence[Meeting]) -> int:
    """Stretches without a meeting between two meetings of one person on one day."""
    wishes = {wish.id: wish for wish in problem.wishes}
    places = {slot.id: place for place, slot in enumerate(problem.slots)}
    held: dict[tuple[str, str], list[int]] = defaultdict(list)
    for meeting in meetings:
        place = places[meeting.slot]
        for who in _two(wishes[meeting.wish]):
            held[who, problem.slots[place].day].append(place)
    return sum(
        sum(
            any(problem.slots[between].day == day for between in range(first + 1, second))
            for first, second in pairwise(order)
        )
        for (_, day), found in held.items()
        for order in [sorted(found)]
    )
