"""What sentence pairs teach."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from southsouth.engine.fit.dictionary.alignment import links_of, posteriors
from southsouth.engine.fit.dictionary.learn import Numbers, learn
from southsouth.engine.fit.dictionary.table import Table

FRENCH = [
    ("la maison verte", "the green house"),
    ("la maison rouge", "the red house"),
    ("le livre rouge", "the red book"),
    ("le livre vert", "the green book"),
    ("une fleur", "a flower"),
    ("la fleur rouge", "the red flower"),
]
ENGLISH = ["government", "service", "work", "school", "hospital", "bank", "market"]


def best(table, key):
    return table.best(key)[0][0]


def test_words_that_stand_together_are_taken_for_each_other():
    table = learn(FRENCH, "fr")
    assert {key: best(table, key) for key in table.rows} == {
        "maison": "house",
        "vert": "green",
        "roug": "red",
        "livr": "book",
        "fleur": "flower",
    }


def test_a_form_that_means_another_thing_has_its_own_row():
    pairs = [("des droits", "rights"), ("droits", "rights"), *[("droit", "law")] * 9, *[("droits", "rights")] * 3]
    table = learn(pairs, "fr")
    assert best(table, "droit") == "law"
    assert best(table, "=droits") == "rights"
    assert set(table.rows) == {"droit", "=droits"}


def test_english_forms_are_counted_together_under_the_commonest():
    table = learn([("chat", "cats"), ("chat", "cat"), ("chat", "cats")], "fr")
    assert {word: round(count) for word, count in table.rows["chat"].items()} == {"cats": 3}


def test_numbers_are_never_words():
    table = learn([("année 2030", "2030")] * 3, "fr")
    assert set(table.rows) == {"2030"}


def test_empty_sentences_teach_nothing():
    assert learn([("", "a"), ("b", " ")], "fr") == Table()
    assert learn([], "zh").rows == {}
    assert learn([("le", "the")], "fr").rows == {}


def test_what_is_known_already_guides_the_alignment():
    pairs = [("zorglub maison", "house fence")] * 3
    guided = learn(pairs, "fr", before=Table({"maison": {"house": 9.0}}))
    assert (best(learn(pairs, "fr"), "zorglub"), best(guided, "zorglub")) == ("house", "fence")


def test_what_is_known_of_other_words_does_no_harm():
    unrelated = Table({"inconnu": {"unknown": 3.0}})
    assert learn(FRENCH, "fr", before=unrelated) == learn(FRENCH, "fr")


def test_an_arabic_particle_goes_where_the_rest_is_the_commoner_word():
    pairs = [*[("زيارة", "visit")] * 3, ("بزيارة", "visit"), *[("طاقة", "energy")] * 3, ("بطاقة", "card")]
    table = learn(pairs, "ar", known=["بطاقة"])
    assert {key: best(table, key) for key in table.rows} == {"زيار": "visit", "طاق": "energy", "بطاق": "card"}
    assert "بطاق" not in learn(pairs, "ar").rows


def test_chinese_words_come_with_the_table():
    words = dict(zip(["政府", "服务", "工作", "学校", "医院", "银行", "市场"], ENGLISH, strict=True))
    pairs = [(one + other, f"{words[one]} {words[other]}") for one in words for other in words if one != other]
    table = learn(pairs, "zh", known=list(words))
    assert {word: best(table, word) for word in words} == words
    assert table.words["政府"] == 20.0


def test_a_lone_chinese_sign_must_be_seen_more_often():
    few = learn([("水", "water")] * 2, "zh")
    many = learn([("水", "water")] * 5, "zh")
    assert (few.rows, set(many.rows)) == ({}, {"水"})


def test_learning_twice_gives_the_same():
    assert learn(FRENCH, "fr") == learn(list(FRENCH), "fr")


def test_links_are_all_pairs_of_each_sentence():
    links = links_of([([1, 2], [5]), ([], [6]), ([3], [7, 8])])
    assert (links.foreign.tolist(), links.english.tolist()) == ([1, 2, 3, 3], [5, 5, 7, 8])
    assert (links.left.tolist(), links.right.tolist()) == ([0, 1, 2, 2], [0, 0, 2, 3])


def test_no_sentences_no_beliefs():
    assert len(posteriors(links_of([]))) == 0


@given(
    st.lists(
        st.tuples(st.lists(st.integers(0, 5), max_size=5), st.lists(st.integers(0, 5), max_size=5)),
        max_size=6,
    )
)
def test_beliefs_are_shares(pairs):
    belief = posteriors(links_of(pairs))
    assert np.all((belief >= 0) & (belief <= 1 + 1e-9))


def test_numbers_count_in_order():
    numbers = Numbers()
    assert [numbers["b"], numbers["a"], numbers["b"]] == [0, 1, 0]
    assert numbers.texts == ["b", "a"]
