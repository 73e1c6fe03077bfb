"""Who sees which events, and who brings them in."""

from __future__ import annotations

from southsouth.events.models import Event, EventQuerySet
from southsouth.members.policies import Actor, known


def visible_events(actor: Actor | None) -> EventQuerySet:
    """Every event recorded so far is public."""
    return Event.objects.select_related("country")


def may_import_events(actor: Actor | None) -> bool:
    """The secretariat; ``None`` is the operator at the command line."""
    person = None if actor is None else known(actor)
    return actor is None or (person is not None and person.is_secretariat)
