"""People are added, get passwords, are let in no longer and again; the ledger has a line for each."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from southsouth.ledger.models import Entry
from southsouth.members.actions import add_person, reinstate, set_password, suspend
from southsouth.members.lifecycle import Role
from southsouth.members.models import Person
from southsouth.reference.actions import NotAccepted
from tests.makers import AT, PASSWORD, make_organisation, make_person

pytestmark = pytest.mark.django_db

EXPERT = {"email": "expert@example.org", "name": "E. Expert", "role": Role.EXPERT}


@pytest.fixture
def administrator():
    return make_person(Role.ADMINISTRATOR)


def faults(deed, *args, **kwargs) -> dict[str, str]:
    with pytest.raises(NotAccepted) as raised:
        deed(*args, at=AT, **kwargs)
    return raised.value.faults


def lines() -> list[tuple]:
    return list(Entry.objects.values_list("deed", "ref", "by", "at", "facts"))


def test_a_person_is_added_with_role_organisation_and_password(administrator):
    organisation = make_organisation()
    person = add_person(
        email=" Focal@Example.org ",
        name=" F.  Point ",
        role=Role.FOCAL_POINT,
        organisation=organisation,
        language="fr",
        password=PASSWORD,
        by=administrator,
        at=AT,
    )
    found = Person.objects.get(email="focal@example.org")
    assert found == person
    assert (found.name, found.role, found.organisation, found.language) == (
        "F. Point",
        "focal_point",
        organisation,
        "fr",
    )
    assert found.check_password(PASSWORD)
    assert lines() == [("person.added", str(person.pk), administrator.pk, AT, {"role": "focal_point"})]


def test_a_person_without_password_cannot_sign_in_yet():
    assert not add_person(**EXPERT, by=None, at=AT).has_usable_password()


@pytest.mark.parametrize(
    ("wrong", "found"),
    [
        ({"email": " "}, {"email": "empty"}),
        ({"email": "nobody"}, {"email": "not_an_e_mail_address"}),
        ({"email": "TAKEN@example.org"}, {"email": "taken"}),
        ({"name": " "}, {"name": "empty"}),
        ({"name": "x" * 201}, {"name": "too_long"}),
        ({"role": "king"}, {"role": "not_known"}),
        ({"role": Role.FOCAL_POINT}, {"organisation": "empty"}),
        ({"language": "xx"}, {"language": "not_known"}),
        ({"password": "short"}, {"password": "password_too_short"}),
        ({"email": "", "name": ""}, {"email": "empty", "name": "empty"}),
    ],
)
def test_what_cannot_be_kept_is_said_for_each_field(wrong, found):
    make_person(email="taken@example.org")
    assert faults(add_person, **{**EXPERT, **wrong}, by=None) == found
    assert Person.objects.count() == 1


def test_an_officer_adds_people_outside_and_nobody_else_does():
    add_person(**EXPERT, by=make_person(Role.SECRETARIAT), at=AT)
    for by, role in ((make_person(Role.SECRETARIAT), Role.SECRETARIAT), (make_person(Role.EXPERT), Role.EXPERT)):
        with pytest.raises(PermissionDenied):
            add_person(email="new@example.org", name="New", role=role, by=by, at=AT)
    assert not Person.objects.filter(email="new@example.org").exists()


def test_a_password_is_set_by_oneself(administrator):
    person = make_person(Role.EXPERT)
    session = person.get_session_auth_hash()
    set_password(person, "another long password", by=person, at=AT)
    person.refresh_from_db()
    assert person.check_password("another long password")
    assert person.get_session_auth_hash() != session
    assert lines() == [("person.password_set", str(person.pk), person.pk, AT, {})]


def test_a_password_that_is_too_easy_is_not_set():
    person = make_person(Role.EXPERT)
    assert faults(set_password, person, "password", by=person) == {"password": "password_too_short"}
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


def test_nobody_sets_the_password_of_another():
    with pytest.raises(PermissionDenied):
        set_password(make_person(Role.EXPERT), "another long password", by=make_person(Role.EXPERT), at=AT)


def test_a_person_is_suspended_with_reason_and_let_in_again(administrator):
    person = make_person(Role.EXPERT)
    suspend(person, reason=" Left  the post ", by=administrator, at=AT)
    suspend(person, reason="Again", by=administrator, at=AT)
    person.refresh_from_db()
    assert person.is_active is False
    reinstate(person, by=administrator, at=AT)
    person.refresh_from_db()
    assert person.is_active is True
    assert [(deed, facts) for deed, _, _, _, facts in lines()] == [
        ("person.suspended", {"reason": "Left the post"}),
        ("person.reinstated", {}),
    ]


def test_a_reason_is_asked_for(administrator):
    assert faults(suspend, make_person(Role.EXPERT), reason="  ", by=administrator) == {"reason": "empty"}


def test_the_last_administrator_stays(administrator):
    assert faults(suspend, administrator, reason="Gone", by=None) == {"": "last_administrator"}
    other = make_person(Role.ADMINISTRATOR)
    suspend(administrator, reason="Gone", by=other, at=AT)
    assert Person.objects.filter(role=Role.ADMINISTRATOR, is_active=True).get() == other


@pytest.mark.parametrize("deed", [suspend, reinstate])
def test_an_officer_does_not_suspend_an_administrator(deed, administrator):
    with pytest.raises(PermissionDenied):
        deed(administrator, reason="Gone", by=make_person(Role.SECRETARIAT), at=AT)
    administrator.refresh_from_db()
    assert administrator.is_active
