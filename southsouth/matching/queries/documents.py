"""What stands in the two indexes: shown solutions and shown needs, each with a stamp of its last change."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime

from southsouth.catalogue.models import Adoption, Need, Solution
from southsouth.engine.fit import Reader, document_of, need_document_of
from southsouth.engine.fit.index import Document
from southsouth.matching.queries.profiles import (
    Contexts,
    exporter_load,
    full_until,
    need_profile,
    solution_profiles,
)
from southsouth.reference.models import ContextFact, Country

SLICE = 200
"""Records read at a time."""

TRAITS = (
    *("iso3", "region", "subregion", "official_languages", "ldc", "lldc", "sids"),
    *("income_group", "population", "legal_family"),
)
"""Columns of a country that ranking reads."""


def solution_stamps() -> dict[str, str]:
    return _stamps(Solution.objects.shown().order_by("ref").values_list("ref", "changed_at"))


def need_stamps() -> dict[str, str]:
    return _stamps(Need.objects.shown().order_by("ref").values_list("ref", "changed_at"))


def _stamps(rows: Iterable[tuple[str, datetime]]) -> dict[str, str]:
    return {ref: changed_at.isoformat() for ref, changed_at in rows}


def solution_documents(refs: Sequence[str], reader: Reader, *, today: date) -> Iterator[Document]:
    """The documents of shown solutions, in order, read slice by slice; what is not shown any more is left out."""
    contexts = Contexts()
    for first in range(0, len(refs), SLICE):
        rows = Solution.objects.shown().filter(ref__in=refs[first : first + SLICE]).order_by("ref")
        for profile in solution_profiles(rows, contexts, today=today):
            yield document_of(profile, reader)


def need_documents(refs: Sequence[str], reader: Reader) -> Iterator[Document]:
    contexts = Contexts()
    for first in range(0, len(refs), SLICE):
        for need in Need.objects.shown().filter(ref__in=refs[first : first + SLICE]).in_full().order_by("ref"):
            yield need_document_of(need_profile(need, contexts), reader)


def catalogue_digest(stamps: Mapping[str, str], *, today: date) -> str:
    """Changes whenever a ranking might: a solution, an adoption, a country's facts, or an exporter that is full."""
    digest = hashlib.sha256()
    for row in _ranked_from(stamps, today):
        digest.update(repr(row).encode())
    return digest.hexdigest()


def _ranked_from(stamps: Mapping[str, str], today: date) -> Iterator[object]:
    yield from sorted(stamps.items())
    yield from Adoption.objects.order_by("pk").values_list("pk", "changed_at")
    yield from Country.objects.order_by("pk").values_list(*TRAITS)
    yield from ContextFact.objects.order_by("country", "fact").values_list("country", "fact", "value")
    yield from full_exporters(today=today)


def full_exporters(*, today: date) -> list[tuple[str, str]]:
    """Solutions whose exporter takes no further request, with the day it does again."""
    capped = Solution.objects.shown().filter(open_requests_cap__isnull=False).order_by("ref")
    load = exporter_load(capped)
    rows = capped.values_list("pk", "ref", "open_requests_cap")
    found = ((ref, full_until(load.get(pk, (0, 0, 0))[0], cap, today=today)) for pk, ref, cap in rows)
    return [(ref, until) for ref, until in found if until]
