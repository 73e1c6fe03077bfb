"""Rows of the catalogue into the values the engine speaks in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from django.db.models import Count, Q

from southsouth.catalogue.lifecycle import SHOWN_NEEDS, AdoptionStatus, Connectivity
from southsouth.catalogue.models import Adoption, Need, Precondition, Solution
from southsouth.catalogue.models.solutions import SolutionQuerySet
from southsouth.engine.fit import profiles
from southsouth.engine.fit.profiles import CountryContext, NeedProfile, Part, SolutionProfile, Text
from southsouth.matching.lifecycle import Answer, Side
from southsouth.matching.models import Interest, Match
from southsouth.reference.models import ContextFact, Country

ADOPTION_WEIGHT: Mapping[str, float] = {
    AdoptionStatus.INTEREST: 0.1,
    AdoptionStatus.LEARNING_VISIT: 0.2,
    AdoptionStatus.NEEDS_ASSESSMENT: 0.2,
    AdoptionStatus.AGREEMENT_REPORTED: 0.3,
    AdoptionStatus.AGREEMENT_SIGNED: 0.4,
    AdoptionStatus.COOPERATION_DELIVERED: 0.6,
    AdoptionStatus.PILOT: 0.6,
    AdoptionStatus.ADOPTED: 0.9,
    AdoptionStatus.IN_OPERATION: 1.0,
}
"""How much an adoption proves, by how far its source says it came."""

CONNECTIVITY_SHARE: Mapping[str, float] = {
    Connectivity.GOOD: 90.0,
    Connectivity.SLOW: 50.0,
    Connectivity.SOME_DAYS: 20.0,
    Connectivity.NONE: 0.0,
}
"""What the place's own word on its connection stands for, on the scale of ``internet_users_pct``."""


class Contexts:
    """Every country's context, read once (two queries)."""

    def __init__(self) -> None:
        facts: dict[str, dict[str, float]] = {}
        for iso3, fact, value in ContextFact.objects.values_list("country_id", "fact", "value"):
            facts.setdefault(iso3, {})[fact] = value
        self._all = {each.iso3: context(each, facts.get(each.iso3, {})) for each in Country.objects.all()}

    def of(self, iso3: str | None) -> CountryContext | None:
        return self._all.get(iso3) if iso3 else None


def context(country: Country, facts: Mapping[str, float]) -> CountryContext:
    return CountryContext(
        iso3=country.iso3,
        region=country.region or None,
        subregion=country.subregion or None,
        languages=tuple(country.official_languages),
        ldc=country.ldc,
        lldc=country.lldc,
        sids=country.sids,
        income_group=country.income_group or None,
        population=country.population,
        legal_family=country.legal_family or None,
        facts=facts,
    )


def need_profile(need: Need, contexts: Contexts) -> NeedProfile:
    """A need with its relations prefetched (``in_full``); an unsaved need has none."""
    saved = need.pk is not None
    return NeedProfile(
        ref=need.ref or "need",
        texts=tuple(_need_texts(need)),
        country=contexts.of(need.country_id),
        focus_area=need.focus_area.slug if need.focus_area else None,
        topics=frozenset(topic.slug for topic in need.topics.all()) if saved else frozenset(),
        goals=frozenset(goal.number for goal in need.goals.all()) if saved else frozenset(),
        languages=tuple(need.languages),
        budget_usd=float(need.budget_usd) if need.budget_usd is not None else None,
        kinds_of_help=frozenset(need.kinds_of_help),
        answers={str(each.precondition_id): each.there for each in need.answers.all()} if saved else {},
        facts=_place_facts(need),
        refused=tuple(refusals(need)) if saved else (),
    )


def _need_texts(need: Need) -> Iterator[Text]:
    pieces = (
        (Part.TITLE, need.title),
        (Part.PROBLEM, need.problem),
        (Part.SUFFERERS, need.sufferers),
        (Part.TRIED, need.tried),
        (Part.SUCCESS, need.success),
        (Part.CONTEXT, "\n".join(each for each in (need.place, need.law, need.staff, need.systems) if each)),
    )
    return (Text(part, text, need.language) for part, text in pieces if text)


def _place_facts(need: Need) -> dict[str, float]:
    share = CONNECTIVITY_SHARE.get(need.connectivity)
    return {} if share is None else {"internet_users_pct": share}


def refusals(need: Need) -> Iterator[profiles.Refusal]:
    said_no = Interest.objects.filter(match__need=need, side=Side.IMPORTER, answer=Answer.NO)
    for ref, reason in said_no.values_list("match__solution__ref", "reason").order_by("pk"):
        yield profiles.Refusal(ref, reason)


def with_what_ranks(solutions: SolutionQuerySet) -> SolutionQuerySet:
    """With the parts a profile is made of, and no others."""
    return solutions.select_related("focus_area").prefetch_related(
        "exporters", "goals", "topics", "blocks", "preconditions", "results", "adoptions"
    )


def solution_profiles(solutions: SolutionQuerySet, contexts: Contexts, *, today: date) -> list[SolutionProfile]:
    rows = list(with_what_ranks(solutions))
    load = exporter_load([row.pk for row in rows])
    return [solution_profile(row, contexts, load.get(row.pk, (0, 0, 0)), today=today) for row in rows]


def exporter_load(solutions: Sequence[int] | SolutionQuerySet) -> dict[int, tuple[int, int, int]]:
    """For each solution: open requests, how many were put to its exporter, how many it answered.

    Only needs that are shown count: of others the exporter does not know.
    """
    asked = Match.objects.filter(interests__side=Side.IMPORTER, interests__answer=Answer.YES)
    shown = [each.value for each in SHOWN_NEEDS]
    rows = Match.objects.filter(pk__in=asked.values("pk"), solution__in=solutions, need__state__in=shown).annotate(
        replies=Count("interests", filter=Q(interests__side=Side.EXPORTER))
    )
    load: dict[int, tuple[int, int, int]] = {}
    for solution, replies in rows.values_list("solution_id", "replies"):
        waiting, put, answered = load.get(solution, (0, 0, 0))
        load[solution] = (waiting + (0 if replies else 1), put + 1, answered + (1 if replies else 0))
    return load


def solution_profile(
    solution: Solution, contexts: Contexts, load: tuple[int, int, int] = (0, 0, 0), *, today: date
) -> SolutionProfile:
    """Of a row from ``with_what_ranks``."""
    exporters = list(solution.exporters.all())
    cost = (solution.cost_low_usd, solution.cost_high_usd)
    return SolutionProfile(
        ref=solution.ref,
        texts=tuple(_solution_texts(solution)),
        exporters=tuple(found for each in exporters if (found := contexts.of(each.country_id))),
        exporter_ref=exporters[0].country_id if exporters else None,
        focus_area=solution.focus_area.slug if solution.focus_area else None,
        topics=frozenset(topic.slug for topic in solution.topics.all()),
        goals=frozenset(goal.number for goal in solution.goals.all()),
        languages=tuple(solution.languages),
        evidence=profiles.Evidence(solution.evidence) if solution.evidence else None,
        step=profiles.Step(solution.step) if solution.step else None,
        cost_usd=(float(cost[0]), float(cost[1])) if cost[0] is not None and cost[1] is not None else None,
        preconditions=tuple(precondition(each) for each in solution.preconditions.all()),
        adoptions=tuple(_adoptions(solution.adoptions.all(), contexts)),
        capacity=_capacity(solution, load, today=today),
        help_given=frozenset(solution.help_given),
    )


def _solution_texts(solution: Solution) -> Iterator[Text]:
    pieces = [
        (Part.TITLE, solution.title),
        (Part.SUMMARY, solution.summary),
        (Part.PROBLEM, solution.problem),
        (Part.HOW, solution.how_it_works),
        (Part.FAILURES, solution.failures),
        *((Part.BLOCK, f"{block.title}. {block.text}") for block in solution.blocks.all()),
        *((Part.RESULT, result.indicator) for result in solution.results.all()),
    ]
    return (Text(part, text, solution.language) for part, text in pieces if text)


def precondition(row: Precondition) -> profiles.Precondition:
    return profiles.Precondition(
        ref=str(row.pk),
        kind=profiles.PreconditionKind(row.kind),
        text=row.text,
        fact=row.fact or None,
        minimum=row.minimum,
        changeable=row.changeable,
        block=str(row.block_id) if row.block_id else None,
    )


def _adoptions(rows: Iterable[Adoption], contexts: Contexts) -> Iterator[profiles.Adoption]:
    for row in rows:
        country = contexts.of(row.importer_id)
        if country is not None:
            yield profiles.Adoption(country, row.year, ADOPTION_WEIGHT[row.status])


def _capacity(solution: Solution, load: tuple[int, int, int], *, today: date) -> profiles.Capacity:
    waiting, asked, answered = load
    return profiles.Capacity(
        visits_left=solution.visits_a_year,
        expert_days_left=solution.expert_days_a_year,
        open_requests=waiting,
        full_until=full_until(waiting, solution.open_requests_cap, today=today),
        answered=answered,
        asked=asked,
    )


def full_until(waiting: int, cap: int | None, *, today: date) -> str | None:
    """The first day on which an exporter with as many open requests as it takes is asked again."""
    return date(today.year + 1, 1, 1).isoformat() if cap is not None and waiting >= cap else None
