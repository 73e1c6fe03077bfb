"""What stands on a record's page beside the record: questions with their answers, and challenges."""

from __future__ import annotations

from django.urls import reverse

from southsouth.catalogue.models.records import Kept, kind_of
from southsouth.catalogue.policies import may_ask, may_flag
from southsouth.catalogue.queries.challenges import challenges_to
from southsouth.catalogue.queries.questions import questions_on
from southsouth.members.policies import Actor, known


def voices(kept: Kept, actor: Actor) -> dict[str, object]:
    """``asked``, ``challenges``; ``ask`` and ``flag``: where the reader does the same, empty where one may not.

    A visitor is led to the question, and signs in when it is sent.
    """
    kind = kind_of(kept)
    flag = may_flag(actor, kept)
    ask = may_ask(actor, kept) if known(actor) else flag
    return {
        "asked": questions_on(kept, actor),
        "challenges": challenges_to(kept),
        "ask": reverse(f"public:ask-{kind}", args=[kept.ref]) if ask else "",
        "flag": flag_address(kind, kept.ref) if flag else "",
    }


def flag_address(kind: str, ref: str) -> str:
    return reverse("public:flag", args=[kind, ref])
