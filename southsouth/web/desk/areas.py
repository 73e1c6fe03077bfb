"""Focus areas and their topics: names in every language, order, which are in use."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from southsouth.reference.actions import (
    NotAccepted,
    reorder_focus_areas,
    reorder_topics,
    restore,
    retire,
    save_focus_area,
    save_topic,
)
from southsouth.reference.models import FocusArea, Topic
from southsouth.web.deeds import form_page, sent
from southsouth.web.desk.forms.areas import AreaForm, ThemeForm, TopicForm
from southsouth.web.gates import person_of, secretariat_only
from southsouth.web.words import area_faults

UP, DOWN = -1, 1
Theme = TypeVar("Theme", FocusArea, Topic)


def here(area: FocusArea) -> str:
    return reverse("desk:area", args=[area.slug])


@secretariat_only
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """All areas in their order; a button moves one up or down."""
    areas = list(FocusArea.objects.prefetch_related("topics").order_by("position", "slug"))
    if request.method == "POST":
        slugs = moved(request, [area.slug for area in areas])
        deed = lambda: reorder_focus_areas(slugs, by=person_of(request), at=timezone.now())  # noqa: E731
        return tried(request, deed, reverse("desk:areas"), _("The order is saved."))
    return render(request, "desk/areas.html", {"areas": areas})


@secretariat_only
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    return area_page(request, None)


@secretariat_only
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    return area_page(request, get_object_or_404(FocusArea, slug=slug))


def area_page(request: HttpRequest, area: FocusArea | None) -> HttpResponse:
    """The names of an area, and its topics."""
    form = AreaForm(sent(request), theme=area)
    if request.method == "POST" and form.is_valid():

        def deed() -> FocusArea:
            return save_focus_area(
                area,
                names=form.names(),
                summaries=form.summaries(),
                slug=form.slug(),
                by=person_of(request),
                at=timezone.now(),
            )

        if saved := accepted(form, deed):
            messages.success(request, _("Saved."))
            return HttpResponseRedirect(here(saved))
    topics = list(area.topics.order_by("position", "slug")) if area else []
    return form_page(request, "desk/area.html", {"area": area, "form": form, "topics": topics})


@secretariat_only
@require_POST
def use(request: HttpRequest, slug: str) -> HttpResponse:
    """Offer an area no longer, or again."""
    area = get_object_or_404(FocusArea, slug=slug)
    return tried(request, switch(request, area), here(area), _("Saved."))


@secretariat_only
@require_POST
def order(request: HttpRequest, slug: str) -> HttpResponse:
    """Move a topic up or down."""
    area = get_object_or_404(FocusArea, slug=slug)
    slugs = moved(request, list(area.topics.order_by("position", "slug").values_list("slug", flat=True)))
    deed = lambda: reorder_topics(area, slugs, by=person_of(request), at=timezone.now())  # noqa: E731
    return tried(request, deed, here(area), _("The order is saved."))


@secretariat_only
@require_http_methods(["GET", "HEAD", "POST"])
def new_topic(request: HttpRequest, slug: str) -> HttpResponse:
    return topic_page(request, get_object_or_404(FocusArea, slug=slug), None)


@secretariat_only
@require_http_methods(["GET", "HEAD", "POST"])
def topic(request: HttpRequest, slug: str, topic: str) -> HttpResponse:
    kept = get_object_or_404(Topic.objects.select_related("area"), area__slug=slug, slug=topic)
    return topic_page(request, kept.area, kept)


def topic_page(request: HttpRequest, area: FocusArea, kept: Topic | None) -> HttpResponse:
    form = TopicForm(sent(request), area=area, theme=kept)
    if request.method == "POST" and form.is_valid():

        def deed() -> Topic:
            at, by = timezone.now(), person_of(request)
            return save_topic(kept, area=form.area(), names=form.names(), slug=form.slug(), by=by, at=at)

        if saved := accepted(form, deed):
            messages.success(request, _("Saved."))
            return HttpResponseRedirect(here(saved.area))
    return form_page(request, "desk/topic.html", {"area": area, "topic": kept, "form": form})


@secretariat_only
@require_POST
def use_topic(request: HttpRequest, slug: str, topic: str) -> HttpResponse:
    kept = get_object_or_404(Topic.objects.select_related("area"), area__slug=slug, slug=topic)
    return tried(request, switch(request, kept), here(kept.area), _("Saved."))


def switch(request: HttpRequest, theme: Theme) -> Callable[[], object]:
    if theme.active:
        return lambda: retire(theme, by=person_of(request), at=timezone.now())
    return lambda: restore(theme, by=person_of(request), at=timezone.now())


def moved(request: HttpRequest, slugs: Sequence[str]) -> list[str]:
    """The order asked for: the named one goes one place up or down. At the end of the list nothing moves."""
    order = list(slugs)
    for step, name in ((UP, "up"), (DOWN, "down")):
        slug = request.POST.get(name)
        if slug in order and 0 <= order.index(slug) + step < len(order):
            place = order.index(slug)
            order[place], order[place + step] = order[place + step], order[place]
    return order


def tried(request: HttpRequest, deed: Callable[[], object], back: str, said: str) -> HttpResponse:
    try:
        deed()
    except NotAccepted as fault:
        for _field, words in area_faults(fault.faults):
            messages.error(request, words)
    else:
        messages.success(request, said)
    return HttpResponseRedirect(back)


def accepted(form: ThemeForm, deed: Callable[[], Theme]) -> Theme | None:
    """What the deed made; ``None`` when it was not accepted, and the form says why."""
    try:
        return deed()
    except NotAccepted as fault:
        for field, words in area_faults(fault.faults):
            form.add_error(field if field in form.fields else None, words)
        return None
