"""Two languages beside each other, and what readers see of it."""

from __future__ import annotations

import pytest

from southsouth.catalogue.lifecycle import NeedState
from southsouth.catalogue.models import Translation, TranslationWish
from tests.makers import make_need, make_organisation, make_person, make_solution, make_translation
from tests.web.public.pages import attributes, said, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept():
    return make_solution(organisation=make_organisation(), title="Births", summary="In one visit")


@pytest.fixture
def writer(client, kept):
    client.force_login(make_person(organisation=kept.organisation))
    return client


def address(kept, language="fr"):
    return f"/en/workspace/solution/{kept.ref}/translate/{language}/"


def test_texts_are_saved_and_approved(writer, kept):
    assert "0 of" in said(writer.get(address(kept)))
    page = writer.post(address(kept), {"title": "Naissances", "save": "1"}, follow=True)
    assert "Saved." in said(page)
    page = writer.post(address(kept), {"title": "Naissances", "seen-title": "Naissances", "approve": "1"}, follow=True)
    assert "Readers of this language see it now" in said(page)
    assert texts(writer.get(f"/fr/solutions/{kept.ref}/"), "h1") == ["Naissances"]
    assert texts(writer.get(f"/fr/solutions/{kept.ref}/?original=1"), "h1") == ["Births"]
    assert texts(writer.get(f"/en/solutions/{kept.ref}/"), "h1") == ["Births"]


def test_what_two_wrote_stands_on_the_page(writer, kept):
    make_translation(kept, text="Theirs")
    page = writer.post(address(kept), {"title": "Mine", "seen-title": "", "save": "1"})
    assert page.status_code == 422
    assert "Theirs" in said(page)
    assert "Mine" in said(page)
    assert Translation.objects.get().text == "Theirs"


def test_a_text_that_is_too_long_is_still_there(writer, kept):
    page = writer.post(address(kept), {"title": "x" * 201, "save": "1"})
    assert page.status_code == 422
    assert "x" * 201 in said(page)
    assert not Translation.objects.exists()


def test_a_machine_is_offered_only_where_there_is_one(writer, kept, settings, tmp_path):
    settings.TRANSLATOR = ""
    assert "machine" not in said(writer.get(address(kept)))
    assert writer.post(address(kept), {"machine": "1"}).status_code == 404
    file = tmp_path / "memory.csv"
    file.write_text("en,fr\nBirths,Naissances\n", encoding="utf-8")
    settings.TRANSLATOR = str(file)
    page = writer.post(address(kept), {"machine": "1"}, follow=True)
    assert "Drafted by a machine" in said(page)
    assert "Draft of a machine".casefold() in said(page).casefold()
    assert "Nothing was left" in said(writer.post(address(kept), {"machine": "1"}, follow=True))
    settings.TRANSLATOR = str(tmp_path / "none.csv")
    assert "cannot be reached" in said(writer.post(address(kept), {"machine": "1"}, follow=True))


@pytest.mark.parametrize("language", ["en", "xx"])
def test_languages_that_make_no_sense_are_missing_pages(writer, kept, language):
    assert writer.get(address(kept, language)).status_code == 404
    assert writer.post(f"/en/workspace/solution/{kept.ref}/ask/{language}/").status_code == 404


def test_kinds_that_are_none_are_missing_pages(writer, kept):
    assert writer.get(f"/en/workspace/event/{kept.ref}/translate/fr/").status_code == 404


def test_a_member_asks_for_a_translation(client):
    need = make_need(NeedState.OPEN)
    client.force_login(make_person())
    here = f"/en/workspace/need/{need.ref}/ask/fr/"
    forms = attributes(client.get(f"/fr/needs/{need.ref}/"), "form", "action")
    assert here.replace("/en/", "/fr/", 1) in forms
    page = client.post(here, follow=True)
    assert page.status_code == 200
    assert TranslationWish.objects.get().language == "fr"


def test_lists_speak_the_language_of_the_reader(client, django_assert_max_num_queries):
    for number in range(3):
        make_translation(make_solution(title=f"Births {number}"), text=f"Naissances {number}")
    client.get("/fr/solutions/")
    page = client.get("/fr/solutions/?sort=title")
    assert set(texts(page, "h3")) == {"Naissances 0", "Naissances 1", "Naissances 2"}
    assert attributes(page, "h3", "lang") == [None, None, None]
    assert "Naissances 1" in said(client.get("/fr/"))


def test_a_stale_translation_says_so(client):
    solution = make_solution()
    make_translation(solution, of_digest="older", text="Ancien")
    page = client.get(f"/ar/solutions/{solution.ref}/")
    assert "Ancien" not in said(page)
    assert texts(client.get(f"/fr/solutions/{solution.ref}/"), "h1") == ["Ancien"]


def test_the_workspace_shows_how_much_is_translated(writer, kept):
    make_translation(kept)
    assert "In other languages" in said(writer.get(f"/en/workspace/solutions/{kept.ref}/"))


def test_the_desk_sees_what_is_wanted_and_what_is_old(client, kept):
    client.force_login(make_person("secretariat"))
    page = client.get("/en/desk/languages/")
    assert "Nobody asks for a translation now" in said(page)
    make_translation(kept, of_digest="older")
    TranslationWish.objects.create(solution=kept, language="ar", by=make_person(), at="2026-01-01T00:00Z")
    text = said(client.get("/en/desk/languages/"))
    assert "Births" in text
    assert "asked for by 1 person" in text


def test_a_program_is_never_offered_for_what_is_confidential(client, settings, tmp_path):
    settings.TRANSLATOR = str(tmp_path / "memory.csv")
    need = make_need(NeedState.OPEN, organisation=make_organisation(), visibility="secretariat")
    client.force_login(make_person(organisation=need.organisation))
    here = f"/en/workspace/need/{need.ref}/translate/fr/"
    assert "machine" not in said(client.get(here))
    assert client.post(here, {"machine": "1"}).status_code == 404


def test_each_text_says_its_own_language(client):
    need = make_need(NeedState.OPEN, tried="Mobile teams", sufferers="Parents")
    make_translation(need, "ar", "tried", text="فرق متنقلة")
    page = client.get(f"/ar/needs/{need.ref}/")
    found = dict(zip(texts(page, "dd"), attributes(page, "dd", "lang"), strict=True))
    assert (found["فرق متنقلة"], found["Parents"]) == (None, "en")


def test_the_problem_of_a_solution_is_read_in_translation(client):
    solution = make_solution(problem="Forms are lost", terms="Free of charge")
    make_translation(solution, "fr", "problem", text="Les formulaires se perdent")
    make_translation(solution, "fr", "terms", text="Gratuit")
    page = said(client.get(f"/fr/solutions/{solution.ref}/"))
    assert "Les formulaires se perdent" in page
    assert "Gratuit" in page
    assert "Forms are lost" not in page
