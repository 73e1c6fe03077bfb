"""Two texts beside each other: nothing is lost, and what is marked is what differs."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from southsouth.catalogue.queries.differences import Piece, Sign, pieces_of, words_apart

WORDS = st.sampled_from(
    ["One", "counter", "takes", "all", "papers", ".", ",", " ", " ", "\n", "人", "们", "সেবা", "خدمة", "é"]
)
TEXTS = st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=40).map("".join))
LONG = st.lists(st.lists(WORDS, min_size=1, max_size=30).map("".join), min_size=1, max_size=4).map(
    lambda each: ". ".join(each) * 40
)


def side(pieces: list[Piece], *signs: Sign) -> str:
    return "".join(piece.text for piece in pieces if piece.sign in signs)


def marked(before: str, after: str) -> str:
    signs = {Sign.KEPT: "{}", Sign.TAKEN: "[-{}]", Sign.ADDED: "[+{}]"}
    return "".join(signs[piece.sign].format(piece.text) for piece in words_apart(before, after))


@settings(max_examples=300, deadline=None)
@given(TEXTS, TEXTS)
@example("a b", "b a")
@example(",a,,", "a,")
@example("", "")
def test_both_texts_can_be_read_back(before: str, after: str) -> None:
    found = words_apart(before, after)
    assert side(found, Sign.KEPT, Sign.TAKEN) == before
    assert side(found, Sign.KEPT, Sign.ADDED) == after
    assert all(piece.text for piece in found)
    assert all(one.sign != other.sign for one, other in pairwise(found))


@settings(max_examples=25, deadline=None)
@given(LONG, LONG)
def test_long_texts_can_be_read_back_too(before: str, after: str) -> None:
    found = words_apart(before, after)
    assert (side(found, Sign.KEPT, Sign.TAKEN), side(found, Sign.KEPT, Sign.ADDED)) == (before, after)


@given(TEXTS)
def test_the_same_text_has_one_piece_or_none(text: str) -> None:
    assert words_apart(text, text) == ([Piece(Sign.KEPT, text)] if text else [])


@given(TEXTS)
def test_pieces_are_the_text(text: str) -> None:
    assert "".join(pieces_of(text)) == text


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (
            "One counter takes the papers.",
            "One desk takes all papers.",
            "One [-counter][+desk] takes [-the][+all] papers.",
        ),
        ("The offices do the rest.", "The offices behind it do the rest.", "The offices [+behind it ]do the rest."),
        ("人们来了四次。", "人们来了两次。", "人们来了[-四][+两]次。"),
        ("মানুষ চারবার এসেছিল", "মানুষ দুইবার এসেছিল", "মানুষ [-চারবার][+দুইবার] এসেছিল"),
        ("old words here", "new text there", "[-old words here][+new text there]"),
        ("One.\nTwo.", "One.\nThree.", "One.\n[-Two][+Three]."),
        ("One. Two.", "One. More. Two.", "One. [+More. ]Two."),
        ("It rests.", "It rests. Also at night.", "It rests.[+ Also at night.]"),
        ("", "new", "[+new]"),
        ("old", "", "[-old]"),
    ],
)
def test_what_is_marked(before: str, after: str, expected: str) -> None:
    assert marked(before, after) == expected


def test_a_sentence_in_a_long_text_is_found_by_its_words():
    before = " ".join(f"Sentence {number} is about births and papers." for number in range(400))
    after = before.replace("Sentence 5 is", "Sentence 5 was").replace("Sentence 395 is", "Sentence 395 was")
    assert [piece.text for piece in words_apart(before, after) if piece.sign != Sign.KEPT] == ["is", "was", "is", "was"]


def test_long_texts_with_nothing_in_common_are_taken_out_and_added_whole():
    before, after = "old " * 2000, "new " * 2000
    assert marked(before.strip(), after.strip()) == f"[-{before.strip()}][+{after.strip()}]"


def test_a_change_begins_after_the_sign_that_stays() -> None:
    assert marked(",a,,", "a,") == "[-,]a,[-,]"
