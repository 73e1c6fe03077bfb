"""What the ledger says of a record, in short."""

from __future__ import annotations

from django.db.models import Model

from southsouth.ledger.models import Entry
from southsouth.members.models import Person

Line = tuple[str, str, str, Person | None]


def lines(record: Model) -> list[Line]:
    """Deed, state before, state after and person of each line, oldest first."""
    entries = Entry.objects.about(record._meta.model_name, record.ref)
    return [(entry.deed, entry.state_before, entry.state_after, entry.by) for entry in entries]


def facts(record: Model) -> dict[str, object]:
    """The facts of the newest line."""
    return Entry.objects.about(record._meta.model_name, record.ref).last().facts
