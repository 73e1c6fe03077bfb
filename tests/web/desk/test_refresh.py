"""Asking for all lists anew, and seeing how far the worker is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from southsouth.ledger.models import Entry
from southsouth.matching.actions.refresh import refresh_waiting
from southsouth.matching.models import Refresh
from southsouth.members.lifecycle import Role
from southsouth.members.models import Person
from tests.makers import make_need, make_person
from tests.web.reading import said

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Person | None], Client]
REFRESH = "/en/desk/refresh/"


@pytest.fixture
def officer() -> Person:
    return make_person(Role.SECRETARIAT)


def working(**fields: object) -> Refresh:
    now = timezone.now()
    plain = {"worker": "w", "beat": now, "since": now, "step": "needs", "done": 212, "total": 640}
    return Refresh.objects.create(**{**plain, **fields})


def test_all_lists_are_asked_for_once_more(signed_in: SignedIn, officer: Person) -> None:
    make_need()
    refresh_waiting(at=timezone.now() - timedelta(minutes=1), clock=lambda: timezone.now() - timedelta(minutes=1))
    browser = signed_in(officer)
    assert "Every list is up to date" in said(browser.get(REFRESH))
    answer = browser.post(REFRESH, follow=True)
    assert answer.redirect_chain == [(REFRESH, 302)]
    assert Refresh.objects.get().wanted_at is not None
    assert Entry.objects.get(deed="matches.refresh_asked").by == officer
    words = said(answer)
    assert "Asked for. The background worker begins within a minute." in words
    assert "1 list waits to be computed" in words


def test_the_work_is_told_in_a_sentence_and_a_bar(signed_in: SignedIn, officer: Person) -> None:
    working()
    page = signed_in(officer).get(REFRESH)
    words = said(page)
    assert "Comparing needs with solutions 212 of 640 needs compared." in words
    assert "You can leave this page." in words
    assert '<progress value="212" max="640"' in page.content.decode()
    assert "http-equiv" not in page.content.decode()


def test_reading_is_told_in_its_own_words(signed_in: SignedIn, officer: Person) -> None:
    working(step="index", done=0, total=0)
    page = signed_in(officer).get(REFRESH)
    assert "Reading what is new 0 of 0 texts read." in said(page)
    assert '<progress value="0" max="1"' in page.content.decode()


def test_a_worker_that_died_is_not_shown_at_work(signed_in: SignedIn, officer: Person) -> None:
    make_need()
    working(beat=timezone.now() - timedelta(hours=1))
    words = said(signed_in(officer).get(REFRESH))
    assert "needs compared" not in words
    assert "ask your administrator whether it runs" in words


def test_the_last_look_at_the_index_is_named(signed_in: SignedIn, officer: Person) -> None:
    Refresh.objects.create(indexed_at=timezone.now().replace(year=2026, month=3, day=12, hour=14, minute=5))
    assert "The index was last looked at on 12 March 2026, 14:05 UTC." in said(signed_in(officer).get(REFRESH))
