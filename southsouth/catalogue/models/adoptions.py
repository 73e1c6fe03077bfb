"""Adoptions: a solution taken up in another country."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from southsouth.catalogue.lifecycle import RUNNING, AdoptionStatus
from southsouth.catalogue.models.solutions import Solution
from southsouth.members.lifecycle import Origin
from southsouth.reference.models import Country


class AdoptionQuerySet(models.QuerySet["Adoption"]):
    def running(self) -> AdoptionQuerySet:
        return self.filter(status__in=[each.value for each in RUNNING])


class Adoption(models.Model):
    """A flow from an exporter to an importer. ``recorded``: as a public source says, not confirmed by both sides."""

    ref = models.SlugField(_("reference"), max_length=80, unique=True)
    solution = models.ForeignKey(Solution, models.PROTECT, related_name="adoptions", verbose_name=_("solution"))
    exporter = models.ForeignKey(Country, models.PROTECT, related_name="adoptions_out", verbose_name=_("exported by"))
    exporter_name = models.CharField(_("exporting organisation"), max_length=300, blank=True)
    importer = models.ForeignKey(Country, models.PROTECT, related_name="adoptions_in", verbose_name=_("imported by"))
    importer_name = models.CharField(_("importing organisation"), max_length=300, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    year_is_approximate = models.BooleanField(_("year is approximate"), default=False)
    status = models.CharField(_("status"), max_length=30)
    origin = models.CharField(_("origin"), max_length=10, default=Origin.RECORDED)
    evidence = models.CharField(_("how it was read"), max_length=200, blank=True)
    source = models.URLField(_("source"), max_length=1000, blank=True)
    changed_at = models.DateTimeField(_("changed at"))

    objects = AdoptionQuerySet.as_manager()

    class Meta:
        app_label = "southsouth"
        verbose_name = _("adoption")
        verbose_name_plural = _("adoptions")
        ordering = ["-year", "ref"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status__in=[each.value for each in AdoptionStatus]), name="adoption_status"
            ),
            models.CheckConstraint(
                condition=models.Q(origin__in=[each.value for each in Origin]), name="adoption_origin"
            ),
            models.CheckConstraint(
                condition=~models.Q(origin="recorded") | ~models.Q(source=""), name="recorded_adoption_has_source"
            ),
        ]

    def __str__(self) -> str:
        return self.ref
