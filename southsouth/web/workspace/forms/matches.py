"""Answers to a match, and answers to what a list asks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from southsouth.catalogue.models import Precondition
from southsouth.matching.lifecycle import Answer
from southsouth.web.words import choices_of, word_of
from southsouth.web.workspace.candidates import Asked
from southsouth.web.workspace.forms.fields import YesNo

ANSWERS = (
    (Answer.YES.value, gettext_lazy("Yes, introduce us")),
    (Answer.LATER.value, gettext_lazy("Later, keep it in the list")),
    (Answer.NO.value, gettext_lazy("No, not for us")),
)


class AnswerMatch(forms.Form):
    """Yes, no with a reason of the short list, or later."""

    answer = forms.ChoiceField(
        choices=ANSWERS,
        widget=forms.RadioSelect,
        label=gettext_lazy("Your answer"),
        error_messages={"required": gettext_lazy("Choose your answer")},
    )
    reason = forms.ChoiceField(
        required=False,
        choices=choices_of("refusal"),
        widget=forms.RadioSelect,
        label=gettext_lazy("If no: why?"),
        help_text=gettext_lazy(
            "The reason makes the next lists better. The other side sees it only after its own answer."
        ),
    )
    note = forms.CharField(
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        label=gettext_lazy("A note to the other side"),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("answer") == Answer.NO and not given.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Choose the reason for your no"))
        if given.get("answer") == Answer.NO and given.get("reason") == "other" and not given.get("note", "").strip():
            self.add_error("note", _("Write the reason in a few words"))
        return given

    def values(self) -> dict[str, Any]:
        return {**self.cleaned_data, "answer": Answer(self.cleaned_data["answer"])}


class GiveFacts(forms.Form):
    """One question for each precondition the candidates ask about."""

    def __init__(self, *args: Any, asked: Sequence[Asked], **options: Any) -> None:
        super().__init__(*args, **options)
        self.asked = {name_of(each.precondition): each for each in asked}
        for name, each in self.asked.items():
            self.fields[name] = question(each)

    def changed(self) -> dict[Precondition, bool | None]:
        """The answers that say something else than before."""
        return {
            each.precondition: self.cleaned_data[name]
            for name, each in self.asked.items()
            if self.cleaned_data[name] != each.there
        }


def name_of(precondition: Precondition) -> str:
    return f"fact-{precondition.pk}"


def question(asked: Asked) -> YesNo:
    row = asked.precondition
    hint = _("%(kind)s. Asked by: %(solution)s") % {
        "kind": word_of("precondition", row.kind),
        "solution": row.solution.title,
    }
    field = YesNo(label=row.text, help_text=hint, unknown=gettext_lazy("I do not know"), initial=asked.there)
    field.quiet = True  # type: ignore[attr-defined]
    return field
