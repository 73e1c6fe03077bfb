"""What a fit says, laid out for reading: its parts with a word each, quotes side by side, gaps, what is not known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import template
from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from southsouth.engine.fit.profiles import Fit, Gap, Missing, Reason
from southsouth.matching.models import Match
from southsouth.matching.queries import fit_of
from southsouth.web.words import gap_label, gap_text_after_label, said_in_words, word_of

register = template.Library()

CODES: Mapping[str, tuple[str, ...]] = {
    "problem": ("shared_words", "same_topics", "same_goals", "same_area"),
    "context": (
        *("same_subregion", "same_region", "used_nearby", "shared_language", "alike"),
        *("different", "no_country", "fact_unknown"),
    ),
    "preconditions": ("precondition_missing", "precondition_met", "precondition_unknown"),
    "cost": ("within_budget", "over_budget", "no_budget", "cost_unknown"),
    "languages": ("shared_language", "no_shared_language", "no_languages"),
    "proof": ("proof", "step"),
    "capacity": ("exporter_full", "help_offered", "help_not_offered"),
}
"""The parts of a score in their order, and what is said about each, what weighs most first."""
UNKNOWN_OF = {"no_country", "fact_unknown", "precondition_unknown", "no_budget", "cost_unknown", "no_languages"}
JUDGED_BY: Mapping[str, str | Promise] = {
    "context": gettext_lazy("Judged by the facts of both countries together."),
    "proof": gettext_lazy("Judged by the imports that are recorded."),
    "capacity": gettext_lazy("Judged by how often the exporter has answered."),
}
"""What stands behind a part of which no single reason or gap is worth a sentence."""
NOT_TOLD: Mapping[str, str | Promise] = {
    "problem": gettext_lazy("There is no text to compare."),
    "preconditions": gettext_lazy("The exporter has not said what a host must have."),
    "languages": gettext_lazy("The languages of one side are not known."),
    "proof": gettext_lazy("No reviewer has looked at it yet, and no import is recorded."),
    "capacity": gettext_lazy("Nobody has asked this exporter yet."),
}
GOOD, FAIR, MIDDLING = 0.75, 0.55, 0.35
"""Values of a part from which it is called so."""


@dataclass(frozen=True, slots=True)
class PartShown:
    """``value`` is 0-100 in tens, ``None`` where nothing is known; ``tone`` a class of the bar."""

    name: str
    label: str
    word: str
    value: int | None
    tone: str
    why: str
    points: float


@register.filter
def as_fit(found: Fit | Match) -> Fit:
    """The fit of a stored match; a fit itself."""
    return fit_of(found) if isinstance(found, Match) else found


@register.filter
def side_by_side(found: Sequence[Match | Any]) -> list[tuple[str, list[PartShown]]]:
    """Each part of the score with what it says of every candidate: matches, or values with a ``fit``."""
    columns = [parts_shown(as_fit(getattr(each, "fit", each))) for each in found]
    return [(row[0].label, list(row)) for row in zip(*columns, strict=True)]


@register.filter
def parts_shown(fit: Fit) -> list[PartShown]:
    return [_part(name, fit) for name in CODES]


def _part(name: str, fit: Fit) -> PartShown:
    value = fit.parts.get(name)
    label, why = word_of("part", name), _why(name, fit)
    if value is None:
        return PartShown(name, label, _("Not known"), None, "", why, 0.0)
    word, tone = _grade(name, value)
    return PartShown(name, label, word, round(value * 10) * 10, tone, why, fit.shares.get(name, 0.0))


def _grade(name: str, value: float) -> tuple[str, str]:
    """A word for a value, and the class of its bar."""
    if value >= GOOD:
        return (_("Very close") if name == "problem" else _("Good")), ""
    if value >= FAIR:
        return (_("Close") if name == "problem" else _("Fair")), ""
    return (_("Partly"), "mid") if value >= MIDDLING else (_("Weak"), "low")


def _why(name: str, fit: Fit) -> str:
    """The one sentence that says most about a part: of its reasons and gaps, or of what is not known.

    Where a part is good its reasons come first, else its gaps.
    """
    everything: list[Reason | Gap | Missing] = [*fit.reasons, *fit.gaps, *fit.missing]
    said = {each.code: each for each in reversed(everything)}
    known = [said[code] for code in CODES[name] if code in said and code not in UNKNOWN_OF]
    if name == "problem" and not known and quotes_of(fit):
        return _likeness(fit)
    known.sort(key=lambda each: isinstance(each, Gap) is (fit.parts.get(name, 0.0) >= FAIR))
    unknown = [said[code] for code in CODES[name] if code in said and code in UNKNOWN_OF]
    told = next((said_in_words(each) for each in (*known, *unknown)), "")
    return told or str((JUDGED_BY if name in fit.parts else NOT_TOLD).get(name, ""))


def _likeness(fit: Fit) -> str:
    pairs = len(quotes_of(fit))
    return ngettext("%(pairs)s sentence means much the same.", "%(pairs)s sentences mean much the same.", pairs) % {
        "pairs": pairs
    }


@register.filter
def quotes_of(fit: Fit) -> list[Reason]:
    """Pairs of sentences that answer each other."""
    return [each for each in fit.reasons if each.code == "same_meaning"]


@register.filter
def other_reasons(fit: Fit) -> list[Reason]:
    """Every reason that is told in a sentence of its own, the weightiest first."""
    return [each for each in fit.reasons if each.code != "same_meaning"]


@register.filter
def label_of(gap: Gap) -> str:
    return gap_label(gap.code, gap.facts)


@register.filter
def told(gap: Gap) -> str:
    """What a gap says after its label."""
    return gap_text_after_label(gap.code, gap.facts)


@register.filter
def marked(sentence: str, words: Iterable[str]) -> SafeString:
    """A sentence with the words both sides share in ``mark``."""
    wanted = sorted({str(word) for word in words if word}, key=len, reverse=True)
    if not wanted:
        return SafeString(escape(sentence))
    found = re.compile("|".join(_whole(word) for word in wanted), re.IGNORECASE)
    pieces, at = [], 0
    for match in found.finditer(sentence):
        pieces += [escape(sentence[at : match.start()]), "<mark>", escape(match[0]), "</mark>"]
        at = match.end()
    return mark_safe("".join([*pieces, escape(sentence[at:])]))


def _whole(word: str) -> str:
    """A pattern for a whole word; scripts without spaces have no edges to look for."""
    spaced = word.isascii() or not re.search("[\u3040-\u30ff\u3400-\u9fff]", word)
    return rf"(?<!\w){re.escape(word)}(?!\w)" if spaced else re.escape(word)
