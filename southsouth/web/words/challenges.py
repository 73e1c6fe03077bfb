"""Questions, flags, translations and who set the level of proof, in words."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

CHALLENGES: Mapping[str, Mapping[str, str | Promise]] = {
    "translation_state": {
        "machine": _("draft of a machine"),
        "draft": pgettext_lazy("translation", "draft"),
        "approved": pgettext_lazy("translation", "approved"),
    },
    "translator_fault": {
        "unreachable": _("The translation program cannot be reached. Try again later, or write the translation here."),
        "slow": _("The translation program did not answer in time. Try again later, or write the translation here."),
        "refused": _("The translation program refused the texts. Ask your administrator to check its key."),
        "unreadable": _("The translation program gave an answer that is no translation. Ask your administrator."),
    },
    "second_look": {
        "address": _("An e-mail address, which may be somebody’s:"),
        "number": _("A long number, which may be somebody’s:"),
        "long_sentence": _("A sentence with more than 40 words; two are easier to read:"),
        "no_year": _("A figure without its year:"),
        "no_source": _("A figure without its source:"),
        "plain_link": _("A source without https, which some networks refuse:"),
    },
    "question_state": {
        "asked": pgettext_lazy("question", "waits for an answer"),
        "answered": pgettext_lazy("question", "answered"),
        "declined": pgettext_lazy("question", "declined"),
        "withdrawn": pgettext_lazy("question", "taken back"),
    },
    "flag_state": {
        "open": pgettext_lazy("challenge", "being checked"),
        "upheld": pgettext_lazy("challenge", "upheld"),
        "dismissed": pgettext_lazy("challenge", "dismissed"),
    },
    "flag_kind": {
        "figure": _("a wrong figure"),
        "outdated": _("out of date"),
        "stopped": _("does not run any more"),
        "link": _("a broken link"),
        "rights": _("a concern about rights or safety"),
        "personal_data": _("personal data that should not be here"),
        "other": pgettext_lazy("challenge", "something else"),
    },
    "flag_outcome": {
        "corrected": _("the record is corrected"),
        "lowered": _("the level of proof is lowered"),
        "due": _("the owner has to confirm the record anew"),
    },
    "evidence_setter": {
        "reviewers": _("two reviewers"),
        "secretariat": _("the secretariat"),
        "challenge": _("the secretariat, after a challenge"),
        "import": _("the secretariat, from a file"),
    },
}
"""Kind of code → code → words."""
