"""How fast the index is: process CPU on one core, every pair of engines in one run, on made-up documents.

Of each need the least of some rounds counts, of the needs the median. ``--small`` leaves out the million.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np

from bench import synthetic
from bench.marks import Marks
from bench.synthetic import WIDTH, Floats, Need, Pool
from southsouth.engine.fit.index import Index, IndexFolder

ROOT = Path(__file__).resolve().parent.parent
SEED = 20
NEEDS = 60
TOLD_APART = 200
"""Needs by which it is judged how many of the exact first ``TOP`` are found."""
SEARCH_MARKS = {10_000: 1.0, 100_000: 1.5, 1_000_000: 10.0}
"""Milliseconds for a search by words and meaning, the need's vector being there."""
BESIDE = 100_000
"""Documents at which the words are compared with FTS5; vectors are compared from here on."""
LEXICAL_TIMES, VECTOR_TIMES, RECALL = 150.0, 30.0, 0.98
MEMORY_MB = 1_000.0
OPEN_SECONDS = 0.1
TOP = 20


def milliseconds(deed: Callable[[Need], Any], needs: Sequence[Need], rounds: int = 3) -> float:
    best = [float("inf")] * len(needs)
    for _ in range(rounds + 1):
        for place, need in enumerate(needs):
            start = time.process_time()
            deed(need)
            best[place] = min(best[place], time.process_time() - start)
    return 1000.0 * statistics.median(best)


def build(source: Pool, count: int, folder: IndexFolder) -> float:
    """Builds the index of ``count`` documents; CPU seconds."""
    start = time.process_time()
    first = range(0, count, synthetic.SLICE)
    slices = zip(first, synthetic.documents(source, count, SEED), strict=True)
    folder.rebuild(synthetic.batch(source, drawn, number) for number, drawn in slices)
    return time.process_time() - start


def search(index: Index, need: Need) -> None:
    index.candidates(index.weights(need.terms), need.vector)


def same_top(folder: Path, needs: Sequence[Need]) -> float:
    """The share of needs whose first ten by words and by meaning are the same, compiled and not."""
    quick, slow = (IndexFolder(folder, width=WIDTH, compiled=compiled).current() for compiled in (True, False))
    same = 0
    for need in needs:
        words = quick.weights(need.terms)
        one, two = quick.candidates(words, need.vector), slow.candidates(words, need.vector)
        same += (
            one.by_lexical[:10].tolist() == two.by_lexical[:10].tolist()
            and one.by_vector[:10].tolist() == two.by_vector[:10].tolist()
            and one.lexical.tobytes() + one.vector.tobytes() == two.lexical.tobytes() + two.vector.tobytes()
        )
    return same / len(needs)


def beside_fts5(source: Pool, count: int, index: Index, needs: Sequence[Need]) -> tuple[float, float]:
    """Milliseconds of FTS5 (any of the words, by bm25, the table in memory) and of the index, first ``TOP``."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("create virtual table documents using fts5(words)")
        for drawn in synthetic.documents(source, count, SEED):
            tokens = synthetic.tokens_of(source, drawn)
            rows = ((synthetic.text(source, tokens[row]),) for row in range(len(tokens)))
            database.executemany("insert into documents values (?)", rows)
        database.execute("insert into documents(documents) values ('optimize')")
        asking = "select rowid from documents where documents match ? order by rank limit ?"

        def asked(need: Need) -> list[Any]:
            words = " OR ".join(f'"{term}"' for term in dict.fromkeys(need.terms))
            return database.execute(asking, [words, TOP]).fetchall()

        theirs = milliseconds(asked, needs[:30], rounds=2)
    ours = milliseconds(lambda need: index.search_lexical(index.weights(need.terms), TOP), needs[:30])
    return theirs, ours


def exact(vectors: Floats, need: Need) -> list[int]:
    """The plain answer: every product, then the best."""
    scores = vectors @ need.vector
    best = np.argpartition(-scores, TOP)[:TOP]
    found: list[int] = best[np.argsort(-scores[best])].tolist()
    return found


def beside_floats(source: Pool, count: int, index: Index, needs: Sequence[Need]) -> tuple[float, float, float]:
    """Milliseconds of a scan of 32-bit floats and of the index, and the share of the first ``TOP`` it finds."""
    vectors = np.empty((count, WIDTH), dtype=np.float32)
    for number, drawn in enumerate(synthetic.documents(source, count, SEED)):
        vectors[number * synthetic.SLICE :][: len(drawn.vectors)] = drawn.vectors
    theirs = milliseconds(lambda need: exact(vectors, need), needs[:30], rounds=2)
    ours = milliseconds(lambda need: index.search_vector(need.vector, TOP), needs[:30])
    asked = synthetic.needs(source, TOLD_APART, SEED)
    found = [len({*exact(vectors, need)} & {*index.search_vector(need.vector, TOP).tolist()}) for need in asked]
    return theirs, ours, sum(found) / (TOP * len(asked))


def opened_anew(place: Path, needs: Sequence[Need]) -> dict[str, float]:
    """What a new process needs to open the index and to search it; nothing of it may be written again."""
    file = place.parent / "needs.npz"
    np.savez(file, vectors=[need.vector for need in needs], terms=[" ".join(need.terms) for need in needs])
    before = {each: each.stat().st_mtime_ns for each in place.glob("*/*")}
    command = [sys.executable, "-m", "bench.opening", str(place), str(file)]
    told: dict[str, float] = json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout)
    if before != {each: each.stat().st_mtime_ns for each in place.glob("*/*")}:
        raise SystemExit("Opening the index wrote to it.")
    return told


def measure(count: int, source: Pool, needs: Sequence[Need], marks: Marks) -> None:
    (ROOT / ".tools").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=ROOT / ".tools", prefix="bench-") as place:
        path = Path(place) / "index"
        folder = IndexFolder(path, width=WIDTH)
        built = build(source, count, folder)
        size = sum(file.stat().st_size for file in path.glob("*/*")) / 1e6
        said = f"{count:,} documents: "
        marks.shown(f"{said}building (with making them up)", built, "s")
        marks.shown(f"{said}files, mapped", size, "MB")
        told = opened_anew(path, needs)
        if told["documents"] != count:
            raise SystemExit(f"The index holds {told['documents']:,} documents instead of {count:,}.")
        marks.shown(f"{said}loading the compiled loops, once a process", told["loaded"], "s")
        marks.at_most(f"{said}opening in a new process", told["seconds"], OPEN_SECONDS, "s")
        marks.at_most(f"{said}memory besides mapped files", told["bytes"] / 1e6, MEMORY_MB, "MB")
        index = folder.current()
        marks.at_most(f"{said}search", milliseconds(lambda need: search(index, need), needs), SEARCH_MARKS[count], "ms")
        marks.at_least(f"{said}same first ten without numba", 100.0 * same_top(path, needs), 100.0, "%")
        if count == BESIDE:
            theirs, ours = beside_fts5(source, count, index, needs)
            marks.shown(f"{said}words, SQLite FTS5", theirs, "ms")
            marks.shown(f"{said}words, the index", ours, "ms")
            marks.at_least(f"{said}words, FTS5 / the index", theirs / ours, LEXICAL_TIMES, "×")
        if count >= BESIDE:
            theirs, ours, recall = beside_floats(source, count, index, needs)
            marks.shown(f"{said}vectors, exact scan of floats", theirs, "ms")
            marks.shown(f"{said}vectors, the index", ours, "ms")
            marks.at_least(f"{said}vectors, exact scan / the index", theirs / ours, VECTOR_TIMES, "×")
            marks.at_least(f"{said}vectors, share of the exact first {TOP}", recall, RECALL)


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench.speed", description="How fast the index is.")
    parser.add_argument("--small", action="store_true", help="leave out the million documents")
    small = parser.parse_args().small
    marks = Marks()
    source = synthetic.pool(SEED)
    needs = synthetic.needs(source, NEEDS, SEED)
    for count in SEARCH_MARKS:
        if count <= BESIDE or not small:
            measure(count, source, needs, marks)
    return marks.exit_code()


if __name__ == "__main__":
    sys.exit(main())
