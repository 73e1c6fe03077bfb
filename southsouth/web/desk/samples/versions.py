"""Pieces of the pages on versions, on records that may be the same, and on paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import SimpleNamespace

from southsouth.web.desk.samples.standins import MOMENT, need, solution

States = Mapping[str, Mapping[str, object]]
PIECES = (
    SimpleNamespace(sign="kept", text="One counter takes "),
    SimpleNamespace(sign="taken", text="the"),
    SimpleNamespace(sign="added", text="all"),
    SimpleNamespace(sign="kept", text=" papers."),
)
CELLS = (("Name", "Phone form"), ("What it does", "Works offline."))


def version(**fields: object) -> SimpleNamespace:
    plain: dict[str, object] = {"number": 3, "deed": "changed", "at": MOMENT, "visibility": "public", "shown": True}
    return SimpleNamespace(**{**plain, **fields})


def change(**fields: object) -> SimpleNamespace:
    plain: dict[str, object] = {"label": "Licence", "text": True, "pieces": PIECES, "before": "", "after": ""}
    return SimpleNamespace(**{**plain, **fields})


def rows() -> SimpleNamespace:
    changed = SimpleNamespace(sign="kept", cells=CELLS, fields=[change(label="What it does")])
    others = [SimpleNamespace(sign=sign, cells=CELLS, fields=[]) for sign in ("taken", "added")]
    return SimpleNamespace(rows=[*others, changed], moved=False)


BOX = SimpleNamespace(label="Equipment", ticked=False, group="")


def asked(**fields: object) -> SimpleNamespace:
    plain: dict[str, object] = {"number": "1.2", "label": "Kind", "hint": "For example: a law"}
    return SimpleNamespace(**{**plain, "boxes": [], "written": "", "lines": range(0), **fields})


SAMPLES: Mapping[str, Callable[[], States]] = {
    "pieces": lambda: {"own": {"pieces": PIECES, "language": "en"}, "foreign": {"pieces": PIECES, "language": "ar"}},
    "changed": lambda: {
        "text": {"change": change(), "language": "en"},
        "value": {"change": change(text=False, before="US$20,000", after="US$38,000"), "language": "en"},
        "filled": {"change": change(text=False, after="Training"), "language": "en"},
    },
    "changed_rows": lambda: {
        "rows": {"change": rows(), "language": "en"},
        "moved": {"change": SimpleNamespace(rows=[], moved=True), "language": "en"},
    },
    "version_head": lambda: {
        "list": {"heading": "Versions", "kept": solution(), "record": "#", "versions": "#", "here": True},
        "one": {"heading": "Version 3", "kept": need(), "record": "#", "versions": "#", "here": False},
    },
    "version_pick": lambda: {"two": {"address": "#", "numbers": [3, 2, 1], "older": 1, "newer": 3}},
    "version_line": lambda: {
        "shown": {"version": version(), "who": "the reviewers"},
        "hidden": {"version": version(deed="submitted", visibility="members", shown=False), "who": ""},
    },
    "version_link": lambda: {"kept": {"number": 3, "versions": "#"}},
    "paper_question": lambda: {
        "boxes": {"question": asked(boxes=[SimpleNamespace(label="Law", ticked=True, group="Kinds"), BOX])},
        "written": {"question": asked(written="Some words.\nAnd more.", hint="")},
        "lines": {"question": asked(lines=range(3))},
        "short": {"question": asked(number="")},
    },
    "like_needs": lambda: {
        "others": {"like": [SimpleNamespace(record=need(), own=False, ask="#")], "draft": need()},
        "own": {"like": [SimpleNamespace(record=need(), own=True, ask="")], "draft": need()},
    },
    "like_solutions": lambda: {
        "asked": {"like": [SimpleNamespace(record=solution(), own=False, ask="#")], "draft": solution()},
        "recorded": {"like": [SimpleNamespace(record=solution(), own=False, ask="")], "draft": solution()},
        "own": {"like": [SimpleNamespace(record=solution(), own=True, ask="")], "draft": solution()},
    },
    "version_note": lambda: {"empty": {"note": ""}},
}
