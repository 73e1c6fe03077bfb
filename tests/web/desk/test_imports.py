"""Files in: a dry run first, then all of it or nothing; whose upload it is; what comes back to be corrected."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from southsouth.ledger.models import Entry
from southsouth.members.lifecycle import Role
from southsouth.members.models import Person
from southsouth.reference.models import ContextFact
from southsouth.web.desk import uploads
from southsouth.web.desk.forms.imports import KINDS
from southsouth.web.desk.imports import IMPORTS
from tests.makers import make_country, make_fact, make_person
from tests.web.reading import errors_of, form_of, said

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Person | None], Client]
IMPORT = "/en/desk/import/"
HEAD = "iso3,fact,value,year,source\n"
GOOD = HEAD + "KEN,egdi,0.63,2024,undesa_egov\nBGD,egdi,0.65,2024,undesa_egov\n"
BAD = HEAD + "KEN,egdi,0.63,2024,undesa_egov\nKenia,egdi,0.5,2024,x\nKEN,hdi,7,soon,x\n"


@pytest.fixture
def officer() -> Person:
    make_country("KEN")
    make_country("BGD")
    return make_person(Role.SECRETARIAT)


@pytest.fixture
def browser(signed_in: SignedIn, officer: Person) -> Client:
    return signed_in(officer)


def upload(browser: Client, text: str | bytes, kind: str = "facts", name: str = "facts.csv"):
    body = text.encode() if isinstance(text, str) else text
    return browser.post(IMPORT, {"kind": kind, "file": SimpleUploadedFile(name, body)})


def test_every_kind_that_can_be_chosen_has_its_import() -> None:
    assert [code for code, _words in KINDS] == list(IMPORTS)


def test_a_file_is_tried_first_then_imported(browser: Client, officer: Person) -> None:
    answer = upload(browser, GOOD)
    check = browser.get(answer["Location"])
    assert "New 2 Changed 0 As they are already 0 Rows to correct 0" in said(check)
    assert not ContextFact.objects.exists()
    done = browser.post(answer["Location"], follow=True)
    assert done.redirect_chain == [(answer["Location"], 302)]
    assert dict(ContextFact.objects.values_list("country", "value")) == {"KEN": 0.63, "BGD": 0.65}
    assert {entry.by for entry in Entry.objects.all()} == {officer}
    assert "Imported" in said(done)


def test_a_second_confirmation_imports_nothing_more(browser: Client) -> None:
    where = upload(browser, GOOD)["Location"]
    browser.post(where)
    ContextFact.objects.all().delete()
    assert browser.post(where)["Location"] == where
    assert not ContextFact.objects.exists()


def test_the_same_file_again_has_nothing_to_do(browser: Client) -> None:
    browser.post(upload(browser, GOOD)["Location"])
    page = browser.get(upload(browser, GOOD)["Location"])
    assert "Everything in the file is there already" in said(page)
    assert "Import it" not in said(page)


def test_what_would_change_is_named(browser: Client) -> None:
    make_fact(make_country("KEN"), "egdi", value=0.1)
    words = said(browser.get(upload(browser, GOOD)["Location"]))
    assert "New 1 Changed 1" in words
    assert "New BGD egdi Changed KEN egdi" in words


def test_bad_rows_are_listed_with_reason_and_what_may_be_meant(browser: Client) -> None:
    where = upload(browser, BAD)["Location"]
    page = browser.get(where)
    words = said(page)
    assert "New 1 Changed 0 As they are already 0 Rows to correct 2" in words
    assert "3 iso3 No country is called \u2068Kenia\u2069. Write its name or its ISO code. Did you mean" in words
    assert "Kenya" in words
    assert "4 year \u2068soon\u2069 is not a number." in words
    assert "Import it" not in words


def test_a_file_with_bad_rows_is_refused_even_when_confirmed_by_hand(browser: Client) -> None:
    where = upload(browser, BAD)["Location"]
    answer = browser.post(where, follow=True)
    assert "The file cannot be imported as it is" in said(answer)
    assert not ContextFact.objects.exists()


def test_bad_rows_come_back_as_a_file_with_their_reasons(browser: Client) -> None:
    where = upload(browser, BAD)["Location"]
    token = where.rstrip("/").rsplit("/", 1)[1]
    answer = browser.get(reverse("desk:import-refused", args=[token]))
    assert answer["Content-Disposition"] == 'attachment; filename="facts-to-correct.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [(row["row"], row["iso3"], row["year"]) for row in rows] == [("3", "Kenia", "2024"), ("4", "KEN", "soon")]
    assert rows[0]["problem"].startswith("iso3: No country is called")
    assert rows[1]["problem"].startswith("year: ")


def test_a_good_file_has_no_rows_to_correct(browser: Client) -> None:
    token = upload(browser, GOOD)["Location"].rstrip("/").rsplit("/", 1)[1]
    assert browser.get(reverse("desk:import-refused", args=[token])).status_code == 404


def test_a_file_that_is_no_table_is_named_with_what_to_do(browser: Client) -> None:
    words = said(browser.get(upload(browser, b"%PDF-1.7 ...", name="report.csv")["Location"]))
    assert "Nothing was changed" in words
    assert "\u2068report.csv\u2069: This is a PDF document, not a table." in words


def test_columns_nothing_is_done_with_are_named(browser: Client) -> None:
    text = "iso3,fact,value,year,source,colour\nKEN,egdi,0.63,2024,x,green\n"
    assert "Nothing is done with these columns colour" in said(browser.get(upload(browser, text)["Location"]))


def test_a_choice_and_a_file_are_needed(browser: Client) -> None:
    answer = browser.post(IMPORT, {})
    assert answer.status_code == 422
    assert errors_of(answer) == [("id_kind_0", "Choose what is in the file"), ("id_file", "Choose a file")]


def test_an_empty_file_is_refused_at_once(browser: Client) -> None:
    answer = upload(browser, "")
    assert errors_of(answer) == [
        ("id_file", "The file is empty. Choose a file with a row of headings and rows below it.")
    ]
    assert form_of(answer)["kind"] == ["facts"]


def test_a_file_that_is_too_large_is_refused_at_once(browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("large", "desk.forms.imports"):
        monkeypatch.setattr(f"southsouth.web.{module}.MOST", 1_000_000)
    answer = upload(browser, b"x" * 1_500_000)
    assert errors_of(answer) == [
        ("id_file", "The file has 1.5 MB; at most 1 MB are taken. Split it into several files.")
    ]
    assert not uploads.uploads().exists()


def test_an_upload_belongs_to_who_brought_it(browser: Client, signed_in: SignedIn) -> None:
    where = upload(browser, GOOD)["Location"]
    colleague = signed_in(make_person(Role.ADMINISTRATOR))
    assert colleague.get(where).status_code == 404
    assert colleague.post(where).status_code == 404
    assert not ContextFact.objects.exists()


@pytest.mark.parametrize("token", ["no-such-token", "-", "file"])
def test_a_token_nobody_has_is_missing(browser: Client, token: str) -> None:
    upload(browser, GOOD)
    assert browser.get(reverse("desk:import-check", args=[token])).status_code == 404


def test_nothing_of_the_name_reaches_the_disk(browser: Client, settings: LazySettings) -> None:
    upload(browser, GOOD, name="../../evil.csv")
    kept = {path.relative_to(settings.VAR_DIR).parts[0] for path in Path(settings.VAR_DIR).rglob("*")}
    assert kept == {"uploads"}
    assert {path.name for path in uploads.uploads().rglob("*") if path.is_file()} == {"file", "note.json"}


def test_uploads_of_yesterday_are_cleared_away(browser: Client) -> None:
    upload(browser, GOOD)
    (old,) = uploads.uploads().iterdir()
    moment = (timezone.now() - timedelta(days=2)).timestamp()
    os.utime(old, (moment, moment))
    upload(browser, GOOD)
    assert not old.exists()
    assert len(list(uploads.uploads().iterdir())) == 1


def test_an_imported_file_does_not_stay(browser: Client) -> None:
    browser.post(upload(browser, GOOD)["Location"])
    assert {path.name for path in uploads.uploads().rglob("*") if path.is_file()} == {"note.json"}


def test_more_bad_rows_than_fit_on_the_page_are_all_in_the_file(browser: Client) -> None:
    where = upload(browser, HEAD + "XYZ,egdi,0.5,2024,x\n" * 120)["Location"]
    words = said(browser.get(where))
    assert "The first 100 are shown; the file to download has all of them." in words
    token = where.rstrip("/").rsplit("/", 1)[1]
    answer = browser.get(reverse("desk:import-refused", args=[token]))
    assert len(answer.content.decode("utf-8-sig").splitlines()) == 121


def test_a_formula_in_a_bad_row_is_harmless_in_the_file(browser: Client) -> None:
    where = upload(browser, HEAD + 'XYZ,egdi,0.5,2024,"=HYPERLINK(""http://x"")"\n')["Location"]
    token = where.rstrip("/").rsplit("/", 1)[1]
    text = browser.get(reverse("desk:import-refused", args=[token])).content.decode("utf-8-sig")
    assert "\"'=HYPERLINK" in text
