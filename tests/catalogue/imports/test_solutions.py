"""Solutions from files: whole records, what each row may leave out, repeated and changed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from southsouth.catalogue.actions.imports import import_solutions
from southsouth.catalogue.lifecycle import SolutionState
from southsouth.catalogue.models import NeedAnswer, Solution
from southsouth.catalogue.policies import may_edit_solution
from southsouth.catalogue.queries.challenges import evidence_history
from southsouth.ledger.models import Entry
from southsouth.members.lifecycle import Origin, Role
from southsouth.members.models import Organisation
from southsouth.tables.report import Report
from tests.catalogue.actions.ledger import facts, lines
from tests.catalogue.imports.rows import only, rows_of
from tests.makers import (
    AT,
    SOURCE,
    make_country,
    make_need_answer,
    make_organisation,
    make_person,
    make_whole_solution,
)

LATER = AT + timedelta(days=1)
PUBLIC: dict[str, object] = {
    "solution_id": "asan",
    "title": "One hall",
    "summary": "Many offices under one roof.",
    "exporters": [{"country": "Bangladesh", "organisation": "Service agency"}],
    "focus_area": "Future of Work",
    "sdgs": [16, 1],
    "sources": [SOURCE],
}
"""A row as public compilations write it."""
WHOLE: dict[str, object] = {
    **PUBLIC,
    "language": "French",
    "problem": "Too many visits.",
    "how_it_works": "One ticket.",
    "failures": "Untrained staff.",
    "licence": "CC BY 4.0",
    "terms": "Name the source.",
    "languages": "fr; Swahili",
    "topics": "One stop services",
    "targets": "16.6",
    "evidence": "B",
    "step": "exported",
    "cost_low_usd": "40000",
    "cost_high_usd": 120000.0,
    "running_cost": "Little",
    "visits_a_year": 4,
    "expert_days_a_year": 0,
    "open_requests_cap": 3,
    "help_given": "study visit; training",
    "who_pays": "The guest",
    "visibility": "members",
    "blocks": [{"title": "Hall", "text": "A building", "cost_low_usd": 1}, {"title": "Bus"}],
    "preconditions": [
        {"kind": "law", "text": "A law", "block": "2", "changeable": "no", "note": "None"},
        {"kind": "connection", "text": "Internet", "block": "hall", "fact": "internet_users_pct", "minimum": 50},
    ],
    "results": [
        {"indicator": "Visits", "before": 4, "after": "1", "unit": "visits", "year": 2024, "source": SOURCE},
        {"indicator": "Halls", "measure": "other", "after": 9},
    ],
    "places": [{"country": "BGD", "name": "Dhaka", "since": 2015, "note": "First"}],
}


def take(*records: dict[str, object], **options: object) -> Report:
    return import_solutions(rows_of(*records), **{"by": None, "at": AT, **options})


def test_public_row_becomes_a_recorded_solution_that_nobody_keeps() -> None:
    report = take(PUBLIC)

    solution = Solution.objects.get()
    assert (report.created, report.good, report.ignored) == (("asan",), True, ())
    assert (solution.ref, solution.title, solution.summary) == ("asan", "One hall", "Many offices under one roof.")
    assert (solution.state, solution.origin, solution.organisation) == (SolutionState.PUBLISHED, Origin.RECORDED, None)
    assert (solution.published_at, solution.created_at, solution.changed_at) == (AT, AT, AT)
    assert (solution.confirmed_on, solution.review_on, solution.evidence, solution.author) == (None, None, "", None)
    assert [goal.number for goal in solution.goals.all()] == [1, 16]
    assert (solution.focus_area.slug if solution.focus_area else "") == "work"
    assert [source.url for source in solution.sources.all()] == [SOURCE]
    assert lines(solution) == [("solution.imported", "", "published", None)]


def test_body_named_in_a_row_is_written_down_as_named_in_a_source() -> None:
    take(PUBLIC)
    body = Organisation.objects.get()
    assert (body.name, body.country_id, body.origin, body.kind) == ("Service agency", "BGD", Origin.RECORDED, "")
    assert lines(body) == [("organisation.recorded", "", "", None)]
    assert Solution.objects.get().exporters.get().organisation == body


def test_whole_row_fills_the_whole_record() -> None:
    assert take(WHOLE).good

    solution = Solution.objects.get()
    plain = ("language", "problem", "failures", "licence", "terms", "running_cost", "who_pays", "evidence", "step")
    assert [getattr(solution, name) for name in plain] == [
        *("fr", "Too many visits.", "Untrained staff.", "CC BY 4.0", "Name the source."),
        *("Little", "The guest", "studied", "exported"),
    ]
    assert (solution.cost_low_usd, solution.cost_high_usd, solution.visits_a_year) == (40000, 120000, 4)
    assert (solution.expert_days_a_year, solution.open_requests_cap, solution.visibility) == (0, 3, "members")
    assert (solution.languages, solution.help_given) == (["fr", "swa"], ["study_visit", "training"])
    assert [topic.slug for topic in solution.topics.all()] == ["one-stop-services"]
    assert [target.code for target in solution.targets.all()] == ["16.6"]
    hall, bus = solution.blocks.all()
    assert (hall.title, hall.text, hall.cost_low_usd, bus.title, bus.text) == ("Hall", "A building", 1, "Bus", "")
    law, internet = solution.preconditions.all()
    assert (law.kind, law.text, law.block, law.changeable, law.note) == ("law", "A law", bus, False, "None")
    assert (internet.block, internet.fact, internet.minimum) == (hall, "internet_users_pct", 50.0)
    visits, halls = solution.results.all()
    assert (visits.measure, visits.before, visits.after, visits.year) == ("other", 4.0, 1.0, 2024)
    assert (halls.measure, halls.before, halls.after, halls.source) == ("other", None, 9.0, "")
    place = solution.places.get()
    assert (place.country_id, place.name, place.since, place.note) == ("BGD", "Dhaka", 2015, "First")


@pytest.mark.parametrize("row", [PUBLIC, WHOLE], ids=["public", "whole"])
def test_second_time_changes_nothing(row: dict[str, object]) -> None:
    take(row)
    before = Entry.objects.count()

    report = take(row, at=LATER)

    assert (report.created, report.changed, report.unchanged) == ((), (), ("asan",))
    assert (Solution.objects.get().changed_at, Entry.objects.count()) == (AT, before)


def test_changed_cells_are_the_only_ones_written() -> None:
    take(WHOLE)
    officer = make_person(Role.SECRETARIAT)

    report = take({"ref": "asan", "title": "Two halls", "sdgs": "1"}, at=LATER, by=officer)

    solution = Solution.objects.get()
    assert report.changed == ("asan",)
    assert (solution.title, solution.summary, solution.changed_at) == ("Two halls", PUBLIC["summary"], LATER)
    assert ([goal.number for goal in solution.goals.all()], solution.blocks.count()) == ([1], 2)
    assert (solution.state, solution.published_at, solution.created_at) == (SolutionState.PUBLISHED, AT, AT)
    assert lines(solution)[-1] == ("solution.imported", "published", "published", officer)
    assert facts(solution) == {"fields": ["goals", "title"]}


def test_empty_cells_make_unknown() -> None:
    take(WHOLE)
    names = ("problem", "languages", "topics", "evidence", "visits_a_year", "blocks", "preconditions", "places")

    report = take({"ref": "asan", "focus_area": "", "visibility": None, **dict.fromkeys(names)})

    solution = Solution.objects.get()
    assert report.changed == ("asan",)
    assert (solution.problem, solution.languages, solution.evidence, solution.visits_a_year) == ("", [], "", None)
    assert (solution.focus_area, solution.topics.count(), solution.blocks.count()) == (None, 0, 0)
    assert (solution.preconditions.count(), solution.places.count(), solution.visibility) == (0, 0, "members")


def test_row_of_a_member_is_a_draft_of_the_exporting_body() -> None:
    keeper = make_person(organisation=make_organisation(name="Land office"))
    row = {"title": "Land records on a map", "summary": "Found in a minute.", "exporters": "Bangladesh: land  OFFICE"}

    report = take(row)

    solution = Solution.objects.get()
    assert report.created == (solution.ref,) == ("land-records-on-a-map-bgd",)
    assert (solution.state, solution.origin, solution.published_at) == (SolutionState.DRAFT, Origin.OWN, None)
    assert solution.organisation == keeper.organisation == solution.exporters.get().organisation
    assert may_edit_solution(keeper, solution)
    assert take(row).unchanged == ("land-records-on-a-map-bgd",)
    assert Organisation.objects.count() == 1


def test_row_of_a_member_may_name_sources_and_another_keeper() -> None:
    row = {**PUBLIC, "origin": "own", "organisation": "Head office"}

    take(row)

    solution = Solution.objects.get()
    assert (solution.state, solution.organisation.name if solution.organisation else "") == ("draft", "Head office")
    assert take(row).unchanged == ("asan",)
    assert take({**row, "organisation": solution.organisation.ref if solution.organisation else ""}).good
    assert take({**row, "organisation": ""}).changed == ("asan",)
    assert Solution.objects.get().organisation is None


@pytest.mark.parametrize("exporters", [None, "Bangladesh"])
def test_row_without_a_body_is_kept_by_the_secretariat(exporters: str | None) -> None:
    take({"ref": "x", "title": "A", "summary": "B", "exporters": exporters})
    assert Solution.objects.get().organisation is None
    assert may_edit_solution(make_person(Role.SECRETARIAT), Solution.objects.get())


def test_sample_row_is_shown_as_a_sample() -> None:
    take({"ref": "x", "title": "A", "summary": "B", "origin": "sample"})
    assert (Solution.objects.get().state, Solution.objects.get().origin) == (SolutionState.PUBLISHED, Origin.SAMPLE)


def test_dry_run_tells_and_writes_nothing() -> None:
    report = take(PUBLIC, dry_run=True)
    assert (report.created, Solution.objects.count(), Organisation.objects.count()) == (("asan",), 0, 0)
    assert not Entry.objects.exists()


def test_one_bad_row_stops_all() -> None:
    report = take(PUBLIC, {**PUBLIC, "solution_id": "b", "focus_area": "Future of Wark"})

    wrong = only(report)
    assert (wrong.row, wrong.column, wrong.code) == (3, "focus_area", "no_such_area")
    assert wrong.facts == {"value": "Future of Wark", "nearest": ["Work", "Finance", "Public service"]}
    assert (report.created, Solution.objects.count()) == (("asan",), 0)


def test_import_is_for_the_secretariat_and_the_operator() -> None:
    for person in (make_person(), make_person(Role.EXPERT), make_person(Role.SECRETARIAT, is_active=False)):
        with pytest.raises(PermissionDenied):
            take(PUBLIC, by=person)
    assert take(PUBLIC, by=make_person(Role.SECRETARIAT)).good


def test_owners_solution_is_brought_to_what_the_file_says() -> None:
    solution = make_whole_solution("published", ref="own")
    condition = solution.preconditions.get()
    answer = make_need_answer(precondition=condition)
    row = {"ref": "own", "preconditions": [{"kind": "data", "text": condition.text}, {"kind": "law", "text": "New"}]}

    report = take(row, at=LATER)

    solution.refresh_from_db()
    assert (report.changed, solution.state, solution.origin) == (("own",), SolutionState.PUBLISHED, Origin.OWN)
    assert [(each.kind, each.text) for each in solution.preconditions.all()] == [
        ("data", condition.text),
        ("law", "New"),
    ]
    assert [*NeedAnswer.objects.all()] == [answer]


def test_block_under_a_new_name_keeps_its_preconditions_and_their_answers() -> None:
    take(WHOLE)
    solution = Solution.objects.get()
    answer = make_need_answer(precondition=solution.preconditions.get(text="A law"))

    take({"ref": "asan", "blocks": [{"title": "Hall", "text": "A building", "cost_low_usd": 1}, {"title": "Coach"}]})

    assert [(each.text, str(each.block)) for each in solution.preconditions.all()] == [
        ("A law", "Coach"),
        ("Internet", "Hall"),
    ]
    assert [*NeedAnswer.objects.all()] == [answer]


def test_preconditions_follow_blocks_that_change_places() -> None:
    take(WHOLE)
    blocks = WHOLE["blocks"]
    assert isinstance(blocks, list)
    conditions = [{"kind": "law", "text": "A law", "block": 1, "changeable": False, "note": "None"}]

    take({"ref": "asan", "blocks": [blocks[1]], "preconditions": conditions})

    solution = Solution.objects.get()
    assert [(str(each.block), each.text) for each in solution.preconditions.all()] == [("Bus", "A law")]


def test_preconditions_stay_when_only_the_order_of_blocks_changes() -> None:
    take(WHOLE)
    blocks = WHOLE["blocks"]
    assert isinstance(blocks, list)

    take({"ref": "asan", "blocks": blocks[::-1]})

    assert [(str(each.block), each.text) for each in Solution.objects.get().preconditions.all()] == [
        ("Bus", "A law"),
        ("Hall", "Internet"),
    ]


def test_two_countries_export_together() -> None:
    exporters = "Brazil: City of Canoas; Kenya; Brazil: city of canoas"
    take({**PUBLIC, "exporters": exporters})
    exporters_now = [(each.country_id, str(each)) for each in Solution.objects.get().exporters.all()]
    assert exporters_now == [("BRA", "City of Canoas"), ("KEN", "Kenya")]
    assert take({**PUBLIC, "exporters": exporters}).unchanged == ("asan",)


def test_body_of_no_country_or_of_another_is_found_by_name_or_reference() -> None:
    bank = make_organisation(name="Regional bank", country=None)
    abroad = make_organisation(ref="water-abroad", name="Water company", country=make_country("PER"))
    exporters = [
        {"country": "KEN", "organisation": "Regional bank"},
        {"country": "KEN", "organisation": "water-abroad"},
        {"country": "KEN", "organisation": "Water company"},
    ]

    take({**PUBLIC, "exporters": exporters})

    found = [each.organisation for each in Solution.objects.get().exporters.all()]
    assert found[:2] == [bank, abroad]
    assert found[2] is not None
    assert (found[2].country_id, found[2].origin) == ("KEN", Origin.RECORDED)


def test_exact_name_is_preferred_among_names_that_compare_alike() -> None:
    make_organisation(name="LAND OFFICE")
    exact = make_organisation(name="Land Office")
    take({**PUBLIC, "exporters": "BGD: Land Office"})
    assert Solution.objects.get().exporters.get().organisation == exact


def test_a_level_of_proof_that_a_file_sets_is_told_with_from_and_to() -> None:
    for evidence, title in (("", "One hall"), ("C", "One hall"), ("C", "One big hall"), ("B", "One big hall")):
        import_solutions(rows_of({**PUBLIC, "evidence": evidence, "title": title}), by=None, at=LATER)
    told = evidence_history(Solution.objects.get())
    assert [(each.before, each.after, each.setter) for each in told] == [
        ("", "measured", "import"),
        ("measured", "studied", "import"),
    ]
