"""What the network works on: focus areas with their topics, which the secretariat edits, and the SDGs."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from southsouth.reference.models.names import in_language


class FocusAreaQuerySet(models.QuerySet["FocusArea"]):
    def active(self) -> FocusAreaQuerySet:
        return self.filter(active=True)

    def with_topics(self) -> FocusAreaQuerySet:
        """With the topics in use, read in one query, in ``topics.all()``."""
        return self.prefetch_related(
            models.Prefetch("topics", queryset=Topic.objects.active().order_by("position", "slug"))
        )


class FocusArea(models.Model):
    """A field of work of the network."""

    slug = models.SlugField(_("short name"), max_length=60, unique=True)
    names = models.JSONField(_("names"))
    summaries = models.JSONField(_("what it is about"), default=dict, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    active = models.BooleanField(_("in use"), default=True)

    objects = FocusAreaQuerySet.as_manager()

    class Meta:
        app_label = "southsouth"
        verbose_name = _("focus area")
        verbose_name_plural = _("focus areas")
        ordering = ["position", "slug"]

    def __str__(self) -> str:
        return self.name_in("en")

    def name_in(self, language: str) -> str:
        return in_language(self.names, language)

    @property
    def ref(self) -> str:
        """What the ledger and the addresses call it."""
        return self.slug

    def summary_in(self, language: str) -> str:
        return in_language(self.summaries, language)


class TopicQuerySet(models.QuerySet["Topic"]):
    def active(self) -> TopicQuerySet:
        """In use, under a focus area in use."""
        return self.filter(active=True, area__active=True)


class Topic(models.Model):
    """The second level under a focus area."""

    area = models.ForeignKey(FocusArea, models.PROTECT, related_name="topics", verbose_name=_("focus area"))
    slug = models.SlugField(_("short name"), max_length=60, unique=True)
    names = models.JSONField(_("names"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    active = models.BooleanField(_("in use"), default=True)

    objects = TopicQuerySet.as_manager()

    class Meta:
        app_label = "southsouth"
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["area__position", "position", "slug"]

    def __str__(self) -> str:
        return self.name_in("en")

    def name_in(self, language: str) -> str:
        return in_language(self.names, language)

    @property
    def ref(self) -> str:
        return self.slug


class Goal(models.Model):
    """A Sustainable Development Goal, by its short title."""

    number = models.PositiveSmallIntegerField(_("number"), primary_key=True)
    names = models.JSONField(_("names"))

    class Meta:
        app_label = "southsouth"
        verbose_name = _("SDG goal")
        verbose_name_plural = _("SDG goals")
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number} {self.name_in('en')}"

    def name_in(self, language: str) -> str:
        return in_language(self.names, language)


class Target(models.Model):
    """A target of a goal, such as 16.9, with a short label in own words; the UN text is longer."""

    code = models.CharField(_("code"), max_length=6, primary_key=True)
    goal = models.ForeignKey(Goal, models.PROTECT, related_name="targets", verbose_name=_("goal"))
    names = models.JSONField(_("labels"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        app_label = "southsouth"
        verbose_name = _("SDG target")
        verbose_name_plural = _("SDG targets")
        ordering = ["goal", "position"]

    def __str__(self) -> str:
        return f"{self.code} {self.name_in('en')}"

    def name_in(self, language: str) -> str:
        return in_language(self.names, language)


class LanguageQuerySet(models.QuerySet["Language"]):
    def interface(self) -> LanguageQuerySet:
        """Those the pages are written in."""
        return self.filter(interface=True)


class Language(models.Model):
    """A language people are served in, or the interface speaks."""

    code = models.CharField(_("code"), max_length=3, primary_key=True)
    names = models.JSONField(_("names"))
    own_name = models.CharField(_("own name"), max_length=100, blank=True)
    rtl = models.BooleanField(_("written from right to left"), default=False)
    interface = models.BooleanField(_("language of the pages"), default=False)

    objects = LanguageQuerySet.as_manager()

    class Meta:
        app_label = "southsouth"
        verbose_name = _("language")
        verbose_name_plural = _("languages")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name_in("en")

    @property
    def direction(self) -> str:
        """As the ``dir`` attribute of a page wants it."""
        return "rtl" if self.rtl else "ltr"

    def name_in(self, language: str) -> str:
        return in_language(self.names, language)
