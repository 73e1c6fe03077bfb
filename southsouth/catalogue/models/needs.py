"""Needs: problems countries want to import a solution for."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from southsouth.catalogue.lifecycle import SHOWN_NEEDS, Connectivity, NeedState, Visibility
from southsouth.members.lifecycle import Origin
from southsouth.members.models import Organisation, Person
from southsouth.reference.models import Country, FocusArea, Goal, Topic

WRITTEN = (
    "title",
    "language",
    "problem",
    "sufferers",
    "people_affected",
    "tried",
    "success",
    "time_baseline",
    "cost_baseline",
    "visits_baseline",
    "place",
    "connectivity",
    "languages",
    "law",
    "staff",
    "systems",
    "owner",
    "budget_usd",
    "deadline",
    "kinds_of_help",
    "willing_to_host",
    "country",
    "focus_area",
    "topics",
    "goals",
    "visibility",
)
"""What the writers of a need set. Everything else follows from deeds."""
OPEN_FOR = timedelta(days=365)
"""How long a need without a deadline stays open."""


class NeedQuerySet(models.QuerySet["Need"]):
    def shown(self) -> NeedQuerySet:
        """Open, or answered."""
        return self.filter(state__in=[each.value for each in SHOWN_NEEDS])

    def public(self) -> NeedQuerySet:
        return self.shown().filter(visibility=Visibility.PUBLIC)

    def outdated(self, at: datetime) -> NeedQuerySet:
        """Open, and past their deadline; those without one when they have been open for long."""
        long_open = models.Q(deadline=None, opened_at__lt=at - OPEN_FOR)
        return self.filter(models.Q(deadline__lt=at.date()) | long_open, state=NeedState.OPEN)

    def for_lists(self) -> NeedQuerySet:
        return self.select_related("country", "focus_area", "organisation")

    def in_full(self) -> NeedQuerySet:
        return self.for_lists().prefetch_related("goals", "topics", "answers")


class Need(models.Model):
    """A problem a country wants to import a solution for. Empty or null: not known."""

    ref = models.SlugField(_("reference"), max_length=80, unique=True)
    title = models.CharField(_("the problem in one line"), max_length=200)
    language = models.CharField(_("language it is written in"), max_length=2, default="en")
    problem = models.TextField(_("the problem"), max_length=10000)
    sufferers = models.TextField(_("who suffers"), blank=True, max_length=5000)
    people_affected = models.PositiveBigIntegerField(_("people affected"), null=True, blank=True)
    tried = models.TextField(_("what was tried"), blank=True, max_length=5000)
    success = models.TextField(_("what success looks like"), blank=True, max_length=5000)
    time_baseline = models.CharField(_("time it takes today"), blank=True, max_length=200)
    cost_baseline = models.CharField(_("cost today"), blank=True, max_length=200)
    visits_baseline = models.CharField(_("visits today"), blank=True, max_length=200)
    place = models.CharField(_("where the service is used"), blank=True, max_length=300)
    connectivity = models.CharField(_("connection where people are served"), max_length=20, blank=True)
    languages = models.JSONField(_("languages people use there"), default=list, blank=True)
    law = models.TextField(_("laws and rules in place"), blank=True, max_length=5000)
    staff = models.TextField(_("staff and skills"), blank=True, max_length=5000)
    systems = models.TextField(_("systems in place"), blank=True, max_length=5000)
    owner = models.CharField(_("who owns the service"), blank=True, max_length=300)
    budget_usd = models.PositiveBigIntegerField(_("money in hand, US$"), null=True, blank=True)
    deadline = models.DateField(_("decide by"), null=True, blank=True)
    kinds_of_help = models.JSONField(_("kinds of help sought"), default=list, blank=True)
    willing_to_host = models.BooleanField(_("willing to host a visit"), null=True, blank=True)
    country = models.ForeignKey(
        Country, models.PROTECT, null=True, blank=True, related_name="needs", verbose_name=_("country")
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="needs", verbose_name=_("organisation")
    )
    focus_area = models.ForeignKey(
        FocusArea, models.PROTECT, null=True, blank=True, related_name="needs", verbose_name=_("focus area")
    )
    topics = models.ManyToManyField(Topic, blank=True, related_name="needs", verbose_name=_("topics"))
    goals = models.ManyToManyField(Goal, blank=True, related_name="needs", verbose_name=_("SDG goals"))
    state = models.CharField(_("state"), max_length=30, default=NeedState.DRAFT)
    visibility = models.CharField(_("visibility"), max_length=20, default=Visibility.PUBLIC)
    origin = models.CharField(_("origin"), max_length=10, default=Origin.OWN)
    author = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("written by")
    )
    triage_reason = models.TextField(_("reason given at triage"), blank=True, max_length=2000)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", verbose_name=_("merged into")
    )
    created_at = models.DateTimeField(_("created at"))
    changed_at = models.DateTimeField(_("changed at"))
    opened_at = models.DateTimeField(_("opened at"), null=True, blank=True)

    objects = NeedQuerySet.as_manager()

    class Meta:
        app_label = "southsouth"
        verbose_name = _("need")
        verbose_name_plural = _("needs")
        ordering = ["-opened_at", "ref"]
        indexes = [models.Index(fields=["state", "visibility"], name="need_shown")]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=[each.value for each in NeedState]), name="need_state"),
            models.CheckConstraint(
                condition=models.Q(visibility__in=[each.value for each in Visibility]), name="need_visibility"
            ),
            models.CheckConstraint(condition=models.Q(origin__in=[each.value for each in Origin]), name="need_origin"),
            models.CheckConstraint(
                condition=models.Q(connectivity__in=["", *(each.value for each in Connectivity)]),
                name="need_connectivity",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["open", "answered"]) | models.Q(opened_at__isnull=False),
                name="need_opened_when",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class NeedAnswer(models.Model):
    """What the owner of a need says of one precondition: it is there, or it is not."""

    need = models.ForeignKey(Need, models.CASCADE, related_name="answers", verbose_name=_("need"))
    precondition = models.ForeignKey(
        "southsouth.Precondition", models.CASCADE, related_name="+", verbose_name=_("precondition")
    )
    there = models.BooleanField(_("it is there"))

    class Meta:
        app_label = "southsouth"
        verbose_name = _("answer on a precondition")
        verbose_name_plural = _("answers on preconditions")
        constraints = [models.UniqueConstraint(fields=["need", "precondition"], name="need_answer_once")]

    def __str__(self) -> str:
        return f"{self.need_id} {self.precondition_id}"


class Endorsement(models.Model):
    """A named senior official stands behind a need, confirmed through a link only that official was given."""

    need = models.ForeignKey(Need, models.CASCADE, related_name="endorsements", verbose_name=_("need"))
    official = models.CharField(_("official"), max_length=200)
    post = models.CharField(_("post"), max_length=200)
    digest = models.CharField(_("digest of the link"), max_length=64, unique=True)
    asked_at = models.DateTimeField(_("asked at"))
    expires_at = models.DateTimeField(_("link valid until"))
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)

    class Meta:
        app_label = "southsouth"
        verbose_name = _("endorsement")
        verbose_name_plural = _("endorsements")
        ordering = ["asked_at", "pk"]

    def __str__(self) -> str:
        return self.official
