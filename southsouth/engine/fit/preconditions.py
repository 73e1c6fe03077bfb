"""What a host must have: there, missing or not known. Only what is missing costs points."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from southsouth.engine.fit.aspects import UNKNOWN, Aspect, Claim, Doubt
from southsouth.engine.fit.profiles import Gap, NeedProfile, Precondition, PreconditionKind, Size, SolutionProfile
from southsouth.engine.fit.weights import Weights

SIZES: Mapping[PreconditionKind, Size] = {
    PreconditionKind.LAW: Size.LARGE,
    PreconditionKind.INSTITUTION: Size.LARGE,
    PreconditionKind.MONEY: Size.LARGE,
    PreconditionKind.CONNECTION: Size.MEDIUM,
    PreconditionKind.SKILLS: Size.MEDIUM,
    PreconditionKind.DATA: Size.MEDIUM,
    PreconditionKind.LANGUAGE: Size.MEDIUM,
    PreconditionKind.EQUIPMENT: Size.SMALL,
}
"""How much must be adapted when a thing of this kind is missing."""
LOSS: Mapping[Size, float] = {Size.SMALL: 0.12, Size.MEDIUM: 0.25, Size.LARGE: 0.45}


@dataclass(frozen=True, slots=True)
class Checked:
    """``there`` is ``None`` when nobody knows. ``said_by`` is ``owner`` or ``fact``."""

    precondition: Precondition
    there: bool | None
    said_by: str = ""
    value: float | None = None


def check(precondition: Precondition, need: NeedProfile) -> Checked:
    """What the need's owner says stands above the country's facts."""
    value = value_of(precondition, need)
    if precondition.ref in need.answers:
        return Checked(precondition, need.answers[precondition.ref], "owner", value)
    if value is None or precondition.minimum is None:
        return Checked(precondition, None, value=value)
    return Checked(precondition, value >= precondition.minimum, "fact", value)


def value_of(precondition: Precondition, need: NeedProfile) -> float | None:
    if precondition.fact is None:
        return None
    national = need.country.facts if need.country else {}
    value = need.facts.get(precondition.fact, national.get(precondition.fact))
    return None if value is None or math.isnan(value) else value


def size_of(precondition: Precondition) -> Size:
    """What can be changed is a step smaller; what cannot is large."""
    if precondition.changeable is False:
        return Size.LARGE
    size = SIZES[precondition.kind]
    order = list(Size)
    return order[max(order.index(size) - 1, 0)] if precondition.changeable else size


def preconditions(need: NeedProfile, solution: SolutionProfile, weights: Weights) -> Aspect:
    """Every missing precondition costs a share of what is left; one that is there or unknown costs nothing."""
    checked = [check(each, need) for each in solution.preconditions]
    if not checked:
        return UNKNOWN
    value = math.prod((1.0 - LOSS[size_of(each.precondition)]) for each in checked if each.there is False)
    known = sum(each.there is not None for each in checked)
    worth = weights.preconditions
    return Aspect(
        value=value if known else None,
        push=-worth * (1.0 - value),
        claims=tuple(Claim("precondition_met", told(each)) for each in checked if each.there),
        gaps=tuple(gap(each) for each in checked if each.there is False),
        doubts=tuple(doubt(each.precondition, value, worth) for each in checked if each.there is None),
        known=known,
        asked=len(checked),
    )


def told(checked: Checked) -> dict[str, object]:
    asked = checked.precondition
    return {
        "ref": asked.ref,
        "kind": asked.kind.value,
        "text": asked.text,
        "said_by": checked.said_by,
        "fact": asked.fact,
        "value": checked.value,
        "minimum": asked.minimum,
    }


def gap(checked: Checked) -> Gap:
    asked = checked.precondition
    facts = {**told(checked), "block": asked.block, "changeable": asked.changeable}
    return Gap("precondition_missing", size_of(asked), facts)


def doubt(precondition: Precondition, value: float, worth: float) -> Doubt:
    facts = {
        "ref": precondition.ref,
        "kind": precondition.kind.value,
        "text": precondition.text,
        "fact": precondition.fact,
    }
    return Doubt("precondition_unknown", facts, low=-worth * value * LOSS[size_of(precondition)], high=0.0)
