"""Forms on paper: every question of the steps, empty for everybody and filled in for the keeper."""

from __future__ import annotations

from html import unescape

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from southsouth.catalogue.lifecycle import NeedState
from southsouth.web.workspace.forms import needs, solutions
from southsouth.web.workspace.forms.paper import sheets
from tests.makers import (
    AT,
    make_area,
    make_country,
    make_goal,
    make_need,
    make_organisation,
    make_person,
    make_topic,
    make_whole_solution,
)
from tests.web.reading import said
from tests.web.staging import no_engine, signed_in, words_only

__all__ = ["no_engine", "signed_in", "words_only"]
pytestmark = pytest.mark.django_db
STEPS = {"need": needs.STEPS, "solution": solutions.STEPS}


@pytest.mark.parametrize("code", [code for code, _ in settings.LANGUAGES])
@pytest.mark.parametrize("kind", ["need", "solution"])
def test_every_question_of_every_step_is_on_paper_in_every_language(client: Client, kind: str, code: str) -> None:
    with override(code):
        words = said(client.get(reverse(f"public:{kind}-paper")))
        for step in STEPS[kind]:
            form = step(today=AT.date())
            rows = [field for each in form.sets for field in each.forms[0].own_fields()]
            for field in [*form.questions(), *rows]:
                assert " ".join(str(field.label).split()) in words
                assert " ".join(unescape(str(field.help_text)).split()) in words
            assert all(str(each.form.rows_title) in words for each in form.sets)


def test_boxes_lines_and_short_lines(client: Client) -> None:
    make_topic(area=make_area("health"))
    first, people, context, help_wanted = sheets(needs.STEPS, today=AT.date())
    by_label = {str(each.label): each for sheet in (first, people, context, help_wanted) for each in sheet.questions}
    topics = by_label["Topics"]
    assert [(str(box.group), str(box.label), box.ticked) for box in topics.boxes] == [
        ("Health", "One stop services", False)
    ]
    assert len(by_label["The problem in two or three sentences"].lines) == 6
    assert len(by_label["People affected each year"].lines) == 0
    assert len(by_label["Places"].lines) == 1
    assert [str(box.label) for box in by_label["Can you receive visitors from the exporting country?"].boxes] == [
        *("Yes", "No", "I do not know yet")
    ]
    assert by_label["Country"].boxes == [] and len(by_label["Country"].lines) == 1
    assert by_label["Languages people use there"].number == "3.4"


def test_the_keeper_prints_what_the_record_holds(signed_in) -> None:
    home = make_organisation(country=make_country("KEN", official_languages=["sw", "en"]))
    need = make_need(
        NeedState.DRAFT,
        organisation=home,
        title="Births go unregistered",
        people_affected=23_000,
        willing_to_host=False,
        kinds_of_help=["training"],
        deadline="2027-01-31",
        goals=[make_goal(16)],
    )
    answer = signed_in(make_person(organisation=home)).get(reverse("workspace:need-paper", args=[need.ref]))
    words = said(answer)
    assert "Births go unregistered" in words and "23,000" in words and "31 January 2027" in words
    assert "Ticked: training" in words and "Ticked: No" in words and "Ticked: 16. Goal 16" in words
    assert "Ticked: I do not know yet" not in words


def test_the_parts_of_a_solution_are_filled_in_and_leave_room_for_more(signed_in) -> None:
    home = make_organisation()
    solution = make_whole_solution(organisation=home)
    solution.preconditions.update(fact="internet_users_pct", minimum=45)
    answer = signed_in(make_person(organisation=home)).get(reverse("workspace:solution-paper", args=[solution.ref]))
    words = said(answer)
    assert "Building block 1" in words and "Building block 3" in words and "Building block 4" not in words
    assert "One counter" in words and "Ticked: Law" in words and "2024" in words
    assert "individuals using the Internet" in words.lower() or "Internet users" in words


def test_what_others_keep_is_not_on_paper_for_anybody(client: Client, signed_in) -> None:
    need = make_need()
    assert client.get(reverse("workspace:need-paper", args=[need.ref])).status_code == 302
    assert signed_in(make_person()).get(reverse("workspace:need-paper", args=[need.ref])).status_code == 404


def test_the_lists_and_the_first_step_lead_to_paper(client: Client, signed_in) -> None:
    make_need()
    make_whole_solution("published")
    for kind in ("need", "solution"):
        address = reverse(f"public:{kind}-paper")
        assert address in client.get(reverse(f"public:{kind}s")).content.decode()
        assert address in signed_in(make_person()).get(reverse(f"workspace:{kind}-start")).content.decode()
