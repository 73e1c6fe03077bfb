"""Who sees which events."""

from __future__ import annotations

from django.db.models import QuerySet

from southsouth.events.models import Event
from southsouth.members.policies import Actor


def visible_events(actor: Actor) -> QuerySet[Event]:
    """Every event recorded so far is public."""
    return Event.objects.select_related("country")
