"""Saying that something in a published record is wrong: for members and visitors."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from southsouth.catalogue.actions.flags import raise_flag
from southsouth.catalogue.lifecycle import FlagKind
from southsouth.catalogue.models import Adoption, Flag, Need, Solution
from southsouth.catalogue.models.records import kind_of
from southsouth.catalogue.policies import may_flag, visible_adoptions, visible_needs, visible_solutions
from southsouth.web.deeds import REFUSALS, form_page, sent
from southsouth.web.public.tries import WINDOW, flagged, flags_too_many
from southsouth.web.public.writing import FlagForm
from southsouth.web.words import said_in_words


@require_http_methods(["GET", "HEAD", "POST"])
def flag(request: HttpRequest, kind: str, ref: str) -> HttpResponse:
    what = found(request, kind, ref)
    kept = what.solution if isinstance(what, Adoption) else what
    if not may_flag(request.user, kept):
        raise Http404
    form = FlagForm(sent(request))
    back = reverse(f"public:{kind_of(kept)}", args=[kept.ref])
    context = {"kept": kept, "adoption": what if isinstance(what, Adoption) else None, "form": form, "back": back}
    if request.method == "POST" and form.is_valid() and (raised := _raised(request, what, form)):
        if raised.by is None:
            return render(request, "public/flag_done.html", context)
        messages.success(request, _("Thank you. The secretariat looks at it, and you read here what it decides."))
        return HttpResponseRedirect(reverse("workspace:flag", args=[raised.ref]))
    return form_page(request, "public/flag.html", context)


def found(request: HttpRequest, kind: str, ref: str) -> Need | Solution | Adoption:
    """The record, if the reader sees it."""
    if kind == "solution":
        return get_object_or_404(visible_solutions(request.user), ref=ref)
    if kind == "need":
        return get_object_or_404(visible_needs(request.user), ref=ref)
    if kind == "adoption":
        return get_object_or_404(visible_adoptions(request.user).select_related("solution", "importer"), ref=ref)
    raise Http404


def _raised(request: HttpRequest, what: Need | Solution | Adoption, form: FlagForm) -> Flag | None:
    """The flag; ``None`` when it was refused, and the form says why. Visitors raise few in a quarter of an hour."""
    visitor = not request.user.is_authenticated
    if visitor and flags_too_many(request):
        words = _("Too many reports in a short time. Wait %(minutes)s minutes, then send it again.")
        form.add_error(None, words % {"minutes": WINDOW // 60})
        return None
    given = {**form.cleaned_data, "kind": FlagKind(form.cleaned_data["kind"])}
    try:
        raised = raise_flag(what, **given, by=request.user, at=timezone.now())
    except REFUSALS as refusal:
        form.add_error(None, said_in_words(refusal))
        return None
    if visitor:
        flagged(request)
    return raised
