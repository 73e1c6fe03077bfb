"""One box over everything."""

from __future__ import annotations

import pytest

from southsouth.catalogue.lifecycle import NeedState
from southsouth.matching.models import SearchMiss
from southsouth.web.public.search import asked_words, is_asked, marked
from tests.makers import make_area, make_country, make_event, make_need, make_person, make_solution, make_topic
from tests.web.public.pages import links, said, texts
from tests.web.staging import no_engine, words_only  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("words_only")]


def test_an_empty_box_says_what_to_write(client):
    assert "Write a word, a sentence" in said(client.get("/en/search/"))


def test_every_kind_is_found_and_leads_to_its_list(client):
    for number in range(6):
        make_solution(title=f"Births in Kenya {number}", problem="Births go unregistered.")
    make_need(NeedState.OPEN, title="Births unregistered", problem="Births go unregistered in the north.")
    make_event(title="Births and deaths", ref="births-day")
    topic = make_topic("births", area=make_area("health"))
    page = client.get("/en/search/?q=births")
    assert "6 solutions" in said(page)
    assert "1 need" in said(page)
    assert "/en/solutions/?q=births" in links(page)
    assert "/en/events/births-day/" in links(page)
    assert f"/en/solutions/?area={topic.area.slug}" in links(page)
    assert "births" in {text.casefold() for text in texts(page, "mark")}


def test_a_country_is_found_by_a_name_in_any_language(client):
    make_country("KEN")
    assert "/en/countries/KEN/" in links(client.get("/en/search/?q=what+does+kenya+offer"))
    assert "/en/countries/KEN/" in links(client.get("/en/search/?q=keny"))


def test_what_one_may_not_see_changes_nothing(client):
    make_solution(title="Births by phone", problem="Births.")
    before = client.get("/en/search/?q=birhts"), client.get("/en/search/?q=births")
    make_need(NeedState.OPEN, title="Birhts secret", problem="Birhts births.", visibility="secretariat")
    make_solution(title="Birhts hidden", problem="Births.", visibility="members")
    after = client.get("/en/search/?q=birhts"), client.get("/en/search/?q=births")
    assert [said(page) for page in before] == [said(page) for page in after]


def test_a_slip_of_the_hand_is_mended_out_of_what_one_sees(client):
    make_solution(title="Registration of births", problem="Births.")
    page = client.get("/en/search/?q=registraton")
    assert "Did you mean: registration" in said(page)
    assert "Did you mean" not in said(client.get("/en/search/?q=zebra"))


def test_what_is_not_found_is_counted_without_its_reader(client):
    client.get("/en/search/?q=zebra+crossing")
    client.force_login(make_person())
    client.get("/en/search/?q=zebra+crossing")
    assert [(miss.text, miss.count) for miss in SearchMiss.objects.all()] == [("zebra crossing", 2)]


@pytest.mark.parametrize("text", ["x" * 10_000, "<script>alert(1)</script>", "\x00\x01", "the of and", "((((", "日本"])
def test_odd_questions_get_a_page(client, text):
    page = client.get("/en/search/", {"q": text})
    assert page.status_code == 200
    assert "<script>alert" not in page.content.decode()


def test_words_are_marked_as_the_search_compares_them():
    assert marked("Régime d'État civil", asked_words("etat")) == (
        ("Régime d'", False),
        ("État", True),
        (" civil", False),
    )
    assert marked("出生登记服务", asked_words("登记")) == (("出生登记服务", True),)
    assert marked("nothing", asked_words("births")) == (("nothing", False),)
    assert is_asked("registered", ["register"])
    assert not is_asked("car", ["cargo"])


def test_the_number_of_queries_is_constant(client, django_assert_max_num_queries):
    make_solution(title="Births 0", problem="Births.")
    client.get("/en/search/?q=births")
    with django_assert_max_num_queries(30):
        client.get("/en/search/?q=births")
    for number in range(4):
        make_solution(title=f"Births {number + 1}", problem="Births.")
    client.get("/en/search/?q=births")
    with django_assert_max_num_queries(30):
        client.get("/en/search/?q=births")


def test_no_slip_is_looked_for_in_a_sentence(client):
    make_solution(title="Registration of births", problem="Births.")
    page = client.get("/en/search/?q=registraton+xa+xb+xc+xd+xe+xf+xg+xh")
    assert "Did you mean" not in said(page)
