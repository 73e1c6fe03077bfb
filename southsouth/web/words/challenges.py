"""Questions, flags and who set the level of proof, in words."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

CHALLENGES: Mapping[str, Mapping[str, str | Promise]] = {
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
