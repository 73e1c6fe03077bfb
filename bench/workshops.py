"""Generated workshops for the planner of meetings: seeded, so that a run can be repeated.

Delegations of one to six people, ten to twenty wishes each in three priorities, a few much sought after, late arrivals,
panels, holes, eight languages with interpreters by slot, a floor of meetings for each delegate.
"""

from __future__ import annotations

import random
from collections.abc import Mapping

from southsouth.engine.timetable.problem import Attendee, Interpreters, Problem, Slot, Table, Wish

LANGUAGES: Mapping[str, float] = {
    "en": 0.42,
    "fr": 0.16,
    "es": 0.12,
    "ar": 0.1,
    "pt": 0.07,
    "ru": 0.05,
    "zh": 0.05,
    "bn": 0.03,
}
PRIORITIES = (100, 40, 15)
DAYS, A_DAY = 2, 15
KINDS = ("scarce", "ample", "tight")


def workshop(delegates: int, kind: str, seed: int = 1) -> Problem:
    """``scarce``: few tables; ``ample``: a table for every two; ``tight``: ample, and free in 62 % of the slots."""
    chance = random.Random(f"{delegates} {kind} {seed}")
    slots = [Slot(f"d{day}-{place:02}", f"d{day}") for day in range(1, DAYS + 1) for place in range(A_DAY)]
    people = _people(chance, delegates, kind, slots)
    wishes = _wishes(chance, people)
    tables = max(3, delegates // 8) if kind == "scarce" else max(3, delegates // 2)
    return Problem(
        slots=tuple(slots),
        people=tuple(people),
        wishes=tuple(wishes),
        tables=tuple(Table(f"T{place + 1}") for place in range(tables)),
        interpreters=tuple(_interpreters(chance, delegates, slots)),
    )


def _people(chance: random.Random, delegates: int, kind: str, slots: list[Slot]) -> list[Attendee]:
    people: list[Attendee] = []
    while len(people) < delegates:
        delegation = f"D{len({person.delegation for person in people}) + 1:03}"
        tongue = chance.choices(list(LANGUAGES), list(LANGUAGES.values()))[0]
        for _ in range(min(chance.randint(1, 6), delegates - len(people))):
            languages = {tongue, *(["en"] if chance.random() < 0.55 else [])}
            people.append(
                Attendee(
                    id=f"p{len(people) + 1:04}",
                    delegation=delegation,
                    languages=frozenset(languages),
                    free=frozenset(_free(chance, kind, slots)),
                    least=2,
                    most=chance.choice((None, None, 10, 12, 14)),
                )
            )
    return people


def _free(chance: random.Random, kind: str, slots: list[Slot]) -> list[str]:
    late = chance.choice((0, 0, 0, 0, 3, 6))
    panel = chance.randrange(len(slots) - 3)
    hole = 0.38 if kind == "tight" else 0.06
    taken = {*range(late), *range(panel, panel + 3)} if kind != "tight" else set(range(late // 2))
    return [slot.id for place, slot in enumerate(slots) if place not in taken and chance.random() >= hole]


def _wishes(chance: random.Random, people: list[Attendee]) -> list[Wish]:
    sought = [chance.paretovariate(1.6) for _ in people]
    scores: dict[tuple[int, int], int] = {}
    for one, person in enumerate(people):
        wanted = chance.randint(10, 20)
        for other in chance.choices(range(len(people)), sought, k=wanted * 2)[: wanted + 6]:
            if people[other].delegation != person.delegation and wanted > 0:
                pair = (min(one, other), max(one, other))
                score = chance.choices(PRIORITIES, (2, 3, 5))[0] + chance.randrange(10)
                scores[pair] = max(scores.get(pair, 0), score) + (10 if pair in scores else 0)
                wanted -= 1
    return [
        Wish(id=f"w{place + 1:05}", a=people[one].id, b=people[two].id, score=score)
        for place, ((one, two), score) in enumerate(sorted(scores.items()))
    ]


def _interpreters(chance: random.Random, delegates: int, slots: list[Slot]) -> list[Interpreters]:
    pools = []
    for tongue, share in LANGUAGES.items():
        if tongue != "en":
            count = max(1, round(delegates * share / 8))
            there = tuple((slot.id, count if chance.random() < 0.85 else 0) for slot in slots)
            pools.append(Interpreters(frozenset({"en", tongue}), there))
    return pools
