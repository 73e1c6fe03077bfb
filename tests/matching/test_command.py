"""``southsouth refresh_matches``: once, for one need, for all, and as the background worker."""

from __future__ import annotations

import io
import os
import signal
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from pytest_django.fixtures import Settings

from southsouth.matching.models import MatchRun, Refresh
from southsouth.matching.queries import is_stale
from tests.makers import make_need, make_solution

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _without_a_model(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a machine without the package of the sentence model."""
    settings.LANGUAGE_MODEL = ""
    monkeypatch.setattr("southsouth.engine.fit.encoder.PACKAGE", "a-package-that-is-not-there")


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command("refresh_matches", *arguments, stdout=out, stderr=out)
    return out.getvalue()


def test_one_round_brings_everything_up_to_date() -> None:
    need = make_need(problem="Officials serve people.")
    make_solution()

    assert run().splitlines() == [
        "No sentence model (a-package-that-is-not-there): matching goes by words and context only.",
        "Index: 2 written, 0 removed. Matches of 1 needs computed.",
    ]
    assert not is_stale(need)
    assert len(run().splitlines()) == 1


def test_everything_anew() -> None:
    need = make_need()
    run()
    first = MatchRun.objects.get(need=need).at

    assert run("--all").splitlines()[-1] == "Index: 0 written, 0 removed. Matches of 1 needs computed."
    assert MatchRun.objects.get(need=need).at > first


def test_one_need() -> None:
    need = make_need(problem="Officials serve people.")
    make_need()
    make_solution()

    assert run("--need", need.ref).splitlines()[-1] == f"{need.ref}: 1 matches out of 1 solutions."
    assert [each.need for each in MatchRun.objects.all()] == [need]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--need", "need-9"], "There is no need with the reference need-9."),
        (["--need", "need-9", "--loop"], "--need stands alone: leave out --loop and --all."),
        (["--need", "need-9", "--all"], "--need stands alone: leave out --loop and --all."),
    ],
)
def test_bad_input_is_told_with_code_2(arguments: list[str], message: str) -> None:
    with pytest.raises(CommandError) as refusal:
        run(*arguments)

    assert (str(refusal.value), refusal.value.returncode) == (message, 2)


def test_a_model_that_was_asked_for_must_work(settings: Settings, tmp_path: Path) -> None:
    settings.LANGUAGE_MODEL = str(tmp_path / "nothing")

    with pytest.raises(CommandError) as refusal:
        run()
    assert str(refusal.value) == (
        f"SOUTHSOUTH_LANGUAGE_MODEL cannot be used: {tmp_path / 'nothing'} must hold one .onnx file and a "
        "tokenizer.json."
    )
    assert refusal.value.returncode == 2


def test_a_second_worker_says_so() -> None:
    Refresh.objects.create(worker="another", beat=timezone.now())

    assert run().splitlines()[-1] == "Another worker is at it. Nothing to do here."


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_is_shown_on_a_terminal() -> None:
    make_need()
    out = Terminal()

    call_command("refresh_matches", stdout=out, stderr=io.StringIO())

    assert "\rindex: 1 of 1\n" in out.getvalue()
    assert "\rneeds: 0 of 1\rneeds: 1 of 1\n" in out.getvalue()


class Ending(io.StringIO):
    """Asks the worker to end as soon as it has done something, or failed."""

    def write(self, text: str) -> int:
        written = super().write(text)
        if text.startswith(("Index:", "The database")):
            os.kill(os.getpid(), signal.SIGTERM)
        return written


@pytest.mark.django_db(transaction=True)
def test_the_worker_goes_on_until_it_is_asked_to_end() -> None:
    need = make_need()
    before = signal.getsignal(signal.SIGTERM)
    out = Ending()

    call_command("refresh_matches", "--loop", stdout=out, stderr=out)

    assert out.getvalue().splitlines()[1:] == [
        "Index: 1 written, 0 removed. Matches of 1 needs computed.",
        "Stopped.",
    ]
    assert not is_stale(need)
    assert Refresh.objects.get().worker == ""
    assert signal.getsignal(signal.SIGTERM) is before
