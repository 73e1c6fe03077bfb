from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from southsouth.catalogue.lifecycle import NeedState, Visibility
from southsouth.engine.fit import WrongWeights
from southsouth.matching.actions import Change, Moved, preview, refresh_index
from southsouth.matching.actions.preview import changes
from southsouth.matching.models import Match, MatchRun, WeightSet
from southsouth.members.lifecycle import Role
from southsouth.members.models import Person
from tests.makers import AT, make_area, make_need, make_person, make_solution

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> Person:
    return make_person(Role.SECRETARIAT)


def test_the_same_weights_change_nothing(officer: Person) -> None:
    need = make_need(title="Register births")
    solution = make_solution(title="Birth registration")
    refresh_index(at=AT)

    found = preview({}, by=officer)

    assert found.unchanged == 1.0
    assert [(each.ref, each.title, each.changes) for each in found.needs] == [
        (need.ref, "Register births", [Change(solution.ref, "Birth registration", 1, 1)])
    ]


def test_other_weights_move_candidates_and_keep_nothing(officer: Person) -> None:
    area = make_area("civil-service")
    make_need(title="Register births early", problem="Births.", focus_area=area)
    words = make_solution(title="Births", summary="Register births early.", focus_area=make_area("finance"))
    same_area = make_solution(title="Many other things", summary="Births, ferries, taxes, weddings.", focus_area=area)
    refresh_index(at=AT)

    found = preview({"lexical": 0.0, "area": 10.0}, by=officer)

    before = preview({}, by=officer).needs[0].changes
    assert [change.ref for change in before] == [words.ref, same_area.ref]
    assert [(each.ref, each.moved) for each in found.needs[0].changes] == [
        (same_area.ref, Moved.UP),
        (words.ref, Moved.DOWN),
    ]
    assert found.unchanged == 0.0
    assert not (MatchRun.objects.exists() or Match.objects.exists() or WeightSet.objects.exists())


def test_what_comes_and_what_goes_is_told() -> None:
    told = changes({"a": 1, "b": 2, "c": 3}, {"b": 1, "d": 2, "c": 3}, {ref: ref.upper() for ref in "abcd"})

    assert [(each.ref, each.title, each.before, each.after, each.moved) for each in told] == [
        ("b", "B", 2, 1, Moved.UP),
        ("d", "D", None, 2, Moved.NEW),
        ("c", "C", 3, 3, Moved.SAME),
        ("a", "A", 1, None, Moved.GONE),
    ]


def test_the_newest_shown_needs_are_looked_at(officer: Person) -> None:
    old, newest = make_need(), make_need(opened_at=AT + timedelta(days=2))
    hidden = make_need(visibility=Visibility.SECRETARIAT, opened_at=AT + timedelta(days=1))
    make_need(NeedState.DRAFT)
    refresh_index(at=AT)

    assert [each.ref for each in preview({}, by=officer, needs=2).needs] == [newest.ref, hidden.ref]
    assert [each.ref for each in preview({}, by=officer).needs] == [newest.ref, hidden.ref, old.ref]


def test_without_candidates_there_is_no_share(officer: Person) -> None:
    assert (preview({}, by=officer).needs, preview({}, by=officer).unchanged) == ([], None)


def test_a_wrong_weight_is_named(officer: Person) -> None:
    with pytest.raises(WrongWeights) as refusal:
        preview({"region": 11.0}, by=officer)

    assert (refusal.value.name, refusal.value.value) == ("region", 11.0)


def test_only_the_secretariat_previews() -> None:
    with pytest.raises(PermissionDenied):
        preview({}, by=make_person())
