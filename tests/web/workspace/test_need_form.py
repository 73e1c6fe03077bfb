"""Writing a need in five steps: what is saved, and what is kept on a mistake."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from southsouth.catalogue.models import Need
from southsouth.ledger.models import Entry
from southsouth.members.models import Person
from tests.makers import (
    make_area,
    make_country,
    make_fact,
    make_goal,
    make_language,
    make_organisation,
    make_person,
    make_topic,
)
from tests.web.reading import errors_of, form_of, said, value_of
from tests.web.workspace.writing import draft_need, step

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Person | None], Client]
START = {"title": "Register births", "problem": "Parents walk two days.", "language": "en"}


def test_the_first_step_begins_a_draft(signed_in: SignedIn, kenyan: Person) -> None:
    area, topic = make_area(), make_topic()
    answer = signed_in(kenyan).post(
        reverse("workspace:need-start"), {**START, "tried": "Lorries.", "focus_area": area.pk, "topics": [topic.pk]}
    )
    need = Need.objects.get()
    assert answer["Location"] == step(need, "people")
    assert (need.title, need.problem, need.tried, need.language) == (
        "Register births",
        "Parents walk two days.",
        "Lorries.",
        "en",
    )
    assert (need.state, need.author, need.organisation, need.country_id) == (
        "draft",
        kenyan,
        kenyan.organisation,
        "KEN",
    )
    assert (need.focus_area, list(need.topics.all())) == (area, [topic])
    assert [entry.deed for entry in Entry.objects.about("need", need.ref)] == ["need.started"]


def test_a_form_sent_twice_begins_one_draft(signed_in: SignedIn, kenyan: Person) -> None:
    browser = signed_in(kenyan)
    answers = [browser.post(reverse("workspace:need-start"), START) for _ in range(2)]
    need = Need.objects.get()
    assert [answer["Location"] for answer in answers] == [step(need, "people")] * 2


def test_the_same_title_later_is_another_need(signed_in: SignedIn, kenyan: Person) -> None:
    draft_need(kenyan, title=START["title"], created_at=timezone.now() - timedelta(minutes=11))
    signed_in(kenyan).post(reverse("workspace:need-start"), START)
    assert Need.objects.filter(title=START["title"]).count() == 2


def test_a_draft_of_somebody_else_with_the_same_title_is_another_need(signed_in: SignedIn, kenyan: Person) -> None:
    draft_need(make_person(organisation=kenyan.organisation), title=START["title"], created_at=timezone.now())
    signed_in(kenyan).post(reverse("workspace:need-start"), START)
    assert Need.objects.filter(title=START["title"]).count() == 2


def test_a_mistake_in_the_first_step_keeps_what_was_typed(signed_in: SignedIn, kenyan: Person) -> None:
    answer = signed_in(kenyan).post(reverse("workspace:need-start"), {"title": "", "problem": "Long <b>story</b>"})
    assert answer.status_code == 422
    assert errors_of(answer) == [("id_title", "Write the problem in one line")]
    assert value_of(answer, "problem") == "Long <b>story</b>"
    assert not Need.objects.exists()
    assert "<title>Error: What is the problem?" in answer.content.decode()


def test_the_language_of_the_page_is_the_first_guess(signed_in: SignedIn, kenyan: Person) -> None:
    browser = signed_in(kenyan)
    assert value_of(browser.get("/fr/workspace/needs/new/"), "language") == "fr"
    browser.post("/ar/workspace/needs/new/", {"title": "تسجيل المواليد", "problem": "يمشي الآباء يومين."})
    assert Need.objects.get().language == "ar"


def test_saving_for_later_needs_only_a_title(signed_in: SignedIn, kenyan: Person) -> None:
    browser = signed_in(kenyan)
    assert browser.post(reverse("workspace:need-start"), {**START, "problem": ""}).status_code == 422
    answer = browser.post(reverse("workspace:need-start"), {**START, "problem": "", "later": "1"})
    need = Need.objects.get()
    assert answer["Location"] == reverse("workspace:need", args=[need.ref])
    assert (need.title, need.problem) == ("Register births", "")


STEPS = {
    "problem": (
        {"title": "New title", "problem": "New problem.", "tried": "Nothing.", "language": "fr"},
        {"title": "New title", "problem": "New problem.", "tried": "Nothing.", "language": "fr"},
    ),
    "people": (
        {
            "sufferers": "Parents",
            "people_affected": "23,000",
            "success": "Nine of ten.",
            "time_baseline": "21 days",
            "cost_baseline": "US$12",
            "visits_baseline": "3",
        },
        {
            "sufferers": "Parents",
            "people_affected": 23000,
            "success": "Nine of ten.",
            "time_baseline": "21 days",
            "cost_baseline": "US$12",
            "visits_baseline": "3",
        },
    ),
    "context": (
        {
            "place": "31 districts",
            "connectivity": "some_days",
            "languages": ["en"],
            "other_languages": "Somali",
            "law": "Only the registrar signs.",
            "staff": "Two clerks",
            "systems": "Paper",
        },
        {
            "place": "31 districts",
            "connectivity": "some_days",
            "languages": ["en", "so"],
            "law": "Only the registrar signs.",
            "staff": "Two clerks",
            "systems": "Paper",
        },
    ),
    "help": (
        {
            "kinds_of_help": ["training", "code"],
            "budget_usd": "60 000",
            "deadline": "2099-06-30",
            "owner": "Civil registration",
            "willing_to_host": "no",
            "visibility": "members",
        },
        {
            "kinds_of_help": ["training", "code"],
            "budget_usd": 60000,
            "deadline": date(2099, 6, 30),
            "owner": "Civil registration",
            "willing_to_host": False,
            "visibility": "members",
        },
    ),
}
ORDER = ["problem", "people", "context", "help", "check"]


@pytest.mark.parametrize("slug", STEPS)
def test_a_step_saves_its_fields_and_leads_to_the_next(signed_in: SignedIn, kenyan: Person, slug: str) -> None:
    make_language("so", names={"en": "Somali"})
    need = draft_need(kenyan)
    browser = signed_in(kenyan)
    sent, kept = STEPS[slug]
    stamp = value_of(browser.get(step(need, slug)), "seen")
    answer = browser.post(step(need, slug), {**sent, "seen": stamp})
    need.refresh_from_db()
    assert answer["Location"] == step(need, ORDER[ORDER.index(slug) + 1])
    assert {name: getattr(need, name) for name in kept} == kept
    saved = Entry.objects.about("need", need.ref).last()
    assert saved is not None and saved.deed == "need.saved" and saved.by == kenyan


def test_goals_are_saved_as_a_set(signed_in: SignedIn, kenyan: Person) -> None:
    goals = [make_goal(16), make_goal(3)]
    need = draft_need(kenyan)
    browser = signed_in(kenyan)
    stamp = value_of(browser.get(step(need, "people")), "seen")
    browser.post(step(need, "people"), {"seen": stamp, "goals": [goal.pk for goal in goals]})
    assert set(need.goals.all()) == set(goals)
    page = browser.get(step(need, "people"))
    assert sorted(form_of(page)["goals"]) == ["16", "3"]


@pytest.mark.parametrize("slug", STEPS)
def test_a_step_shows_what_is_saved(signed_in: SignedIn, kenyan: Person, slug: str) -> None:
    make_language("so", names={"en": "Somali"})
    need = draft_need(kenyan, **STEPS[slug][1])
    shown = form_of(signed_in(kenyan).get(step(need, slug)))
    wanted = {**STEPS[slug][0]}
    wanted |= {"people_affected": "23000"} if slug == "people" else {}
    wanted |= {"budget_usd": "60000"} if slug == "help" else {}
    wanted |= {"languages": ["en", "so"], "other_languages": ""} if slug == "context" else {}
    plain = {name: value if isinstance(value, list) else [value] for name, value in wanted.items()}
    assert {name: sorted(shown.get(name, [])) for name in plain} == {name: sorted(each) for name, each in plain.items()}


def test_coming_back_later_leads_to_the_need(signed_in: SignedIn, kenyan: Person) -> None:
    need = draft_need(kenyan)
    browser = signed_in(kenyan)
    stamp = value_of(browser.get(step(need, "people")), "seen")
    answer = browser.post(step(need, "people"), {"seen": stamp, "sufferers": "Parents", "later": "1"})
    assert answer["Location"] == reverse("workspace:need", args=[need.ref])
    assert Need.objects.get().sufferers == "Parents"


MISTAKES = [
    (
        "people",
        {"people_affected": "many"},
        ("id_people_affected", "Enter how many people are affected each year, in digits"),
    ),
    (
        "context",
        {"connectivity": "sometimes"},
        ("id_connectivity_0", "Select a valid choice. sometimes is not one of the available choices."),
    ),
    (
        "help",
        {"visibility": "public", "budget_usd": "a lot"},
        ("id_budget_usd", "Enter the money in hand in US dollars, in digits"),
    ),
    (
        "help",
        {"visibility": "public", "deadline": "soon"},
        ("id_deadline", "Enter a day as year, month and day, for example 2027-06-30."),
    ),
    (
        "help",
        {"visibility": "public", "deadline": "2020-01-01"},
        ("id_deadline", "This day is past. Enter a day to come."),
    ),
    (
        "problem",
        {"title": "x" * 201, "problem": "y", "language": "en"},
        ("id_title", "Ensure this value has at most 200 characters (it has 201)."),
    ),
]


@pytest.mark.parametrize(("slug", "sent", "error"), MISTAKES)
def test_a_mistake_names_the_field_and_keeps_everything(
    signed_in: SignedIn, kenyan: Person, slug: str, sent: dict[str, str], error: tuple[str, str]
) -> None:
    need = draft_need(kenyan)
    browser = signed_in(kenyan)
    before = Need.objects.values().get()
    stamp = value_of(browser.get(step(need, slug)), "seen")
    answer = browser.post(step(need, slug), {**sent, "seen": stamp})
    assert answer.status_code == 422
    assert errors_of(answer) == [error]
    assert Need.objects.values().get() == before
    again = form_of(answer)
    kept = {name: value for name, value in sent.items() if name != "connectivity"}
    assert {name: again[name][0] for name in kept} == kept
    assert again["seen"] == [stamp]


def test_the_context_begins_with_the_languages_and_facts_of_the_country(signed_in: SignedIn, kenyan: Person) -> None:
    country = make_country("KEN", regional_languages=["so"], legal_components=["common"])
    make_fact(country, "internet_users_pct", value=35.0, year=2024)
    need = draft_need(kenyan)
    page = signed_in(kenyan).get(step(need, "context"))
    assert form_of(page)["languages"] == ["sw", "en"]
    assert "Prefilled from what is known of Kenya" in said(page)
    assert "Internet users 35% (2024)" in said(page)
    assert "Legal system Common law" in said(page)
    assert "E-Government Development Index Not known" in said(page)


def test_what_was_said_of_the_context_is_not_prefilled_again(signed_in: SignedIn, kenyan: Person) -> None:
    need = draft_need(kenyan, place="31 districts", languages=["sw"])
    page = signed_in(kenyan).get(step(need, "context"))
    assert form_of(page)["languages"] == ["sw"]
    assert "Prefilled" not in said(page)


def test_an_organisation_without_a_country_chooses_one(signed_in: SignedIn) -> None:
    make_country("KEN")
    make_country("PER")
    person = make_person(organisation=make_organisation(country=None))
    need = draft_need(person)
    browser = signed_in(person)
    page = browser.get(step(need, "context"))
    stamp = value_of(page, "seen")
    assert errors_of(browser.post(step(need, "context"), {"seen": stamp})) == [("id_country", "Choose the country")]
    assert browser.post(step(need, "context"), {"seen": stamp, "later": "1"}).status_code == 302
    browser.post(step(need, "context"), {"seen": stamp, "country": "PER"})
    assert Need.objects.get().country_id == "PER"


def test_the_country_of_an_organisation_is_not_asked_again(signed_in: SignedIn, kenyan: Person) -> None:
    need = draft_need(kenyan)
    browser = signed_in(kenyan)
    stamp = value_of(browser.get(step(need, "context")), "seen")
    browser.post(step(need, "context"), {"seen": stamp, "country": "PER", "place": "North"})
    need.refresh_from_db()
    assert (need.country_id, need.place) == ("KEN", "North")


def test_a_step_that_does_not_exist_is_missing(signed_in: SignedIn, kenyan: Person) -> None:
    assert signed_in(kenyan).get(step(draft_need(kenyan), "money")).status_code == 404
    assert signed_in(kenyan).post(step(draft_need(kenyan), "money")).status_code == 404


def test_the_last_step_shows_every_answer_and_what_is_missing(signed_in: SignedIn) -> None:
    person = make_person(organisation=make_organisation(country=None))
    need = draft_need(person, problem="", kinds_of_help=["code"], connectivity="none", deadline=date(2099, 6, 30))
    page = signed_in(person).get(step(need, "check"))
    words = said(page)
    assert "Still missing before it can be sent The problem Country" in words
    assert "Help you want Software and source code" in words
    assert "Decide by 30 June 2099" in words
    assert "Who suffers from it Not answered" in words
    assert "Other languages" not in words
    assert reverse("workspace:need-submit", args=[need.ref]) not in page.content.decode()


def test_a_need_that_is_ready_can_be_sent_from_the_last_step(signed_in: SignedIn, kenyan: Person) -> None:
    need = draft_need(kenyan)
    assert (
        f'action="{reverse("workspace:need-submit", args=[need.ref])}"'
        in signed_in(kenyan).get(step(need, "check")).content.decode()
    )


def test_the_list_of_steps_tells_what_is_begun(signed_in: SignedIn, kenyan: Person) -> None:
    need = draft_need(kenyan, sufferers="Parents")
    words = said(signed_in(kenyan).get(step(need, "context")))
    assert (
        "1. The problem Done 2. Who suffers Done 3. Your context Now 4. Help, money, time To do 5. Check and send To do"
        in words
    )
