"""The four scan loops: by NumPy, compiled, and the compiled loops' own text run by Python. One answer of all three."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from southsouth.engine.fit.index import compiled, loops, plain
from southsouth.engine.fit.index.codes import FARTHEST, MIDDLE, Aim, Codes
from southsouth.engine.fit.index.kernels import COMPILE_FROM, Compiled, Kernels, Plain, kernels
from southsouth.engine.fit.index.postings import Postings
from southsouth.engine.fit.index.ragged import starts_of
from tests.engine.fit.index.sets import QUICK


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


def codes_for(random: np.random.Generator, size: int, words: int = 3) -> Codes:
    bits = random.integers(0, 2**64, (words, size), dtype=np.uint64)
    gains = random.integers(90, 128, size).astype(np.int8)
    biases = random.integers(-127, 128, size).astype(np.int8)
    return Codes(bits, gains, biases, np.zeros(0), np.zeros((0, 0)), np.ones(2))


def aim_for(random: np.random.Generator, words: int = 3) -> Aim:
    planes = random.integers(0, 2**64, (3, words), dtype=np.uint64)
    return Aim(planes, 7 * 64 * words, int(random.integers(0, 3_000)))


def distances(codes: Codes, aim: Aim) -> list[int]:
    """Bit by bit: the steps of the need against the sign of the row, then gain and bias."""
    found = []
    for row in range(len(codes)):
        apart = 0
        for word in range(len(codes.bits)):
            for bit in range(64):
                step = sum((int(aim.planes[plane, word]) >> bit & 1) << plane for plane in range(3))
                apart += 7 - step if int(codes.bits[word, row]) >> bit & 1 else step
        gained = (aim.full - 2 * apart) * 4 * int(codes.gains[row]) // 256
        found.append((MIDDLE - gained - int(codes.biases[row]) * aim.worth // 256) // 8)
    return found


def nearest(apart: list[int], dead: np.ndarray, keep: int) -> list[int]:
    alive = sorted(set(range(len(apart))) - set(dead.tolist()), key=lambda row: (apart[row], row))
    return sorted(alive[:keep])


@pytest.mark.parametrize("way", WAYS)
@settings(deadline=None, max_examples=25)
@given(st.integers(0, 2**32), st.integers(1, 9), st.sampled_from([3, 6]), st.integers(0, 5), st.sets(st.integers(0, 8)))
def test_nearest_codes_are_those_of_the_smallest_distance(way, seed, size, words, keep, left_out):
    random = np.random.default_rng(seed)
    codes, aim = codes_for(random, size, words), aim_for(random, words)
    codes.bits[:, size // 2 :] = codes.bits[:, : size - size // 2]
    dead = longs(sorted(row for row in left_out if row < size))
    found = WAYS[way].nearest_codes(codes, aim, dead=dead, keep=keep)
    assert found.tolist() == nearest(distances(codes, aim), dead, keep)


@pytest.mark.parametrize("way", WAYS)
def test_equal_distances_are_kept_in_the_order_of_the_rows(way):
    random = np.random.default_rng(6)
    codes, aim = codes_for(random, 40), aim_for(random)
    codes.bits[:] = codes.bits[:, :1]
    codes.gains[:], codes.biases[:] = 100, 0
    found = WAYS[way].nearest_codes(codes, aim, dead=longs([0, 2, 5]), keep=6)
    assert found.tolist() == [1, 3, 4, 6, 7, 8]


@pytest.mark.parametrize("way", WAYS)
def test_the_nearest_codes_may_lie_anywhere_among_many_blocks(way):
    random = np.random.default_rng(4)
    size = loops.CODE_BLOCK * 2 + 5
    codes, aim = codes_for(random, size), aim_for(random)
    near = [3, loops.CODE_BLOCK - 1, loops.CODE_BLOCK, 2 * loops.CODE_BLOCK + 4]
    codes.bits[:, near] = aim.planes[2][:, None]
    codes.biases[:] = 0
    found = WAYS[way].nearest_codes(codes, aim, dead=longs([3]), keep=3)
    assert found.tolist() == near[1:]


def sampled(random: np.random.Generator) -> tuple[Codes, Aim]:
    """So many rows that a bar is guessed from a sample first."""
    return codes_for(random, loops.SAMPLE_FROM + 77), aim_for(random)


@pytest.fixture
def _fewer(monkeypatch):
    """A sample for fewer rows, or Python itself would take minutes over the text of the loops."""
    monkeypatch.setattr(loops, "SAMPLE_FROM", 2_500)
    monkeypatch.setattr(loops, "SAMPLE", 64)


@pytest.mark.usefixtures("_fewer")
@pytest.mark.parametrize("spare", [loops.SPARE, 10**6])
def test_with_a_bar_from_a_sample_the_nearest_codes_are_the_same(spare, monkeypatch):
    monkeypatch.setattr(loops, "SPARE", spare)
    random = np.random.default_rng(8)
    codes, aim = codes_for(random, 2_600), aim_for(random)
    found = WAYS["interpreted"].nearest_codes(codes, aim, dead=longs([1]), keep=30)
    assert found.tolist() == WAYS["plain"].nearest_codes(codes, aim, dead=longs([1]), keep=30).tolist()


@pytest.mark.usefixtures("_fewer")
def test_where_the_sample_misled_everything_is_scanned_again():
    """All rows of the sample lie near, the others far: its bar lets too few through."""
    random = np.random.default_rng(9)
    codes, aim = codes_for(random, 2_600), aim_for(random)
    for number in range(loops.SAMPLES):
        first = (2_600 - 64) * number // (loops.SAMPLES - 1)
        codes.bits[:, first : first + 64] = aim.planes[2][:, None]
    found = WAYS["interpreted"].nearest_codes(codes, aim, dead=longs([]), keep=600)
    assert len(found) == 600
    assert found.tolist() == WAYS["plain"].nearest_codes(codes, aim, dead=longs([]), keep=600).tolist()


@pytest.mark.parametrize("keep", [1, 400])
def test_compiled_a_bar_from_a_sample_changes_no_answer(keep):
    for seed in range(3):
        random = np.random.default_rng(seed)
        codes, aim = sampled(random)
        dead = np.sort(random.choice(len(codes), 90, replace=False))
        one, two = (WAYS[way].nearest_codes(codes, aim, dead=dead, keep=keep) for way in ("plain", "compiled"))
        assert len(one) == keep
        assert one.tolist() == two.tolist()


@pytest.mark.parametrize("way", WAYS)
def test_distances_at_both_ends_stay_within_their_bits(way):
    words = 9
    codes = codes_for(np.random.default_rng(1), 4, words)
    aim = Aim(np.full((3, words), 2**64 - 1, dtype=np.uint64), 7 * 64 * words, 32_767)
    codes.bits[:] = np.array([2**64 - 1, 0, 2**64 - 1, 0], dtype=np.uint64)
    codes.gains[:] = 127
    codes.biases[:] = [127, -127, -127, 127]
    assert min(distances(codes, aim)) >= 0
    assert max(distances(codes, aim)) < FARTHEST
    ranked = [WAYS[way].nearest_codes(codes, aim, dead=longs([]), keep=keep).tolist() for keep in (1, 2, 3)]
    assert ranked == [nearest(distances(codes, aim), longs([]), keep) for keep in (1, 2, 3)]


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
