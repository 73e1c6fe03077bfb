from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from pytest_django import DjangoAssertNumQueries

from southsouth.catalogue.lifecycle import NotReady
from southsouth.engine.fit import DEFAULT_WEIGHTS, WrongWeights
from southsouth.ledger.models import Entry
from southsouth.matching.actions import ensure_weights, save_weights, use_weights
from southsouth.matching.models import WeightSet
from southsouth.matching.queries import active_weights, weight_versions, weights_in
from southsouth.members.lifecycle import Role
from southsouth.members.models import Person
from tests.makers import AT, make_person, make_run, make_weights

pytestmark = pytest.mark.django_db

LATER_ON = AT + timedelta(days=1)


@pytest.fixture
def officer() -> Person:
    return make_person(Role.SECRETARIAT)


def test_before_the_first_run_the_engines_weights_are_in_use_and_nothing_is_written() -> None:
    weights = active_weights()

    assert (weights.pk, weights.version, weights.active) == (None, 1, True)
    assert weights_in(weights) == DEFAULT_WEIGHTS
    assert not WeightSet.objects.exists()


def test_the_first_version_is_made_once() -> None:
    first = ensure_weights(at=AT)
    again = ensure_weights(at=LATER_ON)

    assert first == again == active_weights()
    assert (first.version, first.values, first.made_by, first.made_at) == (1, DEFAULT_WEIGHTS.as_mapping(), None, AT)
    assert [entry.facts for entry in Entry.objects.filter(deed="weights.made")] == [{"version": 1}]


def test_the_first_version_may_have_been_made_by_another_process() -> None:
    """It was there, and its being in use came in between the look and the deed."""
    made = make_weights(version=1, active=False)

    assert ensure_weights(at=AT) == made
    assert not Entry.objects.exists()


def test_a_change_is_a_new_version_that_waits_to_be_used(officer: Person) -> None:
    made = save_weights({"region": 1.0}, note=" More of the region. ", by=officer, at=AT)

    assert (made.version, made.note, made.active, made.made_by) == (2, "More of the region.", False, officer)
    assert made.values == {**DEFAULT_WEIGHTS.as_mapping(), "region": 1.0}
    assert active_weights().version == 1
    assert [entry.facts["version"] for entry in Entry.objects.filter(deed="weights.made").order_by("pk")] == [1, 2]


def test_one_version_is_used_from_now_on(officer: Person) -> None:
    made = save_weights({"region": 1.0}, note="More of the region", by=officer, at=AT)
    used = use_weights(made, by=officer, at=LATER_ON)

    assert used.active
    assert list(WeightSet.objects.filter(active=True)) == [made]
    line = Entry.objects.get(deed="weights.used")
    assert (line.state_before, line.state_after, line.by, line.at) == ("1", "2", officer, LATER_ON)


def test_going_back_is_using_an_earlier_version(officer: Person) -> None:
    made = save_weights({"region": 1.0}, note="More of the region", by=officer, at=AT)
    use_weights(made, by=officer, at=AT)
    use_weights(WeightSet.objects.get(version=1), by=officer, at=LATER_ON)

    assert active_weights().version == 1


def test_using_what_is_in_use_changes_nothing(officer: Person) -> None:
    first = ensure_weights(at=AT)

    assert use_weights(first, by=officer, at=LATER_ON) == first
    assert not Entry.objects.filter(deed="weights.used").exists()


@pytest.mark.parametrize("role", [Role.FOCAL_POINT, Role.EXPERT, Role.FUNDER])
def test_only_the_secretariat_changes_weights(role: Role) -> None:
    person = make_person(role)

    with pytest.raises(PermissionDenied):
        save_weights({}, note="Mine", by=person, at=AT)
    with pytest.raises(PermissionDenied):
        use_weights(make_weights(version=1), by=person, at=AT)
    assert not Entry.objects.exists()


def test_a_version_says_why(officer: Person) -> None:
    with pytest.raises(NotReady) as refusal:
        save_weights({}, note=" ", by=officer, at=AT)

    assert refusal.value.codes == ("note",)


@pytest.mark.parametrize(("name", "value"), [("region", -1.0), ("region", "much"), ("luck", 1.0)])
def test_a_wrong_weight_is_named_and_nothing_kept(officer: Person, name: str, value: object) -> None:
    with pytest.raises(WrongWeights) as refusal:
        save_weights({name: value}, note="Try", by=officer, at=AT)  # type: ignore[dict-item]

    assert (refusal.value.name, refusal.value.value) == (name, value)
    assert not WeightSet.objects.exists()


def test_a_weight_of_another_release_has_its_default() -> None:
    kept = make_weights(values={"region": 2.0, "no_longer_there": 5.0})

    assert weights_in(kept).as_mapping() == {**DEFAULT_WEIGHTS.as_mapping(), "region": 2.0}


def test_versions_are_listed_newest_first_with_their_runs(
    officer: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = ensure_weights(at=AT)
    save_weights({}, note="The same", by=officer, at=AT)
    make_run(weights=first)
    make_run(weights=first)

    with django_assert_num_queries(1):
        found = [(each.version, each.made_by and each.made_by.name, each.used) for each in weight_versions()]
    assert found == [(2, officer.name, 0), (1, None, 2)]
