"""The codebook: what each column of a file holds, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from southsouth.catalogue.models import Adoption, Need, Solution
from southsouth.events.models import Event
from southsouth.members.models import Organisation
from southsouth.reference.models import ContextFact, Country
from southsouth.web.words import name_of

MODELS: Mapping[str, type[Model]] = {
    "solutions": Solution,
    "needs": Need,
    "adoptions": Adoption,
    "events": Event,
    "countries": Country,
    "facts": ContextFact,
    "organisations": Organisation,
}
OWN: Mapping[str, str | Promise] = {
    "blocks": gettext_lazy("building blocks: title, text, cost; numbered columns in flat files"),
    "preconditions": gettext_lazy("what it needs: kind, text, the fact that shows it, whether it can be changed"),
    "results": gettext_lazy("what changed: measure, before, after, unit, year, source"),
    "places": gettext_lazy("where it runs at home"),
    "sources": gettext_lazy("addresses of the pages it was compiled from"),
    "exporters": gettext_lazy("countries, with the organisation, that export it"),
    "exporter": gettext_lazy("country that exports, ISO code of three letters"),
    "importer": gettext_lazy("country that imports, ISO code of three letters"),
    "country": gettext_lazy("country, ISO code of three letters"),
    "iso3": gettext_lazy("country, ISO code of three letters"),
    "solution": gettext_lazy("reference of the solution"),
    "organisation": gettext_lazy("reference of the organisation that keeps the record"),
    "origin": gettext_lazy("own: written by its owner; recorded: from public sources, not confirmed; sample: made up"),
    "state": gettext_lazy("state of the record"),
    "goals": gettext_lazy("numbers of the SDG goals"),
    "targets": gettext_lazy("codes of the SDG targets"),
}
"""Columns whose field does not say enough, or that are no field."""


def column_words(kind: str, columns: Sequence[str]) -> list[tuple[str, str]]:
    """Each column with what it holds, as the fields of the record say it."""
    return [(column, words(MODELS[kind], column)) for column in columns]


def words(model: type[Model], column: str) -> str:
    if column.startswith("name_"):
        return _("name in %(language)s") % {"language": name_of("language", column.removeprefix("name_"))}
    return str(OWN.get(column) or getattr(model._meta.get_field(column), "verbose_name", column))
