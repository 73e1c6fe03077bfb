"""Stored matches as the pages show them. Every read starts from what the reader may see."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, Exists, OuterRef, Prefetch, QuerySet, Subquery

from southsouth.catalogue.lifecycle import SHOWN_NEEDS
from southsouth.catalogue.models import Need, Solution
from southsouth.matching.lifecycle import Answer, Side
from southsouth.matching.models import Interest, Match, MatchQuerySet
from southsouth.matching.policies import visible_interests, visible_matches
from southsouth.members.policies import Actor, known, speaks_for


def matches_of(need: Need, actor: Actor) -> MatchQuerySet:
    """The candidates of a need, best first, with the answers the reader may know in ``interests.all()``.

    Number them as they come: ``rank`` counts candidates that some readers do not see.
    """
    return _with_solutions(visible_matches(actor).filter(need=need).live(), actor).best_first()


def earlier_answers(need: Need, actor: Actor) -> MatchQuerySet:
    """Candidates that were answered and are no longer in the list."""
    rows = visible_matches(actor).filter(need=need).exclude(pk__in=visible_matches(actor).filter(need=need).live())
    known_answers = visible_interests(actor).filter(match=OuterRef("pk"))
    return _with_solutions(rows.filter(Exists(known_answers)), actor).order_by("-score", "solution__ref")


def needs_for(solution: Solution, actor: Actor) -> MatchQuerySet:
    """Who might need a solution: matches with needs that are shown, the best fit first."""
    shown = [each.value for each in SHOWN_NEEDS]
    rows = visible_matches(actor).filter(solution=solution, need__state__in=shown).live()
    return _with_needs(rows, actor).best_needs_first()


def waiting_for_exporter(actor: Actor) -> MatchQuerySet:
    """Where the importer said yes (``asked_at``) and the reader's own organisation has not answered; longest first."""
    person = known(actor)
    if person is None or not speaks_for(person, person.organisation_id):
        return Match.objects.none()
    asked = Interest.objects.filter(match=OuterRef("pk"), side=Side.IMPORTER, answer=Answer.YES)
    answered = Interest.objects.filter(match=OuterRef("pk"), side=Side.EXPORTER)
    rows = visible_matches(person).filter(
        Exists(asked), ~Exists(answered), solution__organisation=person.organisation_id
    )
    return _with_needs(rows, person).annotate(asked_at=Subquery(asked.values("at")[:1])).order_by("asked_at", "pk")


def match_counts(needs: Iterable[Need], actor: Actor) -> dict[int, int]:
    """How many candidates of each need the reader sees; a need without any is left out."""
    rows = visible_matches(actor).filter(need__in=[need.pk for need in needs]).live()
    return dict(rows.order_by().values_list("need").annotate(n=Count("pk")))


def _with_solutions(rows: MatchQuerySet, actor: Actor) -> MatchQuerySet:
    return rows.select_related("need", "solution__focus_area", "run__weights").prefetch_related(
        "solution__exporters__country", "solution__exporters__organisation", _answers(actor)
    )


def _with_needs(rows: MatchQuerySet, actor: Actor) -> MatchQuerySet:
    return rows.select_related(
        "solution", "need__country", "need__focus_area", "need__organisation", "run__weights"
    ).prefetch_related(_answers(actor))


def _answers(actor: Actor) -> Prefetch[str, QuerySet[Interest], str]:
    return Prefetch("interests", queryset=visible_interests(actor).order_by("side"))
