"""From a button to a deed: done once, said in words, then another page."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.request import QueryDict
from django.shortcuts import render
from django.utils.functional import Promise

from southsouth.catalogue.lifecycle import AskedBefore, NotNow, NotReady, TooManyOpen
from southsouth.matching.lifecycle import NoLongerOpen, TooManySearches
from southsouth.web.words import said_in_words

REFUSALS = (NotNow, NotReady, NoLongerOpen, AskedBefore, TooManyOpen, TooManySearches)
"""What a deed says when it cannot be done; every other error is one."""


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with; ``None`` when the page is only opened."""
    return request.POST if request.method == "POST" else None


def attempt(request: HttpRequest, deed: Callable[[], object], *, said: str | Promise, back: str) -> HttpResponse:
    """Do it, tell what came of it on the page it leads to."""
    try:
        deed()
    except REFUSALS as refusal:
        messages.error(request, said_in_words(refusal))
    else:
        messages.success(request, str(said))
    return HttpResponseRedirect(back)


def form_page(request: HttpRequest, template: str, context: Mapping[str, object]) -> HttpResponse:
    """A page with a form (``form``); the answer says when something in it cannot be taken."""
    form = context.get("form")
    wrong = getattr(form, "wrong", None) or (isinstance(form, BaseForm) and bool(form.errors))
    return render(request, template, dict(context), status=422 if wrong else 200)


def confirm_page(request: HttpRequest, **context: object) -> HttpResponse:
    """A page that says what will happen before it does: ``heading``, ``lines``, ``button``, ``back``, ``form``."""
    return form_page(request, "confirm.html", context)
