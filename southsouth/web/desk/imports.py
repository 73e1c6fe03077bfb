"""Files in: first a dry run that says what would happen to each row, then the import, all of it or nothing."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from southsouth.catalogue.actions.imports import import_adoptions, import_needs, import_solutions
from southsouth.events.actions import import_events
from southsouth.members.actions.imports import import_organisations
from southsouth.members.models import Person
from southsouth.reference.actions import import_countries, import_facts
from southsouth.tables.reading import read_rows
from southsouth.tables.report import Refused, Report
from southsouth.tables.rows import Form, Unreadable
from southsouth.tables.writing import write_table
from southsouth.web.deeds import form_page, sent
from southsouth.web.desk.forms.imports import ImportForm
from southsouth.web.desk.uploads import Outcome, Upload, find, keep, write_down
from southsouth.web.gates import person_of, secretariat_only
from southsouth.web.words.tables import refused_text, unreadable_text

IMPORTS: Mapping[str, Callable[..., Report]] = {
    "solutions": import_solutions,
    "needs": import_needs,
    "adoptions": import_adoptions,
    "organisations": import_organisations,
    "countries": import_countries,
    "facts": import_facts,
    "events": import_events,
}
SHOWN = 100
"""Refused rows and changed records named on the page; the file to download has all refused ones."""


@secretariat_only
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """Choose a file; sending it tries it without changing anything."""
    form = ImportForm(sent(request), request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return form_page(request, "desk/import.html", {"form": form})
    at, person = timezone.now(), person_of(request)
    upload = keep(form.cleaned_data["file"], kind=form.cleaned_data["kind"], person=person.pk, at=at)
    write_down(upload, run(upload, by=person, at=at, dry_run=True))
    return HttpResponseRedirect(reverse("desk:import-check", args=[upload.token]))


@secretariat_only
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, token: str) -> HttpResponse:
    """What the dry run found, and the button that imports; afterwards what was done."""
    upload, outcome = found(request, token)
    if request.method == "POST":
        if not outcome.done:
            take_in(request, upload)
        return HttpResponseRedirect(reverse("desk:import-check", args=[token]))
    return render(request, "desk/import_check.html", what_came_of(upload, outcome))


def take_in(request: HttpRequest, upload: Upload) -> None:
    """Import the file now, and write down what came of it."""
    outcome = run(upload, by=person_of(request), at=timezone.now(), dry_run=False)
    write_down(upload, outcome)
    if outcome.done:
        messages.success(request, _("Imported."))


def what_came_of(upload: Upload, outcome: Outcome) -> dict[str, object]:
    """A dry run or an import as its page tells it."""
    context: dict[str, object] = {"upload": upload, "outcome": outcome, "report": outcome.report, "shown": SHOWN}
    if outcome.unreadable is not None:
        context["unreadable"] = unreadable_text(outcome.unreadable)
    if outcome.report is not None:
        context["refused"] = [(each, plain_text(each)) for each in outcome.report.refused[:SHOWN]]
        context["bad_rows"] = len({each.row for each in outcome.report.refused})
    return context


@secretariat_only
@require_safe
def refused(request: HttpRequest, token: str) -> HttpResponse:
    """The rows that were not taken, as they came, each with what is wrong; to correct and send again."""
    upload, outcome = found(request, token)
    if outcome.report is None or outcome.report.good or not upload.file.exists():
        raise Http404
    file = io.BytesIO()
    write_table(bad_rows(upload, outcome.report), Form.CSV, file)
    response = HttpResponse(file.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{upload.kind}-to-correct.csv"'
    return response


def found(request: HttpRequest, token: str) -> tuple[Upload, Outcome]:
    kept = find(token, person=person_of(request).pk)
    if kept is None:
        raise Http404
    return kept


def run(upload: Upload, *, by: Person, at: datetime, dry_run: bool) -> Outcome:
    """Try or import the file. Where a row is refused, or the file cannot be read, nothing is changed."""
    try:
        report = IMPORTS[upload.kind](read_rows(upload.file, name=upload.name), by=by, at=at, dry_run=dry_run)
    except Unreadable as fault:
        return Outcome(done=False, unreadable=fault)
    return Outcome(done=report.good and not dry_run, report=report)


def plain_text(row: Refused) -> str:
    """What is wrong, without the place: the table shows it in its own columns."""
    return refused_text(Refused(0, "", row.code, {"column": row.column, **row.facts}))


def bad_rows(upload: Upload, report: Report) -> Iterator[dict[str, Any]]:
    wrong: dict[int, list[str]] = {}
    for each in report.refused:
        wrong.setdefault(each.row, []).append(f"{each.column}: {plain_text(each)}" if each.column else plain_text(each))
    for row in read_rows(upload.file, name=upload.name):
        if row.number in wrong:
            yield {"row": row.number, "problem": " ".join(wrong[row.number]), **row.values}
