"""People who sign in: adding them, their passwords, letting them in no longer."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import validate_email
from django.db import transaction

from southsouth.ledger.actions import record
from southsouth.members.lifecycle import Role
from southsouth.members.models import Organisation, Person
from southsouth.members.policies import may_give_role, may_set_password, may_suspend
from southsouth.reference.actions import NotAccepted

LONGEST_NAME = 200


@transaction.atomic
def add_person(
    *,
    email: str,
    name: str,
    role: str,
    organisation: Organisation | None = None,
    language: str = "en",
    password: str | None = None,
    by: Person | None,
    at: datetime,
) -> Person:
    """Write a new person; without a password nobody can sign in as that person yet.

    Raises ``NotAccepted`` with a code a field, and ``PermissionDenied``.
    """
    if not may_give_role(by, role):
        raise PermissionDenied
    fields = {"email": email.strip().lower(), "name": " ".join(name.split()), "role": role, "language": language}
    person = Person(organisation=organisation, **fields)
    faults = _faults(person)
    if password is not None:
        faults |= _password_fault(password, person)
    if faults:
        raise NotAccepted(faults)
    person.set_password(password)
    person.save()
    record("person.added", person, by=by, at=at, facts={"role": role})
    return person


def _faults(person: Person) -> dict[str, str]:
    faults = {}
    if fault := _email_fault(person.email):
        faults["email"] = fault
    if not person.name or len(person.name) > LONGEST_NAME:
        faults["name"] = "too_long" if person.name else "empty"
    if person.role not in list(Role):
        faults["role"] = "not_known"
    if person.role == Role.FOCAL_POINT and person.organisation is None:
        faults["organisation"] = "empty"
    if person.language not in dict(settings.LANGUAGES):
        faults["language"] = "not_known"
    return faults


def _email_fault(email: str) -> str:
    if not email:
        return "empty"
    try:
        validate_email(email)
    except ValidationError:
        return "not_an_e_mail_address"
    return "taken" if Person.objects.filter(email=email).exists() else ""


def _password_fault(password: str, person: Person) -> dict[str, str]:
    """The first thing that speaks against a password, as the code of the check."""
    try:
        validate_password(password, person)
    except ValidationError as wrong:
        return {"password": str(wrong.error_list[0].code)}
    return {}


@transaction.atomic
def set_password(person: Person, password: str, *, by: Person | None, at: datetime) -> Person:
    """Give a new password; whoever is signed in as that person is signed out."""
    if not may_set_password(by, person):
        raise PermissionDenied
    if fault := _password_fault(password, person):
        raise NotAccepted(fault)
    person.set_password(password)
    person.save(update_fields=["password"])
    record("person.password_set", person, by=by, at=at)
    return person


@transaction.atomic
def suspend(person: Person, *, reason: str, by: Person | None, at: datetime) -> Person:
    """Let somebody in no longer; what the person wrote stays. The last administrator stays."""
    if not may_suspend(by, person):
        raise PermissionDenied
    reason = " ".join(reason.split())
    if not reason:
        raise NotAccepted({"reason": "empty"})
    active = Person.objects.select_for_update().filter(role=Role.ADMINISTRATOR, is_active=True)
    if set(active.values_list("pk", flat=True)) == {person.pk}:
        raise NotAccepted({"": "last_administrator"})
    return _set_active(person, False, reason=reason, by=by, at=at)


@transaction.atomic
def reinstate(person: Person, *, reason: str = "", by: Person | None, at: datetime) -> Person:
    """Let somebody in again."""
    if not may_suspend(by, person):
        raise PermissionDenied
    return _set_active(person, True, reason=" ".join(reason.split()), by=by, at=at)


def _set_active(person: Person, active: bool, *, reason: str, by: Person | None, at: datetime) -> Person:
    if person.is_active == active:
        return person
    person.is_active = active
    person.save(update_fields=["is_active"])
    deed = "person.reinstated" if active else "person.suspended"
    record(deed, person, by=by, at=at, facts={"reason": reason} if reason else {})
    return person
