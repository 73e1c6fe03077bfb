"""The people of the tables: who asks, by a short name."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.contrib.auth.models import AnonymousUser

from southsouth.members.lifecycle import Role
from southsouth.members.models import Organisation, Person
from tests.makers import make_country, make_organisation, make_person

VISITOR = AnonymousUser()


@dataclass(frozen=True)
class Cast:
    """An importer of Kenya, an exporter of Bangladesh, and everybody else who might look."""

    importing: Organisation = field(default_factory=lambda: make_organisation(country=make_country("KEN")))
    exporting: Organisation = field(default_factory=lambda: make_organisation(country=make_country("BGD")))

    def everybody(self) -> dict[str, Person | AnonymousUser]:
        return {
            "visitor": VISITOR,
            "importer": make_person(organisation=self.importing),
            "exporter": make_person(organisation=self.exporting),
            "other": make_person(),
            "expert": make_person(Role.EXPERT, organisation=self.importing),
            "funder": make_person(Role.FUNDER),
            "secretariat": make_person(Role.SECRETARIAT),
            "administrator": make_person(Role.ADMINISTRATOR),
            "suspended": make_person(Role.SECRETARIAT, is_active=False),
        }
