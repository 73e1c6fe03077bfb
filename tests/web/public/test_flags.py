"""Challenging a record, and what its page says of it: that something is checked, and what was decided."""

from __future__ import annotations

import pytest
from django.urls import reverse

from southsouth.catalogue.actions.evidence import set_evidence
from southsouth.catalogue.actions.flags import uphold_flag
from southsouth.catalogue.lifecycle import FlagOutcome, Visibility
from southsouth.catalogue.models import Flag
from southsouth.engine.fit.profiles import Evidence
from southsouth.members.lifecycle import Role
from southsouth.web.public.tries import MOST_FLAGS
from tests.makers import AT, make_adoption, make_country, make_flag, make_need, make_person, make_solution
from tests.web.public.pages import links
from tests.web.reading import errors_of, said, value_of

pytestmark = pytest.mark.django_db
SAID = {"kind": "figure", "text": "The report says 14.", "url": "https://example.org/report"}
CHECKED = "A statement on this page is being checked"


def address(what):
    return reverse("public:flag", args=[what._meta.model_name, what.ref])


def test_each_kind_of_record_is_challenged_from_its_page(client):
    solution, need = make_solution(), make_need()
    adoption = make_adoption(solution)
    page = links(client.get(f"/en/solutions/{solution.ref}/"))
    assert {address(solution), address(adoption)} <= set(page)
    assert address(need) in links(client.get(f"/en/needs/{need.ref}/"))
    assert "About the import by Kenya." in said(client.get(address(adoption)))
    for what in (solution, need, adoption):
        answer = client.post(address(what), SAID)
        assert "Thank you" in said(answer)
    assert [(each.kind, each.by, each.url) for each in Flag.objects.all()] == [
        ("figure", None, "https://example.org/report")
    ] * 3


def test_the_page_says_soberly_that_something_is_checked(client):
    for what in (solution := make_solution(), need := make_need()):
        client.post(address(what), SAID)
    for page in (f"/en/solutions/{solution.ref}/", f"/en/needs/{need.ref}/"):
        words = said(client.get(page))
        assert CHECKED in words
        assert "The report says 14." not in words
        assert "wrong figure" not in words


def test_a_member_follows_what_becomes_of_it(client):
    solution, person = make_solution(), make_person(Role.EXPERT)
    client.force_login(person)
    assert "You are not signed in" not in said(client.get(address(solution)))
    answer = client.post(address(solution), SAID, follow=True)
    flag = Flag.objects.get()
    assert answer.redirect_chain == [(reverse("workspace:flag", args=[flag.ref]), 302)]
    assert flag.by == person
    assert "The secretariat looks at it" in said(answer)


def test_what_cannot_be_taken_keeps_what_was_typed(client):
    solution = make_solution()
    answer = client.post(address(solution), {"text": "", "url": "no address"})
    assert (answer.status_code, value_of(answer, "url")) == (422, "no address")
    assert errors_of(answer) == [
        ("id_kind_0", "Choose what is wrong"),
        ("id_text", "Write which statement is wrong"),
        ("id_url", "Write the whole address, for example https://example.org/report"),
    ]
    client.force_login(make_person())
    for _ in range(3):
        client.post(address(solution), SAID)
    many = client.post(address(solution), SAID)
    assert "3 of yours are open on this record." in said(many)


def test_visitors_raise_few_in_a_short_time(client):
    solution = make_solution()
    for _ in range(MOST_FLAGS):
        assert client.post(address(solution), SAID).status_code == 200
    late = client.post(address(solution), SAID)
    assert (late.status_code, Flag.objects.count()) == (422, MOST_FLAGS)
    assert "Too many reports in a short time. Wait 15 minutes" in said(late)
    assert value_of(late, "text") == "The report says 14."
    client.force_login(make_person())
    assert client.post(address(make_solution()), SAID).status_code == 302


def test_what_one_does_not_see_or_keeps_is_not_challenged(client):
    secret, solution = make_need(visibility=Visibility.MEMBERS), make_solution()
    assert client.get(address(secret)).status_code == 404
    assert client.get(reverse("public:flag", args=["event", solution.ref])).status_code == 404
    client.force_login(make_person(organisation=solution.organisation))
    assert client.get(address(solution)).status_code == 404
    page = client.get(f"/en/solutions/{solution.ref}/")
    assert "Report a mistake" not in said(page)


def test_what_was_decided_stands_on_the_page(client):
    officer = make_person(Role.SECRETARIAT, name="Officer Hidden")
    solution = make_solution(evidence="studied")
    lowered = {"outcome": FlagOutcome.LOWERED, "level": Evidence.DESCRIBED}
    uphold_flag(make_flag(solution), decision="It was no study.", by=officer, at=AT, **lowered)
    uphold_flag(make_flag(solution), decision="The figure is mended.", by=officer, at=AT)
    uphold_flag(make_flag(solution), decision="It stopped.", by=officer, at=AT, outcome=FlagOutcome.DUE)
    make_flag(solution, state="dismissed", decision="Nothing is wrong.")
    words = said(client.get(f"/en/solutions/{solution.ref}/"))
    lower = "Proof lowered from “studied by others” to “described by the owner” after a challenge on 2 March 2026"
    assert f"{lower} It was no study." in words
    assert "Corrected after a challenge on 2 March 2026 The figure is mended." in words
    assert "The owner was asked to confirm this record after a challenge on 2 March 2026 It stopped." in words
    for hidden in (CHECKED, "Nothing is wrong.", "Officer Hidden", "The report says 14"):
        assert hidden not in words


def test_the_proof_tells_who_raised_or_lowered_it(client):
    officer = make_person(Role.SECRETARIAT, name="Officer Hidden")
    solution = make_solution(evidence="")
    page = f"/en/solutions/{solution.ref}/"
    assert "Who raised or lowered it" not in said(client.get(page))
    set_evidence(solution, Evidence.MEASURED, reason="Read in the report.", by=officer, at=AT)
    set_evidence(solution, Evidence.STUDIED, reason="A study was found.", by=officer, at=AT)
    words = said(client.get(page))
    assert "Placed at “measured by the owner” · the secretariat Read in the report. 2 March 2026" in words
    assert "From “measured by the owner” to “studied by others” · the secretariat A study was found." in words
    assert "Officer Hidden" not in words


def test_three_challenges_cost_as_many_queries_as_one(queries):
    counts = []
    for rows in (1, 3):
        solution, need = make_solution(), make_need()
        for _ in range(rows):
            for what in (solution, need, make_adoption(solution, importer=make_country("KEN"))):
                make_flag(what)
                make_flag(what, state="upheld", outcome="corrected")
        counts.append([queries(f"/en/solutions/{solution.ref}/"), queries(f"/en/needs/{need.ref}/")])
    assert counts[0] == counts[1]
