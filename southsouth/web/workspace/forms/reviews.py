"""The public rubric by which reviewers judge a solution."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from southsouth.catalogue.actions.reviews import MARKS
from southsouth.catalogue.lifecycle import ReviewAnswer
from southsouth.engine.fit.profiles import Evidence
from southsouth.web.words import choices_of

RUBRIC: Mapping[str, tuple[Any, Any]] = {
    "clarity": (
        gettext_lazy("Clear to a stranger"),
        gettext_lazy("Could somebody in another country explain it to a colleague after reading it once?"),
    ),
    "results": (
        gettext_lazy("Results with source"),
        gettext_lazy("Are time, cost and visits given before and after, each with a year and a source one can open?"),
    ),
    "transfer": (
        gettext_lazy("What a host must have"),
        gettext_lazy("Are law, people, systems and money named that would be missed elsewhere?"),
    ),
    "safeguards": (
        gettext_lazy("Rights and risks"),
        gettext_lazy("Does it say who could be harmed or left out, and what is done about it?"),
    ),
}
MARK_WORDS = (
    ("0", gettext_lazy("0 – not shown")),
    ("1", gettext_lazy("1 – shown in part")),
    ("2", gettext_lazy("2 – shown")),
    ("3", gettext_lazy("3 – shown well")),
)


def mark_field(name: str) -> forms.TypedChoiceField:
    label, hint = RUBRIC[name]
    return forms.TypedChoiceField(
        choices=MARK_WORDS,
        coerce=int,
        widget=forms.RadioSelect,
        label=label,
        help_text=hint,
        error_messages={"required": gettext_lazy("Choose a mark from 0 to 3 for each of the four questions")},
    )


class ReviewForm(forms.Form):
    """Four marks, the level of proof, a comment, and the answer."""

    clarity = mark_field("clarity")
    results = mark_field("results")
    transfer = mark_field("transfer")
    safeguards = mark_field("safeguards")
    evidence = forms.ChoiceField(
        choices=choices_of("evidence"),
        widget=forms.RadioSelect,
        label=gettext_lazy("Level of proof"),
        help_text=gettext_lazy(
            "The highest level for which you saw something you could open. The lower of two counts."
        ),
        error_messages={"required": gettext_lazy("Choose the level of proof")},
    )
    comment = forms.CharField(
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        label=gettext_lazy("Comment to the writers"),
        help_text=gettext_lazy("What is good, what is missing, what you would ask. Needed when you send it back."),
    )
    answer = forms.ChoiceField(
        choices=choices_of("review_answer"),
        widget=forms.RadioSelect,
        label=gettext_lazy("Your answer"),
        error_messages={"required": gettext_lazy("Choose your answer")},
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("answer") == ReviewAnswer.RETURN and not given.get("comment", "").strip():
            self.add_error("comment", _("Write what is missing, so that the writers can mend it"))
        return given

    def values(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "marks": {name: given[name] for name in MARKS},
            "evidence": Evidence(given["evidence"]),
            "answer": ReviewAnswer(given["answer"]),
            "comment": given["comment"],
        }
