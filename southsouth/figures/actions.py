"""Writing down a number that was published before the platform."""

from __future__ import annotations

import re
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max

from southsouth.figures.models import RecordedTotal
from southsouth.figures.policies import may_record_total
from southsouth.ledger.actions import record
from southsouth.members.models import Person
from southsouth.reference.actions import NotAccepted
from southsouth.tables.fields import ADDRESS

NAME = re.compile("[a-z][a-z0-9_]{0,59}")
LARGEST = 2**31 - 1
LONGEST_SOURCE = 1000


@transaction.atomic
def record_total(name: str, value: int, *, source: str, by: Person | None, at: datetime) -> RecordedTotal:
    """Write a total, a new one last, or correct one that is there; the ledger keeps what it said before.

    What changes nothing leaves no trace. Raises ``NotAccepted`` with a code a field, and ``PermissionDenied``.
    """
    if not may_record_total(by):
        raise PermissionDenied
    source = source.strip()
    faults = _faults(name, value, source)
    if faults:
        raise NotAccepted(faults)
    total = RecordedTotal.objects.select_for_update().filter(name=name).first()
    before = None if total is None else {"value": total.value, "source": total.source}
    after = {"value": value, "source": source}
    if total is not None and before == after:
        return total
    total = total or RecordedTotal(name=name, position=_next_position())
    total.value, total.source = value, source
    total.save()
    record("figure.recorded", total, by=by, at=at, facts={"name": name, "before": before, "after": after})
    return total


def _faults(name: str, value: int, source: str) -> dict[str, str]:
    faults = {}
    if not NAME.fullmatch(name):
        faults["name"] = "not_a_short_name"
    if not 0 <= value <= LARGEST:
        faults["value"] = "out_of_range"
    if len(source) > LONGEST_SOURCE or not ADDRESS.match(source):
        faults["source"] = "not_an_address" if source else "empty"
    return faults


def _next_position() -> int:
    last: int | None = RecordedTotal.objects.aggregate(last=Max("position"))["last"]
    return (last or 0) + 1
