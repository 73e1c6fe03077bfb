"""Small problems, by hand and drawn."""

from __future__ import annotations

from hypothesis import strategies as st

from southsouth.engine.timetable import Attendee, Interpreters, Problem, Slot, Table, Wish

SLOTS = tuple(Slot(f"s{place}", f"d{place // 3}") for place in range(5))
LANGUAGES = ("en", "fr", "es")


def slots(number: int, *, day: str = "d") -> tuple[Slot, ...]:
    return tuple(Slot(f"s{place}", day) for place in range(number))


def people(names: str, **more: object) -> tuple[Attendee, ...]:
    """One for each letter, all alike."""
    return tuple(Attendee(name, **more) for name in names)  # type: ignore[arg-type]


def wishes(*pairs: str, **more: object) -> tuple[Wish, ...]:
    """``"ab"``: a and b wish to meet; the wish is called by its pair."""
    return tuple(Wish(pair, pair[0], pair[1], **more) for pair in pairs)  # type: ignore[arg-type]


def held(meetings) -> dict[str, str]:
    return {meeting.wish: meeting.slot for meeting in meetings}


@st.composite
def attendees(draw, name: str, free: list[str]) -> Attendee:
    return Attendee(
        id=name,
        languages=draw(st.frozensets(st.sampled_from(LANGUAGES), max_size=2)),
        free=draw(st.none() | st.frozensets(st.sampled_from(free), min_size=1)),
        least=draw(st.integers(0, 2)),
        most=draw(st.none() | st.integers(1, 3)),
        remote=draw(st.booleans()),
    )


@st.composite
def problems(draw, most_people: int = 6, most_wishes: int = 9, days: tuple[Slot, ...] = SLOTS) -> Problem:
    """Anything that does not contradict itself, musts and locks left out."""
    names = [f"p{place}" for place in range(draw(st.integers(2, most_people)))]
    names_of_slots = [slot.id for slot in days]
    some = st.frozensets(st.sampled_from(names_of_slots))
    pairs = draw(st.lists(st.sampled_from([(a, b) for a in names for b in names if a < b]), max_size=most_wishes))
    asked = [
        Wish(
            id=f"w{place}",
            a=a,
            b=b,
            score=draw(st.integers(0, 20)),
            free=draw(st.none() | some),
            after=draw(st.sampled_from([(), (), (), (f"w{place - 1}",)])) if place else (),
        )
        for place, (a, b) in enumerate(pairs)
    ]
    tables = draw(st.none() | st.lists(st.none() | some, max_size=2))
    pools = draw(st.none() | st.lists(st.sampled_from([("en", "fr"), ("en", "es"), ("fr", "es")]), max_size=3))
    return Problem(
        slots=days,
        people=tuple(draw(attendees(name, names_of_slots)) for name in names),
        wishes=tuple(asked),
        tables=None if tables is None else tuple(Table(f"T{place}", when) for place, when in enumerate(tables)),
        interpreters=None
        if pools is None
        else tuple(
            Interpreters(frozenset(pair), tuple((name, draw(st.integers(0, 1))) for name in names_of_slots))
            for pair in pools
        ),
    )
