"""Published numbers: what each counts, its rows, and what was recorded before the platform beside it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from southsouth.figures.queries import COUNTED, figures, rows_of
from southsouth.web.paging import page_of
from southsouth.web.public.crumbs import crumbs
from southsouth.web.ready import for_everyone

ROWS = 50
RELATED = {
    "solutions": ("focus_area",),
    "needs": ("country",),
    "adoptions": ("solution", "exporter", "importer"),
    "events": ("country",),
    "countries": (),
}
"""What a row of each list names beside itself."""


@require_safe
@for_everyone
def index(request: HttpRequest) -> HttpResponse:
    found = figures(request.user)
    context = {
        "live": [figure for figure in found if figure.value is not None],
        "totals": sorted(
            (each.recorded for each in found if each.recorded), key=lambda total: (-total.value, total.name)
        ),
    }
    return render(request, "public/figures.html", context)


@require_safe
@for_everyone
def rows(request: HttpRequest, name: str) -> HttpResponse:
    """The rows behind one number, as far as the reader may open them."""
    if name not in COUNTED:
        raise Http404
    figure = next(each for each in figures(request.user) if each.name == name)
    found = rows_of(name, request.user)
    if RELATED[figure.kind]:
        found = found.select_related(*RELATED[figure.kind])
    if figure.kind == "solutions":
        found = found.prefetch_related("exporters__country")
    context = {
        "figure": figure,
        "crumbs": crumbs("public:figures", _("Figures")),
        "page": page_of(found, request, size=ROWS),
    }
    return render(request, "public/figure.html", context)
