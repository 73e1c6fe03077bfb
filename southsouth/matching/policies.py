"""Who sees which matches and answers, and who may answer."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from southsouth.catalogue.lifecycle import Visibility
from southsouth.catalogue.models import Solution
from southsouth.catalogue.models.solutions import SolutionQuerySet
from southsouth.catalogue.policies import visible_needs, visible_solutions
from southsouth.matching.lifecycle import Answer, Side
from southsouth.matching.models import Interest, Match, MatchQuerySet, SavedSearch
from southsouth.members.lifecycle import Role
from southsouth.members.policies import Actor, known, speaks_for


def visible_matches(actor: Actor) -> MatchQuerySet:
    """Matches of the needs one sees with the solutions one sees.

    Asked row by row: of two lists SQLite would try every need with every solution.
    """
    needs, solutions = visible_needs(actor), visible_solutions(actor)
    return Match.objects.filter(
        Exists(needs.filter(pk=OuterRef("need"))), Exists(solutions.filter(pk=OuterRef("solution")))
    )


def visible_interests(actor: Actor) -> QuerySet[Interest]:
    """Answers are for the two sides and the secretariat.

    Nobody learns of a refusal by an importer who never asked: an exporter sees an importer's no only after having
    answered, too.
    """
    person = known(actor)
    if person is None:
        return Interest.objects.none()
    if person.is_secretariat:
        return Interest.objects.all()
    if person.role != Role.FOCAL_POINT:
        return Interest.objects.none()
    own = person.organisation_id
    answered = Interest.objects.filter(match=OuterRef("match"), side=Side.EXPORTER)
    as_exporter = Q(side=Side.EXPORTER) | ~Q(answer=Answer.NO) | Q(Exists(answered))
    sides = Q(match__need__organisation=own) | (Q(match__solution__organisation=own) & as_exporter)
    return Interest.objects.filter(sides, Exists(visible_matches(person).filter(pk=OuterRef("match"))))


def may_answer_for_importer(actor: Actor, match: Match) -> bool:
    return speaks_for(actor, match.need.organisation_id)


def may_answer_for_exporter(actor: Actor, match: Match) -> bool:
    """The owner of the solution, once the need is one it sees."""
    return speaks_for(actor, match.solution.organisation_id) and visible_needs(actor).filter(pk=match.need_id).exists()


def may_answer(actor: Actor, match: Match, side: Side) -> bool:
    if side == Side.IMPORTER:
        return may_answer_for_importer(actor, match)
    return may_answer_for_exporter(actor, match)


def visible_searches(actor: Actor) -> QuerySet[SavedSearch]:
    """One's own."""
    person = known(actor)
    return SavedSearch.objects.none() if person is None else SavedSearch.objects.filter(person=person)


def may_change_weights(actor: Actor) -> bool:
    person = known(actor)
    return person is not None and person.is_secretariat


may_see_quality = may_change_weights
may_ask_refresh = may_change_weights


def matchable_solutions() -> SolutionQuerySet:
    """Candidates of the stored lists: what every member sees. Others would leave a list with places nobody can open."""
    return Solution.objects.shown().exclude(visibility=Visibility.SECRETARIAT)
