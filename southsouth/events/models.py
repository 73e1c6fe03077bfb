"""Events where the network meets."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Substr
from django.utils.translation import gettext_lazy as _

from southsouth.events.lifecycle import EventKind
from southsouth.members.lifecycle import Origin
from southsouth.reference.models import Country

KNOWABLE = ("ends", "city", "country_id", "countries_present", "opportunities", "outcome")
"""What may be known of an event beside its title, kind and start."""


class EventQuerySet(models.QuerySet["Event"]):
    def in_year(self, year: int) -> EventQuerySet:
        return self.filter(starts__startswith=f"{year:04}")

    def newest_first(self) -> EventQuerySet:
        """By start; within what starts alike, the better known date and then the reference decide."""
        return self.order_by("-starts", "ref")

    def with_year(self) -> EventQuerySet:
        """``began``: the year of the start, as text, for counts by year."""
        return self.annotate(began=Substr("starts", 1, 4))


class Event(models.Model):
    """A workshop, webinar, field visit, side event or expo.

    ``starts`` and ``ends`` hold a day, a month or a year, as far as known; empty and ``None`` mean unknown, never none.
    """

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

    objects = EventQuerySet.as_manager()

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

    @property
    def unknown(self) -> tuple[str, ...]:
        """The fields nobody knows, in their order; a country is named ``country``."""
        return tuple(name.removesuffix("_id") for name in KNOWABLE if getattr(self, name) in (None, ""))
