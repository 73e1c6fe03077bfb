"""What every step of a long form can do: start from the record, give values to the deed, notice other writers."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, ClassVar

from django import forms
from django.forms import BoundField
from django.utils.functional import Promise

from southsouth.web.workspace.forms.rows import EMPTY, RowForm, RowSet, held_in, in_words_of, row_sets

Text = str | Promise
LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)
SETTLED = ("language", "visibility", "country")
"""Fields that have a value from the start: they do not show that somebody has begun a step."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One field or list of rows of a step that two people wrote: what is typed here, and what the other saved."""

    label: Text
    field: BoundField | None
    rows: RowSet | None
    theirs: list[str]
    differs: bool


class Step(forms.Form):
    """Some fields of a record, on one page. ``later``: what is required may wait until somebody comes back."""

    slug: ClassVar[str]
    name: ClassVar[Text]
    heading: ClassVar[Text]
    lead: ClassVar[Text]
    waits: ClassVar[tuple[str, ...]] = ()
    """Required fields that may wait."""
    row_kinds: ClassVar[tuple[type[RowForm], ...]] = ()

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, data: Any = None, *, record: Any = None, later: bool = False, today: date, **options: Any
    ) -> None:
        self.record = record
        self.today = today
        initial = {**(self.of(record) if record is not None else {}), **(options.pop("initial", None) or {})}
        super().__init__(data, initial=initial, **options)
        self.sets = row_sets(self.row_kinds, record, data, today)
        if record is not None:
            self.fields["seen"].initial = self.stamp(record)
        for name in self.waits if later else ():
            self.fields[name].required = False
        if not any(field.required for field in self.fields.values()):
            for field in self.fields.values():
                field.quiet = True  # type: ignore[attr-defined]

    @classmethod
    def of(cls, record: Any) -> dict[str, object]:
        """What the step's fields hold in the record."""
        return {name: held_in(record, name) for name in cls.base_fields if hasattr(type(record), name)}

    @classmethod
    def stamp(cls, record: Any) -> str:
        """When the record last changed, and what this step held then."""
        return f"{record.changed_at.isoformat()}/{cls.digest(record)}"

    @classmethod
    def digest(cls, record: Any) -> str:
        plain = [cls.of(record), *(kind.rows_of(record) for kind in cls.row_kinds)]
        return hashlib.sha256(json.dumps(plain, default=str, sort_keys=True).encode()).hexdigest()[:16]

    def is_valid(self) -> bool:
        return all([super().is_valid(), *(each.is_valid() for each in self.sets)])

    @property
    def wrong(self) -> bool:
        """Whether anything that was sent cannot be taken."""
        return bool(self.errors) or any(each.wrong for each in self.sets)

    def seen_at(self) -> datetime:
        """When the record this writer opened had last changed; long ago when the form does not say."""
        try:
            return datetime.fromisoformat(str(self.cleaned_data["seen"]).partition("/")[0])
        except ValueError:
            return LONG_AGO

    def untouched_in(self, theirs: Any) -> bool:
        """Whether the other writer left this step as it was: then there is nothing to merge."""
        return str(self.cleaned_data["seen"]).partition("/")[2] == self.digest(theirs)

    def values(self) -> dict[str, object]:
        """The fields as the deed takes them."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}

    def children(self) -> dict[str, list[dict[str, object]]]:
        """The lists of parts as the deed takes them."""
        return {each.form.kept_in: each.kept() for each in self.sets}

    @classmethod
    def begun(cls, record: Any) -> bool:
        """Whether anything of this step is in the record."""
        filled = any(value not in EMPTY for name, value in cls.of(record).items() if name not in SETTLED)
        return filled or any(kind.rows_of(record) for kind in cls.row_kinds)

    def questions(self) -> list[BoundField]:
        return [self[name] for name in self.own_fields()]

    def own_fields(self) -> list[str]:
        return [name for name in self.fields if name != "seen"]

    def shown(self) -> list[tuple[Text, list[str]]]:
        """Every field and every list of parts with what the record holds, in words."""
        kept = [self[name] for name in self.own_fields() if hasattr(type(self.record), name)]
        fields = [(field.label, one_line(in_words_of(field, field.initial))) for field in kept]
        return [*fields, *((each.form.rows_title, each.shown()) for each in self.sets)]

    def differences(self, theirs: Any) -> list[Difference]:
        """Every field and list, with what the other writer saved."""
        saved = type(self)(record=theirs, today=self.today)
        lines = [self._difference(name, saved) for name in self.own_fields()]
        for ours, other in zip(self.sets, saved.sets, strict=True):
            lines.append(Difference(ours.form.rows_title, None, ours, other.shown(), ours.typed() != other.shown()))
        return lines

    def _difference(self, name: str, saved: Step) -> Difference:
        ours = in_words_of(self[name], self._typed(name))
        other = in_words_of(saved[name], saved[name].initial) if name in saved.fields else ""
        return Difference(self[name].label, self[name], None, one_line(other), ours != other)

    def _typed(self, name: str) -> object:
        """A value as it compares with a kept one: 23,000 and 23000 are the same."""
        value = self.cleaned_data.get(name)
        return value if isinstance(value, (int, float, date)) else self[name].value()


def one_line(words: str) -> list[str]:
    return [words] if words else []
