"""What a file really is, told from its first bytes."""

from __future__ import annotations

from pathlib import Path

import pytest

from southsouth.tables.kinds import SIGNATURES, Kind, encoding_of, kind_of
from southsouth.tables.rows import Unreadable


def told(tmp_path: Path, content: bytes) -> Kind:
    path = tmp_path / "named.csv"
    path.write_bytes(content)
    return kind_of(path)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"a,b\n1,2\n", Kind.TEXT),
        (b"\xef\xbb\xbfa;b\n", Kind.TEXT),
        (b'  \n {"a": 1}\n', Kind.JSON_LINES),
        (b'\xef\xbb\xbf{"a": 1}\n', Kind.JSON_LINES),
        ('{"a": 1}'.encode("utf-16"), Kind.JSON_LINES),
        (b"PK\x03\x04anything", Kind.WORKBOOK),
        (b"PK\x05\x06", Kind.WORKBOOK),
    ],
)
def test_what_can_be_read_is_told_by_content(tmp_path, content, kind):
    assert told(tmp_path, content) is kind


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        *((signature, kind) for signature, kind in SIGNATURES if kind != "zip"),
        (b'[{"a": 1}]', "json_list"),
        (b"<!DOCTYPE html><p>", "web_page"),
        (b"\n<HTML lang=en>", "web_page"),
        (b"<?xml version='1.0'?>", "xml"),
    ],
)
def test_what_is_no_table_is_named(tmp_path, content, kind):
    with pytest.raises(Unreadable) as raised:
        told(tmp_path, content)
    assert (raised.value.code, raised.value.facts) == ("other_kind", {"kind": kind})


@pytest.mark.parametrize("content", [b"", b" \r\n\t ", b"\xef\xbb\xbf", b"\x00\x00"])
def test_an_empty_file_is_empty_whatever_blanks_it_has(tmp_path, content):
    with pytest.raises(Unreadable) as raised:
        told(tmp_path, content)
    assert raised.value.code == "empty_file"


@pytest.mark.parametrize(
    ("text", "written", "encoding"),
    [
        ("a,b", "utf-8", "utf-8-sig"),
        ("নাম,দেশ", "utf-8", "utf-8-sig"),
        ("a,b", "utf-8-sig", "utf-8-sig"),
        ("a,b", "utf-16", "utf-16"),
        ("title,b", "utf-16-le", "utf-16-le"),
        ("title,b", "utf-16-be", "utf-16-be"),
        ("a", "utf-8", "utf-8-sig"),
    ],
)
def test_the_encoding_is_told_by_the_mark_or_the_zeros(text, written, encoding):
    assert encoding_of(text.encode(written)) == encoding
