"""Records, their sets and their parts into the database, many in one statement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from typing import Any, TypeVar, cast

from django.db.models import Field, Model

from southsouth.catalogue.actions.imports.intake import BATCH, Draft, Values, batches
from southsouth.catalogue.models import Adoption, Need, Solution
from southsouth.ledger.actions import Done

Kept = TypeVar("Kept", bound=Model)
PartValues = dict[str, object]
KeyOf = Callable[[object], object]


def upsert(rows: Sequence[Kept], fields: Sequence[str]) -> dict[str, int]:
    """Write records by their reference, new or not; their keys by reference."""
    manager = type(rows[0])._default_manager
    fresh = [copy(row) for row in rows]
    for row in fresh:
        row.pk = None
    manager.bulk_create(fresh, update_conflicts=True, unique_fields=["ref"], update_fields=list(fields))
    refs = [getattr(row, "ref") for row in fresh]  # noqa: B009
    return dict(manager.filter(ref__in=refs).values_list("ref", "pk"))


def write_sets(model: type[Model], name: str, said: Mapping[int, Values], key_of: KeyOf) -> None:
    """Make a set of some records be what their rows say; a row without that column leaves it."""
    field: Any = model._meta.get_field(name)
    through: Any = getattr(model, name).through
    source, target = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
    wanted = {key: values[name] or [] for key, values in said.items() if name in values}
    through.objects.filter(**{f"{source}__in": list(wanted)}).delete()
    rows = [
        through(**{source: key, target: key_of(each)})
        for key, words in wanted.items()
        for each in cast(Sequence[object], words)
    ]
    through.objects.bulk_create(rows, batch_size=BATCH)


def write_parts(
    model: type[Kept], key: Sequence[str], wanted: Mapping[int, Sequence[PartValues]], *, renames: bool = False
) -> None:
    """Make the parts of one kind of some solutions be these.

    A part called as before stays the same row. ``renames``: what is called otherwise takes the place of what is gone,
    so that a block under a new name keeps its preconditions.
    """
    manager = model._default_manager
    stored: list[Kept] = list(manager.filter(solution_id__in=list(wanted)).order_by("pk"))
    rows = [model(solution_id=solution, **entry) for solution, entries in wanted.items() for entry in entries]
    pairs = _paired(rows, stored, ("solution_id", *key))
    if renames:
        matched = {id(row) for pair in pairs for row in pair}
        new, gone_by = ([row for row in side if id(row) not in matched] for side in (rows, stored))
        pairs += _paired(new, gone_by, ("solution_id",))
    for row, old in pairs:
        row.pk = old.pk
    gone = {old.pk for old in stored} - {row.pk for row in rows}
    for keys in batches(sorted(gone)):
        manager.filter(pk__in=keys).delete()
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    changed = [row for row, old in pairs if any(getattr(row, f.attname) != getattr(old, f.attname) for f in fields)]
    manager.bulk_update(changed, [field.name for field in fields], batch_size=BATCH)
    manager.bulk_create([row for row in rows if row.pk is None], batch_size=BATCH)


def _paired(rows: Iterable[Kept], stored: Iterable[Kept], key: Sequence[str]) -> list[tuple[Kept, Kept]]:
    """Each row with the stored one that is called the same, first with first."""
    there: dict[tuple[object, ...], list[Kept]] = defaultdict(list)
    for old in stored:
        there[tuple(getattr(old, name) for name in key)].append(old)
    pairs = []
    for row in rows:
        same = there[tuple(getattr(row, name) for name in key)]
        if same:
            pairs.append((row, same.pop(0)))
    return pairs


def keys_of(model: type[Model], name: str) -> KeyOf:
    """From the short name of a theme to its key; nothing for nothing."""
    keys = dict(model._default_manager.values_list(name, "pk"))
    return lambda word: None if word is None else keys[word]


def or_empty(model: type[Model], name: str, value: object) -> object:
    """A value as its column keeps it: an empty cell is an empty text or list, or ``None``."""
    if value is not None:
        return value
    column = cast("Field[Any, Any]", model._meta.get_field(name))
    return None if column.null else column.get_default()


def lines(rows: Iterable[Need | Solution | Adoption], drafts: Mapping[str, Draft]) -> Iterator[Done]:
    """The line in the ledger for each record: a new one with its state, another with the fields that changed."""
    for row in rows:
        changed = drafts[row.ref].changed
        state = str(getattr(row, "state", ""))
        yield (row, ("", state), {}) if changed is None else (row, (state, state), {"fields": changed})
