"""Draws the tables of allowed moves: ``southsouth draw_states > docs/states.md``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.management.base import BaseCommand

from southsouth.catalogue.lifecycle import FLAG_MOVES, NEED_MOVES, QUESTION_MOVES, SOLUTION_MOVES

TABLES: Mapping[str, Mapping[Any, frozenset[Any]]] = {
    "Solution": SOLUTION_MOVES,
    "Need": NEED_MOVES,
    "Question": QUESTION_MOVES,
    "Flag": FLAG_MOVES,
}
HEAD = """# States and moves

Drawn from the tables in `lifecycle.py` by `southsouth draw_states`; a test says whether this page is current.
"""


def lines(name: str, moves: Mapping[Any, frozenset[Any]]) -> Iterator[str]:
    yield f"\n## {name}\n"
    yield "```mermaid\nstateDiagram-v2"
    yield f"    [*] --> {next(iter(moves))}"
    for state, wanted in moves.items():
        yield from (f"    {state} --> {each}" for each in sorted(wanted))
    yield "```\n"
    yield "| From | To |\n| --- | --- |"
    yield from (f"| {state} | {', '.join(sorted(wanted)) or 'nowhere: the end'} |" for state, wanted in moves.items())


def page() -> str:
    return HEAD + "\n".join(line for name, moves in TABLES.items() for line in lines(name, moves)) + "\n"


class Command(BaseCommand):
    help = "Print the page of states and moves (docs/states.md)."

    def handle(self, *args, **options):
        self.stdout.write(page(), ending="")
