from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings

from southsouth.catalogue.lifecycle import NeedState, SolutionState
from southsouth.catalogue.models import Adoption, Need, Solution
from southsouth.matching.actions import refresh_index
from southsouth.matching.actions.index import NOTE, Brought
from southsouth.matching.models import Refresh
from southsouth.matching.queries import engine, found_needs, found_solutions, index_ready, last_indexed
from southsouth.matching.queries.engine import index_of
from southsouth.reference.models import ContextFact
from tests.makers import (
    AT,
    make_adoption,
    make_country,
    make_fact,
    make_interest,
    make_match,
    make_need,
    make_solution,
)
from tests.matching.people import VISITOR

pytestmark = pytest.mark.django_db

AFTER = AT + timedelta(minutes=1)
NOTHING = Brought(0, 0, anew=False)


def refs() -> set[str]:
    index = index_of(engine().solutions)
    assert index is not None
    return set(index.refs(index.rows()))


def test_the_first_time_everything_shown_is_written() -> None:
    shown = {make_solution().ref, make_solution(SolutionState.DUE).ref}
    make_solution(SolutionState.DRAFT)
    make_solution(SolutionState.ARCHIVED)
    make_need()
    make_need(NeedState.DRAFT)
    assert not index_ready()

    change = refresh_index(at=AT)

    assert (change.solutions, change.needs) == (Brought(2, 0, anew=True), Brought(1, 0, anew=True))
    assert refs() == shown
    assert index_ready()


def test_an_empty_catalogue_has_an_empty_index() -> None:
    change = refresh_index(at=AT)

    assert change.solutions == Brought(0, 0, anew=True)
    assert refs() == set()
    assert found_solutions("birth", VISITOR) == []


def test_without_a_change_nothing_is_written() -> None:
    make_solution()
    make_need()
    first = refresh_index(at=AT)
    published = engine().solutions.path / "current.json"
    before = published.stat().st_mtime_ns

    again = refresh_index(at=AFTER)

    assert (again.solutions, again.needs, again.catalogue) == (NOTHING, NOTHING, first.catalogue)
    assert published.stat().st_mtime_ns == before
    assert last_indexed() == AFTER


def test_what_changed_and_what_is_gone_goes_into_the_delta() -> None:
    kept, edited, archived = (make_solution(title=title) for title in ("Ferries", "Tractors", "Weddings"))
    refresh_index(at=AT)
    Solution.objects.filter(pk=edited.pk).update(title="Harbours", changed_at=AFTER)
    Solution.objects.filter(pk=archived.pk).update(state=SolutionState.ARCHIVED, changed_at=AFTER)
    new = make_solution(title="Lighthouses", changed_at=AFTER)

    assert refresh_index(at=AFTER).solutions == Brought(2, 1, anew=False)
    assert refs() == {kept.ref, edited.ref, new.ref}
    assert found_solutions("harbours", VISITOR) == [edited.ref]
    assert found_solutions("tractors", VISITOR) == []
    assert found_solutions("lighthouses", VISITOR) == [new.ref]


def test_only_removed_documents() -> None:
    gone = make_solution()
    refresh_index(at=AT)
    Solution.objects.filter(pk=gone.pk).update(state=SolutionState.ARCHIVED)

    assert refresh_index(at=AFTER).solutions == Brought(0, 1, anew=False)
    assert refs() == set()


def test_needs_are_found_as_long_as_they_are_shown() -> None:
    need = make_need(title="Ferries")
    refresh_index(at=AT)
    assert found_needs("ferries", VISITOR) == [need.ref]

    Need.objects.filter(pk=need.pk).update(state=NeedState.LAPSED, changed_at=AFTER)
    refresh_index(at=AFTER)
    assert found_needs("ferries", VISITOR) == []


def damage_manifest(folder: Path) -> None:
    next(folder.glob("segment-*/manifest.json")).write_text("{}")


def lose_note(folder: Path) -> None:
    (folder / NOTE).unlink()


def spoil_note(folder: Path) -> None:
    (folder / NOTE).write_text("{")


@pytest.mark.parametrize("harm", [shutil.rmtree, damage_manifest, lose_note, spoil_note])
def test_an_index_that_is_lost_or_damaged_is_made_anew(harm: Callable[[Path], None]) -> None:
    solution = make_solution()
    refresh_index(at=AT)
    harm(engine().solutions.path)

    assert refresh_index(at=AFTER).solutions == Brought(1, 0, anew=True)
    assert refs() == {solution.ref}


def test_progress_counts_every_document_of_both_kinds() -> None:
    make_solution()
    make_solution()
    make_need()
    heard: list[tuple[int, int]] = []

    refresh_index(at=AT, told=lambda done, total: heard.append((done, total)))

    assert heard == [(1, 2), (2, 2), (1, 1)]


def test_the_row_says_over_what_runs_are_made() -> None:
    make_solution()
    change = refresh_index(at=AT)

    row = Refresh.objects.get()
    assert (row.catalogue, row.model, row.indexed_at) == (change.catalogue, engine().model, AT)
    assert row.worker == ""


def publish(solution: Solution) -> None:
    make_solution()


def edit(solution: Solution) -> None:
    Solution.objects.update(changed_at=AFTER)


def archive(solution: Solution) -> None:
    Solution.objects.update(state=SolutionState.ARCHIVED)


def adopt(solution: Solution) -> None:
    make_adoption(solution)


def confirm_adoption(solution: Solution) -> None:
    Adoption.objects.update(changed_at=AFTER)


def learn(solution: Solution) -> None:
    make_fact(make_country("KEN"), "egdi")


def correct(solution: Solution) -> None:
    ContextFact.objects.update(value=1.5)


def describe(solution: Solution) -> None:
    make_country("KEN", income_group="low")


def fill(solution: Solution) -> None:
    make_interest(make_match(solution=solution))


@pytest.mark.parametrize("change", [publish, edit, archive, adopt, confirm_adoption, learn, correct, describe, fill])
def test_the_digest_changes_with_all_that_a_ranking_reads(change: Callable[[Solution], None]) -> None:
    solution = make_solution(open_requests_cap=1)
    make_adoption(make_solution(SolutionState.DRAFT))
    make_fact(make_country("BGD"))
    make_need()
    before = refresh_index(at=AT).catalogue
    change(solution)

    assert refresh_index(at=AT).catalogue != before


def test_drafts_do_not_change_the_digest() -> None:
    make_solution()
    make_need()
    before = refresh_index(at=AT).catalogue
    make_solution(SolutionState.DRAFT, organisation=None)

    assert refresh_index(at=AT).catalogue == before


def test_a_full_exporter_is_asked_again_next_year() -> None:
    fill(make_solution(open_requests_cap=1))
    make_solution(open_requests_cap=1)
    before = refresh_index(at=AT).catalogue

    assert refresh_index(at=AT.replace(month=12, day=31)).catalogue == before
    assert refresh_index(at=AT.replace(year=AT.year + 1)).catalogue != before


def test_many_records_are_read_slice_by_slice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("southsouth.matching.queries.documents.SLICE", 2)
    monkeypatch.setattr("southsouth.matching.actions.index.AT_ONCE", 2)
    first = {make_solution().ref for _ in range(3)}
    needs = {make_need(title=f"Ferry {name}").ref for name in "abc"}
    refresh_index(at=AT)
    assert refs() == first
    assert set(found_needs("ferry", VISITOR)) == needs

    second = {make_solution().ref for _ in range(5)}
    heard: list[tuple[int, int]] = []
    assert refresh_index(at=AFTER, told=lambda *told: heard.append(told)).solutions == Brought(5, 0, anew=False)
    assert refs() == first | second
    assert heard == [(number, 5) for number in range(1, 6)]


def test_the_lock_and_the_index_stand_in_the_folder_of_the_settings() -> None:
    refresh_index(at=AT)

    assert {each.name for each in Path(settings.INDEX_DIR).iterdir()} == {"lock", "solutions", "needs"}
