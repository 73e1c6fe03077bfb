"""A judgement into a fit."""

from __future__ import annotations

import pytest

from southsouth.engine.fit import DEFAULT_WEIGHTS
from southsouth.engine.fit.aspects import PARTS
from southsouth.engine.fit.context import Hosts
from southsouth.engine.fit.explain import MOST_WORDS, fit_of, text_claims
from southsouth.engine.fit.judge import judge
from southsouth.engine.fit.profiles import Capacity, Evidence, Part, Size
from southsouth.engine.fit.quotes import Quote
from southsouth.engine.fit.reading import Sentence
from southsouth.engine.fit.score import START, points
from tests.engine.fit.makers import country, need, precondition, solution

TEXTS = {"lexical": 1.0, "whole": 2.0, "sentence": 3.0, "passage": -1.0, "title": 1.0}
KENYA, UGANDA = country("KEN"), country("UGA", income_group="low")
FULL_NEED = need(
    country=KENYA,
    languages=("sw", "en"),
    budget_usd=1_000.0,
    focus_area="work",
    answers={"there": True, "not": False},
    kinds_of_help=frozenset({"code"}),
)
FULL = solution(
    exporters=(UGANDA,),
    languages=("en", "fr"),
    cost_usd=(500.0, 900.0),
    focus_area="work",
    evidence=Evidence.STUDIED,
    preconditions=(precondition("there"), precondition("not", "skills"), precondition("maybe", "money")),
    capacity=Capacity(full_until="2027-01-01"),
    help_given=frozenset({"code"}),
)


def judged(asked=FULL_NEED, offered=FULL, refused=None):
    hosts = Hosts(asked, DEFAULT_WEIGHTS)
    return judge(asked, offered, TEXTS, weights=DEFAULT_WEIGHTS, hosts=hosts, refused=refused or {})


def quote(worth):
    sentence = Sentence(Part.TITLE, f"Births {worth}", "")
    return Quote(sentence, sentence, 0.5, worth)


def test_a_judgement_sums_what_every_part_pushes():
    found = judged()
    assert list(found.aspects) == list(PARTS)
    assert found.push == pytest.approx(sum(each.push for each in found.aspects.values()))
    assert found.score == points(found.push)
    assert found.aspects["problem"].push == pytest.approx(START + 6.0 + 0.75)
    assert found.aspects["problem"].value == pytest.approx(points(START + 6.75) / 100)


def test_parts_nothing_is_known_of_are_absent_and_have_no_share():
    found = judged(need(), solution())
    assert found.parts == {"problem": points(START + 6.0) / 100}
    assert found.shares == {**dict.fromkeys(PARTS, 0.0), "problem": pytest.approx(points(START + 6.0))}


def test_known_parts_are_in_order():
    assert list(judged().parts) == list(PARTS)


def test_a_refusal_pushes_the_part_that_was_blamed():
    before, after = judged(), judged(refused={"cost": -2.0})
    assert after.aspects["cost"].push == before.aspects["cost"].push - 2.0
    assert after.aspects["cost"].value == before.aspects["cost"].value
    bare, lowered = judged(need(), solution()), judged(need(), solution(), {"cost": -2.0, "proof": -1.0})
    assert lowered.aspects["problem"].push == bare.aspects["problem"].push - 3.0


def test_a_fit_says_all_of_it():
    fit = fit_of(judged(), 3, [quote(3.0), quote(1.0)], ["births"])
    assert (fit.need, fit.solution, fit.rank) == ("need", "births", 3)
    assert sum(fit.shares.values()) == pytest.approx(fit.score, abs=1e-9)
    assert {reason.code for reason in fit.reasons} == {
        *("same_meaning", "shared_words", "same_area", "same_subregion", "alike", "shared_language"),
        *("precondition_met", "within_budget", "proof", "help_offered"),
    }
    assert [(gap.code, gap.size) for gap in fit.gaps] == [
        ("precondition_missing", Size.MEDIUM),
        ("exporter_full", Size.MEDIUM),
        ("different", Size.SMALL),
    ]
    assert [(each.code, each.facts["ref"]) for each in fit.missing] == [("precondition_unknown", "maybe")]
    assert (fit.known, fit.asked) == (10 + 2 + 1 + 1, 16 + 3 + 1 + 1)


def test_what_is_missing_says_what_the_score_would_be():
    fit = fit_of(judged(), 1, [], [])
    missing = fit.missing[0]
    told = need(**{**fields(FULL_NEED), "answers": {"there": True, "not": False, "maybe": False}})
    assert missing.high == fit.score
    assert missing.low == pytest.approx(judged(told).score)


def fields(value):
    return {name: getattr(value, name) for name in value.__slots__ if not name.startswith("_")}


def test_what_would_move_the_score_most_is_asked_first():
    swings = [each.high - each.low for each in fit_of(judged(need(), FULL), 1, [], []).missing]
    assert len(swings) > 2
    assert swings == sorted(swings, reverse=True)


def test_the_points_of_the_problem_are_divided_among_what_shows_them():
    found = judged(need(), solution())
    fit = fit_of(found, 1, [quote(3.0), quote(1.0)], ["births"])
    a_push = fit.shares["problem"] / 7.0
    assert [(each.code, each.share) for each in fit.reasons] == [
        ("same_meaning", pytest.approx(4.5 * a_push)),
        ("same_meaning", pytest.approx(1.5 * a_push)),
        ("shared_words", pytest.approx(1.0 * a_push)),
    ]


def test_what_no_sentence_shows_keeps_its_points_to_itself():
    fit = fit_of(judged(need(), solution()), 1, [], ["births"])
    assert [each.share for each in fit.reasons] == [pytest.approx(fit.shares["problem"] / 7.0)]


def test_reasons_of_a_part_never_claim_more_than_its_points():
    fit = fit_of(judged(), 1, [quote(3.0)], ["births"])
    context = [each.share for each in fit.reasons if each.code in ("same_subregion", "alike")]
    assert sum(context) <= fit.shares["context"] + 1e-9
    assert [each.share for each in fit.reasons] == sorted((each.share for each in fit.reasons), reverse=True)
    assert all(each.share >= 0.0 for each in fit.reasons)


def test_a_part_below_zero_gives_its_reasons_no_points():
    far = {"region": "Americas", "subregion": "South America", "languages": ("es",), "legal_family": "civil"}
    asked = need(country=country("PER", **far))
    fit = fit_of(judged(asked, solution(exporters=(UGANDA,))), 1, [], [])
    assert fit.shares["context"] < 0.0
    assert {each.share for each in fit.reasons if each.code == "alike"} == {0.0}


def test_languages_are_said_once():
    fit = fit_of(judged(), 1, [], [])
    spoken = [each for each in fit.reasons if each.code == "shared_language"]
    assert [each.facts for each in spoken] == [{"languages": ["en", "sw"]}]
    apart = judged(FULL_NEED, solution(exporters=(UGANDA,)))
    assert spoken[0].share > next(
        each.share for each in fit_of(apart, 1, [], []).reasons if each.code == "shared_language"
    )


def test_only_a_few_words_are_named():
    many = [f"word{number}" for number in range(20)]
    assert text_claims([], many, TEXTS)[0].facts == {"words": many[:MOST_WORDS]}
    assert text_claims([], [], TEXTS) == []


def test_words_that_push_down_have_no_points():
    claims = text_claims([quote(0.0)], ["births"], {**TEXTS, "lexical": -1.0})
    assert [claim.push for claim in claims] == [0.0, 0.0]
