"""Lists of unequal length, texts as bytes, the table of fingerprints, growing columns: all there and back."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from numpy.lib import format as npy

from southsouth.engine.fit.index.batch import counts_of
from southsouth.engine.fit.index.build import Starts, average_of
from southsouth.engine.fit.index.columns import FileColumns, MemoryColumns, closing, mapped
from southsouth.engine.fit.index.lexical import impacts_of
from southsouth.engine.fit.index.ragged import Ragged, spread, starts_of
from southsouth.engine.fit.index.strings import Lookup, encoded, fingerprint, fingerprints, pack, table, twice
from southsouth.engine.fit.index.vectors import Quantised, fill_codes, mean_of, quantise, signs, vector_query
from tests.engine.fit.index.sets import QUICK

floats = st.floats(width=32, allow_nan=False, allow_infinity=False, min_value=-(2.0**60), max_value=2.0**60)


@QUICK
@given(st.lists(st.lists(st.integers(0, 9), max_size=4)), st.data())
def test_ragged_rows_are_read_back_one_by_one_and_chosen(lists, data):
    flat = np.array([each for own in lists for each in own], dtype=np.int64)
    ragged = Ragged(flat, starts_of([len(own) for own in lists]))
    assert [ragged[row].tolist() for row in range(len(ragged))] == lists
    rows = data.draw(st.lists(st.integers(0, len(lists) - 1)) if lists else st.just([]))
    places, own_starts = spread(ragged.starts, np.array(rows, dtype=np.int64))
    chosen = Ragged(flat[places], own_starts)
    assert [chosen[place].tolist() for place in range(len(chosen))] == [lists[row] for row in rows]


@QUICK
@given(st.lists(st.text(), max_size=8))
def test_texts_are_read_back(texts):
    strings = pack([encoded(text) for text in texts])
    assert len(strings) == len(texts)
    assert strings.between(0, len(texts)) == texts
    assert [strings.bytes_at(place) for place in range(len(texts))] == [text.encode() for text in texts]


@QUICK
@given(st.lists(st.binary(max_size=3), unique=True, max_size=8), st.lists(st.binary(max_size=3), max_size=6))
def test_the_table_finds_every_text_and_no_other(texts, asked):
    strings = pack(texts)
    lookup = Lookup(strings, *table(fingerprints(texts)))
    expected = [texts.index(each) if each in texts else -1 for each in [*texts, *asked]]
    assert lookup.find([*texts, *asked]).tolist() == expected


def test_texts_of_one_fingerprint_are_told_apart_by_themselves():
    texts = [b"one", b"two", b"three"]
    same = np.full(2, fingerprint(b"two"), dtype=np.uint64)
    lookup = Lookup(pack(texts), same, np.array([2, 1], dtype=np.int32))
    assert lookup.find([b"two", b"one"]).tolist() == [1, -1]
    unlike = Lookup(pack(texts), same, np.array([2, 0], dtype=np.int32))
    assert unlike.find([b"two"]).tolist() == [-1]


def test_only_texts_that_are_equal_themselves_stand_there_twice():
    texts = pack([b"one", b"two", b"three", b"two"])
    hashes = np.array([1, 5, 5, 5], dtype=np.uint64)
    assert list(twice(texts, hashes, np.array([0, 1, 3, 2], dtype=np.int32))) == ["two"]
    assert list(twice(texts, hashes, np.array([3, 0, 1, 2], dtype=np.int32))) == []
    assert list(twice(texts, *table(fingerprints([b"one", b"two", b"three", b"two"])))) == ["two"]


def test_a_fingerprint_is_the_same_in_every_process_and_version():
    assert fingerprint(b"water") == 0xA3DEF00E5C6943E2
    assert fingerprints([b"", b"water"]).tolist() == [fingerprint(b""), fingerprint(b"water")]


@pytest.mark.parametrize("kind", ["memory", "files"])
def test_columns_hold_what_was_put_in_whole_or_in_pieces(kind, tmp_path):
    columns = MemoryColumns() if kind == "memory" else FileColumns(tmp_path)
    grown = columns.grow("grown", np.int8, (2,))
    grown.append(np.array([[1, 2]]))
    grown.append(np.array([[3, 4], [5, 6]], dtype=np.int8))
    columns.grow("empty", np.float32)
    columns.put("whole", np.array([1.5]))
    columns.room("room", np.uint64, (2, 2))[:] = 7
    assert columns.room("nothing", np.uint64, (3, 0)).shape == (3, 0)
    found = columns.arrays()
    assert {name: (each.dtype.name, each.tolist()) for name, each in found.items()} == {
        "grown": ("int8", [[1, 2], [3, 4], [5, 6]]),
        "empty": ("float32", []),
        "whole": ("float64", [1.5]),
        "room": ("uint64", [[7, 7], [7, 7]]),
        "nothing": ("uint64", [[], [], []]),
    }


def test_files_of_columns_are_ordinary_arrays_mapped_for_reading(tmp_path):
    with closing(FileColumns(tmp_path)) as columns:
        columns.grow("grown", np.int32).append(np.arange(5))
    with (tmp_path / "grown.npy").open("rb") as file:
        assert npy.read_magic(file) == (1, 0)
        assert npy.read_array_header_1_0(file) == ((5,), False, np.dtype(np.int32))
    found = mapped(tmp_path / "grown.npy")
    assert np.load(tmp_path / "grown.npy").tolist() == found.tolist() == [0, 1, 2, 3, 4]
    with pytest.raises(ValueError, match="read-only"):
        found[0] = 1


def test_files_are_closed_when_a_build_fails(tmp_path):
    columns = FileColumns(tmp_path)
    column = columns.grow("grown", np.int32)
    with pytest.raises(KeyError), closing(columns):
        raise KeyError
    with pytest.raises(ValueError, match="closed file"):
        column.append(np.arange(5))


def test_starts_grow_by_lengths():
    columns = MemoryColumns()
    starts = Starts(columns.grow("starts", np.int64))
    for lengths in ([2, 0], [], [3]):
        starts.append(np.array(lengths, dtype=np.int64))
    assert columns.arrays()["starts"].tolist() == [0, 2, 2, 5]


def test_an_average_is_never_zero():
    assert average_of(np.array([2, 4], dtype=np.int32)) == 3.0
    assert average_of(np.array([0, 0], dtype=np.int32)) == 1.0
    assert average_of(np.array([], dtype=np.int32)) == 1.0


def test_counts_and_impacts_stay_within_their_bits():
    assert counts_of([1, 65_535, 70_000]).tolist() == [1, 65_535, 65_535]
    lengths = np.array([10**9, 1, 10])
    assert impacts_of(np.array([1, 65_535, 3]), lengths, 10.0).tolist() == [1, 255, 182]


@QUICK
@given(st.lists(st.lists(floats, min_size=4, max_size=4), max_size=5))
@example([[2e-43, 0.0, 1e-43, 0.0], [2e-36, 0.0, 0.0, -1e-36]])
def test_eight_bits_keep_a_vector_within_half_a_step(rows):
    given_ = np.array(rows, dtype=np.float32).reshape(len(rows), 4)
    kept = quantise(given_)
    assert len(kept) == len(rows)
    assert np.abs(kept.values.astype(int)).max(initial=0) <= 127
    apart = np.abs(kept.floats(np.arange(len(rows))) - given_)
    largest = np.abs(given_).max(axis=1, initial=0.0)
    assert np.all(apart <= np.maximum(largest[:, None] / 127 * 0.501, 1e-35))


@QUICK
@given(st.lists(floats, min_size=4, max_size=4))
@example([0.0, 0.0, 0.0, 0.0])
@example([2e-43, 0.0, -1e-43, 0.0])
def test_fourteen_bits_keep_a_need_within_half_a_step(numbers):
    found = vector_query(np.array(numbers), 4)
    given_ = np.array(numbers, dtype=np.float32)
    if found is None:
        assert not given_.any()
    else:
        assert np.abs(found.whole).max() == 8191
        assert found.whole * found.step == pytest.approx(given_.astype(float), abs=found.step * 0.51)


def test_signs_are_one_bit_a_dimension_above_the_centre():
    vectors = np.zeros((2, 66), dtype=np.float32)
    vectors[0, [0, 63, 65]] = 1.0
    vectors[1, 1] = 0.2
    assert signs(vectors, np.full(66, 0.5, dtype=np.float32)).tolist() == [[1 + 2**63, 0], [2, 0]]


def test_codes_are_filled_in_around_the_mean():
    vectors = Quantised(np.array([[100, -100], [50, 100]], dtype=np.int8), np.array([0.01, 0.02], dtype=np.float32))
    centre = mean_of(vectors)
    codes = np.zeros((1, 2), dtype=np.uint64)
    fill_codes(vectors, centre, codes)
    assert centre.tolist() == pytest.approx([1.0, 0.5])
    assert codes.tolist() == [[0, 2]]
    assert mean_of(Quantised(vectors.values[:0], vectors.steps[:0])).tolist() == [0.0, 0.0]
