"""Better plans by parts: free a few people who wish to meet, solve that part exactly, keep what is better."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from southsouth.engine.timetable.board import Board
from southsouth.engine.timetable.bound import Bound
from southsouth.engine.timetable.build import Stop
from southsouth.engine.timetable.exact import Part, movable, solved, whole

PEOPLE = 30
"""People in one part."""
EFFORT = 0.5
"""What one part may cost, in deterministic seconds of the solver."""
QUIET = 2_000
"""Parts in a row without a better plan after which nothing more is expected."""
STEP = 25
"""A part is told of each time so many have been tried."""
Tell = Callable[[Board, bool], None]


def by_parts(board: Board, bound: Bound, rounds: int, seed: int, stop: Stop, tell: Tell) -> None:
    """Try ``rounds`` parts around wishes the bound would hold and the plan does not."""
    frame = board.frame
    chance = random.Random(seed)
    mine: list[list[int]] = [[] for _ in frame.people]
    for wish in frame.wishes:
        for person in frame.ends[wish]:
            mine[person].append(wish)
    quiet = 0
    for count in range(rounds):
        wanted = _wanted(board, bound)
        if stop() or not wanted or quiet >= QUIET or board.value() >= bound.value - 1e-6:
            break
        people = _around(board, chance.choice(wanted), mine, chance)
        inside = sorted({wish for person in people for wish in mine[person] if people.issuperset(frame.ends[wish])})
        before = board.value()
        solved(board, Part(movable(board, inside), whole(frame)), EFFORT, seed=chance.randrange(1 << 30))
        board.log.clear()
        better = board.value() > before
        quiet = 0 if better else quiet + 1
        if better or count % STEP == 0:
            tell(board, better)


def _wanted(board: Board, bound: Bound) -> list[int]:
    """Wishes left out that the bound holds at least in part; where there are none, all that are left out."""
    out = [wish for wish in board.frame.wishes if board.slot[wish] < 0 and board.frame.free[wish]]
    return [wish for wish in out if bound.share[wish] > 0.01] or out


def _around(board: Board, wish: int, mine: Sequence[Sequence[int]], chance: random.Random) -> set[int]:
    """People who wish to meet one another, beginning with the two of a wish."""
    frame = board.frame
    people = set(frame.ends[wish])
    for _ in range(PEOPLE * 4):
        if len(people) < PEOPLE:
            people.update(frame.ends[chance.choice(mine[chance.choice(sorted(people))])])
    return people
