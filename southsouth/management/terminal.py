"""How commands speak: bad input, a database in trouble, progress on a terminal, no marks of web pages."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from django.core.management.base import BaseCommand, CommandError, OutputWrapper
from django.db import DatabaseError

BAD_INPUT = 2
"""The exit code that says: what was given cannot be used."""
EVERY = 0.2
"""Seconds between two signs of progress."""
MARKS = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))

Item = TypeVar("Item")


class DataCommand(BaseCommand):
    """A command that needs the database and no pages: a fault of a page does not stop it."""

    requires_system_checks = []

    def execute(self, *args, **options):
        try:
            return super().execute(*args, **options)
        except DatabaseError as fault:
            words = f"The database does not answer as it should: {str(fault).strip()}. Look with: southsouth doctor"
            raise CommandError(words) from fault


def bad_input(words: str) -> CommandError:
    """An error about what was given, with place and remedy in its words."""
    return CommandError(plain(words), returncode=BAD_INPUT)


def plain(words: str) -> str:
    """Without the marks that keep directions of writing apart on a page: terminals show them as boxes."""
    return words.translate(MARKS)


def counted(items: Iterable[Item], what: str, out: OutputWrapper) -> Iterator[Item]:
    """The items, with their number shown on a terminal as they pass; nothing is shown where there is none."""
    if not out.isatty():
        yield from items
        return
    shown = 0.0
    number = 0
    for number, item in enumerate(items, start=1):
        if time.monotonic() - shown > EVERY:
            shown = time.monotonic()
            out.write(f"\r{what}: {number:,}", style_func=str, ending="")
            out.flush()
        yield item
    out.write(f"\r{what}: {number:,}", style_func=str)


def status(out: OutputWrapper) -> Callable[[str | None], None]:
    """A line on a terminal that says how things stand, over itself again and again; ``None`` ends it."""
    shown, length = 0.0, 0

    def say(words: str | None) -> None:
        nonlocal shown, length
        if not out.isatty() or (words is not None and time.monotonic() - shown < EVERY):
            return
        shown = time.monotonic()
        if words is None:
            out.write("", style_func=str)
            return
        length = max(length, len(words))
        out.write(f"\r{words:<{length}}", style_func=str, ending="")
        out.flush()

    return say
