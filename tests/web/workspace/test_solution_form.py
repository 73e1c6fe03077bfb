"""Writing a solution: steps with lists of parts, without a script."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from southsouth.catalogue.lifecycle import SolutionState
from southsouth.catalogue.models import BuildingBlock, Precondition, Solution
from southsouth.ledger.models import Entry
from southsouth.members.models import Person
from tests.makers import (
    make_block,
    make_country,
    make_goal,
    make_language,
    make_organisation,
    make_person,
    make_place,
    make_precondition,
    make_result,
    make_solution,
    make_source,
    make_whole_solution,
)
from tests.web.reading import errors_of, form_of, said, value_of
from tests.web.workspace.writing import draft_solution, filled, send, step

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Person | None], Client]
START = {"title": "Births in one visit", "summary": "At the health post.", "language": "en"}


def test_the_first_step_begins_a_draft_that_the_own_country_exports(signed_in: SignedIn, exporter: Person) -> None:
    goal = make_goal()
    answer = signed_in(exporter).post(reverse("workspace:solution-start"), {**START, "goals": [goal.pk]})
    solution = Solution.objects.get()
    assert answer["Location"] == step(solution, "how")
    assert (solution.title, solution.summary, solution.state) == (START["title"], START["summary"], "draft")
    assert [(each.country_id, each.organisation) for each in solution.exporters.all()] == [
        ("BGD", exporter.organisation)
    ]
    assert list(solution.goals.all()) == [goal]


def test_a_form_sent_twice_begins_one_draft(signed_in: SignedIn, exporter: Person) -> None:
    browser = signed_in(exporter)
    for _ in range(2):
        browser.post(reverse("workspace:solution-start"), START)
    assert Solution.objects.count() == 1


def test_a_mistake_in_the_first_step_keeps_what_was_typed(signed_in: SignedIn, exporter: Person) -> None:
    answer = signed_in(exporter).post(reverse("workspace:solution-start"), {**START, "title": ""})
    assert answer.status_code == 422
    assert errors_of(answer) == [("id_title", "Write a title")]
    assert value_of(answer, "summary") == START["summary"]
    assert not Solution.objects.exists()


def test_the_summary_may_wait(signed_in: SignedIn, exporter: Person) -> None:
    signed_in(exporter).post(reverse("workspace:solution-start"), {**START, "summary": "", "later": "1"})
    assert Solution.objects.get().summary == ""


ORDER = ["summary", "how", "blocks", "preconditions", "proof", "terms", "check"]
FIELDS: Mapping[str, tuple[dict[str, object], dict[str, object]]] = {
    "summary": ({"title": "New", "summary": "Newer", "language": "fr"},) * 2,
    "how": ({"problem": "P", "how_it_works": "H", "failures": "F"},) * 2,
    "blocks": (
        {"cost_low_usd": "20,000", "cost_high_usd": "38 000", "running_cost": "Little"},
        {"cost_low_usd": 20000, "cost_high_usd": 38000, "running_cost": "Little"},
    ),
    "proof": ({"step": "national"},) * 2,
    "terms": (
        {
            "visits_a_year": "4",
            "expert_days_a_year": "20",
            "open_requests_cap": "3",
            "help_given": ["code"],
            "who_pays": "The host",
            "languages": "English, Bangla",
            "licence": "CC BY 4.0",
            "terms": "Free",
            "visibility": "members",
        },
        {
            "visits_a_year": 4,
            "expert_days_a_year": 20,
            "open_requests_cap": 3,
            "help_given": ["code"],
            "who_pays": "The host",
            "languages": ["en", "bn"],
            "licence": "CC BY 4.0",
            "terms": "Free",
            "visibility": "members",
        },
    ),
}


@pytest.mark.parametrize("slug", FIELDS)
def test_a_step_saves_its_fields_and_leads_to_the_next(signed_in: SignedIn, exporter: Person, slug: str) -> None:
    make_language("en", names={"en": "English"})
    make_language("bn", names={"en": "Bangla"})
    solution = draft_solution(exporter)
    sent, kept = FIELDS[slug]
    answer = send(signed_in(exporter), solution, slug, **sent)
    solution.refresh_from_db()
    assert answer["Location"] == step(solution, ORDER[ORDER.index(slug) + 1])
    assert {name: getattr(solution, name) for name in kept} == kept
    assert signed_in(exporter).get(step(solution, slug)).status_code == 200


def test_languages_are_shown_by_their_names(signed_in: SignedIn, exporter: Person) -> None:
    make_language("bn", names={"en": "Bangla", "fr": "bengali"})
    solution = draft_solution(exporter, languages=["bn"])
    assert value_of(signed_in(exporter).get(step(solution, "terms")), "languages") == "Bangla"


def test_rows_are_added_changed_and_taken_away(signed_in: SignedIn, exporter: Person) -> None:
    solution = draft_solution(exporter)
    kept, gone = make_block(solution, title="Kept", position=0), make_block(solution, title="Gone", position=1)
    browser = signed_in(exporter)
    changes = {
        "blocks-0-title": "Changed",
        "blocks-0-cost_high_usd": "9,000",
        "blocks-1-DELETE": "on",
        "blocks-2-title": "New",
    }
    assert send(browser, solution, "blocks", **changes).status_code == 302
    rows = [(row.title, row.cost_high_usd) for row in solution.blocks.order_by("position")]
    assert rows == [("Changed", 9000), ("New", None)]
    assert solution.blocks.get(title="Changed").pk == kept.pk
    assert not BuildingBlock.objects.filter(pk=gone.pk).exists()


def test_one_more_row_saves_and_comes_back_to_the_new_one(signed_in: SignedIn, exporter: Person) -> None:
    solution = draft_solution(exporter)
    browser = signed_in(exporter)
    answer = send(browser, solution, "blocks", **{"blocks-0-title": "First", "more": "blocks"})
    assert answer["Location"] == f"{step(solution, 'blocks')}#blocks-new"
    page = browser.get(step(solution, "blocks"))
    fields = form_of(page)
    assert (fields["blocks-0-title"], fields["blocks-1-title"]) == (["First"], [""])
    assert 'id="blocks-new"' in page.content.decode()


def test_the_empty_row_at_the_end_is_not_saved(signed_in: SignedIn, exporter: Person) -> None:
    solution = draft_solution(exporter)
    assert send(signed_in(exporter), solution, "preconditions").status_code == 302
    assert not solution.preconditions.exists()
    assert not Entry.objects.filter(deed="solution.saved").exists()


def test_a_mistake_in_a_row_names_the_row_and_keeps_all_rows(signed_in: SignedIn, exporter: Person) -> None:
    solution = draft_solution(exporter)
    browser = signed_in(exporter)
    first = {"blocks-0-title": "Good", "blocks-0-cost_low_usd": "9000", "blocks-0-cost_high_usd": "5000"}
    answer = send(browser, solution, "blocks", **first, cost_low_usd="much")
    assert answer.status_code == 422
    assert errors_of(answer) == [
        ("id_cost_low_usd", "Enter a number in digits, for example 23,000."),
        (
            "id_blocks-0-cost_high_usd",
            "Building block 1: The highest cost is lower than the lowest. Change one of them.",
        ),
    ]
    again = form_of(answer)
    assert (again["blocks-0-title"], again["cost_low_usd"]) == (["Good"], ["much"])
    assert not solution.blocks.exists()


def test_a_row_without_its_name_is_refused(signed_in: SignedIn, exporter: Person) -> None:
    solution = draft_solution(exporter)
    answer = send(signed_in(exporter), solution, "blocks", **{"blocks-0-text": "Only a text"})
    assert errors_of(answer) == [("id_blocks-0-title", "Building block 1: Write the name of the building block")]
    assert value_of(answer, "blocks-0-text") == "Only a text"


def test_a_row_says_what_kind_it_is(signed_in: SignedIn, exporter: Person) -> None:
    solution = draft_solution(exporter)
    browser = signed_in(exporter)
    assert errors_of(send(browser, solution, "preconditions", **{"preconditions-0-text": "A law"})) == [
        ("id_preconditions-0-kind", "Precondition 1: Choose the kind of precondition")
    ]
    assert errors_of(send(browser, solution, "proof", **{"results-0-indicator": "Visits"})) == [
        ("id_results-0-measure", "Result 1: Choose what is measured")
    ]


def test_too_many_rows_are_refused(signed_in: SignedIn, exporter: Person) -> None:
    solution = draft_solution(exporter)
    browser = signed_in(exporter)
    data = filled(browser, solution, "blocks") | {"blocks-TOTAL_FORMS": "61"}
    data |= {f"blocks-{place}-title": f"Block {place}" for place in range(61)}
    answer = browser.post(step(solution, "blocks"), data)
    assert errors_of(answer) == [("", "Please submit at most 60 forms.")]
    assert not solution.blocks.exists()


def test_preconditions_name_their_block_and_the_fact_that_shows_them(signed_in: SignedIn, exporter: Person) -> None:
    solution = draft_solution(exporter)
    block = make_block(solution, title="Phone form")
    browser = signed_in(exporter)
    row = {
        "preconditions-0-kind": "connection",
        "preconditions-0-text": "A signal once a week",
        "preconditions-0-block": str(block.pk),
        "preconditions-0-fact": "internet_users_pct",
        "preconditions-0-minimum": "10",
        "preconditions-0-changeable": "no",
        "preconditions-0-note": "Boats carry the cards",
    }
    assert send(browser, solution, "preconditions", **row).status_code == 302
    kept = Precondition.objects.get()
    assert (kept.kind, kept.text, kept.block, kept.note) == (
        "connection",
        "A signal once a week",
        block,
        "Boats carry the cards",
    )
    assert (kept.fact, kept.minimum, kept.changeable) == ("internet_users_pct", 10.0, False)
    shown = form_of(browser.get(step(solution, "preconditions")))
    assert {name: shown[name] for name in row} == {name: [value] for name, value in row.items()}


def test_a_fact_with_answers_is_chosen_by_its_answer(signed_in: SignedIn, exporter: Person) -> None:
    solution = draft_solution(exporter)
    browser = signed_in(exporter)
    row = {
        "preconditions-0-kind": "law",
        "preconditions-0-text": "A data protection law",
        "preconditions-0-fact": "gtmi_data_protection_law=2",
    }
    send(browser, solution, "preconditions", **row)
    kept = Precondition.objects.get()
    assert (kept.fact, kept.minimum) == ("gtmi_data_protection_law", 2.0)
    shown = form_of(browser.get(step(solution, "preconditions")))
    assert (shown["preconditions-0-fact"], shown["preconditions-0-minimum"]) == (["gtmi_data_protection_law=2"], [""])


@pytest.mark.parametrize("minimum", ["", "140"])
def test_a_fact_needs_a_value_it_can_have(signed_in: SignedIn, exporter: Person, minimum: str) -> None:
    solution = draft_solution(exporter)
    row = {
        "preconditions-0-kind": "connection",
        "preconditions-0-text": "A signal",
        "preconditions-0-fact": "internet_users_pct",
        "preconditions-0-minimum": minimum,
    }
    answer = send(signed_in(exporter), solution, "preconditions", **row)
    assert errors_of(answer) == [
        (
            "id_preconditions-0-minimum",
            "Precondition 1: Enter the smallest value of this fact that is enough, in digits",
        )
    ]
    assert not Precondition.objects.exists()


def test_a_value_without_a_fact_is_left_out(signed_in: SignedIn, exporter: Person) -> None:
    solution = draft_solution(exporter)
    row = {"preconditions-0-kind": "law", "preconditions-0-text": "A signal", "preconditions-0-minimum": "3"}
    send(signed_in(exporter), solution, "preconditions", **row)
    assert (Precondition.objects.get().fact, Precondition.objects.get().minimum) == ("", None)


def test_proof_takes_results_places_and_sources(signed_in: SignedIn, exporter: Person) -> None:
    solution = draft_solution(exporter)
    rows = {
        "results-0-measure": "visits",
        "results-0-indicator": "Visits",
        "results-0-before": "3",
        "results-0-after": "1,5",
        "results-0-unit": "visits",
        "results-0-year": "2024",
        "results-0-source": "Report",
        "places-0-name": "64 districts",
        "places-0-country": "BGD",
        "places-0-since": "2019",
        "places-0-note": "All",
        "sources-0-url": "example.org/report",
    }
    assert send(signed_in(exporter), solution, "proof", **rows).status_code == 302
    result, place, source = solution.results.get(), solution.places.get(), solution.sources.get()
    assert (result.measure, result.indicator, result.before, result.after) == ("visits", "Visits", 3.0, 1.5)
    assert (result.unit, result.year, result.source) == ("visits", 2024, "Report")
    assert (place.name, place.country_id, place.since, place.note) == ("64 districts", "BGD", 2019, "All")
    assert source.url == "https://example.org/report"


def test_a_year_to_come_is_no_year_of_a_result(signed_in: SignedIn, exporter: Person) -> None:
    solution = draft_solution(exporter)
    year = timezone.now().year
    rows = {"results-0-measure": "visits", "results-0-indicator": "Visits", "results-0-year": str(year + 1)}
    answer = send(signed_in(exporter), solution, "proof", **rows)
    assert errors_of(answer) == [("id_results-0-year", f"Result 1: Enter a year from 1900 to {year}")]


def test_another_country_that_exports_it_is_added(signed_in: SignedIn, exporter: Person) -> None:
    make_country("IND")
    solution = draft_solution(exporter)
    send(signed_in(exporter), solution, "terms", **{"exporters-1-country": "IND"})
    assert [(each.country_id, each.organisation) for each in solution.exporters.all()] == [
        ("BGD", exporter.organisation),
        ("IND", None),
    ]


def test_a_row_of_another_solution_is_not_taken_over(signed_in: SignedIn, exporter: Person) -> None:
    theirs = make_block(title="Theirs")
    solution = draft_solution(exporter)
    changes = {"blocks-0-id": str(theirs.pk), "blocks-0-title": "Mine"}
    send(signed_in(exporter), solution, "blocks", **changes)
    theirs.refresh_from_db()
    assert theirs.title == "Theirs"
    assert [row.title for row in solution.blocks.all()] == ["Mine"]


def test_a_step_that_does_not_exist_is_missing(signed_in: SignedIn, exporter: Person) -> None:
    assert signed_in(exporter).get(step(draft_solution(exporter), "people")).status_code == 404


def test_the_last_step_shows_everything_and_what_reviewers_would_miss(signed_in: SignedIn, exporter: Person) -> None:
    solution = draft_solution(exporter, problem="", how_it_works="")
    make_block(solution, title="Phone form", cost_low_usd=5000)
    make_result(solution, source="")
    page = signed_in(exporter).get(step(solution, "check"))
    words = said(page)
    assert "Name of the block: Phone form · What it does: Takes all papers. · Lowest cost to start, US$: 5,000" in words
    assert (
        "Reviewers will ask for this The problem How it works What it needs to work A source for each result" in words
    )
    assert "must be there before you can send it" in words
    assert reverse("workspace:solution-submit", args=[solution.ref]) not in page.content.decode()


def test_a_whole_solution_can_be_sent_from_the_last_step(signed_in: SignedIn, exporter: Person) -> None:
    solution = make_whole_solution(SolutionState.DRAFT, organisation=exporter.organisation)
    page = signed_in(exporter).get(step(solution, "check"))
    assert "Everything reviewers ask for is there" in said(page)
    assert f'action="{reverse("workspace:solution-submit", args=[solution.ref])}"' in page.content.decode()


def test_a_published_one_is_not_sent_again(signed_in: SignedIn, exporter: Person) -> None:
    solution = make_whole_solution(SolutionState.PUBLISHED, organisation=exporter.organisation)
    page = signed_in(exporter).get(step(solution, "check"))
    assert "What you change here is seen at once." in said(page)
    assert reverse("workspace:solution-submit", args=[solution.ref]) not in page.content.decode()


@pytest.mark.parametrize("slug", ORDER)
def test_reading_a_step_takes_as_many_queries_with_one_row_as_with_three(
    signed_in: SignedIn, exporter: Person, slug: str, django_assert_num_queries: Callable
) -> None:
    counts = []
    for rows in (1, 3):
        solution = draft_solution(exporter)
        for _ in range(rows):
            make_precondition(solution, block=make_block(solution))
            make_result(solution)
            make_place(solution)
            make_source(solution)
        browser = signed_in(exporter)
        browser.get(step(solution, slug))
        counts.append(_queries(browser, step(solution, slug)))
    assert counts[0] == counts[1]


def _queries(browser: Client, address: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as found:
        browser.get(address)
    return len(found)


def test_what_is_worth_a_second_look_leads_to_its_step(client):
    organisation = make_organisation()
    solution = make_solution("draft", organisation=organisation, summary="Write to amina@example.org")
    client.force_login(make_person(organisation=organisation))
    page = client.get(f"/en/workspace/solutions/{solution.ref}/edit/check/")
    assert "Worth a second look" in page.content.decode()
    assert "amina@example.org" in page.content.decode()
    assert f"/en/workspace/solutions/{solution.ref}/edit/summary/" in page.content.decode()
