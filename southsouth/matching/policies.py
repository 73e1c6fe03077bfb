"""Who sees which matches, and who may answer them."""

from __future__ import annotations

from southsouth.catalogue.policies import visible_needs, visible_solutions
from southsouth.matching.models import Match, MatchQuerySet
from southsouth.members.policies import Actor, known, speaks_for


def visible_matches(actor: Actor) -> MatchQuerySet:
    """Matches of the needs one sees with the solutions one sees."""
    return Match.objects.filter(need__in=visible_needs(actor), solution__in=visible_solutions(actor))


def may_answer_for_importer(actor: Actor, match: Match) -> bool:
    return speaks_for(actor, match.need.organisation_id)


def may_answer_for_exporter(actor: Actor, match: Match) -> bool:
    return speaks_for(actor, match.solution.organisation_id)


def may_change_weights(actor: Actor) -> bool:
    person = known(actor)
    return person is not None and person.is_secretariat


may_see_quality = may_change_weights
