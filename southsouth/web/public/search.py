"""One box over everything: solutions, needs, countries, events, focus areas and topics."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from southsouth.catalogue.models import Need, Solution
from southsouth.catalogue.policies import visible_needs, visible_solutions
from southsouth.catalogue.queries import in_order_of
from southsouth.events.models import Event
from southsouth.events.policies import visible_events
from southsouth.matching.actions.searches import note_miss
from southsouth.matching.queries import can_search, found_needs, found_solutions
from southsouth.members.policies import Actor
from southsouth.reference.models import Country, FocusArea, Topic
from southsouth.reference.queries import folded
from southsouth.reference.queries.names import Lookup, spellings_of
from southsouth.web.public.facets import search_text
from southsouth.web.told import told
from southsouth.web.words.numbers import language_now

SHOWN = 5
"""Hits of each kind on this page; all of them are one link away."""
ALIKE = 0.75
"""How like a word must be to be offered instead."""
MOST_WORDS = 8
"""Whoever writes more has written a sentence, and no slip of the hand is looked for."""
SENTENCES = re.compile(r"(?<=[.!?。؟।])\s+")
WORDS = re.compile(r"[\w\u0300-\u036f\u064b-\u0655\u0900-\u0dff]+")
SCRIPT_WITHOUT_SPACES = re.compile("[\u3400-\u9fff]")
Piece = tuple[str, bool]


@dataclass(frozen=True, slots=True)
class Hit:
    """A record, and the sentence that speaks of what was asked, in pieces: ``True`` where a word was asked for."""

    record: Solution | Need
    pieces: tuple[Piece, ...]


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    text = search_text(request)
    context: dict[str, object] = {"asked": text}
    if text:
        context |= found(text, request.user)
        if not context["count"] and can_search():
            note_miss(text, language_now(), at=timezone.now())
            context["meant"] = meant(text, request.user)
    return render(request, "public/search.html", context)


def found(text: str, reader: Actor) -> dict[str, object]:
    """Hits by kind, with the number of all of them; only of what the reader sees."""
    solutions, needs = found_solutions(text, reader), found_needs(text, reader)
    countries, events, themes = list(countries_in(text)), events_in(text, reader), list(themes_in(text))
    return {
        "solutions": hits(visible_solutions(reader).for_lists(), solutions, text),
        "solutions_found": len(solutions),
        "needs": hits(visible_needs(reader).for_lists(), needs, text),
        "needs_found": len(needs),
        "countries": countries,
        "events": events,
        "themes": themes,
        "count": len(solutions) + len(needs) + len(countries) + len(events) + len(themes),
        "preparing": not can_search(),
    }


def hits(rows: QuerySet[Any], refs: Sequence[str], text: str) -> list[Hit]:
    first = refs[:SHOWN]
    asked = asked_words(text)
    return [
        Hit(row, marked(best_sentence(row, asked), asked))
        for row in told(in_order_of(rows.filter(ref__in=first), first, "ref"))
    ]


def asked_words(text: str) -> list[str]:
    """The words of a question as they are compared; short ones say little."""
    words = [folded(word) for word in WORDS.findall(text)]
    return [word for word in words if len(word) > 2 or SCRIPT_WITHOUT_SPACES.search(word)]


def best_sentence(record: Solution | Need, asked: Sequence[str]) -> str:
    """The sentence with most of the words; the first one where none has any."""
    text = record.summary if isinstance(record, Solution) else record.problem
    sentences = [each for part in (text, record.problem) for each in SENTENCES.split(part) if each.strip()] or [text]
    return max(sentences, key=lambda each: (sum(hit for _, hit in marked(each, asked)), -sentences.index(each)))[:400]


def marked(text: str, asked: Sequence[str]) -> tuple[Piece, ...]:
    """The text in pieces, the words that were asked for apart."""
    pieces: list[Piece] = []
    end = 0
    for word in WORDS.finditer(text):
        if is_asked(folded(word.group()), asked):
            if word.start() > end:
                pieces.append((text[end : word.start()], False))
            pieces.append((word.group(), True))
            end = word.end()
    return (*pieces, (text[end:], False)) if end < len(text) else tuple(pieces)


def is_asked(word: str, asked: Sequence[str]) -> bool:
    """The same word, one that begins like it, or, where words are not divided, one inside it."""
    return any(
        word == each
        or (len(each) > 3 and word.startswith(each))
        or (bool(SCRIPT_WITHOUT_SPACES.search(each)) and each in word)
        for each in asked
    )


def countries_in(text: str) -> Iterator[Country]:
    """Countries whose name, in any language, holds the text or stands in it as a whole."""
    key = folded(text)
    for country in Country.objects.all():
        names = {folded(name) for name in spellings_of(country) if len(name) > 3}
        if any((len(key) > 2 and key in name) or f" {name} " in f" {key} " for name in names):
            yield country


def events_in(text: str, reader: Actor) -> list[Event]:
    asked = asked_words(text)
    rows = visible_events(reader).order_by("-starts", "ref")
    return [each for each in rows if asked and all(any(is_asked(w, [a]) for w in title_words(each)) for a in asked)]


def title_words(event: Event) -> list[str]:
    return [folded(word) for word in WORDS.findall(event.title)]


def themes_in(text: str) -> Iterator[tuple[FocusArea | Topic, str]]:
    """Focus areas and topics whose name holds the text, each with the list of its solutions."""
    key = folded(text)
    areas = FocusArea.objects.filter(active=True).prefetch_related("topics")
    for area in areas:
        here = f"{reverse('public:solutions')}?area={area.slug}"
        named: Iterable[FocusArea | Topic] = (area, *(topic for topic in area.topics.all() if topic.active))
        for theme in named:
            if len(key) > 2 and any(key in folded(name) for name in theme.names.values()):
                yield theme, here


def meant(text: str, reader: Actor) -> str:
    """The question, its unknown words replaced by like ones out of titles the reader sees; empty: none is like it."""
    words = text.split()
    if len(words) > MOST_WORDS:
        return ""
    titles = [*visible_solutions(reader).shown().values_list("title", flat=True)]
    titles += visible_needs(reader).shown().values_list("title", flat=True)
    known = Lookup((word, word) for word in {each.casefold() for title in titles for each in WORDS.findall(title)})
    better = [word if known.find(word) else nearest(word, known) for word in words]
    return " ".join(better) if better != words else ""


def nearest(word: str, known: Lookup[str]) -> str:
    """The likest word of all titles; the word itself where none is like enough."""
    found = next(iter(known.nearest(word, 1)), word)
    return found if SequenceMatcher(None, word.casefold(), found).ratio() >= ALIKE else word
