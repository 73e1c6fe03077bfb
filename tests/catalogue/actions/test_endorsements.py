"""An official endorses a need by a link that nobody else is given."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from southsouth.catalogue.actions.endorsements import ask_endorsement, confirm_endorsement, endorsement_behind
from southsouth.catalogue.actions.moves import ChangedMeanwhile
from southsouth.catalogue.actions.needs import save_need, submit_need
from southsouth.catalogue.lifecycle import NeedState, NotNow, NotReady
from southsouth.catalogue.models import Endorsement, Need
from southsouth.members.models import Person
from tests.catalogue.actions.ledger import facts, lines
from tests.makers import AT, make_need, make_person

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=1)


@pytest.fixture
def keeper() -> Person:
    return make_person()


@pytest.fixture
def need(keeper: Person) -> Need:
    return make_need(NeedState.DRAFT, organisation=keeper.organisation)


def ask(need: Need, by: Person, official: str = " A. Official ", post: str = " Permanent secretary ") -> str:
    return ask_endorsement(need, official=official, post=post, by=by, at=AT)


def test_database_keeps_only_the_digest_of_the_link(need: Need, keeper: Person) -> None:
    secret = ask(need, keeper)

    endorsement = Endorsement.objects.get()
    assert (endorsement.official, endorsement.post) == ("A. Official", "Permanent secretary")
    assert endorsement.digest == hashlib.sha256(secret.encode()).hexdigest()
    assert len(secret) >= 43
    assert (endorsement.asked_at, endorsement.expires_at) == (AT, AT + timedelta(days=30))
    assert lines(need) == [("need.endorsement_asked", "", "", keeper)]
    assert facts(need) == {"post": "Permanent secretary"}


def test_new_link_makes_the_old_one_void(need: Need, keeper: Person) -> None:
    first, second = ask(need, keeper), ask(need, keeper)
    assert endorsement_behind(first, at=LATER) is None
    assert endorsement_behind(second, at=LATER) == Endorsement.objects.get()


def test_official_confirms_once(need: Need, keeper: Person) -> None:
    secret = ask(need, keeper)

    confirmed = confirm_endorsement(secret, at=LATER, seen=AT)

    assert confirmed == need
    assert Need.objects.get(pk=need.pk).state == NeedState.ENDORSED
    assert Endorsement.objects.get().confirmed_at == LATER
    assert lines(need)[-1] == ("need.endorsed", "draft", "endorsed", None)
    assert confirm_endorsement(secret, at=LATER) is None
    assert len(lines(need)) == 2


def test_unknown_link_confirms_nothing(need: Need, keeper: Person) -> None:
    ask(need, keeper)
    assert confirm_endorsement("guessed", at=LATER) is None


@pytest.mark.parametrize(("days", "valid"), [(29, True), (30, False)])
def test_link_is_good_for_thirty_days(days: int, valid: bool, need: Need, keeper: Person) -> None:
    secret = ask(need, keeper)
    assert (confirm_endorsement(secret, at=AT + timedelta(days=days)) is not None) is valid


def test_link_of_a_submitted_need_is_void(need: Need, keeper: Person) -> None:
    secret = ask(need, keeper)
    submit_need(need, by=keeper, at=LATER)
    assert confirm_endorsement(secret, at=LATER) is None
    assert Need.objects.get(pk=need.pk).state == NeedState.SUBMITTED


def test_official_confirms_only_what_was_read(need: Need, keeper: Person) -> None:
    secret = ask(need, keeper)
    save_need(need, {"title": "Another problem"}, by=keeper, at=LATER)

    with pytest.raises(ChangedMeanwhile) as refused:
        confirm_endorsement(secret, at=LATER, seen=AT)

    assert refused.value.theirs.title == "Another problem"
    assert Need.objects.get(pk=need.pk).state == NeedState.DRAFT
    assert confirm_endorsement(secret, at=LATER, seen=LATER) == need


def test_incomplete_need_or_official_is_not_ready(need: Need, keeper: Person) -> None:
    Need.objects.filter(pk=need.pk).update(problem="", country=None)

    with pytest.raises(NotReady) as refused:
        ask(need, keeper, official=" ", post="")

    assert refused.value.codes == ("problem", "country", "official", "post")
    assert not Endorsement.objects.exists()


@pytest.mark.parametrize("state", sorted(set(NeedState) - {NeedState.DRAFT}))
def test_only_a_draft_is_endorsed(state: NeedState, keeper: Person) -> None:
    with pytest.raises(NotNow):
        ask(make_need(state, organisation=keeper.organisation), keeper)


def test_stranger_asks_nobody(need: Need) -> None:
    with pytest.raises(PermissionDenied):
        ask(need, make_person())
