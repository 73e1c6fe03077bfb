"""The records a person keeps. What one does not keep looks as if it were not there."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from southsouth.catalogue.models import Need, Solution
from southsouth.catalogue.policies import keeps, visible_needs, visible_solutions


def own_need(request: HttpRequest, ref: str) -> Need:
    need = get_object_or_404(visible_needs(request.user).in_full(), ref=ref)
    if not keeps(request.user, need):
        raise Http404
    return need


def own_solution(request: HttpRequest, ref: str) -> Solution:
    solution = get_object_or_404(visible_solutions(request.user).select_related("organisation").in_full(), ref=ref)
    if not keeps(request.user, solution):
        raise Http404
    return solution


def seen_record(request: HttpRequest, kind: str, ref: str) -> Need | Solution:
    """A need or a solution the reader sees, by the word its address begins with."""
    if kind == "need":
        return get_object_or_404(visible_needs(request.user), ref=ref)
    if kind == "solution":
        return get_object_or_404(visible_solutions(request.user), ref=ref)
    raise Http404
