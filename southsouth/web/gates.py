"""Who may come in: the workspace is for whoever is signed in, the desk for the secretariat."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, cast
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from southsouth.members.models import Person
from southsouth.web.held import held

View = TypeVar("View", bound=Callable[..., HttpResponse])


def person_of(request: HttpRequest) -> Person:
    """Who is signed in, behind one of the gates below."""
    return cast(Person, request.user)


def members_only(view: View) -> View:
    """A visitor is asked to sign in first; what was typed before a sign-in ended comes along."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if request.method == "POST":
            return sign_in_first(request)
        here = urlencode({"next": request.get_full_path()})
        return HttpResponseRedirect(f"{reverse('public:sign-in')}?{here}")

    return cast(View, guarded)


def secretariat_only(view: View) -> View:
    """For everybody else the desk does not exist; an officer whose sign-in ended while typing loses nothing."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if getattr(request.user, "is_secretariat", False):
            return view(request, *args, **kwargs)
        if request.method == "POST" and not request.user.is_authenticated:
            return sign_in_first(request)
        raise Http404

    return cast(View, guarded)


def sign_in_first(request: HttpRequest) -> HttpResponse:
    """A page to sign in on, which carries what was typed; nothing of it is kept on the server."""
    context = {"held": held(request), "next": request.get_full_path(), "files": bool(request.FILES)}
    return render(request, "workspace/sign_in_first.html", context, status=403)
