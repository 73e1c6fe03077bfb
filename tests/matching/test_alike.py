"""Records that may be the same as the one being written."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from pytest_django.fixtures import Settings

from southsouth.catalogue.lifecycle import NeedState, SolutionState
from southsouth.catalogue.models import Need, Solution
from southsouth.matching.actions import refresh_index
from southsouth.matching.queries import alike, like_needs, like_solutions
from tests.makers import AT, make_need, make_organisation, make_person, make_solution

pytestmark = pytest.mark.django_db
VISITOR = AnonymousUser()
BIRTHS = ("Births go unregistered in remote districts", "Parents walk two days to register a birth, and many never do.")
AGAIN = (
    "Registering births in remote districts",
    "Parents walk for two days to have a birth registered. Many never do.",
)
FRENCH = ("Les naissances ne sont pas enregistrées", "Les parents marchent deux jours pour enregistrer une naissance.")
OTHERS = (
    ("Villages far from the grid stay dark", "Panels given by projects break and nobody repairs them."),
    ("Tender notices are hidden", "Bids are opened behind closed doors and the same firms win."),
    ("Nearly half of the adults cannot read", "Teachers are few and earlier classes failed."),
    ("Citizens lose working days in offices", "Lines are long and the requirements are unclear."),
    ("Children are not vaccinated", "Nurses keep paper lists and lose track of who came."),
)


def need(text: tuple[str, str], state: str = NeedState.OPEN, **fields: object) -> Need:
    return make_need(state, title=text[0], problem=text[1], **fields)


def solution(text: tuple[str, str], state: str = SolutionState.PUBLISHED, **fields: object) -> Solution:
    return make_solution(state, title=text[0], summary=text[1], **fields)


@pytest.mark.parametrize("text", [AGAIN, BIRTHS])
def test_the_same_need_in_other_words_is_found_and_others_are_not(text):
    same = need(BIRTHS)
    for other in OTHERS:
        need(other)
    assert like_needs(need(text, NeedState.DRAFT), VISITOR) == [same]
    assert like_needs(need(OTHERS[0], NeedState.DRAFT), VISITOR) != [same]
    assert like_needs(need(("Fishing boats", "Nets tear in storms."), NeedState.DRAFT), VISITOR) == []


def test_the_same_solution_is_found_and_others_are_not():
    same = solution(BIRTHS)
    for other in OTHERS:
        solution(other)
    assert like_solutions(solution(AGAIN, SolutionState.DRAFT), VISITOR) == [same]
    assert like_solutions(solution(("Fishing boats", "Nets hold."), SolutionState.DRAFT), VISITOR) == []


def test_what_the_writer_may_not_see_is_not_told():
    home = make_organisation()
    hidden = need(BIRTHS, visibility="secretariat", organisation=home)
    members = need(BIRTHS, visibility="members")
    for other in OTHERS:
        need(other)
    draft = need(AGAIN, NeedState.DRAFT)
    assert like_needs(draft, VISITOR) == []
    assert like_needs(draft, make_person()) == [members]
    assert set(like_needs(draft, make_person(organisation=home))) == {hidden, members}


def test_a_title_alone_is_compared_with_nothing():
    need(BIRTHS)
    solution(BIRTHS)
    assert like_needs(need((BIRTHS[0], ""), NeedState.DRAFT), VISITOR) == []
    assert like_solutions(solution((BIRTHS[0], ""), SolutionState.DRAFT), VISITOR) == []


def test_a_record_is_not_like_itself_and_three_are_enough():
    shown = need(BIRTHS)
    assert like_needs(shown, VISITOR) == []
    for _ in range(4):
        need(BIRTHS)
    assert len(like_needs(shown, VISITOR)) == 3
    assert len(like_needs(shown, VISITOR, most=4)) == 4


def test_nothing_is_told_while_there_is_no_index(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(alike, "searchable_needs", lambda: None)
    assert like_needs(need(BIRTHS), VISITOR) == []


def test_with_the_sentence_model_the_same_is_found_in_another_language(settings: Settings, tmp_path):
    settings.LANGUAGE_MODEL, settings.INDEX_DIR = "", tmp_path / "index"
    same = need(BIRTHS)
    for other in OTHERS:
        need(other)
    refresh_index(at=AT)
    assert like_needs(need(FRENCH, NeedState.DRAFT, language="fr"), VISITOR) == [same]
