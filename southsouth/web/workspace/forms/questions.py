"""Answering a question, declining it, and replying to a challenge."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy


def words_field(label: Any, missing: Any, *, hint: Any = "", longest: int = 5000) -> forms.CharField:
    return forms.CharField(
        max_length=longest,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
        label=label,
        help_text=hint,
        error_messages={"required": missing},
    )


class AnswerQuestion(forms.Form):
    answer = words_field(
        gettext_lazy("Your answer"),
        gettext_lazy("Write your answer"),
        hint=gettext_lazy("Everybody who sees the record reads it, so that nobody has to ask again."),
    )
    language = forms.ChoiceField(choices=settings.LANGUAGES, label=gettext_lazy("Language you write in"))


class DeclineQuestion(forms.Form):
    reason = words_field(
        gettext_lazy("Why do you not answer it?"),
        gettext_lazy("Write the reason"),
        hint=gettext_lazy("Whoever asked reads it, and nobody else outside the secretariat."),
        longest=2000,
    )


class ReplyToFlag(forms.Form):
    reply = words_field(
        gettext_lazy("Your reply"),
        gettext_lazy("Write your reply"),
        hint=gettext_lazy("The secretariat reads it before it decides. It is not published."),
    )
