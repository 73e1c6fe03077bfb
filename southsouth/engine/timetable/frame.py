"""The problem in numbers: people, slots and wishes by their place, sets of slots as the bits of an integer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from southsouth.engine.timetable.faults import faults
from southsouth.engine.timetable.problem import Aim, Fault, NotPossible, Problem, Wish

FLOOR_WORTH = 50
"""One meeting below a floor weighs as much as this many of the best meetings."""
MUST_WORTH = 1000
"""A meeting that must be held weighs as much as this many of the best."""


def bits(mask: int) -> Iterator[int]:
    """The places of the bits that are set, lowest first."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


@dataclass(frozen=True, slots=True)
class Frame:
    """``ends[w]``: the two people of a wish; ``wanted[w]``: the slots both have, ``free[w]``: those of them with what
    the meeting needs; ``pools[w]``: who can interpret.

    ``room[t]`` tables and ``staff[k][t]`` interpreters in slot t; ``seated[w]``: needs a table. ``fixed``: the slots of
    settled meetings, ``fixed_pool``: who interprets there.
    """

    problem: Problem
    ends: tuple[tuple[int, int], ...]
    wanted: tuple[int, ...]
    free: tuple[int, ...]
    worth: tuple[int, ...]
    seated: tuple[bool, ...]
    pools: tuple[tuple[int, ...], ...]
    spoken: tuple[bool, ...]
    before: tuple[tuple[int, ...], ...]
    behind: tuple[tuple[int, ...], ...]
    least: tuple[int, ...]
    most: tuple[int, ...]
    there: tuple[int, ...]
    room: tuple[int, ...]
    staff: tuple[tuple[int, ...], ...]
    days: tuple[int, ...]
    fixed: Mapping[int, int]
    fixed_pool: Mapping[int, int]
    floor_worth: int
    best: int

    @property
    def people(self) -> range:
        return range(len(self.least))

    @property
    def slots(self) -> range:
        return range(len(self.room))

    @property
    def wishes(self) -> range:
        return range(len(self.ends))

    def aims(self, aim: Aim) -> bool:
        return aim in self.problem.aims


def framed(problem: Problem) -> Frame:
    """The problem in numbers. Raises ``NotPossible`` when it contradicts itself."""
    if found := tuple(faults(problem)):
        raise NotPossible(found)
    slots = {slot.id: place for place, slot in enumerate(problem.slots)}
    people = {person.id: place for place, person in enumerate(problem.people)}
    wishes = {wish.id: place for place, wish in enumerate(problem.wishes)}
    every = (1 << len(slots)) - 1
    there = tuple(_mask(person.free, slots, every) for person in problem.people)
    fixed = {wishes[lock.wish]: slots[lock.slot] for lock in problem.locked}
    room = _room(problem, slots)
    staff = _staff(problem, slots)
    spoken, pools = _languages(problem, people)
    ends = tuple((people[wish.a], people[wish.b]) for wish in problem.wishes)
    at_table = {wishes[lock.wish] for lock in problem.locked if lock.table}
    seated = tuple(
        place in at_table or not (problem.people[a].remote and problem.people[b].remote)
        for place, (a, b) in enumerate(ends)
    )
    wanted = tuple(
        1 << fixed[place] if place in fixed else _mask(wish.free, slots, every) & there[a] & there[b]
        for place, (wish, (a, b)) in enumerate(zip(problem.wishes, ends, strict=True))
    )
    most = tuple(len(slots) if person.most is None else person.most for person in problem.people)
    scored = Aim.SCORE in problem.aims
    best = max((wish.score for wish in problem.wishes), default=1) if scored else 1
    before = tuple(tuple(wishes[each] for each in wish.after) for wish in problem.wishes)
    return Frame(
        problem=problem,
        ends=ends,
        wanted=wanted,
        free=_free(wanted, ends, most, (seated, room), (spoken, pools, staff)),
        worth=tuple(_worth(wish, place in fixed, best, scored=scored) for place, wish in enumerate(problem.wishes)),
        seated=seated,
        pools=pools,
        spoken=spoken,
        before=before,
        behind=_behind(before),
        least=tuple(person.least for person in problem.people) if Aim.FLOORS in problem.aims else (0,) * len(people),
        most=most,
        there=there,
        room=room,
        staff=staff,
        days=tuple(sorted({slot.day for slot in problem.slots}).index(slot.day) for slot in problem.slots),
        fixed=fixed,
        fixed_pool=_staffed(problem, {wish: slot for wish, slot in fixed.items() if not spoken[wish]}, pools, staff),
        floor_worth=FLOOR_WORTH * max(best, 1),
        best=max(best, 1),
    )


def _mask(names: Iterable[str] | None, slots: Mapping[str, int], every: int) -> int:
    if names is None:
        return every
    return sum(1 << slots[name] for name in set(names))


def _free(
    wanted: Sequence[int],
    ends: Sequence[tuple[int, int]],
    most: Sequence[int],
    tables: tuple[Sequence[bool], Sequence[int]],
    interpreters: tuple[Sequence[bool], Sequence[Sequence[int]], Sequence[Sequence[int]]],
) -> tuple[int, ...]:
    """The slots that are wanted and where there is a table, and an interpreter, for those who need one."""
    (seated, room), (spoken, pools, staff) = tables, interpreters
    roomy = _places(room)
    staffed = [_places(pool) for pool in staff]
    found = []
    for wish, (one, two) in enumerate(ends):
        mask = wanted[wish] if most[one] and most[two] else 0
        if seated[wish]:
            mask &= roomy
        if not spoken[wish]:
            mask &= reduce(or_, (staffed[pool] for pool in pools[wish]), 0)
        found.append(mask)
    return tuple(found)


def _places(numbers: Sequence[int]) -> int:
    """Where there is more than none, as bits."""
    return sum(1 << place for place, number in enumerate(numbers) if number > 0)


def _worth(wish: Wish, fixed: bool, best: int, *, scored: bool) -> int:
    """What holding a wish adds to the value of a plan."""
    worth = wish.score if scored else 1
    return worth + MUST_WORTH * max(best, 1) if wish.must or fixed else worth


def _room(problem: Problem, slots: Mapping[str, int]) -> tuple[int, ...]:
    if problem.tables is None:
        return (len(problem.people),) * len(slots)
    room = [0] * len(slots)
    for table in problem.tables:
        for place in slots.values() if table.slots is None else [slots[name] for name in table.slots]:
            room[place] += 1
    return tuple(room)


def _staff(problem: Problem, slots: Mapping[str, int]) -> tuple[tuple[int, ...], ...]:
    pools = []
    for pool in problem.interpreters or ():
        count = [0] * len(slots)
        for name, number in pool.slots:
            count[slots[name]] += number
        pools.append(tuple(count))
    return tuple(pools)


def _languages(problem: Problem, people: Mapping[str, int]) -> tuple[tuple[bool, ...], tuple[tuple[int, ...], ...]]:
    """For each wish whether the two understand each other, and else which pools could help."""
    spoken, pools = [], []
    for wish in problem.wishes:
        one, two = (problem.people[people[who]].languages for who in (wish.a, wish.b))
        alone = problem.interpreters is None or not one or not two or bool(one & two)
        spoken.append(alone)
        pools.append(() if alone else tuple(_between(problem, one, two)))
    return tuple(spoken), tuple(pools)


def _between(problem: Problem, one: frozenset[str], two: frozenset[str]) -> Iterator[int]:
    for place, pool in enumerate(problem.interpreters or ()):
        pair = tuple(pool.languages)
        if len(pair) == 2 and ((pair[0] in one and pair[1] in two) or (pair[1] in one and pair[0] in two)):
            yield place


def _behind(before: tuple[tuple[int, ...], ...]) -> tuple[tuple[int, ...], ...]:
    """For each wish those that must come later."""
    later: list[list[int]] = [[] for _ in before]
    for place, earlier in enumerate(before):
        for each in earlier:
            later[each].append(place)
    return tuple(tuple(each) for each in later)


def _staffed(
    problem: Problem, fixed: Mapping[int, int], pools: Sequence[Sequence[int]], staff: Sequence[Sequence[int]]
) -> dict[int, int]:
    """Who interprets each settled meeting that needs it (augmenting paths); ``NotPossible`` when there are too few."""
    found: dict[int, int] = {}

    def find(wish: int, seen: set[int]) -> bool:
        for pool in pools[wish]:
            if pool not in seen:
                seen.add(pool)
                there = [each for each, its in found.items() if its == pool and fixed[each] == fixed[wish]]
                if len(there) < staff[pool][fixed[wish]] or any(find(each, seen) for each in there):
                    found[wish] = pool
                    return True
        return False

    names = [lock.wish for lock in problem.locked]
    short = [names.index(problem.wishes[wish].id) for wish in fixed if not find(wish, set())]
    if short:
        raise NotPossible(tuple(Fault(f"locked[{place}]", "no_interpreter") for place in short))
    return found
