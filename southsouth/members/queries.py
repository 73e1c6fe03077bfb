"""Reads of organisations for a page and for a file."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, Q, QuerySet

from southsouth.members.models import Organisation
from southsouth.members.policies import Actor, visible_organisations
from southsouth.reference.models import Country

COLUMNS = ("ref", "name", "kind", "country", "website", "origin")
"""The columns of a file of organisations, as they are written and read."""


def organisations_in(country: Country, actor: Actor) -> QuerySet[Organisation]:
    """The organisations of a country, with ``speakers``: how many people may sign in and speak for each."""
    speaking = Count("people", filter=Q(people__is_active=True, people__role="focal_point"))
    return visible_organisations(actor).filter(country=country).annotate(speakers=speaking)


def organisation_records(actor: Actor | None) -> Iterator[dict[str, object]]:
    """Every organisation one sees with the columns of the import, by reference."""
    for organisation in visible_organisations(actor).order_by("ref"):
        values = {name: getattr(organisation, name) for name in COLUMNS}
        yield {**values, "country": organisation.country_id}
