"""A file to take rows from."""

from __future__ import annotations

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from southsouth.web.large import MOST
from southsouth.web.words.numbers import number_text

KINDS = (
    ("solutions", gettext_lazy("Solutions")),
    ("needs", gettext_lazy("Needs")),
    ("adoptions", gettext_lazy("Imports of solutions")),
    ("organisations", gettext_lazy("Organisations")),
    ("countries", gettext_lazy("Countries")),
    ("facts", gettext_lazy("Country facts")),
    ("events", gettext_lazy("Events")),
)


class ImportForm(forms.Form):
    """What the rows are, and the file."""

    kind = forms.ChoiceField(
        choices=KINDS,
        widget=forms.RadioSelect,
        label=gettext_lazy("What is in the file?"),
        error_messages={"required": gettext_lazy("Choose what is in the file")},
    )
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "CSV, XLSX or JSON Lines, up to 20 MB. The kind is told by its content, not by its name."
        ),
        error_messages={
            "required": gettext_lazy("Choose a file"),
            "empty": gettext_lazy("The file is empty. Choose a file with a row of headings and rows below it."),
        },
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MOST:
            sizes = {
                "found": number_text((file.size or 0) / 1_000_000),
                "limit": number_text(MOST // 1_000_000),
            }
            raise forms.ValidationError(
                _("The file has %(found)s MB; at most %(limit)s MB are taken. Split it into several files."),
                params=sizes,
            )
        return file
