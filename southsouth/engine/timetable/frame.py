"""The problem in numbers: people, slots and wishes by their place, sets of slots as the bits of an integer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from southsouth.engine.timetable.problem import Aim, Fault, NotPossible, Problem, Wish, faults

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
    """``ends[w]``: the two people of a wish; ``free[w]``: the slots both have; ``pools[w]``: who can interpret.

    ``room[t]`` tables and ``staff[k][t]`` interpreters in slot t; ``seated[w]``: needs a table.
    """

    problem: Problem
    ends: tuple[tuple[int, int], ...]
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
    seated = tuple(not (problem.people[a].remote and problem.people[b].remote) for a, b in ends)
    free = tuple(
        1 << fixed[place] if place in fixed else _mask(wish.free, slots, every) & there[a] & there[b]
        for place, (wish, (a, b)) in enumerate(zip(problem.wishes, ends, strict=True))
    )
    scored = Aim.SCORE in problem.aims
    best = max((wish.score for wish in problem.wishes), default=1) if scored else 1
    before = tuple(tuple(wishes[each] for each in wish.after) for wish in problem.wishes)
    return Frame(
        problem=problem,
        ends=ends,
        free=free,
        worth=tuple(_worth(wish, place in fixed, best, scored=scored) for place, wish in enumerate(problem.wishes)),
        seated=seated,
        pools=pools,
        spoken=spoken,
        before=before,
        behind=_behind(before),
        least=tuple(person.least for person in problem.people) if Aim.FLOORS in problem.aims else (0,) * len(people),
        most=tuple(len(slots) if person.most is None else person.most for person in problem.people),
        there=there,
        room=room,
        staff=staff,
        days=tuple(sorted({slot.day for slot in problem.slots}).index(slot.day) for slot in problem.slots),
        fixed=fixed,
        floor_worth=FLOOR_WORTH * max(best, 1),
        best=max(best, 1),
    )


def _mask(names: Iterable[str] | None, slots: Mapping[str, int], every: int) -> int:
    if names is None:
        return every
    mask = 0
    for name in names:
        if name in slots:
            mask |= 1 << slots[name]
    return mask


def _worth(wish: Wish, fixed: bool, best: int, *, scored: bool) -> int:
    """What holding a wish adds to the value of a plan."""
    worth = wish.score if scored else 1
    return worth + MUST_WORTH * max(best, 1) if wish.must or fixed else worth


def _room(problem: Problem, slots: Mapping[str, int]) -> tuple[int, ...]:
    if problem.tables is None:
        return (len(problem.people),) * len(slots)
    room = [0] * len(slots)
    for table in problem.tables:
        for place in slots.values() if table.slots is None else (slots[name] for name in table.slots if name in slots):
            room[place] += 1
    return tuple(room)


def _staff(problem: Problem, slots: Mapping[str, int]) -> tuple[tuple[int, ...], ...]:
    pools = []
    for pool in problem.interpreters or ():
        count = [0] * len(slots)
        for name, number in pool.slots:
            if name in slots:
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


def own_fault(where: str, code: str, **facts: str) -> NotPossible:
    return NotPossible((Fault(where, code, tuple(facts.items())),))
