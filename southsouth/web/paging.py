"""Long lists in pages, and addresses that keep what was chosen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.request import QueryDict

PAGE_SIZE = 20
AROUND = 2
"""Pages named on both sides of the one being read."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list. ``first`` and ``last`` are the places of its rows in the whole list, from 1."""

    rows: Sequence[Any]
    number: int
    pages: int
    total: int
    first: int
    last: int
    links: tuple[tuple[int, str], ...]
    """Numbers and addresses; 0 with no address stands for pages left out."""
    before: str
    after: str

    def with_rows(self, rows: Sequence[Any]) -> Page:
        """The same page with richer rows."""
        return replace(self, rows=rows)


def page_of(rows: QuerySet[Any, Any] | Sequence[Any], request: HttpRequest, *, size: int = PAGE_SIZE) -> Page:
    """The page that ``?page=`` asks for: a number out of range gives the nearest page, anything else the first."""
    total = rows.count() if isinstance(rows, QuerySet) else len(rows)
    pages = max(1, -(-total // size))
    number = min(max(asked_number(request.GET.get("page", "")), 1), pages)
    found = list(rows[(number - 1) * size : number * size])
    first = (number - 1) * size + 1 if found else 0
    shown = [each for each in range(1, pages + 1) if each in (1, pages) or abs(each - number) <= AROUND]
    return Page(
        rows=found,
        number=number,
        pages=pages,
        total=total,
        first=first,
        last=first + len(found) - 1 if found else 0,
        links=tuple((each, address(request.GET, page=each) if each else "") for each in _with_gaps(shown)),
        before=address(request.GET, page=number - 1) if number > 1 else "",
        after=address(request.GET, page=number + 1) if number < pages else "",
    )


def asked_number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 1


def _with_gaps(numbers: Iterable[int]) -> Iterable[int]:
    before = 0
    for number in numbers:
        if number > before + 1:
            yield 0
        yield number
        before = number


def address(query: QueryDict, **changes: object) -> str:
    """The same page with other choices: ``None`` and the first page are left out of the address."""
    changed = query.copy()
    for name, value in changes.items():
        changed.pop(name, None)
        if value is not None and (name, value) != ("page", 1):
            changed[name] = str(value)
    return f"?{changed.urlencode()}" if changed else "."


def without(query: QueryDict, name: str, value: str) -> str:
    """The same page with one value of one choice taken out."""
    changed = query.copy()
    changed.setlist(name, [each for each in changed.getlist(name) if each != value])
    changed.pop("page", None)
    return f"?{changed.urlencode()}" if changed.urlencode() else "."
