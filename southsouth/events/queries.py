"""Reads of events for a page and for a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from southsouth.events.models import Event, EventQuerySet
from southsouth.events.policies import visible_events
from southsouth.members.policies import Actor
from southsouth.reference.models import Country

COLUMNS = (
    *("ref", "title", "kind", "starts", "ends", "city", "country"),
    *("countries_present", "opportunities", "outcome", "origin", "source"),
)
"""The columns of a file of events, as they are written and read."""


@dataclass(frozen=True, slots=True)
class Sum:
    """A number added up over events: how many of them tell it, and how many do not."""

    total: int
    known: int
    unknown: int


def by_year(events: EventQuerySet) -> list[tuple[int, list[Event]]]:
    """The events of each year, the newest year and the newest event first."""
    return [(year, list(group)) for year, group in groupby(events.newest_first(), key=lambda event: event.year)]


def in_country(country: Country, actor: Actor) -> list[Event]:
    """Where the network met in a country, newest first."""
    return list(visible_events(actor).filter(country=country).newest_first())


def sum_of(events: Iterable[Event], field: str) -> Sum:
    """``countries_present`` or ``opportunities`` over events. What an event does not tell is counted, not guessed."""
    values = [getattr(event, field) for event in events]
    known = [value for value in values if value is not None]
    return Sum(sum(known), len(known), len(values) - len(known))


def event_records(actor: Actor | None) -> Iterator[dict[str, object]]:
    """Every event one sees with the columns of the import, by reference."""
    for event in visible_events(actor).order_by("ref"):
        values = {name: getattr(event, name) for name in COLUMNS}
        yield {**values, "country": event.country_id}
