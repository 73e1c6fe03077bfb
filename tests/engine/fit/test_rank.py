"""A need against the solutions, and a solution against the needs."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from southsouth.engine.fit import (
    DEFAULT_WEIGHTS,
    Note,
    Reader,
    document_of,
    need_document_of,
    rank,
    rank_needs,
)
from southsouth.engine.fit.encoder import packaged
from southsouth.engine.fit.index import Index
from southsouth.engine.fit.profiles import Evidence, Part, Text
from tests.engine.fit.makers import (
    CATALOGUE,
    WIDTH,
    Bag,
    Table,
    country,
    made,
    need,
    nowhere,
    precondition,
    ranked,
    scores,
    solution,
    without,
)

DRY = need("Villages without water", "The rain runs off. We want to keep it for our fields.")


def order(ranking):
    return [fit.solution for fit in ranking.fits]


def test_the_solution_that_speaks_of_the_problem_comes_first():
    assert order(ranked(DRY))[0] == "dam"
    assert order(ranked(need("Nobody pays taxes", "Traders stand in a queue to declare.")))[0] == "tax"


def test_a_ranking_says_what_it_went_by():
    found = ranked(DRY, top=3)
    assert (found.considered, found.model, found.notes) == (6, "bag/2", ())
    assert [fit.rank for fit in found.fits] == [1, 2, 3]
    assert {fit.need for fit in found.fits} == {"need"}


def test_the_same_input_gives_the_same_output():
    assert ranked(DRY) == ranked(DRY)


def test_the_order_of_the_solutions_does_not_matter():
    assert ranked(DRY, CATALOGUE[::-1]).fits == ranked(DRY).fits


def test_ties_go_by_reference():
    twins = [solution("b", "Small dams"), solution("a", "Small dams"), solution("c", "Small dams")]
    found = ranked(DRY, twins)
    assert order(found) == ["a", "b", "c"]
    assert len(set(scores(found).values())) == 1


def test_what_is_not_given_is_not_considered():
    index, reader = made()
    allowed = {each.ref: each for each in CATALOGUE if each.ref != "dam"}
    found = rank(DRY, index, lambda refs: [allowed[ref] for ref in refs if ref in allowed], reader=reader)
    assert set(order(found)) == set(allowed)


def test_nothing_at_all_is_an_empty_list():
    index, reader = made()
    found = rank(DRY, index, lambda refs: [], reader=reader)
    assert (found.fits, found.considered) == ((), 6)
    assert ranked(DRY, []).fits == ()


@pytest.mark.parametrize("text", ["", "???", "\x00\ud800", "<b></b>"])
def test_an_empty_need_finds_nothing_and_says_so(text):
    found = ranked(need(text))
    assert found.fits == ()
    assert [note.code for note in found.notes][-1] == "no_text"


def test_without_a_model_words_and_context_decide_and_that_is_said():
    reader = Reader(None)
    found = ranked(need("Taxes paid by traders"), reader=reader)
    assert order(found)[0] == "tax"
    assert found.notes == (Note("no_model"),)
    assert {reason.code for reason in found.fits[0].reasons} == {"shared_words"}


def test_an_index_of_words_alone_is_searched_by_words_alone():
    words = Reader(None)
    index = Index.of((document_of(each, words) for each in CATALOGUE), width=0)
    by_ref = {each.ref: each for each in CATALOGUE}
    found = rank(DRY, index, lambda refs: [by_ref[ref] for ref in refs], reader=Reader(Bag()))
    assert order(found)[0] == "dam"


def test_a_need_in_another_language_finds_the_same_through_the_word_table():
    french = need(texts=(Text(Part.TITLE, "Enregistrer les naissances dans les villages", "fr"),))
    found = ranked(french, reader=Reader(Bag(), Table()))
    assert order(found)[0] == "births"
    assert found.notes == (Note("by_word_table", {"language": "fr"}),)


def test_sentences_are_quoted_with_their_place_and_words_are_named_rarest_first():
    found = ranked(need("Births", "Nobody can register a birth on a phone."))
    best = found.fits[0]
    assert best.solution == "births"
    quoted = next(reason.facts for reason in best.reasons if reason.code == "same_meaning")
    assert (quoted["solution_part"], quoted["solution_sentence"]) == ("title", "Register births at the health post")
    assert (quoted["need_part"], quoted["need_sentence"]) == ("summary", "Nobody can register a birth on a phone.")
    assert quoted["need_words"] == ["register", "birth"]
    words = next(reason.facts["words"] for reason in best.reasons if reason.code == "shared_words")
    assert words == ["births", "Register", "phone"]


def test_context_may_decide_between_two_that_read_the_same():
    near, far = country("UGA"), country("PER", region="Americas", subregion="South America", languages=("es",))
    pair = [replace(CATALOGUE[1], ref="far", exporters=(far,)), replace(CATALOGUE[1], ref="near", exporters=(near,))]
    assert order(ranked(need("Dams", country=country("KEN")), pair)) == ["near", "far"]
    assert order(ranked(need("Dams"), pair)) == ["far", "near"]


def test_context_never_filters():
    far = country("PER", region="Americas", subregion="South America", languages=("es",))
    abroad = [replace(each, exporters=(far,)) for each in CATALOGUE]
    assert set(order(ranked(replace(DRY, country=country("KEN")), abroad))) == {each.ref for each in CATALOGUE}


def test_a_country_nothing_is_known_of_changes_nothing():
    known = [replace(each, exporters=(country("UGA"),)) for each in CATALOGUE]
    assert scores(ranked(replace(DRY, country=nowhere("XXX")), known)) == scores(ranked(DRY, known))


def test_proof_raises_and_weights_of_zero_switch_it_off():
    proven = [replace(CATALOGUE[0], evidence=Evidence.WORKED_AGAIN), *CATALOGUE[1:]]
    assert scores(ranked(DRY, proven))["births"] > scores(ranked(DRY))["births"]
    off = without("evidence")
    assert scores(ranked(DRY, proven, weights=off)) == scores(ranked(DRY, weights=off))


def test_a_missing_precondition_lowers_and_an_answer_mends_it():
    asked = [replace(CATALOGUE[1], preconditions=(precondition("p1"),)), *CATALOGUE[:1]]
    missing = scores(ranked(replace(DRY, answers={"p1": False}), asked))["dam"]
    there = scores(ranked(replace(DRY, answers={"p1": True}), asked))["dam"]
    unknown = scores(ranked(DRY, asked))["dam"]
    assert missing < there == unknown


def test_exposure_gives_the_last_place_to_the_less_seen():
    rain = "Rain is kept for fields"
    pair = [
        solution("a", "Villages keep rain", rain, exporter_ref="BIG"),
        solution("b", "Villages keep rains", f"{rain}.", exporter_ref="SMALL"),
        solution("c", "Buses", "A lane.", exporter_ref="OTHER"),
    ]
    assert order(ranked(DRY, pair, top=1)) == ["a"]
    first = ranked(DRY, pair, top=2, exposure={"BIG": 9.0})
    assert order(first)[0] == "a"


def test_who_needs_this_solution():
    needs = [
        replace(DRY, ref="dry"),
        need("Taxes are not paid", "Traders do not declare.", ref="taxes"),
        need("Children cannot read", "No lessons in the village.", ref="school", country=country("KEN")),
    ]
    reader = Reader(Bag())
    index = Index.of((need_document_of(each, reader) for each in needs), width=reader.width)
    by_ref = {each.ref: each for each in needs}

    def given(refs):
        return [by_ref[ref] for ref in refs if ref != "taxes"]

    found = rank_needs(CATALOGUE[3], index, given, reader=reader, top=5)
    assert [(fit.need, fit.rank) for fit in found.fits] == [("school", 1), ("dry", 2)]
    assert {fit.solution for fit in found.fits} == {"reading"}
    quoted = [reason.facts for reason in found.fits[0].reasons if reason.code == "same_meaning"]
    assert quoted[0]["need_sentence"] == "No lessons in the village."
    assert quoted[0]["solution_sentence"] in {"Lessons by radio.", "A neighbour leads the class in each village."}
    assert found.considered == 3
    assert rank_needs(CATALOGUE[3], index, lambda refs: [], reader=reader).fits == ()


def test_both_directions_judge_alike_but_for_the_texts():
    asked = replace(DRY, ref="dry", country=country("KEN"))
    offered = replace(CATALOGUE[1], exporters=(country("UGA"),), evidence=Evidence.STUDIED)
    reader = Reader(Bag())
    index = Index.of([need_document_of(asked, reader)], width=reader.width)
    back = rank_needs(offered, index, lambda refs: [asked], reader=reader).fits[0]
    forth = ranked(asked, [offered]).fits[0]
    assert {part: value for part, value in back.parts.items() if part != "problem"} == {
        part: value for part, value in forth.parts.items() if part != "problem"
    }
    assert (back.known, back.asked) == (forth.known, forth.asked)


def test_a_document_keeps_what_a_fit_shows():
    reader = Reader(Bag())
    kept = document_of(CATALOGUE[1], reader)
    assert kept.ref == "dam"
    assert list(kept.sentences) == [
        "Small dams for dry villages",
        "A wall of earth keeps the rain.",
        "Farmers water their fields.",
    ]
    assert len(kept.payload) == 3
    assert kept.sentence_vectors.shape == (3, WIDTH)
    assert kept.passage_vectors.shape == (1, WIDTH)
    assert document_of(CATALOGUE[1], Reader(None)).vector is None


@pytest.mark.slow
def test_the_real_model_finds_by_meaning_where_no_word_is_shared():
    reader = Reader(packaged(Path(os.environ["SOUTHSOUTH_MODEL_DIR"])))
    asked = need("Grown-ups who never went to school", "They are ashamed of signing with a thumb.")
    found = ranked(asked, reader=reader)
    assert order(found)[0] == "reading"
    assert found.model.startswith("minilm-")
    stranger = ranked(need("Elephants trample the maize", "We want a fence."), reader=reader)
    assert {fit.band.value for fit in stranger.fits} == {"weak"}


def test_weights_are_an_argument():
    heavy = replace(DEFAULT_WEIGHTS, evidence=10.0)
    proven = [replace(CATALOGUE[4], evidence=Evidence.WORKED_AGAIN), *CATALOGUE[:4]]
    assert order(ranked(DRY, proven))[0] == "dam"
    assert order(ranked(DRY, proven, weights=heavy))[0] == "buses"


def many(count):
    """Solutions nobody needs, and the dam among them."""
    others = [solution(f"other-{number:03d}", f"Office number{number}", "Forms are filed.") for number in range(count)]
    return [*others, CATALOGUE[1]]


@pytest.mark.parametrize("count", [199, 200, 260])
def test_a_large_set_is_searched_and_a_small_one_judged_from_end_to_end(count):
    found = ranked(DRY, many(count), top=500)
    assert order(found)[0] == "dam"
    assert found.considered == count + 1
    assert (len(found.fits) == count + 1) is (count == 199)


def test_by_words_alone_what_shares_none_is_not_listed():
    assert order(ranked(DRY, many(20), Reader(None), top=500)) == ["dam"]
