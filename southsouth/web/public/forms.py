"""What a visitor fills in: a need to try, and a sign-in."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.conf import settings
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from southsouth.catalogue.models import Need
from southsouth.reference.models import Country, FocusArea
from southsouth.web.workspace.forms.fields import OneOf, SomeOf, WholeNumber, area_field, country_choices

LONGEST_PROBLEM = 20_000
"""About seven pages; the engine reads no more of one text."""


class LongSelect(forms.Select):
    """A select with hundreds of options, written in one go: a template for each would take most of the page's time."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        chosen = set(self.format_value(value))
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            ((key, mark_safe(" selected") if str(key) in chosen else "", label) for key, label in self.choices),
        )
        return format_html("<select{}>{}</select>", flatatt(self.build_attrs({"name": name}, attrs)), options)


class TrialForm(forms.Form):
    """A need in a few words. Only the problem must be there."""

    problem = forms.CharField(
        label=_("The problem, in your own words"),
        help_text=_("Who cannot do what today, and why? Two or three sentences are enough. Any language will do."),
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
        max_length=LONGEST_PROBLEM,
        error_messages={
            "required": _("Write what the problem is, in one sentence or more"),
            "max_length": _(
                "The text has %(show_value)d characters, and %(limit_value)d are read at most. Keep the part that"
                " matters most."
            ),
        },
    )
    country = forms.ChoiceField(
        widget=LongSelect,
        label=_("Country the service is for"),
        help_text=_("With it, the facts of your country are compared with those of each exporter."),
        required=False,
        error_messages={"invalid_choice": _("Choose a country of the list")},
    )
    language = forms.ChoiceField(
        label=_("Language you write in"),
        required=False,
        choices=[("", _("Find it out for me")), *settings.LANGUAGES],
        error_messages={"invalid_choice": _("Choose a language of the list")},
    )
    title = forms.CharField(
        label=_("The problem in one line"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    success = forms.CharField(
        label=_("What success looks like"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    focus_area = area_field(label=_("Focus area"))
    budget_usd = WholeNumber(label=_("Budget, US$"), help_text=_("A number is enough. For example: 60,000"))
    connectivity = OneOf("connectivity", label=_("Connection where people are served"))
    kinds_of_help = SomeOf("help", label=_("Help sought"))
    solution = forms.SlugField(required=False, max_length=80, widget=forms.HiddenInput)

    MAIN = ("problem", "country", "language")
    KEPT = ("title", "problem", "language")
    """What the first step of a need takes over."""
    MORE = ("title", "success", "focus_area", "budget_usd", "connectivity", "kinds_of_help")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"use_required_attribute": False, **options})
        cast(forms.ChoiceField, self.fields["country"]).choices = country_choices(Country.objects.all())

    @property
    def main(self) -> list[forms.BoundField]:
        return [self[name] for name in self.MAIN]

    @property
    def more(self) -> list[forms.BoundField]:
        return [self[name] for name in self.MORE]

    @property
    def more_used(self) -> bool:
        """Whether something stands, or is wrong, in the fields that are folded away."""
        return any(self[name].value() or self[name].errors for name in self.MORE)

    def need(self) -> Need:
        """A need that is never saved; a language that is not chosen is left to the engine."""
        values = self.cleaned_data
        return Need(
            title=values["title"],
            problem=values["problem"],
            success=values["success"],
            language=cast(str, values["language"] or None),
            country_id=values["country"] or None,
            focus_area=cast(FocusArea | None, values["focus_area"]),
            budget_usd=values["budget_usd"],
            connectivity=values["connectivity"],
            kinds_of_help=values["kinds_of_help"],
        )


class SignInForm(forms.Form):
    """E-mail address and password."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username", "spellcheck": "false"}),
        error_messages={
            "required": _("Enter your e-mail address"),
            "invalid": _("Enter an e-mail address like name@ministry.gov"),
        },
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=1000,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Enter your password")},
    )
    next = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)
    held = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"use_required_attribute": False, **options})
