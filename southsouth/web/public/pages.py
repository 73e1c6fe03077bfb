"""Pages of standing text: how ranking works, sources, accessibility, privacy, help."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from southsouth.engine.fit.score import GOOD, PARTIAL, STRONG
from southsouth.matching.queries import active_weights, weights_in
from southsouth.reference.models import all_credits
from southsouth.web.ready import for_everyone


@require_safe
@for_everyone
def method(request: HttpRequest) -> HttpResponse:
    """The parts of the score and the weights in force."""
    weights = active_weights()
    context = {
        "weights": weights,
        "values": weights_in(weights).as_mapping(),
        "strong": STRONG,
        "good": GOOD,
        "partial": PARTIAL,
    }
    return render(request, "public/method.html", context)


@require_safe
@for_everyone
def credits_page(request: HttpRequest) -> HttpResponse:
    return render(request, "public/credits.html", {"credits": all_credits().values()})


@require_safe
@for_everyone
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "public/accessibility.html")


@require_safe
@for_everyone
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "public/privacy.html", {"days": settings.SESSION_COOKIE_AGE // 86400})


@require_safe
@for_everyone
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "public/help.html", {"contact": settings.SECURITY_CONTACT})
