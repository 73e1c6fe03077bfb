"""southsouth learn_words."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command


def learn(folder, into):
    said = StringIO()
    call_command("learn_words", folder, into=into, stdout=said)
    return said.getvalue()


def test_tables_are_learned_into_a_folder_with_the_same_bytes_each_time(tmp_path):
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "ours-en-fr.tsv").write_text("the red house\tla maison rouge\nthe house\tla maison\n", encoding="utf-8")
    said = learn(texts, tmp_path / "one" / "deep")
    assert said.startswith("fr: ")
    assert said.endswith("from 2 sentence pairs\n")
    learn(texts, tmp_path / "two")
    files = {file.name: file.read_bytes() for file in (tmp_path / "one" / "deep").iterdir()}
    assert set(files) == {"fr.npz", "languages.npz"}
    assert {file.name: file.read_bytes() for file in (tmp_path / "two").iterdir()} == files


def test_a_folder_that_is_none_or_holds_nothing_is_refused(tmp_path):
    with pytest.raises(CommandError, match="is not a folder"):
        learn(tmp_path / "no", tmp_path)
    (tmp_path / "readme.txt").write_text("nothing to learn", encoding="utf-8")
    with pytest.raises(CommandError, match=r"holds no NAME-en-XX\.tsv"):
        learn(tmp_path, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_wrong_file_is_named_and_nothing_is_written(tmp_path):
    (tmp_path / "a-en-fr.tsv").write_text("house maison\n", encoding="utf-8")
    with pytest.raises(CommandError, match=r"a-en-fr\.tsv:1: English, a tab"):
        learn(tmp_path, tmp_path / "out")
    assert not (tmp_path / "out").exists()
