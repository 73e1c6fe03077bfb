"""Who gets what at every address: one line an address, one letter a role, for GET and for POST.

Roles, in this order: visitor, owner (focal point of the organisation that keeps the record), other (focal point of
another one), expert, funder, secretariat, administrator, suspended.

Letters: ``p`` a page, or on to the next one; ``n`` as if it were not there; ``s`` to the sign-in; ``k`` sign in first,
what was typed is kept; ``m`` this method does not exist here; ``g`` gone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tests.web.cast import Cast

Arguments = Callable[[Cast], Sequence[object]]


@dataclass(frozen=True)
class Right:
    get: str
    post: str
    arguments: Arguments = lambda cast: ()


def need(name: str) -> Arguments:
    return lambda cast: (getattr(cast, name).ref,)


solution = need
ALL = "pppppppp"
NO_POST = "mmmmmmmm"
OWNER = "spnnnnns"
OWNER_POST = "kpnnnnnk"
ONLY_POST = "mmmmmmmm"
OTHERS, OTHERS_POST = "pnpppppp", "knpppppk"
"""Everybody but the keeper of the record."""
MEMBERS, MEMBERS_POST = "spppppps", "kppppppk"
DESK = "nnnnnppn"
DESK_POST = "knnnnppk"
DESK_READS = Right(DESK, "knnnnmmk")
"""A page of the desk that takes nothing: what an officer had typed elsewhere is kept all the same."""

WORKSPACE: Mapping[str, Right] = {
    "workspace:home": Right(MEMBERS, "kmmmmmmk"),
    "workspace:files": Right("spnnnpps", "kpnnnppk", lambda cast: ("solution", cast.published.ref)),
    "workspace:file-remove": Right(ONLY_POST, "kpnnnppk", lambda cast: (cast.attachment.pk,)),
    "workspace:translate": Right("spnnnpps", "kpnnnppk", lambda cast: ("solution", cast.published.ref, "fr")),
    "workspace:translation-ask": Right(ONLY_POST, "kppppppk", lambda cast: ("solution", cast.published.ref, "fr")),
    "workspace:searches": Right(MEMBERS, "kmmmmmmk"),
    "workspace:search-save": Right(ONLY_POST, "knnnnnnk"),
    "workspace:search-look": Right(ONLY_POST, OWNER_POST, lambda cast: (cast.search.pk,)),
    "workspace:search-forget": Right(ONLY_POST, OWNER_POST, lambda cast: (cast.search.pk,)),
    "workspace:need-start": Right("sppnnnns", "kppnnnnk"),
    "workspace:need": Right(OWNER, "kmmmmmmk", need("draft")),
    "workspace:need-edit": Right(OWNER, OWNER_POST, lambda cast: (cast.draft.ref, "people")),
    "workspace:need-paper": Right(OWNER, "kmmmmmmk", need("draft")),
    "workspace:solution-paper": Right(OWNER, "kmmmmmmk", solution("draft_solution")),
    "workspace:need-submit": Right(ONLY_POST, OWNER_POST, need("draft")),
    "workspace:need-take-back": Right(ONLY_POST, OWNER_POST, need("sent_need")),
    "workspace:need-withdraw": Right(OWNER, OWNER_POST, need("draft")),
    "workspace:need-answered": Right(ONLY_POST, OWNER_POST, need("open_need")),
    "workspace:need-reopen": Right(OWNER, OWNER_POST, need("open_need")),
    "workspace:need-endorsement": Right(OWNER, OWNER_POST, need("draft")),
    "workspace:need-facts": Right(OWNER, OWNER_POST, need("draft")),
    "workspace:need-refresh": Right(ONLY_POST, OWNER_POST, need("draft")),
    "workspace:match-answer": Right(OWNER, OWNER_POST, lambda cast: (cast.match.pk,)),
    "workspace:solution-start": Right("sppnnnns", "kppnnnnk"),
    "workspace:solution": Right(OWNER, "kmmmmmmk", solution("draft_solution")),
    "workspace:solution-edit": Right(OWNER, OWNER_POST, lambda cast: (cast.draft_solution.ref, "how")),
    "workspace:solution-submit": Right(ONLY_POST, OWNER_POST, solution("draft_solution")),
    "workspace:solution-take-back": Right(ONLY_POST, "kpnnnnnk", solution("sent_solution")),
    "workspace:solution-confirm": Right(ONLY_POST, OWNER_POST, solution("published")),
    "workspace:solution-archive": Right(OWNER, OWNER_POST, solution("published")),
    "workspace:questions": Right(MEMBERS, "kmmmmmmk"),
    "workspace:question": Right("sppnnpps", "kpnnnnnk", need("question")),
    "workspace:question-decline": Right(OWNER, OWNER_POST, need("question")),
    "workspace:question-withdraw": Right("snpnnnns", "knpnnnnk", need("question")),
    "workspace:flag": Right("spnpnpps", "kpnnnnnk", need("flag")),
    "workspace:reviews": Right("snnpnpps", "kmmmmmmk"),
    "workspace:review": Right("snnpnpps", "knnpnppk", solution("in_review")),
}

DESK_RIGHTS: Mapping[str, Right] = {
    "desk:home": DESK_READS,
    "desk:triage": DESK_READS,
    "desk:triage-need": Right(DESK, DESK_POST, need("sent_need")),
    "desk:triage-solution": Right(DESK, DESK_POST, solution("sent_solution")),
    "desk:flags": DESK_READS,
    "desk:flag": Right(DESK, DESK_POST, need("flag")),
    "desk:evidence": Right(DESK, DESK_POST, solution("published")),
    "desk:weights": Right(DESK, DESK_POST),
    "desk:weights-preview": Right("nnnnnmmn", DESK_POST),
    "desk:weights-use": Right(DESK, DESK_POST, lambda cast: (cast.weights.version,)),
    "desk:quality": DESK_READS,
    "desk:languages": DESK_READS,
    "desk:misses": DESK_READS,
    "desk:refresh": Right(DESK, DESK_POST),
    "desk:areas": Right(DESK, DESK_POST),
    "desk:area-new": Right(DESK, DESK_POST),
    "desk:area": Right(DESK, DESK_POST, lambda cast: (cast.area.slug,)),
    "desk:area-use": Right("nnnnnmmn", DESK_POST, lambda cast: (cast.area.slug,)),
    "desk:area-order": Right("nnnnnmmn", DESK_POST, lambda cast: (cast.area.slug,)),
    "desk:topic-new": Right(DESK, DESK_POST, lambda cast: (cast.area.slug,)),
    "desk:topic": Right(DESK, DESK_POST, lambda cast: (cast.area.slug, cast.topic.slug)),
    "desk:topic-use": Right("nnnnnmmn", DESK_POST, lambda cast: (cast.area.slug, cast.topic.slug)),
    "desk:import": Right(DESK, DESK_POST),
    "desk:import-check": Right("nnnnnpnn", "knnnnpnk", lambda cast: (cast.upload,)),
    "desk:import-refused": Right("nnnnnpnn", "knnnnmmk", lambda cast: (cast.upload,)),
    "desk:parts": DESK_READS,
}
"""An upload is of the person who brought it, and of no other officer."""

PUBLIC: Mapping[str, Right] = {
    "public:home": Right(ALL, NO_POST),
    "public:file": Right(ALL, NO_POST, lambda cast: (cast.attachment.pk,)),
    "public:search": Right(ALL, NO_POST),
    "public:beside": Right(ALL, NO_POST),
    "public:solutions": Right(ALL, NO_POST),
    "public:solution": Right(ALL, NO_POST, solution("published")),
    "public:ask-solution": Right(OTHERS, OTHERS_POST, solution("published")),
    "public:ask-need": Right(OTHERS, OTHERS_POST, need("open_need")),
    "public:flag": Right(OTHERS, OTHERS, lambda cast: ("solution", cast.published.ref)),
    "public:solution-versions": Right(ALL, NO_POST, solution("changed")),
    "public:solution-compare": Right(ALL, NO_POST, solution("changed")),
    "public:solution-version": Right(ALL, NO_POST, lambda cast: (cast.changed.ref, 2)),
    "public:need-versions": Right(ALL, NO_POST, need("kept_need")),
    "public:need-compare": Right(ALL, NO_POST, need("kept_need")),
    "public:need-version": Right("npnnnppn", NO_POST, lambda cast: (cast.kept_need.ref, 1)),
    "public:need-paper": Right(ALL, NO_POST),
    "public:solution-paper": Right(ALL, NO_POST),
    "public:needs": Right(ALL, NO_POST),
    "public:trial": Right(ALL, ALL),
    "public:need": Right(ALL, NO_POST, need("open_need")),
    "public:countries": Right(ALL, NO_POST),
    "public:country": Right(ALL, NO_POST, lambda cast: (cast.home.country_id,)),
    "public:events": Right(ALL, NO_POST),
    "public:event": Right(ALL, NO_POST, lambda cast: (cast.event.ref,)),
    "public:figures": Right(ALL, NO_POST),
    "public:figure": Right(ALL, NO_POST, lambda cast: ("solutions_shown",)),
    "public:data": Right(ALL, NO_POST),
    "public:download": Right(ALL, NO_POST, lambda cast: ("solutions", "csv")),
    "public:endorse": Right(ALL, ALL, lambda cast: (cast.secret,)),
    "public:method": Right(ALL, NO_POST),
    "public:credits": Right(ALL, NO_POST),
    "public:accessibility": Right(ALL, NO_POST),
    "public:privacy": Right(ALL, NO_POST),
    "public:help": Right(ALL, NO_POST),
    "public:sign-in": Right(ALL, ALL),
    "public:sign-out": Right(ALL, ALL),
}
WELL_KNOWN: Mapping[str, Right] = {
    name: Right(ALL, NO_POST) for name in ("root", "healthz", "readyz", "robots", "sitemap", "security")
}

RIGHTS: Mapping[str, Right] = {**PUBLIC, **WORKSPACE, **DESK_RIGHTS, **WELL_KNOWN}
