"""The four scan loops: by NumPy, compiled, and the compiled loops' own text run by Python. One answer of all three."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from southsouth.engine.fit.index import compiled, loops, plain
from southsouth.engine.fit.index.kernels import COMPILE_FROM, Compiled, Kernels, Plain, kernels
from southsouth.engine.fit.index.postings import Postings
from southsouth.engine.fit.index.ragged import starts_of
from tests.engine.fit.index.sets import QUICK

MANY = 2_000


class Interpreted(Compiled):
    """The text of the compiled loops, run by Python: what coverage can see and numba compiles."""

    def __init__(self) -> None:
        self._top_keys = loops.top_keys
        self._nearest_codes = loops.nearest_codes
        self._dots = loops.dots
        self._invert = loops.invert


WAYS: dict[str, Kernels] = {"plain": Plain(), "compiled": Compiled(), "interpreted": Interpreted()}


@pytest.fixture(autouse=True, scope="module")
def _wrap_around() -> Iterator[None]:
    """Counting bits relies on whole numbers that wrap around; compiled ones do so without a word."""
    with np.errstate(over="ignore"):
        yield


def longs(values: object) -> np.ndarray:
    return np.array(values, dtype=np.int64)


@st.composite
def inverted(draw: st.DrawFn) -> tuple[Postings, int, np.ndarray]:
    """Postings of up to four terms over up to eight rows, and rows to leave out."""
    size = draw(st.integers(0, 8))
    rows = st.lists(st.integers(0, size - 1), unique=True, max_size=size).map(sorted) if size else st.just([])
    runs = draw(st.lists(rows, max_size=4))
    starts = starts_of([len(run) for run in runs])
    impacts = draw(st.lists(st.integers(1, 255), min_size=int(starts[-1]), max_size=int(starts[-1])))
    weights = draw(st.lists(st.integers(1, 2_000_000), min_size=len(runs), max_size=len(runs)))
    flat = np.array([row for run in runs for row in run], dtype=np.int32)
    own = np.array(impacts, dtype=np.uint8)
    query = Postings(flat, own, starts[:-1], starts[1:], np.array(weights, dtype=np.int32))
    return query, size, longs(draw(rows))


def exhaustive(query: Postings, size: int, dead: np.ndarray, keep: int) -> tuple[list[int], list[int]]:
    sums = [0] * size
    for begin, end, weight in zip(query.begins, query.ends, query.weights, strict=True):
        for place in range(begin, end):
            sums[query.rows[place]] += int(weight) * int(query.impacts[place])
    alive = [row for row in range(size) if sums[row] > 0 and row not in dead]
    best = sorted(alive, key=lambda row: (-sums[row], row))[:keep]
    return best, [sums[row] for row in best]


@pytest.mark.parametrize("way", WAYS)
@QUICK
@given(inverted(), st.integers(0, 5))
def test_top_postings_are_the_highest_sums(way, made, keep):
    query, size, dead = made
    rows, sums = WAYS[way].top_postings(query, size=size, dead=dead, keep=keep)
    assert (rows.tolist(), sums.tolist()) == exhaustive(query, size, dead, keep)


@pytest.mark.parametrize("way", WAYS)
def test_top_postings_hold_over_more_than_one_block_of_rows(way):
    random = np.random.default_rng(3)
    size = loops.LEXICAL_BLOCK * 2 + 777
    runs = [np.sort(random.choice(size, 500, replace=False)) for _ in range(3)]
    query = Postings(
        np.concatenate(runs).astype(np.int32),
        random.integers(1, 256, 1500).astype(np.uint8),
        longs([0, 500, 1000]),
        longs([500, 1000, 1500]),
        np.array([3, 2, 2], dtype=np.int32),
    )
    dead = np.sort(np.concatenate([runs[0][::5], longs([5, size - 1])]))
    rows, sums = WAYS[way].top_postings(query, size=size, dead=dead, keep=40)
    assert (rows.tolist(), sums.tolist()) == exhaustive(query, size, dead, 40)
    assert {row // loops.LEXICAL_BLOCK for row in rows.tolist()} == {0, 1, 2}


codes_of_rows = st.lists(st.lists(st.sampled_from([0, 1, 3, 2**63, 2**64 - 1]), min_size=2, max_size=2), max_size=9)


@pytest.mark.parametrize("way", WAYS)
@QUICK
@given(codes_of_rows, st.integers(0, 5), st.sets(st.integers(0, 8)))
@example([[7, 7]] * 4 + [[7, 6]] * 3 + [[0, 7]] + [[7, 7]], 5, {0, 8})
def test_nearest_codes_are_those_of_fewest_differing_bits(way, own, keep, left_out):
    codes = np.array(own, dtype=np.uint64).reshape(len(own), 2).T.copy()
    dead = longs(sorted(row for row in left_out if row < len(own)))
    code = np.array([3, 1], dtype=np.uint64)
    found = WAYS[way].nearest_codes(codes, code, dead=dead, keep=keep)
    apart = [sum(bin(one ^ two).count("1") for one, two in zip(row, (3, 1), strict=True)) for row in own]
    alive = sorted(set(range(len(own))) - left_out, key=lambda row: (apart[row], row))
    assert found.tolist() == sorted(alive[:keep])


@pytest.mark.parametrize("way", WAYS)
def test_nearest_codes_hold_over_more_than_one_block_of_rows(way):
    random = np.random.default_rng(4)
    size = loops.CODE_BLOCK * 3 + 5
    codes = random.integers(0, 2**63, (2, size), dtype=np.uint64)
    codes[:, loops.CODE_BLOCK : 2 * loops.CODE_BLOCK] = ~np.uint64(0)
    code = np.zeros(2, dtype=np.uint64)
    dead = longs([3, size - 1])
    found = WAYS[way].nearest_codes(codes, code, dead=dead, keep=50)
    apart = np.bitwise_count(codes).sum(axis=0)
    alive = [row for row in np.argsort(apart, kind="stable").tolist() if row not in dead]
    assert found.tolist() == sorted(alive[:50])


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("width", [1, 384, 1024])
def test_dots_are_exact_for_the_largest_numbers(way, width):
    random = np.random.default_rng(width)
    values = random.choice(np.array([-127, 127, 5], dtype=np.int8), (6, width))
    values[0] = 127
    query = random.choice(np.array([-8191, 8191, 77], dtype=np.int16), width)
    query[:] = np.where(values[1] > 0, 8191, query)
    rows = longs([5, 0, 1, 1])
    expected = [sum(int(a) * int(b) for a, b in zip(values[row], query, strict=True)) for row in rows]
    assert WAYS[way].dots(values, rows, query).tolist() == expected
    assert WAYS[way].dots(values, rows[:0], query).tolist() == []


def test_plain_dots_are_exact_chunk_by_chunk():
    values = np.ones((4, 2), dtype=np.int8)
    rows = np.tile(longs([0, 1, 2, 3]), plain.CHUNK // 4 + 1)
    assert set(plain.dots(values, rows, np.array([300, -5], dtype=np.int16)).tolist()) == {295}


@pytest.mark.parametrize("way", WAYS)
@QUICK
@given(st.lists(st.lists(st.integers(0, 5), unique=True, max_size=6), max_size=6))
def test_inverting_gives_each_term_its_documents_ascending(way, own):
    starts = starts_of([len(each) for each in own])
    ids = np.array([term for each in own for term in each], dtype=np.int32)
    impacts = np.arange(1, len(ids) + 1, dtype=np.uint8)
    postings = starts_of(np.bincount(ids, minlength=6))
    rows, sorted_impacts = WAYS[way].invert(starts, ids, impacts, postings)
    by_term = [[row for row, each in enumerate(own) if term in each] for term in range(6)]
    assert [rows[postings[term] : postings[term + 1]].tolist() for term in range(6)] == by_term
    impact = {(row, term): starts[row] + place + 1 for row, each in enumerate(own) for place, term in enumerate(each)}
    assert sorted_impacts.tolist() == [impact[row, term] for term in range(6) for row in by_term[term]]


def test_the_loops_take_arrays_that_are_only_for_reading():
    values = np.ones((3, 4), dtype=np.int8)
    values.flags.writeable = False
    query = np.ones(4, dtype=np.int16)
    query.flags.writeable = False
    assert WAYS["compiled"].dots(values, longs([2]), query).tolist() == [4]


def test_an_answer_says_whether_numba_can_be_used():
    assert compiled.available()
    assert not compiled.available("a_package_nobody_has")


def test_a_loop_without_a_file_is_compiled_in_memory():
    space: dict[str, object] = {}
    exec("def twice(number): return 2 * number", space)  # noqa: S102
    types = sys.modules["numba"].types
    assert compiled.made(space["twice"], (types.int64,))(21) == 42


@pytest.mark.parametrize(
    ("wanted", "size", "allowed", "expected"),
    [
        (None, COMPILE_FROM, "1", Compiled),
        (None, COMPILE_FROM - 1, "1", Plain),
        (None, COMPILE_FROM, "0", Plain),
        (True, 0, "0", Compiled),
        (False, COMPILE_FROM, "1", Plain),
    ],
)
def test_loops_are_compiled_where_it_is_worth_it_and_not_forbidden(wanted, size, allowed, expected, monkeypatch):
    monkeypatch.setenv("SOUTHSOUTH_COMPILED", allowed)
    assert type(kernels(wanted, size=size)) is expected


def test_without_numba_the_plain_loops_are_taken(monkeypatch):
    monkeypatch.delenv("SOUTHSOUTH_COMPILED", raising=False)
    monkeypatch.setitem(sys.modules, "numba", None)
    assert type(kernels(size=COMPILE_FROM)) is Plain
