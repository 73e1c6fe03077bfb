"""Words, their spellings and their stems."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from southsouth.engine.fit.dictionary.letters import fold, readable
from southsouth.engine.fit.dictionary.lights import light_words
from southsouth.engine.fit.dictionary.stems import stem, without_particle
from southsouth.engine.fit.dictionary.words import Word, keys_of, words_of

LANGUAGES = ["en", "fr", "es", "pt", "ar", "ru", "zh", "bn"]


def test_spellings_of_one_word_meet():
    assert fold("أُمّةٌ", "ar") == fold("امه", "ar") == "امه"
    assert fold("كتـــاب", "ar") == "كتاب"
    assert fold("ёлка", "ru") == "елка"
    assert fold("ёлка", "fr") == "ёлка"
    assert fold("য\u09bc", "bn") == "\u09df"
    assert readable("a\u200cb\ud800 ﬁ") == "ab? fi"


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("en", ["registration", "registrations"]),
        ("fr", ["enregistrement", "enregistrements"]),
        ("es", ["ciudadano", "ciudadanos"]),
        ("pt", ["cidadão", "cidadãos"]),
        ("ru", ["свидетельство", "свидетельством", "свидетельства"]),
        ("ar", ["الخدمات", "خدمات", "والخدمات", "بالخدمات", "وخدمات", "خدمة", "خدمتهم"]),
        ("bn", ["গ্রাম", "গ্রামের", "গ্রামগুলি", "গ্রামগুলোর", "গ্রামে"]),
        ("zh", ["政府"]),
    ],
)
def test_forms_of_a_word_share_its_stem(language, forms):
    assert len({stem(form, language) for form in forms}) == 1


def test_a_stem_has_no_accents_and_is_never_empty():
    assert stem("sécurité", "fr") == "secur"
    assert stem("من", "ar") == "من"
    assert stem("ال", "ar") == "ال"
    assert stem("রা", "bn") == "রা"


def test_a_particle_goes_only_from_words_long_enough():
    assert without_particle("بزيار") == "زيار"
    assert without_particle("بيت") == "بيت"
    assert without_particle("مدرس") == "مدرس"


def test_words_keep_their_order_and_tell_what_they_are():
    assert words_of("L'État, en 2030", "fr") == [
        Word("l", "l", light=True, name=True),
        Word("état", "etat", light=False, name=True, pause=","),
        Word("en", "en", light=True, name=False),
        Word("2030", "2030", light=False, name=False),
    ]


def test_latin_words_in_another_script_are_kept_as_names():
    assert words_of("система MOSIP", "ru")[1] == Word("mosip", "mosip", light=False, name=True)


def test_arabic_words_stand_without_the_article():
    assert [word.text for word in words_of("والطرق الطرق وطرقات ولد", "ar")] == ["طرق", "طرق", "طرقات", "ولد"]


def test_arabic_conjunctions_written_onto_light_words_leave_them_light():
    assert [word.light for word in words_of("ولا فمن وزارة", "ar")] == [True, True, False]


def test_chinese_runs_are_cut_and_the_rest_kept():
    cut = {"政府的系统": ["政府", "的", "系统"], "用": ["用"]}
    words = words_of("QR码政府的系统123用abc", "zh", lambda run: cut.get(run, [run]))
    assert [word.text for word in words] == ["qr", "码政府的系统", "123", "用", "abc"]
    assert [word.text for word in words_of("政府的系统", "zh", cut.__getitem__)] == ["政府", "的", "系统"]
    assert [word.light for word in words_of("政府的系统", "zh", cut.__getitem__)] == [False, True, False]


def test_marks_stay_inside_words():
    assert keys_of("বাংলাদেশ। ভাষা", "bn") == [stem("বাংলাদেশ", "bn"), stem("ভাষা", "bn")]


def test_every_language_has_light_words_and_others_none():
    assert {language for language in LANGUAGES if not light_words(language)} == set()
    assert light_words("sw") == {}
    assert "который" in light_words("ru")


@given(st.text(), st.sampled_from(LANGUAGES))
def test_any_text_gives_words_with_keys(text, language):
    assert all(word.text and len(word.text) <= 80 for word in words_of(text, language))
