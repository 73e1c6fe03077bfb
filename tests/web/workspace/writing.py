"""Records being written, as a browser writes them."""

from __future__ import annotations

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from southsouth.catalogue.lifecycle import NeedState, SolutionState
from southsouth.catalogue.models import Need, Solution
from southsouth.members.models import Person
from tests.makers import make_need, make_solution
from tests.web.reading import form_of


def step(record: Need | Solution, slug: str) -> str:
    """The address of one step."""
    kind = "need" if isinstance(record, Need) else "solution"
    return reverse(f"workspace:{kind}-edit", args=[record.ref, slug])


def draft_need(person: Person, **fields: object) -> Need:
    return make_need(NeedState.DRAFT, organisation=person.organisation, author=person, **fields)


def draft_solution(person: Person, **fields: object) -> Solution:
    return make_solution(SolutionState.DRAFT, organisation=person.organisation, author=person, **fields)


def filled(browser: Client, record: Need | Solution, slug: str, **changes: object) -> dict[str, object]:
    """What a browser would send after somebody changed some fields."""
    found = form_of(browser.get(step(record, slug)))
    found.pop("csrfmiddlewaretoken", None)
    return {**found, **changes}


def send(browser: Client, record: Need | Solution, slug: str, **changes: object) -> HttpResponse:
    return browser.post(step(record, slug), filled(browser, record, slug, **changes))
