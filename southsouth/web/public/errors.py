"""Pages for what went wrong: each says what to do next."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "public/error_bad_request.html", status=400)


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Also for what the reader has no right to see: both look alike."""
    return render(request, "public/error_missing.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    return render(request, "public/error_broken.html", status=500)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose secret does not fit: opened too long ago, or in another browser."""
    return render(request, "public/error_forged.html", status=403)
