"""Person × question × answer."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from southsouth.members.lifecycle import Role
from southsouth.members.policies import (
    known,
    may_admit,
    may_give_role,
    may_set_password,
    may_suspend,
    speaks_for,
    visible_organisations,
)
from tests.makers import make_organisation, make_person

pytestmark = pytest.mark.django_db

INSIDE = {Role.SECRETARIAT, Role.ADMINISTRATOR}
OUTSIDE = {Role.FOCAL_POINT, Role.EXPERT, Role.FUNDER}
EVERY_ROLE = INSIDE | OUTSIDE


def actor(who: str):
    if who in ("operator", "visitor"):
        return None if who == "operator" else AnonymousUser()
    if who == "suspended":
        return make_person(Role.ADMINISTRATOR, is_active=False)
    return make_person(who)


@pytest.mark.parametrize(
    ("who", "admits", "gives"),
    [
        ("operator", True, EVERY_ROLE),
        (Role.ADMINISTRATOR, True, EVERY_ROLE),
        (Role.SECRETARIAT, True, OUTSIDE),
        (Role.FOCAL_POINT, False, set()),
        (Role.EXPERT, False, set()),
        (Role.FUNDER, False, set()),
        ("suspended", False, set()),
        ("visitor", False, set()),
    ],
)
def test_who_looks_after_organisations_and_people(who, admits, gives):
    asking = actor(who)
    assert may_admit(asking) is admits
    assert {role for role in Role if may_give_role(asking, role)} == gives
    others = {role: make_person(role) for role in Role}
    assert {role for role, person in others.items() if may_set_password(asking, person)} == gives
    assert {role for role, person in others.items() if may_suspend(asking, person)} == gives


@pytest.mark.parametrize("role", Role)
def test_everybody_sets_the_own_password_and_nobody_suspends_oneself(role):
    person = make_person(role)
    assert may_set_password(person, person) is True
    assert may_suspend(person, person) is False


def test_who_is_suspended_sets_no_password():
    person = make_person(Role.EXPERT, is_active=False)
    assert may_set_password(person, person) is False


@pytest.mark.parametrize("role", Role)
def test_only_a_focal_point_speaks_and_only_for_its_own(role):
    own, other = make_organisation(), make_organisation()
    person = make_person(role, organisation=own)
    assert speaks_for(person, own.pk) is (role == Role.FOCAL_POINT)
    assert (speaks_for(person, other.pk), speaks_for(person, None)) == (False, False)


def test_nobody_unknown_speaks():
    own = make_organisation()
    assert speaks_for(AnonymousUser(), own.pk) is False
    assert speaks_for(make_person(organisation=own, is_active=False), own.pk) is False


def test_a_person_is_known_while_not_suspended():
    person = make_person()
    assert (known(person), known(AnonymousUser())) == (person, None)
    person.is_active = False
    assert known(person) is None


@pytest.mark.parametrize("who", ["operator", "visitor", *Role])
def test_everybody_sees_every_organisation(who):
    asking, organisation = actor(who), make_organisation()
    assert organisation in set(visible_organisations(asking))


@pytest.mark.parametrize(
    ("role", "secretariat", "administrator"),
    [
        (Role.FOCAL_POINT, False, False),
        (Role.EXPERT, False, False),
        (Role.FUNDER, False, False),
        (Role.SECRETARIAT, True, False),
        (Role.ADMINISTRATOR, True, True),
    ],
)
def test_a_role_says_who_one_is_while_not_suspended(role, secretariat, administrator):
    person = make_person(role)
    assert (person.is_secretariat, person.is_administrator, person.is_member) == (secretariat, administrator, True)
    person.is_active = False
    assert (person.is_secretariat, person.is_administrator, person.is_member) == (False, False, False)
