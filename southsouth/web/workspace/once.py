"""A form sent twice by an impatient finger makes one record."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from southsouth.members.models import Person

AGAIN = timedelta(minutes=10)


@contextmanager
def started_just_now(rows: QuerySet[Any], person: Person, title: str, *, at: datetime) -> Iterator[Any | None]:
    """The draft this person began a moment ago with the same title, if there is one.

    The person's row is held until the deed is done: of two clicks at once the second waits, and finds the first.
    """
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=person.pk)
        yield rows.filter(author=person, state="draft", title=title, created_at__gte=at - AGAIN).first()
