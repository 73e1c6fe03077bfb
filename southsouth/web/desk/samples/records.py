"""Pieces of the pages of one need and one solution."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import SimpleNamespace

from southsouth.engine.fit.profiles import Evidence
from southsouth.reference.models import fact_kinds
from southsouth.web.desk.samples.standins import PAGE, VISITOR, Many, adoption, bare_solution, need, person, solution

States = Mapping[str, Mapping[str, object]]


def result(**fields: object) -> SimpleNamespace:
    plain: dict[str, object] = {
        "indicator": "Visits for a certificate",
        "measure": "visits",
        "before": 3.0,
        "after": 1.0,
        "unit": "",
        "year": 2024,
        "source": PAGE,
    }
    return SimpleNamespace(result=SimpleNamespace(**{**plain, **fields}), before=100, after=33)


def precondition(**fields: object) -> SimpleNamespace:
    plain: dict[str, object] = {
        "kind": "law",
        "text": "A law that lets a health worker register a birth",
        "fact": "",
        "minimum": None,
        "changeable": True,
        "note": "A decree is enough.",
        "block": None,
    }
    row = SimpleNamespace(**{**plain, **fields})
    return SimpleNamespace(row=row, kind=fact_kinds().get(str(row.fact)))


def ladder(reached: int) -> list[tuple[str, bool, bool]]:
    return [(level.value, place < reached, place == reached - 1) for place, level in enumerate(Evidence)]


def whole_need() -> SimpleNamespace:
    story = dict.fromkeys(
        ("sufferers", "tried", "success", "place", "law", "staff", "systems"), "Some words.\nAnd more."
    )
    story |= dict.fromkeys(("time_baseline", "cost_baseline", "visits_baseline"), "About three")
    return need(**story)


def short_need() -> SimpleNamespace:
    empty: dict[str, object] = dict.fromkeys(
        ("sufferers", "tried", "success", "place", "law", "staff", "systems", "connectivity"), ""
    )
    unknown: dict[str, object] = dict.fromkeys(("people_affected", "budget_usd", "deadline"))
    return need(**empty, **unknown, languages=[], kinds_of_help=[])


SAMPLES: Mapping[str, Callable[[], States]] = {
    "need_facts": lambda: {"whole": {"need": need()}, "short": {"need": short_need()}},
    "need_story": lambda: {"whole": {"need": whole_need()}, "none": {"need": short_need()}},
    "origin": lambda: {
        "sample": {"record": need(), "sources": []},
        "recorded": {"record": solution(origin="recorded"), "sources": Many(SimpleNamespace(url=PAGE))},
        "own": {"record": solution(origin="own"), "sources": []},
    },
    "cost": lambda: {
        "band": {"low": 20_000, "high": 38_000},
        "one": {"low": 20_000, "high": None},
        "up_to": {"low": None, "high": 38_000},
        "unknown": {"low": None, "high": None},
    },
    "solution_facts": lambda: {
        "whole": {"solution": solution(), "flag": "#"},
        "bare": {"solution": bare_solution(), "flag": ""},
    },
    "solution_how": lambda: {"whole": {"solution": solution()}, "bare": {"solution": bare_solution()}},
    "solution_import": lambda: {
        "visitor": {"solution": solution(), "user": VISITOR, "editable": False},
        "member": {"solution": solution(), "user": person(), "editable": False},
        "keeper": {"solution": solution(), "user": person(), "editable": True},
    },
    "solution_needs": lambda: {
        "some": {
            "solution": solution(),
            "preconditions": [
                precondition(block=SimpleNamespace(title="Phone form")),
                precondition(fact="internet_users_pct", minimum=10.0, changeable=False, note=""),
                precondition(changeable=None, note=""),
            ],
        },
        "none": {"solution": bare_solution(), "preconditions": []},
    },
    "solution_proof": lambda: (
        {
            level: {"steps": ladder(place), "evidence": level, "history": []}
            for place, level in enumerate(["", *(each.value for each in Evidence)])
            if level
        }
        | {"none": {"steps": ladder(0), "evidence": "", "history": []}}
    ),
    "solution_results": lambda: {
        "some": {
            "solution": solution(),
            "results": [result(), result(before=None, after=None, source="Report", year=None)],
        },
        "none": {"solution": bare_solution(), "results": []},
    },
    "solution_sources": lambda: {"one": {"solution": solution()}, "none": {"solution": bare_solution()}},
    "solution_travels": lambda: {
        "some": {
            "solution": solution(),
            "adoptions": [
                adoption(importer_name="Ministry"),
                adoption(year=None, source=""),
                adoption(year_is_approximate=True),
            ],
            "flag": "#",
        },
        "none": {"solution": bare_solution(), "adoptions": [], "flag": ""},
    },
}
