"""What is taken: the kinds, their sizes, and how each is looked through."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from southsouth.files.documents import check_office, check_pdf, check_text
from southsouth.files.pictures import written_anew
from southsouth.files.refusal import FileRefused

LARGEST = 5_000_000
"""Bytes of one file."""
LONGEST_NAME = 120
Check = Callable[[bytes, str], bytes]


@dataclass(frozen=True, slots=True)
class Accepted:
    """A file as it is kept: a name without harm, what it is, and its bytes, written anew where it is a picture."""

    name: str
    media_type: str
    data: bytes


OFFICE = "application/vnd.openxmlformats-officedocument."
KINDS: Mapping[str, tuple[str, Check]] = {
    "pdf": ("application/pdf", check_pdf),
    "docx": (f"{OFFICE}wordprocessingml.document", check_office),
    "xlsx": (f"{OFFICE}spreadsheetml.sheet", check_office),
    "pptx": (f"{OFFICE}presentationml.presentation", check_office),
    "odt": ("application/vnd.oasis.opendocument.text", check_office),
    "ods": ("application/vnd.oasis.opendocument.spreadsheet", check_office),
    "csv": ("text/csv", check_text),
    "txt": ("text/plain", check_text),
    "png": ("image/png", written_anew),
    "jpg": ("image/jpeg", written_anew),
    "jpeg": ("image/jpeg", written_anew),
    "webp": ("image/webp", written_anew),
}
"""The endings that are taken, the media type of each, and how its content is checked."""
NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]')


def accepted(name: str, data: bytes) -> Accepted:
    """The file as it may be kept. Raises ``FileRefused`` with what is wrong: never anything else, whatever it is."""
    if not data:
        raise FileRefused("empty")
    if len(data) > LARGEST:
        raise FileRefused("too_large", found=len(data), limit=LARGEST)
    clean = clean_name(name)
    ending = clean.rpartition(".")[2].lower() if "." in clean else ""
    if ending not in KINDS:
        raise FileRefused("kind", ending=ending, taken=", ".join(KINDS))
    media_type, check = KINDS[ending]
    return Accepted(clean, media_type, check(data, ending))


def clean_name(name: str) -> str:
    """A name without folders, control characters, or marks that turn the direction of writing; not too long."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    plain = " ".join(NOT_IN_NAMES.sub("", last).split()).strip(". ")
    stem, dot, ending = plain.rpartition(".")
    if not dot:
        return plain[:LONGEST_NAME] or "file"
    return f"{stem[: LONGEST_NAME - 10].strip('. ')}.{ending[:9]}"
