"""What every deed does: hold the row, look again, move it, write the line in the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import Model

from southsouth.catalogue.lifecycle import NeedState, SolutionState, check_move
from southsouth.catalogue.models import Need, Solution
from southsouth.ledger.actions import record
from southsouth.members.models import Person

Kept = TypeVar("Kept", Need, Solution)


class ChangedMeanwhile(Exception):
    """Somebody else saved this record after it was opened here. ``theirs`` is the record as it stands."""

    def __init__(self, theirs: Need | Solution) -> None:
        super().__init__(theirs.ref)
        self.theirs = theirs


def hold(kept: Model) -> None:
    """Read the record as it stands now, and let nobody else move it until the transaction ends."""
    kept.refresh_from_db(from_queryset=type(kept)._default_manager.select_for_update(of=("self",)))


def move(
    kept: Kept,
    wanted: NeedState | SolutionState,
    deed: str,
    *,
    by: Person | None,
    at: datetime,
    facts: Mapping[str, object] | None = None,
    **fields: object,
) -> Kept:
    """Bring a held record into another state, with some fields, and write the line in the ledger."""
    before = kept.state
    check_move(before, wanted)
    for name, value in fields.items():
        setattr(kept, name, value)
    kept.state, kept.changed_at = wanted, at
    kept.save(update_fields=["state", "changed_at", *fields])
    record(deed, kept, by=by, at=at, moved=(before, wanted), facts=facts)
    return kept


def split(values: Mapping[str, object], written: Iterable[str], many: Iterable[str]) -> tuple[dict[str, object], ...]:
    """Plain fields and sets apart. A field that is not the writers' to set is refused with ``PermissionDenied``."""
    if values.keys() - set(written):
        raise PermissionDenied
    sets = {name: values[name] for name in many if name in values}
    return {name: value for name, value in values.items() if name not in sets}, sets


def differing(kept: Need | Solution, plain: Mapping[str, object], sets: Mapping[str, object]) -> list[str]:
    """The fields these values would change."""
    changed = [name for name, value in plain.items() if getattr(kept, name) != value]
    changed += [name for name, rows in sets.items() if set(getattr(kept, name).all()) != set(rows)]  # type: ignore[call-overload]
    return sorted(changed)


def write(kept: Need | Solution, plain: Mapping[str, object], sets: Mapping[str, object], *, at: datetime) -> None:
    for name, value in plain.items():
        setattr(kept, name, value)
    kept.changed_at = at
    kept.save()
    for name, rows in sets.items():
        getattr(kept, name).set(rows)
