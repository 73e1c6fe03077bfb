"""Why a deed was not done, where the catalogue's own refusals do not say it: sides, weights, focus areas."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from southsouth.catalogue.lifecycle import SHOWN_SOLUTIONS, AskedBefore, TooManyOpen
from southsouth.engine.fit.weights import LARGEST, WrongWeights
from southsouth.matching.lifecycle import NoLongerOpen, TooManySearches
from southsouth.web.words.codes import Words, word_of
from southsouth.web.words.fits import said_in_words
from southsouth.web.words.numbers import number_text

AREA_FAULTS: Words = {
    "empty": gettext_lazy("Write the name in English; the other languages fall back to it."),
    "too_long": gettext_lazy("Shorten this text."),
    "no_such_language": gettext_lazy("This language is not one of the platform’s."),
    "not_a_short_name": gettext_lazy("Use small Latin letters, digits and hyphens only, for example public-service."),
    "taken": gettext_lazy("Another record has this short name. Choose another one."),
    "last_area": gettext_lazy("One focus area must stay in use. Put another one in use first."),
    "not_the_whole_list": gettext_lazy("The list has changed meanwhile. Look at it and order it again."),
}


@said_in_words.register
def _no_longer_open(value: NoLongerOpen) -> str:
    if value.solution_state not in SHOWN_SOLUTIONS:
        state = word_of("solution_state", value.solution_state)
        return _("The solution is in the state “%(state)s”, so nobody can answer any more.") % {"state": state}
    state = word_of("need_state", value.need_state)
    return _("The need is in the state “%(state)s”, so nobody can answer any more.") % {"state": state}


@said_in_words.register
def _asked_before(value: AskedBefore) -> str:
    if value.answered:
        return _("This question is answered already. The answer stands on the page of the record.")
    return _("This question is asked already and waits for its answer. It need not be asked twice.")


@said_in_words.register
def _too_many_open(value: TooManyOpen) -> str:
    return ngettext(
        "%(most)s of yours is open on this record. Please wait until it is settled.",
        "%(most)s of yours are open on this record. Please wait until one of them is settled.",
        value.most,
    ) % {"most": number_text(value.most, 0)}


@said_in_words.register
def _too_many_searches(value: TooManySearches) -> str:
    return ngettext(
        "You keep %(most)s search, which is as many as one can keep. Forget one first.",
        "You keep %(most)s searches, which is as many as one can keep. Forget one first.",
        value.most,
    ) % {"most": number_text(value.most, 0)}


@said_in_words.register
def _wrong_weights(value: WrongWeights) -> str:
    return _("The weight “%(name)s” must be a number from 0 to %(largest)s.") % {
        "name": word_of("weight", value.name),
        "largest": number_text(LARGEST, 0),
    }


def area_faults(faults: Mapping[str, str]) -> list[tuple[str, str]]:
    """Fields of the form of a focus area, each with what is wrong; an empty name stands for the whole."""
    return [(field, str(AREA_FAULTS[code])) for field, code in faults.items()]
