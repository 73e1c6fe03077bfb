"""Two at once: one wins, the other is told how things stand. Only PostgreSQL lets two in at the same time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection

from southsouth.catalogue.actions.endorsements import ask_endorsement, confirm_endorsement
from southsouth.catalogue.actions.flags import dismiss_flag
from southsouth.catalogue.actions.moves import ChangedMeanwhile
from southsouth.catalogue.actions.needs import (
    decline_need,
    lapse_needs,
    merge_need,
    open_need,
    save_need,
    start_need,
    submit_need,
)
from southsouth.catalogue.actions.questions import ask_question
from southsouth.catalogue.actions.reviews import review_solution
from southsouth.catalogue.lifecycle import AskedBefore, NeedState, NotNow, NotReady, ReviewAnswer, SolutionState
from southsouth.catalogue.models import Flag, Need, Question, Review, Solution
from southsouth.engine.fit.profiles import Evidence
from southsouth.ledger.models import Entry
from southsouth.members.lifecycle import Role
from southsouth.members.models import Person
from tests.makers import AT, make_country, make_flag, make_need, make_organisation, make_person, make_whole_solution

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]
LATER = AT + timedelta(days=1)
Deed = Callable[[], object]


@contextmanager
def own_connection() -> Iterator[None]:
    try:
        yield
    finally:
        connection.close()


def at_once(*deeds: Deed) -> list[object]:
    """Each deed in a thread of its own, begun together: what it returned, or what it raised."""
    start = Barrier(len(deeds))

    def run(deed: Deed) -> object:
        with own_connection():
            start.wait()
            try:
                return deed()
            except (AskedBefore, NotNow, NotReady, ChangedMeanwhile) as refused:
                return refused

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def fresh(need: Need) -> Need:
    return Need.objects.get(pk=need.pk)


def deeds_of(need: Need) -> list[str]:
    return list(Entry.objects.about("need", need.ref).values_list("deed", flat=True))


def test_two_submits_one_wins() -> None:
    keeper = make_person()
    need = make_need(NeedState.DRAFT, organisation=keeper.organisation)
    copies = [fresh(need), fresh(need)]

    done = at_once(*(lambda copy=copy: submit_need(copy, by=keeper, at=LATER) for copy in copies))

    assert {type(each) for each in done} == {Need, NotNow}
    assert deeds_of(need) == ["need.submitted"]


def test_two_decisions_at_triage_one_wins() -> None:
    officers = [make_person(Role.SECRETARIAT), make_person(Role.SECRETARIAT)]
    need = make_need(NeedState.SUBMITTED)
    first, second = fresh(need), fresh(need)

    done = at_once(
        lambda: open_need(first, by=officers[0], at=LATER),
        lambda: decline_need(second, reason="No", by=officers[1], at=LATER),
    )

    assert {type(each) for each in done} == {Need, NotNow}
    assert deeds_of(need) == (["need.opened"] if fresh(need).state == NeedState.OPEN else ["need.declined"])


def test_two_merges_into_each_other_one_wins() -> None:
    officer = make_person(Role.SECRETARIAT)
    one, other = make_need(), make_need()

    done = at_once(
        lambda: merge_need(fresh(one), into=fresh(other), by=officer, at=LATER),
        lambda: merge_need(fresh(other), into=fresh(one), by=officer, at=LATER),
    )

    assert {type(each) for each in done} == {Need, NotReady}
    assert {fresh(one).state, fresh(other).state} == {NeedState.MERGED, NeedState.OPEN}


def test_second_save_of_the_same_page_is_told() -> None:
    keeper = make_person()
    need = make_need(NeedState.DRAFT, organisation=keeper.organisation)
    copies = {title: fresh(need) for title in ("First", "Second")}

    done = at_once(
        *(
            lambda title=title, copy=copy: save_need(copy, {"title": title}, by=keeper, at=LATER, seen=AT)
            for title, copy in copies.items()
        )
    )

    winners = [each for each in done if isinstance(each, Need)]
    refused = [each for each in done if isinstance(each, ChangedMeanwhile)]
    assert (len(winners), len(refused)) == (1, 1)
    assert fresh(need).title == winners[0].title == refused[0].theirs.title


def readers() -> list[Person]:
    return [
        make_person(Role.EXPERT, organisation=make_organisation(country=make_country(iso3))) for iso3 in ("KEN", "PER")
    ]


def read(solution: Solution, answer: ReviewAnswer, by: Person) -> Solution:
    marks = {"clarity": 3, "results": 3, "transfer": 3, "safeguards": 3}
    return review_solution(
        Solution.objects.get(pk=solution.pk),
        marks=marks,
        evidence=Evidence.MEASURED,
        answer=answer,
        comment="As read",
        by=by,
        at=LATER,
    )


def test_two_yes_at_once_publish_once() -> None:
    solution = make_whole_solution(SolutionState.IN_REVIEW)

    at_once(*(lambda by=by: read(solution, ReviewAnswer.PUBLISH, by) for by in readers()))

    assert Solution.objects.get(pk=solution.pk).state == SolutionState.PUBLISHED
    assert Review.objects.count() == 2
    assert Entry.objects.filter(deed="solution.published").count() == 1


def test_two_returns_at_once_return_once() -> None:
    solution = make_whole_solution(SolutionState.IN_REVIEW)

    done = at_once(*(lambda by=by: read(solution, ReviewAnswer.RETURN, by) for by in readers()))

    assert {type(each) for each in done} == {Solution, NotNow}
    assert Entry.objects.filter(deed="solution.returned").count() == 1


def test_same_number_is_never_given_twice() -> None:
    people = [make_person() for _ in range(4)]

    needs = at_once(*(lambda by=by: start_need({}, by=by, at=AT) for by in people))

    assert {need.ref for need in needs if isinstance(need, Need)} == {f"need-2026-{n:03}" for n in range(1, 5)}


def test_link_clicked_twice_endorses_once() -> None:
    keeper = make_person()
    need = make_need(NeedState.DRAFT, organisation=keeper.organisation)
    secret = ask_endorsement(need, official="A. Official", post="Secretary", by=keeper, at=AT)

    done = at_once(*[lambda: confirm_endorsement(secret, at=LATER)] * 2)

    assert sorted(each is None for each in done) == [False, True]
    assert deeds_of(need) == ["need.endorsement_asked", "need.endorsed"]


def test_two_clocks_lapse_a_need_once() -> None:
    need = make_need(deadline=AT.date())

    done = at_once(*[lambda: lapse_needs(at=LATER)] * 2)

    assert sorted(len(each) for each in done if isinstance(each, list)) == [0, 1]
    assert deeds_of(need) == ["need.lapsed"]


def test_two_clicks_ask_one_question() -> None:
    solution, asker = make_whole_solution(SolutionState.PUBLISHED), make_person(Role.EXPERT)
    copies = [Solution.objects.get(pk=solution.pk) for _ in range(2)]

    done = at_once(
        *(lambda copy=copy: ask_question(copy, text="Why?", language="en", by=asker, at=LATER) for copy in copies)
    )

    assert {type(each) for each in done} == {Question, AskedBefore}
    assert Question.objects.count() == 1


def test_a_flag_is_decided_once() -> None:
    flag, officer = make_flag(), make_person(Role.SECRETARIAT)
    copies = [Flag.objects.get(pk=flag.pk) for _ in range(2)]

    done = at_once(*(lambda copy=copy: dismiss_flag(copy, decision="So.", by=officer, at=LATER) for copy in copies))

    assert {type(each) for each in done} == {Flag, NotNow}
    assert Entry.objects.filter(deed="flag.dismissed").count() == 1
