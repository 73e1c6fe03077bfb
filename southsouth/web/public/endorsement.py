"""A senior official stands behind a need, through a link that only this official was given."""

from __future__ import annotations

from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from southsouth.catalogue.actions.endorsements import confirm_endorsement, endorsement_behind
from southsouth.catalogue.actions.moves import ChangedMeanwhile

NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@require_http_methods(["GET", "HEAD", "POST"])
def endorse(request: HttpRequest, secret: str) -> HttpResponse:
    """GET says what will happen, POST does it. A link that is used up, too old or unknown says so, whichever it is."""
    at = timezone.now()
    if request.method != "POST":
        return _page(request, secret, at)
    try:
        need = confirm_endorsement(secret, at=at, seen=seen(request))
    except ChangedMeanwhile:
        return _page(request, secret, at, changed=True)
    return _gone(request) if need is None else render(request, "public/endorsement_done.html", {"need": need})


def seen(request: HttpRequest) -> datetime:
    """When the need on the page had last changed; what is no moment stands for a page nobody has read."""
    try:
        return datetime.fromisoformat(request.POST.get("seen", ""))
    except ValueError:
        return NEVER


def _page(request: HttpRequest, secret: str, at: datetime, *, changed: bool = False) -> HttpResponse:
    endorsement = endorsement_behind(secret, at=at)
    if endorsement is None:
        return _gone(request)
    context = {"endorsement": endorsement, "seen": endorsement.need.changed_at.isoformat(), "changed": changed}
    return render(request, "public/endorsement.html", context, status=409 if changed else 200)


def _gone(request: HttpRequest) -> HttpResponse:
    return render(request, "public/endorsement_gone.html", status=404)
