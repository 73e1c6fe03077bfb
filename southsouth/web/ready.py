"""Public pages kept ready: the same bytes for every visitor who is not signed in, until something changes.

Nothing of a reader with a session is ever kept or served from here.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import TypeVar, cast

import brotli
from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers

from southsouth.ledger.models import Entry
from southsouth.matching.models import MatchRun
from southsouth.web.private import PUBLIC

View = TypeVar("View", bound=Callable[..., HttpResponse])
KEPT_SECONDS = 60
BROTLI_QUALITY = 6
LONGEST_ADDRESS = 300
"""Longer addresses are answered but not kept."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A page in its three forms."""

    plain: bytes
    gzipped: bytes
    brotli: bytes
    kind: str
    etag: str


def for_everyone(view: View) -> View:
    """The page is public: caches may keep it for a minute, and it is kept ready here."""

    @wraps(view)
    def ready(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not _for_anyone(request):
            return view(request, *args, **kwargs)
        key = _key(request)
        kept = caches["pages"].get(key)
        if kept is None:
            response = view(request, *args, **kwargs)
            if response.status_code != 200 or response.streaming or response.cookies:
                return response
            kept = _kept(response)
            caches["pages"].set(key, kept, KEPT_SECONDS)
        return _sent(request, kept)

    return cast(View, ready)


def _for_anyone(request: HttpRequest) -> bool:
    return (
        request.method in ("GET", "HEAD")
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and "messages" not in request.COOKIES
        and len(request.get_full_path()) <= LONGEST_ADDRESS
    )


def _key(request: HttpRequest) -> str:
    """Address (which names the language), day and state of the content."""
    parts = (request.get_host(), request.get_full_path(), content_version(timezone.localdate()))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def content_version(today: date) -> str:
    """Another one after every deed and every matching run; some pages count days."""
    deed = Entry.objects.order_by("-pk").values_list("pk", flat=True).first()
    run = MatchRun.objects.order_by("-pk").values_list("pk", flat=True).first()
    return f"{deed}.{run}.{today}"


def _kept(response: HttpResponse) -> Kept:
    body = response.content
    return Kept(
        plain=body,
        gzipped=gzip.compress(body, 6, mtime=0),
        brotli=brotli.compress(body, quality=BROTLI_QUALITY),
        kind=response["Content-Type"],
        etag=f'W/"{hashlib.sha256(body).hexdigest()[:20]}"',
    )


def _sent(request: HttpRequest, kept: Kept) -> HttpResponse:
    accepted = request.headers.get("Accept-Encoding", "")
    body, coding = kept.plain, ""
    if "br" in accepted:
        body, coding = kept.brotli, "br"
    elif "gzip" in accepted:
        body, coding = kept.gzipped, "gzip"
    response = HttpResponse(body, content_type=kept.kind)
    if coding:
        response["Content-Encoding"] = coding
    response["ETag"] = kept.etag
    response["Cache-Control"] = PUBLIC
    patch_vary_headers(response, ["Accept-Encoding"])
    return cast(HttpResponse, get_conditional_response(request, etag=kept.etag, response=response))
