"""Reviews: two readers, one of them from another country, judge a solution against the public rubric."""

from __future__ import annotations

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from southsouth.catalogue.lifecycle import ReviewAnswer
from southsouth.catalogue.models.solutions import Solution
from southsouth.engine.fit.profiles import Evidence
from southsouth.members.models import Person


class ReviewQuerySet(models.QuerySet["Review"]):
    def of_this_round(self) -> ReviewQuerySet:
        """Reviews since the solution was last submitted."""
        return self.filter(closed=False)


class Review(models.Model):
    """One reader's answer. The four marks run from 0 (not shown) to 3 (shown well)."""

    solution = models.ForeignKey(Solution, models.CASCADE, related_name="reviews", verbose_name=_("solution"))
    reviewer = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("reviewer"))
    clarity = models.PositiveSmallIntegerField(_("clear to a stranger"), validators=[MaxValueValidator(3)])
    results = models.PositiveSmallIntegerField(_("results with source"), validators=[MaxValueValidator(3)])
    transfer = models.PositiveSmallIntegerField(_("what a host must have"), validators=[MaxValueValidator(3)])
    safeguards = models.PositiveSmallIntegerField(_("rights and risks"), validators=[MaxValueValidator(3)])
    evidence = models.CharField(_("evidence level"), max_length=20)
    answer = models.CharField(_("answer"), max_length=10)
    comment = models.TextField(_("comment"), blank=True, max_length=5000)
    at = models.DateTimeField(_("at"))
    closed = models.BooleanField(_("belongs to an earlier round"), default=False)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        app_label = "southsouth"
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["solution", "reviewer"], condition=models.Q(closed=False), name="review_once_a_round"
            ),
            models.CheckConstraint(
                condition=models.Q(answer__in=[each.value for each in ReviewAnswer]), name="review_answer"
            ),
            models.CheckConstraint(
                condition=models.Q(evidence__in=[each.value for each in Evidence]), name="review_evidence"
            ),
            models.CheckConstraint(
                condition=models.Q(clarity__lte=3, results__lte=3, transfer__lte=3, safeguards__lte=3),
                name="review_marks",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.solution_id} {self.reviewer_id}"
