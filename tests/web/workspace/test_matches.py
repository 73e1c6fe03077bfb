"""Answers to matches from both sides, the facts a list asks for, and computing it anew."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from southsouth.catalogue.lifecycle import NeedState, SolutionState
from southsouth.catalogue.models import Need, Precondition
from southsouth.ledger.models import Entry
from southsouth.matching.models import Interest, Match, MatchRun
from southsouth.members.models import Person
from tests.makers import (
    make_country,
    make_interest,
    make_match,
    make_need,
    make_need_answer,
    make_organisation,
    make_person,
    make_precondition,
    make_solution,
)
from tests.web.reading import errors_of, form_of, said, value_of

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Person | None], Client]


@pytest.fixture
def importer() -> Person:
    return make_person(organisation=make_organisation(country=make_country("KEN")))


@pytest.fixture
def exporter() -> Person:
    return make_person(organisation=make_organisation(country=make_country("BGD")))


@pytest.fixture
def match(importer: Person, exporter: Person) -> Match:
    need = make_need(NeedState.OPEN, organisation=importer.organisation)
    return make_match(need, make_solution(organisation=exporter.organisation))


def address(match: Match, side: str = "") -> str:
    return reverse("workspace:match-answer", args=[match.pk]) + (f"?side={side}" if side else "")


SENT = [
    ({"answer": "yes"}, ("yes", "", ""), "Contacts open once the other side says yes too."),
    ({"answer": "later", "note": "After the elections"}, ("later", "", "After the elections"), "Put off."),
    ({"answer": "no", "reason": "law"}, ("no", "law", ""), "Solutions like this one come lower from now on."),
    ({"answer": "no", "reason": "other", "note": "Too far"}, ("no", "other", "Too far"), "Your no is recorded."),
]


@pytest.mark.parametrize(("sent", "kept", "words"), SENT)
def test_the_importer_answers(
    signed_in: SignedIn, importer: Person, match: Match, sent: dict[str, str], kept: tuple[str, ...], words: str
) -> None:
    answer = signed_in(importer).post(address(match), sent, follow=True)
    interest = Interest.objects.get()
    assert answer.redirect_chain == [(f"{reverse('workspace:need', args=[match.need.ref])}#match-{match.pk}", 302)]
    assert (interest.answer, interest.reason, interest.note) == kept
    assert (interest.side, interest.by, interest.match, interest.rank) == ("importer", importer, match, match.rank)
    assert words in said(answer)
    assert Entry.objects.get(deed="match.answered").by == importer


def test_the_exporter_answers_on_its_own_page(signed_in: SignedIn, exporter: Person, match: Match) -> None:
    make_interest(match)
    answer = signed_in(exporter).post(address(match), {"answer": "yes"}, follow=True)
    assert answer.redirect_chain == [
        (f"{reverse('workspace:solution', args=[match.solution.ref])}#match-{match.pk}", 302)
    ]
    assert Interest.objects.get(side="exporter").by == exporter
    assert "Both said yes" in said(answer)


def test_who_speaks_for_both_sides_says_for_which_one(signed_in: SignedIn, importer: Person) -> None:
    need = make_need(NeedState.OPEN, organisation=importer.organisation)
    own = make_match(need, make_solution(organisation=importer.organisation))
    browser = signed_in(importer)
    assert value_of(browser.get(address(own)), "side") == "importer"
    assert value_of(browser.get(address(own, "exporter")), "side") == "exporter"
    browser.post(address(own), {"answer": "yes", "side": "exporter"})
    browser.post(address(own), {"answer": "later", "side": "nobody"})
    assert dict(Interest.objects.values_list("side", "answer")) == {"exporter": "yes", "importer": "later"}


MISTAKES = [
    ({}, [("id_answer_0", "Choose your answer")]),
    ({"answer": "no", "note": "Kept"}, [("id_reason_0", "Choose the reason for your no")]),
    ({"answer": "no", "reason": "other", "note": " "}, [("id_note", "Write the reason in a few words")]),
    (
        {"answer": "no", "reason": "ugly", "note": "Kept"},
        [("id_reason_0", "Select a valid choice. ugly is not one of the available choices.")],
    ),
]


@pytest.mark.parametrize(("sent", "errors"), MISTAKES)
def test_a_mistake_in_an_answer_names_the_field(
    signed_in: SignedIn, importer: Person, match: Match, sent: dict[str, str], errors: list[tuple[str, str]]
) -> None:
    answer = signed_in(importer).post(address(match), sent)
    assert answer.status_code == 422
    assert errors_of(answer) == errors
    assert value_of(answer, "note") == sent.get("note", "")
    assert not Interest.objects.exists()


def test_a_reason_is_only_kept_with_a_no(signed_in: SignedIn, importer: Person, match: Match) -> None:
    signed_in(importer).post(address(match), {"answer": "yes", "reason": "law"})
    assert Interest.objects.get().reason == ""


def test_an_answer_can_be_changed_and_begins_with_the_one_before(
    signed_in: SignedIn, importer: Person, match: Match
) -> None:
    make_interest(match, answer="no", reason="law", note="Why not")
    browser = signed_in(importer)
    shown = form_of(browser.get(address(match)))
    assert (shown["answer"], shown["reason"], shown["note"]) == (["no"], ["law"], ["Why not"])
    browser.post(address(match), {"answer": "yes"})
    assert [(each.answer, each.reason) for each in Interest.objects.all()] == [("yes", "")]


def test_answering_twice_keeps_one_answer(signed_in: SignedIn, importer: Person, match: Match) -> None:
    browser = signed_in(importer)
    for _ in range(2):
        browser.post(address(match), {"answer": "yes"})
    assert Interest.objects.count() == 1


def test_a_match_that_is_closed_meanwhile_is_not_answered(signed_in: SignedIn, importer: Person, match: Match) -> None:
    Need.objects.update(state=NeedState.WITHDRAWN)
    answer = signed_in(importer).post(address(match), {"answer": "later", "note": "Kept"})
    assert errors_of(answer) == [("", "The need is in the state “withdrawn”, so nobody can answer any more.")]
    assert value_of(answer, "note") == "Kept"
    assert not Interest.objects.exists()


def test_a_solution_that_is_archived_meanwhile_is_not_answered(
    signed_in: SignedIn, exporter: Person, match: Match
) -> None:
    type(match.solution).objects.update(state=SolutionState.ARCHIVED)
    answer = signed_in(exporter).post(address(match), {"answer": "yes"})
    assert errors_of(answer) == [("", "The solution is in the state “archived”, so nobody can answer any more.")]


def test_a_candidate_that_left_the_list_leads_back_to_the_list(
    signed_in: SignedIn, importer: Person, match: Match
) -> None:
    where = address(match)
    Match.objects.all().delete()
    answer = signed_in(importer).post(where, {"answer": "yes", "need": match.need.ref}, follow=True)
    assert answer.redirect_chain == [(reverse("workspace:need", args=[match.need.ref]), 302)]
    assert "This candidate is no longer in the list" in said(answer)


def test_a_candidate_that_left_the_list_tells_strangers_nothing(
    signed_in: SignedIn, exporter: Person, match: Match
) -> None:
    where = address(match)
    Match.objects.all().delete()
    browser = signed_in(exporter)
    assert browser.post(where, {"answer": "yes", "need": match.need.ref}).status_code == 404
    assert browser.post(where, {"answer": "yes"}).status_code == 404


def asking(match: Match, row: Precondition, low: float = 40.0, high: float = 60.0) -> dict[str, object]:
    facts = {"ref": str(row.pk), "kind": row.kind, "text": row.text, "fact": None}
    return {"code": "precondition_unknown", "facts": facts, "low": low, "high": high}


def facts_page(match: Match) -> str:
    return reverse("workspace:need-facts", args=[match.need.ref])


def test_the_questions_that_move_most_come_first(signed_in: SignedIn, importer: Person, match: Match) -> None:
    little = make_precondition(match.solution, text="A register")
    much = make_precondition(match.solution, text="A law")
    told = make_precondition(match.solution, text="Power")
    make_need_answer(match.need, told, there=False)
    Match.objects.update(
        missing=[
            asking(match, little, 50, 52),
            asking(match, much, 40, 60),
            {"code": "no_budget", "facts": {}, "low": 1, "high": 2},
        ]
    )
    page = signed_in(importer).get(facts_page(match))
    words = said(page)
    assert words.index("A law") < words.index("A register") < words.index("Power")
    assert f"Law. Asked by: {match.solution.title}" in words
    assert form_of(page)[f"fact-{told.pk}"] == ["no"]
    assert form_of(page)[f"fact-{much.pk}"] == [""]


def test_answers_are_kept_and_the_list_is_computed_anew(signed_in: SignedIn, importer: Person, match: Match) -> None:
    rows = [make_precondition(match.solution, text=text) for text in ("There", "Not there", "Taken back", "Unknown")]
    make_need_answer(match.need, rows[2], there=True)
    Match.objects.update(missing=[asking(match, row) for row in (rows[0], rows[1], rows[3])])
    sent = {f"fact-{row.pk}": value for row, value in zip(rows, ("yes", "no", "", ""), strict=True)}
    answer = signed_in(importer).post(facts_page(match), sent, follow=True)
    assert "The list takes your answers into account." in said(answer)
    assert dict(match.need.answers.values_list("precondition", "there")) == {rows[0].pk: True, rows[1].pk: False}
    assert MatchRun.objects.get(need=match.need).pk > match.run_id
    assert Entry.objects.get(deed="need.facts_given").facts == {"answers": 3}


def test_answers_that_say_nothing_new_leave_no_trace(signed_in: SignedIn, importer: Person, match: Match) -> None:
    row = make_precondition(match.solution)
    Match.objects.update(missing=[asking(match, row)])
    answer = signed_in(importer).post(facts_page(match), {f"fact-{row.pk}": ""})
    assert answer["Location"] == reverse("workspace:need", args=[match.need.ref])
    assert (MatchRun.objects.count(), Entry.objects.count()) == (1, 0)


def test_an_answer_that_is_none_is_refused(signed_in: SignedIn, importer: Person, match: Match) -> None:
    row = make_precondition(match.solution)
    Match.objects.update(missing=[asking(match, row)])
    answer = signed_in(importer).post(facts_page(match), {f"fact-{row.pk}": "perhaps"})
    assert [target for target, _ in errors_of(answer)] == [f"id_fact-{row.pk}_0"]
    assert not match.need.answers.exists()


def test_where_nothing_is_asked_the_page_says_so(signed_in: SignedIn, importer: Person, match: Match) -> None:
    assert "Nothing is asked now" in said(signed_in(importer).get(facts_page(match)))


def test_facts_of_a_closed_need_are_not_taken(signed_in: SignedIn, importer: Person, match: Match) -> None:
    row = make_precondition(match.solution)
    Match.objects.update(missing=[asking(match, row)])
    browser = signed_in(importer)
    Need.objects.update(state=NeedState.WITHDRAWN)
    answer = browser.post(facts_page(match), {f"fact-{row.pk}": "yes"}, follow=True)
    assert not match.need.answers.exists()
    assert answer.redirect_chain == [(reverse("workspace:need", args=[match.need.ref]), 302)]


def test_the_list_is_computed_on_demand(signed_in: SignedIn, importer: Person) -> None:
    need = make_need(NeedState.DRAFT, organisation=importer.organisation, title="Births", problem="Register births.")
    fitting = make_solution(title="Births registered", summary="Register births at the health post.")
    answer = signed_in(importer).post(reverse("workspace:need-refresh", args=[need.ref]), follow=True)
    assert answer.redirect_chain == [(reverse("workspace:need", args=[need.ref]), 302)]
    assert "The list was computed anew." in said(answer)
    assert [each.solution for each in Match.objects.filter(need=need)] == [fitting]


def test_while_there_are_too_many_to_read_the_worker_is_left_to_it(
    signed_in: SignedIn, importer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("southsouth.matching.queries.memory.FEW", -1)
    need = make_need(NeedState.DRAFT, organisation=importer.organisation)
    answer = signed_in(importer).post(reverse("workspace:need-refresh", args=[need.ref]), follow=True)
    assert "The list will be computed in a few minutes." in said(answer)
    assert not MatchRun.objects.exists()
