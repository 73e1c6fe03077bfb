"""The lines of the ledger and the sides of a match, in words."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

DEEDS: Mapping[str, str | Promise] = {
    "need.started": _("Draft begun"),
    "need.saved": _("Changes saved"),
    "need.submitted": _("Sent to the secretariat"),
    "need.taken_back": _("Taken back as a draft"),
    "need.opened": _("Opened by the secretariat"),
    "need.returned": _("Sent back with a question"),
    "need.declined": _("Declined with a reason"),
    "need.merged": _("Joined with a like need"),
    "need.withdrawn": _("Withdrawn"),
    "need.answered": _("Marked as answered"),
    "need.reopened": _("Opened again"),
    "need.lapsed": _("Closed, because its time has passed"),
    "need.endorsement_asked": _("Endorsement asked"),
    "need.endorsed": _("Endorsed by a senior official"),
    "need.facts_given": _("Missing facts given"),
    "need.imported": _("Taken from a file"),
    "solution.started": _("Draft begun"),
    "solution.saved": _("Changes saved"),
    "solution.submitted": _("Sent to the secretariat"),
    "solution.taken_back": _("Taken back as a draft"),
    "solution.sent_to_review": _("Handed to the reviewers"),
    "solution.reviewed": _("Reviewed"),
    "solution.returned": _("Sent back with comments"),
    "solution.published": pgettext_lazy("ledger", "Published"),
    "solution.confirmed": _("Confirmed for another year"),
    "solution.due": _("Due for confirmation"),
    "solution.archived": pgettext_lazy("ledger", "Archived"),
    "solution.imported": _("Taken from a file"),
}
"""Deeds done to needs and solutions, as their histories tell them."""

SIDES: Mapping[str, str | Promise] = {
    "importer": _("Importer"),
    "exporter": _("Exporter"),
}
