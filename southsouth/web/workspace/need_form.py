"""Writing a need: five short steps that save."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from southsouth.catalogue.actions.needs import missing_for_submission, save_need, start_need
from southsouth.catalogue.lifecycle import EDITABLE_NEEDS, NeedState, NotNow
from southsouth.catalogue.models import Need
from southsouth.catalogue.policies import may_write_needs, visible_needs
from southsouth.catalogue.queries.selfcheck import second_look
from southsouth.members.models import Person
from southsouth.reference.models import Country
from southsouth.reference.queries import known_facts
from southsouth.web.gates import members_only, person_of
from southsouth.web.words import fact_name, fact_value, said_in_words
from southsouth.web.words.numbers import year_text
from southsouth.web.workspace.alike import like_ones
from southsouth.web.workspace.flow import CHECK, Flow, Parts, Values, go_on, saved_at, step_page, take_step
from southsouth.web.workspace.forms.needs import STEPS, Context, Problem
from southsouth.web.workspace.forms.steps import Step
from southsouth.web.workspace.once import started_just_now
from southsouth.web.workspace.owned import own_need

SHOWN_FACTS = (
    "internet_users_pct",
    "electricity_access_rural_pct",
    "adult_literacy_pct",
    "account_ownership_pct",
    "egdi",
    "gtmi_national_id",
    "gtmi_data_protection_law",
    "gtmi_digital_signature",
    "gtmi_service_bus",
)
"""What is known of the country and decides most about what must be adapted."""
STEP_OF = {"title": "problem", "problem": "problem", "country": "context"}


def _save(need: Need, values: Values, _parts: Parts, by: Person, at: datetime, seen: datetime, _note: str) -> None:
    save_need(need, values, by=by, at=at, seen=seen)


FLOW = Flow("need", STEPS, _save)


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """The first step; a draft exists once it is sent."""
    person = person_of(request)
    if not may_write_needs(person):
        raise Http404
    at = timezone.now()
    if request.method != "POST":
        form = Problem(today=at.date(), initial={"language": get_language()})
        return step_page(request, FLOW, None, form)
    sent = request.POST.copy()
    sent.setdefault("language", get_language() or "en")
    form = Problem(sent, later="later" in sent, today=at.date())
    if not form.is_valid():
        return step_page(request, FLOW, None, form)
    values = form.values()
    with started_just_now(visible_needs(person), person, str(values["title"]), at=at) as before:
        need = before or start_need(values, by=person, at=at)
    return go_on(request, FLOW, need, form.slug)


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, ref: str, step: str) -> HttpResponse:
    """One step of a need that is being written."""
    need = own_need(request, ref)
    kind = FLOW.kind(step)
    if kind is None and step != CHECK:
        raise Http404
    if request.method == "POST" and kind is not None:
        return take_step(request, FLOW, need, kind, **beside(need, kind))
    if need.state not in EDITABLE_NEEDS:
        messages.error(request, said_in_words(NotNow(NeedState(need.state), NeedState.DRAFT)))
        return redirect("workspace:need", ref=ref)
    if kind is None:
        return check(request, need)
    more = beside(need, kind) | like_ones(request, need, FLOW.second(kind))
    return step_page(request, FLOW, need, kind(record=need, today=timezone.now().date()), **more)


WRITTEN_IN = {
    **dict.fromkeys(("title", "problem", "tried"), "problem"),
    **dict.fromkeys(("sufferers", "success"), "people"),
}
"""The step in which each text is written."""


def check(request: HttpRequest, need: Need) -> HttpResponse:
    """Everything that was written, what is still missing, and the button that sends it."""
    today = timezone.now().date()
    written = [(FLOW.url(need, kind.slug), kind(record=need, today=today)) for kind in STEPS]
    missing = [(code, FLOW.url(need, STEP_OF[code])) for code in missing_for_submission(need)]
    advice = [(each, FLOW.url(need, WRITTEN_IN[each.field])) for each in second_look(need)]
    context = {"kept": need, "saved": saved_at(need), "links": FLOW.links(need, CHECK), "advice": advice}
    context |= like_ones(request, need, need.state in EDITABLE_NEEDS) | {"again": need.versions.exists()}
    return render(request, "workspace/need_check.html", {**context, "written": written, "missing": missing})


def beside(need: Need, kind: type[Step]) -> dict[str, object]:
    """What is known of the country, beside the questions about the context."""
    if kind is not Context or need.country_id is None:
        return {}
    country = Country.objects.with_facts(SHOWN_FACTS).get(pk=need.country_id)
    known = known_facts(country)
    lines: list[tuple[str, object, int | None]] = [("legal_components", country.legal_components, None)]
    lines += [
        (code, fact.value, fact.year) if (fact := known.get(code)) else (code, None, None) for code in SHOWN_FACTS
    ]
    facts = [(fact_name(code), fact_value(code, value), year_text(year) if year else "") for code, value, year in lines]
    return {"country": country, "facts": facts}
