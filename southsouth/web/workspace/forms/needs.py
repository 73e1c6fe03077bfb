"""The five steps in which a need is written. Each hint says what the secretariat looks for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from southsouth.catalogue.models import Need
from southsouth.reference.models import Country
from southsouth.web.words import choices_of
from southsouth.web.workspace.forms.fields import (
    Day,
    Languages,
    OneOf,
    SomeOf,
    WholeNumber,
    YesNo,
    area_field,
    country_choices,
    goal_field,
    language_choices,
    topic_field,
)
from southsouth.web.workspace.forms.steps import Step

MONEY_LIMIT = 10**12
PEOPLE_LIMIT = 10**10


def long_text(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class Problem(Step):
    slug = "problem"
    name = gettext_lazy("The problem")
    heading = gettext_lazy("What is the problem?")
    lead = gettext_lazy("Plain words are best. A stranger in another country should understand it.")
    waits = ("problem",)

    title = forms.CharField(
        max_length=200,
        label=gettext_lazy("The problem in one line"),
        help_text=gettext_lazy("For example: Register births in remote districts without travel"),
        error_messages={"required": gettext_lazy("Write the problem in one line")},
    )
    problem = forms.CharField(
        max_length=10000,
        widget=long_text(6),
        label=gettext_lazy("The problem in two or three sentences"),
        help_text=gettext_lazy(
            "Who has to do what today, and what goes wrong? Do not name a technology: name the problem. "
            "The search reads this text first."
        ),
        error_messages={"required": gettext_lazy("Describe the problem in two or three sentences")},
    )
    tried = forms.CharField(
        required=False,
        max_length=5000,
        widget=long_text(),
        label=gettext_lazy("What you tried, and why it was not enough"),
        help_text=gettext_lazy("Solutions like the ones that failed come lower in your list."),
    )
    focus_area = area_field(label=gettext_lazy("Which area is it mostly about?"))
    topics = topic_field(
        label=gettext_lazy("Topics"), help_text=gettext_lazy("Tick what fits. The search also finds other topics.")
    )
    language = forms.ChoiceField(
        choices=settings.LANGUAGES,
        label=gettext_lazy("Language you write in"),
        help_text=gettext_lazy("Solutions written in other languages are found, too."),
    )


class People(Step):
    slug = "people"
    name = gettext_lazy("Who suffers")
    heading = gettext_lazy("Who suffers, and what would success look like?")
    lead = gettext_lazy("Rough figures are fine. What you do not know may stay empty, and be added later.")

    sufferers = forms.CharField(
        required=False,
        max_length=5000,
        widget=long_text(),
        label=gettext_lazy("Who suffers from it"),
        help_text=gettext_lazy("Name the groups and what it costs them. For example: parents far from a district town"),
    )
    people_affected = WholeNumber(
        largest=PEOPLE_LIMIT,
        label=gettext_lazy("People affected each year"),
        help_text=gettext_lazy("A number is enough. For example: 23,000"),
        wrong=gettext_lazy("Enter how many people are affected each year, in digits"),
    )
    success = forms.CharField(
        required=False,
        max_length=5000,
        widget=long_text(),
        label=gettext_lazy("What success looks like"),
        help_text=gettext_lazy(
            "Something one can count in two years. For example: nine of ten births registered in the first month"
        ),
    )
    time_baseline = forms.CharField(
        required=False,
        max_length=200,
        label=gettext_lazy("How long it takes today"),
        help_text=gettext_lazy("For the people served, from first step to last. For example: 21 days"),
    )
    cost_baseline = forms.CharField(
        required=False,
        max_length=200,
        label=gettext_lazy("What it costs them today"),
        help_text=gettext_lazy("Fees, travel and lost wages. For example: about US$12"),
    )
    visits_baseline = forms.CharField(
        required=False,
        max_length=200,
        label=gettext_lazy("How often they have to come today"),
        help_text=gettext_lazy("For example: three visits to two offices"),
    )
    goals = goal_field(
        label=gettext_lazy("Sustainable Development Goals it serves"), help_text=gettext_lazy("Two or three at most.")
    )


class Context(Step):
    slug = "context"
    name = gettext_lazy("Your context")
    heading = gettext_lazy("Where is the service used?")
    lead = gettext_lazy(
        "This decides what must be adapted. What is known of the country stands beside: write what is different, "
        "and what is not there. What you do not know may stay empty."
    )

    country = forms.ChoiceField(
        label=gettext_lazy("Country"), error_messages={"required": gettext_lazy("Choose the country")}
    )
    place = forms.CharField(
        required=False,
        max_length=300,
        label=gettext_lazy("Places"),
        help_text=gettext_lazy("For example: 31 districts in the north"),
    )
    connectivity = OneOf(
        "connectivity",
        label=gettext_lazy("How good is the connection where people are served?"),
        help_text=gettext_lazy("Think of a normal week."),
    )
    languages = forms.MultipleChoiceField(
        required=False, widget=forms.CheckboxSelectMultiple, label=gettext_lazy("Languages people use there")
    )
    other_languages = Languages(
        label=gettext_lazy("Other languages"),
        help_text=gettext_lazy("With commas between. For example: Somali, Amharic"),
    )
    law = forms.CharField(
        required=False,
        max_length=5000,
        widget=long_text(),
        label=gettext_lazy("Laws and rules that matter"),
        help_text=gettext_lazy("Who may decide, sign and keep data today? Which law would have to change?"),
    )
    staff = forms.CharField(
        required=False,
        max_length=5000,
        widget=long_text(3),
        label=gettext_lazy("Staff and skills"),
        help_text=gettext_lazy("Who serves people today, how many, with which training?"),
    )
    systems = forms.CharField(
        required=False,
        max_length=5000,
        widget=long_text(3),
        label=gettext_lazy("Systems in place"),
        help_text=gettext_lazy("Registers, software, payment, equipment. Paper counts, too."),
    )

    def __init__(self, *args: Any, record: Need | None = None, later: bool = False, **options: Any) -> None:
        super().__init__(*args, record=record, later=later, **options)
        country = record.country if record is not None else None
        if record is not None and record.organisation is not None and record.organisation.country_id:
            del self.fields["country"]
        else:
            self.fields["country"].choices = country_choices(Country.objects.all())  # type: ignore[attr-defined]
            self.fields["country"].required = not later
        self.prefilled = record is not None and country is not None and not self.begun(record)
        if self.prefilled and country is not None:
            self.initial["languages"] = list(country.official_languages)
        self.fields["languages"].choices = language_choices(self._offered(record, country))  # type: ignore[attr-defined]
        if not self.fields["languages"].choices:  # type: ignore[attr-defined]
            self.fields["other_languages"].label = self.fields["languages"].label
            del self.fields["languages"]

    def _offered(self, record: Need | None, country: Country | None) -> list[str]:
        spoken = [*country.official_languages, *country.regional_languages] if country else []
        typed = self.data.getlist("languages") if hasattr(self.data, "getlist") else []
        chosen = record.languages if record is not None else []
        return list(dict.fromkeys([*spoken, *chosen, *(each for each in typed if each in spoken or each in chosen)]))

    def clean_country(self) -> Country | None:
        return Country.objects.filter(pk=self.cleaned_data["country"]).first()

    def values(self) -> dict[str, object]:
        given = super().values()
        others = given.pop("other_languages")
        given["languages"] = list(dict.fromkeys([*given.get("languages", []), *others]))  # type: ignore[misc]
        return given


class Help(Step):
    slug = "help"
    name = gettext_lazy("Help, money, time")
    heading = gettext_lazy("What help do you want, and who decides?")
    lead = gettext_lazy("A need with an owner, money and a date is answered first.")

    kinds_of_help = SomeOf("help", label=gettext_lazy("Help you want"))
    budget_usd = WholeNumber(
        largest=MONEY_LIMIT,
        label=gettext_lazy("Money in hand, in US dollars"),
        help_text=gettext_lazy("What you could spend to begin. For example: 60,000. Leave it empty when nobody knows."),
        wrong=gettext_lazy("Enter the money in hand in US dollars, in digits"),
    )
    deadline = Day(
        label=gettext_lazy("Decide by"), help_text=gettext_lazy("The day by which you have to choose a solution.")
    )
    owner = forms.CharField(
        required=False,
        max_length=300,
        label=gettext_lazy("Who owns the service"),
        help_text=gettext_lazy("The office that would run it. For example: Department of Civil Registration"),
    )
    willing_to_host = YesNo(label=gettext_lazy("Can you receive visitors from the exporting country?"))
    visibility = forms.ChoiceField(
        choices=choices_of("visibility"),
        widget=forms.RadioSelect,
        label=gettext_lazy("Who may read this need once it is open?"),
        help_text=gettext_lazy("Names of people are never shown."),
    )

    def clean_deadline(self) -> object:
        day = self.cleaned_data["deadline"]
        if day is not None and day < self.today:
            raise forms.ValidationError(_("This day is past. Enter a day to come."))
        return day


STEPS: tuple[type[Step], ...] = (Problem, People, Context, Help)
"""The steps with questions; the last step checks and sends."""
BY_SLUG: Mapping[str, type[Step]] = {step.slug: step for step in STEPS}
CHECK = "check"


class AskEndorsement(forms.Form):
    """Which official is to stand behind the need."""

    official = forms.CharField(
        max_length=200,
        label=gettext_lazy("Name of the official"),
        error_messages={"required": gettext_lazy("Write the name of the official")},
    )
    post = forms.CharField(
        max_length=200,
        label=gettext_lazy("Post"),
        help_text=gettext_lazy("For example: Permanent Secretary, Ministry of Home Affairs"),
        error_messages={"required": gettext_lazy("Write the post of the official")},
    )


class Withdraw(forms.Form):
    reason = forms.CharField(
        required=False,
        max_length=2000,
        widget=long_text(3),
        label=gettext_lazy("Why?"),
        help_text=gettext_lazy("It helps the secretariat. It is not shown to others."),
    )


class Reopen(forms.Form):
    deadline = Day(label=gettext_lazy("New day to decide by"))
