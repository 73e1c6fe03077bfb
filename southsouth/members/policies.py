"""Who a visitor is, whose organisations one sees, and who looks after organisations and people."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from southsouth.members.lifecycle import Role
from southsouth.members.models import Organisation, Person

Actor = Person | AnonymousUser

OUTSIDE_ROLES = frozenset({Role.FOCAL_POINT, Role.EXPERT, Role.FUNDER})
"""Roles of people outside the secretariat."""


def known(actor: Actor) -> Person | None:
    """The signed-in, unsuspended person behind a request, if there is one."""
    return actor if isinstance(actor, Person) and actor.is_active else None


def visible_organisations(actor: Actor | None) -> QuerySet[Organisation]:
    return Organisation.objects.select_related("country")


def speaks_for(actor: Actor, organisation_id: int | None) -> bool:
    """A focal point speaks for its own organisation, and for no other."""
    person = known(actor)
    return (
        person is not None
        and person.role == Role.FOCAL_POINT
        and organisation_id is not None
        and person.organisation_id == organisation_id
    )


def may_admit(actor: Actor | None) -> bool:
    """Bring organisations in: the secretariat; ``None`` is the operator at the command line."""
    person = None if actor is None else known(actor)
    return actor is None or (person is not None and person.is_secretariat)


def may_give_role(actor: Actor | None, role: str) -> bool:
    """Officers of the secretariat look after people outside it; administrators, and the operator, after everybody."""
    person = None if actor is None else known(actor)
    if actor is None or (person is not None and person.is_administrator):
        return True
    return person is not None and person.is_secretariat and role in OUTSIDE_ROLES


def may_set_password(actor: Actor | None, person: Person) -> bool:
    """One's own, or that of somebody one looks after."""
    return may_give_role(actor, person.role) or (actor is not None and known(actor) == person)


def may_suspend(actor: Actor | None, person: Person) -> bool:
    """Somebody one looks after, and never oneself."""
    return may_give_role(actor, person.role) and actor != person
