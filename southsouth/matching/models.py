"""Matches: one need with one solution, the fit that was computed, and each side's answer."""

from __future__ import annotations

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from southsouth.catalogue.lifecycle import SHOWN_SOLUTIONS
from southsouth.catalogue.models import Need, Solution
from southsouth.engine.fit.profiles import Band
from southsouth.matching.lifecycle import MATCHED_NEEDS, Answer, RefreshStep, RefusalReason, SearchKind, Side
from southsouth.members.models import Person


class WeightSet(models.Model):
    """A version of the weights. Never edited: a change is a new version."""

    version = models.PositiveIntegerField(_("version"), unique=True)
    values = models.JSONField(_("weights"))
    note = models.CharField(_("why"), max_length=500)
    active = models.BooleanField(_("in use"), default=False)
    made_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("made by")
    )
    made_at = models.DateTimeField(_("made at"))

    class Meta:
        app_label = "southsouth"
        verbose_name = _("weights")
        verbose_name_plural = _("weights")
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["active"], condition=Q(active=True), name="one_active_weights")]

    def __str__(self) -> str:
        return str(self.version)


class MatchRunQuerySet(models.QuerySet["MatchRun"]):
    def latest_each(self) -> MatchRunQuerySet:
        """The newest run of each need."""
        newest = MatchRun.objects.filter(need=OuterRef("need")).order_by("-pk").values("pk")[:1]
        return self.filter(pk=Subquery(newest))


class MatchRun(models.Model):
    """One computation for one need: with which weights, over which catalogue, by which model."""

    need = models.ForeignKey(Need, models.CASCADE, related_name="runs", verbose_name=_("need"))
    weights = models.ForeignKey(WeightSet, models.PROTECT, related_name="runs", verbose_name=_("weights"))
    catalogue = models.CharField(_("digest of the catalogue"), max_length=64)
    model = models.CharField(_("language model"), max_length=80, blank=True)
    need_seen = models.DateTimeField(_("need as changed at"))
    considered = models.PositiveIntegerField(_("solutions considered"))
    notes = models.JSONField(_("what could not be used"), default=list)
    at = models.DateTimeField(_("at"))

    objects = MatchRunQuerySet.as_manager()

    class Meta:
        app_label = "southsouth"
        verbose_name = _("matching run")
        verbose_name_plural = _("matching runs")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.need_id} {self.at:%Y-%m-%d %H:%M}"


class MatchQuerySet(models.QuerySet["Match"]):
    def live(self) -> MatchQuerySet:
        """Of the newest run of a need that is not closed, with a solution that is still shown."""
        newest = MatchRun.objects.filter(need=OuterRef("need")).order_by("-pk").values("pk")[:1]
        return self.filter(
            run=Subquery(newest),
            need__state__in=[each.value for each in MATCHED_NEEDS],
            solution__state__in=[each.value for each in SHOWN_SOLUTIONS],
        )

    def mutual(self) -> MatchQuerySet:
        """Both sides said yes."""
        yes = Interest.objects.filter(match=OuterRef("pk"), answer=Answer.YES)
        return self.filter(models.Exists(yes.filter(side=Side.IMPORTER)), models.Exists(yes.filter(side=Side.EXPORTER)))

    def best_first(self) -> MatchQuerySet:
        return self.order_by("rank", "solution__ref")

    def best_needs_first(self) -> MatchQuerySet:
        """As an exporter reads them: across needs, the best fit first."""
        return self.order_by("-score", "need__ref")


class Match(models.Model):
    """One need with one solution: a stored fit. Advice until both sides say yes."""

    need = models.ForeignKey(Need, models.CASCADE, related_name="matches", verbose_name=_("need"))
    solution = models.ForeignKey(Solution, models.CASCADE, related_name="matches", verbose_name=_("solution"))
    run = models.ForeignKey(MatchRun, models.CASCADE, related_name="matches", verbose_name=_("run"))
    rank = models.PositiveSmallIntegerField(_("rank"))
    score = models.FloatField(_("score"))
    band = models.CharField(_("band"), max_length=10)
    parts = models.JSONField(_("parts"))
    shares = models.JSONField(_("shares"))
    reasons = models.JSONField(_("reasons"))
    gaps = models.JSONField(_("gaps"))
    missing = models.JSONField(_("facts missing"))
    known = models.PositiveSmallIntegerField(_("facts known"))
    asked = models.PositiveSmallIntegerField(_("facts asked"))

    objects = MatchQuerySet.as_manager()

    class Meta:
        app_label = "southsouth"
        verbose_name = _("match")
        verbose_name_plural = _("matches")
        constraints = [
            models.UniqueConstraint(fields=["need", "solution"], name="match_once"),
            models.CheckConstraint(condition=Q(band__in=[each.value for each in Band]), name="match_band"),
            models.CheckConstraint(condition=Q(score__gte=0, score__lte=100), name="match_score"),
            models.CheckConstraint(condition=Q(known__lte=F("asked")), name="match_known"),
        ]

    def __str__(self) -> str:
        return f"{self.need_id} {self.solution_id}"


class Interest(models.Model):
    """One side's recorded answer to a match, and what it saw when it answered."""

    match = models.ForeignKey(Match, models.CASCADE, related_name="interests", verbose_name=_("match"))
    side = models.CharField(_("side"), max_length=10)
    answer = models.CharField(_("answer"), max_length=10)
    reason = models.CharField(_("reason"), max_length=20, blank=True)
    note = models.TextField(_("note"), blank=True, max_length=2000)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))
    run = models.ForeignKey(MatchRun, models.CASCADE, related_name="+", verbose_name=_("list shown"))
    rank = models.PositiveSmallIntegerField(_("rank shown"))

    class Meta:
        app_label = "southsouth"
        verbose_name = _("interest")
        verbose_name_plural = _("interests")
        constraints = [
            models.UniqueConstraint(fields=["match", "side"], name="interest_once_a_side"),
            models.CheckConstraint(condition=Q(side__in=[each.value for each in Side]), name="interest_side"),
            models.CheckConstraint(condition=Q(answer__in=[each.value for each in Answer]), name="interest_answer"),
            models.CheckConstraint(
                condition=Q(reason__in=["", *(each.value for each in RefusalReason)]), name="interest_reason"
            ),
            models.CheckConstraint(condition=~Q(answer="no") | ~Q(reason=""), name="interest_refusal_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.match_id} {self.side} {self.answer}"


class Refresh(models.Model):
    """The one row in which the background worker says what it works on and how far it is.

    ``catalogue`` and ``model``: what the index was last made of; runs of others are stale. ``worker`` and ``beat``:
    who holds the work, and the last sign of life. ``wanted_at``: runs before this moment are to be made anew.
    """

    ONLY = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY)
    catalogue = models.CharField(_("digest of the catalogue"), max_length=64, blank=True)
    model = models.CharField(_("language model"), max_length=80, blank=True)
    indexed_at = models.DateTimeField(_("index made at"), null=True, blank=True)
    wanted_at = models.DateTimeField(_("everything asked for at"), null=True, blank=True)
    worker = models.CharField(_("worker"), max_length=40, blank=True)
    beat = models.DateTimeField(_("last sign of life"), null=True, blank=True)
    step = models.CharField(_("step"), max_length=10, blank=True)
    total = models.PositiveIntegerField(_("to do"), default=0)
    done = models.PositiveIntegerField(_("done"), default=0)
    since = models.DateTimeField(_("since"), null=True, blank=True)

    class Meta:
        app_label = "southsouth"
        verbose_name = _("background matching")
        verbose_name_plural = _("background matching")
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="refresh_only_row"),
            models.CheckConstraint(
                condition=Q(step__in=["", *(each.value for each in RefreshStep)]), name="refresh_step"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step} {self.done}/{self.total}"


class SearchMiss(models.Model):
    """What readers looked for and did not find: words and language by day, and nothing about the readers."""

    day = models.DateField(_("day"))
    language = models.CharField(_("language of the page"), max_length=2)
    text = models.CharField(_("words"), max_length=100)
    count = models.PositiveIntegerField(_("times"), default=1)

    class Meta:
        app_label = "southsouth"
        verbose_name = _("search without an answer")
        verbose_name_plural = _("searches without an answer")
        ordering = ["-day", "text"]
        constraints = [models.UniqueConstraint(fields=["day", "language", "text"], name="search_miss_once_a_day")]

    def __str__(self) -> str:
        return self.text


class SavedSearch(models.Model):
    """A list as somebody narrowed it, kept to come back to; ``looked_at``: what came later is new."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="searches", verbose_name=_("person"))
    kind = models.CharField(_("list"), max_length=10)
    text = models.CharField(_("words"), max_length=500, blank=True)
    chosen = models.JSONField(_("choices"), default=dict, blank=True)
    name = models.CharField(_("name"), max_length=100)
    saved_at = models.DateTimeField(_("saved at"))
    looked_at = models.DateTimeField(_("last looked at"))

    class Meta:
        app_label = "southsouth"
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=[each.value for each in SearchKind]), name="saved_search_kind")
        ]

    def __str__(self) -> str:
        return self.name
