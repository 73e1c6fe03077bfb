"""The steps of a form as sheets of paper: the same questions and hints, with lines and boxes to fill in by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.functional import Promise

from southsouth.web.words.numbers import number_text
from southsouth.web.workspace.forms.rows import RowForm, RowSet, in_words_of
from southsouth.web.workspace.forms.steps import Step

Text = str | Promise
EMPTY_ROWS = 2
"""Empty rows on paper for each list of parts."""
MOST_BOXES = 12
"""A list that folds out on the screen has boxes on paper up to this length, and else a line to write on."""


@dataclass(frozen=True, slots=True)
class Box:
    """One choice, ticked or not; ``group``: the words above it where a group of choices begins."""

    label: Text
    ticked: bool
    group: Text = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One field: boxes to tick, or else what is written, or else ``lines`` to write on (0: a short one)."""

    number: str
    label: Text
    hint: Text
    boxes: Sequence[Box]
    written: str
    lines: Sequence[int]


@dataclass(frozen=True, slots=True)
class Part:
    """A list of parts, with a few empty rows."""

    title: Text
    lead: Text
    rows: Sequence[tuple[str, Sequence[Question]]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One step."""

    number: str
    heading: Text
    lead: Text
    questions: Sequence[Question]
    parts: Sequence[Part]


def sheets(steps: Sequence[type[Step]], *, today: date, record: Any = None) -> list[Sheet]:
    """Every step, empty or with what a record holds."""
    return [_sheet(place, kind(record=record, today=today)) for place, kind in enumerate(steps, start=1)]


def _sheet(place: int, step: Step) -> Sheet:
    number = number_text(place, 0)
    questions = [
        _question(field, f"{number}.{number_text(at, 0)}") for at, field in enumerate(step.questions(), start=1)
    ]
    return Sheet(number, step.heading, step.lead, questions, [_part(each) for each in step.sets])


def _part(rows: RowSet) -> Part:
    filled = rows.initial_forms
    empty = [_empty_row(rows, len(filled) + more) for more in range(1, EMPTY_ROWS + 1)]
    told = [(row.legend, [_question(field, "") for field in row.own_fields()]) for row in [*filled, *empty]]
    return Part(rows.form.rows_title, rows.form.rows_lead, told)


def _empty_row(rows: RowSet, place: int) -> RowForm:
    row = rows.form(**rows.get_form_kwargs(None))
    row.place = place
    return row


def _question(field: BoundField, number: str) -> Question:
    boxes = list(_boxes(field))
    written = "" if boxes else in_words_of(field, field.value())
    return Question(number, field.label, field.help_text, boxes, written, _lines(field))


def _boxes(field: BoundField) -> Iterator[Box]:
    """The choices of a field that is ticked; of a list that folds out only where it is short."""
    if not isinstance(field.field, forms.ChoiceField):
        return
    value = field.field.prepare_value(field.value())
    wanted = {str(each) for each in (value if isinstance(value, (list, tuple)) else [value]) if each is not None}
    folds = isinstance(field.field.widget, forms.Select)
    found = [each for each in _choices(field.field) if not folds or each[0]]
    if folds and not 1 < len(found) <= MOST_BOXES:
        return
    for code, label, group in found:
        yield Box(label, code != "" and code in wanted, group)


def _choices(field: forms.ChoiceField) -> Iterator[tuple[str, Text, Text]]:
    """Code, words, and the words of the group where one begins."""
    offered: Any = field.choices
    for value, label in offered:
        if not isinstance(label, list):
            yield str(value), label, ""
            continue
        for place, (inner, each) in enumerate(label):
            yield str(inner), each, "" if place else value


def _lines(field: BoundField) -> range:
    widget = field.field.widget
    if isinstance(widget, forms.Textarea):
        return range(int(widget.attrs.get("rows", 3)))
    return range(0 if "short" in str(widget.attrs.get("class", "")) else 1)
