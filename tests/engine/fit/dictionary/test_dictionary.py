"""The shipped dictionary as others use it."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from southsouth.engine.fit.dictionary import LANGUAGES, Dictionary, Gloss
from southsouth.engine.fit.dictionary.lights import DATA

DICTIONARY = Dictionary.packaged()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Les habitants attendent un acte de naissance."),
        ("es", "Los vecinos esperan una partida de nacimiento."),
        ("pt", "Os moradores esperam uma certidão de nascimento."),
        ("ar", "ينتظر السكان شهادة الميلاد."),
        ("ru", "Жители ждут свидетельство о рождении."),
        ("zh", "居民等待出生证明。"),
        ("bn", "বাসিন্দারা জন্ম সনদের জন্য অপেক্ষা করেন।"),
    ],
)
def test_a_need_is_glossed_from_every_language(language, text):
    gloss = DICTIONARY.gloss(text, language)
    assert "birth certificate" in gloss.text
    assert gloss.terms["birth"] == pytest.approx(1.0)
    assert gloss.share_known >= 0.6


def test_english_is_its_own_gloss():
    assert DICTIONARY.gloss("Land records are lost", "en") == Gloss(
        "Land records are lost", {"land": 1.0, "records": 1.0, "lost": 1.0}, 1.0
    )


def test_of_other_languages_nothing_is_known():
    assert DICTIONARY.gloss("cheti cha kuzaliwa", "sw") == Gloss(
        "cheti cha kuzaliwa", {"cheti": 1.0, "cha": 1.0, "kuzaliwa": 1.0}, 0.0
    )


@settings(deadline=None)
@given(st.text(), st.sampled_from([*LANGUAGES, "en", "", "xx"]))
def test_no_text_makes_it_fail_and_the_same_text_gives_the_same(text, language):
    gloss = DICTIONARY.gloss(text, language)
    assert gloss == DICTIONARY.gloss(text, language)
    assert 0.0 <= gloss.share_known <= 1.0
    assert all(weight > 0 for weight in gloss.terms.values())


def test_an_approved_translation_teaches_a_new_word():
    pairs = [("Le zorblatt protège les paysans", "The levy protects the farmers")] * 2
    taught = DICTIONARY.learned(pairs, "fr")
    assert "levy" in taught.gloss("un zorblatt", "fr").text
    assert "levy" not in DICTIONARY.gloss("un zorblatt", "fr").text
    assert taught.gloss("acte de naissance", "fr").text == "birth certificate"
    assert taught.gloss("اعتماد", "ar") == DICTIONARY.gloss("اعتماد", "ar")


def test_lessons_add_up():
    once = DICTIONARY.learned([("brumzig", "levy")], "fr")
    again = once.learned([("brumzig", "levy")], "fr")
    assert again.table("fr").rows["brumzig"]["levy"] > once.table("fr").rows["brumzig"]["levy"]
    assert "政府" in DICTIONARY.learned([("政府在工作", "the government works")], "zh").table("zh").words


def test_the_name_changes_with_what_is_known(tmp_path):
    names = {DICTIONARY.name, Dictionary.packaged().name}
    assert len(names) == 1
    names |= {DICTIONARY.learned([("brumzig", "levy")], "fr").name, Dictionary(tmp_path).name}
    assert len(names) == 3
    assert all(name.startswith("words-") for name in names)


def test_a_folder_without_tables_leaves_the_vocabulary(tmp_path):
    assert Dictionary(tmp_path).gloss("acte de naissance", "fr").text == "birth certificate"
    assert Dictionary(tmp_path).gloss("出生证明", "zh").text == "birth certificate"


def test_what_ships_is_small_and_loads_at_once():
    assert sum(file.stat().st_size for file in DATA.iterdir()) < 6_000_000
    start = time.process_time()
    Dictionary.packaged().gloss("acte de naissance", "fr")
    assert time.process_time() - start < 1.0
