"""Who meets whom, when, at which table? Wishes in, an explained plan out, with a bound on what could be better.

The method: choose, then place. A linear program over the pairs gives a bound and prices; pairs are placed in order of
value, with Kempe chains where two people share no free slot (edge colouring with lists); ejection and exactly solved
parts (CP-SAT) better the plan; small workshops are solved exactly as a whole.
"""

from southsouth.engine.timetable.check import Clash, clashes, idle_gaps, shortfalls
from southsouth.engine.timetable.plan import Plan, Progress, plan, replan
from southsouth.engine.timetable.problem import (
    Aim,
    Attendee,
    Fault,
    Interpreters,
    Locked,
    Meeting,
    NotPossible,
    Problem,
    Slot,
    Table,
    Wish,
)
from southsouth.engine.timetable.why import Unmet

__all__ = [
    "Aim",
    "Attendee",
    "Clash",
    "Fault",
    "Interpreters",
    "Locked",
    "Meeting",
    "NotPossible",
    "Plan",
    "Problem",
    "Progress",
    "Slot",
    "Table",
    "Unmet",
    "Wish",
    "clashes",
    "idle_gaps",
    "plan",
    "replan",
    "shortfalls",
]
