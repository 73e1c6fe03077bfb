"""Names and summaries of a focus area or a topic, in every language of the platform."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from southsouth.reference.actions.areas import LONGEST_NAME, LONGEST_SLUG, LONGEST_SUMMARY
from southsouth.reference.models import FocusArea, Topic

LANGUAGES = settings.LANGUAGES


class ThemeForm(forms.Form):
    """A name in each language; English must be there, the others fall back to it."""

    summarised = False

    def __init__(self, *args: Any, theme: FocusArea | Topic | None = None, **options: Any) -> None:
        names = theme.names if theme is not None else {}
        summaries = getattr(theme, "summaries", {})
        super().__init__(*args, **options)
        for code, own in LANGUAGES:
            self.fields[f"name_{code}"] = name_field(code, own, names)
            if self.summarised:
                self.fields[f"summary_{code}"] = summary_field(code, own, summaries)
        if theme is None:
            self.fields["slug"] = slug_field()

    def names(self) -> dict[str, str]:
        return {code: self.cleaned_data[f"name_{code}"] for code, _own in LANGUAGES}

    def summaries(self) -> dict[str, str]:
        return {code: self.cleaned_data[f"summary_{code}"] for code, _own in LANGUAGES}

    def slug(self) -> str:
        return str(self.cleaned_data.get("slug", ""))


class AreaForm(ThemeForm):
    summarised = True


class TopicForm(ThemeForm):
    """A topic also says under which area it stands."""

    def __init__(self, *args: Any, area: FocusArea, **options: Any) -> None:
        super().__init__(*args, **options)
        rows = [(each.slug, each) for each in FocusArea.objects.order_by("position", "slug")]
        self.areas: dict[str, FocusArea] = dict(rows)
        choices = [(slug, each.name_in("en")) for slug, each in rows]
        self.fields["area"] = forms.ChoiceField(choices=choices, initial=area.slug, label=_("Under which area"))

    def area(self) -> FocusArea:
        return self.areas[self.cleaned_data["area"]]


def name_field(code: str, own: str, names: Mapping[str, str]) -> forms.CharField:
    return forms.CharField(
        required=code == "en",
        max_length=LONGEST_NAME,
        initial=names.get(code, ""),
        label=_("Name in %(language)s") % {"language": own},
        widget=forms.TextInput(attrs={"lang": code, "dir": "auto"}),
        error_messages={"required": _("Write the name in English; the other languages fall back to it.")},
    )


def summary_field(code: str, own: str, summaries: Mapping[str, str]) -> forms.CharField:
    return forms.CharField(
        required=False,
        max_length=LONGEST_SUMMARY,
        initial=summaries.get(code, ""),
        label=_("What it is about, in %(language)s") % {"language": own},
        widget=forms.Textarea(attrs={"rows": 2, "lang": code, "dir": "auto"}),
    )


def slug_field() -> forms.CharField:
    return forms.CharField(
        required=False,
        max_length=LONGEST_SLUG,
        label=gettext_lazy("Short name"),
        help_text=gettext_lazy(
            "For addresses and files; it never changes. Left empty, it is made from the English name."
        ),
    )
