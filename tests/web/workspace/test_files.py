"""Files in front of their keepers and readers."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from southsouth.catalogue.actions import attachments
from southsouth.catalogue.models import Attachment
from southsouth.files import FileRefused
from southsouth.files.accept import LARGEST
from southsouth.web.words import said_in_words
from tests.files.harm import picture
from tests.makers import make_attachment, make_organisation, make_person, make_solution
from tests.web.public.pages import attributes, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept():
    return make_solution(organisation=make_organisation(), title="Births")


@pytest.fixture
def keeper(client, kept):
    client.force_login(make_person(organisation=kept.organisation))
    return client


def here(kept):
    return f"/en/workspace/solution/{kept.ref}/files/"


def sent(client, kept, data=b"words", name="form.txt", title="The form"):
    return client.post(here(kept), {"title": title, "file": SimpleUploadedFile(name, data)}, follow=True)


def test_a_file_is_added_opened_and_taken_away(keeper, client, kept):
    assert "No file yet" in said(keeper.get(here(kept)))
    assert "Added." in said(sent(keeper, kept))
    row = Attachment.objects.get()
    assert "The form" in said(client.get(f"/en/solutions/{kept.ref}/"))
    answer = client.get(f"/en/files/{row.pk}/")
    assert answer.content == b"words"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="form.txt"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert client.get(f"/en/files/{row.pk}/", headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    assert "Taken away." in said(keeper.post(f"/en/workspace/files/{row.pk}/remove/", follow=True))
    assert client.get(f"/en/files/{row.pk}/").status_code == 404


def test_a_picture_can_be_looked_at(keeper, client, kept):
    sent(keeper, kept, picture(), "a.png")
    row = Attachment.objects.get()
    assert f"/en/files/{row.pk}/?look=1" in attributes(client.get(f"/en/solutions/{kept.ref}/"), "a", "href")
    assert "inline" in client.get(f"/en/files/{row.pk}/?look=1").headers["Content-Disposition"]
    assert "attachment" in client.get(f"/en/files/{make_attachment(kept).pk}/?look=1").headers["Content-Disposition"]


def test_a_refused_file_leaves_what_was_typed(keeper, kept):
    page = sent(keeper, kept, b"words", "a.pdf")
    assert page.status_code == 422
    assert "not what the name of the file says" in said(page)
    assert "The form" in attributes(page, "input", "value")


def test_what_is_too_large_or_empty_is_told(keeper, kept):
    assert "at most 5 MB" in said(sent(keeper, kept, b"x" * (LARGEST + 1)))
    assert "The file is empty" in said(sent(keeper, kept, b""))


def test_a_full_record_offers_no_form(keeper, kept, monkeypatch):
    monkeypatch.setattr("southsouth.web.workspace.files.MOST", 1)
    make_attachment(kept)
    assert "as many files as it can have" in said(keeper.get(here(kept)))


@pytest.mark.parametrize(
    ("refused", "words"),
    [
        (FileRefused("too_many", limit=12), "at most 12 files"),
        (FileRefused("too_much", limit=30_000_000), "at most 30 MB"),
        (FileRefused("there_already", title="X"), "there already, as “X”"),
        (FileRefused("kind", taken="pdf, png"), "Taken are: pdf, png"),
        (FileRefused("bomb"), "unpack to far more"),
    ],
)
def test_every_refusal_has_words(refused, words):
    assert words in said_in_words(refused)
    assert attachments.MOST == 12
