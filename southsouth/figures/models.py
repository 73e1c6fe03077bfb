"""Published numbers."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class RecordedTotal(models.Model):
    """A number published before the platform: shown as such, with its source, never mixed with live counts."""

    name = models.SlugField(_("name"), max_length=60, unique=True)
    value = models.PositiveIntegerField(_("value"))
    source = models.URLField(_("source"), max_length=1000)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        app_label = "southsouth"
        verbose_name = _("recorded total")
        verbose_name_plural = _("recorded totals")
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return f"{self.name} {self.value}"
