"""What every step of a long form can do: start from the record, give values to the deed, notice other writers."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, ClassVar

from django import forms
from django.forms import BoundField
from django.utils.functional import Promise

from southsouth.web.workspace.forms.merging import mark, put, put_rows, read, written
from southsouth.web.workspace.forms.rows import EMPTY, RowForm, RowSet, held_in, in_words_of, row_sets

Text = str | Promise
LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)
SETTLED = ("language", "visibility", "country")
"""Fields that have a value from the start: they do not show that somebody has begun a step."""


@dataclass(frozen=True, slots=True)
class Line:
    """One field or list of rows on the page that brings two texts together.

    ``differs``: both writers changed it, and ``theirs`` is what the other one saved. ``taken``: only the other one did.
    """

    label: Text
    field: BoundField | None
    rows: RowSet | None
    theirs: list[str]
    differs: bool
    taken: bool


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
        """When the record last changed, and a mark of everything this step held then."""
        return f"{record.changed_at.isoformat()}/{written(cls.marks(record))}"

    @classmethod
    def marks(cls, record: Any) -> dict[str, str]:
        fields = {name: mark(held_in(record, name)) for name in cls.base_fields if hasattr(type(record), name)}
        return fields | {kind.kept_in: mark(kind.rows_of(record)) for kind in cls.row_kinds}

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

    def changed_here(self) -> set[str]:
        """What this writer changed since the step was opened."""
        opened = read(str(self.cleaned_data["seen"]).partition("/")[2])
        here = {name: mark(value) for name, value in self.values().items()}
        here |= {each.form.kept_in: mark(each.typed_rows()) for each in self.sets}
        return {name for name, each in here.items() if opened.get(name) != each}

    def changed_by(self, theirs: Any) -> set[str]:
        """What the other writer changed since."""
        opened = read(str(self.cleaned_data["seen"]).partition("/")[2])
        return {name for name, each in self.marks(theirs).items() if opened.get(name) != each}

    def conflicts(self, theirs: Any) -> set[str]:
        """What both changed, each in another way."""
        saved = self.marks(theirs)
        here = {name: mark(value) for name, value in self.values().items()}
        both = self.changed_here() & self.changed_by(theirs)
        return {name for name in both if here.get(name) != saved[name]}

    def merged(self, theirs: Any) -> Step:
        """The step as it was sent, with what only the other writer changed."""
        saved = type(self)(record=theirs, today=self.today)
        taken = self.changed_by(theirs) - self.changed_here()
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        put(data, (saved[name] for name in saved.own_fields() if name in taken))
        for rows in saved.sets:
            if rows.form.kept_in in taken:
                put_rows(data, rows.management_form, rows.forms, rows.form.kept_in)
        made = type(self)(data, record=theirs, later=True, today=self.today)
        made.is_valid()
        return made

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

    def lines(self, theirs: Any, conflicts: Collection[str], taken: Collection[str]) -> list[Line]:
        """Every field and list of the page that brings two texts together."""
        saved = type(self)(record=theirs, today=self.today)
        lines = [self._line(name, saved, conflicts, taken) for name in self.own_fields()]
        for ours, other in zip(self.sets, saved.sets, strict=True):
            name = ours.form.kept_in
            lines.append(Line(ours.form.rows_title, None, ours, other.shown(), name in conflicts, name in taken))
        return lines

    def _line(self, name: str, saved: Step, conflicts: Collection[str], taken: Collection[str]) -> Line:
        other = in_words_of(saved[name], saved[name].initial) if name in saved.fields else ""
        return Line(self[name].label, self[name], None, one_line(other), name in conflicts, name in taken)


def one_line(words: str) -> list[str]:
    return [words] if words else []
