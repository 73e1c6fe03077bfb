"""Solutions: proven answers that countries export, and their parts."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from southsouth.catalogue.lifecycle import SHOWN_SOLUTIONS, Measure, SolutionState, Visibility
from southsouth.engine.fit.profiles import Evidence, PreconditionKind, Step
from southsouth.members.lifecycle import Origin
from southsouth.members.models import Organisation, Person
from southsouth.reference.models import Country, FocusArea, Goal, Target, Topic

WRITTEN = (
    "title",
    "language",
    "summary",
    "problem",
    "how_it_works",
    "failures",
    "licence",
    "terms",
    "languages",
    "focus_area",
    "topics",
    "goals",
    "targets",
    "step",
    "cost_low_usd",
    "cost_high_usd",
    "running_cost",
    "visits_a_year",
    "expert_days_a_year",
    "open_requests_cap",
    "help_given",
    "who_pays",
    "visibility",
)
"""What the writers of a solution set. Everything else follows from deeds."""


class SolutionQuerySet(models.QuerySet["Solution"]):
    def shown(self) -> SolutionQuerySet:
        """Published, or published and due for confirmation."""
        return self.filter(state__in=[each.value for each in SHOWN_SOLUTIONS])

    def public(self) -> SolutionQuerySet:
        return self.shown().filter(visibility=Visibility.PUBLIC)

    def for_lists(self) -> SolutionQuerySet:
        """With all that a row of a list shows, in a constant number of queries."""
        return self.select_related("focus_area").prefetch_related("exporters__country", "exporters__organisation")

    def unconfirmed(self, on: date) -> SolutionQuerySet:
        """Published, and not confirmed again by the day it had to be."""
        return self.filter(state=SolutionState.PUBLISHED, review_on__lt=on)

    def in_full(self) -> SolutionQuerySet:
        """With every part that matching and the solution's own page read."""
        return self.for_lists().prefetch_related(
            "goals",
            "topics",
            "targets",
            "blocks__preconditions",
            "preconditions",
            "results",
            "places__country",
            "sources",
            "adoptions__importer",
        )


class Solution(models.Model):
    """A proven answer a country exports."""

    ref = models.SlugField(_("reference"), max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=200)
    language = models.CharField(_("language it is written in"), max_length=2, default="en")
    summary = models.TextField(_("in one line"), max_length=2000)
    problem = models.TextField(_("the problem it solved"), blank=True, max_length=10000)
    how_it_works = models.TextField(_("how it works"), blank=True, max_length=20000)
    failures = models.TextField(_("what went wrong, and what was learned"), blank=True, max_length=10000)
    licence = models.CharField(_("licence"), blank=True, max_length=200)
    terms = models.TextField(_("terms of transfer"), blank=True, max_length=5000)
    languages = models.JSONField(_("languages of the material and the team"), default=list, blank=True)
    focus_area = models.ForeignKey(
        FocusArea, models.PROTECT, null=True, blank=True, related_name="solutions", verbose_name=_("focus area")
    )
    topics = models.ManyToManyField(Topic, blank=True, related_name="solutions", verbose_name=_("topics"))
    goals = models.ManyToManyField(Goal, blank=True, related_name="solutions", verbose_name=_("SDG goals"))
    targets = models.ManyToManyField(Target, blank=True, related_name="solutions", verbose_name=_("SDG targets"))
    evidence = models.CharField(_("evidence level"), max_length=20, blank=True)
    step = models.CharField(_("step on the export ladder"), max_length=20, blank=True)
    cost_low_usd = models.PositiveBigIntegerField(_("lowest cost to start, US$"), null=True, blank=True)
    cost_high_usd = models.PositiveBigIntegerField(_("highest cost to start, US$"), null=True, blank=True)
    running_cost = models.CharField(_("cost to run"), blank=True, max_length=300)
    visits_a_year = models.PositiveSmallIntegerField(_("visits hosted a year"), null=True, blank=True)
    expert_days_a_year = models.PositiveSmallIntegerField(_("expert days a year"), null=True, blank=True)
    open_requests_cap = models.PositiveSmallIntegerField(_("open requests at most"), null=True, blank=True)
    help_given = models.JSONField(_("kinds of help given"), default=list, blank=True)
    who_pays = models.CharField(_("who pays"), blank=True, max_length=300)
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="solutions",
        verbose_name=_("organisation that keeps this record"),
    )
    state = models.CharField(_("state"), max_length=30, default=SolutionState.DRAFT)
    visibility = models.CharField(_("visibility"), max_length=20, default=Visibility.PUBLIC)
    origin = models.CharField(_("origin"), max_length=10, default=Origin.OWN)
    author = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("written by")
    )
    triage_reason = models.TextField(_("reason given when it was sent back"), blank=True, max_length=2000)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", verbose_name=_("merged into")
    )
    created_at = models.DateTimeField(_("created at"))
    changed_at = models.DateTimeField(_("changed at"))
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    confirmed_on = models.DateField(_("last confirmed on"), null=True, blank=True)
    review_on = models.DateField(_("to be confirmed by"), null=True, blank=True)

    objects = SolutionQuerySet.as_manager()

    class Meta:
        app_label = "southsouth"
        verbose_name = _("solution")
        verbose_name_plural = _("solutions")
        ordering = ["title", "ref"]
        indexes = [models.Index(fields=["state", "visibility"], name="solution_shown")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[each.value for each in SolutionState]), name="solution_state"
            ),
            models.CheckConstraint(
                condition=models.Q(visibility__in=[each.value for each in Visibility]), name="solution_visibility"
            ),
            models.CheckConstraint(
                condition=models.Q(origin__in=[each.value for each in Origin]), name="solution_origin"
            ),
            models.CheckConstraint(
                condition=models.Q(evidence__in=["", *(each.value for each in Evidence)]), name="solution_evidence"
            ),
            models.CheckConstraint(
                condition=models.Q(step__in=["", *(each.value for each in Step)]), name="solution_step"
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["published", "due_for_confirmation"])
                | models.Q(published_at__isnull=False),
                name="solution_published_when",
            ),
            models.CheckConstraint(
                condition=models.Q(cost_low_usd__isnull=True)
                | models.Q(cost_high_usd__isnull=True)
                | models.Q(cost_high_usd__gte=models.F("cost_low_usd")),
                name="solution_cost_band",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Exporter(models.Model):
    """A country, and the organisation in it, that exports a solution."""

    solution = models.ForeignKey(Solution, models.CASCADE, related_name="exporters", verbose_name=_("solution"))
    country = models.ForeignKey(Country, models.PROTECT, related_name="exports", verbose_name=_("country"))
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="exports", verbose_name=_("organisation")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        app_label = "southsouth"
        verbose_name = _("exporter")
        verbose_name_plural = _("exporters")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["solution", "country", "organisation"], name="exporter_once"),
            models.UniqueConstraint(
                fields=["solution", "country"],
                condition=models.Q(organisation=None),
                name="exporter_without_organisation_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation or self.country)


class BuildingBlock(models.Model):
    """Part of a solution that can be adopted alone."""

    solution = models.ForeignKey(Solution, models.CASCADE, related_name="blocks", verbose_name=_("solution"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("what it does"), blank=True, max_length=5000)
    cost_low_usd = models.PositiveBigIntegerField(_("lowest cost, US$"), null=True, blank=True)
    cost_high_usd = models.PositiveBigIntegerField(_("highest cost, US$"), null=True, blank=True)

    class Meta:
        app_label = "southsouth"
        verbose_name = _("building block")
        verbose_name_plural = _("building blocks")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title


class Precondition(models.Model):
    """What a host must have. With a fact and a minimum it is checked against the country's facts."""

    solution = models.ForeignKey(Solution, models.CASCADE, related_name="preconditions", verbose_name=_("solution"))
    block = models.ForeignKey(
        BuildingBlock,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="preconditions",
        verbose_name=_("building block"),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    kind = models.CharField(_("kind"), max_length=20)
    text = models.CharField(_("what must be there"), max_length=500)
    fact = models.CharField(_("country fact that shows it"), max_length=60, blank=True)
    minimum = models.FloatField(_("smallest value of that fact"), null=True, blank=True)
    changeable = models.BooleanField(_("can be worked around"), null=True, blank=True)
    note = models.CharField(_("how it can be worked around"), max_length=500, blank=True)

    class Meta:
        app_label = "southsouth"
        verbose_name = _("precondition")
        verbose_name_plural = _("preconditions")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=[each.value for each in PreconditionKind]), name="precondition_kind"
            ),
            models.CheckConstraint(
                condition=models.Q(fact="", minimum__isnull=True)
                | (~models.Q(fact="") & models.Q(minimum__isnull=False)),
                name="precondition_fact_and_minimum",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Result(models.Model):
    """What changed, before and after, with source and year."""

    solution = models.ForeignKey(Solution, models.CASCADE, related_name="results", verbose_name=_("solution"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    measure = models.CharField(_("measure"), max_length=10, default=Measure.OTHER)
    indicator = models.CharField(_("what is counted"), max_length=200)
    before = models.FloatField(_("before"), null=True, blank=True)
    after = models.FloatField(_("after"), null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=60, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=500, blank=True)

    class Meta:
        app_label = "southsouth"
        verbose_name = _("result")
        verbose_name_plural = _("results")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(measure__in=[each.value for each in Measure]), name="result_measure"
            )
        ]

    def __str__(self) -> str:
        return self.indicator


class Place(models.Model):
    """Where the solution runs at home."""

    solution = models.ForeignKey(Solution, models.CASCADE, related_name="places", verbose_name=_("solution"))
    country = models.ForeignKey(Country, models.PROTECT, related_name="+", verbose_name=_("country"))
    name = models.CharField(_("place"), max_length=200)
    since = models.PositiveSmallIntegerField(_("in use since"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)

    class Meta:
        app_label = "southsouth"
        verbose_name = _("place where it runs")
        verbose_name_plural = _("places where it runs")
        ordering = ["since", "pk"]

    def __str__(self) -> str:
        return self.name


class Source(models.Model):
    """A public page from which a record was compiled."""

    solution = models.ForeignKey(Solution, models.CASCADE, related_name="sources", verbose_name=_("solution"))
    url = models.URLField(_("address"), max_length=1000)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        app_label = "southsouth"
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["solution", "url"], name="source_once")]

    def __str__(self) -> str:
        return self.url
