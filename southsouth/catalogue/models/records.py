"""A need or a solution, whichever: what hangs on one of the two hangs on it in the same way."""

from __future__ import annotations

from typing import Self, TypeVar

from django.db import models

from southsouth.catalogue.models.needs import Need
from southsouth.catalogue.models.solutions import Solution

Kept = Need | Solution
Row = TypeVar("Row", bound=models.Model)


class OnRecordQuerySet(models.QuerySet[Row]):
    """Rows that hang on one need or one solution."""

    def about(self, kept: Kept) -> Self:
        return self.filter(**side(kept))


def kind_of(kept: Kept) -> str:
    """``need`` or ``solution``: in addresses, and the name of the column that points to it."""
    return "need" if isinstance(kept, Need) else "solution"


def side(kept: Kept) -> dict[str, Kept]:
    """The column that points to the record, with the record."""
    return {kind_of(kept): kept}


def on_one_record(name: str) -> models.CheckConstraint:
    """A row hangs on a solution or on a need, never on both and never on none."""
    return models.CheckConstraint(
        condition=models.Q(solution__isnull=False, need__isnull=True)
        | models.Q(solution__isnull=True, need__isnull=False),
        name=name,
    )
