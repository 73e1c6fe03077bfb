"""Trying a need or a solution: nothing is kept, and only what the reader sees is considered."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from southsouth.catalogue.lifecycle import NeedState, SolutionState, Visibility
from southsouth.catalogue.models import Need, Solution
from southsouth.matching.actions import refresh_index, save_weights, use_weights
from southsouth.matching.models import Match, MatchRun, WeightSet
from southsouth.matching.queries import engine, found_needs, found_solutions, index_ready, trial, trial_needs
from southsouth.members.lifecycle import Role
from tests.makers import AT, make_country, make_need, make_organisation, make_person, make_precondition, make_solution
from tests.matching.people import VISITOR, Cast

pytestmark = pytest.mark.django_db

TODAY = AT.date()


def birth_solution(**fields: object) -> Solution:
    return make_solution(**{"title": "Birth registration", "summary": "Posts register births.", **fields})


def births(**fields: object) -> Need:
    """A need that is not kept."""
    return Need(**{"title": "Register births", "problem": "Parents walk two days to register a birth.", **fields})


def test_a_trial_keeps_nothing() -> None:
    solution = birth_solution()
    refresh_index(at=AT)

    ranking = trial(births(), actor=VISITOR, today=TODAY)

    assert [(fit.solution, fit.rank) for fit in ranking.fits] == [(solution.ref, 1)]
    assert (ranking.considered, ranking.model) == (1, engine().model)
    assert [note.code for note in ranking.notes] == ["no_model"]
    assert not (Need.objects.exists() or Match.objects.exists() or MatchRun.objects.exists())
    assert not WeightSet.objects.exists()


def test_a_trial_with_a_country_leaves_out_its_own() -> None:
    own = birth_solution(organisation=make_organisation(country=make_country("KEN")))
    abroad = birth_solution()
    refresh_index(at=AT)

    def found(need: Need) -> set[str]:
        return {fit.solution for fit in trial(need, actor=VISITOR, today=TODAY).fits}

    assert found(births(country=make_country("KEN"))) == {abroad.ref}
    assert found(births()) == {own.ref, abroad.ref}


def test_no_more_than_the_first_few() -> None:
    for _ in range(4):
        birth_solution()
    refresh_index(at=AT)

    assert [fit.rank for fit in trial(births(), actor=VISITOR, top=3).fits] == [1, 2, 3]


@pytest.mark.parametrize("text", ["", "   ", "<script>alert(1)</script>", "🙂🙂", "\x00"])
def test_a_text_that_says_nothing_finds_nothing_and_does_no_harm(text: str) -> None:
    birth_solution()
    refresh_index(at=AT)

    assert trial(Need(title=text, problem=text), actor=VISITOR, today=TODAY).fits == ()


def test_the_weights_in_use_rank() -> None:
    birth_solution()
    refresh_index(at=AT)
    before = trial(births(), actor=VISITOR, today=TODAY).fits[0].score
    officer = make_person(Role.SECRETARIAT)
    use_weights(save_weights({"lexical": 0.0}, note="Fewer words", by=officer, at=AT), by=officer, at=AT)

    assert trial(births(), actor=VISITOR, today=TODAY).fits[0].score < before


def test_a_trial_costs_the_same_queries_whatever_it_finds(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    counts = []
    for _ in range(2):
        make_precondition(birth_solution())
        refresh_index(at=AT)
        with django_assert_max_num_queries(25) as seen:
            trial(births(), actor=VISITOR, today=TODAY)
        counts.append(len(seen))

    assert counts[0] == counts[1]


def test_what_was_read_of_solutions_is_kept_until_the_catalogue_changes(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    solution = birth_solution()
    refresh_index(at=AT)
    trial(births(), actor=VISITOR, today=TODAY)

    with django_assert_num_queries(4):
        assert len(trial(births(), actor=VISITOR, today=TODAY).fits) == 1
    Solution.objects.update(cost_low_usd=1, cost_high_usd=2, changed_at=AT + timedelta(minutes=1))
    refresh_index(at=AT)
    budget = births(country=make_country("KEN"), budget_usd=5)
    assert "within_budget" in {reason.code for reason in trial(budget, actor=VISITOR).fits[0].reasons}
    Solution.objects.filter(pk=solution.pk).update(visibility=Visibility.MEMBERS)
    assert trial(births(), actor=VISITOR, today=TODAY).fits == ()


def test_who_needs_my_solution_also_before_it_is_published() -> None:
    draft = birth_solution(state=SolutionState.DRAFT)
    own = make_need(title="Register births", organisation=draft.organisation)
    at_home = make_need(title="Register births", organisation=make_organisation())
    abroad = make_need(title="Register births")
    make_need(title="Ferries", problem="No ferry.")
    refresh_index(at=AT)

    ranking = trial_needs(draft, actor=make_person(organisation=draft.organisation), today=TODAY)

    assert [(fit.need, fit.solution) for fit in ranking.fits] == [(abroad.ref, draft.ref)]
    assert ranking.considered == 4
    assert {own.organisation, at_home.organisation} & {abroad.organisation} == set()


def test_a_need_of_nobodys_country_may_import_from_all() -> None:
    solution = birth_solution()
    need = make_need(title="Register births", organisation=None, country=None)
    refresh_index(at=AT)

    assert [fit.need for fit in trial_needs(solution, actor=VISITOR).fits] == [need.ref]


def test_while_the_index_is_made_few_records_are_searched_in_memory() -> None:
    solution, need = birth_solution(), make_need(title="Register births")
    assert not index_ready()

    assert [fit.solution for fit in trial(births(), actor=VISITOR).fits] == [solution.ref]
    assert [fit.need for fit in trial_needs(solution, actor=VISITOR).fits] == [need.ref]
    assert found_solutions("births", VISITOR) == [solution.ref]
    assert found_needs("births", VISITOR) == [need.ref]
    assert not engine().solutions.path.exists()


def test_memory_follows_a_change() -> None:
    solution = birth_solution()
    assert found_solutions("ferries", VISITOR) == []

    Solution.objects.filter(pk=solution.pk).update(title="Ferries", changed_at=AT + timedelta(minutes=1))
    assert found_solutions("ferries", VISITOR) == [solution.ref]


def test_while_the_index_is_made_many_records_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    solution = birth_solution()
    make_need(title="Register births")
    monkeypatch.setattr("southsouth.matching.queries.memory.FEW", 0)

    for ranking in (trial(births(), actor=VISITOR), trial_needs(solution, actor=VISITOR)):
        assert (ranking.fits, ranking.considered, ranking.model) == ((), 0, "")
        assert [note.code for note in ranking.notes] == ["no_index"]
    assert found_solutions("births", VISITOR) == found_needs("births", VISITOR) == []


def test_a_ranker_forgets_before_it_grows_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("southsouth.matching.queries.shelf.KEPT", 1)
    refs = {birth_solution().ref, birth_solution().ref}
    refresh_index(at=AT)

    assert {fit.solution for fit in trial(births(), actor=VISITOR).fits} == refs


SEEN_SOLUTIONS = {
    "visitor": {"public"},
    "suspended": {"public"},
    "importer": {"public", "members"},
    "exporter": {"public", "members", "secretariat"},
    "other": {"public", "members"},
    "expert": {"public", "members"},
    "funder": {"public", "members"},
    "secretariat": {"public", "members", "secretariat"},
    "administrator": {"public", "members", "secretariat"},
}


def test_solutions_come_back_only_to_who_sees_them() -> None:
    cast = Cast()
    for visibility in Visibility:
        birth_solution(ref=f"s-{visibility}", visibility=visibility, organisation=cast.exporting)
    birth_solution(ref="s-draft", state=SolutionState.DRAFT, organisation=cast.exporting)
    refresh_index(at=AT)

    for name, actor in cast.everybody().items():
        expected = {f"s-{each}" for each in SEEN_SOLUTIONS[name]}
        ranking = trial(births(), actor=actor, today=TODAY)
        assert {fit.solution for fit in ranking.fits} == expected, name
        assert [fit.rank for fit in ranking.fits] == list(range(1, len(expected) + 1)), name
        assert ranking.considered == len(expected), name
        assert set(found_solutions("births", actor)) == expected, name


SEEN_NEEDS = {
    **SEEN_SOLUTIONS,
    "importer": {"public", "members", "secretariat"},
    "exporter": {"public", "members"},
}


def test_needs_come_back_only_to_who_sees_them() -> None:
    cast = Cast()
    solution = birth_solution(organisation=cast.exporting)
    for visibility in Visibility:
        make_need(title="Register births", ref=f"n-{visibility}", visibility=visibility, organisation=cast.importing)
    make_need(NeedState.DRAFT, title="Register births", ref="n-draft", organisation=cast.importing)
    refresh_index(at=AT)

    for name, actor in cast.everybody().items():
        expected = {f"n-{each}" for each in SEEN_NEEDS[name]}
        ranking = trial_needs(solution, actor=actor, today=TODAY)
        assert {fit.need for fit in ranking.fits} == expected, name
        assert ranking.considered == len(expected), name
        assert set(found_needs("births", actor)) == expected, name


def test_search_puts_the_nearest_first_and_costs_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    near = birth_solution(title="Births", summary="Births registered at birth.")
    far = make_solution(title="Ferries", summary="Ferries to where a birth may be registered, among many other things.")
    refresh_index(at=AT)
    engine().solutions.current()

    with django_assert_num_queries(1):
        assert found_solutions("births", VISITOR, "en") == [near.ref, far.ref]
    assert found_solutions("  ", VISITOR, "en") == []


@pytest.mark.parametrize("page", ["en", "fr", None])
@pytest.mark.parametrize(
    "text", ["birth registration", "enregistrement des naissances", "registro de nacimientos", "تسجيل المواليد"]
)
def test_a_search_may_be_in_the_language_of_the_page_or_in_its_own(text: str, page: str | None) -> None:
    near = birth_solution()
    make_solution(title="Ferries", summary="Boats between islands.")
    refresh_index(at=AT)

    assert found_solutions(text, VISITOR, page) == [near.ref]


def test_a_need_in_another_language_finds_what_is_written_in_english() -> None:
    near = birth_solution()
    refresh_index(at=AT)
    need = Need(title="Enregistrer les naissances", problem="Les parents marchent deux jours.", language="fr")

    ranking = trial(need, actor=VISITOR, today=TODAY)

    assert [fit.solution for fit in ranking.fits] == [near.ref]
    assert "by_word_table" in {note.code for note in ranking.notes}
