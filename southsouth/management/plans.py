"""What is wrong with a file of meetings, in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from southsouth.engine.timetable import Fault

KINDS = {
    "a": "person",
    "b": "person",
    "after": "wish",
    "wish": "wish",
    "free": "slot",
    "slot": "slot",
    "slots": "slot",
    "table": "table",
    "objective": "objective",
}
WORDS = {
    "above_max": "min is larger than max",
    "after_itself": "a meeting cannot come after itself",
    "ceiling": "{id} has more locked meetings than max allows ({most})",
    "missing": "this is needed",
    "no_interpreter": "there are not enough interpreters for this locked meeting",
    "no_table": "table {id} is not there in slot {slot}",
    "not_after": "the end is not after the start",
    "not_flag": "this must be true or false",
    "not_free": "{id} is not free in slot {slot}",
    "not_list": "this must be a list",
    "not_number": "this must be a whole number from 0 to {most}",
    "not_object": "this must be an object in braces",
    "not_text": "this must be text in quotation marks",
    "not_time": "this must be a time with its zone, like 2026-03-02T09:00+06:00",
    "not_two": "exactly two different languages are needed",
    "order": "it must come after {wish}, which is locked at the same time or later",
    "overlap": "this slot begins before slot {id} ends",
    "person_taken": "{id} is in the locked meeting {wish} at the same time",
    "some_times": "either all slots have start and end, or none",
    "table_taken": "table {id} has the locked meeting {wish} at the same time",
    "tables_short": "more meetings are locked in slot {slot} than there are tables",
    "twice": "{id} stands in this list twice",
    "with_oneself": "{id} cannot meet themselves",
}


def fault_texts(faults: Iterable[Fault]) -> Iterator[str]:
    """One line for each fault, with its place."""
    for fault in faults:
        facts = dict(fault.facts)
        if fault.code == "not_known":
            yield f"{fault.where}: no such {_kind(fault.where)} {facts['id']}"
        else:
            yield f"{fault.where or 'The file'}: {WORDS[fault.code].format(**facts)}"


def _kind(where: str) -> str:
    """What a place names: ``locked[0].table`` a table, ``people[2].free`` slots."""
    return KINDS[where.rpartition(".")[2].partition("[")[0]]
