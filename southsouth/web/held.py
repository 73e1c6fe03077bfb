"""What somebody had typed when the sign-in ended: it travels inside the page, signed and for a short time only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.core import signing
from django.http import HttpRequest

SALT = "southsouth.held"
KEPT_FOR = timedelta(hours=2)
NOT_TYPED = frozenset({"csrfmiddlewaretoken", "held", "next"})


@dataclass(frozen=True, slots=True)
class Held:
    """Where it was going, and the fields as they were sent."""

    path: str
    fields: tuple[tuple[str, str], ...]


def held(request: HttpRequest) -> str:
    """The fields of a request as one signed text."""
    fields = [[name, value] for name, values in request.POST.lists() if name not in NOT_TYPED for value in values]
    return signing.dumps([request.get_full_path(), fields], salt=SALT, compress=True)


def let_go(token: str) -> Held | None:
    """What a signed text holds; ``None`` when there is none, it is too old or was changed."""
    try:
        path, fields = signing.loads(token, salt=SALT, max_age=KEPT_FOR)
    except signing.BadSignature:
        return None
    return Held(path, tuple((name, value) for name, value in fields))
