"""Codes that stand inside reasons and facts into names: countries, languages, regions, areas, topics, goals."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic

from django.db import DatabaseError

from southsouth.reference.models import Country, FocusArea, Goal, Language, Topic, in_language, region_name
from southsouth.reference.models.shipped import document, names_of, table
from southsouth.web.words.numbers import language_now

Names = Mapping[str, str]
KEPT_SECONDS = 60.0
"""A list that was read is good for a minute: names change a few times a year."""


def _shipped_areas() -> dict[str, Names]:
    return {area["slug"]: area["names"] for area in document("focus_areas")}


def _shipped_topics() -> dict[str, Names]:
    return {topic["slug"]: topic["names"] for area in document("focus_areas") for topic in area["topics"]}


SHIPPED: Mapping[str, Callable[[], dict[str, Names]]] = {
    "country": lambda: {row["iso3"]: names_of(row) for row in table("countries")},
    "language": lambda: {row["code"]: names_of(row) for row in table("languages")},
    "goal": lambda: {row["number"]: names_of(row) for row in table("goals")},
    "area": _shipped_areas,
    "topic": _shipped_topics,
}
"""The lists as they came with the platform: for the command that works without a database."""

STORED: Mapping[str, Callable[[], dict[str, Names]]] = {
    "country": lambda: dict(Country.objects.values_list("iso3", "names")),
    "language": lambda: dict(Language.objects.values_list("code", "names")),
    "goal": lambda: {str(number): names for number, names in Goal.objects.values_list("number", "names")},
    "area": lambda: dict(FocusArea.objects.values_list("slug", "names")),
    "topic": lambda: dict(Topic.objects.values_list("slug", "names")),
}

_kept: dict[str, tuple[float, dict[str, Names]]] = {}
_without_database: ContextVar[bool] = ContextVar("without_database", default=False)


@contextmanager
def shipped_names() -> Iterator[None]:
    """Names as they came with the platform, and no question to the database."""
    forget_names()
    token = _without_database.set(True)
    try:
        yield
    finally:
        _without_database.reset(token)
        forget_names()


def forget_names() -> None:
    """Read every list again at the next question."""
    _kept.clear()


def _names(kind: str, code: str) -> Names | None:
    """A list is read again when it is old, or when it does not know the code."""
    at, known = _kept.get(kind, (-KEPT_SECONDS, {}))
    if monotonic() - at < KEPT_SECONDS and code in known:
        return known[code]
    known = _read(kind)
    _kept[kind] = (monotonic(), known)
    return known.get(code)


def _read(kind: str) -> dict[str, Names]:
    if _without_database.get():
        return SHIPPED[kind]()
    try:
        return {**SHIPPED[kind](), **STORED[kind]()}
    except DatabaseError:
        return SHIPPED[kind]()


def name_of(kind: str, code: object) -> str:
    """The name in the reader's language; the code itself where nobody knows it."""
    wanted = str(code)
    if kind == "region":
        return region_name(wanted, language_now())
    found = _names(kind, wanted)
    return in_language(found, language_now()) if found else wanted
