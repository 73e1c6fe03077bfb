"""Records so like one that is being written that they may be the same."""

from __future__ import annotations

from southsouth.catalogue.models import Need, Solution
from southsouth.catalogue.policies import visible_needs, visible_solutions
from southsouth.catalogue.queries import in_order_of
from southsouth.matching.queries.memory import Searchable, searchable_needs, searchable_solutions
from southsouth.matching.queries.search import languages_of, scores
from southsouth.members.policies import Actor

ALIKE, ALIKE_BY_WORDS = 0.55, 0.40
"""Scores of a search from which two records may be the same: with the sentence model, and by words alone.

Measured on 48 needs and 59 solutions of public sources, docs/understand/catalogue.md says how: needs written anew in
other words, or in another language, come to 0.67 and more (by words 0.54), different ones to 0.51 (0.28) at most.
"""
FEW = 3


def like_needs(need: Need, actor: Actor, *, most: int = FEW) -> list[Need]:
    """Shown needs the reader may see that may be this one, the likest first; none while it has only a title."""
    if not need.problem:
        return []
    refs = _alike(f"{need.title}. {need.problem}", need.ref, need.language, searchable_needs())
    rows = visible_needs(actor).shown().filter(ref__in=refs).for_lists()
    return in_order_of(rows, refs, "ref")[:most]


def like_solutions(solution: Solution, actor: Actor, *, most: int = FEW) -> list[Solution]:
    """Shown solutions the reader may see that may be this one, the likest first; none while it has only a title."""
    if not solution.summary:
        return []
    refs = _alike(f"{solution.title}. {solution.summary}", solution.ref, solution.language, searchable_solutions())
    rows = visible_solutions(actor).shown().filter(ref__in=refs).for_lists()
    return in_order_of(rows, refs, "ref")[:most]


def _alike(text: str, own: str, language: str, searchable: Searchable | None) -> list[str]:
    if searchable is None:
        return []
    least = ALIKE if searchable.index.width else ALIKE_BY_WORDS
    best = scores(text, searchable, languages_of(text, language))
    return sorted((ref for ref in best if best[ref] >= least and ref != own), key=lambda ref: (-best[ref], ref))
