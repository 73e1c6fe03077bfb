"""Records as an answer that a browser saves: CSV, XLSX or JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from io import BytesIO

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse

from southsouth.tables.rows import Form
from southsouth.tables.writing import write_table

FORMS: Mapping[str, str] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
"""Forms on offer, and how each is announced."""

Record = Mapping[str, object]


def sent(
    records: Iterable[Record], form: str, *, name: str, day: date, columns: Sequence[str] = ()
) -> HttpResponseBase:
    """The records under a name with the day: ``solutions-2026-03-02.csv``."""
    response = _streamed(records) if form == "json" else _table(records, Form(form), columns)
    response["Content-Type"] = FORMS[form]
    response["Content-Disposition"] = f'attachment; filename="{name}-{day.isoformat()}.{form}"'
    return response


def _table(records: Iterable[Record], form: Form, columns: Sequence[str]) -> HttpResponse:
    """The heading of a table is known when every record is read, so a table is made whole."""
    file = BytesIO()
    write_table(records, form, file, columns)
    return HttpResponse(file.getvalue())


def _streamed(records: Iterable[Record]) -> StreamingHttpResponse:
    return StreamingHttpResponse(_json(records))


def _json(records: Iterable[Record]) -> Iterator[bytes]:
    """One list, one record a line; what is not known is left out."""
    yield b"["
    before = b"\n"
    for record in records:
        known = {name: value for name, value in record.items() if value not in (None, "", [])}
        yield before + json.dumps(known, ensure_ascii=False).encode()
        before = b",\n"
    yield b"\n]\n"
