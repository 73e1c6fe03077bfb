"""The pages on versions: the list, one version, two beside each other; nothing a reader may not see."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from southsouth.catalogue.actions.solutions import save_solution
from southsouth.catalogue.actions.versions import begin_versions
from southsouth.catalogue.lifecycle import SolutionState
from southsouth.catalogue.models import Solution
from southsouth.members.lifecycle import Role
from southsouth.members.models import Organisation, Person
from tests.makers import (
    AT,
    make_block,
    make_need,
    make_organisation,
    make_person,
    make_solution,
    make_version,
    make_whole_solution,
)
from tests.web.reading import said
from tests.web.staging import signed_in

__all__ = ["signed_in"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> Organisation:
    return make_organisation(name="Ministry of Health")


@pytest.fixture
def keeper(home: Organisation) -> Person:
    return make_person(organisation=home, name="Amina")


def page(client: Client, kept: object, name: str, *more: object, **query: object):
    kind = kept._meta.model_name  # type: ignore[attr-defined]
    return client.get(reverse(f"public:{kind}-{name}", args=[kept.ref, *more]), query)  # type: ignore[attr-defined]


def test_the_list_says_who_when_and_what(client, home, keeper):
    solution = make_whole_solution(SolutionState.PUBLISHED, organisation=home)
    save_solution(solution, {"licence": "MIT", "visits_a_year": 9}, by=keeper, at=AT, note="Code is free now")
    words = said(page(client, solution, "versions"))
    assert "Version 2: changed, 2 March 2026 · Ministry of Health Changed: Licence and Visits hosted a year" in words
    assert "“Code is free now”" in words
    assert "Version 1: published, 2 March 2026 There is no older version to compare it with." in words
    assert "Amina" not in words


def test_names_of_people_are_for_the_keeper_and_the_secretariat(client, signed_in, home, keeper):
    solution = make_solution(organisation=home)
    officer, expert = make_person(Role.SECRETARIAT, name="Officer"), make_person(Role.EXPERT, name="Expert")
    for person, deed in ((keeper, "changed"), (officer, "changed"), (expert, "published"), (expert, "changed")):
        make_version(solution, by=person, deed=deed)
    public = said(page(client, solution, "versions"))
    assert all(words in public for words in ("Ministry of Health", "the secretariat", "the reviewers"))
    assert not any(name in public for name in ("Amina", "Officer", "Expert"))
    for person in (keeper, officer):
        assert all(
            name in said(page(signed_in(person), solution, "versions")) for name in ("Amina", "Officer", "Expert")
        )


def test_a_visitor_is_told_nothing_of_what_only_members_read(client, signed_in, keeper, home):
    solution = make_solution(organisation=home, title="Now")
    make_version(solution, content={"title": "First", "terms": "x"}, visibility="public")
    make_version(solution, content={"title": "Inner", "terms": "Hidden words"}, visibility="members", note="Inner note")
    make_version(solution, content={"title": "First", "terms": "x"}, visibility="public")
    words = said(page(client, solution, "versions"))
    assert "Version 2" not in words and "Inner" not in words
    assert "Nothing in it changed." in words
    assert "Hidden words" not in said(page(client, solution, "compare"))
    for answer in (
        page(client, solution, "version", 2),
        page(client, solution, "compare", **{"from": 1, "to": 2}),
        page(client, solution, "compare", to=2),
    ):
        assert answer.status_code == 404
    assert "Hidden words" in said(page(signed_in(keeper), solution, "compare", **{"from": 2, "to": 3}))


def test_a_record_that_is_hidden_today_hides_its_versions(client):
    hidden = make_solution(visibility="members")
    make_version(hidden, visibility="public")
    assert {page(client, hidden, name).status_code for name in ("versions", "compare")} == {404}
    assert page(client, hidden, "version", 1).status_code == 404


def test_a_record_without_versions_says_so(client):
    need = make_need()
    assert "No version is kept yet." in said(page(client, need, "versions"))
    assert page(client, need, "compare").status_code == 404


def test_one_version_in_words(client):
    solution = make_whole_solution(SolutionState.PUBLISHED, help_given=["training", "code"], cost_low_usd=20_000)
    solution.preconditions.update(fact="internet_users_pct", minimum=45)
    begin_versions(Solution, [solution.ref])
    words = said(page(client, solution, "version", 1))
    assert "Kinds of help given Training and software and source code" in words
    assert "Lowest cost to start, US$ US$\u206020,000" in words
    assert "Smallest value of that fact: 45%" in words
    assert "Visibility everyone" in words


def test_a_field_and_a_row_of_the_past_are_still_told(client):
    need = make_need()
    content = {"title": "Births", "mood": "hopeful", "willing_to_host": True, "deadline": "2027-01-31", "goals": [3]}
    make_version(need, content={**content, "exporters": [], "sources": [{"url": "https://e.org", "colour": "red"}]})
    words = said(page(client, need, "version", 1))
    assert all(
        each in words for each in ("mood hopeful", "Willing to host a visit yes", "31 January 2027", "colour: red")
    )


def test_two_versions_beside_each_other(client, home, keeper):
    solution = make_whole_solution(SolutionState.PUBLISHED, organisation=home, summary="One counter takes the papers.")
    block = make_block(solution, title="Training", text="Two days")
    children = {"blocks": [{"title": "Register"}, {"id": block.pk, "title": "Training", "text": "Three days"}]}
    save_solution(solution, {"summary": "One desk takes the papers."}, children=children, by=keeper, at=AT)
    answer = page(client, solution, "compare")
    html = answer.content.decode()
    assert '<del><span class="vh" lang="en">Taken out: </span>counter</del>' in html
    assert '<ins><span class="vh" lang="en">Added: </span>desk</ins>' in html
    words = said(answer)
    assert "− Row taken out Title One counter" in words
    assert "± Row changed Title Training What it does Taken out: Two Added: Three days" in words
    assert "+ Row added Title Register" in words
    assert "other fields are the same in both." in words


def test_values_and_the_order_of_rows_are_compared_too(client):
    solution = make_solution()
    rows = [{"url": "https://a.org"}, {"url": "https://b.org"}]
    make_version(solution, content={"step": "national", "visits_a_year": 4, "sources": rows})
    make_version(solution, content={"step": "exported", "visits_a_year": None, "sources": rows[::-1]})
    words = said(page(client, solution, "compare", **{"from": 2, "to": 1}))
    assert "Taken out: national Added: exported" in words
    assert "Visits hosted a year Taken out: 4" in words
    assert "The same rows in another order." in words


def test_a_version_beside_itself_is_the_same(client):
    solution = make_solution()
    make_version(solution)
    assert "Both hold the same." in said(page(client, solution, "compare"))


def test_the_record_leads_to_its_versions(client, signed_in, home, keeper):
    solution, need = make_solution(organisation=home), make_need(organisation=home)
    for kept in (solution, need):
        assert "what changed" not in said(client.get(reverse(f"public:{kept._meta.model_name}", args=[kept.ref])))
        make_version(kept)
    for browser, space in ((client, "public"), (signed_in(keeper), "public"), (signed_in(keeper), "workspace")):
        for kept in (solution, need):
            answer = browser.get(reverse(f"{space}:{kept._meta.model_name}", args=[kept.ref]))
            assert "Version 1 · what changed" in said(answer)


def test_many_versions_take_as_many_queries_as_one(client, django_assert_max_num_queries, django_assert_num_queries):
    solution = make_solution()
    rows = [{"country": "BGD", "organisation": make_organisation().ref}]
    make_version(solution, content={"title": "0", "exporters": rows})
    with django_assert_max_num_queries(20) as one:
        page(client, solution, "versions")
    for number in range(3):
        make_version(solution, content={"title": str(number), "exporters": rows}, by=make_person())
    with django_assert_num_queries(len(one)):
        page(client, solution, "versions")


def test_the_last_row_of_a_page_knows_the_first_of_the_next(client):
    solution = make_solution()
    for number in range(21):
        make_version(solution, content={"title": str(number)})
    words = said(page(client, solution, "versions"))
    assert "no older version" not in words
    assert "There is no older version" in said(page(client, solution, "versions", page=2))


def test_who_opens_a_solution_that_was_joined_comes_to_the_one_that_stays(client, signed_in, home, keeper):
    stays = make_solution()
    gone = make_solution(SolutionState.MERGED, merged_into=stays, organisation=home)
    hidden = make_solution(SolutionState.MERGED, merged_into=stays, visibility="members")
    for browser in (client, signed_in(keeper)):
        answer = browser.get(reverse("public:solution", args=[gone.ref]))
        assert (answer.status_code, answer["Location"]) == (301, reverse("public:solution", args=[stays.ref]))
    assert client.get(reverse("public:solution", args=[hidden.ref])).status_code == 404
