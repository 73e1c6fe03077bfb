"""The codebook: what each column of a file holds, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from southsouth.catalogue.models import Adoption, Need, Solution
from southsouth.events.models import Event
from southsouth.members.models import Organisation
from southsouth.reference.models import ContextFact, Country

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
    "blocks": _("building blocks: title, text, cost; numbered columns in flat files"),
    "preconditions": _("what it needs: kind, text, the fact that shows it, whether it can be changed"),
    "results": _("what changed: measure, before, after, unit, year, source"),
    "places": _("where it runs at home"),
    "sources": _("addresses of the pages it was compiled from"),
    "exporters": _("countries, with the organisation, that export it"),
    "exporter": _("country that exports, ISO code of three letters"),
    "importer": _("country that imports, ISO code of three letters"),
    "country": _("country, ISO code of three letters"),
    "iso3": _("country, ISO code of three letters"),
    "solution": _("reference of the solution"),
    "organisation": _("reference of the organisation that keeps the record"),
    "origin": _("own: written by its owner; recorded: from public sources, not confirmed; sample: made up"),
    "state": _("state of the record"),
    "goals": _("numbers of the SDG goals"),
    "targets": _("codes of the SDG targets"),
}
"""Columns whose field does not say enough, or that are no field."""


def column_words(kind: str, columns: Sequence[str]) -> list[tuple[str, str]]:
    """Each column with what it holds, as the fields of the record say it."""
    return [(column, words(MODELS[kind], column)) for column in columns]


def words(model: type[Model], column: str) -> str:
    if column in OWN:
        return str(OWN[column])
    try:
        return str(getattr(model._meta.get_field(column), "verbose_name", column))
    except FieldDoesNotExist:
        return column
