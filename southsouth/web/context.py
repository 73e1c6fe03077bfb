"""What every page knows beside its own records: where it is, and where it stands in the other languages."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils.translation import get_language

SECTIONS = {"solution": "solutions", "need": "needs", "trial": "needs", "country": "countries", "event": "events"}
"""The part of the site an address belongs to, where its name does not say so itself."""


@dataclass(frozen=True, slots=True)
class LanguageLink:
    code: str
    name: str
    url: str
    current: bool


def page(request: HttpRequest) -> dict[str, object]:
    """``languages``, ``section`` and ``demo`` for the frame of the page."""
    return {"languages": language_links(request), "section": section_of(request), "demo": settings.DEMO}


def language_links(request: HttpRequest) -> list[LanguageLink]:
    """The same page in every language; the home page where the address has no language."""
    here = request.get_full_path() if request.resolver_match else reverse("public:home")
    now = get_language()
    return [LanguageLink(code, name, translate_url(here, code), code == now) for code, name in settings.LANGUAGES]


def section_of(request: HttpRequest) -> str:
    match = request.resolver_match
    if match is None:
        return ""
    if match.app_name in ("workspace", "desk"):
        return match.app_name
    return SECTIONS.get(match.url_name or "", match.url_name or "")
