"""The gallery shows every part in every state, in every language, and leaves nothing out."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from django.utils.translation import override

from southsouth.members.lifecycle import Role
from southsouth.members.models import Person
from southsouth.web.desk.samples import SAMPLES, shown
from tests.house.reading import template_files
from tests.makers import make_person
from tests.web.reading import said

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Person | None], Client]
CODES = [code for code, _name in settings.LANGUAGES]


def test_every_part_is_in_the_gallery() -> None:
    assert sorted(SAMPLES) == sorted(path.stem for path in template_files() if path.parent.name == "parts")


@pytest.mark.parametrize("code", CODES)
def test_every_state_can_be_shown_in_every_language(code: str) -> None:
    with override(code):
        found = list(shown())
    assert len(found) == sum(len(states()) for states in SAMPLES.values())
    assert {each.part for each in found if not each.html.strip()} <= {
        "errors",
        "chosen",
        "origin",
        "pages",
        "need_story",
        "solution_sources",
        "challenges",
        "files",
        "second_look",
        "evidence_history",
    }


def test_no_state_shows_a_hole() -> None:
    """What a template asks of a sample is there: a missing value would stand as this mark."""
    from django.template import engines

    engine = engines["django"].engine  # type: ignore[attr-defined]
    before = engine.string_if_invalid
    engine.string_if_invalid = "HOLE(%s)"
    try:
        holes = {f"{each.part}.{each.state}" for each in shown() if "HOLE(" in each.html}
    finally:
        engine.string_if_invalid = before
    assert holes == set()


def test_the_page_shows_all_one_part_or_one_state(signed_in: SignedIn) -> None:
    browser = signed_in(make_person(Role.SECRETARIAT))
    everything = browser.get("/en/desk/parts/").content.decode()
    assert all(f'id="part-{name}"' in everything for name in SAMPLES)
    one = browser.get("/en/desk/parts/?only=gap").content.decode()
    assert one.count('class="stack sample"') == len(SAMPLES["gap"]())
    state = browser.get("/en/desk/parts/?only=match.folded")
    assert state.content.decode().count('class="stack sample"') == 1
    assert "Why it fits, and what must be adapted" in said(state)
    assert browser.get("/en/desk/parts/?only=nothing").status_code == 404
