"""What is done to needs: rights, moves, the line in the ledger, and what happens the second time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection

from southsouth.catalogue.actions.moves import ChangedMeanwhile
from southsouth.catalogue.actions.needs import (
    answer_need,
    decline_need,
    give_facts,
    lapse_needs,
    merge_need,
    missing_for_submission,
    open_need,
    reopen_need,
    return_need,
    save_need,
    start_need,
    submit_need,
    take_back_need,
    withdraw_need,
)
from southsouth.catalogue.lifecycle import NeedState, NotNow, NotReady
from southsouth.catalogue.models import Endorsement, Need, NeedAnswer
from southsouth.ledger.models import Entry
from southsouth.members.lifecycle import Origin, Role
from southsouth.members.models import Organisation, Person
from tests.catalogue.actions.ledger import facts, lines
from tests.makers import (
    AT,
    make_area,
    make_country,
    make_endorsement,
    make_goal,
    make_need,
    make_need_answer,
    make_organisation,
    make_person,
    make_precondition,
    make_topic,
)

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=1)
Deed = Callable[[Need, Person], Need]


@pytest.fixture
def keeper() -> Person:
    return make_person(organisation=make_organisation(country=make_country("KEN")))


@pytest.fixture
def officer() -> Person:
    return make_person(Role.SECRETARIAT)


def own(keeper: Person, state: str = NeedState.DRAFT, **fields: object) -> Need:
    return make_need(state, organisation=keeper.organisation, **fields)


KEEPER_DEEDS: dict[str, tuple[Deed, str, str, str]] = {
    "submit": (lambda need, by: submit_need(need, by=by, at=LATER), "draft", "submitted", "need.submitted"),
    "take back": (lambda need, by: take_back_need(need, by=by, at=LATER), "submitted", "draft", "need.taken_back"),
    "withdraw": (lambda need, by: withdraw_need(need, by=by, at=LATER), "open", "withdrawn", "need.withdrawn"),
    "answer": (lambda need, by: answer_need(need, by=by, at=LATER), "open", "answered", "need.answered"),
    "reopen": (lambda need, by: reopen_need(need, by=by, at=LATER), "answered", "open", "need.reopened"),
}
OFFICER_DEEDS: dict[str, tuple[Deed, str, str, str]] = {
    "open": (lambda need, by: open_need(need, by=by, at=LATER), "submitted", "open", "need.opened"),
    "return": (
        lambda need, by: return_need(need, reason=" Who pays? ", by=by, at=LATER),
        *("submitted", "draft", "need.returned"),
    ),
    "decline": (
        lambda need, by: decline_need(need, reason=" Not a public service ", by=by, at=LATER),
        *("submitted", "declined", "need.declined"),
    ),
    "merge": (
        lambda need, by: merge_need(need, into=make_need(), by=by, at=LATER),
        *("open", "merged", "need.merged"),
    ),
    "answer": (lambda need, by: answer_need(need, by=by, at=LATER), "open", "answered", "need.answered"),
    "reopen": (lambda need, by: reopen_need(need, by=by, at=LATER), "lapsed", "open", "need.reopened"),
}


@pytest.mark.parametrize("name", KEEPER_DEEDS)
def test_keeper_moves_a_need(name: str, keeper: Person) -> None:
    deed, before, after, line = KEEPER_DEEDS[name]
    need = own(keeper, before)

    moved = deed(need, keeper)

    stored = Need.objects.get(pk=need.pk)
    assert moved is need
    assert (need.state, stored.state, stored.changed_at) == (after, after, LATER)
    assert lines(need) == [(line, before, after, keeper)]


@pytest.mark.parametrize("name", OFFICER_DEEDS)
def test_secretariat_moves_a_need(name: str, keeper: Person, officer: Person) -> None:
    deed, before, after, line = OFFICER_DEEDS[name]
    need = own(keeper, before)

    deed(need, officer)

    assert Need.objects.get(pk=need.pk).state == after
    assert lines(need) == [(line, before, after, officer)]


@pytest.mark.parametrize("name", KEEPER_DEEDS)
def test_stranger_moves_nothing(name: str, keeper: Person) -> None:
    deed, before, _, _ = KEEPER_DEEDS[name]
    need = own(keeper, before)

    with pytest.raises(PermissionDenied):
        deed(need, make_person())

    assert Need.objects.get(pk=need.pk).state == before
    assert lines(need) == []


@pytest.mark.parametrize("name", ["open", "return", "decline", "merge"])
def test_only_the_secretariat_decides(name: str, keeper: Person) -> None:
    deed, before, _, _ = OFFICER_DEEDS[name]
    need = own(keeper, before)

    with pytest.raises(PermissionDenied):
        deed(need, keeper)

    assert lines(need) == []


@pytest.mark.parametrize(
    ("deeds", "name"),
    [*((KEEPER_DEEDS, name) for name in KEEPER_DEEDS), *((OFFICER_DEEDS, name) for name in OFFICER_DEEDS)],
)
def test_second_time_is_refused_with_the_state_as_it_is(
    deeds: dict[str, tuple[Deed, str, str, str]], name: str, keeper: Person, officer: Person
) -> None:
    deed, before, after, line = deeds[name]
    by = keeper if deeds is KEEPER_DEEDS else officer
    need = own(keeper, before)
    stale = Need.objects.get(pk=need.pk)
    deed(need, by)

    with pytest.raises(NotNow) as refused:
        deed(stale, by)

    assert refused.value.state == after
    assert [each[0] for each in lines(need)] == [line]


def test_deed_without_its_line_in_the_ledger_is_undone(keeper: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    need = own(keeper)

    def refuse(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        if sql.startswith('INSERT INTO "southsouth_entry"'):
            raise DatabaseError("The ledger is full.")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse), pytest.raises(DatabaseError, match="The ledger is full"):
        submit_need(need, by=keeper, at=LATER)

    assert Need.objects.get(pk=need.pk).state == NeedState.DRAFT


def test_start_writes_a_draft_of_the_own_organisation(keeper: Person) -> None:
    topic, goal, area = make_topic(), make_goal(16), make_area()
    values = {"title": "Papers", "problem": "Far.", "focus_area": area, "topics": [topic], "goals": [goal]}

    need = start_need(values, by=keeper, at=AT)

    stored = Need.objects.get(pk=need.pk)
    assert (stored.ref, stored.title, stored.problem, stored.focus_area) == ("need-2026-001", "Papers", "Far.", area)
    assert (stored.state, stored.origin, stored.author) == (NeedState.DRAFT, Origin.OWN, keeper)
    assert (stored.organisation, stored.country_id) == (keeper.organisation, "KEN")
    assert ([*stored.topics.all()], [*stored.goals.all()]) == ([topic], [goal])
    assert (stored.created_at, stored.changed_at, stored.opened_at) == (AT, AT, None)
    assert lines(need) == [("need.started", "", "draft", keeper)]


def test_start_numbers_within_the_year(keeper: Person) -> None:
    refs = [start_need({}, by=keeper, at=at).ref for at in (AT, AT, AT + timedelta(days=365))]
    assert refs == ["need-2026-001", "need-2026-002", "need-2027-001"]


def test_start_may_name_another_country(keeper: Person) -> None:
    assert start_need({"country": make_country("PER")}, by=keeper, at=AT).country_id == "PER"


def test_start_by_a_sample_organisation_is_a_sample() -> None:
    person = make_person(organisation=make_organisation(origin=Origin.SAMPLE))
    assert start_need({}, by=person, at=AT).origin == Origin.SAMPLE


def test_start_by_a_body_named_in_a_source_is_its_own() -> None:
    person = make_person(organisation=make_organisation(origin=Origin.RECORDED))
    assert start_need({}, by=person, at=AT).origin == Origin.OWN


@pytest.mark.parametrize("role", [Role.EXPERT, Role.FUNDER, Role.SECRETARIAT, Role.ADMINISTRATOR])
def test_start_is_for_focal_points(role: Role) -> None:
    for person in (make_person(role), make_person(role, organisation=make_organisation())):
        with pytest.raises(PermissionDenied):
            start_need({"title": "Papers"}, by=person, at=AT)
    assert not Need.objects.exists()


@pytest.mark.parametrize("field", ["state", "origin", "organisation", "author", "ref", "opened_at", "triage_reason"])
def test_writers_set_only_what_is_theirs(field: str, keeper: Person) -> None:
    need = own(keeper)
    with pytest.raises(PermissionDenied):
        save_need(need, {"title": "Papers", field: "open"}, by=keeper, at=LATER)
    with pytest.raises(PermissionDenied):
        start_need({field: "open"}, by=keeper, at=LATER)
    assert Need.objects.get(pk=need.pk).title == need.title


def test_save_changes_fields_and_sets(keeper: Person) -> None:
    need = own(keeper, topics=[make_topic("old")])
    new = make_topic("new")

    save_need(need, {"title": "Papers", "topics": [new], "problem": need.problem}, by=keeper, at=LATER, seen=AT)

    stored = Need.objects.get(pk=need.pk)
    assert (stored.title, [*stored.topics.all()], stored.changed_at) == ("Papers", [new], LATER)
    assert lines(need) == [("need.saved", "draft", "draft", keeper)]
    assert facts(need) == {"fields": ["title", "topics"]}


def test_save_without_a_change_leaves_no_trace(keeper: Person) -> None:
    topic = make_topic()
    need = own(keeper, NeedState.ENDORSED, topics=[topic])

    save_need(need, {"title": need.title, "topics": [topic]}, by=keeper, at=LATER)

    stored = Need.objects.get(pk=need.pk)
    assert (stored.state, stored.changed_at, lines(need)) == (NeedState.ENDORSED, AT, [])


def test_save_makes_an_endorsed_need_a_draft_again(keeper: Person) -> None:
    need = own(keeper, NeedState.ENDORSED)
    make_endorsement(need, confirmed_at=AT)
    waiting = make_endorsement(need)

    save_need(need, {"title": "Another problem"}, by=keeper, at=LATER)

    assert Need.objects.get(pk=need.pk).state == NeedState.DRAFT
    assert [*Endorsement.objects.all()] == [waiting]
    assert lines(need) == [("need.saved", "endorsed", "draft", keeper)]


def test_save_of_an_old_page_is_refused_with_the_record_as_it_stands(keeper: Person) -> None:
    need = own(keeper)
    save_need(Need.objects.get(pk=need.pk), {"title": "First"}, by=keeper, at=LATER)

    with pytest.raises(ChangedMeanwhile) as refused:
        save_need(need, {"title": "Second"}, by=keeper, at=LATER, seen=AT)

    assert (refused.value.theirs.title, Need.objects.get(pk=need.pk).title) == ("First", "First")


@pytest.mark.parametrize("state", sorted(set(NeedState) - {NeedState.DRAFT, NeedState.ENDORSED}))
def test_save_is_over_once_submitted(state: NeedState, keeper: Person) -> None:
    need = own(keeper, state)
    with pytest.raises(NotNow) as refused:
        save_need(need, {"title": "Papers"}, by=keeper, at=LATER)
    assert (refused.value.state, refused.value.wanted) == (state, NeedState.DRAFT)


def test_save_is_for_the_keeper(keeper: Person) -> None:
    need = own(keeper)
    with pytest.raises(PermissionDenied):
        save_need(need, {"title": "Papers"}, by=make_person(), at=LATER)


def test_submit_names_what_is_missing(keeper: Person) -> None:
    need = own(keeper, title="", problem="", country=None)

    with pytest.raises(NotReady) as refused:
        submit_need(need, by=keeper, at=LATER)

    assert refused.value.codes == missing_for_submission(need) == ("title", "problem", "country")
    assert Need.objects.get(pk=need.pk).state == NeedState.DRAFT


def test_submit_takes_an_endorsed_need(keeper: Person) -> None:
    assert submit_need(own(keeper, NeedState.ENDORSED), by=keeper, at=LATER).state == NeedState.SUBMITTED


@pytest.mark.parametrize("state", ["endorsed", "submitted", "declined", "withdrawn"])
def test_take_back_makes_a_draft_to_write_anew(state: str, keeper: Person) -> None:
    assert take_back_need(own(keeper, state), by=keeper, at=LATER).state == NeedState.DRAFT


def test_withdraw_keeps_the_reason_in_the_ledger(keeper: Person) -> None:
    need = withdraw_need(own(keeper), by=keeper, at=LATER, reason=" No budget ")
    assert facts(need) == {"reason": "No budget"}


def test_withdraw_without_a_reason_has_no_facts(keeper: Person) -> None:
    assert facts(withdraw_need(own(keeper), by=keeper, at=LATER)) == {}


def test_reopen_after_the_deadline_wants_a_new_one(keeper: Person) -> None:
    need = own(keeper, NeedState.LAPSED, deadline=AT.date())

    for deadline in (None, AT.date()):
        with pytest.raises(NotReady) as refused:
            reopen_need(need, by=keeper, at=LATER, deadline=deadline)
        assert refused.value.codes == ("deadline",)
    reopen_need(need, by=keeper, at=LATER, deadline=LATER.date())

    stored = Need.objects.get(pk=need.pk)
    assert (stored.state, stored.deadline, stored.opened_at) == (NeedState.OPEN, LATER.date(), LATER)


def test_reopen_is_no_way_around_triage(keeper: Person) -> None:
    with pytest.raises(NotNow):
        reopen_need(own(keeper, NeedState.SUBMITTED), by=keeper, at=LATER)


def test_needs_lapse_by_their_deadline_or_after_a_year(keeper: Person) -> None:
    day = AT.date()
    over = own(keeper, NeedState.OPEN, deadline=day - timedelta(days=1))
    long_open = own(keeper, NeedState.OPEN, opened_at=AT - timedelta(days=366))
    own(keeper, NeedState.OPEN, deadline=day)
    own(keeper, NeedState.OPEN, opened_at=AT - timedelta(days=365))
    own(keeper, NeedState.OPEN, opened_at=AT - timedelta(days=900), deadline=day)
    own(keeper, NeedState.ANSWERED, deadline=date(2020, 1, 1))
    own(keeper, NeedState.DRAFT, deadline=date(2020, 1, 1))

    lapsed = lapse_needs(at=AT)

    assert lapsed == [over, long_open]
    assert set(Need.objects.filter(state=NeedState.LAPSED)) == {over, long_open}
    assert lines(over) == [("need.lapsed", "open", "lapsed", None)]
    assert lapse_needs(at=AT) == []


def test_facts_are_given_changed_and_taken_back(keeper: Person) -> None:
    need = own(keeper, NeedState.OPEN)
    law, staff, money = (make_precondition(text=text) for text in ("law", "staff", "money"))
    make_need_answer(need, staff, there=False)
    make_need_answer(need, money, there=True)

    give_facts(need, {law: True, staff: True, money: None}, by=keeper, at=LATER)

    assert set(NeedAnswer.objects.values_list("precondition", "there")) == {(law.pk, True), (staff.pk, True)}
    assert Need.objects.get(pk=need.pk).changed_at == LATER
    assert lines(need) == [("need.facts_given", "", "", keeper)]
    assert facts(need) == {"answers": 3}


@pytest.mark.parametrize("state", ["declined", "merged", "withdrawn", "lapsed"])
def test_facts_of_a_closed_need_are_refused(state: str, keeper: Person) -> None:
    with pytest.raises(NotNow):
        give_facts(own(keeper, state), {make_precondition(): True}, by=keeper, at=LATER)
    assert not NeedAnswer.objects.exists()


def test_facts_are_the_keepers(keeper: Person) -> None:
    with pytest.raises(PermissionDenied):
        give_facts(own(keeper), {make_precondition(): True}, by=make_person(), at=LATER)


def test_secretariat_walks_a_need_without_an_organisation(officer: Person) -> None:
    need = make_need(NeedState.DRAFT, organisation=None, country=make_country("KEN"))

    save_need(need, {"title": "Papers"}, by=officer, at=LATER)
    submit_need(need, by=officer, at=LATER)
    open_need(need, by=officer, at=LATER)

    assert [line[0] for line in lines(need)] == ["need.saved", "need.submitted", "need.opened"]
    assert Entry.objects.count() == 3


def test_country_of_no_organisation_stays_unknown() -> None:
    person = make_person(organisation=make_organisation(country=None))
    assert isinstance(person.organisation, Organisation)
    assert start_need({}, by=person, at=AT).country is None
