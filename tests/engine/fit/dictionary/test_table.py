"""Tables: what they say, how they merge, and their files."""

import numpy as np
import pytest

from southsouth.engine.fit.dictionary.table import Learned, Table, WrongTable, read, write

TABLE = Table({"maison": {"house": 3.0, "home": 1.0}, "=maisons": {"houses": 2.0}}, {"政府": 4.0})


def test_best_comes_first_and_ties_by_spelling():
    assert TABLE.best("maison") == [("house", 0.75), ("home", 0.25)]
    assert Table({"x": {"b": 1.0, "a": 1.0}}).best("x") == [("a", 0.5), ("b", 0.5)]
    assert TABLE.best("livre") == []


def test_the_very_form_goes_before_the_stem():
    assert TABLE.of("maisons", "maison") == Learned({"houses": 1.0}, 2.0, exact=True)
    assert TABLE.of("maison", "maison") == Learned({"house": 0.75, "home": 0.25}, 4.0, exact=False)
    assert TABLE.of("livre", "livr") == Learned({}, 0, exact=False)


def test_merging_adds_what_was_seen():
    merged = TABLE.merged(Table({"maison": {"home": 4.0}, "livr": {"book": 1.0}}, {"政府": 1.0, "服务": 2.0}))
    assert merged.best("maison") == [("home", 0.625), ("house", 0.375)]
    assert merged.best("livr") == [("book", 1.0)]
    assert merged.words == {"政府": 5.0, "服务": 2.0}


def test_pruning_drops_the_faint_and_the_many():
    row = {"a": 10.0, "b": 0.3, "c": 5.0, "d": 4.0, "e": 3.0, "f": 2.0, "g": 1.0, "h": 0.9}
    assert Table({"x": row, "y": {}}).pruned().rows == {
        "x": {"a": 10.0, "c": 5.0, "d": 4.0, "e": 3.0, "f": 2.0, "g": 1.0}
    }


def test_a_file_gives_back_the_table_and_has_the_same_bytes_each_time(tmp_path):
    write(TABLE, tmp_path / "a.npz")
    write(Table(dict(reversed(TABLE.rows.items())), TABLE.words), tmp_path / "b.npz")
    assert read(tmp_path / "a.npz") == TABLE
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a.npz", "b.npz"]


def test_an_empty_table_has_a_file_too(tmp_path):
    write(Table(), tmp_path / "a.npz")
    assert read(tmp_path / "a.npz") == Table()


def test_a_damaged_file_is_named(tmp_path):
    file = tmp_path / "fr.npz"
    file.write_bytes(b"PK no table")
    with pytest.raises(WrongTable, match=r"fr\.npz"):
        read(file)
    np.savez(file, keys=np.zeros(1))
    with pytest.raises(WrongTable, match=r"fr\.npz"):
        read(file)
    with pytest.raises(WrongTable, match=r"no\.npz"):
        read(tmp_path / "no.npz")
