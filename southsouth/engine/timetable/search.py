"""Better plans by ejection: hold a wish that was left out, and find other places for what stood in its way."""

from __future__ import annotations

from dataclasses import dataclass

from southsouth.engine.timetable.board import Board
from southsouth.engine.timetable.bound import Bound
from southsouth.engine.timetable.build import Stop
from southsouth.engine.timetable.frame import bits

TRIES = 6
"""Slots tried for one wish, the cheapest first."""
HOPELESS = 0.02
"""Wishes whose worth lies so far below the price of what they take, as a share of the best, are not tried."""
DEPTH = 2
"""How far what was pushed out may push out others."""


@dataclass(frozen=True, slots=True)
class Push:
    """A slot for a wish, and the meetings that must go for it, with what they are worth."""

    cost: int
    slot: int
    out: tuple[int, ...]


def improve(board: Board, bound: Bound, stop: Stop) -> bool:
    """One pass over all wishes that are left out; whether the plan got better."""
    frame = board.frame
    waiting = [
        wish
        for wish in frame.wishes
        if board.slot[wish] < 0 and frame.free[wish] and bound.profit[wish] > -HOPELESS * frame.best
    ]
    waiting.sort(key=lambda wish: (-bound.profit[wish], wish))
    better = False
    for wish in waiting:
        if stop():
            break
        board.log.clear()
        better |= eject(board, wish, 0, DEPTH) > 0
    return better


def eject(board: Board, wish: int, least: int, depth: int) -> int:
    """Hold ``wish`` so that the plan gains more than ``least``; how much it gained, 0 when nothing was done."""
    for push in pushes(board, wish)[:TRIES]:
        mark = len(board.log)
        gain = -sum(_drop(board, each) for each in push.out)
        if board.allowed(wish) >> push.slot & 1:
            gain += board.gain(wish)
            board.hold(wish, push.slot)
            for each in sorted(push.out, key=lambda each: -board.frame.worth[each]):
                gain += _again(board, each, least - gain, depth)
            if gain > least:
                return gain
        board.undo(mark)
    return 0


def _drop(board: Board, wish: int) -> int:
    loss = board.loss(wish)
    board.drop(wish)
    return loss


def _again(board: Board, wish: int, least: int, depth: int) -> int:
    """Find another place for a meeting that was pushed out."""
    one, two = board.frame.ends[wish]
    if not (board.full(one) or board.full(two)):
        gain = board.gain(wish)
        if board.place(wish):
            return gain
    return eject(board, wish, max(least, 0), depth - 1) if depth > 1 else 0


def pushes(board: Board, wish: int) -> list[Push]:
    """Every way to hold a wish by letting others go, the cheapest first."""
    frame = board.frame
    one, two = frame.ends[wish]
    found = []
    for slot in bits(frame.free[wish]):
        out = {board.busy[person][slot] for person in (one, two)} - {-1}
        for person in (one, two):
            if board.full(person) and not any(person in frame.ends[each] for each in out):
                out.add(cheapest(board, person))
        if frame.seated[wish] and board.left[slot] <= 0 and not any(_frees(board, each, slot) for each in out):
            out.add(min(board.held_in(slot), key=lambda each: (board.settled(each), board.loss(each), each)))
        if not frame.spoken[wish] and not board.interpreted(wish) >> slot & 1:
            out |= interpreted_for(board, wish, slot, out)
        if not any(board.settled(each) for each in out):
            found.append(Push(sum(map(board.loss, out)), slot, tuple(sorted(out))))
    found.sort(key=lambda push: (push.cost, len(push.out), push.slot))
    return found


def interpreted_for(board: Board, wish: int, slot: int, out: set[int]) -> set[int]:
    """The meeting worth least that has the interpreter this wish needs, unless one of ``out`` has it already."""
    pools = board.frame.pools[wish]
    if any(board.slot[each] == slot and board.pool[each] in pools for each in out):
        return set()
    theirs = [each for each in board.held_in(slot) if board.pool[each] in pools]
    return {min(theirs, key=lambda each: (board.settled(each), board.loss(each), each))}


def _frees(board: Board, wish: int, slot: int) -> bool:
    return board.slot[wish] == slot and board.frame.seated[wish]


def cheapest(board: Board, person: int) -> int:
    """The meeting of a person that is worth least; settled ones last."""
    mine = [wish for wish in board.busy[person] if wish >= 0]
    return min(mine, key=lambda wish: (board.settled(wish), board.loss(wish), wish))
