"""Addresses without a language: the root, health, and what crawlers ask for."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request, override
from django.views.decorators.http import require_safe

from southsouth.web.private import PUBLIC
from southsouth.web.public.listing import public_addresses

PRIVATE_PLACES = ("workspace", "desk", "endorse")


@require_safe
def root(request: HttpRequest) -> HttpResponse:
    """To the home page in the reader's language: the choice made before, else what the browser asks for."""
    with override(get_language_from_request(request)):
        response = HttpResponseRedirect(reverse("public:home"))
    patch_vary_headers(response, ["Accept-Language"])
    return response


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    return _plain("alive")


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """The database answers and has every migration."""
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return _plain("the database does not answer", status=503)
    return _plain("migrations are waiting", status=503) if waiting else _plain("ready")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    private = [
        f"Disallow: /{code}/{place}/" for code, _ in settings.LANGUAGES for place in ("workspace", "desk", "endorse")
    ]
    return _plain("\n".join(["User-agent: *", *private, f"Sitemap: {settings.SITE_URL}/sitemap.xml", ""]))


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """RFC 9116; the expiry is kept a year ahead."""
    contact = f"mailto:{settings.SECURITY_CONTACT}" if settings.SECURITY_CONTACT else f"{settings.SITE_URL}/en/help/"
    expires: datetime = (timezone.now() + timedelta(days=365)).replace(microsecond=0)
    lines = [f"Contact: {contact}", f"Expires: {expires.isoformat()}", "Preferred-Languages: en, fr", ""]
    return _plain("\n".join(lines))


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public address in every language."""
    places = [f"<url><loc>{settings.SITE_URL}{address}</loc></url>" for address in public_addresses()]
    head = '<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    response = HttpResponse(head + "".join(places) + "</urlset>", content_type="application/xml")
    response["Cache-Control"] = PUBLIC
    return response


def _plain(text: str, status: int = 200) -> HttpResponse:
    return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")
