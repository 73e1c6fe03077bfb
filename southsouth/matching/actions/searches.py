"""What is kept of searches: those that found nothing, without their readers; and those that a person wants to keep."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.db.models import F

from southsouth.ledger.actions import record
from southsouth.matching.lifecycle import SearchKind, TooManySearches
from southsouth.matching.models import SavedSearch, SearchMiss
from southsouth.members.models import Person

LONGEST, SHORTEST = 100, 3
KEPT_FOR = timedelta(days=365)
MOST_A_DAY = 2_000
"""Different texts kept of one day; whoever sends more learns nothing and fills nothing."""
MOST_EACH = 50
"""Searches one person can keep."""
PERSONAL = re.compile(r"\S+@\S+|[+\d][\d\s().-]{5,}\d")
"""E-mail addresses and long numbers, which may be somebody's."""


def note_miss(text: str, language: str, *, at: datetime) -> bool:
    """Count a search that found nothing; whether it was. A page never fails because this does."""
    words = " ".join(PERSONAL.sub(" ", text).casefold().split())[:LONGEST]
    if len(words) < SHORTEST or not any(map(str.isalpha, words)):
        return False
    try:
        with transaction.atomic():
            return _count(words, language, at)
    except DatabaseError:
        return False


def _count(words: str, language: str, at: datetime) -> bool:
    day = at.date()
    known = SearchMiss.objects.filter(day=day, language=language, text=words)
    if known.update(count=F("count") + 1):
        return True
    if SearchMiss.objects.filter(day=day).count() >= MOST_A_DAY:
        return False
    SearchMiss.objects.create(day=day, language=language, text=words)
    return True


def forget_misses(*, at: datetime) -> int:
    """Forget what was looked for longer than a year ago; how many lines that were. Done by the clock."""
    return SearchMiss.objects.filter(day__lt=(at - KEPT_FOR).date()).delete()[0]


@transaction.atomic
def save_search(
    kind: SearchKind, text: str, chosen: Mapping[str, Sequence[str]], *, name: str, by: Person, at: datetime
) -> SavedSearch:
    """Keep a list as it is narrowed now. The same list twice is kept once. Raises ``TooManySearches``."""
    plain = {facet: sorted(values) for facet, values in sorted(chosen.items()) if values}
    mine = SavedSearch.objects.filter(person=by)
    for search in mine.filter(kind=kind, text=text):
        if search.chosen == plain:
            return search
    if mine.count() >= MOST_EACH:
        raise TooManySearches(MOST_EACH)
    called = " ".join(name.split())[:100] or text[:100] or kind.value
    search = SavedSearch.objects.create(
        person=by, kind=kind, text=text, chosen=plain, name=called, saved_at=at, looked_at=at
    )
    record("search.saved", search, by=by, at=at)
    return search


@transaction.atomic
def look_again(search: SavedSearch, *, by: Person, at: datetime) -> SavedSearch:
    """The person opens the list: what comes from now on is new."""
    _own(search, by)
    search.looked_at = at
    search.save(update_fields=["looked_at"])
    return search


@transaction.atomic
def forget_search(search: SavedSearch, *, by: Person, at: datetime) -> None:
    """Keep it no longer."""
    _own(search, by)
    record("search.forgotten", search, by=by, at=at)
    search.delete()


def _own(search: SavedSearch, by: Person) -> None:
    if search.person_id != by.pk:
        raise PermissionDenied
