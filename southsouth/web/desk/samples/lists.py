"""Lists, filters, figures and the map."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import SimpleNamespace

from southsouth.catalogue.queries import Flow
from southsouth.figures.models import RecordedTotal
from southsouth.reference.models import ContextFact, fact_kinds
from southsouth.reference.queries import Known, compare
from southsouth.web.desk.samples.standins import (
    Many,
    adoption,
    bare_solution,
    country,
    need,
    solution,
)

States = Mapping[str, Mapping[str, object]]


def choice(chosen: bool = False) -> SimpleNamespace:
    return SimpleNamespace(value="work", name="work", count=3, chosen=chosen)


def facet(*, more: bool = False) -> SimpleNamespace:
    others = (SimpleNamespace(value="finance", name="finance", count=1, chosen=False),) if more else ()
    return SimpleNamespace(name="area", label="Focus area", first=(choice(chosen=True),), more=others)


def chosen() -> list[SimpleNamespace]:
    return [SimpleNamespace(label="Focus area", name="work", address="#")]


def facets() -> States:
    plain = {"label": "Filter solutions", "kept": [("q", "birth")], "clear": "."}
    return {
        "chosen": {**plain, "facets": [facet(more=True)], "chosen": chosen()},
        "open": {**plain, "facets": [facet()], "chosen": []},
    }


def land_map() -> States:
    flows = [Flow("BGD", "KEN", 3, 1), Flow("IND", "PER", 1, 0)]
    line = "M667 155Q600 90 500 190"
    drawing = {"meetings": "M667 155h0", "arcs": line, "tips": "M505 184l-5 6l8 1", "exporters": "M667 155h0"}
    made = SimpleNamespace(**drawing, importers="M500 190h0", count=2)
    return {"two": {"drawing": made, "total": 2, "flows": flows}}


def known() -> Known:
    return Known(0.62, 2024, "undesa_egov")


def country_facts() -> States:
    kind = fact_kinds()["egdi"]
    told = SimpleNamespace(kind=kind, known=known())
    untold = SimpleNamespace(kind=fact_kinds()["hdi"], known=None)
    traits = [("income_group", Known("lower_middle", None, "")), ("population", None)]
    return {"some": {"traits": traits, "groups": [("Digital government", [told, untold])]}}


def compared() -> States:
    here, there = country("BGD"), country("KEN")
    for each, value in ((here, 0.65), (there, 0.63)):
        each._prefetched_objects_cache = {"facts": Many(ContextFact(country=each, fact="egdi", value=value, year=2024))}  # type: ignore[attr-defined]
    lines = compare(here, there)[-40:]
    return {"some": {"country": here, "other": there, "groups": [("", lines[:2]), ("Digital government", lines[2:6])]}}


def land(**counts: int) -> Mapping[str, object]:
    plain = {"solutions": 0, "imports": 0, "needs": 0, **counts}
    return {"row": SimpleNamespace(country=country("KEN"), name=str(country("KEN").names.popitem()[1]), **plain)}


def sample_file(*, is_picture: bool = False) -> SimpleNamespace:
    return SimpleNamespace(pk=1, title="The form", name="form.pdf", size=120_000, language="fr", is_picture=is_picture)


def told_solution(*, stale: bool) -> SimpleNamespace:
    words = {"title": SimpleNamespace(text="Un titre", stale=stale)}
    return SimpleNamespace(ref="solution-1", language="en", told=words, outdated=stale)


SAMPLES: Mapping[str, Callable[[], States]] = {
    "choice": lambda: {
        "chosen": {"facet": facet(), "choice": choice(chosen=True), "number": 1},
        "open": {"facet": facet(), "choice": choice(), "number": 2},
    },
    "facets": facets,
    "chosen": lambda: {"one": {"chosen": chosen()}, "none": {"chosen": []}},
    "find": lambda: {
        "plain": {"label": "What do you look for?", "value": "birth", "action": "#", "button": "Find", "kept": []},
        "gold": {
            "label": "Find",
            "value": "",
            "action": "#",
            "button": "Find",
            "gold": True,
            "kept": [("area", "work")],
        },
    },
    "map": land_map,
    "live": lambda: {
        "two": {
            "figures": [
                SimpleNamespace(name="solutions", value=59, samples=0),
                SimpleNamespace(name="needs", value=4, samples=4),
            ]
        }
    },
    "totals": lambda: {
        "three": {
            "totals": [
                RecordedTotal(name="partnership_opportunities", value=244),
                RecordedTotal(name="countries_and_organisations", value=43),
                RecordedTotal(name="field_visits", value=16),
            ]
        }
    },
    "met": lambda: {
        "some": {
            "events": [
                SimpleNamespace(ref="event-1", city="Dhaka", country=country("BGD"), kind="workshop"),
                SimpleNamespace(ref="event-2", city="", country=None, kind="webinar"),
            ]
        }
    },
    "known": lambda: {"known": {"known": known(), "code": "egdi"}, "unknown": {"known": None, "code": "egdi"}},
    "country_facts": country_facts,
    "compared": compared,
    "land": lambda: {"all": land(solutions=2, imports=1, needs=1), "none": land()},
    "adoptions": lambda: {
        "in": {"adoptions": [adoption(), adoption(year=None, source="")], "way": "in"},
        "out": {"adoptions": [adoption(year_is_approximate=True)], "way": "out"},
        "none": {"adoptions": [], "way": "in"},
    },
    "solution_card": lambda: {
        "whole": {"solution": solution()},
        "bare": {"solution": bare_solution()},
        "pick": {"solution": solution(), "pick": True},
    },
    "hit": lambda: {
        "solution": {
            "hit": SimpleNamespace(record=solution(), pieces=[("Births are ", False), ("registered", True)]),
            "kind": "solution",
        },
        "need": {"hit": SimpleNamespace(record=need(), pieces=[("Parents walk two days.", False)]), "kind": "need"},
    },
    "file": lambda: {"document": {"row": sample_file()}, "picture": {"row": sample_file(is_picture=True)}},
    "files": lambda: {"two": {"files": [sample_file(), sample_file(is_picture=True)]}, "none": {"files": []}},
    "second_look": lambda: {
        "some": {"advice": [(SimpleNamespace(code="no_year", field="results", piece="days"), "#")]},
        "none": {"advice": []},
    },
    "translated": lambda: {
        "translated": {
            "record": told_solution(stale=False),
            "kind": "solution",
            "language": "fr",
            "user": SimpleNamespace(is_authenticated=True),
        },
        "stale": {"record": told_solution(stale=True), "kind": "solution", "language": "fr"},
        "original": {
            "record": solution(),
            "kind": "solution",
            "language": "fr",
            "user": SimpleNamespace(is_authenticated=True),
            "csrf_token": "x",
        },
    },
    "coverage": lambda: {
        "some": {
            "rows": [
                SimpleNamespace(language="fr", approved=3, texts=5, stale=1, drafts=2, wishes=2),
                SimpleNamespace(language="ar", approved=0, texts=5, stale=0, drafts=0, wishes=0),
            ],
            "kind": "solution",
            "kept": solution(),
        }
    },
    "keep_search": lambda: {"one": {"kind": "solutions", "kept": [("area", "work")], "csrf_token": "x"}},
    "solution_signs": lambda: {"whole": {"solution": solution()}, "bare": {"solution": bare_solution()}},
    "need_card": lambda: {
        "open": {"need": need(), "found": 4},
        "unnamed": {"need": need(country=None, origin="own", state="answered"), "found": None},
    },
    "need_signs": lambda: {
        "open": {"need": need(), "found": 1},
        "answered": {"need": need(state="answered"), "found": None},
    },
}
