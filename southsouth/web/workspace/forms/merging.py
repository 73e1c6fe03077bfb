"""Two writers of one step: a short mark of every value tells what each of them changed since it was opened."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Model
from django.forms import BaseForm, BoundField
from django.http.request import QueryDict

Marks = Mapping[str, str]


def mark(value: object) -> str:
    """A few letters that stand for a value, as it is kept."""
    text = json.dumps(plain(value), default=str, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:10]


def plain(value: Any) -> Any:
    """Records by their keys, sets of records in order; everything else as it is."""
    if isinstance(value, Model):
        return value.pk
    if isinstance(value, Mapping):
        return {name: plain(each) for name, each in value.items()}
    if isinstance(value, (str, bytes)) or not isinstance(value, Iterable):
        return value
    items = [plain(each) for each in value]
    return sorted(items) if items and all(isinstance(each, Model) for each in value) else items


def written(marks: Marks) -> str:
    return ";".join(f"{name}:{each}" for name, each in marks.items())


def read(text: str) -> dict[str, str]:
    """Marks as ``written``; what is none is left out."""
    pairs = (each.partition(":") for each in text.split(";"))
    return {name: each for name, colon, each in pairs if colon}


def put(data: QueryDict, fields: Iterable[BoundField]) -> None:
    """Let a form be sent with what other fields hold."""
    for field in fields:
        value = field.value()
        values = value if isinstance(value, (list, tuple)) else [value]
        data.setlist(field.html_name, [str(each) for each in values if each is not None])


def put_rows(data: QueryDict, management: BaseForm, rows: Iterable[BaseForm], prefix: str) -> None:
    """Let a list of rows be sent as it is kept."""
    for name in [name for name in data if name.startswith(f"{prefix}-")]:
        del data[name]
    put(data, management)
    for row in rows:
        put(data, (field for field in row if field.name != "DELETE"))
