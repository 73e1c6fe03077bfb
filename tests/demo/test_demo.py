"""The demonstration is made by the usual deeds, is honest about what it is, and can be walked from every side."""

from __future__ import annotations

import io
import json
from collections import Counter
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from southsouth.catalogue.lifecycle import NeedState, SolutionState
from southsouth.catalogue.models import Adoption, Need, Precondition, Question, Solution
from southsouth.demo import records
from southsouth.demo.people import PARTS, make_people
from southsouth.demo.questions import tell_questions
from southsouth.demo.records import DATA, Spoilt, make_records
from southsouth.demo.stories import tell
from southsouth.events.models import Event
from southsouth.figures.models import RecordedTotal
from southsouth.ledger.models import Entry
from southsouth.matching.models import Interest, Match
from southsouth.members.lifecycle import Origin, Role
from southsouth.members.models import Organisation, Person
from southsouth.reference.actions.load import load_reference
from southsouth.web.public.demo import DOMAIN, PASSWORD
from tests.makers import AT

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _words_only(settings: Settings, tmp_path: Path) -> None:
    settings.LANGUAGE_MODEL = str(tmp_path / "no-model")
    settings.INDEX_DIR = tmp_path / "index"
    cache.clear()


def made() -> str:
    out = io.StringIO()
    call_command("make_demo", stdout=out)
    return out.getvalue()


def test_everything_is_made_once():
    assert made().splitlines() == ["solutions: 59", "adoptions: 137", "events: 20", "needs: 14", "needs matched: 19"]
    with pytest.raises(CommandError, match="empty database"):
        call_command("make_demo")
    assert (Adoption.objects.count(), Event.objects.count(), RecordedTotal.objects.count()) == (137, 20, 6)
    assert Match.objects.live().exists()
    asked = Interest.objects.get()
    assert (asked.side, asked.answer, asked.match.solution.origin, asked.match.need.state) == (
        *("importer", "yes"),
        *(Origin.SAMPLE, NeedState.OPEN),
    )


def test_sign_ins_are_told_and_work(client):
    out = io.StringIO()
    call_command("make_demo", "--sign-ins", stdout=out)
    assert out.getvalue() == ""
    made()
    call_command("make_demo", "--sign-ins", stdout=out)
    lines = out.getvalue().splitlines()
    assert len(lines) == len(PARTS) + 1
    assert lines[-1] == f"Password of all of them: {PASSWORD}"
    assert {person.role for person in Person.objects.all()} == set(Role)
    assert client.login(email=f"officer@{DOMAIN}", password=PASSWORD) or client.login(
        username=f"officer@{DOMAIN}", password=PASSWORD
    )


def test_what_is_made_up_is_marked_and_what_is_real_has_sources():
    load_reference()
    tell(make_people(domain=DOMAIN, password=PASSWORD, at=AT), at=AT)
    make_records(at=AT)
    assert set(Need.objects.values_list("origin", flat=True)) == {Origin.SAMPLE}
    real = Solution.objects.exclude(origin=Origin.SAMPLE)
    assert (real.count(), real.filter(sources=None).count(), real.exclude(origin=Origin.RECORDED).count()) == (59, 0, 0)
    assert not real.exclude(organisation=None).exists()
    assert set(Organisation.objects.filter(people__isnull=False).values_list("origin", flat=True)) == {Origin.SAMPLE}
    assert all("sample" in person.name.lower() for person in Person.objects.all())
    assert not Adoption.objects.filter(source="").exists()


def test_each_solution_says_enough_to_be_matched_and_claims_no_more_than_it_shows():
    load_reference()
    make_records(at=AT)
    carried = {"in_operation", "adopted", "pilot", "cooperation_delivered"}
    for solution in Solution.objects.in_full():
        assert all((solution.problem, solution.how_it_works, solution.step, solution.evidence)), solution.ref
        assert 2 <= solution.blocks.count() <= 4
        assert 1 <= solution.preconditions.count() <= 4
        assert {each.note.startswith("Editors' reading.") for each in solution.preconditions.all()} == {True}
        assert {each.source for each in solution.results.all()} <= {each.url for each in solution.sources.all()}
        statuses = {each.status for each in solution.adoptions.all()}
        assert solution.evidence != "worked_again" or "in_operation" in statuses, solution.ref
        assert solution.step != "exported" or statuses & carried, solution.ref


def test_needs_are_told_in_several_languages():
    load_reference()
    make_records(at=AT)
    assert set(Need.objects.values_list("language", flat=True)) == {"en", "fr", "es", "ar", "pt", "ru"}
    assert set(Need.objects.values_list("visibility", flat=True)) == {"public", "members"}
    assert Need.objects.values("country").distinct().count() == 14


def test_each_state_can_be_looked_at():
    load_reference()
    people = make_people(domain=DOMAIN, password=PASSWORD, at=AT)
    tell(people, at=AT)
    states = Counter(Need.objects.values_list("state", flat=True))
    assert states == {NeedState.OPEN: 2, NeedState.SUBMITTED: 1, NeedState.DRAFT: 1, NeedState.ENDORSED: 1}
    assert Counter(Solution.objects.values_list("state", flat=True)) == {
        SolutionState.PUBLISHED: 1,
        SolutionState.IN_REVIEW: 1,
        SolutionState.DRAFT: 1,
    }
    assert {need.organisation for need in Need.objects.all()} == {people["importer"].organisation}
    assert Need.objects.filter(visibility="secretariat", state=NeedState.OPEN).count() == 1
    assert Entry.objects.filter(deed="solution.published").count() == 1


def test_questions_are_asked_and_answered_by_made_up_bodies_on_samples():
    load_reference()
    people = make_people(domain=DOMAIN, password=PASSWORD, at=AT)
    tell(people, at=AT)
    make_records(at=AT)
    tell_questions(people, at=AT)
    questions = list(Question.objects.all())
    assert Counter(each.state for each in questions) == {"answered": 2, "asked": 1}
    assert {each.kept.origin for each in questions} == {Origin.SAMPLE}
    for body in (each.kept.organisation for each in questions):
        assert body is not None
        assert body.origin == Origin.SAMPLE
    assert all(each.answer.startswith("In this sample") for each in questions if each.answer)


def test_records_come_once_however_often_they_are_made():
    load_reference()
    first = make_records(at=AT)
    again = make_records(at=AT)
    assert [len(report.created) for report in first.values()] == [59, 137, 20, 14]
    assert [len(report.created) + len(report.changed) for report in again.values()] == [0, 0, 0, 0]


def test_preconditions_are_known_facts():
    load_reference()
    make_records(at=AT)
    assert Precondition.objects.exclude(fact="").count() >= 20
    assert Solution.objects.filter(preconditions=None, origin=Origin.RECORDED).count() == 0


def test_data_that_does_not_fit_stops_everything(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    load_reference()
    for name in ("solutions", "adoptions", "events", "needs"):
        (tmp_path / f"{name}.jsonl").write_bytes((DATA / f"{name}.jsonl").read_bytes())
    (tmp_path / "solutions.jsonl").write_text(json.dumps({"ref": "x", "title": "X"}) + "\n", encoding="utf-8")
    monkeypatch.setattr(records, "DATA", tmp_path)
    with pytest.raises(Spoilt, match="solutions"):
        make_records(at=AT)
    assert not Solution.objects.exists()
