"""Signing in and out: e-mail and password, few tries at a time, and the way back to where one wanted to go."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from southsouth.members.models import Person
from southsouth.web.held import let_go
from southsouth.web.public.demo import sign_ins
from southsouth.web.public.forms import SignInForm
from southsouth.web.public.tries import WINDOW, forgive, too_many, tried

MINUTES = WINDOW // 60


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request, SignInForm(initial={"next": request.GET.get("next", "")}))
    form = SignInForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    email = form.cleaned_data["email"]
    if too_many(request, email):
        form.add_error(None, _("Too many tries. Wait %(minutes)s minutes, then try again.") % {"minutes": MINUTES})
        return _page(request, form, status=429)
    person = authenticate(request, username=email, password=form.cleaned_data["password"])
    if not isinstance(person, Person):
        tried(request, email)
        form.add_error(None, _("This e-mail address and this password do not belong together. Check both."))
        return _page(request, form, status=422)
    forgive(request, email)
    login(request, person)
    return _onward(request, form.cleaned_data["next"], form.cleaned_data["held"])


def _page(request: HttpRequest, form: SignInForm, status: int = 200) -> HttpResponse:
    context = {"form": form, "sign_ins": sign_ins() if settings.DEMO else ()}
    response = render(request, "public/sign_in.html", context, status=status)
    if status == 429:
        response["Retry-After"] = str(WINDOW)
    return response


def _onward(request: HttpRequest, wanted: str, token: str) -> HttpResponse:
    """Where the person wanted to go, in the language of the page; with what was typed, a page to send it from."""
    typed = let_go(token) if token else None
    if typed is not None and safe(request, typed.path):
        return render(request, "public/send_again.html", {"typed": typed})
    if wanted and safe(request, wanted):
        return HttpResponseRedirect(wanted)
    return HttpResponseRedirect(reverse("workspace:home"))


def safe(request: HttpRequest, address: str) -> bool:
    """Only addresses of this site are gone to."""
    return address.startswith("/") and url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    """GET asks, POST does."""
    if request.method == "POST":
        logout(request)
        return redirect("public:home")
    if not request.user.is_authenticated:
        return redirect("public:home")
    return render(request, "public/sign_out.html")
