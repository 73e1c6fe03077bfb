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
    "solution.evidence_set": _("Level of proof set by the secretariat"),
    "solution.merged": _("Joined with a like solution"),
    "solution.joined": _("A like solution was joined with it"),
    "solution.imported": _("Taken from a file"),
    "adoption.imported": _("Taken from a file"),
    "event.imported": _("Taken from a file"),
    "organisation.imported": _("Taken from a file"),
    "country.imported": _("Taken from a file"),
    "country.facts_imported": _("Facts taken from a file"),
    "question.asked": _("Question asked"),
    "question.answered": _("Question answered"),
    "question.answer_mended": _("Answer mended"),
    "question.declined": _("Question declined with a reason"),
    "question.withdrawn": _("Question taken back"),
    "flag.raised": _("Statement challenged"),
    "flag.replied": _("Reply to a challenge"),
    "flag.upheld": _("Challenge upheld"),
    "flag.dismissed": _("Challenge dismissed"),
    "match.answered": _("Match answered"),
    "search.saved": _("Search kept"),
    "search.forgotten": _("Search forgotten"),
    "matches.refresh_asked": _("All lists asked for anew"),
    "weights.made": _("Weights kept as a new version"),
    "weights.used": _("Weights taken into use"),
    "focus_area.saved": _("Focus area saved"),
    "focus_area.moved": _("Focus area moved"),
    "focus_area.retired": _("Focus area no longer offered"),
    "focus_area.restored": _("Focus area offered again"),
    "topic.saved": _("Topic saved"),
    "topic.moved": _("Topic moved"),
    "topic.retired": _("Topic no longer offered"),
    "topic.restored": _("Topic offered again"),
    "organisation.admitted": _("Organisation admitted"),
    "organisation.recorded": _("Organisation recorded"),
    "person.added": _("Person added"),
    "person.suspended": _("Person suspended"),
    "person.reinstated": _("Person may sign in again"),
    "person.password_set": _("Password set"),
    "figure.recorded": _("Figure recorded"),
}
"""What the ledger records, as histories tell it."""

SIDES: Mapping[str, str | Promise] = {
    "importer": _("Importer"),
    "exporter": _("Exporter"),
}
