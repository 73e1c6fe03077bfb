"""The versions of a record: which there are, what each held, and what differs between two of them.

One address for everybody: a visitor finds the versions that were public, the keeper and the secretariat all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from southsouth.catalogue.lifecycle import VersionDeed
from southsouth.catalogue.models import Version
from southsouth.catalogue.models.records import Kept
from southsouth.catalogue.models.versions import VersionQuerySet
from southsouth.catalogue.policies import keeps, visible_needs, visible_solutions, visible_versions
from southsouth.catalogue.queries.differences import Piece, Sign
from southsouth.catalogue.queries.versions import (
    LISTS,
    TEXTS,
    Change,
    RowChange,
    changed_names,
    contents,
    differences,
    fields_of,
)
from southsouth.members.policies import Actor, known
from southsouth.web.paging import asked_number, page_of
from southsouth.web.ready import for_everyone
from southsouth.web.words.numbers import list_text
from southsouth.web.words.versions import written_name, written_value


@dataclass(frozen=True, slots=True)
class Line:
    """One version in the list. ``changed``: what is another one since the version before that the reader sees."""

    version: Version
    who: str
    changed: str
    before: int | None


@dataclass(frozen=True, slots=True)
class Told:
    """One field that differs, ready to be read. ``text``: people wrote it, in the language of the record."""

    label: str
    text: bool
    pieces: Sequence[Piece]
    before: str
    after: str
    rows: Sequence[ToldRow]
    moved: bool


@dataclass(frozen=True, slots=True)
class ToldRow:
    """A row that came in, was taken out, or changed: its sign, what it says, and the columns that differ."""

    sign: Sign
    cells: Sequence[tuple[str, str]]
    fields: Sequence[Told]


@require_safe
@for_everyone
def index(request: HttpRequest, kind: str, ref: str) -> HttpResponse:
    kept = record_of(request, kind, ref)
    rows = visible_versions(request.user).about(kept).for_lists()
    page = page_of(rows, request)
    older = list(rows[page.last : page.last + 1]) if page.rows else []
    lines = lines_of([*page.rows, *older], sees_all(request.user, kept))[: len(page.rows)]
    context = {
        "page": page.with_rows(lines),
        "compare": reverse(f"public:{kind}-compare", args=[ref]),
        "numbers": numbers_of(rows),
        **about(kind, kept),
    }
    return render(request, "public/versions.html", context)


@require_safe
@for_everyone
def version(request: HttpRequest, kind: str, ref: str, number: int) -> HttpResponse:
    """Everything one version held."""
    kept = record_of(request, kind, ref)
    found = get_object_or_404(visible_versions(request.user).about(kept).for_lists(), number=number)
    [content] = contents([found])
    context = {
        "version": found,
        "who": who(found, sees_all(request.user, kept)),
        "language": content.get("language", ""),
        "fields": [shown for name in fields_of(content) if (shown := field_of(name, content[name]))],
        **about(kind, kept),
    }
    return render(request, "public/version.html", context)


@require_safe
@for_everyone
def compare(request: HttpRequest, kind: str, ref: str) -> HttpResponse:
    """Two versions field by field: those that are asked for, else the newest with the one before it."""
    kept = record_of(request, kind, ref)
    rows = visible_versions(request.user).about(kept).for_lists()
    numbers = numbers_of(rows)
    one, other = pair_of(request, numbers)
    by_number = {each.number: each for each in rows.filter(number__in=(one, other))}
    versions = [by_number[one], by_number[other]]
    before, after = contents(versions)
    everything = sees_all(request.user, kept)
    context = {
        "older": versions[0],
        "newer": versions[1],
        "whos": [who(each, everything) for each in versions],
        "numbers": numbers,
        "changes": [told(each) for each in differences(before, after)],
        "same": len(fields_of({**before, **after})) - len(changed_names(before, after)),
        "language": after.get("language", ""),
        **about(kind, kept),
    }
    return render(request, "public/compare.html", context)


def record_of(request: HttpRequest, kind: str, ref: str) -> Kept:
    if kind == "need":
        return get_object_or_404(visible_needs(request.user), ref=ref)
    return get_object_or_404(visible_solutions(request.user), ref=ref)


def about(kind: str, kept: Kept) -> dict[str, object]:
    """The record, and the ways back to it."""
    record = reverse(f"public:{kind}", args=[kept.ref])
    versions = reverse(f"public:{kind}-versions", args=[kept.ref])
    return {"kept": kept, "kind": kind, "record": record, "versions": versions}


def numbers_of(rows: VersionQuerySet) -> list[int]:
    return list(rows.values_list("number", flat=True))


def pair_of(request: HttpRequest, numbers: Sequence[int]) -> tuple[int, int]:
    """The older and the newer number. What the reader does not see is not there."""
    if not numbers:
        raise Http404
    newest = asked_number(request.GET.get("to", "")) if "to" in request.GET else numbers[0]
    before = next((each for each in numbers if each < newest), newest)
    oldest = asked_number(request.GET.get("from", "")) if "from" in request.GET else before
    if {oldest, newest} - set(numbers):
        raise Http404
    return min(oldest, newest), max(oldest, newest)


def sees_all(actor: Actor, kept: Kept) -> bool:
    """Whether names of people are told: to the keeper and the secretariat."""
    person = known(actor)
    return person is not None and (person.is_secretariat or keeps(person, kept))


def who(version: Version, by_name: bool) -> str:
    """Who made a version: a name for those who may know it, else an organisation or a role."""
    person = version.by
    if person is None:
        return ""
    if by_name:
        return person.name
    if version.deed == VersionDeed.PUBLISHED:
        return _("the reviewers")
    if person.is_secretariat:
        return _("the secretariat")
    return person.organisation.name if person.organisation else ""


def lines_of(versions: Sequence[Version], by_name: bool) -> list[Line]:
    """Each version with what changed since the next older one in the list."""
    held = contents(versions)
    lines = []
    for place, each in enumerate(versions):
        older = place + 1 if place + 1 < len(versions) else None
        names = changed_names(held[older], held[place]) if older is not None else []
        labels = list_text(written_name(name) for name in names) if names else ""
        lines.append(Line(each, who(each, by_name), labels, versions[older].number if older is not None else None))
    return lines


def told(change: Change, part: str = "") -> Told:
    return Told(
        label=written_name(change.name, part),
        text=change.name in TEXTS,
        pieces=change.pieces,
        before="" if change.name in LISTS else written_value(change.name, change.before),
        after="" if change.name in LISTS else written_value(change.name, change.after),
        rows=[told_row(change.name, each) for each in change.rows],
        moved=change.moved,
    )


def told_row(part: str, change: RowChange) -> ToldRow:
    return ToldRow(change.sign, cells_of(part, change.row), [told(each, part) for each in change.fields])


def cells_of(part: str, row: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The filled columns of a row, in words."""
    columns = [*LISTS[part], *sorted(row.keys() - set(LISTS[part]))]
    words = [(written_name(name, part), written_value(name, row.get(name), row)) for name in columns]
    return [(label, value) for label, value in words if value]


def field_of(name: str, value: Any) -> dict[str, object] | None:
    """One filled field of a version: its words, or the rows of a list of parts."""
    if name in LISTS:
        rows = [cells_of(name, row) for row in value]
        return {"label": written_name(name), "rows": rows} if rows else None
    words = written_value(name, value)
    return {"label": written_name(name), "words": words, "text": name in TEXTS} if words else None
