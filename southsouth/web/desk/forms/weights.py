"""The weights of the ranking as a form: what each one does, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from southsouth.engine.fit.weights import LARGEST
from southsouth.web.words import word_of
from southsouth.web.words.numbers import number_text

GROUPS: Sequence[tuple[str | Promise, tuple[str, ...]]] = (
    (
        gettext_lazy("The problem"),
        ("lexical", "whole", "sentence", "passage", "title", "area", "topics", "goals"),
    ),
    (
        gettext_lazy("The context of the two countries"),
        ("region", "subregion", "spoken", "islands", "landlocked", "income", "population", "law", "facts", "nearby"),
    ),
    (gettext_lazy("What it takes"), ("preconditions", "cost", "languages", "help")),
    (gettext_lazy("Proof, and whether the exporter has time"), ("evidence", "step", "adoptions", "capacity")),
    (gettext_lazy("What the importer said before"), ("refusals",)),
)
"""Weights in the order in which the score is explained; those of a later release follow under the last heading."""
HINTS: Mapping[str, Any] = {
    "lexical": gettext_lazy("How much it counts that need and solution use the same words."),
    "whole": gettext_lazy("How much it counts that the two texts mean the same as a whole."),
    "sentence": gettext_lazy("How much the best pair of sentences counts. It is also the pair the page quotes."),
    "passage": gettext_lazy("How much the best pair of passages of a few sentences counts."),
    "title": gettext_lazy("How much it counts that the two titles mean the same."),
    "area": gettext_lazy("For the same focus area."),
    "topics": gettext_lazy("For topics in common."),
    "goals": gettext_lazy("For Sustainable Development Goals in common."),
    "region": gettext_lazy("For exporters in the same region of the world."),
    "subregion": gettext_lazy("On top of that, for the same sub-region."),
    "spoken": gettext_lazy("For an official language in common."),
    "islands": gettext_lazy("When both are small island developing States."),
    "landlocked": gettext_lazy("When both are landlocked developing countries."),
    "income": gettext_lazy("For the same income group."),
    "population": gettext_lazy("For populations of like size."),
    "law": gettext_lazy("For the same kind of legal system."),
    "facts": gettext_lazy("For facts in which the two countries are alike: connection, power, literacy, registers."),
    "nearby": gettext_lazy("When countries like the importer’s have taken it up already."),
    "preconditions": gettext_lazy("How much it takes away when something is missing that cannot be worked around."),
    "cost": gettext_lazy("How much it takes away when the cost to start is above the budget."),
    "languages": gettext_lazy("How much it takes away when the material must be translated."),
    "help": gettext_lazy("For help that is sought and given."),
    "evidence": gettext_lazy("For the level of proof set by the reviewers."),
    "step": gettext_lazy("For how far it has come: one place, elsewhere at home, national, exported."),
    "adoptions": gettext_lazy("For countries in which it runs."),
    "capacity": gettext_lazy("How much it takes away when the exporter has no time, so that nobody is swamped."),
    "refusals": gettext_lazy("How much lower come solutions like those the importer refused, for the reason given."),
}


class WeightsForm(forms.Form):
    """One number for each weight, and why it was changed."""

    note = forms.CharField(
        required=False,
        max_length=500,
        label=gettext_lazy("Why do you change them?"),
        help_text=gettext_lazy("It stays with the version. Needed when you keep it."),
    )

    def __init__(self, *args: Any, values: Mapping[str, float], keep: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["note"].required = keep
        self.fields["note"].error_messages["required"] = _("Write why you change the weights")
        self.names = list(values)
        for name, value in values.items():
            self.fields[name] = weight_field(name, value)

    def groups(self) -> list[tuple[str | Promise, list[BoundField]]]:
        """The weights under their headings."""
        known = {name for _heading, names in GROUPS for name in names}
        found = [(heading, [self[name] for name in names if name in self.fields]) for heading, names in GROUPS]
        others = [self[name] for name in self.names if name not in known]
        return [*found, (_("Others"), others)] if others else found

    def weights(self) -> dict[str, float]:
        return {name: self.cleaned_data[name] for name in self.names}


class Weight(forms.FloatField):
    """A number without the zeros nobody needs."""

    def prepare_value(self, value: object) -> object:
        return f"{value:.15g}" if isinstance(value, float) else value


def weight_field(name: str, value: float) -> forms.FloatField:
    wrong = _("Enter a number from 0 to %(largest)s for “%(name)s”") % {
        "largest": number_text(LARGEST, 0),
        "name": word_of("weight", name),
    }
    return Weight(
        min_value=0,
        max_value=LARGEST,
        initial=value,
        label=word_of("weight", name),
        help_text=HINTS.get(name, ""),
        widget=forms.NumberInput(attrs={"step": "any", "class": "short"}),
        error_messages={"required": wrong, "invalid": wrong, "min_value": wrong, "max_value": wrong},
    )
