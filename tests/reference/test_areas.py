"""What the secretariat does to focus areas and topics, with its line in the ledger."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from southsouth.ledger.models import Entry
from southsouth.members.lifecycle import Role
from southsouth.reference.actions import (
    NotAccepted,
    reorder_focus_areas,
    reorder_topics,
    restore,
    retire,
    save_focus_area,
    save_topic,
)
from southsouth.reference.models import FocusArea, Topic
from southsouth.reference.policies import may_edit_reference
from tests.makers import AT, make_area, make_person, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return make_person(Role.SECRETARIAT)


def deeds() -> list[tuple[str, str, dict]]:
    return list(Entry.objects.values_list("deed", "ref", "facts"))


def faults(deed, *args, **kwargs) -> dict[str, str]:
    with pytest.raises(NotAccepted) as raised:
        deed(*args, at=AT, **kwargs)
    return raised.value.faults


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (Role.FOCAL_POINT, False),
        (Role.EXPERT, False),
        (Role.FUNDER, False),
        (Role.SECRETARIAT, True),
        (Role.ADMINISTRATOR, True),
    ],
)
def test_the_lists_are_edited_by_the_secretariat(role, may):
    person = make_person(role)
    assert may_edit_reference(person) is may
    person.is_active = False
    assert may_edit_reference(person) is False


def test_the_operator_edits_the_lists_and_a_visitor_does_not():
    assert may_edit_reference(None) is True
    assert may_edit_reference(AnonymousUser()) is False


@pytest.mark.parametrize(
    "deed",
    [
        lambda by: save_focus_area(None, names={"en": "Health"}, by=by, at=AT),
        lambda by: save_topic(None, area=make_area(), names={"en": "Clinics"}, by=by, at=AT),
        lambda by: retire(make_topic(), by=by, at=AT),
        lambda by: restore(make_topic(), by=by, at=AT),
        lambda by: reorder_focus_areas([], by=by, at=AT),
        lambda by: reorder_topics(make_area(), [], by=by, at=AT),
    ],
)
def test_a_focal_point_changes_nothing(deed):
    with pytest.raises(PermissionDenied):
        deed(make_person(Role.FOCAL_POINT))
    assert deeds() == []


def test_a_new_area_comes_last_with_a_short_name_of_its_english_name(officer):
    make_area("work", position=4)
    area = save_focus_area(
        None,
        names={"en": "  Health   care ", "fr": "Santé", "es": " "},
        summaries={"en": "Clinics and nurses.", "fr": ""},
        by=officer,
        at=AT,
    )
    area.refresh_from_db()
    assert (area.slug, area.position, area.active) == ("health-care", 5, True)
    assert (area.names, area.summaries) == ({"en": "Health care", "fr": "Santé"}, {"en": "Clinics and nurses."})
    entry = Entry.objects.get()
    assert (entry.deed, entry.ref, entry.by, entry.at) == ("focus_area.saved", "health-care", officer, AT)


def test_the_very_first_area_stands_first(officer):
    assert save_focus_area(None, names={"en": "Health"}, slug="health", by=officer, at=AT).position == 1


def test_an_area_keeps_its_short_name_and_what_is_not_given(officer):
    area = make_area("work", names={"en": "Work"}, summaries={"en": "Jobs."}, position=3)
    save_focus_area(area, names={"en": "Work and skills"}, slug="other", by=officer, at=AT)
    area.refresh_from_db()
    assert (area.slug, area.names, area.summaries) == ("work", {"en": "Work and skills"}, {"en": "Jobs."})
    save_focus_area(area, names={"en": "Work and skills"}, summaries={}, by=officer, at=AT)
    area.refresh_from_db()
    assert (area.summaries, area.position) == ({}, 3)


def test_what_changes_nothing_leaves_no_trace(officer):
    area = make_area("work", names={"en": "Work"})
    topic = make_topic("jobs", area=area, names={"en": "Jobs"})
    save_focus_area(area, names={"en": " Work"}, by=officer, at=AT)
    assert save_topic(topic, area=area, names={"en": "Jobs "}, by=officer, at=AT) == topic
    restore(topic, by=officer, at=AT)
    assert deeds() == []


def test_a_name_that_cannot_be_kept_is_said_for_each_field(officer):
    make_area("work")
    assert faults(save_focus_area, None, names={"fr": "Santé"}, by=officer) == {
        "name_en": "empty",
        "slug": "not_a_short_name",
    }
    assert faults(
        save_focus_area, None, names={"en": "x" * 121, "xx": "?"}, summaries={"fr": "x" * 401}, by=officer
    ) == {
        "name_en": "too_long",
        "name_xx": "no_such_language",
        "summary_fr": "too_long",
    }
    assert faults(save_focus_area, None, names={"en": "Work"}, by=officer) == {"slug": "taken"}
    assert faults(save_focus_area, make_area("work"), names={"en": ""}, by=officer) == {"name_en": "empty"}
    assert faults(save_topic, None, area=make_area("work"), names={}, by=officer) == {
        "name_en": "empty",
        "slug": "not_a_short_name",
    }
    assert faults(save_topic, make_topic(), area=make_area("work"), names={}, by=officer) == {"name_en": "empty"}
    assert FocusArea.objects.count() == 2
    assert deeds() == []


@pytest.mark.parametrize("slug", ["With Space", "Ünïcode", "UPPER", "x" * 61])
def test_a_short_name_is_letters_digits_and_hyphens(officer, slug):
    assert faults(save_focus_area, None, names={"en": "Work"}, slug=slug, by=officer) == {"slug": "not_a_short_name"}


def test_a_topic_comes_last_in_its_area(officer):
    area, other = make_area("work"), make_area("finance")
    make_topic("jobs", area=area, position=1)
    make_topic("tax", area=other, position=7)
    topic = save_topic(None, area=area, names={"en": "Skills"}, by=officer, at=AT)
    assert (topic.slug, topic.position) == ("skills", 2)
    save_topic(topic, area=other, names={"en": "Skills"}, by=officer, at=AT)
    topic.refresh_from_db()
    assert (topic.area, topic.position) == (other, 8)
    save_topic(topic, area=other, names={"en": "New skills"}, by=officer, at=AT)
    topic.refresh_from_db()
    assert (topic.names, topic.position) == ({"en": "New skills"}, 8)
    assert [deed for deed, _, _ in deeds()] == ["topic.saved"] * 3
    assert faults(save_topic, None, area=area, names={"en": "Skills"}, by=officer) == {"slug": "taken"}


def test_what_is_retired_can_be_restored(officer):
    make_area("work")
    area, topic = make_area("finance"), make_topic("tax")
    retire(area, by=officer, at=AT)
    retire(topic, by=officer, at=AT)
    retire(topic, by=officer, at=AT)
    assert not FocusArea.objects.get(slug="finance").active
    assert not Topic.objects.get(slug="tax").active
    restore(area, by=officer, at=AT + timedelta(hours=1))
    restore(topic, by=officer, at=AT + timedelta(hours=1))
    assert FocusArea.objects.get(slug="finance").active
    assert Topic.objects.get(slug="tax").active
    assert [(deed, ref) for deed, ref, _ in deeds()] == [
        ("focus_area.retired", "finance"),
        ("topic.retired", "tax"),
        ("focus_area.restored", "finance"),
        ("topic.restored", "tax"),
    ]


def test_the_last_area_in_use_stays(officer):
    area = make_area("work")
    make_area("old", active=False)
    assert faults(retire, area, by=officer) == {"": "last_area"}
    assert FocusArea.objects.get(slug="work").active


def test_areas_are_put_in_order_and_only_those_that_moved_are_written_down(officer):
    for position, slug in enumerate(("a", "b", "c"), start=1):
        make_area(slug, position=position)
    reorder_focus_areas(["a", "c", "b"], by=officer, at=AT)
    assert list(FocusArea.objects.values_list("slug", flat=True)) == ["a", "c", "b"]
    assert deeds() == [("focus_area.moved", "c", {"position": 2}), ("focus_area.moved", "b", {"position": 3})]


def test_topics_are_put_in_order_within_their_area(officer):
    area = make_area("work")
    for position, slug in enumerate(("a", "b"), start=1):
        make_topic(slug, area=area, position=position)
    make_topic("tax", area=make_area("finance"), position=1)
    reorder_topics(area, ["b", "a"], by=officer, at=AT)
    assert list(area.topics.values_list("slug", flat=True)) == ["b", "a"]
    assert [ref for _, ref, _ in deeds()] == ["b", "a"]


@pytest.mark.parametrize("slugs", [["a"], ["a", "b", "c"], ["a", "a"], []])
def test_an_order_names_every_row_once(officer, slugs):
    area = make_area("a")
    make_area("b")
    for slug in ("a", "b"):
        make_topic(slug, area=area)
    assert faults(reorder_focus_areas, slugs, by=officer) == {"": "not_the_whole_list"}
    assert faults(reorder_topics, area, slugs, by=officer) == {"": "not_the_whole_list"}
