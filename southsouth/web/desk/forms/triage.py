"""What the secretariat decides about a need or a solution that was sent to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from southsouth.catalogue.models import Need, Solution

OPEN, RETURN, DECLINE, MERGE, REVIEW = "open", "return", "decline", "merge", "review"


def reason_field() -> forms.CharField:
    return forms.CharField(
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        label=gettext_lazy("Question or reason"),
        help_text=gettext_lazy("The writers read it as it stands here. Needed for a question and for a no."),
    )


class TriageNeed(forms.Form):
    """Open it, ask, decline, or join it with a like need."""

    decision = forms.ChoiceField(
        choices=(
            (OPEN, gettext_lazy("Open it: solutions are looked for")),
            (RETURN, gettext_lazy("Send it back with a question")),
            (MERGE, gettext_lazy("Join it with a like need")),
            (DECLINE, gettext_lazy("Decline it with a reason")),
        ),
        widget=forms.RadioSelect,
        label=gettext_lazy("Decision"),
        error_messages={"required": gettext_lazy("Choose a decision")},
    )
    reason = reason_field()
    into = forms.ChoiceField(
        required=False,
        widget=forms.RadioSelect,
        label=gettext_lazy("Like needs"),
        help_text=gettext_lazy("Only needed when you join it. The need you choose stands for both."),
    )

    def __init__(self, *args: Any, like: Sequence[Need], **options: Any) -> None:
        super().__init__(*args, **options)
        self.like = {need.ref: need for need in like}
        if like:
            choices = [(need.ref, f"{need.title} ({need.ref})") for need in like]
            self.fields["into"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["into"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        decision = given.get("decision")
        if decision in (RETURN, DECLINE) and not given.get("reason", "").strip():
            self.add_error("reason", _("Write the question or the reason"))
        if decision == MERGE and not given.get("into"):
            self.add_error("into" if "into" in self.fields else "decision", _("Choose the need to join it with"))
        return given


class TriageSolution(forms.Form):
    """Hand it to the reviewers, send it back, or join it with a like solution; once it is sent on, only the last."""

    decision = forms.ChoiceField(
        choices=(
            (REVIEW, gettext_lazy("Hand it to two reviewers")),
            (RETURN, gettext_lazy("Send it back with a question")),
            (MERGE, gettext_lazy("Join it with a like solution")),
        ),
        widget=forms.RadioSelect,
        label=gettext_lazy("Decision"),
        error_messages={"required": gettext_lazy("Choose a decision")},
    )
    reason = reason_field()
    into = forms.ChoiceField(
        required=False,
        widget=forms.RadioSelect,
        label=gettext_lazy("Like solutions"),
        help_text=gettext_lazy("Only needed when you join it. The solution you choose stands for both."),
    )

    def __init__(self, *args: Any, like: Sequence[Solution], waiting: bool, **options: Any) -> None:
        """``waiting``: it is still to be decided whether it goes to the reviewers."""
        super().__init__(*args, **options)
        self.like = {solution.ref: solution for solution in like}
        decisions = self.fields["decision"]
        if like:
            choices = [(solution.ref, f"{solution.title} ({solution.ref})") for solution in like]
            self.fields["into"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["into"]
        if not waiting:
            decisions.choices = [each for each in decisions.choices if each[0] == MERGE]  # type: ignore[attr-defined]
            del self.fields["reason"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("decision") == MERGE and not given.get("into"):
            missing = "into" if "into" in self.fields else "decision"
            self.add_error(missing, _("Choose the solution to join it with"))
        if given.get("decision") == RETURN and not given.get("reason", "").strip():
            self.add_error("reason", _("Write the question or the reason"))
        return given
