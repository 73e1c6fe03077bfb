"""Files of a record: kept once looked through, as many as a record can have, to whoever sees it."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from southsouth.catalogue.actions import attachments
from southsouth.catalogue.actions.attachments import add_attachment, remove_attachment
from southsouth.catalogue.lifecycle import NeedState, NotReady, SolutionState
from southsouth.catalogue.models import Attachment, AttachmentContent
from southsouth.catalogue.policies import visible_attachments
from southsouth.files import FileRefused
from southsouth.ledger.models import Entry
from tests.makers import AT, make_attachment, make_need, make_organisation, make_person, make_solution

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept():
    return make_solution(organisation=make_organisation())


@pytest.fixture
def keeper(kept):
    return make_person(organisation=kept.organisation)


def add(kept, by, data=b"words", name="form.txt", title=" The form "):
    return add_attachment(kept, title=title, name=name, data=data, by=by, at=AT)


def test_a_file_is_kept_with_its_digest(kept, keeper):
    made = add(kept, keeper)
    assert (str(made), made.name, made.size, made.is_picture) == ("The form", "form.txt", 5, False)
    assert bytes(made.content.data) == b"words"
    assert str(made.content) == str(made.pk)
    assert [entry.deed for entry in Entry.objects.about("solution", kept.ref)] == ["attachment.added"]


def test_only_keepers_and_the_secretariat_add(kept):
    add(kept, make_person("secretariat"))
    with pytest.raises(PermissionDenied):
        add(kept, make_person(), data=b"other")


def test_a_file_says_what_it_shows(kept, keeper):
    with pytest.raises(NotReady) as refusal:
        add(kept, keeper, title=" ")
    assert refusal.value.codes == ("file_title",)


def test_a_refused_file_changes_nothing(kept, keeper):
    with pytest.raises(FileRefused):
        add(kept, keeper, name="a.pdf")
    assert not Attachment.objects.exists()
    assert not Entry.objects.exists()


def test_the_same_file_is_there_once(kept, keeper):
    add(kept, keeper)
    with pytest.raises(FileRefused) as refusal:
        add(kept, keeper, title="Again")
    assert (refusal.value.code, refusal.value.facts) == ("there_already", {"title": "The form"})


@pytest.mark.parametrize(("limit", "most", "code"), [("MOST", 1, "too_many"), ("MOST_BYTES", 8, "too_much")])
def test_a_record_has_only_so_many(monkeypatch, kept, keeper, limit, most, code):
    monkeypatch.setattr(attachments, limit, most)
    add(kept, keeper)
    with pytest.raises(FileRefused) as refusal:
        add(kept, keeper, data=b"other")
    assert refusal.value.code == code


def test_what_is_taken_away_leaves_a_line_and_no_bytes(kept, keeper):
    made = add(kept, keeper)
    with pytest.raises(PermissionDenied):
        remove_attachment(made, by=make_person(), at=AT)
    remove_attachment(made, by=keeper, at=AT)
    remove_attachment(made, by=keeper, at=AT)
    assert not AttachmentContent.objects.exists()
    assert not visible_attachments(keeper).there().exists()
    assert [entry.deed for entry in Entry.objects.about("solution", kept.ref)] == [
        "attachment.added",
        "attachment.removed",
    ]


def test_files_are_seen_with_their_record():
    shown, hidden = make_attachment(make_need(NeedState.OPEN)), make_attachment(make_solution(SolutionState.DRAFT))
    assert set(visible_attachments(AnonymousUser())) == {shown}
    assert set(visible_attachments(make_person("secretariat"))) == {shown, hidden}
    assert set(Attachment.objects.about(shown.need)) == {shown}
