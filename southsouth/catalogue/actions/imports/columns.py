"""The columns of a file of solutions, with the names other files give them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from southsouth.catalogue.actions.imports.bodies import Bodies
from southsouth.catalogue.actions.imports.cells import (
    area_cell,
    goals_cell,
    iso3_cell,
    language_cells,
    reference,
    targets_cell,
    topics_cell,
)
from southsouth.catalogue.lifecycle import KindOfHelp, Measure, Visibility
from southsouth.catalogue.queries.exports import by_year
from southsouth.engine.fit.profiles import Evidence, PreconditionKind, Step
from southsouth.members.lifecycle import Origin
from southsouth.reference.models import fact_kinds
from southsouth.reference.queries.names import country_names, folded
from southsouth.tables.fields import Field, Parser, address, choice, flag, listed, many, number, records, text, whole

MOST_USD = 10**12
LATEST_YEAR = 2100
GRADES: Mapping[str, str] = {"D": "described", "C": "measured", "B": "studied", "A": "worked_again"}
KINDS_OF_HELP = many(choice([each.value for each in KindOfHelp]))
VISIBILITY = choice([each.value for each in Visibility])
ORIGIN = choice([each.value for each in Origin])
USD = whole(0, MOST_USD)
YEAR = whole(1800, LATEST_YEAR)

Entries = list[dict[str, object]]


def solution_columns(bodies: Bodies) -> tuple[Field, ...]:
    iso3 = iso3_cell(country_names())
    language, languages = language_cells()
    return (
        Field("ref", reference, aliases=("solution_id", "id")),
        Field("title", text(200), aliases=("name",)),
        Field("summary", text(2000), aliases=("description",)),
        Field("language", language),
        Field("problem", text(10_000)),
        Field("how_it_works", text(20_000)),
        Field("failures", text(10_000)),
        Field("licence", text(200), aliases=("license",)),
        Field("terms", text(5000)),
        Field("languages", languages),
        Field("focus_area", area_cell()),
        Field("topics", topics_cell()),
        Field("goals", goals_cell(), aliases=("sdgs",)),
        Field("targets", targets_cell(), aliases=("sdg_targets",)),
        Field("evidence", choice({**{each.value: each.value for each in Evidence}, **GRADES})),
        Field("step", choice([each.value for each in Step])),
        Field("cost_low_usd", USD),
        Field("cost_high_usd", USD),
        Field("running_cost", text(300)),
        Field("visits_a_year", whole(0, 10_000)),
        Field("expert_days_a_year", whole(0, 10_000)),
        Field("open_requests_cap", whole(0, 10_000)),
        Field("help_given", KINDS_OF_HELP),
        Field("who_pays", text(300)),
        Field("visibility", VISIBILITY),
        Field("origin", ORIGIN),
        Field("organisation", text(300)),
        Field("exporters", exporters(iso3, bodies), aliases=("exporter", "exporter_country", "country")),
        Field("blocks", records(BLOCK), aliases=("building_blocks",)),
        Field("preconditions", records(PRECONDITION)),
        Field("results", results),
        Field("places", places(iso3)),
        Field("sources", many(address), aliases=("source",)),
    )


BLOCK = (
    Field("title", text(200), required=True),
    Field("text", text(5000)),
    Field("cost_low_usd", USD),
    Field("cost_high_usd", USD),
)
PRECONDITION = (
    Field("kind", choice([each.value for each in PreconditionKind]), required=True),
    Field("text", text(500), required=True),
    Field("block", text(200)),
    Field("fact", choice(list(fact_kinds()))),
    Field("minimum", number(-1e15, 1e15)),
    Field("changeable", flag),
    Field("note", text(500)),
)
RESULT = (
    Field("measure", choice([each.value for each in Measure])),
    Field("indicator", text(200), required=True),
    Field("before", number(-1e15, 1e15)),
    Field("after", number(-1e15, 1e15)),
    Field("unit", text(60)),
    Field("year", YEAR),
    Field("source", text(500)),
)


def results(value: object) -> Entries:
    """What was counted; a result that does not say what kind of thing that is counts another thing."""
    entries = records(RESULT)(value)
    return [entry | {"measure": entry.get("measure") or Measure.OTHER.value} for entry in entries]


def places(iso3: Parser) -> Parser:
    place = (
        Field("country", iso3, required=True),
        Field("name", text(200), required=True),
        Field("since", YEAR),
        Field("note", text(500)),
    )
    return lambda value: by_year(records(place)(value))


def exporters(iso3: Parser, bodies: Bodies) -> Callable[[object], Entries]:
    """Entries with country and organisation, or text: ``Kenya: Ministry of Health; Uganda``. Each stands once."""
    exporter = records(
        (
            Field("country", iso3, required=True, aliases=("iso3",)),
            Field("organisation", text(300), aliases=("organization",)),
        )
    )

    def parse(value: object) -> Entries:
        found: dict[tuple[str, str], dict[str, object]] = {}
        for entry in exporter([_exporter(item) for item in listed(value)]):
            country, words = str(entry["country"]), str(entry.get("organisation") or "")
            name = bodies.name_of(words, country) if words else ""
            found.setdefault((country, folded(name)), {"country": country, **({"organisation": name} if name else {})})
        return list(found.values())

    return parse


def _exporter(item: object) -> object:
    """``Kenya: Ministry of Health`` as an entry; an entry as it is."""
    if not isinstance(item, str):
        return item
    country, _, organisation = item.partition(":")
    return {"country": country.strip(), "organisation": organisation.strip()}
