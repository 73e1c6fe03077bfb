"""Laws that a machine can hold: imports, names of files, mocks, migrations, places."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

from southsouth.management.commands.draw_states import page
from tests.house.reading import PACKAGE, ROOT, kept_files, name_of, python_files

FORBIDDEN_NAMES = {
    "utils.py",
    "helpers.py",
    "common.py",
    "core.py",
    "constants.py",
    "services.py",
    "managers.py",
    "signals.py",
}
LOCAL_PLACE = re.compile(r"/wor[k]/|\.\./share[d]\b|\.librar[y]\b|(?<!\w)/home/\w+/|/roo[t]/")
RANKED = ("reference", "ledger", "members", "catalogue", "matching", "events", "figures")
KINDS = {"__init__", "lifecycle", "models", "policies", "queries", "actions", "data"}


def test_import_contracts_hold():
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_no_dumping_grounds():
    assert [name_of(path) for path in python_files("southsouth") if path.name in FORBIDDEN_NAMES] == []


@pytest.mark.parametrize("package", RANKED)
def test_five_kinds_of_file_and_no_sixth(package):
    found = {
        path.relative_to(PACKAGE / package).parts[0].removesuffix(".py")
        for path in python_files(f"southsouth/{package}")
    }
    assert found <= KINDS


def test_almost_no_mocks():
    tests = [path for path in python_files("tests") if path.name.startswith("test_")]
    count = sum(
        len(re.findall(r"^def test_|^    def test_", path.read_text(encoding="utf-8"), re.MULTILINE)) for path in tests
    )
    mocks = sum(
        len(re.findall(r"\bMock\(|\bmock\.patch|\bMagicMock\(", path.read_text(encoding="utf-8"))) for path in tests
    )
    assert mocks <= 0.05 * count


@pytest.mark.django_db
def test_no_migration_is_missing():
    out = io.StringIO()
    call_command("makemigrations", "--check", "--dry-run", stdout=out)
    assert out.getvalue().strip() == "No changes detected"


def test_migrations_are_named_and_in_one_line():
    names = sorted(path.stem for path in (PACKAGE / "migrations").glob("0*.py"))
    assert [name for name in names if re.search(r"_auto_|_initial$", name)] == []
    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))


def test_no_file_names_a_place_of_one_machine():
    texts = {
        path: path.read_text(encoding="utf-8", errors="ignore")
        for path in kept_files()
        if path.stat().st_size < 400_000
    }
    assert {name_of(path): LOCAL_PLACE.findall(text) for path, text in texts.items() if LOCAL_PLACE.search(text)} == {}


def test_readme_names_the_two_commands():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert {"python3 dev.py run", "python3 dev.py test"} <= set(re.findall(r"python3 dev\.py \w+", readme))
    assert (ROOT / ".ci" / "run").read_text(encoding="utf-8").strip().endswith("python3 dev.py test")


def test_the_page_of_states_is_current():
    assert (ROOT / "docs" / "states.md").read_text(encoding="utf-8") == page()
