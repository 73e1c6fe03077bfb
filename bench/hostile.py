"""Two thousand hostile uploads through the forms: none may break a page, each refusal must say what is wrong.

Seeded: names that lie, files cut, turned over, swapped, packed, grown; pages and programs in disguise.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections import Counter
from typing import TYPE_CHECKING

from bench.marks import Marks

if TYPE_CHECKING:
    from django.test import Client

UPLOADS = 2_000
SEED = 20_261
PLACES = ("files", "import")


def main(arguments: list[str]) -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--uploads", type=int, default=UPLOADS)
    wanted = asked.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        prepare(folder)
        return measured(wanted.uploads).exit_code()


def prepare(folder: str) -> None:
    """A database of its own, with one member, one officer and one solution."""
    os.environ |= {"SOUTHSOUTH_VAR": folder, "DATABASE_URL": f"sqlite:///{folder}/hostile.sqlite3", "DEBUG": "1"}
    os.environ["LOG_LEVEL"] = "CRITICAL"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "southsouth.settings")
    import django
    from django.core.management import call_command
    from django.test.utils import setup_test_environment

    django.setup()
    setup_test_environment()
    call_command("migrate", verbosity=0)


def measured(uploads: int) -> Marks:
    from tests.files.harm import hostile

    client, forms = browsers()
    marks, seconds, ended = Marks(), [], Counter[str]()
    for count, (name, data) in enumerate(hostile(uploads, SEED)):
        place = PLACES[count % 5 == 4]
        begun = time.perf_counter()
        ended[sent(client[place], forms[place], name, data)] += 1
        seconds.append(time.perf_counter() - begun)
    marks.at_most("pages that broke", ended["broken"], 0)
    marks.at_most("refusals without a reason", ended["unclear"], 0)
    marks.shown("refused with a reason", ended["refused"])
    marks.shown("taken, as what they truly are", ended["taken"])
    marks.shown("time of one upload, median", 1000 * statistics.median(seconds), "ms")
    marks.shown("time of one upload, the slowest", 1000 * max(seconds), "ms")
    return marks


def browsers() -> tuple[dict[str, Client], dict[str, str]]:
    from django.test import Client

    from southsouth.catalogue.actions import attachments
    from tests.makers import make_organisation, make_person, make_solution

    attachments.MOST = attachments.MOST_BYTES = 10**9
    kept = make_solution(organisation=make_organisation())
    found = {}
    for place, person in zip(
        PLACES, (make_person(organisation=kept.organisation), make_person("secretariat")), strict=True
    ):
        found[place] = Client(raise_request_exception=False)
        found[place].force_login(person)
    return found, {"files": f"/en/workspace/solution/{kept.ref}/files/", "import": "/en/desk/import/"}


def sent(client: Client, form: str, name: str, data: bytes) -> str:
    """How it ended: ``taken``, ``refused`` with words, ``unclear``, or ``broken``."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    file = SimpleUploadedFile(name or "file", data)
    answer = client.post(form, {"title": "A file", "kind": "solutions", "file": file}, follow=True)
    if answer.status_code >= 500:
        return "broken"
    text = answer.content.decode()
    if answer.status_code in (400, 422) or "note bad" in text:
        return "refused" if 'id="errors"' in text or "note bad" in text else "unclear"
    return "taken"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
