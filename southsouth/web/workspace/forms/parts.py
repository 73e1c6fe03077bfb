"""The lists of parts of a solution: blocks, what they need, results, places, exporters, sources."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from southsouth.catalogue.models import BuildingBlock
from southsouth.reference.models import Country, FactKind, fact_kinds
from southsouth.web.words import choices_of
from southsouth.web.words.numbers import language_now
from southsouth.web.workspace.forms.fields import Decimal, WholeNumber, Year, YesNo, country_choices
from southsouth.web.workspace.forms.rows import RowForm

MONEY_LIMIT = 10**12
CHOOSE = ("", gettext_lazy("Choose one"))
"""What an empty row says: with a real choice it would not be empty."""


def check_band(low: int | None, high: int | None) -> int | None:
    """The upper end of a cost, which is not below the lower one."""
    if low is not None and high is not None and high < low:
        raise forms.ValidationError(_("The highest cost is lower than the lowest. Change one of them."))
    return high


def short_area() -> forms.Textarea:
    return forms.Textarea(attrs={"rows": 3})


class BlockRow(RowForm):
    kept_in = "blocks"
    rows_title = gettext_lazy("Building blocks")
    row_name = gettext_lazy("Building block %(number)s")
    add_label = gettext_lazy("Save, and add another building block")
    rows_lead = gettext_lazy("A block is a part that another country can take alone: a form, a register, a training.")

    title = forms.CharField(
        max_length=200,
        label=gettext_lazy("Name of the block"),
        error_messages={"required": gettext_lazy("Write the name of the building block")},
    )
    text = forms.CharField(required=False, max_length=5000, widget=short_area(), label=gettext_lazy("What it does"))
    cost_low_usd = WholeNumber(largest=MONEY_LIMIT, label=gettext_lazy("Lowest cost to start, US$"))
    cost_high_usd = WholeNumber(largest=MONEY_LIMIT, label=gettext_lazy("Highest cost to start, US$"))

    def clean_cost_high_usd(self) -> int | None:
        return check_band(self.cleaned_data.get("cost_low_usd"), self.cleaned_data["cost_high_usd"])


class PreconditionRow(RowForm):
    kept_in = "preconditions"
    rows_title = gettext_lazy("What a host must have")
    row_name = gettext_lazy("Precondition %(number)s")
    add_label = gettext_lazy("Save, and add another precondition")
    rows_lead = gettext_lazy(
        "Name what was there before you began and would be missed elsewhere: "
        "a law, a register, power, a trained person."
    )

    kind = forms.ChoiceField(
        choices=[CHOOSE, *choices_of("precondition")],
        label=gettext_lazy("Kind"),
        error_messages={"required": gettext_lazy("Choose the kind of precondition")},
    )
    block = forms.ChoiceField(required=False, label=gettext_lazy("Needed for"))
    text = forms.CharField(
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        label=gettext_lazy("What must be there"),
        help_text=gettext_lazy("For example: a law that lets a health worker register a birth"),
        error_messages={"required": gettext_lazy("Write what must be there")},
    )
    fact = forms.ChoiceField(
        required=False,
        label=gettext_lazy("A country fact that shows whether it is there"),
        help_text=gettext_lazy("Then the platform checks it for every country by itself."),
    )
    minimum = Decimal(label=gettext_lazy("Smallest value that is enough"))
    changeable = YesNo(label=gettext_lazy("Can it be worked around?"), unknown=gettext_lazy("Not known"))
    note = forms.CharField(
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        label=gettext_lazy("How it can be worked around"),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        blocks = [(key, block.title) for key, block in self.choosable["block"].items()]
        choices = {"block": [("", _("The whole solution")), *blocks], "fact": fact_choices()}
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]

    @classmethod
    def choosable_for(cls, record: Any) -> dict[str, dict[str, Any]]:
        return {"block": {str(block.pk): block for block in record.blocks.all()} if record is not None else {}}

    @classmethod
    def rows_of(cls, record: Any) -> list[dict[str, object]]:
        return [_with_answer(row) for row in super().rows_of(record)]

    def clean_block(self) -> BuildingBlock | None:
        return self.choosable["block"].get(self.cleaned_data["block"])

    def clean_minimum(self) -> float | None:
        minimum: float | None = self.cleaned_data["minimum"]
        fact, _answer, answer = self.cleaned_data.get("fact", "").partition("=")
        if answer:
            return float(answer)
        if not fact:
            return None
        kind = fact_kinds()[fact]
        if minimum is None or kind.fault(minimum):
            raise forms.ValidationError(_("Enter the smallest value of this fact that is enough, in digits"))
        return minimum

    def values(self) -> dict[str, object]:
        given = super().values()
        return {**given, "fact": str(given["fact"]).partition("=")[0]}


def fact_choices() -> list[tuple[str, object]]:
    """Facts by group; a fact with answers once for each answer but the lowest, which everybody has."""
    now = language_now()
    groups: dict[str, list[tuple[str, str]]] = {}
    for kind in fact_kinds().values():
        groups.setdefault(kind.group_in(now), []).extend(_choices_of_fact(kind, now))
    return [("", _("None")), *groups.items()]


def _choices_of_fact(kind: FactKind, now: str) -> list[tuple[str, str]]:
    if not kind.coded:
        return [(kind.code, f"{kind.name_in(now)} ({kind.unit_in(now)})")]
    answers = range(1, len(kind.answers))
    return [(f"{kind.code}={answer}", f"{kind.name_in(now)}: {kind.answer_in(answer, now)}") for answer in answers]


def _with_answer(row: dict[str, object]) -> dict[str, object]:
    """A row whose fact has answers, as its choice names it."""
    kind = fact_kinds().get(str(row["fact"]))
    minimum = row["minimum"]
    if kind is None or not kind.coded or not isinstance(minimum, float):
        return row
    return {**row, "fact": f"{kind.code}={int(minimum)}", "minimum": None}


class ResultRow(RowForm):
    kept_in = "results"
    rows_title = gettext_lazy("Results")
    row_name = gettext_lazy("Result %(number)s")
    add_label = gettext_lazy("Save, and add another result")
    rows_lead = gettext_lazy(
        "Time, cost and visits of the people served weigh most for other countries. "
        "Reviewers ask for a source and a year of each."
    )

    measure = forms.ChoiceField(
        choices=[CHOOSE, *choices_of("measure")],
        label=gettext_lazy("What is measured"),
        error_messages={"required": gettext_lazy("Choose what is measured")},
    )
    indicator = forms.CharField(
        max_length=200,
        label=gettext_lazy("What is counted"),
        help_text=gettext_lazy("For example: days to get a birth certificate"),
        error_messages={"required": gettext_lazy("Write what is counted")},
    )
    before = Decimal(label=gettext_lazy("Before"))
    after = Decimal(label=gettext_lazy("After"))
    unit = forms.CharField(
        required=False, max_length=60, label=gettext_lazy("Unit"), help_text=gettext_lazy("For example: days, US$")
    )
    year = Year(label=gettext_lazy("Year"))
    source = forms.CharField(
        required=False,
        max_length=500,
        label=gettext_lazy("Source"),
        help_text=gettext_lazy("The report or page where the figure stands."),
    )


class CountryRow(RowForm):
    """A row that names a country."""

    country = forms.ChoiceField(
        label=gettext_lazy("Country"), error_messages={"required": gettext_lazy("Choose the country")}
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["country"].choices = country_choices(self.choosable["country"].values())  # type: ignore[attr-defined]

    @classmethod
    def choosable_for(cls, record: Any) -> dict[str, dict[str, Any]]:
        return {"country": {country.iso3: country for country in Country.objects.all()}}

    def clean_country(self) -> Country:
        country: Country = self.choosable["country"][self.cleaned_data["country"]]
        return country


class PlaceRow(CountryRow):
    kept_in = "places"
    rows_title = gettext_lazy("Where it runs")
    row_name = gettext_lazy("Place %(number)s")
    add_label = gettext_lazy("Save, and add another place")

    name = forms.CharField(
        max_length=200,
        label=gettext_lazy("Place"),
        error_messages={"required": gettext_lazy("Write the name of the place")},
    )
    since = Year(label=gettext_lazy("In use since"))
    note = forms.CharField(required=False, max_length=500, label=gettext_lazy("Note"))


class ExporterRow(CountryRow):
    kept_in = "exporters"
    rows_title = gettext_lazy("Countries that export it")
    row_name = gettext_lazy("Exporter %(number)s")
    add_label = gettext_lazy("Save, and add another exporter")


class SourceRow(RowForm):
    kept_in = "sources"
    rows_title = gettext_lazy("Pages where others can check it")
    row_name = gettext_lazy("Source %(number)s")
    add_label = gettext_lazy("Save, and add another source")

    url = forms.URLField(
        max_length=1000,
        assume_scheme="https",
        label=gettext_lazy("Address of the page"),
        error_messages={
            "required": gettext_lazy("Write the address of the page"),
            "invalid": gettext_lazy("Write an address that begins with https://"),
        },
    )
