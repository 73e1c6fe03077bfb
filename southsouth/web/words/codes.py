"""Every code of every list in words. A test compares these tables with the lists themselves."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Words = Mapping[str, str | Promise]

KINDS: Mapping[str, Words] = {
    "solution_state": {
        "draft": _("draft"),
        "submitted": _("submitted"),
        "in_review": _("in review"),
        "published": pgettext_lazy("solution", "published"),
        "due_for_confirmation": _("due for confirmation"),
        "archived": pgettext_lazy("solution", "archived"),
    },
    "need_state": {
        "draft": _("draft"),
        "endorsed": pgettext_lazy("need", "endorsed"),
        "submitted": _("submitted"),
        "open": pgettext_lazy("need", "open"),
        "answered": pgettext_lazy("need", "answered"),
        "declined": pgettext_lazy("need", "declined"),
        "merged": pgettext_lazy("need", "merged"),
        "withdrawn": pgettext_lazy("need", "withdrawn"),
        "lapsed": pgettext_lazy("need", "lapsed"),
    },
    "visibility": {
        "public": _("everyone"),
        "members": _("members only"),
        "secretariat": _("the secretariat only"),
    },
    "adoption_status": {
        "interest": _("interest"),
        "learning_visit": _("learning visit"),
        "needs_assessment": _("needs assessment"),
        "agreement_reported": _("agreement reported"),
        "agreement_signed": _("agreement signed"),
        "cooperation_delivered": _("technical cooperation delivered"),
        "pilot": _("pilot"),
        "adopted": _("adopted"),
        "in_operation": _("in operation"),
    },
    "help": {
        "advice": _("advice from a distance"),
        "study_visit": _("study visit"),
        "expert_mission": _("expert mission"),
        "training": _("training"),
        "code": _("software and source code"),
        "twinning": _("twinning of two teams"),
        "funding": _("funding"),
    },
    "connectivity": {
        "good": _("Good every day"),
        "slow": _("Slow, but there every day"),
        "some_days": _("Some days only"),
        "none": pgettext_lazy("connection", "None"),
    },
    "measure": {
        "time": pgettext_lazy("measure", "time"),
        "cost": pgettext_lazy("measure", "cost"),
        "visits": pgettext_lazy("measure", "visits"),
        "people": _("people served"),
        "other": pgettext_lazy("measure", "other"),
    },
    "review_answer": {
        "publish": _("publish it"),
        "return": _("send it back with comments"),
    },
    "evidence": {
        "described": _("described by the owner"),
        "measured": _("measured by the owner"),
        "studied": _("studied by others"),
        "worked_again": _("worked again elsewhere"),
    },
    "step": {
        "one_place": _("works in one place"),
        "elsewhere_at_home": _("tried elsewhere at home"),
        "national": pgettext_lazy("solution", "national"),
        "exported": pgettext_lazy("solution", "exported"),
    },
    "size": {
        "small": pgettext_lazy("adaptation", "Small"),
        "medium": pgettext_lazy("adaptation", "Medium"),
        "large": pgettext_lazy("adaptation", "Large"),
    },
    "band": {
        "strong": _("Strong fit"),
        "good": _("Good fit"),
        "partial": _("Partial fit"),
        "weak": _("Weak fit"),
    },
    "precondition": {
        "law": _("Law"),
        "connection": _("Connection"),
        "equipment": _("Equipment"),
        "skills": _("Staff and skills"),
        "institution": _("Institution"),
        "data": _("Data and registers"),
        "language": _("Language"),
        "money": _("Money"),
    },
    "part": {
        "problem": _("Problem"),
        "context": _("Country context"),
        "preconditions": _("What it needs"),
        "cost": _("Cost"),
        "languages": _("Languages"),
        "proof": _("Proof"),
        "capacity": _("Exporter’s capacity"),
    },
    "text_part": {
        "title": _("title"),
        "summary": _("in one line"),
        "problem": _("the problem"),
        "sufferers": _("who suffers"),
        "tried": _("what was tried"),
        "success": _("what success looks like"),
        "context": _("place, law and systems"),
        "how": _("how it works"),
        "block": _("building blocks"),
        "result": _("results"),
        "failures": _("what went wrong"),
    },
    "answer": {
        "yes": _("yes"),
        "no": _("no"),
        "later": _("later"),
    },
    "refusal": {
        "too_costly": _("too costly"),
        "law": _("the law does not allow it"),
        "no_owner": _("nobody here owns the service"),
        "wrong_scale": _("wrong scale for us"),
        "already_have": _("we already have something like it"),
        "capacity_full": _("no capacity this year"),
        "other": _("another reason"),
    },
    "organisation": {
        "government": _("government"),
        "city": _("city or region"),
        "private": _("private sector"),
        "academia": _("academia"),
        "civil_society": _("civil society"),
        "international": _("international organisation"),
        "funder": _("funder"),
    },
    "origin": {
        "own": _("written by its owner"),
        "recorded": _("compiled from public sources, not confirmed by the organisation"),
        "sample": _("sample"),
    },
    "role": {
        "focal_point": _("focal point"),
        "expert": _("expert"),
        "funder": _("funder"),
        "secretariat": _("secretariat officer"),
        "administrator": _("secretariat administrator"),
    },
    "event": {
        "workshop": _("workshop"),
        "webinar": _("webinar"),
        "field_visit": _("field visit"),
        "side_event": _("side event"),
        "expo": _("expo"),
    },
    "income": {
        "low": _("low income"),
        "lower_middle": _("lower middle income"),
        "upper_middle": _("upper middle income"),
        "high": _("high income"),
    },
    "legal": {
        "civil": _("civil law"),
        "common": _("common law"),
        "mixed": _("mixed law"),
        "religious": _("religious law"),
        "customary": _("customary law"),
    },
    "field": {
        "title": _("title"),
        "summary": _("in one line"),
        "problem": _("the problem"),
        "how_it_works": _("how it works"),
        "country": _("country"),
        "exporters": _("who exports it"),
        "blocks": _("building blocks"),
        "preconditions": _("what it needs to work"),
        "results": _("results"),
        "results_source": _("a source for each result"),
        "failures": _("what went wrong, and what was learned"),
        "licence": _("licence"),
        "capacity": _("what the exporter can give this year"),
        "reason": pgettext_lazy("field", "reason"),
        "comment": pgettext_lazy("field", "comment"),
        "need": _("need"),
        "solution": _("solution"),
    },
    "trait": {
        "region": _("Region"),
        "subregion": _("Sub-region"),
        "income_group": _("Income group"),
        "official_languages": _("Official languages"),
        "legal_family": _("Legal system"),
        "legal_components": _("Legal system"),
        "population": _("Population"),
        "ldc": _("Least developed country"),
        "lldc": _("Landlocked developing country"),
        "sids": _("Small island developing State"),
        "landlocked": _("Landlocked"),
    },
}
"""Kind of code → code → words."""


def word_of(kind: str, code: str) -> str:
    """The words of a code; the code itself where a list was extended and the words are not there yet."""
    return str(KINDS[kind].get(code, code))


def choices_of(kind: str) -> list[tuple[str, str | Promise]]:
    """A list of codes as the choices of a form, in their order."""
    return list(KINDS[kind].items())
