"""Focus areas and topics: names in every language, order, which are in use."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from southsouth.ledger.models import Entry
from southsouth.members.lifecycle import Role
from southsouth.members.models import Person
from southsouth.reference.models import FocusArea, Topic
from tests.makers import make_area, make_person, make_topic
from tests.web.reading import errors_of, form_of, said, value_of

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Person | None], Client]
AREAS = "/en/desk/areas/"
NAMES = {f"name_{code}": f"Name {code}" for code, _own in settings.LANGUAGES}
SUMMARIES = {f"summary_{code}": f"About {code}" for code, _own in settings.LANGUAGES}


@pytest.fixture
def browser(signed_in: SignedIn) -> Client:
    return signed_in(make_person(Role.SECRETARIAT))


@pytest.fixture
def areas() -> list[FocusArea]:
    return [make_area(slug, position=place) for place, slug in enumerate(("finance", "work", "data"), start=1)]


def order() -> list[str]:
    return list(FocusArea.objects.order_by("position").values_list("slug", flat=True))


def test_an_area_is_added_with_its_names_and_comes_last(browser: Client, areas: list[FocusArea]) -> None:
    answer = browser.post(reverse("desk:area-new"), {**NAMES, **SUMMARIES, "slug": "new-field"})
    area = FocusArea.objects.get(slug="new-field")
    assert answer["Location"] == reverse("desk:area", args=["new-field"])
    assert area.names == {code: f"Name {code}" for code, _own in settings.LANGUAGES}
    assert area.summaries == {code: f"About {code}" for code, _own in settings.LANGUAGES}
    assert order() == ["finance", "work", "data", "new-field"]


def test_the_short_name_is_made_from_the_english_one(browser: Client) -> None:
    browser.post(reverse("desk:area-new"), {"name_en": "Health & care"})
    assert FocusArea.objects.get().slug == "health-care"


@pytest.mark.parametrize(
    ("sent", "errors"),
    [
        ({"name_en": ""}, [("id_name_en", "Write the name in English; the other languages fall back to it.")]),
        ({"name_en": "Work", "slug": "work"}, [("id_slug", "Another record has this short name. Choose another one.")]),
        (
            {"name_en": "Work", "slug": "Not Short"},
            [("id_slug", "Use small Latin letters, digits and hyphens only, for example public-service.")],
        ),
    ],
)
def test_what_cannot_be_kept_names_the_field(
    browser: Client, areas: list[FocusArea], sent: dict[str, str], errors: list[tuple[str, str]]
) -> None:
    answer = browser.post(reverse("desk:area-new"), {**sent, "name_fr": "Gardé"})
    assert answer.status_code == 422
    assert errors_of(answer) == errors
    assert value_of(answer, "name_fr") == "Gardé"
    assert FocusArea.objects.count() == 3


def test_an_area_is_renamed_and_keeps_its_short_name(browser: Client, areas: list[FocusArea]) -> None:
    address = reverse("desk:area", args=["work"])
    assert value_of(browser.get(address), "name_en") == "Work"
    answer = browser.post(address, {**NAMES, "slug": "labour"}, follow=True)
    area = FocusArea.objects.get(pk=areas[1].pk)
    assert (area.slug, area.names["fr"], area.summaries) == ("work", "Name fr", {})
    assert "Saved." in said(answer)


MOVES = [
    ({"up": "work"}, ["work", "finance", "data"]),
    ({"down": "work"}, ["finance", "data", "work"]),
    ({"up": "finance"}, ["finance", "work", "data"]),
    ({"down": "data"}, ["finance", "work", "data"]),
    ({"up": "nowhere"}, ["finance", "work", "data"]),
    ({}, ["finance", "work", "data"]),
]


@pytest.mark.parametrize(("sent", "after"), MOVES)
def test_an_area_moves_one_place(
    browser: Client, areas: list[FocusArea], sent: dict[str, str], after: list[str]
) -> None:
    assert browser.post(AREAS, sent)["Location"] == AREAS
    assert order() == after


def test_the_ends_of_the_list_have_one_button(browser: Client, areas: list[FocusArea]) -> None:
    html = browser.get(AREAS).content.decode()
    assert (html.count('name="up"'), html.count('name="down"')) == (2, 2)
    assert "Move “Work” up" in said(browser.get(AREAS))


def test_a_topic_moves_one_place(browser: Client) -> None:
    area = make_area("work")
    for place, slug in enumerate(("one", "two"), start=1):
        make_topic(slug, area=area, position=place)
    browser.post(reverse("desk:area-order", args=["work"]), {"down": "one"})
    assert list(area.topics.order_by("position").values_list("slug", flat=True)) == ["two", "one"]


def test_an_area_is_offered_no_longer_and_again(browser: Client, areas: list[FocusArea]) -> None:
    address = reverse("desk:area-use", args=["work"])
    browser.post(address)
    assert not FocusArea.objects.get(slug="work").active
    assert "Work Not in use" in said(browser.get(AREAS))
    browser.post(address)
    assert FocusArea.objects.get(slug="work").active
    assert [entry.deed for entry in Entry.objects.about("focusarea", "work")] == [
        "focus_area.retired",
        "focus_area.restored",
    ]


def test_the_last_area_in_use_stays_in_use(browser: Client) -> None:
    make_area("work")
    answer = browser.post(reverse("desk:area-use", args=["work"]), follow=True)
    assert "One focus area must stay in use." in said(answer)
    assert FocusArea.objects.get().active


def test_a_topic_is_added_renamed_and_moved_to_another_area(browser: Client, areas: list[FocusArea]) -> None:
    browser.post(reverse("desk:topic-new", args=["work"]), {"name_en": "Pensions", "area": "work"})
    topic = Topic.objects.get()
    assert (topic.slug, topic.area.slug, topic.names) == ("pensions", "work", {"en": "Pensions"})
    address = reverse("desk:topic", args=["work", "pensions"])
    assert form_of(browser.get(address))["area"] == ["work"]
    answer = browser.post(address, {"name_en": "Pension payment", "name_fr": "Pensions", "area": "finance"})
    topic.refresh_from_db()
    assert answer["Location"] == reverse("desk:area", args=["finance"])
    assert (topic.area.slug, topic.names) == ("finance", {"en": "Pension payment", "fr": "Pensions"})


def test_a_topic_without_a_name_is_not_kept(browser: Client, areas: list[FocusArea]) -> None:
    answer = browser.post(reverse("desk:topic-new", args=["work"]), {"name_fr": "Gardé", "area": "work"})
    assert errors_of(answer) == [("id_name_en", "Write the name in English; the other languages fall back to it.")]
    assert value_of(answer, "name_fr") == "Gardé"
    assert not Topic.objects.exists()


def test_a_short_name_of_another_topic_is_refused(browser: Client, areas: list[FocusArea]) -> None:
    make_topic("pensions", area=areas[0])
    sent = {"name_en": "Pensions", "area": "work"}
    answer = browser.post(reverse("desk:topic-new", args=["work"]), sent)
    assert errors_of(answer) == [("id_slug", "Another record has this short name. Choose another one.")]


def test_a_topic_is_offered_no_longer_and_again(browser: Client) -> None:
    make_topic("pensions", area=make_area("work"))
    address = reverse("desk:topic-use", args=["work", "pensions"])
    browser.post(address)
    assert not Topic.objects.get().active
    assert "Offer it again" in said(browser.get(reverse("desk:topic", args=["work", "pensions"])))
    browser.post(address)
    assert Topic.objects.get().active


def test_a_topic_is_found_under_its_own_area_only(browser: Client, areas: list[FocusArea]) -> None:
    make_topic("pensions", area=areas[0])
    assert browser.get(reverse("desk:topic", args=["work", "pensions"])).status_code == 404


def test_three_areas_cost_as_many_queries_as_one(browser: Client) -> None:
    counts = []
    for slug in ("one", "two"):
        make_topic(f"topic-{slug}", area=make_area(slug))
        browser.get(AREAS)
        with CaptureQueriesContext(connection) as found:
            browser.get(AREAS)
        counts.append(len(found))
    assert counts[0] == counts[1]
