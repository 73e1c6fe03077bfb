"""Flags: somebody says that a published record is wrong, and the secretariat decides."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from southsouth.catalogue.lifecycle import FlagKind, FlagOutcome, FlagState
from southsouth.catalogue.models.adoptions import Adoption
from southsouth.catalogue.models.needs import Need
from southsouth.catalogue.models.records import Kept, OnRecordQuerySet
from southsouth.catalogue.models.solutions import Solution
from southsouth.engine.fit.profiles import Evidence
from southsouth.members.models import Person


class FlagQuerySet(OnRecordQuerySet["Flag"]):
    def about(self, kept: Kept) -> FlagQuerySet:
        """Those on a record; for a solution also those on its adoptions."""
        if isinstance(kept, Need):
            return super().about(kept)
        return self.filter(models.Q(solution=kept) | models.Q(adoption__solution=kept))

    def open(self) -> FlagQuerySet:
        """The longest wait first."""
        return self.filter(state=FlagState.OPEN).order_by("at", "pk")

    def for_lists(self) -> FlagQuerySet:
        return self.select_related("solution", "need", "adoption__solution", "adoption__importer")


class Flag(models.Model):
    """A challenge to one solution, need or adoption. ``by`` is nobody for a visitor, or once the person was erased."""

    ref = models.SlugField(_("reference"), max_length=80, unique=True)
    solution = models.ForeignKey(
        Solution, models.CASCADE, null=True, blank=True, related_name="flags", verbose_name=_("solution")
    )
    need = models.ForeignKey(Need, models.CASCADE, null=True, blank=True, related_name="flags", verbose_name=_("need"))
    adoption = models.ForeignKey(
        Adoption, models.CASCADE, null=True, blank=True, related_name="flags", verbose_name=_("adoption")
    )
    kind = models.CharField(_("what is wrong"), max_length=20)
    text = models.TextField(_("in words"), max_length=5000)
    url = models.URLField(_("source that shows it"), blank=True, max_length=1000)
    by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("raised by")
    )
    at = models.DateTimeField(_("raised at"))
    state = models.CharField(_("state"), max_length=20, default=FlagState.OPEN)
    reply = models.TextField(_("reply of the owner"), blank=True, max_length=5000)
    replied_at = models.DateTimeField(_("replied at"), null=True, blank=True)
    decision = models.TextField(_("decision"), blank=True, max_length=2000)
    outcome = models.CharField(_("what became of the record"), max_length=20, blank=True)
    evidence_before = models.CharField(_("evidence level before"), max_length=20, blank=True)
    evidence_after = models.CharField(_("evidence level after"), max_length=20, blank=True)
    decided_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)

    objects = FlagQuerySet.as_manager()

    class Meta:
        app_label = "southsouth"
        verbose_name = _("flag")
        verbose_name_plural = _("flags")
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["state", "at"], name="flag_waiting")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(solution__isnull=False, need__isnull=True, adoption__isnull=True)
                | models.Q(solution__isnull=True, need__isnull=False, adoption__isnull=True)
                | models.Q(solution__isnull=True, need__isnull=True, adoption__isnull=False),
                name="flag_on_one_record",
            ),
            models.CheckConstraint(condition=models.Q(kind__in=[each.value for each in FlagKind]), name="flag_kind"),
            models.CheckConstraint(condition=models.Q(state__in=[each.value for each in FlagState]), name="flag_state"),
            models.CheckConstraint(
                condition=models.Q(outcome__in=["", *(each.value for each in FlagOutcome)]), name="flag_outcome"
            ),
            models.CheckConstraint(
                condition=models.Q(
                    evidence_before__in=["", *(each.value for each in Evidence)],
                    evidence_after__in=["", *(each.value for each in Evidence)],
                ),
                name="flag_evidence",
            ),
            models.CheckConstraint(
                condition=models.Q(state="open") | (models.Q(decided_at__isnull=False) & ~models.Q(decision="")),
                name="flag_decided_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def kept(self) -> Kept:
        """The record whose keeper it concerns: of an adoption, its solution."""
        found = self.need or self.solution or (self.adoption.solution if self.adoption else None)
        assert found is not None
        return found
