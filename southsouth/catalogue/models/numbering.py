"""References people can say aloud: need-2026-014."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Numbering(models.Model):
    """The last number given in a series of a year."""

    series = models.CharField(_("series"), max_length=20)
    year = models.PositiveSmallIntegerField(_("year"))
    last = models.PositiveIntegerField(_("last number"), default=0)

    class Meta:
        app_label = "southsouth"
        verbose_name = _("numbering")
        verbose_name_plural = _("numberings")
        constraints = [models.UniqueConstraint(fields=["series", "year"], name="numbering_series_year")]

    def __str__(self) -> str:
        return f"{self.series}-{self.year}-{self.last:03}"
