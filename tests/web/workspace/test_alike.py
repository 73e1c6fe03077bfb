"""Whoever begins to write what is there already is told, and may go on."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from southsouth.catalogue.models import Version
from southsouth.members.models import Person
from tests.makers import make_need, make_recorded_solution, make_solution, make_version
from tests.web.reading import Form, said
from tests.web.workspace.writing import draft_need, draft_solution, send, step

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Person | None], Client]
BIRTHS = "Parents walk two days to register a birth, and many never do."
OTHERS = (
    "Panels break and nobody repairs them.",
    "Bids are opened behind doors.",
    "Teachers are few.",
    "Lines are long.",
)
JOIN_NEED = "Is it one of these? Join it instead of writing it again."
JOIN_SOLUTION = "Is it one of these? Join its page instead of writing it again."


@pytest.fixture(autouse=True)
def _others() -> None:
    for number, text in enumerate(OTHERS):
        make_need(title=f"Another need {number}", problem=text)
        make_solution(title=f"Another solution {number}", summary=text)


def test_after_the_first_step_of_a_need_like_ones_are_told(signed_in: SignedIn, kenyan: Person) -> None:
    theirs = make_need(title="Births go unregistered", problem=BIRTHS)
    draft = draft_need(kenyan, title="Register births", problem=BIRTHS)
    for slug in ("people", "check"):
        answer = signed_in(kenyan).get(step(draft, slug))
        assert JOIN_NEED in said(answer)
        links = Form(answer.content.decode()).links
        assert {
            reverse("public:need", args=[theirs.ref]),
            reverse("public:ask-need", args=[theirs.ref]),
            reverse("workspace:need-withdraw", args=[draft.ref]),
        } <= links
    assert JOIN_NEED not in said(signed_in(kenyan).get(step(draft, "context")))


def test_one_goes_on_all_the_same(signed_in: SignedIn, kenyan: Person) -> None:
    make_need(problem=BIRTHS)
    draft = draft_need(kenyan, title="Register births", problem=BIRTHS)
    answer = send(signed_in(kenyan), draft, "people", sufferers="Parents")
    assert answer["Location"] == step(draft, "context")


def test_the_own_need_leads_to_the_workspace_and_nobody_is_asked(signed_in: SignedIn, kenyan: Person) -> None:
    own = make_need(title="Births", problem=BIRTHS, organisation=kenyan.organisation)
    answer = signed_in(kenyan).get(step(draft_need(kenyan, problem=BIRTHS), "people"))
    assert "of your own organisation" in said(answer)
    links = Form(answer.content.decode()).links
    assert reverse("workspace:need", args=[own.ref]) in links
    assert reverse("public:ask-need", args=[own.ref]) not in links


def test_nothing_like_it_says_nothing(signed_in: SignedIn, kenyan: Person, exporter: Person) -> None:
    need = draft_need(kenyan, title="Boats", problem="Nets tear in storms.")
    solution = draft_solution(exporter, title="Boats", summary="Nets hold.")
    assert JOIN_NEED not in said(signed_in(kenyan).get(step(need, "people")))
    assert JOIN_SOLUTION not in said(signed_in(exporter).get(step(solution, "how")))


def test_like_solutions_are_asked_to_be_joined(signed_in: SignedIn, exporter: Person) -> None:
    kept, recorded = make_solution(summary=BIRTHS), make_recorded_solution(summary=BIRTHS)
    own = make_solution(summary=BIRTHS, organisation=exporter.organisation)
    draft = draft_solution(exporter, title="Births at the post", summary=BIRTHS)
    for slug in ("how", "check"):
        answer = signed_in(exporter).get(step(draft, slug))
        assert JOIN_SOLUTION in said(answer)
        links = Form(answer.content.decode()).links
        assert {reverse("public:ask-solution", args=[kept.ref]), reverse("public:help")} <= links
        assert {reverse("public:solution", args=[recorded.ref]), reverse("workspace:solution", args=[own.ref])} <= links


def test_a_published_solution_is_not_compared_again(signed_in: SignedIn, exporter: Person) -> None:
    make_solution(summary=BIRTHS)
    shown = make_solution(summary=BIRTHS, organisation=exporter.organisation)
    assert JOIN_SOLUTION not in said(signed_in(exporter).get(step(shown, "how")))


def test_what_a_writer_says_about_a_change_stands_with_the_version(signed_in: SignedIn, exporter: Person) -> None:
    shown = make_solution(organisation=exporter.organisation)
    browser = signed_in(exporter)
    assert "What changed, and why" in said(browser.get(step(shown, "how")))
    send(browser, shown, "how", problem="Long lines", version_note=" Counted again ")
    assert shown.versions.get(number=2).note == "Counted again"


def test_a_draft_has_nobody_to_tell_what_changed_until_it_comes_back(
    signed_in: SignedIn, kenyan: Person, exporter: Person
) -> None:
    for person, draft in (
        (kenyan, draft_need(kenyan)),
        (exporter, draft_solution(exporter, problem="A", how_it_works="B")),
    ):
        browser = signed_in(person)
        assert "What changed, and why" not in said(browser.get(step(draft, "check")))
        make_version(draft, shown=False)
        assert "What changed, and why" in said(browser.get(step(draft, "check")))
        kind = draft._meta.model_name
        browser.post(reverse(f"workspace:{kind}-submit", args=[draft.ref]), {"version_note": "The law is named"})
        assert Version.objects.get(**{kind: draft, "number": 2}).note == "The law is named"
