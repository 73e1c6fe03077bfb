"""Which languages the content stands in, what is out of date, and what readers ask for."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from southsouth.catalogue.models.records import kind_of
from southsouth.catalogue.queries.translations import LanguageCount, language_counts, stale_translations, wanted
from southsouth.web.gates import secretariat_only


@secretariat_only
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    counts = language_counts()
    context = {
        "counts": [counts.get(code, LanguageCount(code, 0, 0, 0)) for code, _name in settings.LANGUAGES],
        "wanted": [(each, kind_of(each.record)) for each in wanted()],
        "stale": [(kept, kind_of(kept), language, n) for kept, language, n in stale_translations()],
    }
    return render(request, "desk/languages.html", context)
