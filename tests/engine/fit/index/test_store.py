"""A segment on disk: opened as it was written, or refused with the file and the remedy."""

from __future__ import annotations

import json
import mmap
import shutil
import tracemalloc

import numpy as np
import pytest

from southsouth.engine.fit.index import Damaged, Document, IndexFolder, WrongIndex
from southsouth.engine.fit.index.store import END, Kind, unseal, verify
from tests.engine.fit.index.sets import many

KIND = Kind("some model", 16, "rules 1")


def built(path, count: int = 3_000) -> IndexFolder:
    folder = IndexFolder(path, model="some model", width=16, note="rules 1")
    folder.rebuild([many(count, width=16, seed=2)])
    return folder


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    return built(tmp_path_factory.mktemp("index")).path


@pytest.fixture
def segment(template, tmp_path):
    """A segment of its own, to be damaged."""
    return shutil.copytree(template, tmp_path / "index") / "segment-000001"


def again(segment) -> IndexFolder:
    return IndexFolder(segment.parent, model="some model", width=16, note="rules 1")


@pytest.mark.parametrize(
    ("model", "width", "note", "said"),
    [
        ("another", 16, "rules 1", "model 'some model', but 'another' is in use now"),
        ("some model", 8, "rules 1", "width 16, but 8 is in use now"),
        ("some model", 16, "rules 2", "note 'rules 1', but 'rules 2' is in use now"),
    ],
)
def test_an_index_made_by_other_rules_is_refused_until_it_is_built_anew(segment, model, width, note, said):
    folder = IndexFolder(segment.parent, model=model, width=width, note=note)
    expected = f"The index in {segment} was built with {said}: build it anew."
    for deed in (folder.current, folder.merge, lambda: folder.update([Document("a", [])])):
        with pytest.raises(WrongIndex) as refusal:
            deed()
        assert str(refusal.value) == expected
    assert len(folder.rebuild([Document("a", [])])) == 1


def refusal_of(segment) -> str:
    with pytest.raises(Damaged) as refusal:
        again(segment).current()
    return str(refusal.value)


def test_a_file_cut_short_is_refused(segment):
    file = segment / "terms.ids.npy"
    size = file.stat().st_size
    with file.open("r+b") as opened:
        opened.truncate(size - 4)
    assert refusal_of(segment) == f"{file} has {size - 4} bytes where {size} were written."


def test_a_missing_file_is_refused(segment):
    (segment / "words.blob.npy").unlink()
    assert refusal_of(segment) == f"{segment / 'words.blob.npy'} is missing."
    with pytest.raises(Damaged, match=r"words\.blob\.npy is not what was written\."):
        verify(segment)


def turned(file, place: int) -> None:
    """One bit of a file turned over."""
    with file.open("r+b") as opened:
        opened.seek(place)
        byte = opened.read(1)[0]
        opened.seek(place)
        opened.write(bytes([byte ^ 1]))


@pytest.mark.parametrize("place", [0, 200, -1])
def test_a_changed_byte_near_either_end_is_seen_on_opening(segment, place):
    file = segment / "vectors.values.npy"
    turned(file, place % file.stat().st_size)
    assert refusal_of(segment) == f"{file} is not what was written."


def test_a_changed_byte_in_the_middle_is_seen_by_reading_everything(tmp_path):
    folder = built(tmp_path, 12_000)
    folder.verify()
    file = tmp_path / "segment-000001" / "vectors.values.npy"
    assert file.stat().st_size > 2 * END + 1000
    turned(file, file.stat().st_size // 2)
    assert len(again(tmp_path / "segment-000001").current()) == 12_000
    with pytest.raises(Damaged) as refusal:
        folder.verify()
    assert str(refusal.value) == f"{file} is not what was written."


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", "null", "\xff\xfe"])
def test_a_manifest_that_cannot_be_read_is_refused(segment, text):
    (segment / "manifest.json").write_text(text, encoding="latin-1")
    assert refusal_of(segment) == f"{segment / 'manifest.json'} cannot be read."


def test_a_manifest_somebody_edited_is_refused(segment):
    file = segment / "manifest.json"
    told = json.loads(file.read_text())
    told["kind"]["note"] = "rules 2"
    file.write_text(json.dumps(told))
    assert refusal_of(segment) == f"{file} is not what was written."


@pytest.mark.parametrize("text", ["", "{", "[1]", '{"base": "segment-000001"}', "\xff"])
def test_a_pointer_that_cannot_be_read_is_refused(segment, text):
    pointer = segment.parent / "current.json"
    pointer.write_text(text, encoding="latin-1")
    assert refusal_of(segment) == f"{pointer} cannot be read."


@pytest.mark.parametrize("name", [7, None, "../segment-000001", "segment-1", "segment-000001\n"])
def test_a_pointer_to_anything_but_a_segment_is_refused(segment, name):
    pointer = segment.parent / "current.json"
    pointer.write_text(json.dumps({"base": name, "delta": None}))
    assert refusal_of(segment) == f"{pointer} names no segment."


def test_a_segment_that_is_gone_is_refused_and_cured_by_building_anew(segment):
    for file in segment.iterdir():
        file.unlink()
    segment.rmdir()
    assert refusal_of(segment) == f"{segment / 'manifest.json'} cannot be read."
    assert len(again(segment).rebuild([Document("a", [])])) == 1


def owner_of(array: np.ndarray) -> object:
    while isinstance(array, np.ndarray) and array.base is not None:
        array = array.base
    return array.obj if isinstance(array, memoryview) else array


def test_every_array_is_mapped_and_only_for_reading(segment):
    opened = unseal(segment, KIND)
    assert len(opened.arrays) == 33
    assert {name for name, each in opened.arrays.items() if each.flags.writeable} == set()
    assert {type(owner_of(each)) for each in opened.arrays.values()} == {mmap.mmap}
    with pytest.raises(ValueError, match="read-only"):
        opened.arrays["terms.lengths"][0] = 1


def test_opening_and_searching_takes_little_memory_beside_the_mapped_files(tmp_path):
    folder = built(tmp_path, 20_000)
    size = sum(file.stat().st_size for file in tmp_path.glob("segment-*/*"))
    query = {f"word{number}": 1.0 for number in range(10)}
    vector = np.ones(16)
    reader = IndexFolder(folder.path, model="some model", width=16, note="rules 1", compiled=True)
    tracemalloc.start()
    try:
        found = reader.current().candidates(query, vector)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(found.by_lexical) == len(found.by_vector) == 100
    assert most < size / 4
