"""A first plan: the pairs the bound would hold, in order of what they are worth, then whatever still fits."""

from __future__ import annotations

from collections.abc import Callable

from southsouth.engine.timetable.board import Board
from southsouth.engine.timetable.bound import Bound
from southsouth.engine.timetable.frame import Frame

Stop = Callable[[], bool]


def first_plan(frame: Frame, bound: Bound, stop: Stop) -> Board:
    """Place by the shares and profits of the bound; what must be held, and who is short of a floor, first."""
    board = Board(frame)
    order = sorted(frame.wishes, key=lambda wish: (-rank(frame, bound, wish), wish))
    for wish in order:
        if stop():
            return board
        if board.slot[wish] < 0 and bound.share[wish] > 0 and roomy(board, wish):
            board.place(wish)
    fill(board, bound, stop)
    return board


def rank(frame: Frame, bound: Bound, wish: int) -> float:
    """Musts first, then the pairs the bound holds whole, the better ones first."""
    must = frame.problem.wishes[wish].must
    return (1000.0 if must else 0.0) + 10 * round(bound.share[wish], 3) + bound.profit[wish] / (frame.best * 100)


def roomy(board: Board, wish: int) -> bool:
    """Whether both people are below their ceilings."""
    one, two = board.frame.ends[wish]
    return not (board.full(one) or board.full(two))


def rest(board: Board) -> None:
    """Hold what fits as it is, best first, without moving anything: after that, every wish left out has its reason."""
    waiting = [wish for wish in board.frame.wishes if board.slot[wish] < 0]
    for wish in sorted(waiting, key=lambda wish: (-board.gain(wish), wish)):
        mask = board.allowed(wish)
        if mask and roomy(board, wish):
            board.hold(wish, board.emptiest(mask))


def fill(board: Board, bound: Bound, stop: Stop) -> int:
    """Place what still fits, best first; how many."""
    frame = board.frame
    waiting = [wish for wish in frame.wishes if board.slot[wish] < 0 and frame.free[wish]]
    waiting.sort(key=lambda wish: (-board.gain(wish), -bound.profit[wish], wish))
    placed = 0
    for wish in waiting:
        if stop():
            break
        if roomy(board, wish) and board.place(wish):
            placed += 1
    return placed
