"""Private by default: no shared cache keeps a page unless its view said it is public and nobody is signed in."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

PUBLIC = "public, max-age=60, stale-while-revalidate=600"
PRIVATE = "private, no-store"


class PrivateByDefault:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        known = settings.SESSION_COOKIE_NAME in request.COOKIES
        if known or response.cookies or not response.has_header("Cache-Control"):
            response["Cache-Control"] = PRIVATE
        patch_vary_headers(response, ["Cookie"])
        return response
