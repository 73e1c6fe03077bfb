"""Numbers to hold: small functions, small files, small views, small templates."""

from __future__ import annotations

import statistics

from tests.house.reading import functions, name_of, python_files, template_files

CODE = ("southsouth", "doors", "bench", "dev.py", "manage.py")


def lengths() -> dict[str, int]:
    return dict(each for path in python_files(*CODE) for each in functions(path))


def test_functions_are_short():
    sizes = sorted(lengths().values())
    assert statistics.median(sizes) <= 8
    assert sizes[int(len(sizes) * 0.9)] <= 25
    assert [name for name, size in lengths().items() if size > 60] == []


def test_files_are_short():
    long = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in python_files(*CODE, "tests")}
    assert {name: size for name, size in long.items() if size > 400} == {}


def test_views_are_short():
    views = [each for path in python_files("southsouth/web") for each in functions(path)]
    assert [(name, size) for name, size in views if size > 25] == []


def test_templates_are_short():
    sizes = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in template_files()}
    assert statistics.median(sizes.values()) <= 35
    assert {name: size for name, size in sizes.items() if size > 150} == {}
