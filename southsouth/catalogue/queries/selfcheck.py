"""What a writer may want to look at once more before sending: advice, and never a refusal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from southsouth.catalogue.models import Solution
from southsouth.catalogue.models.records import Kept
from southsouth.catalogue.models.translations import originals

LONGEST_SENTENCE = 40
"""Words of a sentence that a stranger still reads in one go; plain-language guides of governments advise 15 to 25."""
SHOWN = 60
"""Characters that are quoted."""
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
NUMBER = re.compile(r"(?<![\w.,-])\+?\d(?:[\s().-]{0,2}\d){8,}(?![\w%])")
SENTENCE = re.compile(r"[^.!?。؟।\n]+")


@dataclass(frozen=True, slots=True)
class Advice:
    """``code``: address, number, long_sentence, no_year, no_source or plain_link; ``field`` and what stands there."""

    code: str
    field: str
    piece: str


def second_look(kept: Kept) -> list[Advice]:
    """What could name a person, is hard to read, or cannot be checked, in the order of the form."""
    found = [advice for name, text in originals(kept).items() for advice in _in_text(name, text)]
    return [*found, *_in_parts(kept)] if isinstance(kept, Solution) else found


def _in_text(field: str, text: str) -> Iterator[Advice]:
    yield from (Advice("address", field, hit.group()) for hit in ADDRESS.finditer(text))
    yield from (Advice("number", field, hit.group()) for hit in NUMBER.finditer(text))
    for hit in SENTENCE.finditer(text):
        sentence = hit.group().strip()
        if len(sentence.split()) > LONGEST_SENTENCE:
            yield Advice("long_sentence", field, f"{sentence[:SHOWN]}…")


def _in_parts(solution: Solution) -> Iterator[Advice]:
    for result in solution.results.all():
        if result.before is not None or result.after is not None:
            if result.year is None:
                yield Advice("no_year", "results", result.indicator)
            if not result.source:
                yield Advice("no_source", "results", result.indicator)
    for source in solution.sources.all():
        if source.url.startswith("http://"):
            yield Advice("plain_link", "sources", source.url)
