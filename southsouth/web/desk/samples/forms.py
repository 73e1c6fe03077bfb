"""Forms: as opened, and with errors."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django import forms
from django.forms import BoundField

from southsouth.web.desk.samples.standins import VISITOR, person, solution

States = Mapping[str, Mapping[str, object]]
TOKEN = "sample"


class SampleForm(forms.Form):
    """A field of every kind, as the pages of a try lay them out."""

    problem = forms.CharField(label="The problem", help_text="Two or three sentences.", widget=forms.Textarea)
    net = forms.ChoiceField(label="Connection", choices=[("good", "Good"), ("none", "None")], widget=forms.RadioSelect)
    people = forms.IntegerField(label="People", help_text="A number is enough.", required=False)
    solution = forms.CharField(required=False, widget=forms.HiddenInput)
    KEPT = ("problem",)

    @property
    def main(self) -> list[BoundField]:
        return [self["problem"], self["net"]]

    @property
    def more(self) -> list[BoundField]:
        return [self["people"]]

    @property
    def more_used(self) -> bool:
        return bool(self["people"].errors)


def filled() -> SampleForm:
    form = SampleForm({"problem": "Parents walk two days.", "net": "good"}, auto_id="kept_%s")
    form.full_clean()
    return form


def wrong() -> SampleForm:
    form = SampleForm({"people": "many"}, auto_id="wrong_%s")
    form.add_error(None, "Somebody else saved this meanwhile.")
    return form


SAMPLES: Mapping[str, Callable[[], States]] = {
    "errors": lambda: {"some": {"form": wrong()}, "none": {"form": filled()}},
    "trial_form": lambda: {
        "opened": {"form": SampleForm(auto_id="opened_%s"), "asked": None, "csrf_token": TOKEN},
        "asked": {"form": filled(), "asked": solution(), "csrf_token": TOKEN},
        "wrong": {"form": wrong(), "asked": None, "csrf_token": TOKEN},
    },
    "trial_keep": lambda: {
        "visitor": {"form": filled(), "user": VISITOR, "csrf_token": TOKEN},
        "member": {"form": filled(), "user": person(), "csrf_token": TOKEN},
    },
}
