"""Who did what, when; append only."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NoReturn

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.translation import gettext_lazy as _


def refuse() -> NoReturn:
    raise PermissionDenied("The ledger is append only.")


def called(subject: models.Model) -> tuple[str, str]:
    """What the ledger calls a record: its kind, and its reference, or its key where it has none."""
    return subject._meta.model_name or "", str(getattr(subject, "ref", subject.pk))


class EntryQuerySet(models.QuerySet["Entry"]):
    """Lines can be added and read. It is the base manager too, so that saving a line again is refused as well."""

    def about(self, kind: str, ref: str) -> EntryQuerySet:
        """The lines of one record, oldest first."""
        return self.filter(kind=kind, ref=ref).order_by("at", "pk")

    def newest(self) -> EntryQuerySet:
        return self.order_by("-at", "-pk")

    def delete(self) -> tuple[int, dict[str, int]]:
        refuse()

    def update(self, **values: object) -> int:
        refuse()

    def _update(self, values: object) -> int:
        refuse()

    def bulk_create(self, objs: Iterable[Entry], *args: Any, **kwargs: Any) -> list[Entry]:
        if kwargs.get("update_conflicts") or len(args) > 2:
            refuse()
        return super().bulk_create(objs, *args, **kwargs)


class Entry(models.Model):
    """One deed. The record is named by its kind and its reference, which outlive it."""

    deed = models.CharField(_("deed"), max_length=60)
    kind = models.CharField(_("kind of record"), max_length=40)
    ref = models.CharField(_("reference"), max_length=80)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("at"))
    state_before = models.CharField(_("state before"), max_length=30, blank=True)
    state_after = models.CharField(_("state after"), max_length=30, blank=True)
    facts = models.JSONField(_("facts"), default=dict, blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        app_label = "southsouth"
        verbose_name = _("ledger entry")
        verbose_name_plural = _("ledger entries")
        base_manager_name = "objects"
        ordering = ["at", "pk"]
        indexes = [
            models.Index(fields=["kind", "ref"], name="entry_record"),
            models.Index(fields=["at"], name="entry_at"),
        ]

    def __str__(self) -> str:
        return f"{self.deed} {self.ref}"

    def delete(self, *args: object, **kwargs: object) -> tuple[int, dict[str, int]]:
        refuse()
