"""Every address that anyone may open, for the sitemap."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.translation import override

from southsouth.catalogue.policies import visible_needs, visible_solutions
from southsouth.events.policies import visible_events
from southsouth.reference.models import Country

STILL = ("home", "solutions", "needs", "trial", "countries", "events", "figures", "data", "method", "credits", "help")


def public_addresses() -> Iterator[str]:
    visitor = AnonymousUser()
    records = [
        *(("public:solution", [ref]) for ref in visible_solutions(visitor).values_list("ref", flat=True)),
        *(("public:need", [ref]) for ref in visible_needs(visitor).values_list("ref", flat=True)),
        *(("public:country", [iso3]) for iso3 in Country.objects.values_list("iso3", flat=True)),
        *(("public:event", [ref]) for ref in visible_events(visitor).values_list("ref", flat=True)),
    ]
    for code, _ in settings.LANGUAGES:
        with override(code):
            yield from (reverse(f"public:{name}") for name in STILL)
            yield from (reverse(name, args=args) for name, args in records)
