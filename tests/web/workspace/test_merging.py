"""Two people write one record, or a sign-in ends while somebody writes: no word is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from southsouth.catalogue.actions.needs import save_need, submit_need
from southsouth.catalogue.actions.solutions import save_solution
from southsouth.catalogue.lifecycle import NeedState, SolutionState
from southsouth.catalogue.models import BuildingBlock, Need
from southsouth.members.models import Person
from tests.makers import (
    PASSWORD,
    make_block,
    make_goal,
    make_need,
    make_person,
    make_solution,
    make_topic,
    make_whole_solution,
)
from tests.web.reading import errors_of, form_of, said, value_of
from tests.web.workspace.writing import draft_need, draft_solution, filled, send, step

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Person | None], Client]
START = {"title": "Register births", "problem": "Parents walk two days.", "language": "en"}


def test_two_writers_of_different_steps_do_not_meet(signed_in: SignedIn, kenyan: Person) -> None:
    need = draft_need(kenyan)
    browser = signed_in(kenyan)
    stamp = value_of(browser.get(step(need, "people")), "seen")
    save_need(need, {"place": "North"}, by=kenyan, at=timezone.now())
    answer = browser.post(step(need, "people"), {"seen": stamp, "sufferers": "Parents"})
    need.refresh_from_db()
    assert answer.status_code == 302
    assert (need.place, need.sufferers) == ("North", "Parents")


def test_two_writers_of_different_fields_do_not_meet(signed_in: SignedIn, kenyan: Person) -> None:
    need = draft_need(kenyan, sufferers="Old", success="Old")
    browser = signed_in(kenyan)
    page = form_of(browser.get(step(need, "people")))
    save_need(need, {"success": "Theirs", "goals": [make_goal(3)]}, by=kenyan, at=timezone.now())
    sent = {name: values[0] for name, values in page.items() if name != "csrfmiddlewaretoken"} | {"sufferers": "Mine"}
    assert browser.post(step(need, "people"), sent).status_code == 302
    need.refresh_from_db()
    assert (need.sufferers, need.success, need.goals.count()) == ("Mine", "Theirs", 1)


def test_two_writers_of_the_same_words_do_not_meet(signed_in: SignedIn, kenyan: Person) -> None:
    need = draft_need(kenyan)
    browser = signed_in(kenyan)
    stamp = value_of(browser.get(step(need, "people")), "seen")
    save_need(need, {"people_affected": 23000}, by=kenyan, at=timezone.now())
    assert browser.post(step(need, "people"), {"seen": stamp, "people_affected": "23,000"}).status_code == 302


def test_where_only_the_other_one_wrote_the_saved_text_is_taken_over(signed_in: SignedIn, kenyan: Person) -> None:
    need = draft_need(kenyan, sufferers="Old", success="Old")
    goal = make_goal(3)
    browser = signed_in(kenyan)
    page = form_of(browser.get(step(need, "people")))
    save_need(need, {"sufferers": "Theirs", "success": "Theirs", "goals": [goal]}, by=kenyan, at=timezone.now())
    sent = {name: values[0] for name, values in page.items() if name != "csrfmiddlewaretoken"} | {"sufferers": "Mine"}
    answer = browser.post(step(need, "people"), sent)
    assert answer.status_code == 409
    again = form_of(answer)
    assert (again["sufferers"], again["success"], again["goals"]) == (["Mine"], ["Theirs"], ["3"])
    assert said(answer).count("You had not changed this, so the saved text stands here.") == 2
    again.pop("csrfmiddlewaretoken", None)
    assert browser.post(step(need, "people"), again).status_code == 302
    need.refresh_from_db()
    assert (need.sufferers, need.success, list(need.goals.all())) == ("Mine", "Theirs", [goal])


def test_two_writers_of_one_step_see_both_texts_and_bring_them_together(signed_in: SignedIn, kenyan: Person) -> None:
    colleague = make_person(organisation=kenyan.organisation, name="Amina")
    need = draft_need(kenyan, success="Old")
    browser = signed_in(kenyan)
    stamp = value_of(browser.get(step(need, "people")), "seen")
    save_need(need, {"sufferers": "Mothers <3", "people_affected": 500}, by=colleague, at=timezone.now())
    mine = {"seen": stamp, "sufferers": "Parents", "people_affected": "500", "success": "Old"}
    answer = browser.post(step(need, "people"), mine)
    assert answer.status_code == 409
    need.refresh_from_db()
    assert need.sufferers == "Mothers <3"
    words = said(answer)
    assert "Amina saved this step after you had opened it." in words
    assert words.count("Saved meanwhile") == 1
    assert "Saved meanwhile Who suffers from it Mothers <3 Yours" in words
    assert value_of(answer, "sufferers") == "Parents"
    merged = {**{name: values[0] for name, values in form_of(answer).items()}, "sufferers": "Mothers and fathers"}
    del merged["csrfmiddlewaretoken"]
    assert browser.post(step(need, "people"), merged)["Location"] == step(need, "context")
    need.refresh_from_db()
    assert (need.sufferers, need.people_affected, need.success) == ("Mothers and fathers", 500, "Old")


def test_a_stamp_that_is_no_moment_counts_as_an_old_one(signed_in: SignedIn, kenyan: Person) -> None:
    need = draft_need(kenyan, sufferers="Mothers")
    answer = signed_in(kenyan).post(step(need, "people"), {"seen": "yesterday", "sufferers": "Parents"})
    assert answer.status_code == 409
    assert Need.objects.get().sufferers == "Mothers"


def test_what_was_typed_while_a_colleague_sent_the_need_stays_on_the_page(signed_in: SignedIn, kenyan: Person) -> None:
    need = draft_need(kenyan)
    browser = signed_in(kenyan)
    stamp = value_of(browser.get(step(need, "people")), "seen")
    submit_need(need, by=kenyan, at=timezone.now())
    answer = browser.post(step(need, "people"), {"seen": stamp, "sufferers": "Parents"})
    assert answer.status_code == 422
    assert errors_of(answer) == [("", "The need is in the state “submitted”. From there it cannot become “draft”.")]
    assert value_of(answer, "sufferers") == "Parents"


def test_a_need_that_was_sent_is_not_opened_for_writing(signed_in: SignedIn, kenyan: Person) -> None:
    need = make_need(NeedState.SUBMITTED, organisation=kenyan.organisation)
    answer = signed_in(kenyan).get(step(need, "people"), follow=True)
    assert answer.redirect_chain == [(reverse("workspace:need", args=[need.ref]), 302)]
    assert "From there it cannot become “draft”." in said(answer)


def test_text_typed_before_the_sign_in_ended_arrives(client: Client, kenyan: Person) -> None:
    """The whole way: a form sent without a sign-in, the sign-in, and the form sent again from the page after it."""
    sent = {**START, "topics": [str(make_topic().pk), str(make_topic("health-care").pk)], "tried": 'Quotes " and <b>'}
    first = client.post(reverse("workspace:need-start"), sent)
    assert first.status_code == 403
    assert "Nothing you typed is lost" in said(first)
    assert not client.session.keys()
    held = form_of(first)
    second = client.post(
        reverse("public:sign-in"),
        {
            "email": kenyan.email,
            "password": PASSWORD,
            "held": held["held"][0],
            "next": held["next"][0],
        },
    )
    again = form_of(second)
    again.pop("csrfmiddlewaretoken", None)
    third = client.post(reverse("workspace:need-start"), {name: values for name, values in again.items() if values})
    need = Need.objects.get()
    assert third["Location"] == step(need, "people")
    assert (need.title, need.tried, need.topics.count()) == (START["title"], 'Quotes " and <b>', 2)


def test_two_writers_of_one_list_see_both(signed_in: SignedIn, exporter: Person) -> None:
    solution = draft_solution(exporter)
    row = make_block(solution, title="Phone form")
    browser = signed_in(exporter)
    mine = filled(browser, solution, "blocks", **{"blocks-0-title": "Mine", "blocks-1-title": "Training"})
    save_solution(
        solution, {}, children={"blocks": [{"title": "Theirs", "text": "Paper"}]}, by=exporter, at=timezone.now()
    )
    answer = browser.post(step(solution, "blocks"), mine)
    assert answer.status_code == 409
    assert not BuildingBlock.objects.filter(pk=row.pk).exists()
    words = said(answer)
    assert "Saved meanwhile Building blocks Name of the block: Theirs · What it does: Paper Yours" in words
    again = form_of(answer)
    again.pop("csrfmiddlewaretoken", None)
    assert (again["blocks-0-title"], again["blocks-1-title"]) == (["Mine"], ["Training"])
    assert browser.post(step(solution, "blocks"), again).status_code == 302
    assert [each.title for each in solution.blocks.order_by("position")] == ["Mine", "Training"]


def test_a_list_only_the_other_one_changed_is_taken_over(signed_in: SignedIn, exporter: Person) -> None:
    solution = draft_solution(exporter, running_cost="Old")
    make_block(solution, title="Old block", text="")
    browser = signed_in(exporter)
    mine = filled(browser, solution, "blocks", running_cost="Mine")
    rows = [{"title": "Theirs", "text": "", "cost_low_usd": 5, "cost_high_usd": None}, {"title": "More", "text": ""}]
    save_solution(solution, {"running_cost": "Theirs"}, children={"blocks": rows}, by=exporter, at=timezone.now())
    answer = browser.post(step(solution, "blocks"), mine)
    assert answer.status_code == 409
    again = form_of(answer)
    again.pop("csrfmiddlewaretoken", None)
    assert (again["running_cost"], again["blocks-0-title"], again["blocks-1-title"]) == (["Mine"], ["Theirs"], ["More"])
    assert browser.post(step(solution, "blocks"), again).status_code == 302
    solution.refresh_from_db()
    assert solution.running_cost == "Mine"
    assert [(row.title, row.cost_low_usd) for row in solution.blocks.order_by("position")] == [
        ("Theirs", 5),
        ("More", None),
    ]


def test_a_list_only_this_one_changed_is_saved_beside_other_words(signed_in: SignedIn, exporter: Person) -> None:
    solution = draft_solution(exporter, running_cost="Old")
    browser = signed_in(exporter)
    mine = filled(browser, solution, "blocks", **{"blocks-0-title": "Mine"})
    save_solution(solution, {"running_cost": "Theirs"}, by=exporter, at=timezone.now())
    assert browser.post(step(solution, "blocks"), mine).status_code == 302
    solution.refresh_from_db()
    assert (solution.running_cost, solution.blocks.get().title) == ("Theirs", "Mine")


def test_a_published_solution_can_be_changed_but_not_emptied(signed_in: SignedIn, exporter: Person) -> None:
    solution = make_whole_solution(SolutionState.PUBLISHED, organisation=exporter.organisation)
    browser = signed_in(exporter)
    assert send(browser, solution, "how", problem="Clearer").status_code == 302
    answer = send(browser, solution, "terms", **{"exporters-0-DELETE": "on"})
    assert errors_of(answer) == [
        ("", "Something is still missing: who exports it. Nothing is lost. Fill it in and send again.")
    ]
    solution.refresh_from_db()
    assert (solution.problem, solution.exporters.count()) == ("Clearer", 1)


def test_a_solution_in_review_is_not_opened_for_writing(signed_in: SignedIn, exporter: Person) -> None:
    solution = make_solution(SolutionState.IN_REVIEW, organisation=exporter.organisation)
    answer = signed_in(exporter).get(step(solution, "how"), follow=True)
    assert answer.redirect_chain == [(reverse("workspace:solution", args=[solution.ref]), 302)]
    assert "From there it cannot become “draft”." in said(answer)
