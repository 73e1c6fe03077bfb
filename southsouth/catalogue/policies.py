"""Who sees which solutions and needs, and who may do what to them. ``visible_…`` are the only doors for views."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from southsouth.catalogue.lifecycle import (
    EDITABLE_NEEDS,
    SHOWN_NEEDS,
    SHOWN_SOLUTIONS,
    NeedState,
    SolutionState,
    Visibility,
)
from southsouth.catalogue.models import Adoption, Need, Solution
from southsouth.catalogue.models.needs import NeedQuerySet
from southsouth.catalogue.models.solutions import SolutionQuerySet
from southsouth.members.lifecycle import Role
from southsouth.members.models import Person
from southsouth.members.policies import Actor, known, speaks_for


def _shown_to(person: Person | None, states: frozenset[SolutionState] | frozenset[NeedState]) -> Q:
    """Records in a state for others, as far as their visibility lets this person see."""
    seen = [Visibility.PUBLIC] if person is None else [Visibility.PUBLIC, Visibility.MEMBERS]
    return Q(state__in=[each.value for each in states], visibility__in=seen)


def _own(person: Person | None) -> Q:
    if person is None or person.role != Role.FOCAL_POINT:
        return Q(pk__in=[])
    return Q(organisation_id=person.organisation_id, organisation__isnull=False)


def visible_solutions(actor: Actor) -> SolutionQuerySet:
    person = known(actor)
    if person is not None and person.is_secretariat:
        return Solution.objects.all()
    seen = _shown_to(person, SHOWN_SOLUTIONS) | _own(person)
    if person is not None and person.role == Role.EXPERT:
        seen |= Q(state=SolutionState.IN_REVIEW)
    return Solution.objects.filter(seen)


def visible_needs(actor: Actor) -> NeedQuerySet:
    person = known(actor)
    if person is not None and person.is_secretariat:
        return Need.objects.all()
    return Need.objects.filter(_shown_to(person, SHOWN_NEEDS) | _own(person))


def visible_adoptions(actor: Actor) -> QuerySet[Adoption]:
    """Adoptions of the solutions one sees."""
    return Adoption.objects.filter(solution__in=visible_solutions(actor))


def may_write_needs(actor: Actor) -> bool:
    person = known(actor)
    return person is not None and speaks_for(person, person.organisation_id)


may_write_solutions = may_write_needs


def may_edit_need(actor: Actor, need: Need) -> bool:
    return speaks_for(actor, need.organisation_id) and NeedState(need.state) in EDITABLE_NEEDS


def may_submit_need(actor: Actor, need: Need) -> bool:
    return speaks_for(actor, need.organisation_id)


may_withdraw_need = may_submit_need
may_ask_endorsement = may_edit_need


def may_give_facts(actor: Actor, need: Need) -> bool:
    """Answer what a match asks: the owner, at any time before the need is closed."""
    open_to_facts = {*EDITABLE_NEEDS, NeedState.SUBMITTED, *SHOWN_NEEDS}
    return speaks_for(actor, need.organisation_id) and NeedState(need.state) in open_to_facts


def may_triage(actor: Actor) -> bool:
    person = known(actor)
    return person is not None and person.is_secretariat


def may_edit_solution(actor: Actor, solution: Solution) -> bool:
    editable = solution.state in (SolutionState.DRAFT, SolutionState.PUBLISHED, SolutionState.DUE)
    return speaks_for(actor, solution.organisation_id) and editable


def may_submit_solution(actor: Actor, solution: Solution) -> bool:
    return speaks_for(actor, solution.organisation_id)


may_confirm_solution = may_submit_solution
may_archive_solution = may_submit_solution


def may_review(actor: Actor, solution: Solution) -> bool:
    """Experts and the secretariat review; nobody reviews the work of the own organisation."""
    person = known(actor)
    if person is None or solution.state != SolutionState.IN_REVIEW:
        return False
    if person.role not in (Role.EXPERT, Role.SECRETARIAT, Role.ADMINISTRATOR):
        return False
    return solution.organisation_id is None or person.organisation_id != solution.organisation_id


may_import = may_triage
