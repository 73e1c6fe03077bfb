"""Events where the network meets."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from southsouth.events.lifecycle import EventKind
from southsouth.members.lifecycle import Origin
from southsouth.reference.models import Country


class Event(models.Model):
    """A workshop, webinar, field visit, side event or expo. A start may be known to the year only."""

    ref = models.SlugField(_("reference"), max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=300)
    kind = models.CharField(_("kind"), max_length=20)
    starts = models.CharField(_("starts"), max_length=10, help_text=_("2019, 2019-06 or 2019-06-23"))
    ends = models.CharField(_("ends"), max_length=10, blank=True)
    city = models.CharField(_("city"), max_length=200, blank=True)
    country = models.ForeignKey(
        Country, models.PROTECT, null=True, blank=True, related_name="events", verbose_name=_("country")
    )
    countries_present = models.PositiveSmallIntegerField(_("countries present"), null=True, blank=True)
    opportunities = models.PositiveSmallIntegerField(_("opportunities created"), null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=500, blank=True)
    origin = models.CharField(_("origin"), max_length=10, default=Origin.RECORDED)
    source = models.URLField(_("source"), max_length=1000, blank=True)

    class Meta:
        app_label = "southsouth"
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["starts", "ref"]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=[each.value for each in EventKind]), name="event_kind"),
            models.CheckConstraint(condition=models.Q(origin__in=[each.value for each in Origin]), name="event_origin"),
            models.CheckConstraint(
                condition=~models.Q(origin="recorded") | ~models.Q(source=""), name="recorded_event_has_source"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def year(self) -> int:
        return int(self.starts[:4])
