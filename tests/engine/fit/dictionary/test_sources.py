"""Parallel texts from files, and what is built from them."""

import gzip
import json

import pytest

from southsouth.engine.fit.dictionary.detect import read_detector
from southsouth.engine.fit.dictionary.sources import WrongSource, pairs_in
from southsouth.engine.fit.dictionary.table import read
from southsouth.engine.fit.dictionary.teach import Lesson, teach, term_pairs
from southsouth.engine.fit.dictionary.vocabulary import Concept

CONCEPTS = [
    Concept("general", {"en": ("house", "home"), "fr": ("maison", "chez soi"), "zh": ("房屋",)}),
    Concept("registration", {"en": ("birth certificate",), "fr": ("acte",), "zh": ("出生证明",)}),
]


def test_pairs_come_from_all_files_in_order(tmp_path):
    (tmp_path / "b-en-fr.tsv").write_text("the house\tla maison\tmore\n", encoding="utf-8")
    with gzip.open(tmp_path / "a.json.gz", "wt", encoding="utf-8") as file:
        json.dump({"en": {"1": "water"}, "fr": {"1": "eau", "2": "feu"}, "fr-CA": {"1": "de l'eau"}}, file)
    (tmp_path / "b-en-ar.tsv").write_text("house\tبيت\n", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("no pairs", encoding="utf-8")
    assert list(pairs_in(tmp_path, "fr")) == [("eau", "water"), ("de l'eau", "water"), ("la maison", "the house")]
    assert list(pairs_in(tmp_path, "ar")) == [("بيت", "house")]
    assert list(pairs_in(tmp_path, "bn")) == []


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("x-en-fr.tsv", b"house\tmaison\nwater", r"x-en-fr\.tsv:2: English, a tab"),
        ("x-en-fr.tsv", b"\xff\xfe", r"x-en-fr\.tsv: "),
        ("x-en-fr.tsv.gz", b"no gzip", r"x-en-fr\.tsv\.gz: "),
        ("x.json", b"[]", r"x\.json: a mapping"),
        ("x.json", b"{", r"x\.json: a mapping"),
        ("x.json", b"{}", r"x\.json: a mapping"),
        ("x.json", b'{"en": {}, "fr": 3}', r"x\.json: a mapping"),
    ],
)
def test_a_wrong_file_is_named(tmp_path, name, content, message):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(WrongSource, match=message):
        list(pairs_in(tmp_path, "fr"))


def test_single_words_of_the_vocabulary_teach_too():
    assert term_pairs(CONCEPTS, "fr") == [("maison", "house")]
    assert term_pairs(CONCEPTS, "bn") == []


def test_teaching_writes_a_table_for_each_language_and_the_detector(tmp_path):
    pairs = {"fr": [("la maison", "the house")] * 2, "zh": [("房屋", "house")] * 2, "bn": []}
    lessons = list(teach(pairs, CONCEPTS, tmp_path))
    assert lessons == [Lesson("fr", 2, 1), Lesson("zh", 2, 1)]
    assert sorted(file.name for file in tmp_path.iterdir()) == ["fr.npz", "languages.npz", "zh.npz"]
    assert set(read(tmp_path / "fr.npz").rows) == {"maison"}
    assert "出生证明" in read(tmp_path / "zh.npz").words
    assert read_detector(tmp_path / "languages.npz").detect("la maison la maison") == "fr"


def test_teaching_twice_gives_the_same_bytes(tmp_path):
    pairs = {"fr": [("la maison verte", "the green house"), ("la maison", "the house")]}
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        list(teach(pairs, CONCEPTS, tmp_path / name))
    for file in (tmp_path / "one").iterdir():
        assert file.read_bytes() == (tmp_path / "two" / file.name).read_bytes()


def test_without_pairs_only_the_vocabulary_speaks(tmp_path):
    assert list(teach({}, CONCEPTS, tmp_path)) == []
    assert [file.name for file in tmp_path.iterdir()] == ["languages.npz"]
