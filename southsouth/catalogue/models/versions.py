"""Versions: a record as it stood when it was sent, shown, confirmed or changed; never written again."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from southsouth.catalogue.lifecycle import VersionDeed, Visibility
from southsouth.catalogue.models.needs import Need
from southsouth.catalogue.models.records import Kept, OnRecordQuerySet, on_one_record
from southsouth.catalogue.models.solutions import Solution
from southsouth.members.models import Person


class VersionQuerySet(OnRecordQuerySet["Version"]):
    def about(self, kept: Kept) -> VersionQuerySet:
        """Those of one record, the newest first."""
        return super().about(kept).order_by("-number")

    def for_lists(self) -> VersionQuerySet:
        return self.select_related("by__organisation")


class Version(models.Model):
    """What was written in a solution or a need at one moment.

    ``content``: every written field and list of parts, as plain values and codes. ``form``: which layout that is, so
    that it can still be read when the records have changed. ``shown``: others saw it from then on, as far as
    ``visibility`` let them. ``by`` is nobody for the platform itself, or once the person was erased.
    """

    solution = models.ForeignKey(
        Solution, models.CASCADE, null=True, blank=True, related_name="versions", verbose_name=_("solution")
    )
    need = models.ForeignKey(
        Need, models.CASCADE, null=True, blank=True, related_name="versions", verbose_name=_("need")
    )
    number = models.PositiveIntegerField(_("number"))
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by"))
    deed = models.CharField(_("deed"), max_length=20)
    form = models.PositiveSmallIntegerField(_("layout of the content"))
    content = models.JSONField(_("content"))
    digest = models.CharField(_("digest of the content"), max_length=64)
    shown = models.BooleanField(_("shown to others"))
    visibility = models.CharField(_("visibility"), max_length=20)
    note = models.TextField(_("what changed and why"), blank=True, max_length=1000)

    objects = VersionQuerySet.as_manager()

    class Meta:
        app_label = "southsouth"
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["number", "pk"]
        constraints = [
            on_one_record("version_of_one_record"),
            models.UniqueConstraint(fields=["solution", "number"], name="version_of_solution_once"),
            models.UniqueConstraint(fields=["need", "number"], name="version_of_need_once"),
            models.CheckConstraint(
                condition=models.Q(deed__in=[each.value for each in VersionDeed]), name="version_deed"
            ),
            models.CheckConstraint(
                condition=models.Q(visibility__in=[each.value for each in Visibility]), name="version_visibility"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.solution_id or self.need_id} {self.number}"
