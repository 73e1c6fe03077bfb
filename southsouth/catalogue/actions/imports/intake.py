"""From the rows of a file to what they would change, before anything is written."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeVar

from southsouth.catalogue.queries.exports import Record
from southsouth.tables.fields import Field, understood, unknown_columns
from southsouth.tables.report import Refused, Report
from southsouth.tables.rows import Row

Item = TypeVar("Item")
Values = dict[str, object]

BATCH = 500
DIGITS = 15
"""Digits of a number that a spreadsheet keeps."""
MOST_REFUSED = 1_000
"""After so many refusals a file is read no further: what is wrong with it is plain."""


@dataclass(slots=True)
class Draft:
    """A row that can be taken. ``changed``: the fields it changes; ``None`` when the record is not there yet."""

    row: int
    values: Values
    changed: list[str] | None = None

    def news(self) -> Values:
        """The values that differ from what is there; preconditions with the blocks they name by number."""
        if self.changed is None:
            return self.values
        names = {*self.changed, *(["preconditions"] if "blocks" in self.changed else [])}
        return {name: value for name, value in self.values.items() if name in names}


@dataclass(slots=True)
class Intake:
    """What a file says: its good rows by reference, its refusals, and the columns nobody takes."""

    drafts: dict[str, Draft] = field(default_factory=dict)
    refused: list[Refused] = field(default_factory=list)
    ignored: dict[str, None] = field(default_factory=dict)

    @property
    def full(self) -> bool:
        return len(self.refused) >= MOST_REFUSED

    def wanted(self) -> dict[str, Draft]:
        """The rows that something is done for."""
        return {ref: draft for ref, draft in self.drafts.items() if draft.changed is None or draft.changed}

    def report(self) -> Report:
        found: dict[str, list[str]] = {"created": [], "changed": [], "unchanged": []}
        for ref, draft in self.drafts.items():
            sort = "created" if draft.changed is None else "changed" if draft.changed else "unchanged"
            found[sort].append(ref)
        return Report(
            created=tuple(found["created"]),
            changed=tuple(found["changed"]),
            unchanged=tuple(found["unchanged"]),
            refused=tuple(sorted(self.refused, key=lambda each: each.row)),
            ignored=tuple(self.ignored),
        )


def take_in(rows: Iterable[Row], fields: Sequence[Field], name: Callable[[Values], str]) -> Intake:
    """Read every row. ``name`` gives a row its reference from its values."""
    intake = Intake()
    for row in rows:
        values, refused = understood(row, fields)
        intake.ignored.update(dict.fromkeys(unknown_columns(row, fields)))
        if not refused:
            ref = name(values)
            if ref in intake.drafts:
                facts = {"value": ref, "first": intake.drafts[ref].row}
                refused = [Refused(row.number, "ref", "twice", facts)]
            else:
                intake.drafts[ref] = Draft(row.number, values)
        intake.refused += refused
        if intake.full:
            intake.refused.append(Refused(row.number, "", "stopped_here", {"refused": len(intake.refused)}))
            break
    return intake


def compare(
    intake: Intake,
    stored: Callable[[Sequence[str]], Iterator[Record]],
    judge: Callable[[Draft, Record | None], list[Refused]],
) -> None:
    """Hold every good row against the record of its reference, and judge what single cells do not show."""
    for refs in batches(intake.drafts):
        there = {str(record["ref"]): record for record in stored(refs)}
        for ref in refs:
            draft, old = intake.drafts[ref], there.get(ref)
            intake.refused += judge(draft, old)
            if old is not None:
                draft.changed = changes(draft.values, old)


def changes(values: Values, old: Record) -> list[str]:
    """The fields a row changes; one without a value here is cleared."""
    return sorted(name for name, value in values.items() if name != "ref" and alike(value) != alike(old[name]))


def alike(value: object) -> object:
    """A value as two are compared.

    How a text is composed or ends its lines, what is empty, and digits beyond those a spreadsheet keeps do not count.
    """
    if isinstance(value, float):
        return float(f"{value:.{DIGITS}g}")
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value).replace("\r\n", "\n").strip() or None
    if isinstance(value, Mapping):
        return {name: alike(each) for name, each in value.items() if each not in (None, "")}
    if isinstance(value, (list, tuple)):
        return [alike(each) for each in value] or None
    return value


def cleared(draft: Draft, names: Sequence[str]) -> list[Refused]:
    """Fields that must not become empty, and would."""
    return [Refused(draft.row, name, "empty") for name in names if name in draft.values and not draft.values[name]]


def needed(draft: Draft, ref: str, names: Sequence[str]) -> list[Refused]:
    """Fields a new record must bring, and does not."""
    return [Refused(draft.row, name, "needed_for_new", {"value": ref}) for name in names if not draft.values.get(name)]


def batches(items: Iterable[Item], size: int = BATCH) -> Iterator[list[Item]]:
    left = iter(items)
    while batch := list(islice(left, size)):
        yield batch
