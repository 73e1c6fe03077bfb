"""The controlled vocabulary and finding its terms in a text."""

import pytest

from southsouth.engine.fit.dictionary.lights import DATA
from southsouth.engine.fit.dictionary.vocabulary import (
    Concept,
    Phrasebook,
    WrongVocabulary,
    read_vocabulary,
    shared,
)
from southsouth.engine.fit.dictionary.words import words_of

BIRTH = Concept("registration", {"en": ("birth certificate",), "fr": ("acte de naissance", "extrait de naissance")})
ACT = Concept("state", {"en": ("deed", "act"), "fr": ("acte", "actes")})
PORT = Concept("trade", {"en": ("port",), "fr": ("port", "ports")})
DOOR = Concept("general", {"en": ("door",), "fr": ("porte",)})
CARRY = Concept("general", {"en": ("carry",), "fr": ("porter",)})
ONLINE = Concept("digital", {"en": ("online",), "fr": ("en ligne", "ligne à ligne")})
LINE = Concept("general", {"en": ("line",), "fr": ("ligne",)})
ABROAD = Concept("trade", {"en": ("abroad",), "fr": ("ligne de", "port à")})
THEY = Concept("general", {"en": ("they",), "fr": ("ils", "?")})
BOOK = Phrasebook([BIRTH, ACT, PORT, DOOR, CARRY, ONLINE, LINE, ABROAD, THEY], "fr")


def found(text, start=0):
    return BOOK.find(words_of(text, "fr"), start)


def test_the_longest_term_is_found_with_light_words_passed_over():
    term = found("actes de la naissance")
    assert (term.words, term.concepts, term.exact) == (4, (BIRTH,), False)
    assert found("acte de naissance").exact
    assert found("acte de la dernière naissance").concepts == (ACT,)
    assert found("acte de la ou le naissance").concepts == (ACT,)


def test_the_very_form_decides_between_equal_stems():
    assert found("porte").concepts == (DOOR,)
    assert found("port").concepts == (PORT,)
    assert (found("portes").concepts, found("portes").exact) == ((DOOR,), False)
    assert found("portera").concepts == (CARRY,)


def test_terms_begin_where_one_asks():
    assert found("un acte", 0) is None
    assert found("un acte", 1).concepts == (ACT,)
    assert found("maison") is None


def test_a_term_of_light_words_is_not_looked_for():
    assert found("ils") is None


def test_a_single_word_with_light_ones_must_stand_whole():
    assert (found("en ligne").words, found("en ligne").concepts) == (2, (ONLINE,))
    assert found("ligne").concepts == (LINE,)
    assert found("la ligne") is None
    assert (found("ligne de").words, found("ligne de").concepts) == (2, (ABROAD,))
    assert (found("ligne à la ligne").words, found("ligne à la ligne").concepts) == (4, (ONLINE,))


def test_a_concept_named_twice_is_found_once():
    twice = Concept("state", {"en": ("act",), "fr": ("acte", "Acte", "ACTE")})
    assert Phrasebook([twice], "fr").find(words_of("acte", "fr"), 0).concepts == (twice,)


def test_single_words_are_known_by_their_stem():
    assert BOOK.knows("port")
    assert not BOOK.knows("naissanc")


def test_an_empty_book_finds_nothing():
    assert Phrasebook([], "fr").find(words_of("acte", "fr"), 0) is None


def test_the_first_english_term_has_the_most():
    assert list(BIRTH.shares(0.8)) == [("birth certificate", 1.0)]
    assert list(ACT.shares(0.8)) == [("deed", 0.8), ("act", pytest.approx(0.2))]


def test_shared_beginnings():
    assert (shared("porte", "portes"), shared("ab", "ab"), shared("a", "b")) == (pytest.approx(10 / 11), 1.0, 0.0)


def test_a_wrong_file_is_refused_with_its_place(tmp_path):
    file = tmp_path / "vocabulary.csv"
    file.write_text("theme,en,fr\nstate,act|deed,acte\nstate,,loi\n", encoding="utf-8")
    with pytest.raises(WrongVocabulary, match=r"vocabulary\.csv:3: the English term is missing"):
        read_vocabulary(file)
    file.write_text("fr,de\nacte,Akte\n", encoding="utf-8")
    with pytest.raises(WrongVocabulary, match="the columns theme and en are missing"):
        read_vocabulary(file)
    file.write_text("", encoding="utf-8")
    with pytest.raises(WrongVocabulary):
        read_vocabulary(file)


def test_empty_cells_are_no_terms(tmp_path):
    file = tmp_path / "vocabulary.csv"
    file.write_text("theme,en,fr,es\nstate,act | deed,,acto|\nstate,law\n", encoding="utf-8")
    concepts = read_vocabulary(file)
    assert [concept.terms for concept in concepts] == [{"en": ("act", "deed"), "es": ("acto",)}, {"en": ("law",)}]


def test_the_shipped_vocabulary_is_whole():
    concepts = read_vocabulary(DATA / "vocabulary.csv")
    assert len(concepts) > 1_000
    languages = {"en", "fr", "es", "pt", "ar", "ru", "zh", "bn"}
    assert [concept.english[0] for concept in concepts if set(concept.terms) != languages] == []
    firsts = [concept.english[0] for concept in concepts]
    assert [first for first in firsts if firsts.count(first) > 1] == []
