"""How good the plans of meetings are, how soon, and what two simpler ways would give."""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
from dataclasses import dataclass, replace

from bench.marks import Marks
from bench.workshops import KINDS, workshop
from southsouth.engine.timetable import Plan, Problem, clashes, plan, replan
from southsouth.engine.timetable.board import Board
from southsouth.engine.timetable.build import roomy
from southsouth.engine.timetable.frame import bits, framed

USUAL = (18, 50, 200, 500)
ALL = (*USUAL, 1_000, 2_000)
CPU_SECONDS = 28.0
BELOW = {18: 0.0, 50: 0.4, 200: 0.2, 500: 0.2, 1_000: 0.2, 2_000: 0.2}
"""Percent of the bound that a plan may be short of, by the number of delegates."""
FIRST_SECONDS = {500: 1.0, 2_000: 2.0}
BESIDE = (500, "tight")
AGAINST_FIRST_COME, AGAINST_BEST_FIRST = 1.2, 1.03
CHANGED = 0.05
REPLANNED = 500
REPLAN_SECONDS, REPLAN_SAME, REPLAN_LOSS = 10.0, 95.0, 1.0
MEMORY_MB = 500.0
SEED = 1


@dataclass(frozen=True, slots=True)
class Made:
    """A plan, what it cost, and when a plan of 99 % of the bound was there first."""

    plan: Plan
    seconds: float
    first: float


def made(problem: Problem, seconds: float = CPU_SECONDS) -> Made:
    began = time.process_time()
    steps: list[tuple[float, int]] = []
    found = plan(
        problem,
        effort=seconds,
        stop=lambda: time.process_time() - began > seconds,
        tell=lambda now: steps.append((time.process_time() - began, now.worth)),
    )
    total = time.process_time() - began
    if wrong := clashes(problem, found.meetings):
        raise SystemExit(f"A plan cannot be held: {wrong[:3]}")
    return Made(found, total, next((at for at, worth in steps if worth >= 0.99 * found.bound), total))


def in_turn(problem: Problem, *, best_first: bool) -> int:
    """What it is worth to give each wish the first slot that is free, in the order asked or by score."""
    frame = framed(problem)
    board = Board(frame)
    order = list(frame.wishes)
    random.Random(SEED).shuffle(order)
    if best_first:
        order.sort(key=lambda wish: -frame.worth[wish])
    for wish in order:
        slots = board.allowed(wish)
        if slots and roomy(board, wish):
            board.hold(wish, next(bits(slots)))
    return board.value()


def measure(delegates: int, kind: str, marks: Marks) -> None:
    problem = workshop(delegates, kind, SEED)
    found = made(problem, CPU_SECONDS if delegates >= REPLANNED else CPU_SECONDS / 1.4)
    said = f"{delegates:,} {kind}: "
    marks.at_most(f"{said}below the bound", 100 * (1 - found.plan.share), BELOW[delegates], "%")
    if delegates in FIRST_SECONDS:
        marks.at_most(f"{said}first plan of 99 %, CPU", found.first, FIRST_SECONDS[delegates], "s")
    else:
        marks.shown(f"{said}first plan of 99 %, CPU", found.first, "s")
    marks.shown(f"{said}all, CPU", found.seconds, "s")
    marks.shown(f"{said}proved optimal (1: yes)", float(found.plan.optimal))
    for name, best_first, mark in (
        ("first come, first served", False, AGAINST_FIRST_COME),
        ("best score first", True, AGAINST_BEST_FIRST),
    ):
        theirs = in_turn(problem, best_first=best_first)
        if theirs <= 0:
            marks.shown(f"{said}{name} is worth less than nothing", theirs)
        elif (delegates, kind) == BESIDE:
            marks.at_least(f"{said}ours / {name}", found.plan.worth / theirs, mark, "×")
        else:
            marks.shown(f"{said}ours / {name}", found.plan.worth / theirs, "×")


def without(problem: Problem, away: set[str]) -> Problem:
    return replace(
        problem,
        people=tuple(each for each in problem.people if each.id not in away),
        wishes=tuple(each for each in problem.wishes if not {each.a, each.b} & away),
    )


def changed(delegates: int, kind: str, marks: Marks) -> None:
    """One in twenty stays away and one in twenty is new: how much of what was published stands."""
    few = round(delegates * CHANGED)
    whole = workshop(delegates + few, kind, SEED)
    names = [person.id for person in whole.people]
    new, away = set(names[-few:]), set(random.Random(SEED).sample(names[:-few], few))
    before = made(without(whole, new), CPU_SECONDS / 2).plan
    problem = without(whole, away)
    began = time.process_time()
    after = replan(problem, before.meetings)
    seconds = time.process_time() - began
    if wrong := clashes(problem, after.meetings):
        raise SystemExit(f"A plan cannot be held: {wrong[:3]}")
    left = {wish.id for wish in problem.wishes}
    unhurt = {(each.wish, each.slot, each.table) for each in before.meetings if each.wish in left}
    same = unhurt & {(each.wish, each.slot, each.table) for each in after.meetings}
    anew = made(problem, CPU_SECONDS / 2).plan
    said = f"{delegates:,} {kind}, planned again: "
    marks.at_least(f"{said}meetings unchanged", 100 * len(same) / len(unhurt), REPLAN_SAME, "%")
    marks.at_most(f"{said}loss against planning anew", 100 * (1 - after.worth / anew.worth), REPLAN_LOSS, "%")
    marks.at_most(f"{said}CPU", seconds, REPLAN_SECONDS, "s")


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench.meetings", description="How good the plans of meetings are.")
    parser.add_argument("sizes", nargs="*", type=int, help="delegates (18 50 200 500)")
    parser.add_argument(
        "--all", action="store_true", help="also 1,000 and 2,000 delegates, and every kind planned again"
    )
    asked = parser.parse_args()
    if unknown := set(asked.sizes) - set(ALL):
        parser.error(f"there is no workshop of {sorted(unknown)[0]}; there are {', '.join(map(str, ALL))}")
    sizes = asked.sizes or (ALL if asked.all else USUAL)
    marks = Marks()
    for delegates in sizes:
        for kind in KINDS:
            measure(delegates, kind, marks)
        if delegates == REPLANNED:
            for kind in KINDS if asked.all else ("tight",):
                changed(delegates, kind, marks)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000
        marks.at_most(f"{delegates:,}: memory of the process, peak", peak, MEMORY_MB, "MB")
    return marks.exit_code()


if __name__ == "__main__":
    sys.exit(main())
