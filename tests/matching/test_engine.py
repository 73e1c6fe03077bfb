"""The engine in the product, also with the sentence model."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from southsouth.catalogue.models import Need
from southsouth.matching.actions import refresh_all
from southsouth.matching.actions.index import Brought
from southsouth.matching.models import Match, MatchRun
from southsouth.matching.queries import engine, index_ready, is_stale, matches_of, trial
from tests.makers import AT, make_country, make_need, make_solution
from tests.matching.people import VISITOR


def test_the_engine_is_made_once_a_process() -> None:
    assert engine() is engine()


def test_other_settings_make_another_engine(settings: Settings, tmp_path: Path) -> None:
    first = engine()
    settings.INDEX_DIR = tmp_path / "elsewhere"

    assert engine().solutions.path == tmp_path / "elsewhere" / "solutions"
    assert engine().needs.path == tmp_path / "elsewhere" / "needs"
    assert engine() is not first


def test_a_model_that_cannot_be_used_leaves_words_and_is_told(
    settings: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings.LANGUAGE_MODEL = str(tmp_path / "empty")
    with caplog.at_level(logging.WARNING):
        made = engine()

    assert (made.reader.encoder, made.reader.width) == (None, 0)
    assert made.fault == f"{tmp_path / 'empty'} must hold one .onnx file and a tokenizer.json."
    assert caplog.messages == [
        f"Matching goes by words and context only, without a sentence model: {made.fault}",
    ]


BIRTHS = {
    "title": "Newborns without papers",
    "problem": "Mothers in far villages do not record their babies, since the office is two days away.",
}


@pytest.fixture
def _whole_engine(settings: Settings) -> None:
    settings.LANGUAGE_MODEL = ""


@pytest.mark.django_db
@pytest.mark.usefixtures("_whole_engine")
def test_with_the_model_meaning_counts() -> None:
    """No word of the need stands in the solution."""
    make_solution(title="Ferry timetable", summary="Passengers see when the next boat leaves.")
    near = make_solution(title="Birth registration", summary="Health posts register each child at once, by telephone.")
    need = make_need(**BIRTHS)
    done = refresh_all(at=AT)

    assert engine().fault == ""
    assert done.index is not None and done.index.solutions == Brought(2, 0, anew=True)
    first = matches_of(need, VISITOR)[0]
    assert first.solution == near
    assert "same_meaning" in {reason["code"] for reason in first.reasons}
    assert MatchRun.objects.get().model == engine().model
    assert engine().reader.width > 0
    assert not is_stale(need)
    assert trial(Need(**BIRTHS, country=make_country("KEN")), actor=VISITOR).fits[0].score == first.score


@pytest.mark.django_db
def test_another_model_makes_index_and_lists_anew(settings: Settings) -> None:
    make_solution()
    need = make_need(problem="Officials serve people.")
    refresh_all(at=AT)
    settings.LANGUAGE_MODEL = ""
    assert not index_ready()

    done = refresh_all(at=AT)

    assert done.index is not None and done.index.solutions.anew
    assert (done.needs, index_ready(), is_stale(need)) == (1, True, False)
    assert Match.objects.get().run.model == engine().model
