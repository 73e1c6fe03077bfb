"""What readers write about a record: a question to its keeper, or what is wrong with it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from southsouth.web.words import choices_of

LONGEST_QUESTION = 2000


def language_field(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(choices=settings.LANGUAGES, label=label)


class AskForm(forms.Form):
    """One question, in one language."""

    text = forms.CharField(
        max_length=LONGEST_QUESTION,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        label=_("Your question"),
        help_text=_("One question at a time. Name no person: the answer is read by everybody who sees the record."),
        error_messages={"required": _("Write your question")},
    )
    language = language_field(_("Language you write in"))


class FlagForm(forms.Form):
    """What is wrong, in a word and in a few, with what shows it."""

    kind = forms.ChoiceField(
        choices=choices_of("flag_kind"),
        widget=forms.RadioSelect,
        label=_("What is wrong?"),
        error_messages={"required": _("Choose what is wrong")},
    )
    text = forms.CharField(
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
        label=_("Which statement, and what do you know about it?"),
        help_text=_("The secretariat and the owner of the record read it. It is not published."),
        error_messages={"required": _("Write which statement is wrong")},
    )
    url = forms.URLField(
        required=False,
        assume_scheme="https",
        max_length=1000,
        label=_("Address of a source that shows it"),
        error_messages={"invalid": _("Write the whole address, for example https://example.org/report")},
    )
