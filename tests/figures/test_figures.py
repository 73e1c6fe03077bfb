"""Every published number: what it counts, its rows, and what was published before beside it."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from southsouth.catalogue.lifecycle import AdoptionStatus, NeedState, SolutionState, Visibility
from southsouth.figures.actions import record_total
from southsouth.figures.models import RecordedTotal
from southsouth.figures.policies import may_record_total
from southsouth.figures.queries import COUNTED, Figure, figures, live_figures, recorded_totals, rows_of
from southsouth.ledger.models import Entry
from southsouth.members.lifecycle import Origin, Role
from southsouth.reference.actions import NotAccepted
from tests.makers import (
    AT,
    SOURCE,
    make_adoption,
    make_country,
    make_event,
    make_need,
    make_person,
    make_solution,
    make_total,
)

pytestmark = pytest.mark.django_db

VISITOR = AnonymousUser()


def figure(name: str, actor=VISITOR) -> Figure:
    return next(each for each in figures(actor) if each.name == name)


def told(name: str, actor=VISITOR) -> tuple:
    found = figure(name, actor)
    assert rows_of(name, actor).count() == found.value - found.masked
    return found.value, found.masked, found.samples


def test_solutions_shown_are_counted_and_those_a_reader_may_not_open_are_masked():
    make_solution(SolutionState.PUBLISHED)
    make_solution(SolutionState.DUE)
    make_solution(SolutionState.PUBLISHED, visibility=Visibility.MEMBERS)
    make_solution(SolutionState.DRAFT)
    make_solution(SolutionState.PUBLISHED, origin=Origin.SAMPLE)
    assert told("solutions_shown") == (3, 1, 1)
    assert told("solutions_shown", make_person()) == (3, 0, 1)


def test_needs_open_are_counted_confidential_ones_included():
    make_need(NeedState.OPEN)
    make_need(NeedState.OPEN, visibility=Visibility.SECRETARIAT)
    make_need(NeedState.ANSWERED)
    make_need(NeedState.DRAFT)
    make_need(NeedState.OPEN, origin=Origin.SAMPLE)
    assert told("needs_open") == (2, 1, 1)
    assert told("needs_open", make_person(Role.SECRETARIAT)) == (2, 0, 1)


def test_adoptions_of_solutions_that_are_shown_are_counted():
    shown, hidden = make_solution(), make_solution(visibility=Visibility.MEMBERS)
    make_adoption(shown, status=AdoptionStatus.INTEREST)
    make_adoption(shown, status=AdoptionStatus.ADOPTED)
    make_adoption(hidden, status=AdoptionStatus.IN_OPERATION)
    make_adoption(shown, origin=Origin.SAMPLE, source="")
    make_adoption(make_solution(SolutionState.ARCHIVED))
    assert told("adoptions_recorded") == (3, 1, 1)
    assert told("adoptions_running") == (2, 1, 1)


def test_countries_on_either_side_of_an_adoption_count_once():
    shown, hidden = make_solution(), make_solution(visibility=Visibility.MEMBERS)
    make_adoption(shown, exporter=make_country("BGD"), importer=make_country("KEN"))
    make_adoption(shown, exporter=make_country("KEN"), importer=make_country("UGA"))
    make_adoption(hidden, exporter=make_country("BGD"), importer=make_country("FJI"))
    make_adoption(shown, origin=Origin.SAMPLE, source="", importer=make_country("PER"))
    assert told("countries_involved") == (4, 1, 0)
    assert set(rows_of("countries_involved", VISITOR).values_list("pk", flat=True)) == {"BGD", "KEN", "UGA"}


def test_events_are_counted_by_kind():
    for kind, count in (("workshop", 3), ("field_visit", 2), ("webinar", 1)):
        for _ in range(count):
            make_event(kind=kind)
    make_event(kind="expo")
    make_event(kind="workshop", origin="sample", source="")
    assert told("workshops") == (3, 0, 1)
    assert told("field_visits") == (2, 0, 0)
    assert told("webinars") == (1, 0, 0)


def test_a_recorded_total_stands_beside_and_is_never_added():
    total = make_total("international_workshops", value=20, position=1)
    alone = make_total("partnership_opportunities", value=244, position=0)
    make_event(kind="workshop")
    found = figures(VISITOR)
    assert [each.name for each in found] == [*COUNTED, "partnership_opportunities"]
    workshops = figure("workshops")
    assert (workshops.value, workshops.recorded) == (1, total)
    assert found[-1] == Figure("partnership_opportunities", None, recorded=alone)
    assert recorded_totals() == [alone, total]


def test_every_figure_names_the_list_that_opens_its_rows():
    found = {each.name: (each.kind, dict(each.chosen)) for each in figures(VISITOR)}
    assert found == {
        "solutions_shown": ("solutions", {}),
        "needs_open": ("needs", {"state": "open"}),
        "adoptions_recorded": ("adoptions", {}),
        "adoptions_running": ("adoptions", {"running": "yes"}),
        "countries_involved": ("countries", {"involved": "yes"}),
        "workshops": ("events", {"kind": "workshop"}),
        "field_visits": ("events", {"kind": "field_visit"}),
        "webinars": ("events", {"kind": "webinar"}),
    }


def test_live_figures_are_those_that_grow_here(django_assert_num_queries):
    make_total("countries_and_organisations", value=43)
    with django_assert_num_queries(5):
        found = live_figures(VISITOR)
    assert [each.name for each in found] == [*COUNTED][:5]
    assert [each.recorded for each in found] == [None] * 5


def test_all_figures_cost_one_query_each_and_one_for_the_totals(django_assert_num_queries):
    with django_assert_num_queries(len(COUNTED) + 1):
        figures(VISITOR)


def test_a_total_is_recorded_with_its_source_and_corrected_in_the_open():
    officer = make_person(Role.SECRETARIAT)
    record_total("field_visits", 16, source=f" {SOURCE} ", by=officer, at=AT)
    record_total("webinar_series", 15, source=SOURCE, by=None, at=AT)
    record_total("field_visits", 17, source=SOURCE, by=officer, at=AT)
    record_total("field_visits", 17, source=SOURCE, by=officer, at=AT)
    assert list(RecordedTotal.objects.values_list("name", "value", "source", "position")) == [
        ("field_visits", 17, SOURCE, 1),
        ("webinar_series", 15, SOURCE, 2),
    ]
    first = {"value": 16, "source": SOURCE}
    assert list(Entry.objects.values_list("deed", "by", "facts")) == [
        ("figure.recorded", officer.pk, {"name": "field_visits", "before": None, "after": first}),
        ("figure.recorded", None, {"name": "webinar_series", "before": None, "after": {"value": 15, "source": SOURCE}}),
        ("figure.recorded", officer.pk, {"name": "field_visits", "before": first, "after": {**first, "value": 17}}),
    ]
    assert str(RecordedTotal.objects.first()) == "field_visits 17"


@pytest.mark.parametrize(
    ("wrong", "found"),
    [
        ({"name": "Field visits"}, {"name": "not_a_short_name"}),
        ({"name": "x" * 61}, {"name": "not_a_short_name"}),
        ({"value": -1}, {"value": "out_of_range"}),
        ({"value": 2**31}, {"value": "out_of_range"}),
        ({"source": " "}, {"source": "empty"}),
        ({"source": "the annual report"}, {"source": "not_an_address"}),
        ({"source": "https://example.org/" + "x" * 1000}, {"source": "not_an_address"}),
    ],
)
def test_a_total_that_cannot_be_kept_is_said_for_each_field(wrong, found):
    with pytest.raises(NotAccepted) as raised:
        record_total(**{"name": "field_visits", "value": 16, "source": SOURCE, **wrong}, by=None, at=AT)
    assert raised.value.faults == found
    assert not RecordedTotal.objects.exists()


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
def test_totals_are_recorded_by_the_secretariat(role, may):
    person = make_person(role)
    assert may_record_total(person) is may
    person.is_active = False
    assert may_record_total(person) is False
    with pytest.raises(PermissionDenied):
        record_total("field_visits", 16, source=SOURCE, by=person, at=AT)


def test_the_operator_records_and_a_visitor_does_not():
    assert may_record_total(None) is True
    assert may_record_total(VISITOR) is False
