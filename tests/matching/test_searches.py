"""Searches that found nothing, counted without their readers; searches that people keep."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError

from southsouth.ledger.models import Entry
from southsouth.matching.actions import searches
from southsouth.matching.actions.searches import (
    MOST_EACH,
    forget_misses,
    forget_search,
    look_again,
    note_miss,
    save_search,
)
from southsouth.matching.lifecycle import SearchKind, TooManySearches
from southsouth.matching.models import SavedSearch, SearchMiss
from southsouth.matching.policies import visible_searches
from southsouth.matching.queries.searches import Missed, counts_of, missed, new_for, rows_for
from tests.makers import AT, make_area, make_need, make_person, make_search, make_solution

pytestmark = pytest.mark.django_db


def test_the_same_words_of_a_day_are_one_line():
    assert note_miss("  Drone   delivery ", "en", at=AT)
    assert note_miss("drone delivery", "en", at=AT)
    assert str(SearchMiss.objects.get()) == "drone delivery"
    assert note_miss("drone delivery", "fr", at=AT)
    assert note_miss("drone delivery", "en", at=AT + timedelta(days=1))
    assert sorted(SearchMiss.objects.values_list("language", "text", "count")) == [
        ("en", "drone delivery", 1),
        ("en", "drone delivery", 2),
        ("fr", "drone delivery", 1),
    ]


@pytest.mark.parametrize("text", ["", "ab", "12345", "me@ministry.gov", "+880 1711 123456"])
def test_what_says_nothing_or_too_much_is_not_kept(text):
    assert not note_miss(text, "en", at=AT)
    assert not SearchMiss.objects.exists()


def test_addresses_and_long_numbers_are_left_out():
    note_miss("call Amina at +254 700 123 456 or amina@example.org about births", "en", at=AT)
    assert SearchMiss.objects.get().text == "call amina at or about births"


def test_a_day_takes_only_so_many(monkeypatch):
    monkeypatch.setattr(searches, "MOST_A_DAY", 1)
    assert note_miss("first words", "en", at=AT)
    assert not note_miss("second words", "en", at=AT)
    assert note_miss("first words", "en", at=AT), "what is known is still counted"


def test_a_page_never_fails_because_of_it(monkeypatch):
    def broken(*_):
        raise DatabaseError

    monkeypatch.setattr(searches, "_count", broken)
    assert not note_miss("drone delivery", "en", at=AT)


def test_after_a_year_it_is_forgotten():
    note_miss("old words", "en", at=AT - timedelta(days=366))
    note_miss("new words", "en", at=AT)
    assert forget_misses(at=AT) == 1
    assert [each.text for each in SearchMiss.objects.all()] == ["new words"]


def test_words_are_shown_once_they_were_asked_for_twice():
    for times, text in ((1, "once only"), (2, "twice asked"), (3, "three times")):
        for _ in range(times):
            note_miss(text, "en", at=AT)
    note_miss("twice asked", "en", at=AT - timedelta(days=40))
    today = AT.date()
    assert missed(today, 30) == [Missed("three times", "en", 3, today), Missed("twice asked", "en", 2, today)]
    assert [row.times for row in missed(today, 90)] == [3, 3]


def test_a_search_is_kept_once():
    person = make_person()
    first = save_search(SearchKind.SOLUTIONS, "births", {"area": ["b", "a"], "goal": []}, name="", by=person, at=AT)
    again = save_search(SearchKind.SOLUTIONS, "births", {"area": ["a", "b"]}, name="x", by=person, at=AT)
    assert first == again
    assert (str(first), first.chosen) == ("births", {"area": ["a", "b"]})
    assert [each.deed for each in Entry.objects.about("savedsearch", str(first.pk))] == ["search.saved"]
    other = save_search(SearchKind.SOLUTIONS, "births", {}, name=" My  list ", by=person, at=AT)
    assert other.name == "My list"
    assert save_search(SearchKind.NEEDS, "", {}, name="", by=person, at=AT).name == "needs"


def test_one_person_keeps_so_many():
    person = make_person()
    for number in range(MOST_EACH):
        make_search(person, text=f"births {number}")
    with pytest.raises(TooManySearches) as refusal:
        save_search(SearchKind.NEEDS, "one more", {}, name="", by=person, at=AT)
    assert refusal.value.most == MOST_EACH


def test_only_the_person_sees_and_changes_it():
    search, other = make_search(), make_person()
    assert list(visible_searches(search.person)) == [search]
    assert not visible_searches(other).exists()
    for deed in (look_again, forget_search):
        with pytest.raises(PermissionDenied):
            deed(search, by=other, at=AT)
    forget_search(search, by=search.person, at=AT)
    assert not SavedSearch.objects.exists()


def test_nobody_who_is_not_signed_in_keeps_one(rf):
    from django.contrib.auth.models import AnonymousUser

    make_search()
    assert not visible_searches(AnonymousUser()).exists()


def test_what_came_since_the_last_look_is_new():
    health = make_area("health")
    old = make_solution(focus_area=health, published_at=AT - timedelta(days=2))
    new = make_solution(focus_area=health, published_at=AT + timedelta(days=1))
    make_solution(published_at=AT + timedelta(days=1))
    make_solution(focus_area=health, published_at=AT + timedelta(days=1), visibility="secretariat")
    search = make_search(text="", chosen={"area": ["health"]})
    assert set(rows_for(search)) == {old, new}
    assert list(new_for(search)) == [new]
    assert counts_of(search) == (2, 1)
    look_again(search, by=search.person, at=AT + timedelta(days=2))
    assert not new_for(search).exists()


def test_words_are_looked_up_as_the_lists_do(monkeypatch):
    need, solution = make_need("open", title="Register births"), make_solution(title="Births in one visit")
    make_need("open", title="Pay taxes")
    make_solution(title="Ports")
    monkeypatch.setattr("southsouth.matching.queries.searches.found_needs", lambda text, person: [need.ref])
    monkeypatch.setattr("southsouth.matching.queries.searches.found_solutions", lambda text, person: [solution.ref])
    assert list(rows_for(make_search(kind="needs"))) == [need]
    assert list(rows_for(make_search(kind="solutions"))) == [solution]
    assert need in rows_for(make_search(kind="needs", text=""))
