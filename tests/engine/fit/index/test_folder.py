"""The folder of an index: whatever is done to it, it answers as if it had been built anew."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import textwrap
import threading
import weakref
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from southsouth.engine.fit.index import Damaged, Document, Index, IndexFolder, NotBuilt
from southsouth.engine.fit.index.folder import PATIENCE, Pointer
from tests.engine.fit.index.sets import WIDTH, WORDS, documents, kept, many, queries, vectors

ROOT = Path(__file__).resolve().parents[4]
IN_MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
"""A place where forcing files onto the disk costs nothing."""


def fixed(count: int) -> list[Document]:
    """Documents ``0``, ``1``, ... of a few words each, with vectors around the clock."""
    return [
        Document(
            str(number),
            [WORDS[number % 7], WORDS[number % 3], WORDS[number % 5]][: 1 + number % 3],
            np.array([np.sin(number), np.cos(number), number % 4], dtype=np.float32),
            [f"Sentence {number}."] * (number % 3),
            np.full((number % 3, WIDTH), number + 1, dtype=np.float32),
            payload=b"%d" % number,
        )
        for number in range(count)
    ]


@dataclass
class Both:
    """A folder, and the same documents in the order in which the folder keeps them."""

    folder: IndexFolder
    own: dict[str, Document] = field(default_factory=dict)

    def rebuild(self, given_: Iterable[Document]) -> None:
        self.own = {document.ref: document for document in given_}
        self.folder.rebuild(iter(self.own.values()))

    def update(self, changed: list[Document], removed: list[str]) -> None:
        for ref in [*removed, *(document.ref for document in changed)]:
            self.own.pop(ref, None)
        self.own.update((document.ref, document) for document in changed)
        self.folder.update(changed, removed)

    def check(self, query: dict[str, float], vector: np.ndarray) -> None:
        found = IndexFolder(self.folder.path, width=WIDTH).current()
        anew = Index.of(self.own.values(), width=WIDTH, average=found.average_length)
        assert len(found) == len(anew) == len(self.own)
        assert found.refs(found.rows()) == list(self.own)
        assert found.idf(WORDS) == anew.idf(WORDS)
        one, two = found.candidates(query, vector, 5, 5), anew.candidates(query, vector, 5, 5)
        assert found.refs(one.by_lexical) == anew.refs(two.by_lexical)
        assert found.refs(one.by_vector) == anew.refs(two.by_vector)
        assert found.refs(one.rows) == anew.refs(two.rows)
        assert one.lexical.tolist() == two.lexical.tolist()
        assert one.vector.tolist() == two.vector.tolist()
        for place, (row, ref) in enumerate(zip(found.rows().tolist(), self.own, strict=True)):
            assert kept(found, row) == kept(anew, place)
            assert found.row(ref) == row
        assert [found.row(ref) for ref in ("0", "7", "40")] == [
            found.rows().tolist()[list(self.own).index(ref)] if ref in self.own else None for ref in ("0", "7", "40")
        ]


refs = st.integers(0, 44).map(str)
updates = st.tuples(
    st.just("update"),
    st.lists(documents(refs=refs), max_size=2, unique_by=lambda document: document.ref),
    st.lists(refs, max_size=2),
)
turns = st.lists(updates | st.just(("merge", [], [])) | st.just(("rebuild", [], [])), max_size=4)


@settings(deadline=None, max_examples=20)
@given(turns, queries, vectors)
def test_updates_merges_and_rebuilds_answer_as_one_set_built_anew(turns, query, vector):
    with tempfile.TemporaryDirectory(dir=IN_MEMORY) as place:
        both = Both(IndexFolder(Path(place), width=WIDTH))
        both.rebuild(fixed(42))
        for name, changed, removed in turns:
            if name == "update":
                both.update(changed, removed)
            elif name == "merge":
                both.folder.merge()
            else:
                both.rebuild(both.own.values())
            both.check(query, vector)


@pytest.fixture
def folder(tmp_path):
    made = IndexFolder(tmp_path / "index", width=WIDTH, note="rules 1")
    made.rebuild(fixed(60))
    return made


def segments(folder: IndexFolder) -> list[str]:
    return sorted(each.name for each in folder.path.glob("segment-*"))


def test_a_small_change_goes_into_a_delta_and_a_large_one_makes_a_new_base(folder):
    assert segments(folder) == ["segment-000001"]
    folder.update(fixed(2))
    assert segments(folder) == ["segment-000001", "segment-000002"]
    folder.update([Document("new", ["dam"])])
    assert segments(folder) == ["segment-000001", "segment-000003"]
    found = folder.update([Document("newer", ["dam"])])
    assert segments(folder) == ["segment-000004"]
    assert found.refs(found.rows())[-4:] == ["0", "1", "new", "newer"]


def test_many_removals_make_a_new_base_as_well(folder):
    found = folder.update([], ["0", "1", "2", "3", "nobody"])
    assert (len(found), segments(folder)) == (56, ["segment-000002"])


def test_a_delta_that_lost_its_documents_is_passed_over(folder):
    folder.update([Document("new", ["dam"])])
    found = folder.update([], ["new", "5"])
    assert (len(found), found.row("new"), found.row("5"), found.row("6")) == (59, None, None, 6)
    assert segments(folder) == ["segment-000001", "segment-000003"]


def test_a_merge_without_a_delta_leaves_the_same_documents(folder):
    before = [kept(folder.current(), row) for row in range(60)]
    found = folder.merge()
    assert [kept(found, row) for row in range(60)] == before
    assert segments(folder) == ["segment-000002"]


def test_removed_documents_no_longer_count_for_the_weight_of_a_word(folder):
    folder.rebuild([Document(str(number), ["dam"] if number < 3 else ["well"]) for number in range(60)])
    found = folder.update([Document("2", ["canal"])], ["0"])
    assert segments(folder)[0] == "segment-000002"
    assert found.document_frequency(["dam", "well", "canal", "dam", "?"]) == {"dam": 1, "well": 57, "canal": 1, "?": 0}
    assert found.idf(["dam"]) == {"dam": pytest.approx(np.log(1 + 58.5 / 1.5))}
    assert found.search_lexical({"dam": 1.0}, 9).tolist() == [1]


def test_a_document_named_twice_in_one_update_is_refused_and_nothing_changes(folder):
    before = (folder.path / "current.json").read_bytes()
    with pytest.raises(ValueError, match=r"Two documents have the reference 'a'\."):
        folder.update([Document("a", []), Document("a", [])])
    assert (folder.path / "current.json").read_bytes() == before
    assert len(folder.update([Document("a", [])])) == 61


def test_the_same_index_is_given_until_another_is_published(folder):
    reader = IndexFolder(folder.path, width=WIDTH, note="rules 1")
    first = reader.current()
    assert reader.current() is first
    folder.update([Document("new", ["dam"])])
    assert reader.current() is not first
    assert (reader.current().row("new"), first.row("new")) == (60, None)


def test_a_reader_keeps_the_old_index_while_it_is_replaced(folder):
    old = folder.current()
    before = [kept(old, row) for row in range(60)]
    folder.rebuild([Document("only", ["well"])])
    assert [kept(old, row) for row in range(60)] == before
    assert folder.current().refs([0]) == ["only"]


def test_a_folder_without_an_index_says_so(tmp_path):
    empty = IndexFolder(tmp_path / "index")
    said = f"There is no index in {tmp_path / 'index'} yet."
    for deed in (empty.current, empty.verify, empty.merge, lambda: empty.update([])):
        with pytest.raises(NotBuilt) as refusal:
            deed()
        assert str(refusal.value) == said


def test_an_empty_index_is_an_index(tmp_path):
    folder = IndexFolder(tmp_path, width=WIDTH)
    assert len(folder.rebuild([])) == 0
    assert len(folder.update([], ["nobody"])) == 0
    assert segments(folder) == ["segment-000001", "segment-000002"]
    found = folder.update([Document("first", ["dam"])])
    assert found.search_lexical({"dam": 1.0}, 5).tolist() == [0]


def test_batches_are_taken_like_documents(tmp_path):
    found = IndexFolder(tmp_path, width=WIDTH).rebuild([many(300, width=WIDTH, seed=1), Document("last", ["only"])])
    assert (len(found), found.refs([7, 300]), found.sentences(299)) == (301, ["solution-7", "last"], ["299"])
    assert found.document_frequency(["only"]) == {"only": 1}
    assert found.search_lexical({"only": 1.0}, 5).tolist() == [300]


class Watched(Document):
    """A document that can be watched for being forgotten."""


def test_a_rebuild_keeps_no_document_in_memory(tmp_path):
    alive: weakref.WeakSet[Watched] = weakref.WeakSet()
    most = 0

    def stream() -> Iterable[Document]:
        nonlocal most
        for number in range(200):
            document = Watched(str(number), ["dam"])
            alive.add(document)
            most = max(most, len(alive))
            yield document

    assert len(IndexFolder(tmp_path).rebuild(stream())) == 200
    assert most <= 2


class Overtaken(IndexFolder):
    """A reader that is overtaken by a writer between reading the pointer and opening what it names."""

    def __init__(self, other: IndexFolder, times: int) -> None:
        super().__init__(other.path, width=WIDTH, note="rules 1")
        self.other, self.times = other, times

    def _pointer(self) -> Pointer:
        pointer = super()._pointer()
        if self.times:
            self.times -= 1
            self.other.rebuild([Document(f"turn {self.times}", ["dam"])])
        return pointer


def test_a_reader_overtaken_by_a_writer_begins_anew(folder):
    assert Overtaken(folder, 1).current().refs([0]) == ["turn 0"]
    assert Overtaken(folder, PATIENCE - 1).current().refs([0]) == ["turn 0"]


def test_a_reader_overtaken_all_the_time_gives_up(folder):
    with pytest.raises(Damaged) as refusal:
        Overtaken(folder, PATIENCE).current()
    assert str(refusal.value) == f"{folder.path} changes faster than it can be read."


def test_readers_see_one_state_or_the_next_while_a_writer_switches(folder):
    """Each state says of two documents the same number; no reader may see two different ones."""
    done = threading.Event()
    seen: list[tuple[bytes, bytes]] = []

    def pair(number: int) -> list[Document]:
        return [Document(ref, ["dam"], payload=b"%d" % number) for ref in ("left", "right")]

    def read() -> None:
        reader = IndexFolder(folder.path, width=WIDTH, note="rules 1")
        while not done.wait(0.001):
            index = reader.current()
            rows = [index.row(ref) for ref in ("left", "right")]
            seen.append(tuple(index.payload(row) for row in rows if row is not None))  # type: ignore[arg-type]

    folder.update(pair(0))
    readers = [threading.Thread(target=read) for _ in range(2)]
    for thread in readers:
        thread.start()
    for number in range(1, 7):
        folder.merge() if number % 3 == 0 else folder.update(pair(number))
    done.set()
    for thread in readers:
        thread.join()
    assert len(seen) > 2
    assert [each for each in seen if len(each) != 2 or each[0] != each[1]] == []


def test_two_writers_take_turns_and_nothing_is_lost(folder):
    def write(name: str) -> None:
        own = IndexFolder(folder.path, width=WIDTH, note="rules 1")
        for number in range(4):
            own.update([Document(f"{name}-{number}", ["dam"])])

    writers = [threading.Thread(target=write, args=(name,)) for name in ("one", "two")]
    for thread in writers:
        thread.start()
    for thread in writers:
        thread.join()
    found = folder.current()
    new = {ref for ref in found.refs(found.rows()) if "-" in ref}
    assert new == {f"{name}-{number}" for name in ("one", "two") for number in range(4)}
    assert len(found) == 68


DYING = """
    import os, signal, sys
    from pathlib import Path
    from southsouth.engine.fit.index import Document, IndexFolder

    def stream():
        for number in range(500):
            if number == 400:
                os.kill(os.getpid(), signal.SIGKILL)
            yield Document(f"new {number}", ["dam"])

    IndexFolder(Path(sys.argv[1]), width=3, note="rules 1").rebuild(stream())
"""


def test_a_writer_that_is_killed_leaves_the_old_index_and_no_lock(folder):
    command = [sys.executable, "-c", textwrap.dedent(DYING), str(folder.path)]
    died = subprocess.run(command, cwd=ROOT, env={"PATH": os.environ["PATH"]}, check=False)
    assert died.returncode == -signal.SIGKILL
    assert (folder.path / "building").is_dir()
    folder.verify()
    assert len(IndexFolder(folder.path, width=WIDTH, note="rules 1").current()) == 60
    assert len(folder.update([Document("new", ["dam"])])) == 61
    assert not (folder.path / "building").exists()


def test_a_segment_nobody_names_is_removed_at_the_next_switch(folder):
    (folder.path / "segment-000009").mkdir()
    folder.update([Document("new", ["dam"])])
    assert segments(folder) == ["segment-000001", "segment-000010"]
