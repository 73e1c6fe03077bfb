"""Which sentences are quoted."""

from __future__ import annotations

import numpy as np
import pytest

from southsouth.engine.fit.profiles import Part
from southsouth.engine.fit.quotes import Quote, packed, quotes, shared_words, unpacked, worths
from southsouth.engine.fit.reading import Sentence

NEED = [Sentence(Part.TITLE, f"need {number}", "") for number in range(3)]
SOLUTION = [Sentence(Part.HOW, f"solution {number}", "") for number in range(4)]
EVEN = np.full(3, 1 / 3)


def chosen(pairs, need=NEED, shares=EVEN):
    found = quotes(need, SOLUTION[: len(pairs)], np.array(pairs), shares)
    return [(quote.need.text[-1], quote.solution.text[-1], quote.likeness) for quote in found]


def test_the_sentence_the_likeness_rests_on_is_quoted_first():
    assert chosen([[0.1, 0.2, 0.5], [0.6, 0.7, 0.5], [0.2, 0.1, 0.9]]) == [("1", "1", 0.7), ("2", "2", 0.9)]


def test_no_sentence_is_quoted_twice():
    assert chosen([[0.9, 0.2, 0.1], [0.8, 0.3, 0.1]]) == [("0", "0", 0.9)]


def test_a_first_pair_may_be_a_little_further_apart_than_a_second():
    assert chosen([[0.36, 0.0, 0.0], [0.0, 0.44, 0.0]]) == [("1", "1", 0.44)]
    assert chosen([[0.46, 0.0, 0.0], [0.0, 0.48, 0.0]]) == [("1", "1", 0.48), ("0", "0", 0.46)]


def test_where_the_first_answers_nothing_no_other_takes_its_place():
    assert chosen([[0.34, 0.34, 0.34], [0.0, 0.0, 0.36]]) == []


def test_a_need_of_one_sentence_gives_one_pair():
    assert chosen([[0.9], [0.8]], NEED[:1], np.array([1.0])) == [("0", "0", 0.9)]


def test_nothing_gives_nothing():
    assert quotes([], [], np.zeros((0, 0)), np.zeros(0)) == []
    assert quotes(NEED, [], np.zeros((0, 3)), EVEN) == []
    assert quotes([], SOLUTION, np.zeros((4, 0)), np.zeros(0)) == []


def test_a_sentence_is_worth_what_would_be_lost_without_it():
    pairs = np.array([[0.9, 0.1, 0.0], [0.5, 0.6, 0.0]])
    lost = [0.4 / 3, 0.5 / 3]
    near = [1.0 / 3, 1.1 / 3]
    assert worths(pairs, EVEN).tolist() == pytest.approx([a + 0.1 * b for a, b in zip(lost, near, strict=True)])
    assert worths(np.array([[0.6, 0.3, 0.0]]), EVEN).tolist() == pytest.approx([0.3 * 1.1])


def test_a_quote_tells_where_each_stands_and_which_words_they_share():
    ours = Sentence(Part.PROBLEM, "Parents walk two days to register a birth.", "")
    theirs = Sentence(Part.HOW, "Births are registered where parents live.", "")
    assert Quote(ours, theirs, 0.61239, 1.0).facts() == {
        "need_part": "problem",
        "need_sentence": ours.text,
        "solution_part": "how",
        "solution_sentence": theirs.text,
        "likeness": 0.612,
        "need_words": ["Parents", "register", "birth"],
        "solution_words": ["parents", "registered", "Births"],
    }


def test_shared_words_are_those_that_say_something():
    assert shared_words("The water of the river", "A river without water") == (["water", "river"], ["water", "river"])
    assert shared_words("the", "the") == ([], [])


def test_the_place_of_a_sentence_survives_the_index():
    sentences = [Sentence(part, part.value, part.value) for part in Part]
    assert unpacked([each.text for each in sentences], packed(sentences)) == sentences
