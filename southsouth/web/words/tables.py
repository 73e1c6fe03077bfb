"""What is wrong with a file or with one of its rows: where, what, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from southsouth.tables.report import Refused
from southsouth.tables.rows import Unreadable
from southsouth.tables.writing import LONGEST_CELL, TooLong
from southsouth.web.words.faults import KINDS_OF_FILE, REFUSED, UNREADABLE, WHY_UNOPENED
from southsouth.web.words.numbers import MEGABYTE, list_text, number_text, year_text
from southsouth.web.words.reasons import isolated

UNGROUPED = 10_000
"""Whole numbers below stand without separators: rows and years are among them."""


def unreadable_text(fault: Unreadable) -> str:
    """The file, row and column at fault as far as there are any, what is wrong with it and what to do."""
    facts = {name: shown(value) for name, value in fault.facts.items()}
    if fault.code == "other_kind":
        kind = str(fault.facts["kind"])
        facts["kind"] = str(KINDS_OF_FILE.get(kind, kind))
    if fault.code == "unopened":
        why = str(fault.facts["why"])
        facts["why"] = str(WHY_UNOPENED.get(why, why))
    if fault.code == "too_large":
        facts |= {name: _megabytes(fault.facts[name]) for name in ("found", "limit")}
    sentence = str(UNREADABLE[fault.code]) % facts
    return placed(sentence, file=fault.facts.get("file"), row=fault.facts.get("row"), column=fault.facts.get("column"))


def refused_text(refused: Refused, *, file: str = "") -> str:
    """The row and column that cannot be taken, why and what to do; with the nearest value that could be."""
    facts = {"column": shown(refused.column), **{name: shown(value) for name, value in refused.facts.items()}}
    sentence = _open_ended(refused.facts) if refused.code == "out_of_range" else str(REFUSED[refused.code])
    offered = _offered(refused.facts.get("nearest"))
    return placed(sentence % facts, offered, file=file, row=refused.row, column=refused.column)


def refused_texts(refused: Sequence[Refused], *, file: str = "", most: int = 50) -> list[str]:
    """The refusals of a file, a missing column told once, where it was met first; and how many more there are."""
    missing: set[str] = set()
    told = []
    for each in refused:
        if each.code != "no_column" or each.column not in missing:
            told.append(each)
        if each.code == "no_column":
            missing.add(each.column)
    more = len(told) - most
    texts = [refused_text(each, file=file) for each in told[:most]]
    if more <= 0:
        return texts
    return [*texts, ngettext("And %(count)s more.", "And %(count)s more.", more) % {"count": number_text(more, 0)}]


def too_long_text(fault: TooLong, *, file: str = "") -> str:
    """Why a table cannot be written as a workbook."""
    sentence = _(
        "The text has %(found)s characters, and a cell of a workbook holds %(limit)s. Write CSV or JSON Lines instead."
    )
    facts = {"found": shown(fault.found), "limit": shown(LONGEST_CELL)}
    return placed(sentence % facts, file=file, row=fault.row, column=fault.column)


def shown(value: object) -> str:
    """A fact as it stands in a sentence: numbers as the reader writes them, what somebody wrote kept apart."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return year_text(value) if isinstance(value, int) and 0 <= value < UNGROUPED else number_text(value, 6)
    if isinstance(value, (list, tuple)):
        return list_text(isolated(each) for each in cast(Iterable[object], value))
    return isolated(value)


def _megabytes(size: object) -> str:
    return _("%(size)s MB") % {"size": number_text(float(str(size)) / MEGABYTE)}


def _open_ended(facts: Mapping[str, object]) -> str:
    """A number may have a bound on one side only."""
    if facts.get("high") is None:
        return _("%(value)s is not possible here. Write a value of at least %(low)s.")
    return str(REFUSED["out_of_range"])


def _offered(nearest: object) -> str:
    """What may have been meant."""
    names = nearest if isinstance(nearest, (list, tuple)) else [nearest] if nearest else []
    return _("Did you mean %(names)s?") % {"names": _either(names)} if names else ""


def _either(names: Iterable[object]) -> str:
    return list_text((isolated(name) for name in names), style="or")


def placed(*sentences: str, file: object = None, row: object = None, column: object = None) -> str:
    """Sentences under the place they are about: ``needs.csv, row 4, column title: …``."""
    place = {"file": isolated(file), "row": shown(row), "column": isolated(column)}
    known = (bool(file), bool(row), bool(column))
    said = " ".join(filter(None, sentences))
    return _PLACES[known]() % {**place, "said": said} if any(known) else said


_PLACES = {
    (True, True, True): lambda: _("%(file)s, row %(row)s, column %(column)s: %(said)s"),
    (True, True, False): lambda: _("%(file)s, row %(row)s: %(said)s"),
    (True, False, True): lambda: _("%(file)s, column %(column)s: %(said)s"),
    (True, False, False): lambda: _("%(file)s: %(said)s"),
    (False, True, True): lambda: _("Row %(row)s, column %(column)s: %(said)s"),
    (False, True, False): lambda: _("Row %(row)s: %(said)s"),
    (False, False, True): lambda: _("Column %(column)s: %(said)s"),
}
"""For file, row and column known or not."""
