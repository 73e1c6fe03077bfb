"""The form of a file of a record."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy

from southsouth.files import FileRefused
from southsouth.files.accept import KINDS, LARGEST
from southsouth.web.words import said_in_words


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
    language = forms.ChoiceField(
        required=False,
        choices=[("", gettext_lazy("I do not know")), *settings.LANGUAGES],
        label=gettext_lazy("Language"),
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
