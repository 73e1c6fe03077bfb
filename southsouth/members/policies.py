"""Who a visitor is, and whose organisations one sees."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from southsouth.members.lifecycle import Role
from southsouth.members.models import Organisation, Person

Actor = Person | AnonymousUser


def known(actor: Actor) -> Person | None:
    """The signed-in, unsuspended person behind a request, if there is one."""
    return actor if isinstance(actor, Person) and actor.is_active else None


def visible_organisations(actor: Actor) -> QuerySet[Organisation]:
    return Organisation.objects.all()


def speaks_for(actor: Actor, organisation_id: int | None) -> bool:
    """A focal point speaks for its own organisation, and for no other."""
    person = known(actor)
    return (
        person is not None
        and person.role == Role.FOCAL_POINT
        and organisation_id is not None
        and person.organisation_id == organisation_id
    )
