"""Up to four solutions beside each other, line by line; the choice stands in the address and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from southsouth.catalogue.lifecycle import Measure
from southsouth.catalogue.models import Need, Result, Solution
from southsouth.catalogue.policies import visible_needs, visible_solutions
from southsouth.catalogue.queries import in_order_of
from southsouth.matching.queries import found_solutions, matches_of
from southsouth.members.policies import Actor, known
from southsouth.web.paging import address, without
from southsouth.web.public.crumbs import crumbs
from southsouth.web.public.facets import search_text
from southsouth.web.ready import for_everyone
from southsouth.web.told import told
from southsouth.web.words import name_of, word_of
from southsouth.web.words.numbers import day_text, list_text, money_text, number_text, year_text

MOST = 4
"""Solutions beside each other: more do not fit on a page, on paper or in a head."""
OFFERED = 8
"""Solutions offered for what was typed."""


@dataclass(frozen=True, slots=True)
class Line:
    """``cells``: what stands for each solution, in several pieces; ``own``: in the words of the record."""

    name: str | Promise
    cells: tuple[tuple[str, ...], ...]
    own: bool = False

    @property
    def equal(self) -> bool:
        return len(set(self.cells)) == 1


Read = Callable[[Solution], Sequence[str]]


@require_safe
@for_everyone
def index(request: HttpRequest) -> HttpResponse:
    asked = list(dict.fromkeys(request.GET.getlist("s")))
    solutions = chosen(asked[:MOST], request.user)
    differ = "differ" in request.GET
    needs = needs_of(request.user)
    need = next((each for each in needs if each.ref == request.GET.get("need")), None)
    lines = [*fits(solutions, need, request.user), *(line_of(solutions, *row) for row in ROWS)]
    context = {
        "solutions": [(each, without(request.GET, "s", each.ref)) for each in solutions],
        "lines": [line for line in lines if not (differ and line.equal)] if len(solutions) > 1 else lines,
        "equal": sum(line.equal for line in lines) if len(solutions) > 1 else 0,
        "differ": differ,
        "all": address(request.GET, differ=None),
        "differing": address(request.GET, differ="1"),
        "missing": len(asked[:MOST]) - len(solutions),
        "left_out": max(0, len(asked) - MOST),
        "asked": search_text(request),
        "offered": [] if len(solutions) >= MOST else offered(request, solutions),
        "kept": [("s", each.ref) for each in solutions],
        "full": len(solutions) >= MOST,
        "need": need,
        "needs": needs,
        "crumbs": crumbs("public:solutions", _("Solutions")),
    }
    return render(request, "public/beside.html", context)


def chosen(refs: Sequence[str], actor: Actor) -> list[Solution]:
    """The named solutions as far as the reader sees them, in the order they were named."""
    rows = visible_solutions(actor).shown().in_full().filter(ref__in=refs)
    return told(in_order_of(rows, refs, "ref"))


def offered(request: HttpRequest, solutions: Sequence[Solution]) -> list[tuple[Solution, str]]:
    """Solutions that speak of what was typed, each with the address that adds it."""
    text = search_text(request)
    if not text:
        return []
    there = [each.ref for each in solutions]
    found = [ref for ref in found_solutions(text, request.user) if ref not in there][:OFFERED]
    rows = in_order_of(visible_solutions(request.user).for_lists().filter(ref__in=found), found, "ref")
    return [(row, with_one_more(request, there, row.ref)) for row in rows]


def with_one_more(request: HttpRequest, there: Sequence[str], ref: str) -> str:
    query = request.GET.copy()
    query.setlist("s", [*there, ref])
    query.pop("q", None)
    return f"?{query.urlencode()}"


def needs_of(actor: Actor) -> list[Need]:
    """The needs of the reader's own organisation, to compare for."""
    person = known(actor)
    if person is None or person.organisation_id is None:
        return []
    return list(visible_needs(person).filter(organisation_id=person.organisation_id).order_by("-changed_at", "ref"))


def fits(solutions: Sequence[Solution], need: Need | None, actor: Actor) -> list[Line]:
    """How each fits one of the reader's needs, as its stored list says."""
    if need is None or not solutions:
        return []
    found = {match.solution_id: match for match in matches_of(need, actor).filter(solution__in=solutions)}
    cells = []
    for each in solutions:
        match = found.get(each.pk)
        cells.append(
            (f"{number_text(match.score, 0)} · {word_of('band', match.band)}",)
            if match
            else (_("Not among the candidates of this need"),)
        )
    return [Line(gettext_lazy("Fit with your need"), tuple(cells))]


def line_of(solutions: Sequence[Solution], name: Promise, read: Read, own: bool) -> Line:
    return Line(name, tuple(tuple(read(each)) for each in solutions), own)


def exporters(each: Solution) -> list[str]:
    return [name_of("country", row.country_id) for row in each.exporters.all()]


def proof(each: Solution) -> list[str]:
    return [word_of("evidence", each.evidence)] if each.evidence else []


def results(measure: Measure) -> Read:
    def read(each: Solution) -> list[str]:
        return [result_text(row) for row in each.results.all() if row.measure == measure]

    return read


def result_text(row: Result) -> str:
    """Days to a certificate: 30 → 2 days (2021)."""
    before, after = (_("not known") if value is None else number_text(value, 2) for value in (row.before, row.after))
    text = _("%(what)s: %(before)s → %(after)s %(unit)s")
    said = text % {"what": row.indicator, "before": before, "after": after, "unit": row.unit}
    return f"{said} ({year_text(row.year)})" if row.year else said


def cost(each: Solution) -> list[str]:
    low, high = each.cost_low_usd, each.cost_high_usd
    if low is None and high is None:
        return []
    if low is None or high is None or low == high:
        return [money_text(low if low is not None else high or 0)]
    return [_("%(low)s to %(high)s") % {"low": money_text(low), "high": money_text(high)}]


def capacity(each: Solution) -> list[str]:
    lines = []
    if each.visits_a_year is not None:
        lines.append(_("Visits hosted a year: %(number)s") % {"number": number_text(each.visits_a_year, 0)})
    if each.expert_days_a_year is not None:
        lines.append(_("Expert days a year: %(number)s") % {"number": number_text(each.expert_days_a_year, 0)})
    return lines


def taken_up(each: Solution) -> list[str]:
    names = dict.fromkeys(name_of("country", row.importer_id) for row in each.adoptions.all())
    return [list_text(sorted(names))] if names else []


ROWS: tuple[tuple[Promise, Read, bool], ...] = (
    (gettext_lazy("Exported by"), exporters, False),
    (gettext_lazy("Level of proof"), proof, False),
    (gettext_lazy("How far it has come"), lambda each: [word_of("step", each.step)] if each.step else [], False),
    (gettext_lazy("Time, before and after"), results(Measure.TIME), True),
    (gettext_lazy("Cost for people, before and after"), results(Measure.COST), True),
    (gettext_lazy("Visits, before and after"), results(Measure.VISITS), True),
    (gettext_lazy("Cost to start"), cost, False),
    (gettext_lazy("Cost to run"), lambda each: [each.running_cost] if each.running_cost else [], True),
    (gettext_lazy("Building blocks"), lambda each: [row.title for row in each.blocks.all()], True),
    (gettext_lazy("What a host must have"), lambda each: [row.text for row in each.preconditions.all()], True),
    (
        gettext_lazy("Languages of the material and the team"),
        lambda each: [list_text(name_of("language", code) for code in each.languages)] if each.languages else [],
        False,
    ),
    (gettext_lazy("Help the exporter gives"), lambda each: [word_of("help", code) for code in each.help_given], False),
    (gettext_lazy("Capacity a year"), capacity, False),
    (gettext_lazy("Who pays"), lambda each: [each.who_pays] if each.who_pays else [], True),
    (gettext_lazy("Licence"), lambda each: [each.licence] if each.licence else [], True),
    (gettext_lazy("Taken up in"), taken_up, False),
    (
        gettext_lazy("What went wrong, and what was learned"),
        lambda each: [each.failures] if each.failures else [],
        True,
    ),
    (
        gettext_lazy("Last confirmed"),
        lambda each: [day_text(each.confirmed_on)] if each.confirmed_on else [],
        False,
    ),
)
"""What is compared: its name, how it is read, and whether it is in the words of the record."""
