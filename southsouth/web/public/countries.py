"""Countries: what is known of each, what it exports and imports, and how it compares with another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, cast

from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from southsouth.catalogue.policies import visible_adoptions, visible_needs, visible_solutions
from southsouth.catalogue.queries import most_adopted
from southsouth.events.queries import in_country
from southsouth.members.policies import Actor
from southsouth.reference.models import Country, FactKind, fact_kinds
from southsouth.reference.queries import Compared, Known, compare, country_names, folded, known_facts
from southsouth.reference.queries.comparison import TRAITS, trait
from southsouth.reference.queries.names import spellings_of
from southsouth.web.public.crumbs import crumbs
from southsouth.web.public.facets import search_text
from southsouth.web.ready import for_everyone
from southsouth.web.told import told
from southsouth.web.words import name_of
from southsouth.web.words.numbers import language_now

MOST_SOLUTIONS = 100


@dataclass(frozen=True, slots=True)
class Row:
    country: Country
    name: str
    solutions: int
    imports: int
    needs: int


@require_safe
@for_everyone
def index(request: HttpRequest) -> HttpResponse:
    asked = search_text(request)
    countries = list(Country.objects.all())
    found = named_like(asked, countries) if asked else countries
    rows = sorted(rows_of(found, request.user), key=lambda row: (row.country.region or "~", row.country.subregion))
    context = {"asked": asked, "count": len(rows), "regions": by_region(rows)}
    return render(request, "public/countries.html", context)


def named_like(text: str, countries: Iterable[Country]) -> list[Country]:
    """Countries with a name in any language that holds the text; else those with a name like it."""
    key = folded(text)
    found = [each for each in countries if key and any(key in folded(name) for name in spellings_of(each))]
    return found or country_names().nearest(text)


def rows_of(countries: Iterable[Country], actor: Actor) -> Iterator[Row]:
    """Each country with the numbers of its records, in three queries for all."""
    solutions = dict(_counts(visible_solutions(actor).shown(), "exporters__country_id"))
    imports = dict(_counts(visible_adoptions(actor), "importer_id"))
    needs = dict(_counts(visible_needs(actor).shown(), "country_id"))
    for country in countries:
        code = country.iso3
        numbers = (known.get(code, 0) for known in (solutions, imports, needs))
        yield Row(country, country.name_in(language_now()), *numbers)


def _counts(rows: QuerySet[Any, Any], field: str) -> list[tuple[str, int]]:
    return list(rows.order_by().values_list(field).annotate(n=Count("pk", distinct=True)))


def by_region(rows: Iterable[Row]) -> list[tuple[str, list[tuple[str, list[Row]]]]]:
    """Rows under their region, under their sub-region, by name."""
    return [
        (name_of("region", region) if region else "", by_subregion(found))
        for region, found in groupby(rows, key=lambda row: row.country.region)
    ]


def by_subregion(rows: Iterable[Row]) -> list[tuple[str, list[Row]]]:
    groups = groupby(rows, key=lambda row: row.country.subregion)
    return [
        (name_of("region", name) if name else "", sorted(found, key=lambda row: folded(row.name)))
        for name, found in groups
    ]


@require_safe
@for_everyone
def detail(request: HttpRequest, iso3: str) -> HttpResponse:
    code = iso3.upper()
    if code != iso3:
        return redirect("public:country", iso3=code, permanent=True)
    country = country_with_facts(code)
    other = country_with_facts(asked) if (asked := asked_other(request, code)) else None
    context = {
        "country": country,
        "crumbs": crumbs("public:countries", _("Countries")),
        "groups": facts_by_group(country),
        "traits": traits(country),
        "other": other,
        "compared": compared(country, other) if other else [],
        "others": sorted(Country.objects.exclude(iso3=code), key=lambda each: folded(each.name_in(language_now()))),
        **records_of(country, request.user),
    }
    return render(request, "public/country.html", context)


def country_with_facts(iso3: str) -> Country:
    country = Country.objects.with_facts().filter(iso3=iso3).first()
    if country is None:
        raise Http404
    return country


def asked_other(request: HttpRequest, own: str) -> str:
    """The country to compare with, when there is one and it is another."""
    asked = request.GET.get("with", "").upper()
    known = asked.isalpha() and asked != own and Country.objects.filter(iso3=asked).exists()
    return asked if known else ""


def records_of(country: Country, actor: Actor) -> dict[str, object]:
    """What the country exports, imports and needs, and where the network met in it."""
    adoptions = visible_adoptions(actor).select_related("solution", "importer", "exporter").order_by("-year", "ref")
    solutions = visible_solutions(actor).shown().filter(exporters__country=country).distinct().for_lists()
    return {
        "solutions": told(most_adopted(solutions, MOST_SOLUTIONS)),
        "needs": told(visible_needs(actor).shown().filter(country=country).for_lists()),
        "imported": adoptions.filter(importer=country),
        "exported": adoptions.filter(exporter=country),
        "events": in_country(country, actor),
    }


@dataclass(frozen=True, slots=True)
class FactShown:
    """One fact of a country; ``known`` is ``None`` where nobody has told it."""

    kind: FactKind
    known: Known | None


def facts_by_group(country: Country) -> list[tuple[str, list[FactShown]]]:
    """Every kind of fact under the name of its group, unknown ones too."""
    known = known_facts(country)
    groups = groupby(fact_kinds().values(), key=lambda kind: kind.group_in(language_now()))
    return [(name, [FactShown(kind, known.get(kind.code)) for kind in kinds]) for name, kinds in groups]


def traits(country: Country) -> list[tuple[str, Known | None]]:
    """The columns of the country's own row that matching compares."""
    return [(code, trait(country, code)) for code in TRAITS]


def compared(country: Country, other: Country) -> list[tuple[str, list[Compared]]]:
    """Line by line, under the names of the groups; the country's own row first."""
    lines = compare(country, other)
    groups = groupby(lines, key=lambda line: line.kind.group_in(language_now()) if line.kind else "")
    return [(cast(str, name), list(found)) for name, found in groups]
