"""The search is the plain exhaustive computation, only quicker."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from southsouth.engine.fit.index import Document, Index
from tests.engine.fit.index.sets import QUICK, WIDTH, WORDS, Plainly, documents, kept, many, queries, sets, vectors

keeps = st.integers(0, 6)


@QUICK
@given(sets, queries, keeps)
def test_the_search_by_words_is_the_sum_over_every_document(own, query, keep):
    found = Index.of(own, width=WIDTH).search_lexical(query, keep)
    assert found.tolist() == Plainly.of(own).by_words(query, keep)


@QUICK
@given(sets, vectors, keeps)
def test_the_search_by_meaning_is_the_product_with_every_document(own, vector, keep):
    found = Index.of(own, width=WIDTH).search_vector(vector, keep)
    assert found.tolist() == Plainly.of(own).by_meaning(vector.tolist(), keep)


@QUICK
@given(sets, queries, vectors, keeps)
def test_candidates_are_both_searches_with_both_scores(own, query, vector, keep):
    index, plainly = Index.of(own, width=WIDTH), Plainly.of(own)
    found = index.candidates(query, vector, keep, keep + 1)
    assert found.by_lexical.tolist() == plainly.by_words(query, keep)
    assert found.by_vector.tolist() == plainly.by_meaning(vector.tolist(), keep + 1)
    assert found.rows.tolist() == sorted({*found.by_lexical.tolist(), *found.by_vector.tolist()})
    assert found.lexical.tolist() == pytest.approx([plainly.score(query, own[row]) for row in found.rows])
    given_ = [np.zeros(WIDTH) if own[row].vector is None else own[row].vector for row in found.rows]
    assert found.vector == pytest.approx([float(each @ vector) for each in given_], abs=0.2)


@QUICK
@given(sets)
def test_what_was_put_in_is_read_back(own):
    index = Index.of(own, width=WIDTH, model="some model")
    assert (len(index), index.width, index.model) == (len(own), WIDTH, "some model")
    assert index.rows().tolist() == list(range(len(own)))
    assert index.average_length == Plainly.of(own).average
    for row, document in enumerate(own):
        ref, sentences, payload, whole, by_sentence, by_passage = kept(index, row)
        assert (ref, sentences, payload) == (document.ref, document.sentences, document.payload)
        assert whole == [pytest.approx([0.0] * WIDTH if document.vector is None else document.vector, abs=0.02)]
        zeros = np.zeros((len(document.sentences), WIDTH))
        meant = zeros if document.sentence_vectors is None else document.sentence_vectors
        assert by_sentence == [pytest.approx(each, abs=0.02) for each in meant.tolist()]
        passages = [] if document.passage_vectors is None else document.passage_vectors.tolist()
        assert by_passage == [pytest.approx(each, abs=0.02) for each in passages]
        assert index.row(document.ref) == row
    assert index.row("nobody has this reference") is None


@QUICK
@given(sets, st.lists(st.sampled_from((*WORDS, "unknown")), max_size=6))
def test_document_frequencies_and_weights_count_every_document(own, asked):
    index, plainly = Index.of(own, width=WIDTH), Plainly.of(own)
    assert index.document_frequency(asked) == {term: plainly.frequency(term) for term in asked}
    assert index.idf(asked) == pytest.approx({term: plainly.idf(term) for term in asked})
    expected = {
        term: (1.0 + np.log(asked.count(term))) * plainly.idf(term) ** 1.5
        for term in asked
        if plainly.frequency(term) > 0
    }
    assert index.weights(asked) == pytest.approx(expected)


def test_a_fixed_average_stands_instead_of_the_documents_own():
    index = Index.of([Document("a", ["dam"] * 4)], average=2.0)
    scores = index.lexical_scores({"dam": 1.0}, np.array([0]))
    assert index.average_length == 2.0
    assert scores == pytest.approx([4 * 2.2 / (4 + 1.2 * (0.25 + 0.75 * 2))])


def test_equal_documents_come_in_the_order_of_their_rows():
    vector = np.ones(WIDTH, dtype=np.float32)
    index = Index.of([Document(ref, ["dam"], vector) for ref in "cab"], width=WIDTH)
    found = index.candidates({"dam": 1.0}, vector, 2, 2)
    assert (index.refs(found.by_lexical), index.refs(found.by_vector)) == (["c", "a"], ["c", "a"])


def test_a_need_without_a_vector_is_searched_by_words_alone():
    index = Index.of([Document("a", ["dam"], np.ones(WIDTH, dtype=np.float32))], width=WIDTH)
    found = index.candidates({"dam": 1.0}, None)
    assert (found.rows.tolist(), found.by_vector.tolist(), found.vector.tolist()) == ([0], [], [0.0])
    zeros = index.candidates({}, np.zeros(WIDTH))
    assert zeros.rows.tolist() == []


def test_without_a_model_the_same_index_searches_words_and_keeps_no_vector():
    given_ = Document("a", ["dam"], np.ones(WIDTH), ["One."], np.ones((1, WIDTH)), np.ones((2, WIDTH)))
    index = Index.of([given_])
    found = index.candidates({"dam": 1.0}, np.ones(7))
    assert (found.by_lexical.tolist(), found.by_vector.tolist()) == ([0], [])
    assert index.width == 0
    assert kept(index, 0)[3:] == ([[]], [[]], [])


@pytest.mark.parametrize("vector", [np.ones(2), np.ones((1, WIDTH)), np.array([1.0, np.nan, 0.0])])
def test_a_vector_of_another_shape_is_refused(vector):
    index = Index.of([Document("a", ["dam"])], width=WIDTH)
    with pytest.raises(ValueError, match=r"The need's vector must hold 3 finite numbers\."):
        index.search_vector(vector, 5)


@pytest.mark.parametrize("weights", [{"dam": -1.0}, {"dam": float("nan")}, {"dam": 1e308, "well": 1e308}])
def test_weights_are_finite_and_not_below_zero(weights):
    index = Index.of([Document("a", ["dam"])])
    with pytest.raises(ValueError, match=r"Weights of a query are finite and not below zero\."):
        index.search_lexical(weights, 5)


def test_the_smallest_weight_there_is_still_finds():
    index = Index.of([Document("a", ["dam"])])
    assert index.search_lexical({"dam": 5e-324}, 5).tolist() == [0]


def test_two_documents_of_one_reference_are_refused():
    with pytest.raises(ValueError, match=r"Two documents have the reference 'a'\."):
        Index.of([Document("a", ["dam"]), Document("b", ["dam"]), Document("a", ["well"])])


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (Document("solution-1", [], np.ones(2)), "solution-1: vectors of shape (1, 2) where (1, 3) is due."),
        (
            Document("solution-1", [], None, ["One."], np.ones((2, 3))),
            "solution-1: vectors of shape (2, 3) where (1, 3) is due.",
        ),
        (Document("solution-1", [], np.array([1, 2, np.inf])), "A vector holds a number that is not finite."),
    ],
)
def test_a_document_with_a_wrong_vector_is_refused(document, said):
    with pytest.raises(ValueError) as refusal:
        Index.of([document], width=WIDTH)
    assert str(refusal.value) == said


def test_vectors_wider_than_the_whole_numbers_allow_are_refused():
    with pytest.raises(ValueError, match=r"Vectors of 1025 numbers are wider than 1024\."):
        Index.of([], width=1025)


@QUICK
@given(documents(refs=st.text(st.characters(categories=["Cs", "L"]), max_size=3)))
def test_half_a_surrogate_pair_becomes_a_question_mark(document):
    index = Index.of([document], width=WIDTH)
    assert index.refs([0]) == ["".join("?" if "\ud800" <= each <= "\udfff" else each for each in document.ref)]
    assert index.row(document.ref) == 0


@pytest.fixture(scope="module")
def large():
    """Enough documents for the one-bit scan, twice 64 bits wide with some to spare, and their vectors."""
    batch = many(9_000, width=130, seed=5)
    return batch, batch.vectors.floats(np.arange(9_000))


@pytest.mark.parametrize("compiled", [False, True])
def test_the_scan_of_signs_finds_what_the_full_scan_finds(large, compiled):
    batch, vectors_ = large
    index = Index.of([batch], width=130, compiled=compiled)
    same = 0
    for row in range(0, 400, 10):
        vector = vectors_[row] + np.random.default_rng(row).normal(size=130).astype(np.float32) * 0.02
        found = index.search_vector(vector, 20)
        exact = np.argsort(-(vectors_ @ vector), kind="stable")[:20]
        assert found[0] == row
        assert index.vector_scores(vector, found) == pytest.approx(vectors_[found] @ vector, rel=1e-3)
        same += len(set(found.tolist()) & set(exact.tolist()))
    assert same / (40 * 20) > 0.95


def test_compiled_or_not_many_documents_give_the_same_answers(large):
    batch, vectors_ = large
    slow, quick = (Index.of([batch], width=130, compiled=compiled) for compiled in (False, True))
    for row in range(0, 300, 10):
        words = {f"word{number}": 1.0 + number % 3 for number in range(row, row + 9)}
        one, two = (index.candidates(words, vectors_[row]) for index in (slow, quick))
        assert len(one.rows) > 100
        for name in ("rows", "lexical", "vector", "by_lexical", "by_vector"):
            assert getattr(one, name).tolist() == getattr(two, name).tolist()


def test_the_plain_computation_also_holds_for_many_documents(large):
    batch, _ = large
    words = np.array([word.decode() for word in batch.words])
    counts = np.split(batch.counts, batch.ids.starts[1:-1])
    own = [Document(str(row), np.repeat(words[batch.ids[row]], counts[row]).tolist()) for row in range(500)]
    query = {"word1": 2.0, "word7": 1.0, "word12": 0.5, "word100": 3.0}
    found = Index.of(own, compiled=True).search_lexical(query, 50)
    assert len(found) == 50
    assert found.tolist() == Plainly.of(own).by_words(query, 50)
