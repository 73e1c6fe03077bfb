"""The ledger takes lines and gives them back; nothing changes or removes one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, ProtectedError

from southsouth.ledger.actions import record, record_all
from southsouth.ledger.models import Entry
from southsouth.ledger.queries import history, recent
from southsouth.members.lifecycle import Role
from tests.makers import AT, make_area, make_country, make_person

pytestmark = pytest.mark.django_db


def line(by=None):
    return record("area.seen", make_area(), by=by, at=AT)


def kept() -> list[tuple[str, str]]:
    return list(Entry.objects.values_list("deed", "ref"))


def test_a_line_says_who_did_what_when():
    person = make_person(Role.SECRETARIAT)
    entry = record(
        "focus_area.saved", make_area("work"), by=person, at=AT, moved=("draft", "open"), facts={"position": 3}
    )
    found = Entry.objects.get()
    assert found == entry
    assert (found.deed, found.kind, found.ref, found.by, found.at) == (
        "focus_area.saved",
        "focusarea",
        "work",
        person,
        AT,
    )
    assert (found.state_before, found.state_after, found.facts) == ("draft", "open", {"position": 3})
    assert str(found) == "focus_area.saved work"


def test_a_record_without_reference_is_called_by_its_key():
    assert record("country.imported", make_country("KEN"), by=None, at=AT).ref == "KEN"


def test_the_platform_itself_is_nobody_and_the_clock_is_read_when_no_time_is_given():
    entry = record("country.imported", make_country("KEN"), by=None)
    assert entry.by is None
    assert entry.at is not None
    assert (entry.state_before, entry.state_after, entry.facts) == ("", "", {})


def test_a_person_who_is_not_kept_is_no_author():
    with pytest.raises(ValueError, match="unsaved"):
        record("country.imported", make_country("KEN"), by=type(make_person())(email="new@example.org"), at=AT)


@pytest.mark.parametrize(
    "change",
    [
        lambda entry: Entry.objects.update(deed="other"),
        lambda entry: Entry.objects.filter(pk=entry.pk).update(deed=F("ref")),
        lambda entry: Entry.objects.all().delete(),
        lambda entry: Entry._base_manager.filter(pk=entry.pk).delete(),
        lambda entry: entry.delete(),
        lambda entry: entry.save(),
        lambda entry: entry.save(update_fields=["deed"]),
        lambda entry: Entry(pk=entry.pk, deed="other", kind="area", ref="work", at=AT).save(),
        lambda entry: Entry.objects.bulk_update([entry], ["deed"]),
        lambda entry: Entry.objects.update_or_create(pk=entry.pk, defaults={"deed": "other"}),
        lambda entry: Entry.objects.bulk_create(
            [entry], update_conflicts=True, update_fields=["deed"], unique_fields=["id"]
        ),
        lambda entry: Entry.objects.bulk_create([entry], 10, False, True, ["deed"], ["id"]),
    ],
)
def test_no_way_to_change_or_remove_a_line(change):
    entry = line()
    entry.deed = "other"
    with pytest.raises(PermissionDenied, match="append only"), transaction.atomic():
        change(entry)
    assert kept() == [("area.seen", "public-service")]


def test_lines_can_be_added_in_bulk():
    made = [Entry(deed=deed, kind="area", ref="work", at=AT) for deed in ("one", "two")]
    Entry.objects.bulk_create(made, 100)
    assert kept() == [("one", "work"), ("two", "work")]


def test_whoever_did_something_cannot_be_removed():
    person = make_person(Role.SECRETARIAT)
    line(by=person)
    with pytest.raises(ProtectedError):
        person.delete()


def test_the_history_of_a_record_is_its_own_oldest_first(django_assert_num_queries):
    area, other = make_area("work"), make_area("finance")
    person = make_person(Role.SECRETARIAT, name="A. Officer")
    record("second", area, by=person, at=AT + timedelta(hours=1))
    record("elsewhere", other, by=person, at=AT)
    record("first", area, by=None, at=AT)
    record("third", area, by=person, at=AT + timedelta(hours=1))
    with django_assert_num_queries(1):
        found = [(entry.deed, str(entry.by)) for entry in history(area)]
    assert found == [("first", "None"), ("second", "A. Officer"), ("third", "A. Officer")]


def test_recent_lines_come_newest_first():
    for hours, deed in ((2, "later"), (0, "first"), (2, "last"), (1, "between")):
        record(deed, make_area(), by=None, at=AT + timedelta(hours=hours))
    assert [entry.deed for entry in recent(3)] == ["last", "later", "between"]
    assert [entry.deed for entry in recent(3, ["first", "between"])] == ["between", "first"]


def test_many_lines_are_written_at_once(django_assert_num_queries):
    person = make_person(Role.SECRETARIAT)
    areas = [make_area(slug) for slug in ("work", "finance")]
    done = [(areas[0], ("draft", "open"), {"fields": ["names"]}), (areas[1], ("", ""), {})]
    with django_assert_num_queries(1):
        record_all("area.imported", iter(done), by=person, at=AT)
    assert list(Entry.objects.values_list("deed", "ref", "by", "at", "state_before", "state_after", "facts")) == [
        ("area.imported", "work", person.pk, AT, "draft", "open", {"fields": ["names"]}),
        ("area.imported", "finance", person.pk, AT, "", "", {}),
    ]


def test_nothing_done_is_nothing_written():
    record_all("area.imported", [], by=None, at=AT)
    assert kept() == []
