"""What is written already, told to whoever begins to write it again."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from southsouth.catalogue.lifecycle import EDITABLE_NEEDS, SolutionState
from southsouth.catalogue.models import Need
from southsouth.catalogue.models.records import Kept, kind_of
from southsouth.catalogue.policies import keeps, may_ask
from southsouth.matching.queries import like_needs, like_solutions

DRAFTS = (*(state.value for state in EDITABLE_NEEDS), SolutionState.DRAFT.value)


@dataclass(frozen=True, slots=True)
class Like:
    """A record that may be the same. ``own``: of the writer's organisation; ``ask``: where its keeper is asked."""

    record: Kept
    own: bool
    ask: str


def like_ones(request: HttpRequest, kept: Kept, wanted: bool) -> dict[str, object]:
    """Up to three shown records like a draft, for the pages on which they are told."""
    if not wanted or kept.state not in DRAFTS:
        return {"like": []}
    found = like_needs(kept, request.user) if isinstance(kept, Need) else like_solutions(kept, request.user)
    return {"like": [_like(request, each) for each in found]}


def _like(request: HttpRequest, record: Kept) -> Like:
    asked = record.organisation_id is not None and may_ask(request.user, record)
    address = reverse(f"public:ask-{kind_of(record)}", args=[record.ref]) if asked else ""
    return Like(record, keeps(request.user, record), address)
