"""One box: words and meaning, in any language. Only what the reader sees comes back."""

from __future__ import annotations

from django.db.models import QuerySet

from southsouth.catalogue.models import Need, Solution
from southsouth.catalogue.policies import visible_needs, visible_solutions
from southsouth.engine.fit import search
from southsouth.matching.queries.memory import Searchable, searchable_needs, searchable_solutions
from southsouth.members.policies import Actor

MOST = 200
"""Hits at most."""


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
    hits = search(text, searchable.index, reader=searchable.reader, language=language, limit=MOST)
    refs = [hit.ref for hit in hits]
    shown = set(seen.filter(ref__in=refs).values_list("ref", flat=True))
    return [ref for ref in refs if ref in shown]
