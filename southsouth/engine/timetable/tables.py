"""Tables last: within a slot everybody keeps the table of the meeting before, where that is possible."""

from __future__ import annotations

from collections.abc import Mapping

from southsouth.engine.timetable.board import Board
from southsouth.engine.timetable.problem import Problem

Seats = Mapping[int, str]


def seat(board: Board, published: Mapping[int, str]) -> dict[int, str]:
    """The table of each wish that is held at one; slots in their order, so that people stay where they sat.

    ``published``: tables that people were told already; they stay.
    """
    problem, frame = board.frame.problem, board.frame
    if problem.tables is None:
        return {}
    places = {wish.id: place for place, wish in enumerate(problem.wishes)}
    locked = {places[lock.wish]: lock.table for lock in problem.locked if lock.table}
    told = locked | {wish: table for wish, table in published.items() if wish not in locked}
    last: dict[int, str] = {}
    seats: dict[int, str] = {}
    for slot in frame.slots:
        if slot and frame.days[slot] != frame.days[slot - 1]:
            last.clear()
        held = [wish for wish in board.held_in(slot) if frame.seated[wish]]
        there = tables_in(problem, problem.slots[slot].id)
        fixed: dict[int, str] = {}
        for wish, table in told.items():
            if board.slot[wish] == slot and table in there and table not in fixed.values():
                fixed[wish] = table
        found = _matched(held, there, fixed, {wish: _liked(frame.ends[wish], last) for wish in held})
        seats |= found
        for wish, table in found.items():
            for person in frame.ends[wish]:
                last[person] = table
    return seats


def tables_in(problem: Problem, slot: str) -> list[str]:
    return [table.id for table in problem.tables or () if table.slots is None or slot in table.slots]


def _liked(ends: tuple[int, int], last: Mapping[int, str]) -> list[str]:
    """The tables the two come from."""
    return list(dict.fromkeys(last[person] for person in ends if person in last))


def _matched(
    held: list[int], there: list[str], fixed: Mapping[int, str], liked: Mapping[int, list[str]]
) -> dict[int, str]:
    """As many as possible at a table they like (augmenting paths), the others wherever one is left."""
    at: dict[str, int] = {table: wish for wish, table in fixed.items()}
    free = set(there)

    def find(wish: int, seen: set[str]) -> bool:
        for table in liked[wish]:
            if table in free and table not in seen:
                seen.add(table)
                if table not in at or (at[table] not in fixed and find(at[table], seen)):
                    at[table] = wish
                    return True
        return False

    waiting = [wish for wish in held if wish not in fixed]
    waiting.sort(key=lambda wish: (len(liked[wish]) != 1, wish))
    for wish in waiting:
        find(wish, set())
    found = {wish: table for table, wish in at.items()}
    left = [table for table in there if table not in at]
    return found | dict(zip((wish for wish in held if wish not in found), left, strict=False))


def changes(seats: Mapping[tuple[int, int], str], days: tuple[int, ...]) -> int:
    """How often somebody (person and slot: table) changes table from one meeting to the next of the same day."""
    found = 0
    last: dict[int, tuple[int, str]] = {}
    for (person, slot), table in sorted(seats.items(), key=lambda each: (each[0][0], each[0][1])):
        day, before = last.get(person, (-1, table))
        found += day == days[slot] and before != table
        last[person] = (days[slot], table)
    return found
