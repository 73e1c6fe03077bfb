"""Who may come in, and what becomes of a form sent after the sign-in had ended."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.test import Client, RequestFactory
from django.urls import reverse

from southsouth.catalogue.lifecycle import NeedState
from southsouth.members.lifecycle import Role
from southsouth.members.models import Person
from southsouth.web.held import Held, held, let_go
from tests.makers import PASSWORD, make_need, make_person
from tests.web.reading import form_of, said
from tests.web.staging import no_engine, signed_in, words_only

__all__ = ["no_engine", "signed_in", "words_only"]
SignedIn = Callable[[Person | None], Client]


def typed(**fields: object):
    return RequestFactory().post("/en/workspace/needs/new/?from=trial", fields)


def test_what_was_typed_comes_back_as_it_was() -> None:
    request = typed(title="<b> & \u0628", topics=["1", "2"], csrfmiddlewaretoken="t", held="h", next="n", empty="")
    fields = (("title", "<b> & \u0628"), ("topics", "1"), ("topics", "2"), ("empty", ""))
    assert let_go(held(request)) == Held("/en/workspace/needs/new/?from=trial", fields)


@pytest.mark.parametrize("token", ["", "nonsense", "a:b:c"])
def test_what_nobody_signed_is_nothing(token: str) -> None:
    assert let_go(token) is None


def test_a_changed_token_is_nothing() -> None:
    token = held(typed(title="Mine"))
    assert let_go(token[:-2] + ("AA" if not token.endswith("AA") else "BB")) is None


def test_what_is_too_old_is_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    token = held(typed(title="Mine"))
    assert let_go(token) is not None
    monkeypatch.setattr("southsouth.web.held.KEPT_FOR", timedelta(seconds=-1))
    assert let_go(token) is None


@pytest.mark.django_db
def test_a_visitor_is_led_to_the_sign_in_and_back(client: Client) -> None:
    person = make_person()
    need = make_need(NeedState.DRAFT, organisation=person.organisation)
    wanted = reverse("workspace:need", args=[need.ref]) + "?x=1&y=2"
    answer = client.get(wanted)
    sign_in, _mark, query = answer["Location"].partition("?")
    assert (answer.status_code, sign_in, QueryDict(query)["next"]) == (302, reverse("public:sign-in"), wanted)
    onward = client.post(sign_in, {"email": person.email, "password": PASSWORD, "next": wanted})
    assert onward["Location"] == wanted


@pytest.mark.django_db
def test_an_officer_whose_sign_in_ended_while_deciding_loses_nothing(client: Client) -> None:
    officer = make_person(Role.SECRETARIAT)
    need = make_need(NeedState.SUBMITTED)
    where = reverse("desk:triage-need", args=[need.ref])
    page = client.post(where, {"decision": "decline", "reason": "A long reason"})
    assert (page.status_code, page["Cache-Control"]) == (403, "private, no-store")
    again = client.post(
        reverse("public:sign-in"),
        {"email": officer.email, "password": PASSWORD, "held": form_of(page)["held"][0], "next": where},
    )
    fields = form_of(again)
    assert (fields["decision"], fields["reason"]) == (["decline"], ["A long reason"])
    assert f'action="{where}"' in again.content.decode()
    assert client.post(where, {"decision": fields["decision"][0], "reason": fields["reason"][0]}).status_code == 302
    need.refresh_from_db()
    assert (need.state, need.triage_reason) == (NeedState.DECLINED, "A long reason")


@pytest.mark.django_db
def test_files_are_named_as_to_be_chosen_again(client: Client) -> None:
    file = SimpleUploadedFile("facts.csv", b"iso3,fact\n")
    assert "Files have to be chosen again." in said(
        client.post(reverse("desk:import"), {"kind": "facts", "file": file})
    )
    assert "Files have to be chosen again." not in said(client.post(reverse("desk:import"), {"kind": "facts"}))


@pytest.mark.django_db
def test_what_was_typed_under_another_name_reaches_nobody_elses_record(client: Client) -> None:
    owner, other = make_person(), make_person()
    need = make_need(NeedState.DRAFT, organisation=owner.organisation)
    where = reverse("workspace:need-edit", args=[need.ref, "people"])
    page = client.post(where, {"sufferers": "Parents", "seen": ""})
    sent = {"email": other.email, "password": PASSWORD, "held": form_of(page)["held"][0]}
    assert "Parents" in client.post(reverse("public:sign-in"), sent).content.decode()
    assert client.post(where, {"sufferers": "Parents", "seen": ""}).status_code == 404
    need.refresh_from_db()
    assert need.sufferers == ""


@pytest.mark.django_db
def test_a_form_of_another_site_is_refused(signed_in: SignedIn) -> None:
    person = make_person()
    need = make_need(NeedState.DRAFT, organisation=person.organisation)
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(person)
    assert strict.post(reverse("workspace:need-submit", args=[need.ref])).status_code == 403
    need.refresh_from_db()
    assert need.state == NeedState.DRAFT
