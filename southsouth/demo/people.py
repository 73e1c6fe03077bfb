"""Made-up bodies and people, one for each role, so that every side of a match can be walked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from southsouth.members.actions import add_person, admit_organisation
from southsouth.members.lifecycle import OrganisationKind, Origin, Role
from southsouth.members.models import Person
from southsouth.reference.models import Country


@dataclass(frozen=True, slots=True)
class Place:
    """A body that does not exist, in a country that does."""

    iso3: str
    name: str
    kind: str = OrganisationKind.GOVERNMENT


@dataclass(frozen=True, slots=True)
class Part:
    """Somebody of the demonstration: the local part of the address says who."""

    key: str
    name: str
    role: str
    place: Place | None = None


PARTS = (
    Part("importer", "Sample focal point, importing side", Role.FOCAL_POINT, Place("KEN", "Sample registry (Kenya)")),
    Part(
        "exporter",
        "Sample focal point, exporting side",
        Role.FOCAL_POINT,
        Place("RWA", "Sample service agency (Rwanda)"),
    ),
    Part("expert", "Sample expert", Role.EXPERT, Place("PER", "Sample university (Peru)", OrganisationKind.ACADEMIA)),
    Part(
        "expert2",
        "Second sample expert",
        Role.EXPERT,
        Place("IDN", "Sample institute (Indonesia)", OrganisationKind.ACADEMIA),
    ),
    Part("funder", "Sample funder", Role.FUNDER, Place("IND", "Sample fund (India)", OrganisationKind.FUNDER)),
    Part("officer", "Sample secretariat officer", Role.SECRETARIAT),
    Part("administrator", "Sample administrator", Role.ADMINISTRATOR),
)


def make_people(*, domain: str, password: str, at: datetime) -> Mapping[str, Person]:
    """Everybody by key; addresses end in ``@domain``."""
    return {part.key: _person(part, domain, password, at) for part in PARTS}


def _person(part: Part, domain: str, password: str, at: datetime) -> Person:
    organisation = None
    if part.place is not None:
        organisation = admit_organisation(
            name=part.place.name,
            kind=part.place.kind,
            country=Country.objects.get(pk=part.place.iso3),
            origin=Origin.SAMPLE,
            by=None,
            at=at,
        )
    return add_person(
        email=f"{part.key}@{domain}",
        name=part.name,
        role=part.role,
        organisation=organisation,
        password=password,
        by=None,
        at=at,
    )
