"""The steps in which a solution is written. Each hint says what reviewers look for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy

from southsouth.web.words import choices_of
from southsouth.web.workspace.forms.fields import (
    Languages,
    OneOf,
    SomeOf,
    WholeNumber,
    area_field,
    goal_field,
    language_choices,
    topic_field,
)
from southsouth.web.workspace.forms.needs import long_text
from southsouth.web.workspace.forms.parts import (
    MONEY_LIMIT,
    BlockRow,
    ExporterRow,
    PlaceRow,
    PreconditionRow,
    ResultRow,
    SourceRow,
    check_band,
)
from southsouth.web.workspace.forms.steps import Step

YEARLY_LIMIT = 365


class Summary(Step):
    slug = "summary"
    name = gettext_lazy("In short")
    heading = gettext_lazy("What have you solved?")
    lead = gettext_lazy("Others read these lines first. Name the problem, not the technology.")
    waits = ("summary",)

    title = forms.CharField(
        max_length=200,
        label=gettext_lazy("Title"),
        help_text=gettext_lazy("What changed for people. For example: Birth registration in one visit"),
        error_messages={"required": gettext_lazy("Write a title")},
    )
    summary = forms.CharField(
        max_length=2000,
        widget=long_text(3),
        label=gettext_lazy("In one or two sentences"),
        help_text=gettext_lazy("Who does what, where, and what is better now?"),
        error_messages={"required": gettext_lazy("Describe the solution in one or two sentences")},
    )
    focus_area = area_field(label=gettext_lazy("Which area is it mostly about?"))
    topics = topic_field(label=gettext_lazy("Topics"))
    goals = goal_field(label=gettext_lazy("Sustainable Development Goals it serves"))
    language = forms.ChoiceField(
        choices=settings.LANGUAGES,
        label=gettext_lazy("Language you write in"),
        help_text=gettext_lazy("People who write in other languages find it, too."),
    )


class How(Step):
    slug = "how"
    name = gettext_lazy("Problem and answer")
    heading = gettext_lazy("What was the problem, and how does the solution work?")
    lead = gettext_lazy("Reviewers ask whether a stranger could follow it.")

    problem = forms.CharField(
        required=False,
        max_length=10000,
        widget=long_text(5),
        label=gettext_lazy("The problem it solved"),
        help_text=gettext_lazy(
            "As it was for the people served. Needs of other countries are compared with this text."
        ),
    )
    how_it_works = forms.CharField(
        required=False,
        max_length=20000,
        widget=long_text(8),
        label=gettext_lazy("How it works"),
        help_text=gettext_lazy("Step by step: who does what, with which tools, in which order."),
    )
    failures = forms.CharField(
        required=False,
        max_length=10000,
        widget=long_text(4),
        label=gettext_lazy("What went wrong, and what you learned"),
        help_text=gettext_lazy(
            "This saves other countries the most money. A solution without failures is not believed."
        ),
    )


class Blocks(Step):
    slug = "blocks"
    name = gettext_lazy("Blocks and cost")
    heading = gettext_lazy("Which parts does it have, and what does it cost?")
    lead = gettext_lazy("Rough figures are fine, in US dollars.")
    row_kinds = (BlockRow,)

    cost_low_usd = WholeNumber(
        largest=MONEY_LIMIT,
        label=gettext_lazy("Lowest cost to start, US$"),
        help_text=gettext_lazy("For a small beginning elsewhere. For example: 20,000"),
    )
    cost_high_usd = WholeNumber(largest=MONEY_LIMIT, label=gettext_lazy("Highest cost to start, US$"))
    running_cost = forms.CharField(
        required=False,
        max_length=300,
        label=gettext_lazy("Cost to run"),
        help_text=gettext_lazy("For example: US$4,000 a year for each district"),
    )

    def clean_cost_high_usd(self) -> int | None:
        return check_band(self.cleaned_data.get("cost_low_usd"), self.cleaned_data["cost_high_usd"])


class Needs(Step):
    slug = "preconditions"
    name = gettext_lazy("What it needs")
    heading = gettext_lazy("What must another country have?")
    lead = gettext_lazy("These lines decide what the platform asks a country before it suggests your solution.")
    row_kinds = (PreconditionRow,)


class Proof(Step):
    slug = "proof"
    name = gettext_lazy("Proof")
    heading = gettext_lazy("What changed, and where does it run?")
    lead = gettext_lazy("The level of proof is set by two reviewers from what you write here.")
    row_kinds = (ResultRow, PlaceRow, SourceRow)

    step = OneOf("step", label=gettext_lazy("How far has it come?"))


class Terms(Step):
    slug = "terms"
    name = gettext_lazy("What you can give")
    heading = gettext_lazy("What can you give other countries this year?")
    lead = gettext_lazy("Write what you can really give. When it is used up, the page says so.")
    row_kinds = (ExporterRow,)

    visits_a_year = WholeNumber(largest=YEARLY_LIMIT, label=gettext_lazy("Visits you can host in a year"))
    expert_days_a_year = WholeNumber(largest=10_000, label=gettext_lazy("Days of experts you can lend in a year"))
    open_requests_cap = WholeNumber(
        largest=1_000,
        label=gettext_lazy("Open requests at most"),
        help_text=gettext_lazy("With more than these waiting, other exporters are suggested first."),
    )
    help_given = SomeOf("help", label=gettext_lazy("Help you give"))
    who_pays = forms.CharField(
        required=False,
        max_length=300,
        label=gettext_lazy("Who pays"),
        help_text=gettext_lazy("For example: the host pays travel, we pay salaries"),
    )
    languages = Languages(
        label=gettext_lazy("Languages of the material and the team"),
        help_text=gettext_lazy("With commas between. For example: English, French"),
    )
    licence = forms.CharField(
        required=False,
        max_length=200,
        label=gettext_lazy("Licence"),
        help_text=gettext_lazy("For example: CC BY 4.0 for texts, MIT for code"),
    )
    terms = forms.CharField(
        required=False, max_length=5000, widget=long_text(3), label=gettext_lazy("Terms of transfer")
    )
    visibility = forms.ChoiceField(
        choices=choices_of("visibility"),
        widget=forms.RadioSelect,
        label=gettext_lazy("Who may read it once it is published?"),
    )

    @classmethod
    def of(cls, record: Any) -> dict[str, object]:
        held = super().of(record)
        return {**held, "languages": ", ".join(name for _code, name in language_choices(record.languages))}


STEPS: tuple[type[Step], ...] = (Summary, How, Blocks, Needs, Proof, Terms)
BY_SLUG: Mapping[str, type[Step]] = {step.slug: step for step in STEPS}
STEP_OF: Mapping[str, str] = {
    "title": "summary",
    "summary": "summary",
    "problem": "how",
    "how_it_works": "how",
    "failures": "how",
    "blocks": "blocks",
    "preconditions": "preconditions",
    "results": "proof",
    "results_source": "proof",
    "exporters": "terms",
    "licence": "terms",
    "capacity": "terms",
}
"""Where what is missing for the review is written."""
