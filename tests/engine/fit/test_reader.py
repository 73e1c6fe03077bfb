"""Texts as they are read: language, English, words, vectors, notes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from southsouth.engine.fit import Note, Reader
from southsouth.engine.fit.languages import language_of, looks_english
from southsouth.engine.fit.profiles import Part, Text
from southsouth.engine.fit.reader import MOST_SENTENCES, REMEMBERED, passages
from southsouth.engine.fit.reading import Sentence
from southsouth.engine.fit.sentences import LONGEST_TEXT
from tests.engine.fit.makers import WIDTH, Bag, Table, texts

FRENCH = "Enregistrer les naissances dans les villages."


def codes(reading):
    return [note.code for note in reading.notes]


def test_a_text_is_read_into_sentences_words_and_vectors():
    reading = Reader(Bag()).read(texts("Small dams", "The dam keeps rain. Farmers use the rain."))
    assert [(each.part, each.text) for each in reading.sentences] == [
        (Part.TITLE, "Small dams"),
        (Part.SUMMARY, "The dam keeps rain."),
        (Part.SUMMARY, "Farmers use the rain."),
    ]
    assert reading.terms == ("small", "dam", "dam", "keep", "rain", "farmer", "use", "rain")
    assert reading.words == {"small": 1.5, "dam": 2.5, "keep": 1.0, "rain": 2.0, "farmer": 1.0, "use": 1.0}
    assert reading.vectors.shape == (3, WIDTH)
    assert np.allclose(np.linalg.norm(reading.vectors, axis=1), 1.0)
    assert reading.notes == ()


def test_a_sentence_counts_by_where_it_stands():
    asked = [Text(Part.TITLE, "Dams", "en"), Text(Part.TRIED, "Pumps were tried.", "en")]
    reading = Reader(Bag()).read(asked)
    assert reading.shares.tolist() == [0.75, 0.25]
    mean = 0.75 * reading.vectors[0] + 0.25 * reading.vectors[1]
    assert np.allclose(reading.vector, mean / np.linalg.norm(mean), atol=1e-6)


def test_without_a_model_there_are_words_and_a_note():
    reader = Reader(None)
    reading = reader.read(texts("Small dams"))
    assert (reader.name, reader.width) == ("words/2", 0)
    assert reading.vectors.shape == (1, 0)
    assert reading.vector.shape == (0,)
    assert codes(reading) == ["no_model"]
    assert reading.terms == ("small", "dam")


def test_the_name_tells_model_and_rules():
    assert Reader(Bag(), Table()).name == "bag/2"


@pytest.mark.parametrize("asked", [[], [Text(Part.TITLE, "")], [Text(Part.TITLE, "  \n ")]])
def test_no_text_is_said(asked):
    reading = Reader(Bag()).read(asked)
    assert codes(reading) == ["no_text"]
    assert reading.vector.tolist() == [0.0] * WIDTH


def test_a_text_of_marks_alone_is_unusable():
    reading = Reader(Bag()).read([Text(Part.PROBLEM, "??? \x00 ---"), Text(Part.TITLE, "Dams", "en")])
    assert reading.notes == (Note("unusable", {"part": "problem"}),)


def test_a_text_of_a_book_is_cut_and_that_is_said():
    reading = Reader(None).read([Text(Part.PROBLEM, "Water! " * 40_000, "en")])
    assert reading.notes[1] == Note("text_cut", {"part": "problem", "read": LONGEST_TEXT, "of": 280_000})


def test_only_the_first_sentences_get_vectors_and_all_words_count():
    text = " ".join(f"The village number {number} has a well." for number in range(200))
    reading = Reader(Bag()).read([Text(Part.PROBLEM, text, "en")])
    assert len(reading.sentences) == len(reading.vectors) == MOST_SENTENCES
    assert reading.words["well"] == 200.0


def test_another_language_is_read_through_the_word_table():
    reading = Reader(Bag(), Table()).read([Text(Part.TITLE, FRENCH, "fr")])
    assert reading.sentences == (Sentence(Part.TITLE, FRENCH, "register births villages"),)
    assert reading.words == {"regist": 1.5, "birth": 1.5, "villag": 1.5}
    assert reading.notes == (Note("by_word_table", {"language": "fr"}),)
    english = Reader(Bag()).read([Text(Part.TITLE, "register births villages", "en")])
    assert np.array_equal(reading.vectors, english.vectors)


def test_a_note_is_said_once():
    reading = Reader(Bag(), Table()).read([Text(Part.TITLE, FRENCH, "fr"), Text(Part.PROBLEM, FRENCH, "fr")])
    assert codes(reading) == ["by_word_table"]


def test_a_model_of_many_languages_reads_the_text_as_it_is():
    bag = Bag(multilingual=True)
    Reader(bag, Table()).read([Text(Part.TITLE, FRENCH, "fr")])
    assert bag.encoded == [FRENCH]


def test_a_language_nobody_knows_is_read_as_it_is_and_that_is_said():
    for reader, told in ((Reader(Bag()), "fr"), (Reader(Bag(), Table()), "sw"), (Reader(Bag(), Table()), None)):
        reading = reader.read([Text(Part.TITLE, "Maji ya kunywa vijijini", told)])
        assert reading.notes == (Note("language_unknown", {"part": "title"}),)
        assert reading.terms == ("maji", "ya", "kunywa", "vijijini")


def test_a_sentence_without_a_known_word_stays_as_it_is():
    asked = "Enregistrer les naissances dans les villages. Zurna davul kopuz."
    reading = Reader(Bag(), Table()).read([Text(Part.TITLE, asked, "fr")])
    assert reading.sentences[1].english == "Zurna davul kopuz."


@pytest.mark.parametrize(
    ("text", "told", "language"),
    [
        ("Water in the villages of the north", None, "en"),
        ("Water in the villages of the north", "fr", "fr"),
        (FRENCH, None, "fr"),
        (FRENCH, "EN", "en"),
        (f"{FRENCH} {FRENCH}", "en-GB", "fr"),
        ("Zurna davul kopuz saz tambur kanun ney bendir", "en", "en"),
        ("Zurna davul", None, ""),
        ("Small dams", "en", "en"),
    ],
)
def test_the_language_is_as_told_unless_a_long_text_says_otherwise(text, told, language):
    assert language_of(text, told, Table()) == language


def test_without_a_table_only_english_is_found_out():
    assert language_of(FRENCH, None, None) == ""
    assert looks_english("We have no water in our villages")
    assert not looks_english("Water")


def test_what_was_read_once_is_not_encoded_again():
    bag = Bag()
    reader = Reader(bag)
    first = reader.read(texts("Small dams", "The dam keeps rain."))
    again = reader.read(texts("Small dams", "The dam keeps rain. It lasts for years."))
    assert bag.encoded == ["Small dams", "The dam keeps rain.", "It lasts for years."]
    assert np.array_equal(first.vectors, again.vectors[:2])


def test_the_memory_has_an_end():
    bag = Bag()
    reader = Reader(bag)
    reader.vectors([str(number) for number in range(REMEMBERED + 10)])
    bag.encoded.clear()
    reader.vectors(["0", str(REMEMBERED + 9)])
    assert bag.encoded == ["0"]


def sentence(number, part=Part.SUMMARY):
    return Sentence(part, f"s{number}", f"s{number}")


@pytest.mark.parametrize(
    ("count", "runs"),
    [(0, []), (1, ["0"]), (2, ["01"]), (3, ["012"]), (4, ["012", "23"]), (6, ["012", "234", "45"])],
)
def test_passages_overlap(count, runs):
    found = ["".join(each.text[1:] for each in run) for run in passages([sentence(number) for number in range(count)])]
    assert found == runs


def test_a_title_belongs_to_a_passage_only_where_there_is_nothing_else():
    title = sentence(9, Part.TITLE)
    assert [list(run) for run in passages([title, sentence(0)])] == [[sentence(0)]]
    assert [list(run) for run in passages([title])] == [[title]]


@settings(max_examples=60)
@given(st.lists(st.tuples(st.sampled_from(list(Part)), st.text(st.characters(exclude_categories=()), max_size=80))))
def test_reading_never_raises_and_vectors_have_length_one_or_none(pieces):
    reading = Reader(Bag(), Table()).read([Text(part, text) for part, text in pieces])
    lengths = np.linalg.norm(reading.vectors, axis=1)
    assert np.all((np.abs(lengths - 1.0) < 1e-5) | (lengths == 0.0))
    assert bool(reading.sentences) is ("no_text" not in codes(reading))
    assert len(reading.sentences) == 0 or abs(reading.shares.sum() - 1.0) < 1e-9
