"""Why a deed was not done, where the catalogue's own refusals do not say it: sides, weights, focus areas, files."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from southsouth.catalogue.lifecycle import SHOWN_SOLUTIONS, AskedBefore, TooManyOpen
from southsouth.engine.fit.weights import LARGEST, WrongWeights
from southsouth.files import FileRefused
from southsouth.matching.lifecycle import NoLongerOpen, TooManySearches
from southsouth.web.words.codes import Words, word_of
from southsouth.web.words.fits import said_in_words
from southsouth.web.words.numbers import MEGABYTE, number_text

AREA_FAULTS: Words = {
    "empty": gettext_lazy("Write the name in English; the other languages fall back to it."),
    "too_long": gettext_lazy("Shorten this text."),
    "no_such_language": gettext_lazy("This language is not one of the platform’s."),
    "not_a_short_name": gettext_lazy("Use small Latin letters, digits and hyphens only, for example public-service."),
    "taken": gettext_lazy("Another record has this short name. Choose another one."),
    "last_area": gettext_lazy("One focus area must stay in use. Put another one in use first."),
    "not_the_whole_list": gettext_lazy("The list has changed meanwhile. Look at it and order it again."),
}

FILES: Words = {
    "empty": gettext_lazy("The file is empty. Choose another one."),
    "not_it": gettext_lazy("The content is not what the name of the file says. Save it anew from its own program."),
    "damaged": gettext_lazy("The file is damaged. Open it in its own program and save it again."),
    "locked": gettext_lazy("The file is protected by a password. Save it without one."),
    "macros": gettext_lazy("The file contains macros. Save it without them, or as PDF."),
    "active": gettext_lazy("The file contains something that acts by itself or another file. Print it as a plain PDF."),
    "bomb": gettext_lazy("The file would unpack to far more than a document needs. Save it anew, or as PDF."),
    "encoding": gettext_lazy("The text is not in UTF-8. Save it again with the encoding UTF-8."),
    "pixels": gettext_lazy("The picture has more points than are taken. Save it smaller."),
    "heavy": gettext_lazy("Reading the file takes too much time or memory. Save it smaller, or as PDF."),
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
def _file_refused(value: FileRefused) -> str:
    facts = value.facts
    if value.code == "too_large":
        sizes = {"found": megabytes(facts["found"]), "limit": megabytes(facts["limit"])}
        return _("The file has %(found)s MB; at most %(limit)s MB are taken. Make it smaller.") % sizes
    if value.code == "kind":
        return _("Files of this kind are not taken. Taken are: %(taken)s.") % {"taken": facts["taken"]}
    if value.code == "too_many":
        return _("A record has at most %(limit)s files. Take one away first.") % {"limit": facts["limit"]}
    if value.code == "too_much":
        return _("All files of a record have at most %(limit)s MB. Take one away first.") % {
            "limit": megabytes(facts["limit"])
        }
    if value.code == "there_already":
        return _("This file is there already, as “%(title)s”.") % {"title": facts["title"]}
    return str(FILES[value.code])


def megabytes(size: object) -> str:
    return number_text(float(str(size)) / MEGABYTE)


@said_in_words.register
def _wrong_weights(value: WrongWeights) -> str:
    return _("The weight “%(name)s” must be a number from 0 to %(largest)s.") % {
        "name": word_of("weight", value.name),
        "largest": number_text(LARGEST, 0),
    }


def area_faults(faults: Mapping[str, str]) -> list[tuple[str, str]]:
    """Fields of the form of a focus area, each with what is wrong; an empty name stands for the whole."""
    return [(field, str(AREA_FAULTS[code])) for field, code in faults.items()]
