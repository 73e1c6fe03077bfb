"""Translations: written, approved, drafted by a program, stale, asked for."""

from __future__ import annotations

import json
import threading
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, HTTPServer

import httpx
import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from southsouth.catalogue.actions import translators
from southsouth.catalogue.actions.translations import (
    ask_for_translation,
    draft_by_machine,
    originals,
    save_translations,
)
from southsouth.catalogue.actions.translators import FileTranslator, HttpTranslator, TranslatorFailed, translator
from southsouth.catalogue.lifecycle import NeedState, TranslatedMeanwhile
from southsouth.catalogue.models import Translation, TranslationWish
from southsouth.catalogue.policies import may_ask_translation, visible_translations
from southsouth.catalogue.queries.translations import (
    LanguageCount,
    approved_words,
    coverage,
    language_counts,
    stale_translations,
    wanted,
)
from southsouth.ledger.models import Entry
from tests.makers import AT, make_need, make_organisation, make_person, make_solution, make_translation

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept():
    return make_solution(
        organisation=make_organisation(), title="Births", summary="In one visit", how_it_works="By phone"
    )


@pytest.fixture
def keeper(kept):
    return make_person(organisation=kept.organisation)


def save(kept, by, texts, **more):
    return save_translations(kept, "fr", texts, approve=more.pop("approve", False), by=by, at=AT, **more)


def test_only_what_is_written_can_be_translated(kept, keeper):
    assert originals(kept) == {"title": "Births", "summary": "In one visit", "how_it_works": kept.how_it_works}
    with pytest.raises(PermissionDenied):
        save(kept, keeper, {"terms": "Conditions"})


def test_a_draft_is_kept_and_then_approved(kept, keeper):
    save(kept, keeper, {"title": " Naissances ", "summary": ""})
    row = Translation.objects.get()
    assert (row.text, row.state, row.approved_by) == ("Naissances", "draft", None)
    assert save(kept, keeper, {"title": "Naissances"}) == []
    save(kept, keeper, {"title": "Naissances"}, approve=True)
    row.refresh_from_db()
    assert (row.state, row.approved_by, row.approved_at) == ("approved", keeper, AT)
    assert save(kept, keeper, {"title": "Naissances"}, approve=True) == []
    assert save(kept, keeper, {"title": "Naissances"}) == [], "a saved page takes no approval back"
    deeds = [entry.deed for entry in Entry.objects.about("solution", kept.ref)]
    assert deeds == ["translation.saved", "translation.approved"]


def test_an_empty_text_is_taken_away(kept, keeper):
    make_translation(kept)
    save(kept, keeper, {"title": ""})
    assert not Translation.objects.exists()


def test_the_secretariat_writes_for_everybody_and_others_do_not(kept):
    save(kept, make_person("secretariat"), {"title": "Naissances"})
    with pytest.raises(PermissionDenied):
        save(kept, make_person(), {"title": "Autre"})


@pytest.mark.parametrize("language", ["en", "xx"])
def test_only_into_other_languages_of_the_platform(kept, keeper, language):
    with pytest.raises(PermissionDenied):
        save_translations(kept, language, {"title": "x"}, approve=True, by=keeper, at=AT)


def test_two_who_write_lose_nothing(kept, keeper):
    make_translation(kept, text="Theirs")
    with pytest.raises(TranslatedMeanwhile) as refusal:
        save(kept, keeper, {"title": "Mine", "summary": "S"}, seen={"title": "", "summary": "", "gone": ""})
    assert refusal.value.theirs == {"title": "Theirs"}
    save(kept, keeper, {"title": "Theirs"}, seen={"title": ""})
    save(kept, keeper, {"title": "Both"}, seen={"title": "Theirs"})
    assert Translation.objects.get().text == "Both"


class Reversed:
    name = "reversed"

    def translate(self, texts, source, target):
        return ["" if text == "In one visit" else text[::-1] for text in texts]


def test_a_machine_fills_what_nobody_wrote_and_is_marked(kept, keeper):
    make_translation(kept, field="how_it_works", state="draft")
    assert draft_by_machine(kept, "fr", Reversed(), by=keeper, at=AT) == 1
    row = Translation.objects.get(field="title")
    assert (row.text, row.state, row.maker) == ("shtriB", "machine", "reversed")
    assert not visible_translations(AnonymousUser()).exists()
    save(kept, keeper, {"summary": "x", "title": "Naissances"})
    assert draft_by_machine(kept, "fr", Reversed(), by=keeper, at=AT) == 0


def test_what_people_wrote_while_the_machine_worked_stays(kept, keeper):
    class Slow(Reversed):
        def translate(self, texts, source, target):
            save(kept, keeper, {"title": "Naissances"})
            return super().translate(texts, source, target)

    assert draft_by_machine(kept, "fr", Slow(), by=keeper, at=AT) == 1
    assert dict(Translation.objects.values_list("field", "text")) == {
        "title": "Naissances",
        "how_it_works": "enohp yB",
    }


def test_what_is_confidential_goes_to_no_program():
    need = make_need(NeedState.OPEN, organisation=make_organisation(), visibility="secretariat")
    keeper = make_person(organisation=need.organisation)
    with pytest.raises(PermissionDenied):
        draft_by_machine(need, "fr", Reversed(), by=keeper, at=AT)
    save(need, keeper, {"title": "Par des personnes"})
    assert Translation.objects.get().maker == ""


def test_who_sees_which(kept, keeper):
    approved = make_translation(kept)
    draft = make_translation(kept, field="summary", state="draft")
    assert set(visible_translations(AnonymousUser())) == {approved}
    assert set(visible_translations(make_person())) == {approved}
    assert set(visible_translations(keeper)) == {approved, draft}
    assert set(visible_translations(make_person("secretariat"))) == {approved, draft}


def test_words_in_a_language_know_when_the_original_changed(kept):
    make_translation(kept)
    make_translation(kept, field="summary", of_digest="older")
    make_translation(kept, field="terms", of_digest="gone")
    need = make_need(title="Register", language="fr")
    words = approved_words([kept, need], "fr")
    assert set(words) == {("solution", kept.pk)}
    found = words["solution", kept.pk]
    assert {name: each.stale for name, each in found.items()} == {"title": False, "summary": True}
    assert approved_words([kept], "en") == {}


def test_how_much_stands_in_each_language(kept):
    make_translation(kept)
    make_translation(kept, field="summary", state="draft")
    make_translation(kept, field="how_it_works", of_digest="older")
    make_translation(kept, field="terms")
    ask_for_translation(kept, "fr", by=make_person(), at=AT)
    french, arabic = coverage(kept, ["en", "fr", "ar"])
    assert (french.approved, french.stale, french.drafts, french.texts, french.wishes) == (2, 1, 1, 3, 1)
    assert (arabic.approved, arabic.texts) == (0, 3)
    assert language_counts() == {"fr": LanguageCount("fr", 3, 1, 0)}
    assert stale_translations() == [(kept, "fr", 1)]


def test_wishes_are_counted_once_a_person(kept):
    person, need = make_person(), make_need(NeedState.OPEN)
    assert ask_for_translation(kept, "ar", by=person, at=AT)
    assert not ask_for_translation(kept, "ar", by=person, at=AT)
    ask_for_translation(kept, "ar", by=make_person(), at=AT)
    ask_for_translation(need, "fr", by=person, at=AT)
    ask_for_translation(kept, "fr", by=person, at=AT)
    make_translation(kept, "fr")
    assert [(each.record, each.language, each.wishes) for each in wanted()] == [(kept, "ar", 2), (need, "fr", 1)]
    assert TranslationWish.objects.count() == 4
    assert {str(wish) for wish in TranslationWish.objects.all()} == {"ar", "fr"}
    with pytest.raises(PermissionDenied):
        ask_for_translation(kept, kept.language, by=person, at=AT)
    assert not may_ask_translation(AnonymousUser(), kept)


def test_texts_of_a_need():
    need = make_need(NeedState.OPEN)
    make_translation(need, of_digest="older")
    assert str(Translation.objects.get()) == "title fr"
    assert stale_translations() == [(need, "fr", 1)]
    assert coverage(need, ["fr"])[0].stale == 1


class Server(BaseHTTPRequestHandler):
    answer: bytes = b""
    status = 200
    delay = 0.0

    def do_POST(self):
        time.sleep(self.delay)
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        body = (
            self.answer
            or json.dumps({"translatedText": [f"{text} ({asked['target']})" for text in asked["q"]]}).encode()
        )
        self.send_response(self.status)
        self.end_headers()
        with suppress(OSError):
            self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture
def server():
    served = HTTPServer(("127.0.0.1", 0), Server)
    thread = threading.Thread(target=served.serve_forever)
    thread.start()
    Server.answer, Server.status = b"", 200
    yield f"http://127.0.0.1:{served.server_port}"
    served.shutdown()
    thread.join()
    served.server_close()


def test_a_server_translates(server, settings):
    settings.TRANSLATOR = server
    machine = translator()
    assert machine.name == "127.0.0.1"
    assert machine.translate(["a", "b"], "en", "fr") == ["a (fr)", "b (fr)"]


@pytest.mark.parametrize(
    ("answer", "status", "code"),
    [
        (b"not json", 200, "unreadable"),
        (b'{"translatedText": "one"}', 200, "unreadable"),
        (b'{"translatedText": ["one", "two"]}', 200, "unreadable"),
        (b'{"translatedText": [1]}', 200, "unreadable"),
        (b"{}", 200, "unreadable"),
        (b"{}", 500, "refused"),
    ],
)
def test_a_server_that_answers_oddly_is_refused(server, answer, status, code):
    Server.answer, Server.status = answer, status
    with pytest.raises(TranslatorFailed) as refusal:
        HttpTranslator(server).translate(["a"], "en", "fr")
    assert refusal.value.code == code


def test_a_server_that_is_slow_or_away_is_told(server, monkeypatch):
    with pytest.raises(TranslatorFailed) as refusal:
        HttpTranslator("http://127.0.0.1:9").translate(["a"], "en", "fr")
    assert refusal.value.code == "unreachable"
    monkeypatch.setattr(translators, "PATIENCE", httpx.Timeout(0.05))
    monkeypatch.setattr(Server, "delay", 0.5)
    with pytest.raises(TranslatorFailed) as refusal:
        HttpTranslator(server).translate(["a"], "en", "fr")
    assert refusal.value.code == "slow"


def test_a_file_of_what_was_translated_before(tmp_path, settings):
    settings.TRANSLATOR = ""
    assert translator() is None
    file = tmp_path / "memory.csv"
    file.write_text("en,fr\nBirths,Naissances\n", encoding="utf-8")
    settings.TRANSLATOR = str(file)
    machine = translator()
    assert isinstance(machine, FileTranslator)
    assert machine.translate(["Births", "Deaths"], "en", "fr") == ["Naissances", ""]
    with pytest.raises(TranslatorFailed) as refusal:
        machine.translate(["Births"], "en", "ar")
    assert refusal.value.code == "unreadable"
    with pytest.raises(TranslatorFailed) as refusal:
        FileTranslator(tmp_path / "none.csv").translate(["Births"], "en", "fr")
    assert refusal.value.code == "unreachable"
