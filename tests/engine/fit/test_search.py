"""One box: words and meaning."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from southsouth.engine.fit import Hit, Reader, search
from southsouth.engine.fit.index import Index
from tests.engine.fit.makers import CATALOGUE, Bag, Table, made

INDEX, READER = made()


def refs(hits):
    return [hit.ref for hit in hits]


def test_words_find_the_records_that_have_them():
    assert refs(search("taxes", INDEX, reader=READER))[0] == "tax"
    assert set(refs(search("phone", INDEX, reader=READER))) >= {"births", "tax"}


def test_scores_are_between_nothing_and_one_best_first():
    hits = search("dams for dry villages", INDEX, reader=READER)
    assert hits[0].ref == "dam"
    assert hits == sorted(hits, key=lambda hit: (-hit.score, hit.ref))
    assert all(0.0 < hit.score <= 1.0 for hit in hits)


@pytest.mark.parametrize("text", ["", "   ", "???", "\ud800", "<!-- -->", "the of and"])
def test_a_text_that_says_nothing_finds_nothing(text):
    assert search(text, INDEX, reader=READER) == []


def test_no_more_than_asked_for_is_given():
    every = search("phone village farmers", INDEX, reader=READER)
    assert len(every) > 2
    assert search("phone village farmers", INDEX, reader=READER, limit=2) == every[:2]


def test_without_a_model_words_alone_are_searched():
    index, reader = made(reader=Reader(None))
    hits = search("phone", index, reader=reader)
    assert set(refs(hits)) == {"births", "tax"}
    assert search("zebra", index, reader=reader) == []


def test_another_language_is_searched_through_the_word_table():
    index, reader = made(reader=Reader(Bag(), Table()))
    assert refs(search("enregistrer naissances", index, reader=reader, language="fr"))[0] == "births"
    assert refs(search("barrage", index, reader=reader))[0] == "dam"


def test_an_empty_index_has_no_hits():
    assert search("phone", Index.of([], width=READER.width), reader=READER) == []


def test_ties_go_by_reference():
    twins = [CATALOGUE[1], CATALOGUE[1].__class__("a-dam", CATALOGUE[1].texts)]
    index, reader = made(twins)
    hits = search("dams", index, reader=reader)
    assert refs(hits) == ["a-dam", "dam"]
    assert hits[0] == Hit("a-dam", hits[1].score)


@settings(max_examples=50)
@given(st.text(st.characters(exclude_categories=()), max_size=200))
def test_searching_never_raises(text):
    hits = search(text, INDEX, reader=READER)
    assert refs(hits) == list(dict.fromkeys(refs(hits)))
