"""Bringing an organisation in."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from itertools import count

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.text import slugify

from southsouth.ledger.actions import record
from southsouth.members.lifecycle import OrganisationKind, Origin
from southsouth.members.models import Organisation, Person
from southsouth.members.policies import may_admit
from southsouth.reference.actions import NotAccepted
from southsouth.reference.models import Country
from southsouth.tables.fields import ADDRESS

LONGEST_NAME = 300
LONGEST_WEBSITE = 200
ROOM_FOR_NUMBER = 70


def organisation_ref(name: str, iso3: str | None, taken: Collection[str]) -> str:
    """A reference from name and country that is not taken: ``ministry-of-finance-ken``, then ``…-ken-2``.

    A name in a script that addresses do not hold gives ``organisation-ken``.
    """
    tail = (iso3 or "").lower()
    words = slugify(name)[: ROOM_FOR_NUMBER - len(tail) - 1].strip("-") or "organisation"
    plain = f"{words}-{tail}".strip("-")
    if plain not in taken:
        return plain
    return next(ref for ref in (f"{plain}-{number}" for number in count(2)) if ref not in taken)


@transaction.atomic
def admit_organisation(
    *,
    name: str,
    kind: str,
    country: Country | None,
    website: str = "",
    origin: str = Origin.OWN,
    ref: str = "",
    by: Person | None,
    at: datetime,
) -> Organisation:
    """Write a new organisation. Raises ``NotAccepted`` with a code a field, and ``PermissionDenied``."""
    if not may_admit(by):
        raise PermissionDenied
    name, website = " ".join(name.split()), website.strip()
    faults = _faults(name, kind, country, website)
    taken = set(Organisation.objects.values_list("ref", flat=True))
    if ref in taken:
        faults["ref"] = "taken"
    if faults:
        raise NotAccepted(faults)
    ref = ref or organisation_ref(name, country.iso3 if country else None, taken)
    organisation = Organisation.objects.create(
        ref=ref, name=name, kind=kind, country=country, website=website, origin=origin
    )
    record("organisation.admitted", organisation, by=by, at=at)
    return organisation


def _faults(name: str, kind: str, country: Country | None, website: str) -> dict[str, str]:
    faults = {}
    if not name:
        faults["name"] = "empty"
    elif len(name) > LONGEST_NAME:
        faults["name"] = "too_long"
    elif Organisation.objects.filter(name=name, country=country).exists():
        faults["name"] = "taken"
    if kind not in list(OrganisationKind):
        faults["kind"] = "not_known"
    if website and (len(website) > LONGEST_WEBSITE or not ADDRESS.match(website)):
        faults["website"] = "not_an_address"
    return faults
