"""The choices that narrow a list: what can be chosen with its count, and what is chosen now."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.http.request import QueryDict

from southsouth.catalogue.queries import Counts
from southsouth.web.paging import without
from southsouth.web.words import KINDS, name_of, word_of

SHOWN = 6
"""Choices of one facet that are shown at once; the others open on demand."""
LONGEST_QUESTION = 500
NAMES = {
    "area": "area",
    "country": "country",
    "exporter": "country",
    "importer": "country",
    "goal": "goal",
    "region": "region",
}
"""Facets whose values are names of the reference lists."""
NUMBERS = {"goal"}
"""Facets whose values are numbers."""
NUMBER, CODE = re.compile("[0-9]{1,4}"), re.compile("[\\w -]{1,80}")
WORDS = {"evidence": "evidence", "state": "need_state", "proof": "proof", "kind": "event"}
"""Facets whose values are codes with words, in the order of the list."""


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    name: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """``first`` are shown at once, ``more`` on demand."""

    name: str
    label: str
    first: tuple[Choice, ...]
    more: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """One choice in force, and the address of the list without it."""

    label: str
    name: str
    address: str


def search_text(request: HttpRequest) -> str:
    """What was typed into the search box."""
    return " ".join(request.GET.get("q", "").split())[:LONGEST_QUESTION]


def kept_fields(query: QueryDict, names: Iterable[str]) -> list[tuple[str, str]]:
    """Fields of the address that a form must send again."""
    return [(name, value) for name in names for value in query.getlist(name) if value]


def chosen_values(query: QueryDict, names: Iterable[str]) -> dict[str, list[str]]:
    """What the address chooses, each value once; what can be no value of a facet is as if it were not there."""
    return {name: [each for each in dict.fromkeys(query.getlist(name)) if can_be(name, each)] for name in names}


def can_be(name: str, value: str) -> bool:
    return bool((NUMBER if name in NUMBERS else CODE).fullmatch(value))


def facets(counts: Counts, chosen: Mapping[str, Sequence[str]]) -> list[Facet]:
    """Every facet that leaves something to choose."""
    return [facet for name, found in counts.items() if (facet := _facet(name, found, chosen.get(name, ())))]


def _facet(name: str, counts: Sequence[tuple[str, int]], chosen: Sequence[str]) -> Facet | None:
    known = dict(counts)
    values = [*known, *(each for each in chosen if each not in known)]
    if name in WORDS:
        order = list(KINDS[WORDS[name]])
        values.sort(key=lambda value: order.index(value) if value in order else len(order))
    choices = [Choice(each, shown_name(name, each), known.get(each, 0), each in chosen) for each in values]
    first = [choice for place, choice in enumerate(choices) if place < SHOWN or choice.chosen]
    more = [choice for choice in choices if choice not in first]
    if not choices:
        return None
    return Facet(name, word_of("facet", name), tuple(first), tuple(more))


def shown_name(facet: str, value: str) -> str:
    if facet in WORDS:
        return word_of(WORDS[facet], value)
    return name_of(NAMES[facet], value)


def choices_in_force(query: QueryDict, chosen: Mapping[str, Sequence[str]]) -> Iterator[Chosen]:
    """What narrows the list now, each with the way to take it back."""
    for name, values in chosen.items():
        for value in values:
            yield Chosen(word_of("facet", name), shown_name(name, value), without(query, name, value))
