"""Two at once. Only PostgreSQL lets two in at the same time."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import TypeVar

import pytest
from django.db import connection

from southsouth.ledger.models import Entry
from southsouth.matching.actions import (
    answer_match,
    ensure_weights,
    refresh_index,
    refresh_need,
    refresh_waiting,
    save_weights,
    use_weights,
)
from southsouth.matching.lifecycle import Answer, Side
from southsouth.matching.models import Interest, Match, MatchRun, WeightSet
from southsouth.matching.queries import engine, waiting
from southsouth.members.lifecycle import Role
from tests.makers import AT, make_match, make_need, make_person, make_solution

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]

AFTER = AT + timedelta(minutes=1)
Done = TypeVar("Done")


def at_once(*deeds: Callable[[], Done]) -> list[Done]:
    """What each deed returned, done in a thread of its own and begun together."""
    start = Barrier(len(deeds))

    def run(deed: Callable[[], Done]) -> Done:
        try:
            start.wait()
            return deed()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def test_two_workers_do_not_double() -> None:
    for _ in range(6):
        make_need(problem="Officials serve people.")
    make_solution()
    refresh_index(at=AT)
    ensure_weights(at=AT)

    done = at_once(*[lambda: refresh_waiting(at=AT)] * 2)

    assert sum(done) == 6
    assert (MatchRun.objects.count(), Match.objects.count(), waiting()) == (6, 6, 0)


def test_a_page_and_the_worker_on_the_same_need() -> None:
    need = make_need(problem="Officials serve people.")
    solutions = [make_solution() for _ in range(3)]
    refresh_index(at=AT)
    ensure_weights(at=AT)

    at_once(*[lambda: refresh_need(need, at=AFTER)] * 3)

    assert set(Match.objects.values_list("solution", flat=True)) == {each.pk for each in solutions}
    assert MatchRun.objects.count() == 1
    assert waiting() == 0


def test_two_processes_bring_the_index_up_to_date() -> None:
    refs = {make_solution().ref for _ in range(4)}

    changes = at_once(*[lambda: refresh_index(at=AT)] * 2)

    assert sorted(each.solutions.written for each in changes) == [0, 4]
    index = engine().solutions.current()
    assert set(index.refs(index.rows())) == refs


def test_two_people_of_one_side_answer() -> None:
    match = make_match()
    people = [make_person(organisation=match.need.organisation) for _ in range(2)]

    at_once(
        *(
            lambda person=person: answer_match(match, side=Side.IMPORTER, answer=Answer.YES, by=person, at=AT)
            for person in people
        )
    )

    assert Interest.objects.count() == 1
    assert sorted(Entry.objects.values_list("state_before", "state_after")) == [("", "yes"), ("yes", "yes")]


def test_versions_of_the_weights_have_their_own_numbers() -> None:
    officer = make_person(Role.SECRETARIAT)

    made = at_once(*[lambda: save_weights({}, note="At once", by=officer, at=AT)] * 3)

    assert sorted(each.version for each in made) == [2, 3, 4]
    assert WeightSet.objects.get(active=True).version == 1


def test_the_version_used_last_is_in_use_alone() -> None:
    officer = make_person(Role.SECRETARIAT)
    made = [save_weights({}, note="At once", by=officer, at=AT) for _ in range(2)]

    at_once(*(lambda weights=weights: use_weights(weights, by=officer, at=AFTER) for weights in made))

    lines = list(Entry.objects.filter(deed="weights.used").order_by("pk").values_list("state_before", "state_after"))
    assert len(lines) == 2
    assert lines[0][0] == "1"
    assert lines[1][0] == lines[0][1]
    assert str(WeightSet.objects.get(active=True).version) == lines[1][1]
