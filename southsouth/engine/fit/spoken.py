"""The languages in which both sides can work together."""

from __future__ import annotations

from southsouth.engine.fit.aspects import NOT_TOLD, Aspect, Claim, Doubt
from southsouth.engine.fit.profiles import Gap, NeedProfile, Size, SolutionProfile
from southsouth.engine.fit.weights import Weights

SHARED_BY_CHANCE = 0.5


def languages(need: NeedProfile, solution: SolutionProfile, weights: Weights) -> Aspect:
    """Working languages as told by both; a country's official languages belong to its context."""
    worth = weights.languages
    if not solution.languages:
        return NOT_TOLD
    if not need.languages:
        doubt = Doubt("no_languages", {}, -worth * SHARED_BY_CHANCE, worth * (1.0 - SHARED_BY_CHANCE))
        return Aspect(asked=1, doubts=(doubt,))
    both = [language for language in need.languages if language in solution.languages]
    push = worth * (float(bool(both)) - SHARED_BY_CHANCE)
    if both:
        return Aspect(1.0, push, claims=(Claim("shared_language", {"languages": both}, push),), known=1, asked=1)
    facts = {"need": list(need.languages), "solution": list(solution.languages)}
    return Aspect(0.0, push, gaps=(Gap("no_shared_language", Size.MEDIUM, facts),), known=1, asked=1)
