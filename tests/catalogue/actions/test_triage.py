"""Decisions of the secretariat on needs: with a reason where one is due, and only on what waits for one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from southsouth.catalogue.actions.needs import decline_need, merge_need, open_need, return_need
from southsouth.catalogue.lifecycle import NeedState, NotNow, NotReady
from southsouth.catalogue.models import Need
from southsouth.members.lifecycle import Role
from southsouth.members.models import Person
from tests.catalogue.actions.ledger import facts, lines
from tests.makers import AT, make_country, make_need, make_organisation, make_person

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=1)


@pytest.fixture
def keeper() -> Person:
    return make_person(organisation=make_organisation(country=make_country("KEN")))


@pytest.fixture
def officer() -> Person:
    return make_person(Role.SECRETARIAT)


def own(keeper: Person, state: str = NeedState.DRAFT, **fields: object) -> Need:
    return make_need(state, organisation=keeper.organisation, **fields)


def test_open_sets_the_day_and_takes_the_question_away(keeper: Person, officer: Person) -> None:
    need = open_need(own(keeper, NeedState.SUBMITTED, triage_reason="Who pays?"), by=officer, at=LATER)
    assert (need.opened_at, need.triage_reason) == (LATER, "")


@pytest.mark.parametrize("state", ["answered", "lapsed", "draft"])
def test_open_is_for_submitted_needs(state: str, keeper: Person, officer: Person) -> None:
    with pytest.raises(NotNow):
        open_need(own(keeper, state), by=officer, at=LATER)


@pytest.mark.parametrize("state", ["endorsed", "declined", "withdrawn"])
def test_return_is_for_submitted_needs(state: str, keeper: Person, officer: Person) -> None:
    with pytest.raises(NotNow):
        return_need(own(keeper, state), reason="Who pays?", by=officer, at=LATER)


@pytest.mark.parametrize("deed", [return_need, decline_need])
def test_reason_is_kept_for_the_writers(deed: Callable[..., Need], keeper: Person, officer: Person) -> None:
    need = deed(own(keeper, NeedState.SUBMITTED), reason=" Who pays? ", by=officer, at=LATER)
    assert Need.objects.get(pk=need.pk).triage_reason == "Who pays?"


@pytest.mark.parametrize("deed", [return_need, decline_need])
def test_decision_against_needs_a_reason(deed: Callable[..., Need], keeper: Person, officer: Person) -> None:
    need = own(keeper, NeedState.SUBMITTED)
    with pytest.raises(NotReady) as refused:
        deed(need, reason=" \n", by=officer, at=LATER)
    assert refused.value.codes == ("reason",)
    assert Need.objects.get(pk=need.pk).state == NeedState.SUBMITTED


def test_merge_names_the_need_that_stands_for_both(keeper: Person, officer: Person) -> None:
    into, need = make_need(NeedState.SUBMITTED), own(keeper, NeedState.SUBMITTED)

    merge_need(need, into=into, by=officer, at=LATER)

    assert Need.objects.get(pk=need.pk).merged_into == into
    assert facts(need) == {"into": into.ref}
    assert lines(into) == []


@pytest.mark.parametrize("state", sorted(set(NeedState) - {NeedState.SUBMITTED, NeedState.OPEN}))
def test_merge_only_into_a_need_that_lives(state: NeedState, keeper: Person, officer: Person) -> None:
    need = own(keeper, NeedState.SUBMITTED)
    with pytest.raises(NotReady) as refused:
        merge_need(need, into=make_need(state), by=officer, at=LATER)
    assert refused.value.codes == ("into",)


def test_merge_into_itself_is_refused(keeper: Person, officer: Person) -> None:
    need = own(keeper, NeedState.OPEN)
    with pytest.raises(NotReady):
        merge_need(need, into=Need.objects.get(pk=need.pk), by=officer, at=LATER)
