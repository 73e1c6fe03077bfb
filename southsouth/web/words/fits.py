"""What the matching engine and the deeds say, in sentences: one function for every kind of value."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import singledispatch

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from southsouth.catalogue.lifecycle import FlagState, NeedState, NotNow, NotReady, QuestionState, SolutionState
from southsouth.engine.fit import Note
from southsouth.engine.fit.profiles import Gap, Missing, Reason
from southsouth.web.words.codes import word_of
from southsouth.web.words.gaps import gap_label, gap_text, gap_text_after_label, missing_text, note_text
from southsouth.web.words.numbers import list_text
from southsouth.web.words.reasons import Facts, reason_text

__all__ = [
    "Facts",
    "gap_label",
    "gap_text",
    "gap_text_after_label",
    "missing_text",
    "note_text",
    "reason_text",
    "said_in_words",
]

NOT_NOW: Mapping[type[StrEnum], tuple[str, str | Promise]] = {
    NeedState: (
        "need_state",
        gettext_lazy("The need is in the state “%(state)s”. From there it cannot become “%(wanted)s”."),
    ),
    SolutionState: (
        "solution_state",
        gettext_lazy("The solution is in the state “%(state)s”. From there it cannot become “%(wanted)s”."),
    ),
    QuestionState: (
        "question_state",
        gettext_lazy("The question is in the state “%(state)s”. From there it cannot become “%(wanted)s”."),
    ),
    FlagState: (
        "flag_state",
        gettext_lazy("The challenge is in the state “%(state)s”. From there it cannot become “%(wanted)s”."),
    ),
}


@singledispatch
def said_in_words(value: object) -> str:
    """A reason, gap, missing fact, note or refusal as a full sentence."""
    raise TypeError(f"There are no words for {type(value).__name__}.")


@said_in_words.register
def _reason(value: Reason) -> str:
    return reason_text(value.code, value.facts)


@said_in_words.register
def _gap(value: Gap) -> str:
    return gap_text(value.code, value.facts)


@said_in_words.register
def _missing(value: Missing) -> str:
    return missing_text(value.code, value.facts)


@said_in_words.register
def _note(value: Note) -> str:
    return note_text(value.code, value.facts)


@said_in_words.register
def _not_now(value: NotNow) -> str:
    """``state`` and ``wanted`` are of the same list, which says whose states they are."""
    kind, sentence = NOT_NOW[type(value.state)]
    return str(sentence) % {"state": word_of(kind, value.state), "wanted": word_of(kind, value.wanted)}


@said_in_words.register
def _not_ready(value: NotReady) -> str:
    missing = list_text(word_of("field", code) for code in value.codes)
    return _("Something is still missing: %(missing)s. Nothing is lost. Fill it in and send again.") % {
        "missing": missing
    }
