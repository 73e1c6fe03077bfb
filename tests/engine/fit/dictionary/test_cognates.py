"""English words of close spelling."""

import pytest

from southsouth.engine.fit.dictionary.cognates import Cognates, latin, likeness, plain

ENGLISH = [
    "administration",
    "infrastructure",
    "electrification",
    "transparency",
    "photography",
    "modern",
    "tax",
    "naïve",
]


@pytest.mark.parametrize(
    ("word", "english"),
    [
        ("administração", "administration"),
        ("infraestructura", "infrastructure"),
        ("инфраструктура", "infrastructure"),
        ("électrification", "electrification"),
        ("электрификация", "electrification"),
        ("transparencia", "transparency"),
        ("фотография", "photography"),
        ("moderno", "modern"),
        ("taxe", None),
        ("escuela", None),
        ("administrator-general-of-all", None),
        ("政府服务中心", None),
    ],
)
def test_close_spellings_are_found_and_others_not(word, english):
    assert Cognates(ENGLISH).find(word) == english


def test_letters_become_latin():
    assert latin("Щёлочь") == "sheloch"
    assert latin("ñandú") == "nandu"


def test_sounds_written_differently_meet():
    assert plain("theatre") == plain("teatre")
    assert plain("commissyon") == "comision"


def test_likeness_is_one_for_equal_words_and_nought_for_strangers():
    assert likeness("abc", "abc") == 1.0
    assert likeness("abc", "xyz") == 0.0
