"""When two solutions become one, what was matched with the first goes over to the second."""

from __future__ import annotations

from copy import copy
from datetime import datetime

from django.db import transaction

from southsouth.catalogue.actions.merging import merge_solution
from southsouth.catalogue.models import Solution
from southsouth.matching.lifecycle import Side
from southsouth.matching.models import Interest, Match
from southsouth.members.models import Person


@transaction.atomic
def join_solutions(solution: Solution, *, into: Solution, by: Person, at: datetime) -> Solution:
    """Merge, and take the matches along. Raises what ``merge_solution`` raises.

    A need that was matched with one of them is matched with the one that stays; an answer goes over unless that side
    has answered there, too. The exporter's answers only go over within one organisation: nobody says yes for another
    one. What does not go over stays with the solution that was joined.
    """
    merge_solution(solution, into=into, by=by, at=at)
    one_keeper = solution.organisation_id == into.organisation_id
    sides = [side.value for side in Side if one_keeper or side == Side.IMPORTER]
    there = {match.need_id: match for match in Match.objects.filter(solution=into).prefetch_related("interests")}
    for match in Match.objects.filter(solution=solution).order_by("pk"):
        stays = there.get(match.need_id) or _copied(match, into)
        answered = [interest.side for interest in stays.interests.all()]
        Interest.objects.filter(match=match, side__in=sides).exclude(side__in=answered).update(match=stays)
    return solution


def _copied(match: Match, into: Solution) -> Match:
    """The same candidate with the solution that stays; the next run computes it anew."""
    made = copy(match)
    made.pk, made.solution = None, into
    made._state.adding = True
    made.save(force_insert=True)
    return made
