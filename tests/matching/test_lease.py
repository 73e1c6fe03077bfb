from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from southsouth.matching.actions.lease import LeaseLost, Work, leased
from southsouth.matching.lifecycle import LEASE, RefreshStep
from southsouth.matching.models import Refresh
from southsouth.matching.queries import Progress, progress
from tests.makers import AT

pytestmark = pytest.mark.django_db


class Hands:
    """A clock whose hands the test moves."""

    def __init__(self) -> None:
        self.now = AT

    def __call__(self) -> datetime:
        return self.now

    def on(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


def held(clock: Callable[[], datetime], at: datetime = AT) -> bool:
    with leased(at=at, clock=clock) as work:
        return work is not None


def test_one_worker_at_a_time() -> None:
    with leased(at=AT, clock=Hands()) as work:
        assert work is not None
        assert not held(Hands())
    assert held(Hands())


def test_the_work_is_given_back_when_it_fails() -> None:
    with pytest.raises(RuntimeError), leased(at=AT, clock=Hands()):
        raise RuntimeError

    row = Refresh.objects.get()
    assert (row.worker, row.step, row.done, row.total) == ("", "", 0, 0)


@pytest.mark.parametrize(
    ("silent", "taken"),
    [
        (timedelta(0), False),
        (LEASE, False),
        (LEASE + timedelta(seconds=1), True),
        (-LEASE, False),
        (-LEASE - timedelta(seconds=1), True),
    ],
)
def test_a_dead_worker_loses_the_work(silent: timedelta, taken: bool) -> None:
    Refresh.objects.create(worker="dead", beat=AT - silent, step="needs", since=AT - silent)

    assert held(Hands()) is taken


def test_a_worker_without_any_beat_loses_the_work() -> None:
    Refresh.objects.create(worker="dead", beat=None)

    assert held(Hands())


def test_progress_is_read_by_others() -> None:
    clock = Hands()
    with leased(at=AT, clock=clock) as work:
        assert work is not None
        assert progress(AT) is None
        work.tell(RefreshStep.INDEX, 3, 9)

        assert progress(AT) == Progress(RefreshStep.INDEX, 3, 9, AT)
        assert progress(AT + LEASE) == Progress(RefreshStep.INDEX, 3, 9, AT)
        assert progress(AT + LEASE + timedelta(seconds=1)) is None
    assert progress(AT) is None


def test_nobody_works_before_the_first_round() -> None:
    assert progress() is None


def test_the_row_is_written_once_a_second_and_at_each_step_and_end() -> None:
    clock = Hands()
    written = []

    def tell(work: Work, step: RefreshStep, done: int, seconds: float) -> None:
        clock.on(seconds)
        work.tell(step, done, 4)
        row = Refresh.objects.get()
        written.append((row.step, row.done))

    with leased(at=AT, clock=clock) as work:
        assert work is not None
        tell(work, RefreshStep.INDEX, 0, 0)
        tell(work, RefreshStep.INDEX, 1, 0.5)
        tell(work, RefreshStep.INDEX, 2, 0.5)
        tell(work, RefreshStep.INDEX, 4, 0.1)
        tell(work, RefreshStep.NEEDS, 1, 0.1)

    assert written == [("index", 0), ("index", 0), ("index", 2), ("index", 4), ("needs", 1)]


def test_every_step_is_told_to_who_listens() -> None:
    heard: list[Progress] = []
    with leased(at=AT, clock=Hands(), on_progress=heard.append) as work:
        assert work is not None
        for done in range(3):
            work.tell(RefreshStep.NEEDS, done, 2)

    assert heard == [Progress(RefreshStep.NEEDS, done, 2, AT) for done in range(3)]


def test_a_worker_that_was_replaced_stops_and_leaves_the_row_alone() -> None:
    with leased(at=AT, clock=Hands()) as work:
        assert work is not None
        Refresh.objects.update(worker="another", step="needs", done=1, total=2)
        with pytest.raises(LeaseLost):
            work.tell(RefreshStep.NEEDS, 0, 2)

    row = Refresh.objects.get()
    assert (row.worker, row.step, row.done, row.total) == ("another", "needs", 1, 2)
