"""Events for a page: by year, by country, with what is not known."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from southsouth.events.models import Event
from southsouth.events.policies import visible_events
from southsouth.events.queries import COLUMNS, Sum, by_year, event_records, in_country, sum_of
from tests.makers import make_country, make_event, make_person

pytestmark = pytest.mark.django_db


def test_events_stand_by_year_the_newest_first(django_assert_num_queries):
    for ref, starts in (("a", "2019-06-23"), ("b", "2019"), ("c", "2017-12-09"), ("d", "2019-06"), ("e", "2019-11")):
        make_event(ref=ref, starts=starts)
    with django_assert_num_queries(1):
        found = [(year, [event.ref for event in events]) for year, events in by_year(visible_events(AnonymousUser()))]
    assert found == [(2019, ["e", "a", "d", "b"]), (2017, ["c"])]


def test_events_of_a_year_and_the_year_of_an_event():
    make_event(ref="a", starts="2019-06-23")
    make_event(ref="b", starts="2020")
    assert [event.ref for event in Event.objects.in_year(2019)] == ["a"]
    assert dict(Event.objects.with_year().values_list("ref", "began")) == {"a": "2019", "b": "2020"}
    assert Event.objects.get(ref="b").year == 2020


def test_events_of_a_country():
    kenya = make_country("KEN")
    make_event(ref="a", starts="2018", country=kenya)
    make_event(ref="b", starts="2019", country=kenya)
    make_event(ref="c", country=make_country("UGA"))
    assert [event.ref for event in in_country(kenya, AnonymousUser())] == ["b", "a"]


def test_an_event_says_what_nobody_knows_of_it():
    assert make_event().unknown == ("ends", "city", "country", "countries_present", "opportunities", "outcome")
    known = {"ends": "2019-07", "city": "Suva", "country": make_country("FJI"), "outcome": "none"}
    assert make_event(**known, countries_present=0, opportunities=0).unknown == ()


def test_a_sum_says_over_how_many_events_it_runs():
    for opportunities in (38, 13, None, 0):
        make_event(opportunities=opportunities)
    assert sum_of(Event.objects.all(), "opportunities") == Sum(51, 3, 1)
    assert sum_of(Event.objects.all(), "countries_present") == Sum(0, 0, 4)


def test_everybody_sees_every_event():
    event = make_event(origin="sample", source="")
    for actor in (None, AnonymousUser(), make_person()):
        assert set(visible_events(actor)) == {event}


def test_events_go_out_with_every_column_of_the_file(django_assert_num_queries):
    make_event(ref="b", title="Second", starts="2019-06", country=make_country("KEN"), opportunities=0)
    make_event(ref="a", title="First", starts="2019")
    with django_assert_num_queries(1):
        first, second = event_records(None)
    assert tuple(first) == tuple(second) == COLUMNS
    assert (first["ref"], first["country"], first["opportunities"]) == ("a", None, None)
    assert (second["ref"], second["country"], second["opportunities"]) == ("b", "KEN", 0)


@pytest.mark.parametrize("wrong", [{"kind": "party"}, {"origin": "hearsay"}, {"origin": "recorded", "source": ""}])
def test_the_database_holds_to_the_lists(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_event(**wrong)


def test_an_event_is_called_by_its_title():
    assert str(make_event(title="First workshop")) == "First workshop"
