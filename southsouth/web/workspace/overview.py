"""What waits for the reader, in the order in which it should be done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from southsouth.catalogue.lifecycle import EDITABLE_NEEDS, NeedState, SolutionState
from southsouth.catalogue.models import Need, Solution
from southsouth.catalogue.policies import visible_needs, visible_solutions
from southsouth.matching.lifecycle import Answer, Side
from southsouth.matching.models import Interest, Match
from southsouth.matching.policies import visible_interests
from southsouth.matching.queries import waiting_for_exporter
from southsouth.members.models import Person
from southsouth.web.words import word_of
from southsouth.web.words.numbers import day_text, number_text

CLOCK = timedelta(days=14)
"""How long a side has to answer."""
MOST = 30
"""Records of one kind on the page."""


@dataclass(frozen=True, slots=True)
class Task:
    """One line: what, where it is done, and a word for its state (``tone`` is the colour of the word)."""

    title: str
    url: str
    word: str
    tone: str = ""
    why: str = ""
    language: str = ""


def own_needs(person: Person) -> list[Need]:
    rows = visible_needs(person).filter(organisation=person.organisation_id)
    return list(rows.in_full().order_by("-changed_at", "ref")[:MOST])


def own_solutions(person: Person) -> list[Solution]:
    rows = visible_solutions(person).filter(organisation=person.organisation_id)
    return list(rows.for_lists().prefetch_related("results").order_by("-changed_at", "ref")[:MOST])


def to_answer(person: Person, at: datetime) -> list[Task]:
    """Importers who said yes and wait for the reader's organisation."""
    return [_asked(match, at) for match in waiting_for_exporter(person)[:MOST]]


def _asked(match: Any, at: datetime) -> Task:
    until: datetime = match.asked_at + CLOCK
    late = until < at
    word = _("Late") if late else _("Answer by %(day)s") % {"day": day_text(until)}
    why = _("Asks for “%(solution)s”") % {"solution": match.solution.title}
    url = f"{reverse('workspace:match-answer', args=[match.pk])}?side={Side.EXPORTER.value}"
    return Task(match.need.title, url, word, "bad" if late else "give", why, match.need.language)


def promises(person: Person) -> list[Task]:
    """Where the reader's organisation said yes: both sides, or waiting for the other one."""
    own = person.organisation_id
    ours = Q(side=Side.IMPORTER, match__need__organisation=own) | Q(
        side=Side.EXPORTER, match__solution__organisation=own
    )
    seen = Prefetch("match__interests", queryset=visible_interests(person))
    said = visible_interests(person).filter(ours, answer=Answer.YES)
    rows = said.select_related("match__need", "match__solution").prefetch_related(seen).order_by("-at", "pk")
    return [_promise(interest) for interest in rows[:MOST]]


def _promise(interest: Interest) -> Task:
    match, side = interest.match, Side(interest.side)
    others = [each for each in match.interests.all() if each.side != side]
    mutual = any(each.answer == Answer.YES for each in others)
    importer = side == Side.IMPORTER
    title, language = (
        (match.solution.title, match.solution.language) if importer else (match.need.title, match.need.language)
    )
    page = (
        reverse("workspace:need", args=[match.need.ref])
        if importer
        else reverse("workspace:solution", args=[match.solution.ref])
    )
    if mutual:
        word, tone = _("Both said yes"), "good"
    else:
        word, tone = (_("The other side said no"), "") if others else (_("Waiting for the other side"), "give")
    why = (
        _("For your need “%(need)s”") % {"need": match.need.title}
        if importer
        else _("From your “%(solution)s”") % {"solution": match.solution.title}
    )
    return Task(title, f"{page}#match-{match.pk}", word, tone, why, language)


def drafts(needs: Sequence[Need], solutions: Sequence[Solution]) -> list[Task]:
    """What is not sent yet; what came back with a question comes first."""
    found = [_draft(need, "need", "need_state") for need in needs if need.state in EDITABLE_NEEDS]
    found += [_draft(each, "solution", "solution_state") for each in solutions if each.state == SolutionState.DRAFT]
    return sorted(found, key=lambda task: task.tone != "bad")


def _draft(kept: Need | Solution, record: str, kind: str) -> Task:
    url = reverse(f"workspace:{record}", args=[kept.ref])
    if kept.triage_reason:
        return Task(kept.title, url, _("Sent back with a question"), "bad", kept.triage_reason, kept.language)
    label = _("Need") if record == "need" else _("Solution")
    return Task(kept.title, url, word_of(kind, kept.state).capitalize(), "give", label, kept.language)


def new_candidates(needs: Sequence[Need], found: Mapping[int, int]) -> list[Task]:
    """Open needs with candidates the organisation has not answered yet."""
    open_needs = [need for need in needs if need.state == NeedState.OPEN]
    said = Match.objects.live().filter(need__in=[need.pk for need in open_needs], interests__side=Side.IMPORTER)
    answered = Counter(said.values_list("need", flat=True))
    left = [(need, found.get(need.pk, 0) - answered[need.pk]) for need in open_needs]
    return [_candidates(need, count) for need, count in left if count > 0]


def _candidates(need: Need, count: int) -> Task:
    word = ngettext("%(number)s candidate", "%(number)s candidates", count) % {"number": number_text(count, 0)}
    return Task(need.title, reverse("workspace:need", args=[need.ref]), word, "take", "", need.language)


def improvements(needs: Sequence[Need], solutions: Sequence[Solution], found: Mapping[int, int]) -> list[Task]:
    """What would bring the most next: each with its reason."""
    return [
        *(task for each in solutions for task in _of_solution(each)),
        *(task for need in needs for task in _of_need(need, found)),
    ]


def _of_solution(solution: Solution) -> Iterator[Task]:
    page = reverse("workspace:solution", args=[solution.ref])
    if solution.state == SolutionState.DUE:
        yield Task(
            solution.title, page, _("Confirm it"), "bad", _("A year has passed. Is it still true?"), solution.language
        )
    if solution.state not in (SolutionState.PUBLISHED, SolutionState.DUE):
        return
    if solution.visits_a_year is None and solution.expert_days_a_year is None:
        edit = reverse("workspace:solution-edit", args=[solution.ref, "terms"])
        yield Task(
            solution.title,
            edit,
            _("Say what you can give"),
            "",
            _("Importers see first whether you have time."),
            solution.language,
        )
    if not solution.results.all():
        edit = reverse("workspace:solution-edit", args=[solution.ref, "proof"])
        yield Task(
            solution.title, edit, _("Add a result"), "", _("Time, cost and visits saved weigh most."), solution.language
        )


def _of_need(need: Need, found: Mapping[int, int]) -> Iterator[Task]:
    page = reverse("workspace:need", args=[need.ref])
    if need.state == NeedState.OPEN and not found.get(need.pk):
        why = _("Say more about the problem, or ask the secretariat to look.")
        yield Task(need.title, page, _("No candidate yet"), "bad", why, need.language)
    if need.state not in EDITABLE_NEEDS:
        return
    if need.budget_usd is None or need.deadline is None or not need.owner:
        edit = reverse("workspace:need-edit", args=[need.ref, "help"])
        yield Task(
            need.title, edit, _("Add owner, money and date"), "", _("Such needs are answered first."), need.language
        )
    if not need.success:
        edit = reverse("workspace:need-edit", args=[need.ref, "people"])
        yield Task(
            need.title,
            edit,
            _("Say what success looks like"),
            "",
            _("Exporters read this before they answer."),
            need.language,
        )
