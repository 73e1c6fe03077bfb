"""The texts to translate: gathered from code and templates, compiled, checked. Runs inside the project's environment.

``python -m doors.texts gather`` brings every marked string into ``southsouth/locale`` and compiles the catalogues;
``check`` changes nothing and says what is not in order. Strings no longer in use are dropped.
"""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import django
from babel.messages import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation import template as templates

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "southsouth"
LOCALE = SOURCE / "locale"
DOMAIN = "django"
NO_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)
COMPLETE = ("fr", "es", "pt", "ar", "ru", "zh", "bn")
"""Languages into which every string must be translated; the others show English where a translation is missing."""
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sd]|%\(\w+\)[.\d]*f|%%|\{\w*\}")
PLURALS = {
    "ar": "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4"
    " : 5",
}
"""Where the order of the forms must be that of Django's own catalogue."""
UNTOLD = tuple(
    f'"{name}:'.encode()
    for name in (
        *("POT-Creation-Date", "PO-Revision-Date", "Generated-By"),
        *("Report-Msgid-Bugs-To", "Last-Translator", "Language-Team", "Project-Id-Version"),
    )
)
"""Heads of a catalogue that would change by themselves, or that nobody fills in."""
Found = tuple[str | tuple[str, ...], str | None, str, int]


def sources() -> Iterator[tuple[Path, bytes]]:
    """Every file with marked strings, as Python that the extractor reads; templates through Django's own rewriting."""
    for path in sorted(SOURCE.rglob("*.py")):
        if "migrations" not in path.parts:
            yield path, path.read_bytes()
    for path in sorted((SOURCE / "templates").rglob("*")):
        if path.suffix in (".html", ".txt"):
            python = templates.templatize(path.read_text(encoding="utf-8"), origin=str(path))
            yield path, "\n".join(line.lstrip() for line in python.split("\n")).encode()


def found() -> Iterator[Found]:
    """Message, context, file, line."""
    for path, text in sources():
        for line, message, _, context in extract("python", io.BytesIO(text), keywords=KEYWORDS):
            yield message, context, path.relative_to(ROOT).as_posix(), line


def gathered() -> Catalog:
    """All strings of the source, in the order of the files; without lines, which would change with every edit."""
    catalog = Catalog(domain=DOMAIN, project="southsouth", charset="utf-8")
    for message, context, file, _ in found():
        catalog.add(message, context=context, locations=[(file, 0)])
    return catalog


def languages() -> list[str]:
    return [code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


def file_of(code: str, ending: str) -> Path:
    return LOCALE / code / "LC_MESSAGES" / f"{DOMAIN}.{ending}"


def kept(code: str) -> Catalog:
    file = file_of(code, "po")
    if not file.exists():
        return Catalog(locale=code, domain=DOMAIN, charset="utf-8")
    with file.open("rb") as opened:
        return read_po(opened, locale=code, domain=DOMAIN)


def brought_up(code: str, template: Catalog) -> Catalog:
    """The template's strings with the translations that are there; nothing is guessed from likeness."""
    old = kept(code)
    new = Catalog(locale=code, domain=DOMAIN, charset="utf-8", fuzzy=False, project="southsouth")
    new.header_comment = f"# The platform in another language: {code}"
    if code in PLURALS:
        new.mime_headers = [("Plural-Forms", PLURALS[code])]
    for message in template:
        if message.id:
            before = old.get(message.id, message.context)
            string = before.string if before is not None and fits(message, before) else None
            new.add(message.id, string, context=message.context, locations=files_of(message), flags=message.flags)
    return new


def fits(message: Message, before: Message) -> bool:
    return isinstance(message.id, str) == isinstance(before.id, str)


def files_of(message: Message) -> list[tuple[str, int]]:
    return [(file, 0) for file in dict.fromkeys(file for file, _ in message.locations)]


def as_po(catalog: Catalog) -> bytes:
    out = io.BytesIO()
    write_po(out, catalog, width=120, omit_header=False, include_lineno=False)
    return b"\n".join(line for line in out.getvalue().split(b"\n") if not line.startswith(UNTOLD))


def as_mo(catalog: Catalog) -> bytes:
    """Compiled; the head says no moment, so that the same strings are the same bytes."""
    catalog.creation_date = catalog.revision_date = NO_MOMENT
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def gather() -> int:
    template = gathered()
    for code in languages():
        catalog = brought_up(code, template)
        file_of(code, "po").parent.mkdir(parents=True, exist_ok=True)
        file_of(code, "po").write_bytes(as_po(catalog))
        file_of(code, "mo").write_bytes(as_mo(kept(code)))
        print(f"{code}: {len(template)} strings, {len(list(untranslated(catalog)))} not translated")
    return 0


def strings_of(message: Message) -> tuple[str, ...]:
    found = message.string
    return tuple(map(str, found)) if isinstance(found, (tuple, list)) else (found or "",)


def untranslated(catalog: Catalog) -> Iterator[Message]:
    return (message for message in catalog if message.id and not all(strings_of(message)))


def misplaced(catalog: Catalog) -> Iterator[str]:
    """Translations that lose or invent a placeholder."""
    for message in catalog:
        if message.id and all(strings_of(message)):
            ids = tuple(map(str, message.id)) if isinstance(message.id, (tuple, list)) else (message.id,)
            wanted = {frozenset(PLACEHOLDER.findall(text)) for text in ids}
            most = frozenset().union(*wanted)
            for string in strings_of(message):
                has = frozenset(PLACEHOLDER.findall(string))
                if not has <= most or (len(ids) == 1 and has != most):
                    yield f"{ids[0][:60]!r} → {string[:60]!r}"


def faults() -> Iterator[str]:
    """One line for each thing that is not in order."""
    template = gathered()
    for code in languages():
        po = file_of(code, "po")
        if not po.exists() or as_po(brought_up(code, template)) != po.read_bytes():
            yield f"{code}: the catalogue is not what the source says; run python3 dev.py fix"
            continue
        catalog = kept(code)
        missing = [str(message.id)[:60] for message in untranslated(catalog)]
        if missing and code in COMPLETE:
            yield f"{code}: {len(missing)} strings without translation, among them {missing[:3]}"
        yield from (f"{code}: placeholders differ: {each}" for each in misplaced(catalog))
        if file_of(code, "mo").read_bytes() != as_mo(catalog):
            yield f"{code}: the compiled catalogue is old; run python3 dev.py fix"


def check() -> int:
    lines = list(faults())
    print("\n".join(lines) or f"Every string is translated into: {', '.join(COMPLETE)}.")
    return 1 if lines else 0


def main(arguments: Iterable[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "southsouth.settings")
    django.setup()
    deeds = {"gather": gather, "check": check}
    name = next(iter(arguments), "check")
    return deeds[name]()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
