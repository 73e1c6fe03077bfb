"""Computing the lists of all needs anew, in the background; this page says how far it is."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from southsouth.matching.actions.refresh import ask_refresh
from southsouth.matching.queries import last_indexed, progress, waiting
from southsouth.web.deeds import attempt
from southsouth.web.gates import person_of, secretariat_only
from southsouth.web.words.numbers import moment_text


@secretariat_only
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    at = timezone.now()
    if request.method == "POST":
        return attempt(
            request,
            lambda: ask_refresh(by=person_of(request), at=at),
            said=_("Asked for. The background worker begins within a minute."),
            back=reverse("desk:refresh"),
        )
    made = last_indexed()
    context = {"progress": progress(at), "waiting": waiting(), "made": moment_text(made) if made else ""}
    return render(request, "desk/refresh.html", context)
