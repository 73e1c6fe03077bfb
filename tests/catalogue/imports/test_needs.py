"""Needs from files."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from southsouth.catalogue.actions.imports import import_needs
from southsouth.catalogue.actions.needs import open_need
from southsouth.catalogue.lifecycle import NeedState
from southsouth.catalogue.models import Need
from southsouth.members.lifecycle import Origin, Role
from southsouth.members.models import Organisation
from southsouth.tables.report import Report
from tests.catalogue.actions.ledger import facts, lines
from tests.catalogue.imports.rows import only, places, rows_of
from tests.makers import AT, make_country, make_need, make_organisation, make_person

LATER = AT + timedelta(days=1)
SHORT: dict[str, object] = {
    "need_id": "N006",
    "title": "People cannot earn",
    "summary": "They hold skills and no papers.",
    "country": "Kenya",
    "focus_area": "Future of Work",
    "sdgs": [16, 1],
    "answer": "eks",
}
WHOLE: dict[str, object] = {
    **SHORT,
    "language": "fr",
    "sufferers": "Youth",
    "people_affected": "120000",
    "tried": "Fairs",
    "success": "Work",
    "time_baseline": "A year",
    "cost_baseline": "Much",
    "visits_baseline": "9",
    "place": "Two towns",
    "connectivity": "some days",
    "languages": "English; swa",
    "law": "None",
    "staff": "Six",
    "systems": "A list",
    "owner": "The office",
    "budget_usd": 60000,
    "deadline": "2027-06-30",
    "kinds_of_help": "training; code",
    "willing_to_host": "oui",
    "topics": "online-work",
    "visibility": "members",
    "organisation": "Labour office",
}


def take(*records: dict[str, object], **options: object) -> Report:
    return import_needs(rows_of(*records), **{"by": None, "at": AT, **options})


def test_need_of_no_organisation_waits_for_triage() -> None:
    officer = make_person(Role.SECRETARIAT)

    report = take(SHORT, by=officer)

    need = Need.objects.get()
    assert (report.created, report.ignored) == (("N006",), ("answer",))
    assert (need.title, need.problem, need.country_id) == ("People cannot earn", SHORT["summary"], "KEN")
    assert (need.state, need.origin, need.organisation, need.opened_at) == (NeedState.SUBMITTED, Origin.OWN, None, None)
    assert [goal.number for goal in need.goals.all()] == [1, 16]
    assert lines(need) == [("need.imported", "", "submitted", officer)]
    assert open_need(need, by=officer, at=LATER).state == NeedState.OPEN


def test_need_without_a_country_is_a_draft_of_the_secretariat() -> None:
    take({**SHORT, "country": None})
    assert (Need.objects.get().state, Need.objects.get().country) == (NeedState.DRAFT, None)


def test_whole_row_fills_the_whole_record() -> None:
    body = make_organisation(name="Labour office", country=make_country("KEN"))

    assert take(WHOLE).good

    need = Need.objects.get()
    texts = ("sufferers", "tried", "success", "time_baseline", "cost_baseline", "visits_baseline", "place", "law")
    assert [getattr(need, name) for name in texts] == [WHOLE[name] for name in texts]
    assert (need.staff, need.systems, need.owner, need.language) == ("Six", "A list", "The office", "fr")
    assert (need.people_affected, need.budget_usd, need.deadline) == (120000, 60000, date(2027, 6, 30))
    assert (need.connectivity, need.languages, need.kinds_of_help) == ("some_days", ["en", "swa"], ["training", "code"])
    assert (need.willing_to_host, need.visibility, need.organisation) == (True, "members", body)
    assert [topic.slug for topic in need.topics.all()] == ["online-work"]
    assert need.focus_area is not None
    assert (need.focus_area.slug, need.state) == ("work", NeedState.DRAFT)


def test_organisation_that_is_not_there_is_written_down() -> None:
    take(WHOLE)
    body = Organisation.objects.get()
    assert (body.name, body.country_id, body.origin) == ("Labour office", "KEN", Origin.RECORDED)
    assert Need.objects.get().organisation == body


@pytest.mark.parametrize("origin", ["sample", "recorded"])
def test_sample_or_recorded_need_is_open_at_once(origin: str) -> None:
    take({**SHORT, "origin": origin})
    need = Need.objects.get()
    assert (need.state, need.opened_at, need.origin) == (NeedState.OPEN, AT, origin)


@pytest.mark.parametrize("row", [SHORT, WHOLE], ids=["short", "whole"])
def test_second_time_changes_nothing(row: dict[str, object]) -> None:
    take(row)
    assert take(row, at=LATER).unchanged == ("N006",)
    assert Need.objects.get().changed_at == AT


def test_changed_cells_are_the_only_ones_written() -> None:
    take(WHOLE)

    report = take({"ref": "N006", "title": "Other", "deadline": "", "origin": None, "organisation": ""}, at=LATER)

    need = Need.objects.get()
    assert (report.changed, need.title, need.deadline, need.problem) == (("N006",), "Other", None, SHORT["summary"])
    assert (need.organisation, need.state, need.changed_at) == (None, NeedState.DRAFT, LATER)
    assert facts(need) == {"fields": ["deadline", "organisation", "title"]}
    assert lines(need)[-1] == ("need.imported", "draft", "draft", None)


def test_need_of_a_keeper_keeps_its_state() -> None:
    need = make_need(NeedState.ANSWERED, ref="own")
    take({"ref": "own", "country": "PER"}, at=LATER)
    need.refresh_from_db()
    assert (need.state, need.country_id) == (NeedState.ANSWERED, "PER")


def test_row_without_a_reference_is_known_by_title_and_country() -> None:
    row = {name: value for name, value in SHORT.items() if name != "need_id"}
    assert take(row).created == ("people-cannot-earn-ken",)
    assert take(row).unchanged == ("people-cannot-earn-ken",)


def test_dry_run_and_refusals_write_nothing() -> None:
    assert take(WHOLE, dry_run=True).created == ("N006",)
    report = take(SHORT, {**SHORT, "need_id": "b", "summary": None, "connectivity": "slwo"})
    assert places(report) == [(3, "connectivity", "not_known")]
    assert only(report).facts == {"value": "slwo", "nearest": "slow"}
    assert places(take({"ref": "b", "title": "A"})) == [(2, "problem", "needed_for_new")]
    assert not Need.objects.exists()


def test_record_that_is_there_cannot_lose_its_problem() -> None:
    take(SHORT)
    assert places(take({"ref": "N006", "problem": " "})) == [(2, "problem", "empty")]


def test_day_that_is_none_is_refused() -> None:
    assert places(take({**SHORT, "deadline": "30/6/2027"})) == [(2, "deadline", "not_a_day")]


def test_import_is_for_the_secretariat() -> None:
    with pytest.raises(PermissionDenied):
        take(SHORT, by=make_person())
