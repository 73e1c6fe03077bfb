"""Words and stems."""

from __future__ import annotations

import pytest

from southsouth.engine.fit.terms import LONGEST_WORD, STOP_WORDS, stem_of, stems, words


def test_words_are_given_as_they_are_written():
    assert words("Births, deaths: 3,000 a year! L’eau d'ici—oui") == [
        *("Births", "deaths", "3", "000", "a", "year", "L’eau", "d'ici", "oui")
    ]


def test_stems_keep_order_and_repeats_and_leave_out_stop_words():
    assert stems("The farmers and the farmer were farming") == ["farmer", "farmer", "farm"]


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("Registered", "regist"),
        ("registering", "regist"),
        ("Country's", "countri"),
        ("country’s", "countri"),
        ("Café", "cafe"),
        ("the", ""),
        ("Would", ""),
        ("x", ""),
        ("水", "水"),
        ("don't", "dont"),
    ],
)
def test_a_word_has_one_stem_however_it_is_written(word, stem):
    assert stem_of(word) == stem


def test_a_word_too_long_for_any_language_is_passed_over():
    assert stems(f"water {'x' * (LONGEST_WORD + 1)} dam") == ["water", "dam"]


def test_stop_words_are_small_and_plain():
    assert all(word == word.casefold() and word.isascii() and word.isalpha() for word in STOP_WORDS)
