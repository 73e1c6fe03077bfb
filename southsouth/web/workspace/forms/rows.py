"""Lists of parts inside a step: one small form a row, an empty one at the end, a tick to take a row away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.db.models import Manager
from django.forms import BaseFormSet, BoundField
from django.forms.formsets import formset_factory
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from southsouth.web.words.numbers import day_text, list_text, number_text, year_text
from southsouth.web.workspace.forms.fields import Year

Text = str | Promise
EMPTY: tuple[object, ...] = (None, "", [], ())
MOST_ROWS = 60


class RowForm(forms.Form):
    """One row. Subclasses name the parts of the record they stand for (``kept_in``)."""

    kept_in: ClassVar[str]
    rows_title: ClassVar[Text]
    row_name: ClassVar[Text]
    add_label: ClassVar[Text]
    rows_lead: ClassVar[Text] = ""

    do_not_call_in_templates: ClassVar[bool] = True

    id = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, choosable: Mapping[str, Mapping[str, Any]], today: date, **options: Any) -> None:
        """``choosable``: records that fields may name, by their key."""
        super().__init__(*args, **options)
        self.choosable = choosable
        for field in self.fields.values():
            if isinstance(field, Year):
                field.latest = today.year

    @classmethod
    def choosable_for(cls, record: Any) -> dict[str, dict[str, Any]]:
        """The records each field may name, read once for all rows."""
        return {}

    @classmethod
    def rows_of(cls, record: Any) -> list[dict[str, object]]:
        """The rows of the record as the form takes them."""
        return [
            {name: held_in(row, name) for name in cls.base_fields if hasattr(type(row), name)}
            for row in getattr(record, cls.kept_in).all()
        ]

    place = 1
    """The number of the row, from 1."""

    @property
    def is_new(self) -> bool:
        return not self["id"].value()

    @property
    def legend(self) -> str:
        return str(self.row_name) % {"number": number_text(self.place, 0)}

    def own_fields(self) -> list[BoundField]:
        return [self[name] for name in self.fields if name not in ("id", "DELETE")]

    def plain(self) -> dict[str, object]:
        """What was sent, field by field."""
        return {name: value for name, value in self.cleaned_data.items() if name != "DELETE"}

    def values(self) -> dict[str, object]:
        """The row as the deed takes it."""
        return self.plain()


class RowSet(BaseFormSet):
    """The rows of one kind of part."""

    form: type[RowForm]
    there: frozenset[object]
    """Keys of the rows the record has."""

    def kept(self) -> list[dict[str, object]]:
        """The rows that are to be there: filled in, and not ticked to go. One that is gone by now is written anew."""
        rows = [form.values() for form in self.forms if form.cleaned_data and not form.cleaned_data.get("DELETE")]
        return [row if row["id"] in self.there else {**row, "id": None} for row in rows]

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        form.place = (index or 0) + 1  # type: ignore[attr-defined]
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = gettext_lazy("Take this row away")

    @property
    def wrong(self) -> bool:
        return self.is_bound and not self.is_valid()

    def shown(self) -> list[str]:
        """Each row of the record in one line."""
        return [row_line(form) for form in self.initial_forms]

    def typed_rows(self) -> list[dict[str, object]]:
        """The rows that were sent, as ``rows_of`` gives those that are kept."""
        return [row.plain() for row in self.forms if row.cleaned_data and not row.cleaned_data.get("DELETE")]


def row_sets(kinds: Sequence[type[RowForm]], record: Any, data: Any, today: date) -> list[RowSet]:
    """The rows of a record, or as they were sent; one empty row at the end."""
    return [_row_set(kind, record, data, today) for kind in kinds]


def _row_set(kind: type[RowForm], record: Any, data: Any, today: date) -> RowSet:
    limits: dict[str, Any] = {"max_num": MOST_ROWS, "validate_max": True, "absolute_max": MOST_ROWS + 1}
    factory = formset_factory(kind, formset=RowSet, extra=1, can_delete=True, can_delete_extra=False, **limits)
    rows = kind.rows_of(record) if record is not None else []
    shared = {"choosable": kind.choosable_for(record), "today": today}
    # Sent rows stand for themselves: by now other rows may be kept in their places.
    initial = rows if data is None else None
    made: RowSet = factory(data, initial=initial, prefix=kind.kept_in, form_kwargs=shared)  # type: ignore[assignment]
    made.there = frozenset(row["id"] for row in rows)
    return made


def held_in(record: Any, name: str) -> object:
    """A field of a record as a form takes it: a record behind it by its key, a set as the list of keys."""
    if hasattr(record, f"{name}_id"):
        return getattr(record, f"{name}_id")
    value = getattr(record, name)
    return sorted(each.pk for each in value.all()) if isinstance(value, Manager) else value


def row_line(form: RowForm) -> str:
    """A row in words: what is filled in, with its label."""
    told = [(str(field.label), in_words_of(field, field.value())) for field in form.own_fields()]
    return " · ".join(f"{label}: {words}" for label, words in told if words)


def in_words_of(field: BoundField, value: Any) -> str:
    """A value as a person reads it."""
    value = field.field.prepare_value(value)
    labels = _labels(field.field)
    if labels is not None:
        wanted = value if isinstance(value, (list, tuple)) else [value]
        named = [str(labels[str(each)]) for each in wanted if each not in EMPTY and str(each) in labels]
        return upper_first(list_text(named)) if named else ""
    if isinstance(field.field, Year) and isinstance(value, int):
        return year_text(value)
    return said(value)


def upper_first(words: str) -> str:
    return words[:1].upper() + words[1:]


def said(value: object) -> str:
    """A value without choices: a number, a day, text as it was typed."""
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, (int, float)):
        return number_text(value, 2)
    return day_text(value) if isinstance(value, date) else str(value).strip()


def _labels(field: forms.Field) -> dict[str, Text] | None:
    """Labels of a field's choices by value."""
    if not isinstance(field, forms.ChoiceField):
        return None
    flat: dict[str, Text] = {}
    offered: Any = field.choices
    for value, label in offered:
        flat |= {str(inner): each for inner, each in label} if isinstance(label, list) else {str(value): label}
    return flat
