"""Why not? The smallest true reason for every wish that is not held, and what would have to give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from southsouth.engine.timetable.board import Board
from southsouth.engine.timetable.frame import bits
from southsouth.engine.timetable.search import Push, pushes


@dataclass(frozen=True, slots=True)
class Unmet:
    """``reason``: no_common_slot, no_table, no_interpreter (whatever else is planned); ceiling, slots_taken,
    floor_elsewhere, tables_taken, interpreters_taken, order (as things stand); apart: there are slots with each of what
    is needed, and none with all of it.

    ``facts``: names by what they are: ``person``, ``slot``, ``wishes`` that would have to go, ``cost`` of that.
    """

    wish: str
    reason: str
    facts: Mapping[str, object] = field(default_factory=dict)


def why_not(board: Board) -> tuple[Unmet, ...]:
    """One line for each wish that is left out, in the order of the problem."""
    return tuple(_why(board, wish) for wish in board.frame.wishes if board.slot[wish] < 0)


def _why(board: Board, wish: int) -> Unmet:
    frame = board.frame
    name = frame.problem.wishes[wish].id
    if not frame.wanted[wish]:
        return Unmet(name, "no_common_slot", {"people": _names(board, wish)})
    for person in frame.ends[wish]:
        if board.full(person) and frame.problem.people[person].most is not None:
            facts = {"person": frame.problem.people[person].id, "most": frame.most[person]}
            return Unmet(name, "ceiling", facts | _swap(board, wish))
    if not frame.free[wish]:
        tables = any(frame.room[slot] > 0 for slot in bits(frame.wanted[wish]))
        return Unmet(name, "no_interpreter" if tables else "no_table", {"people": _names(board, wish)})
    one, two = frame.ends[wish]
    both = frame.free[wish] & board.open[one] & board.open[two]
    if not both:
        return _taken(board, wish, name)
    if frame.seated[wish] and not both & board.rooms:
        return Unmet(name, "tables_taken", _swap(board, wish))
    if not (frame.spoken[wish] or both & board.interpreted(wish)):
        return Unmet(name, "interpreters_taken", _swap(board, wish))
    if not board.tied[wish]:
        return Unmet(name, "apart", _swap(board, wish))
    return Unmet(name, "order", {"wishes": _order(board, wish)})


def _taken(board: Board, wish: int, name: str) -> Unmet:
    """Both are never free together: other meetings are worth more, or one of them is somebody's floor."""
    frame = board.frame
    ways = pushes(board, wish)
    needed = ways[:1] and any(
        board.count[person] <= frame.least[person] for out in ways[0].out for person in frame.ends[out]
    )
    return Unmet(name, "floor_elsewhere" if needed else "slots_taken", _swap(board, wish, ways))


def _names(board: Board, wish: int) -> list[str]:
    return [board.frame.problem.people[person].id for person in board.frame.ends[wish]]


def _order(board: Board, wish: int) -> list[str]:
    others = (*board.frame.before[wish], *board.frame.behind[wish])
    return [board.frame.problem.wishes[each].id for each in others if board.slot[each] >= 0]


def _swap(board: Board, wish: int, ways: list[Push] | None = None) -> dict[str, object]:
    """What holding it would cost: the cheapest slot, the meetings that would go, and the worth lost by it."""
    found = pushes(board, wish) if ways is None else ways
    if not found:
        return {}
    best, frame = found[0], board.frame
    return {
        "slot": frame.problem.slots[best.slot].id,
        "wishes": [frame.problem.wishes[each].id for each in best.out],
        "cost": best.cost - board.gain(wish),
    }
