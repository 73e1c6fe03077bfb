"""Questions on a record, answered once for everybody who reads it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from southsouth.catalogue.lifecycle import QuestionState
from southsouth.catalogue.models.needs import Need
from southsouth.catalogue.models.records import Kept, OnRecordQuerySet, on_one_record
from southsouth.catalogue.models.solutions import Solution
from southsouth.members.models import Person
from southsouth.reference.models import Country


class QuestionQuerySet(OnRecordQuerySet["Question"]):
    def waiting(self) -> QuestionQuerySet:
        """The longest wait first."""
        return self.filter(state=QuestionState.ASKED).order_by("asked_at", "pk")

    def for_lists(self) -> QuestionQuerySet:
        return self.select_related("solution", "need", "country", "asker__organisation")


class Question(models.Model):
    """A question on one solution or one need. ``asker`` is nobody once that person was erased.

    ``country`` is the asker's when it was asked: all that others are told of who asked.
    """

    ref = models.SlugField(_("reference"), max_length=80, unique=True)
    solution = models.ForeignKey(
        Solution, models.CASCADE, null=True, blank=True, related_name="questions", verbose_name=_("solution")
    )
    need = models.ForeignKey(
        Need, models.CASCADE, null=True, blank=True, related_name="questions", verbose_name=_("need")
    )
    asker = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("asked by")
    )
    country = models.ForeignKey(
        Country, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("country of the asker")
    )
    asked_at = models.DateTimeField(_("asked at"))
    text = models.TextField(_("question"), max_length=2000)
    language = models.CharField(_("language it is written in"), max_length=2, default="en")
    state = models.CharField(_("state"), max_length=20, default=QuestionState.ASKED)
    answer = models.TextField(_("answer"), blank=True, max_length=5000)
    answer_language = models.CharField(_("language of the answer"), max_length=2, blank=True)
    answered_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("answered by")
    )
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    by_secretariat = models.BooleanField(_("answered by the secretariat"), default=False)
    reason = models.TextField(_("reason why it is not answered"), blank=True, max_length=2000)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        app_label = "southsouth"
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["asked_at", "pk"]
        constraints = [
            on_one_record("question_on_one_record"),
            models.CheckConstraint(
                condition=models.Q(state__in=[each.value for each in QuestionState]), name="question_state"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="answered") | (models.Q(answered_at__isnull=False) & ~models.Q(answer="")),
                name="question_answered_with_words",
            ),
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def kept(self) -> Kept:
        """The record it is on."""
        found = self.solution or self.need
        assert found is not None
        return found
