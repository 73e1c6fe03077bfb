from __future__ import annotations

import pytest

from southsouth.engine.fit import Note
from southsouth.engine.fit.profiles import Band, Fit, Gap, Missing, Reason, Size
from southsouth.matching.models import Match, MatchRun
from southsouth.matching.queries import fit_of, notes_of
from southsouth.matching.queries.kept import columns_of
from tests.makers import make_need, make_run, make_solution

FIT = Fit(
    need="need-1",
    solution="solution-1",
    rank=2,
    score=61.25,
    band=Band.GOOD,
    parts={"problem": 0.7, "preconditions": 0.5, "cost": 0.25},
    shares={"problem": 50.0, "context": 0.0, "preconditions": 6.0, "cost": 5.25},
    reasons=(Reason("same_region", {"region": "Asia"}, 3.5), Reason("shared_words", {"words": ["birth"]})),
    gaps=(Gap("over_budget", Size.LARGE, {"budget": 1.0, "low": 2.0, "high": 3.0}),),
    missing=(Missing("no_budget", {}, 50.0, 70.0),),
    known=3,
    asked=5,
)


@pytest.mark.django_db
def test_a_fit_comes_back_as_it_was_kept() -> None:
    need, solution = make_need(ref="need-1"), make_solution(ref="solution-1")
    Match.objects.create(need=need, solution=solution, run=make_run(need), **columns_of(FIT))

    found = fit_of(Match.objects.select_related("need", "solution").get())

    assert found == FIT
    assert list(found.parts) == list(FIT.parts)
    assert list(found.shares) == list(FIT.shares)
    assert (type(found.band), type(found.gaps[0].size)) == (Band, Size)


def test_notes_come_back() -> None:
    run = MatchRun(notes=[{"code": "text_cut", "facts": {"part": "problem"}}])

    assert notes_of(run) == (Note("text_cut", {"part": "problem"}),)
