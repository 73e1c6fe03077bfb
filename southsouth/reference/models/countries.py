"""Countries and what is known of them. Names and codes follow their sources and imply no opinion on any status."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.db.models import Prefetch, Q
from django.utils.translation import gettext_lazy as _

from southsouth.reference.models.names import in_language


class CountryQuerySet(models.QuerySet["Country"]):
    def south(self) -> CountryQuerySet:
        """The working definition of the data: on the list of developing countries, or in the Group of 77."""
        return self.filter(global_south=True)

    def un_members(self) -> CountryQuerySet:
        return self.filter(status="un_member")

    def least_developed(self) -> CountryQuerySet:
        return self.filter(ldc=True)

    def landlocked_developing(self) -> CountryQuerySet:
        return self.filter(lldc=True)

    def small_islands(self) -> CountryQuerySet:
        return self.filter(sids=True)

    def in_region(self, name: str) -> CountryQuerySet:
        """Those of a region, sub-region or intermediate region, by its English name of the M49 list."""
        return self.filter(Q(region=name) | Q(subregion=name) | Q(intermediate_region=name))

    def with_facts(self, codes: Iterable[str] | None = None) -> CountryQuerySet:
        """Facts read in one query, kept in ``facts.all()``; only those of the codes given, if any are."""
        facts = ContextFact.objects.all() if codes is None else ContextFact.objects.filter(fact__in=list(codes))
        return self.prefetch_related(Prefetch("facts", queryset=facts))


class Country(models.Model):
    """A country or territory of the UN M49 list, and Kosovo. What nobody knows here is empty or ``None``."""

    iso3 = models.CharField(_("ISO code, three letters"), max_length=3, primary_key=True)
    iso2 = models.CharField(_("ISO code, two letters"), max_length=2, unique=True)
    m49 = models.CharField(_("M49 code"), max_length=3, blank=True)
    status = models.CharField(_("status"), max_length=30)
    names = models.JSONField(_("names"))
    aliases = models.JSONField(_("other spellings"), default=list, blank=True)
    region = models.CharField(_("region"), max_length=60, blank=True)
    subregion = models.CharField(_("sub-region"), max_length=60, blank=True)
    intermediate_region = models.CharField(_("intermediate region"), max_length=60, blank=True)
    unsd_developing = models.BooleanField(_("on the UN list of developing countries"), null=True)
    g77 = models.BooleanField(_("in the Group of 77"), null=True)
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
    legal_sources_agree = models.BooleanField(_("two sources agree on the legal family"), null=True)
    currency = models.CharField(_("currency"), max_length=30, blank=True)
    population = models.PositiveBigIntegerField(_("population"), null=True)
    population_year = models.PositiveSmallIntegerField(_("year of the population"), null=True)
    population_source = models.CharField(_("source of the population"), max_length=60, blank=True)
    area_km2 = models.FloatField(_("area, km²"), null=True)
    capital = models.CharField(_("capital"), max_length=100, blank=True)
    latitude = models.FloatField(_("latitude"), null=True)
    longitude = models.FloatField(_("longitude"), null=True)
    coordinates_of = models.CharField(_("what the coordinates show"), max_length=20, blank=True)
    landlocked = models.BooleanField(_("landlocked"), null=True)
    borders = models.JSONField(_("neighbours by land"), default=list, blank=True)
    sources = models.JSONField(_("sources"), default=dict, blank=True)
    shipped = models.BooleanField(_("as it came with the platform"), default=False)

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
    shipped = models.BooleanField(_("as it came with the platform"), default=False)

    class Meta:
        app_label = "southsouth"
        verbose_name = _("country fact")
        verbose_name_plural = _("country facts")
        ordering = ["country", "fact"]
        constraints = [models.UniqueConstraint(fields=["country", "fact"], name="one_value_a_fact")]

    def __str__(self) -> str:
        return f"{self.country_id} {self.fact}"
