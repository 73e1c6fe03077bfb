"""The files of a record: what is there, one more, one less."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from southsouth.catalogue.actions.attachments import MOST, add_attachment, remove_attachment
from southsouth.catalogue.models import Attachment, Need, Solution
from southsouth.catalogue.policies import may_attach
from southsouth.files import FileRefused
from southsouth.files.accept import KINDS, LARGEST
from southsouth.web.deeds import form_page, sent
from southsouth.web.gates import members_only, person_of
from southsouth.web.words import said_in_words
from southsouth.web.workspace.translations import record_of


class FileForm(forms.Form):
    """What the file shows, and the file."""

    title = forms.CharField(
        max_length=200,
        label=gettext_lazy("What it shows"),
        help_text=gettext_lazy(
            "For example: the form people fill in, the law it rests on, a photograph of the counter"
        ),
        error_messages={"required": gettext_lazy("Write what the file shows")},
    )
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "PDF, Word, Excel, PowerPoint, OpenDocument, CSV, text, PNG, JPEG or WebP, up to 5 MB. "
            "Pictures are written anew: place, time and camera are not kept."
        ),
        widget=forms.FileInput(attrs={"accept": ",".join(f".{ending}" for ending in KINDS)}),
        error_messages={
            "required": gettext_lazy("Choose a file"),
            "empty": gettext_lazy("The file is empty. Choose another one."),
        },
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST:
            raise forms.ValidationError(said_in_words(FileRefused("too_large", found=file.size, limit=LARGEST)))
        return file


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest, kind: str, ref: str) -> HttpResponse:
    """All files of a record, and the form for one more; a refused file leaves the title where it was typed."""
    kept = record_of(request, kind, ref)
    if not may_attach(request.user, kept):
        raise Http404
    form = FileForm(sent(request), request.FILES if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and added(request, kept, form):
        messages.success(request, _("Added."))
        return HttpResponseRedirect(reverse("workspace:files", args=[kind, ref]))
    rows = Attachment.objects.of(kept).there()
    context = {"kept": kept, "kind": kind, "form": form, "rows": rows, "full": len(rows) >= MOST}
    return form_page(request, "workspace/files.html", context)


def added(request: HttpRequest, kept: Need | Solution, form: FileForm) -> bool:
    file = form.cleaned_data["file"]
    try:
        add_attachment(
            kept,
            title=form.cleaned_data["title"],
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
    row = get_object_or_404(Attachment.objects.select_related("solution", "need"), pk=pk)
    kept = row.solution or row.need
    if kept is None or not may_attach(request.user, kept):
        raise Http404
    remove_attachment(row, by=person_of(request), at=timezone.now())
    messages.success(request, _("Taken away."))
    return HttpResponseRedirect(reverse("workspace:files", args=[kept._meta.model_name, kept.ref]))
