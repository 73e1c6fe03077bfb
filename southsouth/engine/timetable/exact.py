"""The whole problem, or a part of it, solved exactly (CP-SAT): used for small workshops and to better larger plans."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from itertools import pairwise

from ortools.sat.python import cp_model

from southsouth.engine.timetable.board import Board
from southsouth.engine.timetable.frame import Frame, bits

Held = Mapping[tuple[int, int], cp_model.IntVar]


@dataclass(frozen=True, slots=True)
class Part:
    """Which wishes are to be decided, in which slots (as bits); all other meetings stay as they are on the board."""

    wishes: Sequence[int]
    slots: int


class Model:
    """One variable for each wish of the part in each slot it could be held in."""

    def __init__(self, board: Board, part: Part, *, musts: bool = False) -> None:
        self.board, self.frame, self.part = board, board.frame, part
        self.model = cp_model.CpModel()
        freed = [wish for wish in part.wishes if board.slot[wish] >= 0]
        self.before = {wish: board.slot[wish] for wish in freed}
        pools = {wish: board.pool[wish] for wish in freed}
        for wish in freed:
            board.drop(wish)
        self.held: dict[tuple[int, int], cp_model.IntVar] = {}
        self.interpreted: dict[tuple[int, int], list[tuple[int, cp_model.IntVar]]] = {}
        for wish in part.wishes:
            for slot in bits(self._mask(wish)):
                self.held[wish, slot] = self.model.new_bool_var("")
        self._limits()
        self._order()
        if musts:
            self._musts()
        for wish, slot in self.before.items():
            board.hold(wish, slot, pools[wish])

    def _mask(self, wish: int) -> int:
        frame, board = self.frame, self.board
        one, two = frame.ends[wish]
        mask = frame.free[wish] & board.open[one] & board.open[two] & self.part.slots
        if frame.seated[wish]:
            mask &= board.rooms
        return mask if frame.spoken[wish] else mask & board.interpreted(wish)

    def _limits(self) -> None:
        """Called while the freed meetings are off the board, so that what is left there is what can be used."""
        mine: dict[int, list[cp_model.IntVar]] = {}
        at: dict[tuple[int, int], list[cp_model.IntVar]] = {}
        seated: dict[int, list[cp_model.IntVar]] = {}
        by_wish: dict[int, list[cp_model.IntVar]] = {}
        for (wish, slot), held in self.held.items():
            by_wish.setdefault(wish, []).append(held)
            for person in self.frame.ends[wish]:
                mine.setdefault(person, []).append(held)
                at.setdefault((person, slot), []).append(held)
            if self.frame.seated[wish]:
                seated.setdefault(slot, []).append(held)
        for group in (*by_wish.values(), *at.values()):
            if len(group) > 1:
                self.model.add_at_most_one(group)
        for slot, group in seated.items():
            if len(group) > self.board.left[slot]:
                self.model.add(sum(group) <= self.board.left[slot])
        self._interpreters()
        self.short = self._people(mine)

    def _interpreters(self) -> None:
        asked: dict[tuple[int, int], list[cp_model.IntVar]] = {}
        for (wish, slot), held in self.held.items():
            if self.frame.spoken[wish]:
                continue
            pools = [pool for pool in self.frame.pools[wish] if self.board.staff[pool][slot] > 0]
            parts = [held]
            if len(pools) > 1:
                parts = [self.model.new_bool_var("") for _ in pools]
                self.model.add(sum(parts) == held)
            self.interpreted[wish, slot] = list(zip(pools, parts, strict=True))
            for pool, part in zip(pools, parts, strict=True):
                asked.setdefault((pool, slot), []).append(part)
        for (pool, slot), group in asked.items():
            if len(group) > self.board.staff[pool][slot]:
                self.model.add(sum(group) <= self.board.staff[pool][slot])

    def _people(self, mine: Mapping[int, list[cp_model.IntVar]]) -> list[cp_model.IntVar]:
        """Ceilings, and what each person is short of the floor."""
        frame, board, short = self.frame, self.board, []
        for person, group in mine.items():
            if board.count[person] + len(group) > frame.most[person]:
                self.model.add(sum(group) <= frame.most[person] - board.count[person])
            missing = frame.least[person] - board.count[person]
            if missing > 0:
                less = self.model.new_int_var(0, missing, "")
                self.model.add(sum(group) + less >= missing)
                short.append(less)
        return short

    def _order(self) -> None:
        """Where a wish and one it follows are both held, the other is earlier; those on the board count too."""
        frame, board = self.frame, self.board
        for wish in self.part.wishes:
            for other in frame.before[wish]:
                self._earlier(other, wish)
            for other in frame.behind[wish]:
                if board.slot[other] >= 0:
                    self._earlier(wish, other)

    def _earlier(self, first: int, second: int) -> None:
        mine = {slot: held for (wish, slot), held in self.held.items() if wish == second}
        theirs = {slot: held for (wish, slot), held in self.held.items() if wish == first}
        now = (self.board.slot[first], self.board.slot[second])
        for slot, held in mine.items():
            if now[0] >= slot:
                self.model.add(held == 0)
            elif late := [each for place, each in theirs.items() if place >= slot]:
                self.model.add_at_most_one([held, *late])
        if now[1] >= 0:
            for slot, held in theirs.items():
                if slot >= now[1]:
                    self.model.add(held == 0)

    def _musts(self) -> None:
        for wish in self.part.wishes:
            if self.frame.problem.wishes[wish].must:
                self.model.add_exactly_one(held for (each, _), held in self.held.items() if each == wish)

    def gaps(self) -> cp_model.LinearExpr:
        """The idle gaps of everybody with meetings to decide: a slot without one, after one, before one, ends a gap."""
        mine: dict[tuple[int, int], list[cp_model.IntVar]] = {}
        for (wish, slot), held in self.held.items():
            for person in self.frame.ends[wish]:
                mine.setdefault((person, slot), []).append(held)
        ends: list[cp_model.IntVar] = []
        for person in sorted({person for person, _ in mine}):
            met = self._met(person, mine)
            for day in sorted(set(self.frame.days)):
                ends += self._ends([met[slot] for slot in self.frame.slots if self.frame.days[slot] == day])
        return cp_model.LinearExpr.sum(ends)

    def _met(self, person: int, mine: Mapping[tuple[int, int], list[cp_model.IntVar]]) -> list[cp_model.IntVar]:
        """For each slot whether the person has a meeting in it."""
        met = []
        for slot in self.frame.slots:
            now = self.model.new_bool_var("")
            wish = self.board.busy[person][slot]
            if wish >= 0 and wish not in self.before:
                self.model.add(now == 1)
            else:
                self.model.add_exactly_one([*mine.get((person, slot), []), now.negated()])
            met.append(now)
        return met

    def _ends(self, met: Sequence[cp_model.IntVar]) -> list[cp_model.IntVar]:
        begun, ends = self.model.new_bool_var(""), []
        self.model.add(begun == met[0])
        for now, after in pairwise(met[1:]):
            later, end = self.model.new_bool_var(""), self.model.new_bool_var("")
            self.model.add_implication(begun, later)
            self.model.add_implication(now, later)
            self.model.add_bool_or([begun, now, later.negated()])
            self.model.add_bool_or([end, now, later.negated(), after.negated()])
            ends.append(end)
            begun = later
        return ends

    def worth(self) -> cp_model.LinearExpr:
        """What the part adds to the value of the plan."""
        held = list(self.held.items())
        worths = [self.frame.worth[wish] for (wish, _), _ in held]
        terms = [each for _, each in held]
        return cp_model.LinearExpr.weighted_sum(
            [*terms, *self.short], [*worths, *([-self.frame.floor_worth] * len(self.short))]
        )

    def hint(self) -> None:
        """Begin from the plan as it stands."""
        for (wish, slot), held in self.held.items():
            self.model.add_hint(held, self.before.get(wish) == slot)

    def take(self, solver: cp_model.CpSolver) -> None:
        """Bring what was found to the board."""
        for wish in self.before:
            self.board.drop(wish)
        for (wish, slot), held in self.held.items():
            if solver.boolean_value(held):
                parts = self.interpreted.get((wish, slot), ())
                pool = next((pool for pool, part in parts if solver.boolean_value(part)), -1)
                self.board.hold(wish, slot, pool)


def solved(board: Board, part: Part, effort: float, workers: int = 1, seed: int = 0) -> bool:
    """Make the part as good as it can be made within ``effort`` (deterministic seconds); whether that is proved."""
    model = Model(board, part)
    model.hint()
    model.model.maximize(model.worth())
    solver = solver_with(effort, workers, seed)
    answer = solver.solve(model.model)
    if answer not in FOUND or solver.objective_value < _worth_of(board, part, model):
        return False
    model.take(solver)
    return answer == cp_model.OPTIMAL


PAUSE = 0.05
"""Seconds between two looks at whether to go on."""
FOUND = (cp_model.OPTIMAL, cp_model.FEASIBLE)


@dataclass(frozen=True, slots=True)
class Verdict:
    """``possible``: all musts can be held together (``None``: not settled); ``proved``: nothing better exists."""

    possible: bool | None
    proved: bool


def most_worth(board: Board, effort: float, workers: int, seed: int, stop: Callable[[], bool]) -> Verdict:
    """The whole problem for its worth, musts as rules."""
    model = Model(board, everything(board.frame), musts=True)
    model.hint()
    model.model.maximize(model.worth())
    return _run(model, solver_with(effort, workers, seed), stop)


def fewest_gaps(board: Board, effort: float, workers: int, seed: int, stop: Callable[[], bool]) -> Verdict:
    """The whole problem for its gaps, among plans worth as much as the one on the board; musts as rules."""
    part = everything(board.frame)
    model = Model(board, part, musts=True)
    model.hint()
    if not all_must(board.frame):
        model.model.add(model.worth() >= _worth_of(board, part, model))
    model.model.minimize(model.gaps())
    return _run(model, solver_with(effort, workers, seed), stop)


def everything(frame: Frame) -> Part:
    return Part([wish for wish in frame.wishes if wish not in frame.fixed], whole(frame))


def all_must(frame: Frame) -> bool:
    return all(wish.must or place in frame.fixed for place, wish in enumerate(frame.problem.wishes))


def _worth_of(board: Board, part: Part, model: Model) -> int:
    """What the part is worth as it stands on the board, counted as ``Model.worth`` counts."""
    held = sum(board.frame.worth[wish] for wish in part.wishes if board.slot[wish] >= 0)
    people = {person for wish, _ in model.held for person in board.frame.ends[wish]}
    return held - board.frame.floor_worth * sum(map(board.shortfall, people))


def _run(model: Model, solver: cp_model.CpSolver, stop: Callable[[], bool]) -> Verdict:
    """The solver works beside, so that it can be asked to end at any moment."""
    with ThreadPoolExecutor(1) as beside:
        work = beside.submit(solver.solve, model.model)
        while wait([work], PAUSE).not_done:
            if stop():
                solver.stop_search()
    answer = work.result()
    if answer in FOUND:
        model.take(solver)
        return Verdict(possible=True, proved=answer == cp_model.OPTIMAL)
    return Verdict(possible=False if answer == cp_model.INFEASIBLE else None, proved=answer == cp_model.INFEASIBLE)


def solver_with(effort: float, workers: int, seed: int) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    solver.parameters.max_deterministic_time = effort
    solver.parameters.num_workers = workers
    solver.parameters.random_seed = seed
    solver.parameters.catch_sigint_signal = False
    return solver


def movable(board: Board, wishes: Iterable[int]) -> list[int]:
    return [wish for wish in wishes if not board.settled(wish)]


def whole(frame: Frame) -> int:
    """All slots."""
    return (1 << len(frame.room)) - 1
