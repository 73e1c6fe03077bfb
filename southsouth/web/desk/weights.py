"""The weights of the ranking: versions, a new one with a preview of what it moves, and which one is used."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from southsouth.matching.actions.preview import preview as previewed
from southsouth.matching.actions.weights import save_weights, use_weights
from southsouth.matching.queries import active_weights, weight_versions, weights_in
from southsouth.web.deeds import attempt, confirm_page, form_page, sent
from southsouth.web.desk.forms.weights import WeightsForm
from southsouth.web.gates import person_of, secretariat_only


@secretariat_only
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """The weights in use, all versions, and a form for a new one; sending it keeps the new version."""
    form = form_of(request, keep=True)
    if request.method == "POST" and form.is_valid():
        at = timezone.now()
        made = save_weights(form.weights(), note=form.cleaned_data["note"], by=person_of(request), at=at)
        messages.success(request, _("Kept as version %(number)s. It is not in use yet.") % {"number": made.version})
        return HttpResponseRedirect(reverse("desk:weights-use", args=[made.version]))
    return page(request, form)


@secretariat_only
@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """What these weights would move in the first ten of the newest needs; nothing is kept."""
    form = form_of(request, keep=False)
    if not form.is_valid():
        return page(request, form)
    return page(request, form, preview=previewed(form.weights(), by=person_of(request)))


def form_of(request: HttpRequest, *, keep: bool) -> WeightsForm:
    return WeightsForm(sent(request), values=weights_in(active_weights()).as_mapping(), keep=keep)


def page(request: HttpRequest, form: WeightsForm, **more: object) -> HttpResponse:
    context = {"form": form, "active": active_weights(), "versions": list(weight_versions()), **more}
    return form_page(request, "desk/weights.html", context)


@secretariat_only
@require_http_methods(["GET", "HEAD", "POST"])
def use(request: HttpRequest, version: int) -> HttpResponse:
    """Rank with this version from now on."""
    kept = get_object_or_404(weight_versions(), version=version)
    back = reverse("desk:weights")
    if request.method == "POST":
        said = _("Version %(number)s is in use. Every list is computed anew in the background.")
        return attempt(
            request,
            lambda: use_weights(kept, by=person_of(request), at=timezone.now()),
            said=said % {"number": version},
            back=reverse("desk:refresh"),
        )
    lines = [
        _("Why it was made: %(note)s") % {"note": kept.note},
        _("Every list of candidates is computed anew in the background. Answers given so far stay."),
        _("You can go back to any earlier version in the same way."),
    ]
    words = {"heading": _("Use version %(number)s?") % {"number": version}, "lines": lines, "button": _("Use it")}
    return confirm_page(request, back=back, **words)
