"""What is taken as a file of a record, and what is not, and why."""

from __future__ import annotations

import io
import runpy
import subprocess
import sys
import zipfile
from contextlib import suppress
from types import SimpleNamespace

import pytest
from PIL import Image

from southsouth.files import FileRefused, accepted, child, clean_name, documents, pictures
from southsouth.files.child import redrawn
from tests.files.harm import (
    bomb,
    hidden,
    hostile,
    huge_png,
    office,
    open_document,
    pdf,
    picture,
)


def refusal(name: str, data: bytes) -> str:
    with pytest.raises(FileRefused) as refused:
        accepted(name, data)
    return refused.value.code


@pytest.mark.parametrize(
    ("name", "data", "media"),
    [
        ("Report.PDF", pdf(), "application/pdf"),
        ("a.pdf", hidden(b"words"), "application/pdf"),
        ("a.pdf", pdf(b"stream\nnot packed\nendstream"), "application/pdf"),
        ("a.docx", office(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("a.xlsx", office("xl/workbook.xml"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("a.ods", open_document("spreadsheet"), "application/vnd.oasis.opendocument.spreadsheet"),
        ("a.csv", b"\xef\xbb\xbfa,b\n", "text/csv"),
        ("a.txt", "słowa".encode("utf-16"), "text/plain"),
    ],
)
def test_what_is_as_it_says_is_taken(name, data, media):
    taken = accepted(name, data)
    assert taken.media_type == media
    assert taken.data


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.pdf", b"", "empty"),
        ("a.pdf", b"x" * 5_000_001, "too_large"),
        ("a.exe", b"MZ", "kind"),
        ("noending", b"words", "kind"),
        ("a.pdf", picture(), "not_it"),
        ("a.pdf", pdf(tail=b""), "damaged"),
        ("a.pdf", pdf(b"/Encrypt 3 0 R"), "locked"),
        ("a.pdf", pdf(b"/OpenAction<</S/JavaScript/JS(app.alert)>>"), "active"),
        ("a.pdf", pdf(b"/J#61vaScript"), "active"),
        ("a.pdf", hidden(b"/Launch"), "active"),
        ("a.docx", pdf(), "not_it"),
        ("a.docx", b"\xd0\xcf\x11\xe0 old", "locked"),
        ("a.docx", b"PK\x03\x04 cut", "damaged"),
        ("a.docx", office("xl/workbook.xml"), "not_it"),
        ("a.docx", office(types=False), "not_it"),
        ("a.docx", office(parts={"word/vbaProject.bin": b"x"}), "macros"),
        ("a.docx", office(parts={"word/embeddings/oleObject1.bin": b"x"}), "active"),
        ("a.docx", office(parts={"../../x": b"x"}), "damaged"),
        ("a.docx", office(parts={"word/document2.xml": b""} | {f"p{n}": b"" for n in range(2100)}), "bomb"),
        ("a.docx", bomb(), "bomb"),
        ("a.odt", open_document("text", b"application/zip"), "not_it"),
        ("a.txt", b"\xff\xfe\xfa", "encoding"),
        ("a.txt", b"caf\xe9", "encoding"),
        ("a.txt", b"  <HTML>", "not_it"),
        ("a.csv", b"a\x00b", "not_it"),
        ("a.png", b"words", "not_it"),
        ("a.png", picture("JPEG"), "not_it"),
        ("a.png", picture()[:60], "damaged"),
        ("a.png", huge_png(), "pixels"),
        ("a.png", huge_png(7_000), "pixels"),
    ],
)
def test_what_is_not_is_refused_with_its_reason(name, data, code):
    assert refusal(name, data) == code


def test_a_locked_archive_and_a_declared_entity_are_refused():
    data = office()
    marked = bytearray(data)
    for start in (data.index(b"PK\x01\x02") + 8, 6):
        marked[start] |= 1
    assert refusal("a.docx", bytes(marked)) == "locked"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x/>")
    assert refusal("a.docx", out.getvalue()) == "active"


def test_streams_that_unpack_to_too_much_are_refused(monkeypatch):
    monkeypatch.setattr(documents, "MOST_UNPACKED", 100)
    assert refusal("a.pdf", hidden(b"x" * 1000)) == "bomb"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\temp\\a b.pdf", "a b.pdf"),
        ("a\u202egpj.exe.txt", "agpj.exe.txt"),
        ("x" * 300 + ".pdf", "x" * 110 + ".pdf"),
        (".pdf", "pdf"),
        ("..", "file"),
        ("? .pdf", "pdf"),
        ("(). .pdf", "().pdf"),
        ("নথি.pdf", "নথি.pdf"),
    ],
)
def test_names_are_harmless(given, kept):
    assert clean_name(given) == kept


def test_a_picture_is_written_anew_upright_and_small():
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "A camera"
    taken = accepted("a.jpg", picture("JPEG", (3000, 1000), exif=exif))
    with Image.open(io.BytesIO(taken.data)) as found:
        assert found.size == (667, 2000)
        assert not found.getexif()


@pytest.mark.parametrize(
    ("kind", "mode"), [("PNG", "RGBA"), ("PNG", "P"), ("PNG", "L"), ("WEBP", "RGBA"), ("JPEG", "L")]
)
def test_every_kind_of_picture_is_redrawn(kind, mode):
    code, data = redrawn(picture(kind, mode=mode), kind)
    assert code == ""
    with Image.open(io.BytesIO(data)) as found:
        assert found.format == kind


def test_a_picture_without_memory_left_is_too_heavy(monkeypatch):
    def none(*_):
        raise MemoryError

    monkeypatch.setattr("southsouth.files.child.written", none)
    assert redrawn(picture(), "PNG") == ("heavy", b"")


def test_a_process_that_dies_or_hangs_is_told(monkeypatch):
    def late(*_, **__):
        raise subprocess.TimeoutExpired("x", 1)

    monkeypatch.setattr(pictures.subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], -9, b"", b""))
    assert refusal("a.png", picture()) == "heavy"
    monkeypatch.setattr(pictures.subprocess, "run", late)
    assert refusal("a.png", picture()) == "heavy"


def test_harmed_files_are_taken_or_refused_and_nothing_else(monkeypatch):
    monkeypatch.setattr("southsouth.files.pictures.written_anew", lambda data, ending: data)
    refused = 0
    for name, data in hostile(400):
        with suppress(FileRefused):
            accepted(name, data)
            continue
        refused += 1
    assert 100 < refused < 400


@pytest.mark.parametrize(
    ("data", "kind", "code"),
    [
        (b"words", "PNG", "not_it"),
        (b"\x89PNG\r\n\x1a\n cut", "PNG", "damaged"),
        (b"RIFF0000WEBP", "WEBP", "damaged"),
        (picture("JPEG"), "PNG", "not_it"),
        (huge_png(), "PNG", "pixels"),
        (huge_png(7_000), "PNG", "pixels"),
    ],
)
def test_the_process_tells_what_is_wrong(data, kind, code):
    assert redrawn(data, kind) == (code, b"")


def test_the_process_reads_writes_and_confines_itself(monkeypatch):
    limits = []
    monkeypatch.setattr(child.resource, "getrlimit", lambda which: (0, 5 if which == child.resource.RLIMIT_CPU else -1))
    monkeypatch.setattr(child.resource, "setrlimit", lambda which, both: limits.append(both))
    out = io.BytesIO()
    assert child.main("PNG", io.BytesIO(picture()), out) == 0
    head, _, body = out.getvalue().partition(b"\n")
    assert head == b'{"code": ""}'
    assert body.startswith(b"\x89PNG")
    assert limits == [(5, 5), (child.MEMORY, -1)]


def test_it_runs_as_a_program(monkeypatch):
    monkeypatch.setattr(child.resource, "setrlimit", lambda *_: None)
    out = io.BytesIO()
    monkeypatch.setattr(sys, "argv", ["child", "PNG"])
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"words")))
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(buffer=out))
    monkeypatch.delitem(sys.modules, "southsouth.files.child")
    with pytest.raises(SystemExit) as ended:
        runpy.run_module("southsouth.files.child", run_name="__main__")
    assert ended.value.code == 0
    assert out.getvalue() == b'{"code": "not_it"}\n'
