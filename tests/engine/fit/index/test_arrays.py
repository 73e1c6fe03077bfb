"""Lists of unequal length, texts as bytes, the table of fingerprints, growing columns: all there and back."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from numpy.lib import format as npy

from southsouth.engine.fit.index.batch import counts_of
from southsouth.engine.fit.index.build import Starts, average_of
from southsouth.engine.fit.index.codes import aimed, bits_of, directions, gains_of, packed, shares, words_of
from southsouth.engine.fit.index.columns import FileColumns, MemoryColumns, closing, mapped
from southsouth.engine.fit.index.kernels import Plain
from southsouth.engine.fit.index.lexical import impacts_of
from southsouth.engine.fit.index.ragged import Ragged, spread, starts_of
from southsouth.engine.fit.index.strings import Lookup, encoded, fingerprint, fingerprints, pack, table, twice
from southsouth.engine.fit.index.vectors import Quantised, coded, mean_of, quantise, vector_query
from tests.engine.fit.index.sets import QUICK, many

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


def test_bits_are_packed_into_whole_words():
    bits = np.zeros((2, 66), dtype=np.bool_)
    bits[0, [0, 63, 65]] = True
    bits[1, 1] = True
    assert packed(bits).tolist() == [[1 + 2**63, 2, 0], [2, 0, 0]]
    assert packed(np.ones((1, 192), dtype=np.int8)).tolist() == [[2**64 - 1] * 3]


@pytest.mark.parametrize(
    ("width", "bits", "words"), [(0, 0, 0), (3, 3, 3), (384, 192, 3), (768, 384, 6), (1024, 576, 9)]
)
def test_a_code_has_a_bit_for_every_other_dimension_in_whole_words(width, bits, words):
    assert (bits_of(width), words_of(bits)) == (bits, words)


def test_directions_are_those_in_which_rows_differ():
    random = np.random.default_rng(2)
    rows = random.normal(size=(300, 200)).astype(np.float32) * np.float32(0.001)
    rows[:, 7:107:2] = random.normal(size=(300, 50))
    turn = directions(rows)
    assert turn.shape == (200, 192)
    assert turn.T @ turn == pytest.approx(np.eye(192), abs=1e-4)
    assert np.linalg.norm(rows @ turn, axis=1) == pytest.approx(np.linalg.norm(rows, axis=1), rel=1e-3)


def test_a_gain_is_what_one_sign_is_worth():
    turned = np.array([[3.0, -1.0], [0.0, 0.0]], dtype=np.float32)
    assert gains_of(turned).tolist() == [2.5, 0.0]


def test_shares_are_of_the_largest():
    own, largest = shares(np.array([-4.0, 1.0, 2.0], dtype=np.float32))
    assert (own.tolist(), largest) == ([-127, 32, 64], 4.0)
    assert shares(np.zeros(2, dtype=np.float32))[1] == 1.0
    assert shares(np.zeros(0, dtype=np.float32))[0].tolist() == []


def test_codes_tell_how_alike_rows_are():
    kept = many(1_000, width=64, seed=3).vectors
    rows = kept.floats(np.arange(1_000))
    codes = coded(kept, np.zeros((3, 1_000), dtype=np.uint64))
    assert len(codes) == 1_000
    assert codes.centre == pytest.approx(rows.mean(axis=0), abs=1e-3)
    aim = aimed(codes, rows[5])
    found = Plain().nearest_codes(codes, aim, dead=np.array([], dtype=np.int64), keep=100)
    exact = np.argsort(-(rows @ rows[5]), kind="stable")[:20]
    assert len(set(exact.tolist()) & set(found.tolist())) >= 19


def test_rows_that_are_all_alike_have_codes_as_well():
    rows = np.tile(np.array([0.6, 0.8, 0.0], dtype=np.float32), (50, 1))
    codes = coded(quantise(rows), np.zeros((3, 50), dtype=np.uint64))
    aim = aimed(codes, codes.centre)
    found = Plain().nearest_codes(codes, aim, dead=np.array([], dtype=np.int64), keep=4)
    assert found.tolist() == [0, 1, 2, 3]


def test_the_mean_of_rows_is_taken_piece_by_piece():
    vectors = Quantised(np.array([[100, -100], [50, 100]], dtype=np.int8), np.array([0.01, 0.02], dtype=np.float32))
    assert mean_of(vectors).tolist() == pytest.approx([1.0, 0.5])
    assert mean_of(Quantised(vectors.values[:0], vectors.steps[:0])).tolist() == [0.0, 0.0]
