"""Organisations named in rows: found by reference or name, and written down as named in a source where they are new."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from southsouth.catalogue.actions.imports.intake import BATCH
from southsouth.ledger.actions import record_all
from southsouth.members.actions import organisation_ref
from southsouth.members.lifecycle import Origin
from southsouth.members.models import Organisation, Person
from southsouth.reference.queries.names import folded

Called = tuple[str, str | None]


class Bodies:
    """Every organisation there is, as it stood when this was made, and those that the file adds."""

    def __init__(self) -> None:
        self._by_ref: dict[str, Organisation] = {}
        self._by_name: dict[str, list[Organisation]] = defaultdict(list)
        for organisation in Organisation.objects.all():
            self._know(organisation)

    def _know(self, organisation: Organisation) -> None:
        self._by_ref[organisation.ref] = organisation
        self._by_name[folded(organisation.name)].append(organisation)

    def find(self, words: str, iso3: str | None) -> Organisation | None:
        """The organisation of that reference; else of that name in the country, or in none."""
        if words in self._by_ref:
            return self._by_ref[words]
        named = self._by_name.get(folded(words), [])
        for country in (iso3, None):
            at_home = [each for each in named if each.country_id == country]
            exact = [each for each in at_home if each.name == words]
            if at_home:
                return (exact or at_home)[0]
        return None

    def name_of(self, words: str, iso3: str | None) -> str:
        """As the export calls it: by its name as it is written here, or by its reference outside its country."""
        found = self.find(words, iso3)
        if found is None:
            return words
        return found.name if found.country_id in (iso3, None) else found.ref

    def ref_of(self, words: str, iso3: str | None) -> str:
        """Its reference, where it is known."""
        found = self.find(words, iso3)
        return found.ref if found else words

    def key_of(self, words: str, iso3: str | None) -> int | None:
        """The key of an organisation named in a row; nothing for nobody."""
        found = self.find(words, iso3) if words else None
        return found.pk if found else None

    def write(self, wanted: Iterable[Called], *, by: Person | None, at: datetime) -> None:
        """Write down the organisations that are not there yet. What kind of body each is, nobody has said."""
        taken = set(self._by_ref)
        new = []
        for name, iso3 in dict.fromkeys(wanted):
            if self.find(name, iso3) is None:
                ref = organisation_ref(name, iso3, taken)
                taken.add(ref)
                new.append(Organisation(ref=ref, name=name, kind="", country_id=iso3, origin=Origin.RECORDED))
                self._know(new[-1])
        for row in Organisation.objects.bulk_create(new, batch_size=BATCH):
            self._by_ref[row.ref].pk = row.pk
        record_all("organisation.recorded", ((row, ("", ""), {}) for row in new), by=by, at=at)
