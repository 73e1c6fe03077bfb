"""Glosses from a small vocabulary and table."""

import pytest

from southsouth.engine.fit.dictionary.cognates import Cognates
from southsouth.engine.fit.dictionary.gloss import Gloss, Glosser, itself, vocabulary_share
from southsouth.engine.fit.dictionary.table import Learned, Table
from southsouth.engine.fit.dictionary.vocabulary import Concept, Found, Phrasebook

CONCEPTS = [
    Concept("registration", {"en": ("birth certificate", "record of birth"), "fr": ("acte de naissance",)}),
    Concept("general", {"en": ("weather", "rain"), "fr": ("pluie",)}),
    Concept("general", {"en": ("eat",), "fr": ("manger",)}),
    Concept("general", {"en": ("fish",), "fr": ("pêcher",)}),
    Concept("general", {"en": ("sin",), "fr": ("pécher",)}),
]
TABLE = Table(
    {
        "plui": {"rain": 9.0, "wet": 1.0},
        "maison": {"house": 3.0, "home": 1.0},
        "enregistr": {"registration": 2.0},
        "mang": {"eating": 1.0},
    }
)


@pytest.fixture
def glosser():
    return Glosser("fr", TABLE, Phrasebook(CONCEPTS, "fr"), cognates=Cognates(["infrastructure"]))


def test_terms_come_before_words_and_light_words_are_written_but_not_searched(glosser):
    gloss = glosser.gloss("Il demande un acte de naissance à la maison.")
    assert gloss.text == "it a birth certificate to the house."
    assert gloss.terms == {
        "birth": pytest.approx(1.0),
        "certificate": pytest.approx(0.8),
        "record": pytest.approx(0.2),
        "house": 0.75,
        "home": 0.25,
    }
    assert gloss.share_known == pytest.approx(3 / 4)


def test_the_table_chooses_among_the_terms_of_a_concept(glosser):
    gloss = glosser.gloss("pluie")
    assert gloss.text == "rain"
    assert set(gloss.terms) == {"rain", "weather"}


def test_forms_of_a_stem_in_the_table_back_the_term(glosser):
    assert glosser.gloss("manger").terms == {"eat": pytest.approx(1.0)}


def test_a_term_with_two_meanings_gives_both():
    akin = Glosser("fr", Table(), Phrasebook(CONCEPTS, "fr"))
    assert akin.gloss("pecher").terms == {"fish": 0.5, "sin": 0.5}


def test_the_table_has_the_word_where_it_knows_better(glosser):
    wrong = Concept("general", {"en": ("port",), "fr": ("portier",)})
    table = Table({"port": {"door": 50.0}})
    assert Glosser("fr", table, Phrasebook([wrong], "fr")).gloss("portes").text == "door"


def test_the_vocabulary_weighs_by_how_often_the_table_saw_the_word():
    exact, akin = Found(1, (), exact=True), Found(1, (), exact=False)
    assert vocabulary_share(exact, Learned({}, 0.0, exact=False)) == 1.0
    assert vocabulary_share(exact, Learned({"a": 1.0}, 2.0, exact=True)) == 0.75
    assert vocabulary_share(akin, Learned({"a": 1.0}, 50.0, exact=False)) == 0.5
    assert vocabulary_share(exact, Learned({"a": 1.0}, 50.0, exact=False)) > vocabulary_share(
        exact, Learned({"a": 1.0}, 50.0, exact=True)
    )


def test_names_and_numbers_pass_through(glosser):
    gloss = glosser.gloss("Djibouti 2030 zzz")
    assert (gloss.text, gloss.terms, gloss.share_known) == (
        "djibouti 2030",
        {"djibouti": 1.0, "2030": 1.0},
        pytest.approx(2 / 3),
    )


def test_close_spellings_and_other_forms_help_where_nothing_is_known(glosser):
    assert glosser.gloss("infraestructura").text == "infrastructure"
    assert glosser.gloss("Infrastructura").terms == {"infrastructure": 0.8}
    assert glosser.gloss("enregistreur").text == "registration"
    assert glosser.gloss("xyz enregue").text == ""


def test_without_cognates_names_pass_all_the_same():
    plain = Glosser("ar", TABLE, Phrasebook([], "ar"))
    assert plain.gloss("MOSIP غغغغغ") == Gloss("mosip", {"mosip": 1.0}, 0.5)


def test_an_arabic_particle_is_taken_off_only_from_an_unknown_word():
    table = Table({"زيار": {"visit": 2.0}, "بطاق": {"card": 1.0}, "طاق": {"energy": 5.0}})
    glosser = Glosser("ar", table, Phrasebook([], "ar"))
    assert glosser.gloss("بزيارة بطاقة لغغغغ").text == "visit card"


def test_nothing_asked_nothing_known(glosser):
    assert glosser.gloss("") == glosser.gloss("? se ne !") == Gloss("", {}, 0.0)
    assert glosser.gloss("le la ?") == Gloss("the the?", {}, 0.0)


def test_pauses_are_kept_once_and_written_as_in_english():
    arabic = Glosser("ar", Table({"بيت": {"house": 1.0}}), Phrasebook([], "ar"))
    assert arabic.gloss("؟ بيت، غغغ؛ بيت؟!").text == "house, house?"
    assert arabic.gloss("ولا بيت فقد").text == "and not house"


def test_a_light_english_term_counts_when_it_has_no_other_word():
    within = Concept("general", {"en": ("within",), "fr": ("parmi",)})
    outside = Concept("general", {"en": ("out of",), "fr": ("dehors",)})
    glosser = Glosser("fr", Table(), Phrasebook([within, outside], "fr"))
    assert glosser.gloss("dehors").terms == {"out": 1.0, "of": 1.0}


def test_a_text_as_its_own_gloss():
    assert itself("The land, the Land", known=True) == Gloss("The land, the Land", {"land": 2.0}, 1.0)
    assert itself("ardhi", known=False) == Gloss("ardhi", {"ardhi": 1.0}, 0.0)
    assert itself("the", known=True) == Gloss("the", {}, 0.0)
