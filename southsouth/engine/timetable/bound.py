"""What no plan can exceed: the choice of pairs as a linear program, times left out; and the prices it gives."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ortools.linear_solver import linear_solver_pb2, pywraplp

from southsouth.engine.timetable.frame import Frame

WHOLE = 1e-6
FINEST = 8_000
"""Up to so many pairs of wish and slot the program knows the slots too, which makes the bound tighter."""
FINE = 60_000
"""Up to so many pairs the tighter bound is worth its time once the plan stands."""
MARGIN = 2e-5
"""How far the first-order solver may be off, as a share: what it finds is raised by that."""


@dataclass(frozen=True, slots=True)
class Bound:
    """``value``: at least what the best plan is worth. ``share[w]``: how much of a wish the program holds, 0 to 1;
    ``profit[w]``: its worth less the prices of what it takes."""

    value: float
    share: tuple[float, ...]
    profit: tuple[float, ...]


class _Program:
    """Rows and columns as they come, each wish with its columns."""

    def __init__(self) -> None:
        self.proto = linear_solver_pb2.MPModelProto(maximize=True)

    def column(self, worth: float, most: float = 1.0) -> int:
        found = self.proto.variable.add()
        found.lower_bound, found.upper_bound, found.objective_coefficient = 0.0, most, worth
        return len(self.proto.variable) - 1

    def row(self, low: float, high: float, terms: Iterable[int], minus: Iterable[int] = ()) -> int:
        plus, less = list(terms), list(minus)
        found = self.proto.constraint.add()
        found.lower_bound, found.upper_bound = low, high
        found.var_index.extend([*plus, *less])
        found.coefficient.extend([1.0] * len(plus) + [-1.0] * len(less))
        return len(self.proto.constraint) - 1


def bounded(frame: Frame) -> Bound:
    """The bound of a problem."""
    possible = [wish for wish in frame.wishes if frame.free[wish]]
    program = _Program()
    column = {wish: program.column(frame.worth[wish]) for wish in possible}
    charged: dict[int, list[int]] = {wish: [] for wish in possible}
    _people(frame, program, column, charged)
    if sum(frame.free[wish].bit_count() for wish in possible) <= FINEST:
        _in_slots(frame, program, column)
    else:
        _at_large(frame, program, column, charged)
    return _solved(frame, program, column, charged)


def tightened(frame: Frame, bound: Bound) -> Bound:
    """The bound with the slots in it, by a first-order method, where the problem is not too large for that."""
    possible = [wish for wish in frame.wishes if frame.free[wish]]
    if not FINEST < sum(frame.free[wish].bit_count() for wish in possible) <= FINE:
        return bound
    program = _Program()
    column = {wish: program.column(frame.worth[wish]) for wish in possible}
    _people(frame, program, column, {wish: [] for wish in possible})
    _in_slots(frame, program, column)
    solver = pywraplp.Solver.CreateSolver("PDLP")
    solver.LoadModelFromProto(program.proto)
    value = solver.Objective().Value() if solver.Solve() == pywraplp.Solver.OPTIMAL else bound.value
    return replace(bound, value=min(bound.value, value + MARGIN * abs(value)))


def _people(frame: Frame, program: _Program, column: dict[int, int], charged: dict[int, list[int]]) -> None:
    """Nobody has more meetings than the ceiling and the free slots; who has fewer than the floor costs."""
    mine: list[list[int]] = [[] for _ in frame.people]
    for wish in column:
        for person in frame.ends[wish]:
            mine[person].append(wish)
    for person in frame.people:
        most = min(frame.most[person], frame.there[person].bit_count())
        columns = [column[wish] for wish in mine[person]]
        if len(columns) > most:
            row = program.row(-pywraplp.Solver.infinity(), most, columns)
            for wish in mine[person]:
                charged[wish].append(row)
        if frame.least[person]:
            short = program.column(-frame.floor_worth, frame.least[person])
            row = program.row(frame.least[person], pywraplp.Solver.infinity(), [*columns, short])
            for wish in mine[person]:
                charged[wish].append(row)


def _at_large(frame: Frame, program: _Program, column: dict[int, int], charged: dict[int, list[int]]) -> None:
    """Tables and interpreters over all slots together."""
    seated = [wish for wish in column if frame.seated[wish]]
    row = program.row(0, sum(frame.room), [column[wish] for wish in seated])
    for wish in seated:
        charged[wish].append(row)
    asked: list[list[int]] = [[] for _ in frame.staff]
    for wish in column:
        pools = frame.pools[wish]
        if len(pools) == 1:
            asked[pools[0]].append(column[wish])
        elif pools:
            parts = [program.column(0.0) for _ in pools]
            program.row(0, 0, parts, [column[wish]])
            for pool, part in zip(pools, parts, strict=True):
                asked[pool].append(part)
    for numbers, columns in zip(frame.staff, asked, strict=True):
        program.row(0, sum(numbers), columns)


def _in_slots(frame: Frame, program: _Program, column: dict[int, int]) -> None:
    """Each wish in its slots, each person once a slot, tables and interpreters by slot."""
    people: dict[tuple[int, int], list[int]] = {}
    tables: dict[int, list[int]] = {}
    pools: dict[tuple[int, int], list[int]] = {}
    for wish in column:
        held = []
        for slot in frame.slots:
            if not frame.free[wish] >> slot & 1:
                continue
            there = program.column(0.0)
            held.append(there)
            for person in frame.ends[wish]:
                people.setdefault((person, slot), []).append(there)
            if frame.seated[wish]:
                tables.setdefault(slot, []).append(there)
            if not frame.spoken[wish]:
                parts = [program.column(0.0) for _ in frame.pools[wish]]
                program.row(0, 0, parts, [there])
                for pool, part in zip(frame.pools[wish], parts, strict=True):
                    pools.setdefault((pool, slot), []).append(part)
        program.row(0, 0, held, [column[wish]])
    for columns in people.values():
        program.row(0, 1, columns)
    for slot, columns in tables.items():
        program.row(0, frame.room[slot], columns)
    for (pool, slot), columns in pools.items():
        program.row(0, frame.staff[pool][slot], columns)


def _solved(frame: Frame, program: _Program, column: dict[int, int], charged: dict[int, list[int]]) -> Bound:
    solver = pywraplp.Solver.CreateSolver("GLOP")
    solver.LoadModelFromProto(program.proto)
    solver.Solve()
    variables, rows = solver.variables(), solver.constraints()
    share, profit = [0.0] * len(frame.ends), [0.0] * len(frame.ends)
    for wish, place in column.items():
        share[wish] = variables[place].solution_value()
        profit[wish] = frame.worth[wish] - sum(rows[row].dual_value() for row in charged[wish])
    return Bound(solver.Objective().Value(), tuple(share), tuple(profit))
