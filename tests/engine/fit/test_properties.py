"""What must hold of every ranking, whatever the records."""

from __future__ import annotations

import math
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from southsouth.engine.fit import DEFAULT_WEIGHTS, Weights
from southsouth.engine.fit.aspects import PARTS
from southsouth.engine.fit.profiles import (
    Adoption,
    Capacity,
    Evidence,
    NeedProfile,
    Part,
    Precondition,
    PreconditionKind,
    Refusal,
    SolutionProfile,
    Step,
    Text,
)
from southsouth.engine.fit.score import band
from tests.engine.fit.makers import country, nowhere, ranked, scores

WORDS = ("water", "villages", "register", "births", "phone", "tax", "farmers", "school", "the", "Wasser", "水", "\x00")
COUNTRIES = (country("KEN"), country("UGA", income_group="low"), country("PER", region="Americas"), nowhere("XXX"))
REFS = ("a", "b", "c", "d", "e", "f")
REASONS = ("too_costly", "law", "no_owner", "wrong_scale", "already_have", "capacity_full", "other", "")

TEXTS = st.lists(
    st.builds(
        Text,
        st.sampled_from(Part),
        st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join) | st.text(max_size=40),
        st.sampled_from([None, "en", "fr", "xx"]),
    ),
    max_size=4,
).map(tuple)
MONEY = st.floats(0, 1e9)
LABELS = st.frozensets(st.sampled_from(["x", "y", "z"]))
GOALS = st.frozensets(st.integers(1, 17), max_size=3)
LANGUAGES = st.lists(st.sampled_from(["en", "sw", "fr"]), unique=True).map(tuple)
PRECONDITIONS = st.lists(
    st.builds(
        Precondition,
        st.sampled_from(["p1", "p2", "p3"]),
        st.sampled_from(PreconditionKind),
        st.just("something"),
        st.sampled_from([None, "egdi", "internet_users_pct"]),
        st.none() | st.floats(0, 100),
        st.none() | st.booleans(),
    ),
    max_size=3,
    unique_by=lambda each: each.ref,
).map(tuple)
ADOPTIONS = st.lists(st.builds(Adoption, st.sampled_from(COUNTRIES), st.none(), st.floats(0, 1)), max_size=3).map(tuple)
CAPACITIES = st.builds(
    Capacity, full_until=st.sampled_from([None, "2027-01-01"]), answered=st.integers(0, 9), asked=st.integers(0, 9)
)
NEEDS = st.builds(
    NeedProfile,
    st.just("need"),
    TEXTS,
    st.none() | st.sampled_from(COUNTRIES),
    st.sampled_from([None, "work", "finance"]),
    LABELS,
    GOALS,
    LANGUAGES,
    st.none() | MONEY,
    LABELS,
    st.dictionaries(st.sampled_from(["p1", "p2", "p3"]), st.booleans()),
    st.dictionaries(st.sampled_from(["egdi", "internet_users_pct"]), st.floats(0, 100)),
    st.lists(st.builds(Refusal, st.sampled_from(REFS), st.sampled_from(REASONS)), max_size=2).map(tuple),
)


def solutions(ref):
    return st.builds(
        SolutionProfile,
        st.just(ref),
        TEXTS,
        st.lists(st.sampled_from(COUNTRIES), max_size=2).map(tuple),
        st.sampled_from([None, "KEN", "UGA"]),
        st.sampled_from([None, "work", "finance"]),
        LABELS,
        GOALS,
        LANGUAGES,
        st.none() | st.sampled_from(Evidence),
        st.none() | st.sampled_from(Step),
        st.none() | st.tuples(MONEY, MONEY),
        PRECONDITIONS,
        ADOPTIONS,
        CAPACITIES,
        LABELS,
    )


CATALOGUES = st.lists(st.sampled_from(REFS), unique=True, min_size=1).flatmap(
    lambda refs: st.tuples(*(solutions(ref) for ref in refs))
)
WEIGHTS = st.just(DEFAULT_WEIGHTS) | st.builds(
    Weights.of, st.dictionaries(st.sampled_from(list(DEFAULT_WEIGHTS.as_mapping())), st.floats(0, 10))
)
MANY = settings(max_examples=60, deadline=None)


@MANY
@given(NEEDS, CATALOGUES, WEIGHTS, st.integers(1, 8))
def test_every_fit_adds_up(need, catalogue, weights, top):
    found = ranked(need, catalogue, weights=weights, top=top)
    assert len(found.fits) <= top
    for place, fit in enumerate(found.fits, 1):
        assert fit.rank == place
        assert 0.0 <= fit.score <= 100.0
        assert abs(math.fsum(fit.shares.values()) - fit.score) <= 1e-6
        assert list(fit.shares) == list(PARTS)
        assert list(fit.parts) == [part for part in PARTS if part in fit.parts]
        assert all(0.0 <= value <= 1.0 for value in fit.parts.values())
        assert all(fit.shares[part] == 0.0 for part in PARTS if part not in fit.parts)
        assert fit.band is band(fit.score)
        assert all(0.0 <= reason.share <= 100.0 + 1e-9 for reason in fit.reasons)
        assert all(each.low <= fit.score <= each.high for each in fit.missing)
        assert 0 <= fit.known <= fit.asked
    keys = [(-fit.score, fit.solution) for fit in found.fits]
    assert keys == sorted(keys)


@MANY
@given(NEEDS, CATALOGUES, st.randoms())
def test_the_order_of_the_catalogue_does_not_matter(need, catalogue, random):
    shuffled = list(catalogue)
    random.shuffle(shuffled)
    assert ranked(need, shuffled).fits == ranked(need, catalogue).fits


@MANY
@given(NEEDS, CATALOGUES, st.data())
def test_a_precondition_less_never_lowers_the_score_or_the_rank(need, catalogue, data):
    asking = [place for place, each in enumerate(catalogue) if each.preconditions]
    if not asking:
        return
    need = replace(need, refused=())
    place = data.draw(st.sampled_from(asking))
    fewer = list(catalogue)
    fewer[place] = replace(catalogue[place], preconditions=catalogue[place].preconditions[1:])
    before, after = ranked(need, catalogue), ranked(need, fewer)
    ref = catalogue[place].ref
    if ref in scores(before):
        assert scores(after)[ref] >= scores(before)[ref]
        order = [[fit.solution for fit in each.fits].index(ref) for each in (before, after)]
        assert order[1] <= order[0]


@MANY
@given(NEEDS, CATALOGUES)
def test_what_is_learned_moves_a_score_no_further_than_was_said(need, catalogue):
    need = replace(need, answers={}, refused=())
    for fit in ranked(need, catalogue).fits:
        for missing in fit.missing:
            if missing.code == "precondition_unknown":
                worse = ranked(replace(need, answers={missing.facts["ref"]: False}), catalogue)
                assert scores(worse)[fit.solution] == round(missing.low, 9) or math.isclose(
                    scores(worse)[fit.solution], missing.low, abs_tol=1e-6
                )
