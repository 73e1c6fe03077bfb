"""Countries, languages, focus areas, goals and country facts: lists with their sources. Unknown is a value."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


def in_language(names: dict[str, str], language: str) -> str:
    """The name in a language, else in English, else any."""
    return names.get(language) or names.get("en") or next(iter(names.values()), "")


class CountryQuerySet(models.QuerySet["Country"]):
    def south(self) -> CountryQuerySet:
        return self.filter(global_south=True)


class Country(models.Model):
    """A country or territory of the UN M49 list. Names and codes follow their sources and imply no opinion."""

    iso3 = models.CharField(_("ISO code, three letters"), max_length=3, primary_key=True)
    iso2 = models.CharField(_("ISO code, two letters"), max_length=2, unique=True)
    m49 = models.CharField(_("M49 code"), max_length=3, blank=True)
    status = models.CharField(_("status"), max_length=30)
    names = models.JSONField(_("names"))
    aliases = models.JSONField(_("other spellings"), default=list, blank=True)
    region = models.CharField(_("region"), max_length=60, blank=True)
    subregion = models.CharField(_("sub-region"), max_length=60, blank=True)
    global_south = models.BooleanField(_("global South"), null=True)
    ldc = models.BooleanField(_("least developed country"), null=True)
    ldc_note = models.CharField(_("note on that status"), max_length=300, blank=True)
    lldc = models.BooleanField(_("landlocked developing country"), null=True)
    sids = models.BooleanField(_("small island developing State"), null=True)
    income_group = models.CharField(_("income group"), max_length=20, blank=True)
    official_languages = models.JSONField(_("official languages"), default=list, blank=True)
    regional_languages = models.JSONField(_("regional languages"), default=list, blank=True)
    legal_family = models.CharField(_("legal family"), max_length=20, blank=True)
    legal_components = models.JSONField(_("parts of the legal system"), default=list, blank=True)
    currency = models.CharField(_("currency"), max_length=30, blank=True)
    population = models.PositiveBigIntegerField(_("population"), null=True)
    population_year = models.PositiveSmallIntegerField(_("year of the population"), null=True)
    population_source = models.CharField(_("source of the population"), max_length=60, blank=True)
    area_km2 = models.FloatField(_("area, km²"), null=True)
    capital = models.CharField(_("capital"), max_length=100, blank=True)
    latitude = models.FloatField(_("latitude"), null=True)
    longitude = models.FloatField(_("longitude"), null=True)
    landlocked = models.BooleanField(_("landlocked"), null=True)
    borders = models.JSONField(_("neighbours by land"), default=list, blank=True)

    objects = CountryQuerySet.as_manager()

    class Meta:
        app_label = "southsouth"
        verbose_name = _("country")
        verbose_name_plural = _("countries")
        ordering = ["iso3"]

    def __str__(self) -> str:
        return self.name_in("en")

    def name_in(self, language: str) -> str:
        return in_language(self.names, language)


class ContextFact(models.Model):
    """One fact of one country: the latest value found, with its year and source."""

    country = models.ForeignKey(Country, models.CASCADE, related_name="facts", verbose_name=_("country"))
    fact = models.CharField(_("fact"), max_length=60)
    value = models.FloatField(_("value"))
    unit = models.CharField(_("unit"), max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(_("year"))
    source = models.CharField(_("source"), max_length=120)
    note = models.CharField(_("note"), max_length=1000, blank=True)

    class Meta:
        app_label = "southsouth"
        verbose_name = _("country fact")
        verbose_name_plural = _("country facts")
        ordering = ["country", "fact"]
        constraints = [models.UniqueConstraint(fields=["country", "fact"], name="one_value_a_fact")]

    def __str__(self) -> str:
        return f"{self.country_id} {self.fact}"


class FocusArea(models.Model):
    """A field of work of the network; the secretariat edits them."""

    slug = models.SlugField(_("short name"), max_length=60, unique=True)
    names = models.JSONField(_("names"))
    summaries = models.JSONField(_("what it is about"), default=dict, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    active = models.BooleanField(_("in use"), default=True)

    class Meta:
        app_label = "southsouth"
        verbose_name = _("focus area")
        verbose_name_plural = _("focus areas")
        ordering = ["position", "slug"]

    def __str__(self) -> str:
        return self.name_in("en")

    def name_in(self, language: str) -> str:
        return in_language(self.names, language)


class Topic(models.Model):
    """The second level under a focus area."""

    area = models.ForeignKey(FocusArea, models.PROTECT, related_name="topics", verbose_name=_("focus area"))
    slug = models.SlugField(_("short name"), max_length=60, unique=True)
    names = models.JSONField(_("names"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    active = models.BooleanField(_("in use"), default=True)

    class Meta:
        app_label = "southsouth"
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["area__position", "position", "slug"]

    def __str__(self) -> str:
        return self.name_in("en")

    def name_in(self, language: str) -> str:
        return in_language(self.names, language)


class Goal(models.Model):
    """A Sustainable Development Goal."""

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
    """A target of a goal, such as 16.9, with a short label in own words."""

    code = models.CharField(_("code"), max_length=6, primary_key=True)
    goal = models.ForeignKey(Goal, models.PROTECT, related_name="targets", verbose_name=_("goal"))
    names = models.JSONField(_("labels"))

    class Meta:
        app_label = "southsouth"
        verbose_name = _("SDG target")
        verbose_name_plural = _("SDG targets")
        ordering = ["goal", "code"]

    def __str__(self) -> str:
        return f"{self.code} {in_language(self.names, 'en')}"


class Language(models.Model):
    """A language people are served in, or the interface speaks."""

    code = models.CharField(_("code"), max_length=3, primary_key=True)
    names = models.JSONField(_("names"))
    own_name = models.CharField(_("own name"), max_length=100, blank=True)
    rtl = models.BooleanField(_("written from right to left"), default=False)

    class Meta:
        app_label = "southsouth"
        verbose_name = _("language")
        verbose_name_plural = _("languages")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name_in("en")

    def name_in(self, language: str) -> str:
        return in_language(self.names, language)
