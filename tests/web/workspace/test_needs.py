"""The page of a need for its keepers, and every deed they may do to it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from southsouth.catalogue.lifecycle import NeedState
from southsouth.catalogue.models import Endorsement, Need
from southsouth.ledger.models import Entry
from southsouth.members.models import Person
from tests.makers import (
    AT,
    make_endorsement,
    make_interest,
    make_match,
    make_need,
    make_person,
    make_precondition,
    make_run,
    make_solution,
)
from tests.web.reading import errors_of, form_of, said, value_of

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Person | None], Client]


@pytest.fixture
def owner() -> Person:
    return make_person()


def need_of(person: Person, state: NeedState, **fields: object) -> Need:
    return make_need(state, organisation=person.organisation, **fields)


def at(name: str, need: Need) -> str:
    return reverse(f"workspace:{name}", args=[need.ref])


def deeds(need: Need) -> list[str]:
    return [entry.deed for entry in Entry.objects.about("need", need.ref)]


MOVES = [
    ("need-submit", NeedState.DRAFT, NeedState.SUBMITTED, "need.submitted", "within ten working days"),
    ("need-submit", NeedState.ENDORSED, NeedState.SUBMITTED, "need.submitted", "within ten working days"),
    ("need-take-back", NeedState.SUBMITTED, NeedState.DRAFT, "need.taken_back", "It is a draft again."),
    ("need-take-back", NeedState.DECLINED, NeedState.DRAFT, "need.taken_back", "It is a draft again."),
    ("need-withdraw", NeedState.OPEN, NeedState.WITHDRAWN, "need.withdrawn", "Withdrawn."),
    ("need-answered", NeedState.OPEN, NeedState.ANSWERED, "need.answered", "Marked as answered."),
    ("need-reopen", NeedState.ANSWERED, NeedState.OPEN, "need.reopened", "It is open again."),
    ("need-reopen", NeedState.LAPSED, NeedState.OPEN, "need.reopened", "It is open again."),
]


@pytest.mark.parametrize(("name", "before", "after", "deed", "words"), MOVES)
def test_a_deed_is_done_once_and_said(
    signed_in: SignedIn, owner: Person, name: str, before: NeedState, after: NeedState, deed: str, words: str
) -> None:
    need = need_of(owner, before)
    answer = signed_in(owner).post(at(name, need), {"reason": "", "deadline": ""}, follow=True)
    need.refresh_from_db()
    assert answer.redirect_chain == [(at("need", need), 302)]
    assert need.state == after
    assert deeds(need) == [deed]
    assert words in said(answer)


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("need-submit", NeedState.OPEN),
        ("need-take-back", NeedState.OPEN),
        ("need-withdraw", NeedState.ANSWERED),
        ("need-answered", NeedState.DRAFT),
        ("need-reopen", NeedState.SUBMITTED),
    ],
)
def test_a_deed_at_the_wrong_time_changes_nothing_and_says_why(
    signed_in: SignedIn, owner: Person, name: str, state: NeedState
) -> None:
    need = need_of(owner, state)
    answer = signed_in(owner).post(at(name, need), {"reason": "", "deadline": ""}, follow=True)
    need.refresh_from_db()
    assert (need.state, deeds(need)) == (state, [])
    assert 'class="note bad" role="alert"' in answer.content.decode()
    assert "From there it cannot become" in said(answer)


def test_sending_twice_sends_once(signed_in: SignedIn, owner: Person) -> None:
    need = need_of(owner, NeedState.DRAFT)
    browser = signed_in(owner)
    browser.post(at("need-submit", need))
    browser.post(at("need-submit", need))
    assert deeds(need) == ["need.submitted"]


def test_a_need_without_its_essentials_is_not_sent(signed_in: SignedIn, owner: Person) -> None:
    need = need_of(owner, NeedState.DRAFT, problem="", country=None)
    answer = signed_in(owner).post(at("need-submit", need), follow=True)
    assert "Something is still missing: the problem and country." in said(answer)
    assert Need.objects.get().state == NeedState.DRAFT


@pytest.mark.parametrize("name", ["need-withdraw", "need-reopen"])
def test_what_cannot_be_undone_easily_is_asked_first(signed_in: SignedIn, owner: Person, name: str) -> None:
    need = need_of(owner, NeedState.OPEN)
    page = signed_in(owner).get(at(name, need))
    assert Need.objects.get().state == NeedState.OPEN
    assert 'method="post"' in page.content.decode()
    assert f'href="{at("need", need)}"' in page.content.decode()


def test_the_reason_of_a_withdrawal_is_kept_in_the_ledger(signed_in: SignedIn, owner: Person) -> None:
    need = need_of(owner, NeedState.OPEN)
    signed_in(owner).post(at("need-withdraw", need), {"reason": "No money left"})
    line = Entry.objects.about("need", need.ref).get()
    assert line.facts == {"reason": "No money left"}


def test_reopening_takes_a_new_day_and_refuses_one_that_is_past(signed_in: SignedIn, owner: Person) -> None:
    need = need_of(owner, NeedState.LAPSED, deadline=date(2025, 1, 1))
    browser = signed_in(owner)
    assert value_of(browser.get(at("need-reopen", need)), "deadline") == "2025-01-01"
    answer = browser.post(at("need-reopen", need), {"deadline": "2025-01-01"}, follow=True)
    assert "a day to come to decide by" in said(answer)
    wrong = browser.post(at("need-reopen", need), {"deadline": "never"})
    assert errors_of(wrong) == [("id_deadline", "Enter a day as year, month and day, for example 2027-06-30.")]
    assert value_of(wrong, "deadline") == "never"
    browser.post(at("need-reopen", need), {"deadline": "2099-01-01"})
    need.refresh_from_db()
    assert (need.state, need.deadline) == (NeedState.OPEN, date(2099, 1, 1))


def test_the_link_for_the_official_is_shown_once_and_only_its_digest_is_kept(
    signed_in: SignedIn, owner: Person
) -> None:
    need = need_of(owner, NeedState.DRAFT)
    browser = signed_in(owner)
    answer = browser.post(at("need-endorsement", need), {"official": "A. Official", "post": "Minister"})
    link = re.search(r'value="(http://testserver/en/endorse/([^/"]+)/)"', answer.content.decode())
    assert link is not None
    kept = Endorsement.objects.get()
    assert (kept.official, kept.post) == ("A. Official", "Minister")
    assert kept.digest == hashlib.sha256(link.group(2).encode()).hexdigest()
    assert link.group(2) not in browser.get(at("need", need)).content.decode()
    assert "Endorse" in said(Client().get(link.group(1)))


def test_asking_again_voids_the_link_before(signed_in: SignedIn, owner: Person) -> None:
    need = need_of(owner, NeedState.DRAFT)
    browser = signed_in(owner)
    for _ in range(2):
        browser.post(at("need-endorsement", need), {"official": "A. Official", "post": "Minister"})
    assert Endorsement.objects.count() == 1


def test_an_endorsement_needs_a_name_and_a_post(signed_in: SignedIn, owner: Person) -> None:
    need = need_of(owner, NeedState.DRAFT)
    answer = signed_in(owner).post(at("need-endorsement", need), {"official": "A. Official", "post": " "})
    assert errors_of(answer) == [("id_post", "Write the post of the official")]
    assert value_of(answer, "official") == "A. Official"
    assert not Endorsement.objects.exists()


def test_a_need_that_is_not_ready_cannot_be_endorsed(signed_in: SignedIn, owner: Person) -> None:
    need = need_of(owner, NeedState.DRAFT, problem="")
    answer = signed_in(owner).post(at("need-endorsement", need), {"official": "A. Official", "post": "Minister"})
    assert errors_of(answer) == [
        ("", "Something is still missing: the problem. Nothing is lost. Fill it in and send again.")
    ]


NEXT = {
    NeedState.DRAFT: "Check and send",
    NeedState.ENDORSED: "Check and send",
    NeedState.SUBMITTED: "answers within ten working days",
    NeedState.OPEN: "say to each yes, later or no",
    NeedState.ANSWERED: "Nothing is to be done now.",
}


@pytest.mark.parametrize("state", NEXT)
def test_the_page_names_the_next_step(signed_in: SignedIn, owner: Person, state: NeedState) -> None:
    assert NEXT[state] in said(signed_in(owner).get(at("need", need_of(owner, state))))


def test_the_page_asks_to_go_on_where_something_is_missing(signed_in: SignedIn, owner: Person) -> None:
    need = need_of(owner, NeedState.DRAFT, problem="")
    page = signed_in(owner).get(at("need", need)).content.decode()
    assert f'class="btn" href="{reverse("workspace:need-edit", args=[need.ref, "people"])}"' in page
    assert "Ask a senior official" not in page


def test_the_page_shows_the_question_of_the_secretariat(signed_in: SignedIn, owner: Person) -> None:
    need = need_of(owner, NeedState.DRAFT, triage_reason="How many districts?")
    assert "The secretariat asks How many districts?" in said(signed_in(owner).get(at("need", need)))
    declined = need_of(owner, NeedState.DECLINED, triage_reason="Not a public service.")
    assert "Declined, for this reason Not a public service." in said(signed_in(owner).get(at("need", declined)))


def test_the_page_of_a_merged_need_leads_to_the_one_that_stands_for_it(signed_in: SignedIn, owner: Person) -> None:
    other = make_need(title="The like need")
    need = need_of(owner, NeedState.MERGED, merged_into=other)
    page = signed_in(owner).get(at("need", need)).content.decode()
    assert f'href="{reverse("public:need", args=[other.ref])}"' in page


def test_the_page_shows_endorsements_with_their_state(signed_in: SignedIn, owner: Person) -> None:
    need = need_of(owner, NeedState.OPEN)
    make_endorsement(need, official="B. Waits", expires_at=AT + timedelta(days=30))
    make_endorsement(need, official="A. Confirmed", confirmed_at=AT)
    words = said(signed_in(owner).get(at("need", need)))
    assert "B. Waits , Permanent secretary Asked; the link is good until 1 April 2026" in words
    assert "A. Confirmed , Permanent secretary Endorsed on 2 March 2026" in words


def test_candidates_stand_best_first_with_what_may_be_answered(signed_in: SignedIn, owner: Person) -> None:
    need = need_of(owner, NeedState.OPEN)
    run = make_run(need)
    second = make_match(need, make_solution(title="Second"), rank=2, run=run)
    first = make_match(need, make_solution(title="First"), rank=1, run=run)
    page = signed_in(owner).get(at("need", need))
    words = said(page)
    assert "2 candidates, best fit first" in words
    assert words.index("First") < words.index("Second")
    assert {f'id="match-{each.pk}"' for each in (first, second)} <= set(
        re.findall(r'id="match-\d+"', page.content.decode())
    )
    assert page.content.decode().count('name="answer" value="yes"') == 2


def test_the_first_candidates_stand_side_by_side(signed_in: SignedIn, owner: Person) -> None:
    need = need_of(owner, NeedState.OPEN)
    run = make_run(need)
    make_match(need, make_solution(title="One"), rank=1, run=run, score=71.0)
    browser = signed_in(owner)
    assert "in a table" not in said(browser.get(at("need", need)))
    make_match(need, make_solution(title="Two"), rank=2, run=run, score=42.0)
    words = said(browser.get(at("need", need)))
    assert "The first 2 in a table Part of the score One Two Problem" in words
    assert "Score 71 Good fit 42 Good fit" in words


def test_the_fourth_candidate_and_those_after_it_are_folded(signed_in: SignedIn, owner: Person) -> None:
    need = need_of(owner, NeedState.OPEN)
    run = make_run(need)
    for rank in range(1, 6):
        make_match(need, make_solution(), rank=rank, run=run)
    assert "Show 2 more with a weaker fit" in said(signed_in(owner).get(at("need", need)))


@pytest.mark.parametrize(
    ("ours", "theirs", "words"),
    [
        ({"answer": "yes"}, None, "You said yes on 2 March 2026 Waiting for the other side."),
        ({"answer": "yes"}, {"answer": "yes"}, "Both said yes The secretariat introduces you."),
        ({"answer": "yes"}, {"answer": "no", "reason": "capacity_full"}, "The other side said no"),
        ({"answer": "no", "reason": "too_costly"}, None, "You said no on 2 March 2026 Too costly."),
        ({"answer": "later"}, None, "You said later on 2 March 2026 Ask for an introduction"),
    ],
)
def test_answers_stand_under_their_candidate(
    signed_in: SignedIn, owner: Person, ours: dict[str, str], theirs: dict[str, str] | None, words: str
) -> None:
    match = make_match(need_of(owner, NeedState.OPEN))
    make_interest(match, **ours)
    if theirs:
        make_interest(match, side="exporter", **theirs)
    assert words in said(signed_in(owner).get(at("need", match.need)))


def test_an_answered_candidate_that_left_the_list_is_still_named(signed_in: SignedIn, owner: Person) -> None:
    need = need_of(owner, NeedState.OPEN)
    gone = make_match(need, make_solution(title="Left the list"))
    make_interest(gone)
    make_run(need)
    words = said(signed_in(owner).get(at("need", need)))
    assert "Answered, and no longer in the list Left the list Importer: yes" in words


def test_facts_that_are_missing_are_counted_and_lead_to_the_questions(signed_in: SignedIn, owner: Person) -> None:
    need = need_of(owner, NeedState.OPEN)
    solution = make_solution()
    row = make_precondition(solution)
    facts = {"ref": str(row.pk), "kind": "law", "text": row.text, "fact": None}
    make_match(need, solution, missing=[{"code": "precondition_unknown", "facts": facts, "low": 40.0, "high": 60.0}])
    page = signed_in(owner).get(at("need", need))
    assert "1 fact is missing" in said(page)
    assert f'href="{at("need-facts", need)}"' in page.content.decode()


def test_a_list_that_is_out_of_date_says_so(signed_in: SignedIn, owner: Person) -> None:
    need = need_of(owner, NeedState.OPEN)
    make_match(need, run=make_run(need, need_seen=AT - timedelta(days=1)))
    page = signed_in(owner).get(at("need", need))
    assert "Something has changed since this list was made" in said(page)
    assert f'action="{at("need-refresh", need)}"' in page.content.decode()


def test_the_history_names_deeds_and_people(signed_in: SignedIn, owner: Person) -> None:
    need = need_of(owner, NeedState.DRAFT)
    browser = signed_in(owner)
    browser.post(at("need-submit", need))
    day = timezone.now().strftime("%-d %B %Y")
    assert f"History, 1 entry Sent to the secretariat · {owner.name} {day}" in said(browser.get(at("need", need)))


def test_what_was_written_in_another_language_is_marked(signed_in: SignedIn, owner: Person) -> None:
    need = need_of(owner, NeedState.DRAFT, title="تسجيل المواليد", language="ar")
    assert '<h1 lang="ar" dir="rtl">' in signed_in(owner).get(at("need", need)).content.decode()


def test_the_form_on_the_page_carries_the_side_and_the_need(signed_in: SignedIn, owner: Person) -> None:
    match = make_match(need_of(owner, NeedState.OPEN))
    fields = form_of(signed_in(owner).get(at("need", match.need)))
    assert (fields["side"], fields["need"], fields["answer"]) == (["importer"], [match.need.ref], ["yes"])
