"""Keeping versions, in the transaction of the deed that makes one. A version is added, never changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from southsouth.catalogue.lifecycle import SHOWN_NEEDS, SHOWN_SOLUTIONS, VersionDeed
from southsouth.catalogue.models import Need, Solution, Version
from southsouth.catalogue.models import needs as need_models
from southsouth.catalogue.models import solutions as solution_models
from southsouth.catalogue.models.records import Kept, side
from southsouth.catalogue.queries.exports import PART_COLUMNS, by_year
from southsouth.members.models import Person

FORM = 1
"""The layout of contents written now. Whoever renames what a content holds counts on, and teaches ``queries.versions``
to read the layout before; a field that only comes in or goes out needs nothing."""
SETS: Mapping[str, str] = {"topics": "slug", "goals": "number", "targets": "code"}
PARTS = ("blocks", "preconditions", "results", "places", "sources")
BATCH = 500
Content = dict[str, Any]


def keep_version(kept: Kept, deed: VersionDeed, *, by: Person | None, at: datetime, note: str = "") -> Version:
    """Add a version of a held record as it stands."""
    last = kept.versions.order_by("-number").values_list("number", flat=True).first() or 0
    row = _whole(type(kept), [kept.ref]).get()
    made = _version(row, last + 1, deed, by=by, at=at, note=note)
    made.save(force_insert=True)
    return made


def keep_changes(
    model: type[Need] | type[Solution], refs: Collection[str], *, by: Person | None, at: datetime, note: str = ""
) -> None:
    """Add a version of those of these records that others see and that are no longer as their last version says.

    A constant number of queries, however many they are.
    """
    newest = Version.objects.filter(**{model._meta.model_name or "": OuterRef("pk")}).order_by("-number")
    rows = (
        _whole(model, refs)
        .shown()
        .annotate(last_number=Subquery(newest.values("number")[:1]), last_digest=Subquery(newest.values("digest")[:1]))
    )
    made = []
    for row in rows:
        version = _version(row, (row.last_number or 0) + 1, _deed(row), by=by, at=at, note=note)
        if version.digest != row.last_digest:
            made.append(version)
    Version.objects.bulk_create(made, batch_size=BATCH)


def begin_versions(model: type[Need] | type[Solution], refs: Collection[str]) -> None:
    """Give those of these shown records that have no version yet their first one, as they stand before a change."""
    rows = _whole(model, refs).shown().filter(versions=None)
    made = [_version(row, 1, _first_deed(row), by=None, at=_shown_since(row)) for row in rows]
    Version.objects.bulk_create(made, batch_size=BATCH)


def content_of(kept: Kept) -> Content:
    """Everything that is written in a record, its relations read: plain values and codes, lists of parts in order."""
    names = need_models.WRITTEN if isinstance(kept, Need) else solution_models.WRITTEN
    content: Content = {name: _plain(kept, name) for name in names}
    return content | {"evidence": kept.evidence} | _parts(kept) if isinstance(kept, Solution) else content


def digest_of(content: Content) -> str:
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _version(row: Kept, number: int, deed: VersionDeed, *, by: Person | None, at: datetime, note: str = "") -> Version:
    content = content_of(row)
    shown = row.state in (SHOWN_NEEDS if isinstance(row, Need) else SHOWN_SOLUTIONS)
    return Version(
        **side(row),
        number=number,
        at=at,
        by=by,
        deed=deed,
        form=FORM,
        content=content,
        digest=digest_of(content),
        shown=shown,
        visibility=row.visibility,
        note=note.strip(),
    )


def _whole(model: type[Need] | type[Solution], refs: Collection[str]) -> Any:
    """These records with all that a content holds."""
    sets = ("topics", "goals") if model is Need else ("topics", "goals", "targets", "exporters__organisation", *PARTS)
    rows: QuerySet[Any] = model._default_manager.filter(ref__in=refs)
    return rows.select_related("focus_area").order_by("pk").prefetch_related(*sets)


def _deed(row: Any) -> VersionDeed:
    return VersionDeed.CHANGED if row.last_number else _first_deed(row)


def _first_deed(row: Kept) -> VersionDeed:
    return VersionDeed.OPENED if isinstance(row, Need) else VersionDeed.PUBLISHED


def _shown_since(row: Kept) -> datetime:
    since = row.opened_at if isinstance(row, Need) else row.published_at
    return since or row.changed_at


def _plain(kept: Kept, name: str) -> object:
    if name in SETS:
        return sorted(getattr(each, SETS[name]) for each in getattr(kept, name).all())
    if name == "country" and isinstance(kept, Need):
        return kept.country_id
    if name == "focus_area":
        return kept.focus_area.slug if kept.focus_area else None
    value = getattr(kept, name)
    return value.isoformat() if hasattr(value, "isoformat") else value


def _parts(solution: Solution) -> Content:
    """Each precondition names its block by its title, so that a block before it can go without a trace here."""
    titles = {block.pk: block.title for block in solution.blocks.all()}
    return {
        "exporters": [
            {"country": each.country_id, "organisation": each.organisation.ref if each.organisation else None}
            for each in solution.exporters.all()
        ],
        "blocks": list(_rows("blocks", solution)),
        "preconditions": list(_rows("preconditions", solution, lambda row: {"block": titles.get(row.block_id)})),
        "results": list(_rows("results", solution)),
        "places": by_year(list(_rows("places", solution, lambda row: {"country": row.country_id}))),
        "sources": [{"url": each.url} for each in solution.sources.all()],
    }


def _rows(name: str, solution: Solution, more: Any = lambda _row: {}) -> Iterator[Content]:
    for row in getattr(solution, name).all():
        yield {column: getattr(row, column) for column in PART_COLUMNS[name] if column not in RELATED} | more(row)


RELATED = ("country", "block")
