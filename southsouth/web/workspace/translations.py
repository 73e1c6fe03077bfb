"""A record beside its translation: written, approved, drafted by a machine where there is one; and asked for."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from southsouth.catalogue.actions.translations import ask_for_translation, draft_by_machine, save_translations
from southsouth.catalogue.actions.translators import TranslatorFailed, translator
from southsouth.catalogue.lifecycle import TranslatedMeanwhile
from southsouth.catalogue.models import Translation
from southsouth.catalogue.models.records import Kept, kind_of
from southsouth.catalogue.models.translations import originals
from southsouth.catalogue.policies import may_ask_translation, may_send_out, may_translate
from southsouth.web.gates import members_only, person_of
from southsouth.web.words import word_of
from southsouth.web.words.versions import written_name
from southsouth.web.workspace.owned import seen_record

LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Row:
    """One text: the original, what stands or was typed, and what somebody else wrote meanwhile."""

    name: str
    label: str
    original: str
    text: str
    seen: str
    state: str
    stale: bool
    theirs: str | None = None
    fault: str = ""


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def translate(request: HttpRequest, kind: str, ref: str, language: str) -> HttpResponse:
    """The two languages beside each other."""
    kept = seen_record(request, kind, ref)
    if not may_translate(request.user, kept) or language == kept.language or language not in dict(settings.LANGUAGES):
        raise Http404
    here = reverse("workspace:translate", args=[kind, ref, language])
    if request.method == "POST":
        return drafted(request, kept, language, here) if "machine" in request.POST else saved(request, kept, language)
    return page(request, kept, language, rows_of(kept, language))


def page(request: HttpRequest, kept: Kept, language: str, rows: list[Row], status: int = 200) -> HttpResponse:
    context = {
        "kept": kept,
        "kind": kind_of(kept),
        "language": language,
        "rows": rows,
        "wrong": [row for row in rows if row.theirs is not None or row.fault],
        "machine": translator() if may_send_out(request.user, kept) else None,
        "done": sum(row.state == "approved" and not row.stale for row in rows),
    }
    return render(request, "workspace/translate.html", context, status=status)


def rows_of(kept: Kept, language: str) -> list[Row]:
    there = {row.field: row for row in Translation.objects.about(kept).filter(language=language)}
    return [row_of(name, original, there.get(name)) for name, original in originals(kept).items()]


def row_of(name: str, original: str, row: Translation | None) -> Row:
    text = row.text if row else ""
    state = row.state if row else ""
    return Row(name, written_name(name), original, text, text, state, row is not None and row.is_stale(original))


def saved(request: HttpRequest, kept: Kept, language: str) -> HttpResponse:
    """Save what was typed; on a refusal everything typed is still there."""
    rows = rows_of(kept, language)
    typed = {row.name: request.POST.get(row.name, "").replace("\r\n", "\n") for row in rows}
    seen = {row.name: request.POST.get(f"seen-{row.name}", "").replace("\r\n", "\n") for row in rows}
    if long := {name for name, text in typed.items() if len(text) > limit(name)}:
        faults = {name: _("The text is too long. Shorten it.") for name in long}
        return page(request, kept, language, typed_rows(rows, typed, {}, faults), 422)
    at, by, approve = timezone.now(), person_of(request), "approve" in request.POST
    try:
        save_translations(kept, language, typed, approve=approve, by=by, at=at, seen=seen)
    except TranslatedMeanwhile as refusal:
        return page(request, kept, language, typed_rows(rows, typed, dict(refusal.theirs), {}), 422)
    messages.success(request, _("Approved. Readers of this language see it now.") if approve else _("Saved."))
    return HttpResponseRedirect(reverse("workspace:translate", args=[kind_of(kept), kept.ref, language]))


def limit(name: str) -> int:
    return 200 if name == "title" else LONGEST


def typed_rows(rows: list[Row], typed: dict[str, str], theirs: dict[str, str], faults: dict[str, str]) -> list[Row]:
    """The rows with what was typed; where somebody else wrote, that is what was seen last."""
    return [
        Row(
            row.name,
            row.label,
            row.original,
            typed[row.name],
            theirs.get(row.name, row.seen),
            row.state,
            row.stale,
            theirs.get(row.name),
            faults.get(row.name, ""),
        )
        for row in rows
    ]


def drafted(request: HttpRequest, kept: Kept, language: str, here: str) -> HttpResponse:
    machine = translator()
    if machine is None or not may_send_out(request.user, kept):
        raise Http404
    try:
        made = draft_by_machine(kept, language, machine, by=person_of(request), at=timezone.now())
    except TranslatorFailed as refusal:
        messages.error(request, word_of("translator_fault", refusal.code))
    else:
        messages.success(
            request,
            _("Drafted by a machine. Read every line before you approve it.")
            if made
            else _("Nothing was left to draft."),
        )
    return HttpResponseRedirect(here)


@require_POST
@members_only
def ask(request: HttpRequest, kind: str, ref: str, language: str) -> HttpResponse:
    """Tell the secretariat that this record is wanted in a language."""
    kept = seen_record(request, kind, ref)
    if not may_ask_translation(request.user, kept) or language == kept.language:
        raise Http404
    if language not in dict(settings.LANGUAGES):
        raise Http404
    ask_for_translation(kept, language, by=person_of(request), at=timezone.now())
    messages.success(request, _("Thank you. The secretariat sees what is wanted in which language."))
    return HttpResponseRedirect(reverse(f"public:{kind}", args=[ref]))
