"""What the secretariat decides about a challenge, and where it places a solution on the ladder of proof."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from southsouth.catalogue.lifecycle import FlagOutcome, SolutionState
from southsouth.catalogue.models import Need, Solution
from southsouth.engine.fit.profiles import Evidence
from southsouth.web.words import choices_of

DISMISS = "dismiss"
UPHOLD = (
    (FlagOutcome.CORRECTED.value, gettext_lazy("It is right, and the record is corrected")),
    (FlagOutcome.LOWERED.value, gettext_lazy("It is right: lower the level of proof")),
    (FlagOutcome.DUE.value, gettext_lazy("It is right: the owner has to confirm the record anew")),
)


def lower_than(level: str) -> list[str]:
    """The levels a challenge can lower to."""
    ladder = [each.value for each in Evidence]
    return ladder[: ladder.index(level)] if level else []


def levels(codes: Sequence[str]) -> list[tuple[str, Any]]:
    return [(code, words) for code, words in choices_of("evidence") if code in codes]


PUBLISHED = gettext_lazy("Published on the page of the record. Name no person.")
DECISION_READ = gettext_lazy(
    "Published on the page of the record if the challenge is right; else its owner and whoever raised it read it. "
    "Name no person."
)


def reason_field(label: Any, missing: Any, hint: Any = PUBLISHED) -> forms.CharField:
    return forms.CharField(
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        label=label,
        help_text=hint,
        error_messages={"required": missing},
    )


class DecideFlag(forms.Form):
    """Only what this record can come to is offered."""

    outcome = forms.ChoiceField(
        widget=forms.RadioSelect,
        label=gettext_lazy("Decision"),
        error_messages={"required": gettext_lazy("Choose a decision")},
    )
    level = forms.ChoiceField(
        required=False,
        widget=forms.RadioSelect,
        label=gettext_lazy("If it is lowered: to which level?"),
    )
    decision = reason_field(
        gettext_lazy("Your decision in words"), gettext_lazy("Write your decision in words"), DECISION_READ
    )

    def __init__(self, *args: Any, kept: Need | Solution, **options: Any) -> None:
        super().__init__(*args, **options)
        lower = lower_than(kept.evidence) if isinstance(kept, Solution) else []
        possible = {FlagOutcome.CORRECTED.value}
        if lower:
            possible.add(FlagOutcome.LOWERED.value)
        if isinstance(kept, Solution) and kept.state == SolutionState.PUBLISHED:
            possible.add(FlagOutcome.DUE.value)
        offered = [each for each in UPHOLD if each[0] in possible]
        self.fields["outcome"].choices = [*offered, (DISMISS, gettext_lazy("It is not right: nothing changes"))]  # type: ignore[attr-defined]
        if lower:
            self.fields["level"].choices = levels(lower)  # type: ignore[attr-defined]
        else:
            del self.fields["level"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("outcome") == FlagOutcome.LOWERED and not given.get("level") and "level" not in self.errors:
            self.add_error("level", _("Choose the level it is lowered to"))
        return given


class SetEvidence(forms.Form):
    """Another level than the one it has."""

    level = forms.ChoiceField(
        widget=forms.RadioSelect,
        label=gettext_lazy("Level of proof"),
        help_text=gettext_lazy("The highest level for which you saw something you could open."),
        error_messages={"required": gettext_lazy("Choose the level of proof")},
    )
    reason = reason_field(gettext_lazy("Reason"), gettext_lazy("Write the reason"))

    def __init__(self, *args: Any, solution: Solution, **options: Any) -> None:
        super().__init__(*args, **options)
        others = [each.value for each in Evidence if each.value != solution.evidence]
        self.fields["level"].choices = levels(others)  # type: ignore[attr-defined]
