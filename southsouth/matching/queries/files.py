"""Needs, solutions and adoptions out of plain files into the values the engine speaks in; no database is asked."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar, cast

from southsouth.catalogue.lifecycle import AdoptionStatus, Connectivity, KindOfHelp
from southsouth.engine.fit.profiles import (
    Adoption,
    CountryContext,
    Evidence,
    NeedProfile,
    Part,
    Precondition,
    PreconditionKind,
    SolutionProfile,
    Step,
    Text,
)
from southsouth.matching.queries.profiles import ADOPTION_WEIGHT, CONNECTIVITY_SHARE
from southsouth.reference.models import fact_kinds
from southsouth.reference.queries.names import Lookup, folded
from southsouth.reference.queries.plain import (
    shipped_area_names,
    shipped_contexts,
    shipped_country_names,
    shipped_country_titles,
    shipped_language_codes,
    shipped_topic_names,
)
from southsouth.tables.fields import (
    Field,
    Wrong,
    choice,
    flag,
    listed,
    many,
    number,
    records,
    shown,
    text,
    understood,
    unknown_columns,
    whole,
)
from southsouth.tables.report import Refused
from southsouth.tables.rows import Row

LONGEST = 1_000_000
MOST_USD = 10**12
GRADES: Mapping[str, str] = {"D": "described", "C": "measured", "B": "studied", "A": "worked_again"}

Profile = TypeVar("Profile", NeedProfile, SolutionProfile)
Values = Mapping[str, object]


def unread(value: object) -> object:
    """A column of the record that says nothing about the fit."""
    return value


def columns(names: str) -> tuple[Field, ...]:
    return tuple(Field(name, unread) for name in names.split())


@dataclass(slots=True)
class Taken(Generic[Profile]):
    """What a file gave, by reference in its order. ``doubled``: row, reference and the row that has it already."""

    profiles: dict[str, Profile] = field(default_factory=dict)
    refused: list[Refused] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    doubled: list[tuple[int, str, int]] = field(default_factory=list)


class Files:
    """Reads rows with the shipped lists of countries, areas, topics and languages, each read once."""

    def __init__(self) -> None:
        self._contexts = shipped_contexts()
        self._countries = shipped_country_names()
        self._titles = shipped_country_titles()
        areas, topics, languages = shipped_area_names(), shipped_topic_names(), shipped_language_codes()
        labels = (
            Field("focus_area", named(areas)),
            Field("topics", many(named(topics))),
            Field("goals", many(goal), aliases=("sdgs",)),
            Field("language", choice(languages)),
            Field("languages", many(choice(languages))),
        )
        helps = many(choice([each.value for each in KindOfHelp]))
        self.need_fields = (
            Field("need_id", text(200), required=True, aliases=("ref", "id")),
            Field("title", text(LONGEST), required=True, aliases=("name",)),
            Field("summary", text(LONGEST), required=True, aliases=("problem", "description")),
            *(Field(name, text(LONGEST)) for name in NEED_TEXTS),
            Field("country", self._country),
            *labels,
            Field("budget_usd", number(0, MOST_USD), aliases=("budget",)),
            Field("connectivity", choice([each.value for each in Connectivity])),
            Field("kinds_of_help", helps),
            *columns("people_affected time_baseline cost_baseline visits_baseline owner deadline willing_to_host"),
            *columns("visibility origin organisation"),
        )
        self.solution_fields = (
            Field("solution_id", text(200), required=True, aliases=("ref", "id")),
            Field("title", text(LONGEST), required=True, aliases=("name",)),
            Field("summary", text(LONGEST), required=True, aliases=("description",)),
            *(Field(name, text(LONGEST)) for name in SOLUTION_TEXTS),
            Field("blocks", records(BLOCK), aliases=("building_blocks",)),
            Field("results", records(RESULT)),
            Field("exporters", self._exporters, aliases=("country", "exporter", "exporter_country")),
            *labels,
            Field("evidence", choice({**{each.value: each.value for each in Evidence}, **GRADES})),
            Field("step", choice([each.value for each in Step])),
            Field("cost_low_usd", number(0, MOST_USD)),
            Field("cost_high_usd", number(0, MOST_USD)),
            Field("preconditions", records(PRECONDITION)),
            Field("help_given", helps),
            *columns("licence license terms targets sdg_targets running_cost visits_a_year expert_days_a_year"),
            *columns("open_requests_cap who_pays visibility origin organisation places sources source"),
        )
        self.adoption_fields = (
            Field("solution_id", text(200), required=True, aliases=("solution",)),
            Field("importer", self._country, required=True, aliases=("importer_country", "country")),
            Field("year", whole(1800, 2100)),
            Field("status", choice(STATUSES)),
            *columns("ref id adoption_id exporter exporter_country exporter_name exporter_org year_basis evidence"),
            *columns("year_is_approximate importer_name importer_org origin source exporter_organisation"),
            *columns("importer_organisation"),
        )

    def _country(self, value: object) -> CountryContext:
        found = self._countries.find(str(value))
        if found is None:
            nearest = [self._titles[each] for each in self._countries.nearest(str(value))]
            raise Wrong("no_such_country", value=shown(value), nearest=nearest)
        return self._contexts[found]

    def _exporters(self, value: object) -> list[CountryContext]:
        """Entries with a country, or text: ``Kenya: Ministry of Health; Uganda``."""
        found: dict[str, CountryContext] = {}
        for place, item in enumerate(listed(value), start=1):
            if isinstance(item, Mapping):
                cell = item.get("country") or item.get("iso3")
                if cell is None:
                    raise Wrong("no_column", part=f"{place}.country")
            else:
                cell = str(item).partition(":")[0].strip()
            context = self._country(cell)
            found.setdefault(context.iso3, context)
        return list(found.values())

    def needs(self, rows: Iterable[Row]) -> Taken[NeedProfile]:
        return take(rows, self.need_fields, need_of)

    def solutions(self, rows: Iterable[Row]) -> Taken[SolutionProfile]:
        return take(rows, self.solution_fields, solution_of)

    def adoptions(self, rows: Iterable[Row]) -> tuple[dict[str, list[Adoption]], list[Refused], list[str]]:
        """Adoptions by solution, cells that cannot be taken, and columns that are not read."""
        found: defaultdict[str, list[Adoption]] = defaultdict(list)
        refused: list[Refused] = []
        ignored: dict[str, None] = {}
        for row in rows:
            values, wrong = understood(row, self.adoption_fields)
            refused += wrong
            ignored |= dict.fromkeys(unknown_columns(row, self.adoption_fields))
            if not wrong:
                found[str(values["solution_id"])].append(adoption_of(values))
        return dict(found), refused, list(ignored)


NEED_TEXTS: Mapping[str, Part] = {
    "sufferers": Part.SUFFERERS,
    "tried": Part.TRIED,
    "success": Part.SUCCESS,
    "place": Part.CONTEXT,
    "law": Part.CONTEXT,
    "staff": Part.CONTEXT,
    "systems": Part.CONTEXT,
}
SOLUTION_TEXTS: Mapping[str, Part] = {"problem": Part.PROBLEM, "how_it_works": Part.HOW, "failures": Part.FAILURES}
BLOCK = (Field("title", text(LONGEST), required=True), Field("text", text(LONGEST)))
RESULT = (Field("indicator", text(LONGEST), required=True),)
PRECONDITION = (
    Field("kind", choice([each.value for each in PreconditionKind]), required=True),
    Field("text", text(LONGEST), required=True),
    Field("fact", choice(list(fact_kinds()))),
    Field("minimum", number(-1e15, 1e15)),
    Field("changeable", flag),
    Field("block", text(200)),
)
STATUSES: Mapping[str, str] = {
    **{each.value: each.value for each in AdoptionStatus},
    "technical cooperation delivered": AdoptionStatus.COOPERATION_DELIVERED.value,
}


def named(lookup: Lookup[str]) -> Callable[[object], str]:
    """A label by any spelling the platform knows; one of the file's own stands for itself."""
    return lambda value: lookup.find(str(value)) or folded(str(value))


def goal(value: object) -> int:
    """``16``, or ``SDG 16``."""
    return whole(1, 17)(re.sub(r"^\D+", "", value) if isinstance(value, str) else value)


def take(rows: Iterable[Row], fields: Sequence[Field], profile: Callable[[Values], Profile]) -> Taken[Profile]:
    taken: Taken[Profile] = Taken()
    first: dict[str, int] = {}
    for row in rows:
        values, refused = understood(row, fields)
        taken.refused += refused
        taken.ignored += [each for each in unknown_columns(row, fields) if each not in taken.ignored]
        if refused:
            continue
        made = profile(values)
        if made.ref in first:
            taken.doubled.append((row.number, made.ref, first[made.ref]))
            continue
        first[made.ref] = row.number
        taken.profiles[made.ref] = made
    return taken


def words_of(values: Values, name: str) -> str:
    return str(values.get(name) or "")


def set_of(values: Values, name: str) -> list[object]:
    return cast("list[object]", values.get(name) or [])


def texts_of(values: Values, parts: Mapping[str, Part]) -> Iterator[Text]:
    language = cast("str | None", values.get("language"))
    for name, part in {"title": Part.TITLE, "summary": Part.SUMMARY, **parts}.items():
        if words_of(values, name):
            yield Text(part, words_of(values, name), language)


def need_of(values: Values) -> NeedProfile:
    share = CONNECTIVITY_SHARE.get(words_of(values, "connectivity"))
    return NeedProfile(
        ref=words_of(values, "need_id"),
        texts=tuple(texts_of(values, NEED_TEXTS)),
        country=cast("CountryContext | None", values.get("country")),
        focus_area=cast("str | None", values.get("focus_area")),
        topics=frozenset(map(str, set_of(values, "topics"))),
        goals=frozenset(cast("list[int]", set_of(values, "goals"))),
        languages=tuple(map(str, set_of(values, "languages"))),
        budget_usd=cast("float | None", values.get("budget_usd")),
        kinds_of_help=frozenset(map(str, set_of(values, "kinds_of_help"))),
        facts={} if share is None else {"internet_users_pct": share},
    )


def solution_of(values: Values) -> SolutionProfile:
    exporters = cast("list[CountryContext]", values.get("exporters") or [])
    evidence, step = words_of(values, "evidence"), words_of(values, "step")
    return SolutionProfile(
        ref=words_of(values, "solution_id"),
        texts=(*texts_of(values, SOLUTION_TEXTS), *lists_of(values)),
        exporters=tuple(exporters),
        exporter_ref=exporters[0].iso3 if exporters else None,
        focus_area=cast("str | None", values.get("focus_area")),
        topics=frozenset(map(str, set_of(values, "topics"))),
        goals=frozenset(cast("list[int]", set_of(values, "goals"))),
        languages=tuple(map(str, set_of(values, "languages"))),
        evidence=Evidence(evidence) if evidence else None,
        step=Step(step) if step else None,
        cost_usd=cost_of(values),
        preconditions=tuple(preconditions_of(values)),
        help_given=frozenset(map(str, set_of(values, "help_given"))),
    )


def lists_of(values: Values) -> Iterator[Text]:
    """Building blocks and results as texts."""
    language = cast("str | None", values.get("language"))
    for block in cast("list[Values]", set_of(values, "blocks")):
        yield Text(Part.BLOCK, f"{words_of(block, 'title')}. {words_of(block, 'text')}", language)
    for result in cast("list[Values]", set_of(values, "results")):
        yield Text(Part.RESULT, words_of(result, "indicator"), language)


def cost_of(values: Values) -> tuple[float, float] | None:
    """From the lowest to the highest; where one is given it is both."""
    given = [cast(float, values[name]) for name in ("cost_low_usd", "cost_high_usd") if values.get(name) is not None]
    return (min(given), max(given)) if given else None


def preconditions_of(values: Values) -> Iterator[Precondition]:
    for place, row in enumerate(cast("list[Values]", set_of(values, "preconditions")), start=1):
        yield Precondition(
            ref=str(place),
            kind=PreconditionKind(words_of(row, "kind")),
            text=words_of(row, "text"),
            fact=cast("str | None", row.get("fact")),
            minimum=cast("float | None", row.get("minimum")),
            changeable=cast("bool | None", row.get("changeable")),
            block=cast("str | None", row.get("block")),
        )


UNTOLD = ADOPTION_WEIGHT[AdoptionStatus.AGREEMENT_REPORTED]
"""What an adoption weighs of which nobody says how far it came."""


def adoption_of(values: Values) -> Adoption:
    status = words_of(values, "status")
    weight = ADOPTION_WEIGHT[AdoptionStatus(status)] if status else UNTOLD
    return Adoption(cast(CountryContext, values["importer"]), cast("int | None", values.get("year")), weight)
