"""``southsouth mark_overdue``: the clock's own deeds, once however often they are done."""

from __future__ import annotations

from datetime import date

import pytest

from southsouth.catalogue.models import Need, Solution
from tests.makers import make_need, make_solution

pytestmark = pytest.mark.django_db


def test_what_is_overdue_is_marked_once(run):
    make_need(deadline=date(2020, 1, 1))
    make_need("draft", deadline=date(2020, 1, 1))
    make_solution(review_on=date(2020, 1, 1))
    make_solution(review_on=date(2999, 1, 1))

    assert run("mark_overdue").out.splitlines() == [
        "needs lapsed: 1",
        "solutions due for confirmation: 1",
        "searches without an answer forgotten: 0",
    ]
    assert run("mark_overdue").out.splitlines() == [
        "needs lapsed: 0",
        "solutions due for confirmation: 0",
        "searches without an answer forgotten: 0",
    ]
    assert set(Need.objects.values_list("state", flat=True)) == {"lapsed", "draft"}
    assert set(Solution.objects.values_list("state", flat=True)) == {"due_for_confirmation", "published"}
