"""What the cells of the catalogue's files may hold: references, countries, themes, languages, bodies."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable

from django.utils.text import slugify

from southsouth.reference.actions.cells import country_cell
from southsouth.reference.models import Country, FocusArea, Goal, Language, Target, Topic
from southsouth.reference.queries.names import Lookup, area_names, topic_names
from southsouth.tables.fields import Parser, Wrong, choice, many, shown, whole

LONGEST_REF = 80
OUTSIDE = re.compile(r"[^A-Za-z0-9_-]+")
SEPARATORS = re.compile(r"[ .:/]")
SHORT = 2


def digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:10]


def reference(value: object) -> str:
    """The reference a file gives, as addresses hold it: ``dpg:x`` becomes ``dpg-x``, always the same way.

    What would be lost, in other scripts or beyond 80 characters, goes into a short digest, so that no two meet.
    """
    words = str(value).strip()
    plain = OUTSIDE.sub("-", words).strip("-")
    if not any(letter.isalnum() for letter in words):
        raise Wrong("not_a_reference", value=shown(value))
    if len(plain) <= LONGEST_REF and not OUTSIDE.search(SEPARATORS.sub("", words)) and plain:
        return plain
    return f"{plain[: LONGEST_REF - 11]}-{digest(words)}".strip("-")


def titled(title: str, iso3: str | None) -> str:
    """The reference of a row that gives none, from its title and country: the same row has the same again."""
    tail = (iso3 or "").lower()
    words = slugify(title)[:60].strip("-") or digest(title)
    return f"{words}-{tail}".strip("-")


def iso3_cell(countries: Lookup[Country]) -> Callable[[object], str]:
    parse = country_cell(countries)
    return lambda value: parse(value).iso3


def area_cell() -> Callable[[object], str]:
    areas: Lookup[FocusArea] = area_names()
    return _named(areas, "no_such_area")


def topics_cell() -> Parser:
    topics: Lookup[Topic] = topic_names()
    return _in_order(many(_named(topics, "no_such_topic")))


def _named(lookup: Lookup[FocusArea] | Lookup[Topic], code: str) -> Callable[[object], str]:
    """A focus area or topic by its short name or any name it has."""

    def parse(value: object) -> str:
        found = lookup.find(str(value))
        if found is None:
            raise Wrong(code, value=shown(value), nearest=[str(each) for each in lookup.nearest(str(value))])
        return found.slug

    return parse


def goals_cell() -> Parser:
    """SDG goals: ``16``, or ``SDG 16``."""
    known = set(Goal.objects.values_list("number", flat=True))
    number = whole(1, 17)

    def parse(value: object) -> int:
        found = number(re.sub(r"^\D+", "", value) if isinstance(value, str) else value)
        if found not in known:
            raise Wrong("not_known", value=shown(value), nearest=None)
        return found

    return _in_order(many(parse))


def targets_cell() -> Parser:
    return _in_order(many(choice(list(Target.objects.values_list("code", flat=True)))))


def _in_order(parse: Callable[[object], list[object]]) -> Callable[[object], list[object]]:
    """A set has one order, whatever the file's."""
    return lambda value: sorted(parse(value), key=lambda each: (isinstance(each, str), each))


def language_cells() -> tuple[Parser, Parser]:
    """One language a text is written in; and a list of languages. By code or by any name."""
    words = {}
    for language in Language.objects.all():
        for word in (*language.names.values(), language.own_name, language.code):
            words[word] = language.code
    return choice({word: code for word, code in words.items() if len(code) == SHORT}), many(choice(words))
