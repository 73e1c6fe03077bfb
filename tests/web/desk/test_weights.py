"""The weights: a new version with its reason, a preview that keeps nothing, and which one is used."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from southsouth.engine.fit import DEFAULT_WEIGHTS
from southsouth.ledger.models import Entry
from southsouth.matching.actions.weights import ensure_weights
from southsouth.matching.models import WeightSet
from southsouth.members.lifecycle import Role
from southsouth.members.models import Person
from southsouth.web.desk.forms.weights import GROUPS, HINTS, WeightsForm
from tests.makers import AT, make_need, make_person, make_solution
from tests.web.reading import errors_of, form_of, said, value_of

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Person | None], Client]
WEIGHTS, PREVIEW = "/en/desk/weights/", "/en/desk/weights/preview/"


@pytest.fixture
def officer() -> Person:
    return make_person(Role.SECRETARIAT)


def changed(**values: str) -> dict[str, str]:
    plain = {name: str(value) for name, value in DEFAULT_WEIGHTS.as_mapping().items()}
    return {**plain, "note": "", **values}


def test_every_weight_is_explained_under_a_heading() -> None:
    named = [name for _heading, names in GROUPS for name in names]
    assert sorted(named) == sorted(DEFAULT_WEIGHTS.as_mapping()) == sorted(HINTS)


def test_the_form_begins_with_the_weights_in_use(signed_in: SignedIn, officer: Person) -> None:
    fields = form_of(signed_in(officer).get(WEIGHTS))
    assert {name: float(fields[name][0]) for name in DEFAULT_WEIGHTS.as_mapping()} == DEFAULT_WEIGHTS.as_mapping()
    assert fields["preconditions"] == ["3"]


def test_a_new_version_is_kept_and_not_yet_used(signed_in: SignedIn, officer: Person) -> None:
    answer = signed_in(officer).post(WEIGHTS, changed(cost="2.5", note="Money is short"), follow=True)
    made = WeightSet.objects.get(version=2)
    assert answer.redirect_chain == [(reverse("desk:weights-use", args=[2]), 302)]
    assert made.values == {**DEFAULT_WEIGHTS.as_mapping(), "cost": 2.5}
    assert (made.note, made.made_by, made.active) == ("Money is short", officer, False)
    assert "Use version 2?" in said(answer)
    assert "Why it was made: Money is short" in said(answer)


def test_a_version_needs_its_reason(signed_in: SignedIn, officer: Person) -> None:
    answer = signed_in(officer).post(WEIGHTS, changed(cost="2.5"))
    assert answer.status_code == 422
    assert errors_of(answer) == [("id_note", "Write why you change the weights")]
    assert value_of(answer, "cost") == "2.5"
    assert not WeightSet.objects.exists()


@pytest.mark.parametrize("typed", ["-1", "10.5", "heavy", "", "nan", "1e400"])
@pytest.mark.parametrize("where", [WEIGHTS, PREVIEW])
def test_a_weight_is_a_number_from_0_to_10(signed_in: SignedIn, officer: Person, typed: str, where: str) -> None:
    answer = signed_in(officer).post(where, changed(cost=typed, note="Kept"))
    assert answer.status_code == 422
    assert errors_of(answer) == [("id_cost", "Enter a number from 0 to 10 for “Cost within the budget”")]
    assert (value_of(answer, "cost"), value_of(answer, "note")) == (typed, "Kept")
    assert not WeightSet.objects.exists()


def test_a_preview_shows_what_moves_and_keeps_nothing(signed_in: SignedIn, officer: Person) -> None:
    make_need(title="Register births", problem="Register births", budget_usd=1000)
    make_solution(title="Register births dearly", summary="Register births", cost_low_usd=90000, cost_high_usd=90000)
    make_solution(title="Register cheaply", summary="Register all", cost_low_usd=10, cost_high_usd=10)
    answer = signed_in(officer).post(PREVIEW, changed(cost="0", note="Kept"))
    words = said(answer)
    assert answer.status_code == 200
    assert "In 1 open need," in words
    assert "Register births dearly" in words
    assert (value_of(answer, "cost"), value_of(answer, "note")) == ("0", "Kept")
    assert not WeightSet.objects.exists()
    assert not Entry.objects.exists()


def test_a_preview_without_open_needs_says_so(signed_in: SignedIn, officer: Person) -> None:
    assert "No need is open, so there is nothing to compare." in said(signed_in(officer).post(PREVIEW, changed()))


def version(number: int) -> WeightSet:
    ensure_weights(at=AT)
    return WeightSet.objects.create(
        version=number, values=DEFAULT_WEIGHTS.as_mapping(), note=f"Note {number}", made_at=AT
    )


def test_a_version_is_asked_about_then_used(signed_in: SignedIn, officer: Person) -> None:
    version(2)
    browser = signed_in(officer)
    address = reverse("desk:weights-use", args=[2])
    assert "Why it was made: Note 2" in said(browser.get(address))
    assert WeightSet.objects.get(active=True).version == 1
    answer = browser.post(address, follow=True)
    assert answer.redirect_chain == [(reverse("desk:refresh"), 302)]
    assert WeightSet.objects.get(active=True).version == 2
    assert "Version 2 is in use." in said(answer)
    browser.post(address)
    assert Entry.objects.filter(deed="weights.used").count() == 1


def test_a_version_that_does_not_exist_is_missing(signed_in: SignedIn, officer: Person) -> None:
    assert signed_in(officer).get(reverse("desk:weights-use", args=[7])).status_code == 404


def test_versions_stand_newest_first_with_the_one_in_use(signed_in: SignedIn, officer: Person) -> None:
    version(2)
    words = said(signed_in(officer).get(WEIGHTS))
    assert "Version 2 Note 2 2 March 2026 · 0 lists Use version 2 Version 1" in words
    assert words.count("In use") == 1


def test_before_the_first_list_there_are_no_versions(signed_in: SignedIn, officer: Person) -> None:
    assert "No list has been computed yet." in said(signed_in(officer).get(WEIGHTS))


def test_a_weight_of_a_later_release_stands_under_others() -> None:
    form = WeightsForm(values={"cost": 1.0, "kindness": 2.0})
    assert [[field.name for field in fields] for _heading, fields in form.groups()][-1] == ["kindness"]
