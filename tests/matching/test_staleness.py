from __future__ import annotations

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from southsouth.catalogue.actions.needs import give_facts, save_need, submit_need
from southsouth.catalogue.lifecycle import NeedState
from southsouth.catalogue.models import Need
from southsouth.matching.actions import answer_match, ask_refresh, ensure_weights, save_weights, use_weights
from southsouth.matching.lifecycle import MATCHED_NEEDS, Answer, Side
from southsouth.matching.models import Match, MatchRun, Refresh
from southsouth.matching.queries import is_stale, waiting
from southsouth.members.lifecycle import Role
from tests.makers import AT, make_interest, make_match, make_need, make_person, make_precondition, make_run

pytestmark = pytest.mark.django_db

BEFORE, AFTER = AT - timedelta(minutes=1), AT + timedelta(minutes=1)


@pytest.fixture
def need() -> Need:
    """A draft, with a list made now: nothing to do."""
    Refresh.objects.create(catalogue="a", model="words/1")
    need = make_need(NeedState.DRAFT)
    make_match(need, run=make_run(need, catalogue="a", model="words/1", weights=ensure_weights(at=AT)))
    return need


def test_a_list_made_now_is_fresh(need: Need) -> None:
    assert not is_stale(need)
    assert waiting() == 0


def test_a_need_without_a_list_is_stale() -> None:
    assert is_stale(make_need())


@pytest.mark.parametrize("state", NeedState)
def test_closed_needs_are_left_alone(state: NeedState) -> None:
    assert is_stale(make_need(state, opened_at=AT)) is (state in MATCHED_NEEDS)


def test_an_edited_need_is_stale(need: Need) -> None:
    save_need(need, {"problem": "Another."}, by=make_person(organisation=need.organisation), at=AFTER)

    assert is_stale(need)


def test_a_need_with_new_facts_is_stale(need: Need) -> None:
    owner = make_person(organisation=need.organisation)
    give_facts(need, {make_precondition(): True}, by=owner, at=AFTER)

    assert is_stale(need)


def test_a_submitted_need_is_stale(need: Need) -> None:
    submit_need(need, by=make_person(organisation=need.organisation), at=AFTER)

    assert is_stale(need)


@pytest.mark.parametrize("answer", Answer)
def test_an_importers_answer_makes_the_need_stale(need: Need, answer: Answer) -> None:
    owner = make_person(organisation=need.organisation)
    answer_match(Match.objects.get(), side=Side.IMPORTER, answer=answer, reason="law", by=owner, at=AFTER)

    assert is_stale(need)


@pytest.mark.parametrize(("side", "at"), [(Side.IMPORTER, AT), (Side.IMPORTER, BEFORE), (Side.EXPORTER, AFTER)])
def test_answers_that_change_no_list(need: Need, side: Side, at: object) -> None:
    make_interest(Match.objects.get(), side=side, at=at)

    assert not is_stale(need)


def test_other_weights_make_every_need_stale(need: Need) -> None:
    officer = make_person(Role.SECRETARIAT)
    made = save_weights({"region": 1.0}, note="More", by=officer, at=AT)
    assert not is_stale(need)

    use_weights(made, by=officer, at=AT)
    assert is_stale(need)


@pytest.mark.parametrize("change", [{"catalogue": "b"}, {"model": "other/1"}])
def test_another_catalogue_or_model_makes_every_need_stale(need: Need, change: dict[str, str]) -> None:
    Refresh.objects.update(**change)

    assert is_stale(need)


def test_before_the_first_index_the_catalogue_does_not_count(need: Need) -> None:
    Refresh.objects.update(catalogue="", model="")
    assert not is_stale(need)

    Refresh.objects.all().delete()
    assert not is_stale(need)


def test_everything_can_be_asked_for(need: Need) -> None:
    ask_refresh(by=make_person(Role.SECRETARIAT), at=AFTER)
    assert is_stale(need)

    MatchRun.objects.update(at=AFTER)
    assert not is_stale(need)


def test_only_the_newest_list_counts(need: Need) -> None:
    make_run(need, catalogue="older", model="words/1", weights=ensure_weights(at=AT))

    assert is_stale(need)


def test_waiting_counts_the_stale(need: Need, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    make_need()
    make_need(NeedState.DRAFT)
    make_need(NeedState.WITHDRAWN)

    with django_assert_num_queries(2):
        assert waiting() == 2
