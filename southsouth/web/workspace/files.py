"""The files of a record: what is there, one more, one less."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from southsouth.catalogue.actions.attachments import MOST, add_attachment, remove_attachment
from southsouth.catalogue.models.records import Kept, kind_of
from southsouth.catalogue.policies import may_attach, visible_attachments
from southsouth.files import FileRefused
from southsouth.web.deeds import form_page, sent
from southsouth.web.gates import members_only, person_of
from southsouth.web.words import said_in_words
from southsouth.web.workspace.forms.files import FileForm
from southsouth.web.workspace.owned import seen_record


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest, kind: str, ref: str) -> HttpResponse:
    """All files of a record, and the form for one more; a refused file leaves the title where it was typed."""
    kept = seen_record(request, kind, ref)
    if not may_attach(request.user, kept):
        raise Http404
    form = FileForm(sent(request), request.FILES if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and added(request, kept, form):
        messages.success(request, _("Added."))
        return HttpResponseRedirect(reverse("workspace:files", args=[kind, ref]))
    rows = visible_attachments(request.user).about(kept).there()
    context = {"kept": kept, "kind": kind, "form": form, "rows": rows, "full": len(rows) >= MOST}
    return form_page(request, "workspace/files.html", context)


def added(request: HttpRequest, kept: Kept, form: FileForm) -> bool:
    file = form.cleaned_data["file"]
    try:
        add_attachment(
            kept,
            title=form.cleaned_data["title"],
            language=form.cleaned_data["language"],
            name=file.name or "",
            data=file.read(),
            by=person_of(request),
            at=timezone.now(),
        )
    except FileRefused as refusal:
        form.add_error("file", said_in_words(refusal))
        return False
    return True


@require_POST
@members_only
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(visible_attachments(request.user).select_related("solution", "need"), pk=pk)
    kept = row.solution or row.need
    if kept is None or not may_attach(request.user, kept):
        raise Http404
    remove_attachment(row, by=person_of(request), at=timezone.now())
    messages.success(request, _("Taken away."))
    return HttpResponseRedirect(reverse("workspace:files", args=[kind_of(kept), kept.ref]))
