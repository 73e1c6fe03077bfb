"""Why a file is not taken, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from southsouth.files import FileRefused
from southsouth.web.words.fits import said_in_words
from southsouth.web.words.numbers import number_text

SENTENCES = {
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
    return str(SENTENCES[value.code])


def megabytes(size: object) -> str:
    return number_text(float(str(size)) / 1_000_000)
