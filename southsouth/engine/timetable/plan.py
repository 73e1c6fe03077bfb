"""Who meets whom, when, at which table: the best plan found, how far from the best possible it is, and why not more."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from southsouth.engine.timetable.board import Board
from southsouth.engine.timetable.bound import Bound, bounded, tightened
from southsouth.engine.timetable.build import Stop, fill, first_plan, rest
from southsouth.engine.timetable.check import idle_gaps, shortfalls
from southsouth.engine.timetable.exact import Verdict, all_must, fewest_gaps, most_worth
from southsouth.engine.timetable.frame import MUST_WORTH, Frame, framed
from southsouth.engine.timetable.gaps import close_gaps
from southsouth.engine.timetable.parts import by_parts
from southsouth.engine.timetable.problem import Aim, Meeting, Problem
from southsouth.engine.timetable.search import improve
from southsouth.engine.timetable.tables import changes, seat
from southsouth.engine.timetable.why import Unmet, why_not

SMALL = 9_000
"""Up to so many pairs of wish and slot the whole problem is solved exactly."""
LARGEST_EXACT = 60_000
"""Where meetings must be held or follow one another, up to so many."""
FOR_GAPS = 0.2
"""The share of the effort that a small workshop spends on fewer gaps."""
PASSES = 2
ROUNDS = 150
"""Parts tried for each unit of effort."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How a plan stands while it is made: worth and bound in points of score."""

    stage: str
    worth: int
    bound: float
    held: int


@dataclass(frozen=True, slots=True)
class Plan:
    """``score``: of the meetings held; ``worth``: the same less floors that are short, never above ``bound``.

    ``optimal``: no plan is worth more; where every meeting must be held, none has fewer gaps.
    ``possible``: ``False`` when it is proved that not all musts can be held together, ``None`` when that is open.
    """

    meetings: tuple[Meeting, ...]
    unmet: tuple[Unmet, ...]
    score: int
    worth: int
    bound: float
    floors_short: Mapping[str, int]
    idle_gaps: int
    table_changes: int
    optimal: bool
    possible: bool | None = True

    @property
    def share(self) -> float:
        """How much of the bound the plan reaches, 0 to 1. Floors that nobody can reach may make both less than 0."""
        if self.bound > 0:
            return min(1.0, max(0.0, self.worth / self.bound))
        return 1.0 if self.worth >= self.bound else self.bound / self.worth


NO_TABLES: Mapping[int, str] = {}
Tell = Callable[[Progress], None]


def _nobody(_: Progress) -> None:
    """Nobody listens."""


def _never() -> bool:
    return False


def plan(
    problem: Problem,
    *,
    effort: float = 30.0,
    workers: int = 1,
    seed: int = 0,
    stop: Stop = _never,
    tell: Tell = _nobody,
) -> Plan:
    """The best plan found with about ``effort`` seconds of one quiet core; the same again for the same seed.

    ``stop`` is asked again and again and ends the work with the best plan so far; ``tell`` hears how it goes.
    Raises ``NotPossible`` when the problem contradicts itself.
    """
    work = _Work(framed(problem), effort, workers, seed, stop, tell)
    return work.done()


def replan(
    problem: Problem,
    before: Sequence[Meeting],
    *,
    effort: float = 10.0,
    seed: int = 0,
    stop: Stop = _never,
    tell: Tell = _nobody,
) -> Plan:
    """A plan for a changed problem in which published meetings stay where they were, unless much demands otherwise."""
    work = _Work(framed(problem), effort, 1, seed, stop, tell)
    return work.again(before)


class _Work:
    """One plan in the making."""

    def __init__(self, frame: Frame, effort: float, workers: int, seed: int, stop: Stop, tell: Tell) -> None:
        self.frame, self.effort, self.workers, self.seed = frame, effort, workers, seed
        self.stop, self._tell = stop, tell
        self.bound: Bound = bounded(frame)
        self.pairs = sum(mask.bit_count() for mask in frame.free)

    def tell(self, stage: str, board: Board) -> None:
        held = sum(slot >= 0 for slot in board.slot)
        self._tell(Progress(stage, _worth(board), self.bound.value - _added(board), held))

    def done(self) -> Plan:
        board = first_plan(self.frame, self.bound, self.stop)
        self.tell("first", board)
        self._eject(board)
        if self._exactly():
            return self._plan(board, self._exact(board))
        by_parts(
            board,
            self.bound,
            round(self.effort * ROUNDS),
            self.seed,
            self.stop,
            lambda now, _better: self.tell("parts", now),
        )
        if not self.stop() and not self._reached(board):
            self.bound = tightened(self.frame, self.bound)
        if self.frame.aims(Aim.GAPS):
            close_gaps(board, self.stop)
        return self._plan(board, Verdict(_musts_held(board) or None, self._reached(board)))

    def _exact(self, board: Board) -> Verdict:
        """Worth first, then gaps among the plans of that worth; where all must be held, gaps alone."""
        frame, run = self.frame, (self.workers, self.seed, self.stop)
        verdict = Verdict(_musts_held(board) or None, self._reached(board))
        if not all_must(frame) and not verdict.proved:
            verdict = most_worth(board, self.effort, *run)
            self.tell("exact", board)
        if verdict.possible is False or not frame.aims(Aim.GAPS) or self.stop():
            return verdict
        close_gaps(board, self.stop)
        if all_must(frame):
            verdict = fewest_gaps(board, self.effort, *run)
        elif verdict.proved:
            fewest_gaps(board, self.effort * FOR_GAPS, *run)
        self.tell("gaps", board)
        return verdict

    def again(self, before: Sequence[Meeting]) -> Plan:
        """First whatever still can be held where it was; then what fits beside it; then what much demands."""
        board, tables = Board(self.frame), dict[int, str]()
        wishes = {wish.id: place for place, wish in enumerate(self.frame.problem.wishes)}
        slots = {slot.id: place for place, slot in enumerate(self.frame.problem.slots)}
        for meeting in before:
            wish, slot = wishes.get(meeting.wish, -1), slots.get(meeting.slot, -1)
            if wish >= 0 and slot >= 0 and board.slot[wish] < 0 and board.allowed(wish) >> slot & 1:
                one, two = self.frame.ends[wish]
                if not (board.full(one) or board.full(two)):
                    board.hold(wish, slot)
                    board.stay[wish] = slot
                    tables[wish] = meeting.table
        board.pinned = frozenset(board.stay)
        fill(board, self.bound, self.stop)
        improve(board, self.bound, self.stop)
        self.tell("kept", board)
        board.pinned = frozenset()
        self._eject(board)
        kept = {wish: table for wish, table in tables.items() if board.slot[wish] == board.stay[wish]}
        return self._plan(board, Verdict(_musts_held(board) or None, proved=False), kept)

    def _eject(self, board: Board) -> None:
        """At most so many passes, as long as they make the plan better."""
        left = PASSES
        while left and not self.stop() and not self._reached(board) and improve(board, self.bound, self.stop):
            self.tell("ejection", board)
            left -= 1

    def _exactly(self) -> bool:
        """Whether the problem is small, or has rules that only the exact solver keeps."""
        ruled = any(self.frame.before) or any(wish.must for wish in self.frame.problem.wishes)
        return not self.stop() and self.pairs <= (LARGEST_EXACT if ruled else SMALL)

    def _reached(self, board: Board) -> bool:
        return board.value() >= self.bound.value - 1e-6

    def _plan(self, board: Board, verdict: Verdict, published: Mapping[int, str] = NO_TABLES) -> Plan:
        frame, problem = self.frame, self.frame.problem
        rest(board)
        seats = seat(board, published)
        meetings = tuple(
            Meeting(
                wish=problem.wishes[wish].id,
                slot=problem.slots[slot].id,
                table=seats.get(wish, ""),
                interpreter=_pair(board, wish),
            )
            for wish, slot in enumerate(board.slot)
            if slot >= 0
        )
        worth = _worth(board)
        at = {(person, board.slot[wish]): table for wish, table in seats.items() for person in frame.ends[wish]}
        return Plan(
            meetings=meetings,
            unmet=why_not(board),
            score=sum(problem.wishes[wish].score for wish, slot in enumerate(board.slot) if slot >= 0),
            worth=worth,
            bound=float(worth) if verdict.proved and verdict.possible else max(self.bound.value - _added(board), worth),
            floors_short=shortfalls(problem, meetings),
            idle_gaps=idle_gaps(problem, meetings),
            table_changes=changes(at, frame.days),
            optimal=verdict.proved and verdict.possible is not False,
            possible=verdict.possible,
        )


def _needed(frame: Frame) -> list[int]:
    return [wish for wish in frame.wishes if frame.problem.wishes[wish].must or wish in frame.fixed]


def _worth(board: Board) -> int:
    """The value of the board without what is added for musts and locks."""
    return board.value() - _added(board)


def _added(board: Board) -> int:
    return MUST_WORTH * board.frame.best * sum(board.slot[wish] >= 0 for wish in _needed(board.frame))


def _musts_held(board: Board) -> bool:
    return all(board.slot[wish] >= 0 for wish in _needed(board.frame))


def _pair(board: Board, wish: int) -> frozenset[str]:
    pool = board.pool[wish]
    return (board.frame.problem.interpreters or ())[pool].languages if pool >= 0 else frozenset()
