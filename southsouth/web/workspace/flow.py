"""The way through a long form: steps that save, the page of one step, two people who write at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from southsouth.catalogue.actions.moves import ChangedMeanwhile
from southsouth.catalogue.lifecycle import SHOWN_SOLUTIONS, NotNow, NotReady
from southsouth.ledger.models import Entry
from southsouth.members.models import Person
from southsouth.web.deeds import form_page
from southsouth.web.gates import person_of
from southsouth.web.words import said_in_words
from southsouth.web.words.numbers import moment_text
from southsouth.web.workspace.forms.steps import Step

CHECK = "check"
Values = Mapping[str, object]
Parts = Mapping[str, Sequence[Mapping[str, object]]]
CHECK_NAME = gettext_lazy("Check and send")
Save = Callable[[Any, Values, Parts, Person, datetime, datetime, str], Any]
"""The deed behind a step: record, fields, lists of parts, who, when, when what the writer saw had last changed, and
what the writer says about the change."""
NOTE, LONGEST_NOTE = "version_note", 1000


class StepState(StrEnum):
    DONE = "done"
    NOW = "now"
    TO_DO = "to_do"


@dataclass(frozen=True, slots=True)
class StepLink:
    number: int
    name: str | Promise
    url: str
    state: StepState


@dataclass(frozen=True, slots=True)
class Flow:
    """A long form: ``record`` is the word its addresses begin with."""

    record: str
    steps: Sequence[type[Step]]
    save: Save

    def url(self, kept: Any, step: str) -> str:
        return reverse(f"workspace:{self.record}-edit", args=[kept.ref, step])

    def kind(self, slug: str) -> type[Step] | None:
        return next((step for step in self.steps if step.slug == slug), None)

    def second(self, kind: type[Step]) -> bool:
        """Whether this is the step one comes to once the first is saved."""
        return self.steps[1] is kind

    def after(self, slug: str) -> str:
        slugs = [*(step.slug for step in self.steps), CHECK]
        return slugs[slugs.index(slug) + 1]

    def first_open(self, kept: Any) -> str:
        """The first step nobody has begun, else the last one."""
        return next((step.slug for step in self.steps if not step.begun(kept)), CHECK)

    def links(self, kept: Any | None, now: str) -> list[StepLink]:
        """Every step with its state; the first visit has no addresses yet."""
        names = [*((step.slug, step.name) for step in self.steps), (CHECK, CHECK_NAME)]
        begun = {step.slug for step in self.steps if kept is not None and step.begun(kept)}
        return [
            StepLink(number, name, self.url(kept, slug) if kept is not None else "", _state(slug, now, begun))
            for number, (slug, name) in enumerate(names, start=1)
        ]


def _state(slug: str, now: str, begun: set[str]) -> StepState:
    if slug == now:
        return StepState.NOW
    return StepState.DONE if slug in begun else StepState.TO_DO


def step_page(request: HttpRequest, flow: Flow, kept: Any | None, form: Step, **more: object) -> HttpResponse:
    """The page of one step, with what is typed and what is wrong with it."""
    links = flow.links(kept, form.slug)
    here = next(link for link in links if link.state == StepState.NOW)
    context = {"kept": kept, "form": form, "links": links, "here": here, "stamp": form["seen"].value() or ""}
    context |= {"like": [], "like_part": f"parts/like_{flow.record}s.html"}
    context["paper"] = reverse(f"public:{flow.record}-paper")
    context |= {"noted": kept is not None and kept.state in SHOWN_SOLUTIONS, "note": note_of(request)}
    return form_page(request, "workspace/step.html", {**context, "saved": saved_at(kept), **more})


def note_of(request: HttpRequest) -> str:
    """What the writer says about a change, for the version it makes."""
    return request.POST.get(NOTE, "").strip()[:LONGEST_NOTE]


def saved_at(kept: Any | None) -> str:
    return moment_text(kept.changed_at) if kept is not None else ""


def take_step(request: HttpRequest, flow: Flow, kept: Any, kind: type[Step], **more: object) -> HttpResponse:
    """Save a step that was sent, and go on; or show it again with everything typed."""
    at = timezone.now()
    form = kind(request.POST, record=kept, later="later" in request.POST, today=at.date())
    if not form.is_valid():
        return step_page(request, flow, kept, form, **more)
    try:
        _save(flow, kept, form, person_of(request), at, note_of(request))
    except ChangedMeanwhile as changed:
        return merge_page(request, flow, changed.theirs, form)
    except (NotNow, NotReady) as refusal:
        form.add_error(None, said_in_words(refusal))
        return step_page(request, flow, kept, form, **more)
    return go_on(request, flow, kept, form.slug)


def _save(flow: Flow, kept: Any, form: Step, by: Person, at: datetime, note: str) -> None:
    """Save. Where somebody else wrote meanwhile, save only what was changed here, unless both changed the same."""
    try:
        flow.save(kept, form.values(), form.children(), by, at, form.seen_at(), note)
    except ChangedMeanwhile as changed:
        if form.conflicts(changed.theirs):
            raise
        names = form.changed_here()
        values = {name: value for name, value in form.values().items() if name in names}
        parts = {name: rows for name, rows in form.children().items() if name in names}
        flow.save(kept, values, parts, by, at, changed.theirs.changed_at, note)


def go_on(request: HttpRequest, flow: Flow, kept: Any, slug: str) -> HttpResponse:
    """To the record when the writer comes back later, to the same step for one more row, else to the next step."""
    if "later" in request.POST:
        return HttpResponseRedirect(reverse(f"workspace:{flow.record}", args=[kept.ref]))
    if rows := request.POST.get("more"):
        return HttpResponseRedirect(f"{flow.url(kept, slug)}#{rows}-new")
    return HttpResponseRedirect(flow.url(kept, flow.after(slug)))


def merge_page(request: HttpRequest, flow: Flow, theirs: Any, form: Step) -> HttpResponse:
    """Both texts, when two people wrote the same step: nothing is saved until somebody has read them."""
    last = Entry.objects.about(flow.record, theirs.ref).select_related("by").last()
    merged = form.merged(theirs)
    taken = form.changed_by(theirs) - form.changed_here()
    context = {
        "lines": merged.lines(theirs, form.conflicts(theirs), taken),
        "writer": last.by if last else None,
        "stamp": form.stamp(theirs),
        "note": note_of(request),
        "links": flow.links(theirs, form.slug),
        "saved": saved_at(theirs),
    }
    return render(request, "workspace/merge.html", context, status=409)
