"""How often somebody may try to sign in, or flag without an account: counted for an address, and for an e-mail from it.

An e-mail alone is not counted: else anybody could keep its owner out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from django.core.cache import cache
from django.http import HttpRequest

WINDOW = 900
"""Seconds after which tries are forgotten."""
MOST: Mapping[str, int] = {"pair": 5, "address": 60}
"""Failed tries allowed in that time."""
MOST_FLAGS = 5
"""Flags without an account taken from one address in that time."""


def _keys(request: HttpRequest, email: str) -> Iterator[tuple[str, int]]:
    address = str(request.META.get("REMOTE_ADDR", ""))
    for kind, parts in (("pair", (address, email.lower())), ("address", (address,))):
        digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()
        yield f"tries:{kind}:{digest}", MOST[kind]


def too_many(request: HttpRequest, email: str) -> bool:
    return any(int(cache.get(key, 0)) >= most for key, most in _keys(request, email))


def tried(request: HttpRequest, email: str) -> None:
    """One more try that failed. Adding and counting are single steps, so no try slips between them."""
    for key, _most in _keys(request, email):
        _count(key)


def _count(key: str) -> None:
    cache.add(key, 0, WINDOW)
    try:
        cache.incr(key)
    except ValueError:  # it ran out between the two steps
        cache.add(key, 1, WINDOW)


def forgive(request: HttpRequest, email: str) -> None:
    """After a success the tries of this e-mail from this address no longer count."""
    pair, _ = next(_keys(request, email))
    cache.delete(pair)


def _flags_key(request: HttpRequest) -> str:
    return f"flags:{hashlib.sha256(str(request.META.get('REMOTE_ADDR', '')).encode()).hexdigest()}"


def flags_too_many(request: HttpRequest) -> bool:
    """Whether no more flags without an account are taken from this address for now."""
    return int(cache.get(_flags_key(request), 0)) >= MOST_FLAGS


def flagged(request: HttpRequest) -> None:
    """One more flag of somebody who is not signed in."""
    _count(_flags_key(request))
