"""Languages are recognised."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from southsouth.engine.fit.dictionary import Dictionary
from southsouth.engine.fit.dictionary.detect import (
    LATIN,
    Detector,
    WrongModel,
    learn_detector,
    read_detector,
    write_detector,
)

DICTIONARY = Dictionary.packaged()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("People wait in long queues", "en"),
        ("Les gens attendent très longtemps", "fr"),
        ("La gente espera muchas horas", "es"),
        ("As pessoas esperam muitas horas", "pt"),
        ("Люди часами стоят в очередях", "ru"),
        ("ينتظر الناس ساعات طويلة", "ar"),
        ("人们要排很长的队", "zh"),
        ("মানুষ ঘণ্টার পর ঘণ্টা অপেক্ষা করে", "bn"),
        ("Система MOSIP нужна нашей стране", "ru"),
        ("我们需要 MOSIP", "zh"),
        ("The Arabic word خدمة means service here", "en"),
    ],
)
def test_five_words_are_enough(text, language):
    assert DICTIONARY.detect(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12 345 !?",
        "x",
        "Wananchi wanalazimika kusafiri mbali kupata cheti cha kuzaliwa",
        "Die Bürger müssen lange auf eine Geburtsurkunde warten",
        "Громадяни України їздять до іншої установи",
        "شهریان برای گرفتن گواهی باید به اداره بروند",
        "市民は役所に行きます",
        "시민들은 출생증명서를 받습니다",
        "ৰাইজে চৰকাৰী কাৰ্যালয়লৈ যাব লাগে",
    ],
)
def test_other_languages_and_no_language_are_left_unsure(text):
    assert DICTIONARY.detect(text) == ""


@given(st.text())
def test_any_text_has_a_language_or_none(text):
    assert DICTIONARY.detect(text) in {"en", "fr", "es", "pt", "ru", "ar", "zh", "bn", ""}


def test_a_detector_learns_from_texts_alone():
    texts = {"en": ["the the the"], "fr": ["les les les"], "es": ["los los los"], "pt": ["dos dos dos"]}
    detector = learn_detector(texts)
    assert [detector.detect(texts[language][0]) for language in LATIN] == list(LATIN)


def test_a_text_that_is_likely_in_two_languages_is_unsure():
    detector = learn_detector({"en": ["social plan"], "es": ["social plan"], "fr": ["zut"], "pt": ["vez"]})
    assert detector.detect("social plan") == ""


def test_the_file_gives_back_the_detector(tmp_path):
    detector = learn_detector({"en": ["the house"], "fr": ["la maison"]})
    write_detector(detector, tmp_path / "a.npz")
    write_detector(detector, tmp_path / "b.npz")
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()
    again = read_detector(tmp_path / "a.npz")
    assert [again.detect(text) for text in ("the house", "la maison", "")] == ["en", "fr", ""]


def test_a_damaged_model_is_named(tmp_path):
    file = tmp_path / "languages.npz"
    file.write_bytes(b"nothing")
    with pytest.raises(WrongModel, match=r"languages\.npz"):
        read_detector(file)


def test_letters_that_make_no_run_have_no_language():
    detector = Detector({}, np.zeros(4, dtype=np.float32))
    assert detector.detect("Ⱥ") == ""
