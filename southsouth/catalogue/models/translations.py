"""Translations of what people wrote: one row for each text and language, with what it is a translation of."""

from __future__ import annotations

import hashlib

from django.db import models
from django.utils.translation import gettext_lazy as _

from southsouth.catalogue.lifecycle import TranslationState
from southsouth.catalogue.models.needs import Need
from southsouth.catalogue.models.records import Kept, OnRecordQuerySet, kind_of, on_one_record
from southsouth.catalogue.models.solutions import Solution
from southsouth.members.models import Person

TRANSLATED = {
    "solution": ("title", "summary", "problem", "how_it_works", "failures", "terms"),
    "need": ("title", "problem", "sufferers", "tried", "success"),
}
"""The texts of each kind of record that are translated."""


def originals(kept: Kept) -> dict[str, str]:
    """The texts of a record that can be translated, as far as they are written."""
    return {name: text for name in TRANSLATED[kind_of(kept)] if (text := str(getattr(kept, name)))}


def digest_of(text: str) -> str:
    """What a translation remembers of the text it translates."""
    return hashlib.sha256(text.encode()).hexdigest()


class TranslationQuerySet(OnRecordQuerySet["Translation"]):
    def approved(self) -> TranslationQuerySet:
        return self.filter(state=TranslationState.APPROVED)


class Translation(models.Model):
    """One text of a record in another language. ``of_digest``: of the original as it was then; else it is stale."""

    solution = models.ForeignKey(
        Solution, models.CASCADE, null=True, blank=True, related_name="translations", verbose_name=_("solution")
    )
    need = models.ForeignKey(
        Need, models.CASCADE, null=True, blank=True, related_name="translations", verbose_name=_("need")
    )
    language = models.CharField(_("language"), max_length=2)
    field = models.CharField(_("which text"), max_length=20)
    text = models.TextField(_("text"), max_length=20000)
    state = models.CharField(_("state"), max_length=10)
    of_digest = models.CharField(_("digest of the original"), max_length=64)
    maker = models.CharField(_("translator program"), max_length=60, blank=True)
    by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("written by")
    )
    at = models.DateTimeField(_("at"))
    approved_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("approved by")
    )
    approved_at = models.DateTimeField(_("approved at"), null=True, blank=True)

    objects = TranslationQuerySet.as_manager()

    class Meta:
        app_label = "southsouth"
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        ordering = ["language", "field", "pk"]
        indexes = [models.Index(fields=["language", "state"], name="translation_shown")]
        constraints = [
            on_one_record("translation_of_one_record"),
            models.UniqueConstraint(fields=["solution", "language", "field"], name="translation_of_solution_once"),
            models.UniqueConstraint(fields=["need", "language", "field"], name="translation_of_need_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=[each.value for each in TranslationState]), name="translation_state"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field} {self.language}"

    def is_stale(self, original: str) -> bool:
        """Whether the original is another one since."""
        return self.of_digest != digest_of(original)


class TranslationWish(models.Model):
    """Somebody asked for a record in a language."""

    solution = models.ForeignKey(
        Solution, models.CASCADE, null=True, blank=True, related_name="wishes", verbose_name=_("solution")
    )
    need = models.ForeignKey(Need, models.CASCADE, null=True, blank=True, related_name="wishes", verbose_name=_("need"))
    language = models.CharField(_("language"), max_length=2)
    by = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))

    class Meta:
        app_label = "southsouth"
        verbose_name = _("wish for a translation")
        verbose_name_plural = _("wishes for translations")
        ordering = ["at", "pk"]
        constraints = [
            on_one_record("translation_wish_of_one_record"),
            models.UniqueConstraint(fields=["solution", "language", "by"], name="translation_wish_of_solution_once"),
            models.UniqueConstraint(fields=["need", "language", "by"], name="translation_wish_of_need_once"),
        ]

    def __str__(self) -> str:
        return self.language
