"""One box: words and meaning, in any language. Only what the reader sees comes back."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet

from southsouth.catalogue.models import Need, Solution
from southsouth.catalogue.policies import visible_needs, visible_solutions
from southsouth.engine.fit import search
from southsouth.matching.queries.engine import engine
from southsouth.matching.queries.memory import Searchable, searchable_needs, searchable_solutions
from southsouth.members.policies import Actor

MOST = 200
"""Hits at most."""


def can_search() -> bool:
    """Whether there is anything to search in: an index, or few enough solutions to read at once."""
    return searchable_solutions() is not None


def found_solutions(text: str, actor: Actor, language: str | None = None) -> list[str]:
    """References of solutions that speak of it, best first. Nothing while ``index_ready()`` is not."""
    return _found(text, searchable_solutions(), visible_solutions(actor).shown(), language)


def found_needs(text: str, actor: Actor, language: str | None = None) -> list[str]:
    """References of shown needs that speak of it, best first."""
    return _found(text, searchable_needs(), visible_needs(actor).shown(), language)


def _found(
    text: str, searchable: Searchable | None, seen: QuerySet[Solution] | QuerySet[Need], language: str | None
) -> list[str]:
    if searchable is None:
        return []
    refs = _best_first(text, searchable, languages_of(text, language))
    shown = set(seen.filter(ref__in=refs).values_list("ref", flat=True))
    return [ref for ref in refs if ref in shown]


def languages_of(text: str, page: str | None) -> list[str | None]:
    """A short text may be in the language of the page or in the one it looks like: both are tried."""
    found: list[str | None] = [page] if page else []
    looks_like = engine().dictionary.detect(text)
    if looks_like and looks_like != page:
        found.append(looks_like)
    return found or [None]


def _best_first(text: str, searchable: Searchable, languages: Sequence[str | None]) -> list[str]:
    best = scores(text, searchable, languages)
    return sorted(best, key=lambda ref: (-best[ref], ref))[:MOST]


def scores(text: str, searchable: Searchable, languages: Sequence[str | None]) -> dict[str, float]:
    """Each hit with its score in the language in which it is the best."""
    best: dict[str, float] = {}
    for language in languages:
        for hit in search(text, searchable.index, reader=searchable.reader, language=language, limit=MOST):
            best[hit.ref] = max(hit.score, best.get(hit.ref, 0.0))
    return best
