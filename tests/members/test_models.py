"""Organisations and people as rows: what the database itself refuses, and who can sign in."""

from __future__ import annotations

import pytest
from django.contrib.auth import authenticate
from django.db import IntegrityError, transaction

from southsouth.members.lifecycle import Role
from southsouth.members.models import Person
from tests.makers import PASSWORD, make_country, make_organisation, make_person

pytestmark = pytest.mark.django_db


def refused(make) -> bool:
    try:
        with transaction.atomic():
            make()
    except IntegrityError:
        return True
    return False


def test_the_database_holds_to_the_lists():
    assert refused(lambda: make_organisation(kind="club"))
    assert refused(lambda: make_organisation(origin="hearsay"))
    assert refused(lambda: make_person("king"))
    assert refused(lambda: make_person(Role.FOCAL_POINT, organisation=None))
    assert not refused(lambda: make_organisation(kind=""))


def test_a_name_stands_once_in_a_country():
    make_organisation(name="Ministry of Finance", country=make_country("KEN"))
    assert refused(lambda: make_organisation(name="Ministry of Finance", country=make_country("KEN")))
    assert not refused(lambda: make_organisation(name="Ministry of Finance", country=make_country("UGA")))


def test_rows_are_called_by_name():
    assert str(make_organisation(name="Ministry of Finance")) == "Ministry of Finance"
    assert str(make_person(name="A. Officer")) == "A. Officer"


def test_an_address_is_kept_in_small_letters_and_signs_in_however_it_is_written():
    person = make_person(email="Focal.Point@Example.ORG")
    assert person.email == "focal.point@example.org"
    assert authenticate(username="FOCAL.point@example.org", password=PASSWORD) == person
    assert authenticate(username="focal.point@example.org", password="another password") is None


def test_who_is_suspended_does_not_sign_in():
    make_person(email="gone@example.org", is_active=False)
    assert authenticate(username="gone@example.org", password=PASSWORD) is None


def test_the_first_administrator_is_made_at_the_command_line():
    person = Person.objects.create_superuser("root@example.org", PASSWORD, name="Root")
    assert (person.role, person.is_administrator, person.organisation) == (Role.ADMINISTRATOR, True, None)


def test_without_a_password_nobody_signs_in():
    person = Person.objects.create_user("new@example.org", name="New", role=Role.EXPERT)
    assert not person.has_usable_password()
    with pytest.raises(Person.DoesNotExist):
        Person.objects.get_by_natural_key(None)
