"""Explained matches: every kind of reason, gap and missing fact."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import SimpleNamespace

from southsouth.engine.fit import DEFAULT_WEIGHTS
from southsouth.engine.fit.profiles import Band, Fit, Gap, Missing, Reason, Size
from southsouth.web.desk.samples.standins import MOMENT, need, solution

States = Mapping[str, Mapping[str, object]]
QUOTE: Mapping[str, object] = {
    "need_part": "problem",
    "need_sentence": "Parents walk up to two days to register a birth.",
    "solution_part": "how",
    "solution_sentence": "Parents register the birth at the nearest health post.",
    "likeness": 0.82,
    "need_words": ["Parents", "register", "birth"],
    "solution_words": ["Parents", "register", "birth"],
    "words": ["parents", "register", "birth"],
}
LAW = {
    "ref": "1",
    "kind": "law",
    "text": "a law that lets a health worker register a birth",
    "block": None,
    "changeable": True,
    "said_by": "owner",
    "fact": None,
    "value": None,
    "minimum": None,
}
GAPS = (
    Gap("precondition_missing", Size.LARGE, LAW),
    Gap("over_budget", Size.MEDIUM, {"budget": 60_000, "low": 80_000, "high": 90_000}),
    Gap("no_shared_language", Size.SMALL, {"need": ["lo"], "solution": ["bn", "en"]}),
    Gap("help_not_offered", Size.SMALL, {"kinds": ["funding"]}),
    Gap("exporter_full", Size.MEDIUM, {"until": "2027-01-01"}),
)
MISSING = (
    Missing(
        "precondition_unknown",
        {"ref": "2", "kind": "connection", "text": "a signal once a week", "fact": None},
        58.0,
        71.0,
    ),
    Missing("no_budget", {}, 60.0, 68.0),
)
REASONS = (
    Reason("same_meaning", QUOTE, 40.0),
    Reason(
        "shared_words", {"words": ["birth", "register"], "need_words": ["birth"], "solution_words": ["birth"]}, 12.0
    ),
    Reason("same_goals", {"goals": [16]}, 5.0),
    Reason("used_nearby", {"countries": ["KHM"]}, 4.0),
    Reason("proof", {"level": "measured"}, 3.0),
)


def fit(**fields: object) -> Fit:
    plain: dict[str, object] = {
        "need": "need-2026-014",
        "solution": "solution-2026-003",
        "rank": 1,
        "score": 64.0,
        "band": Band.GOOD,
        "parts": {"problem": 0.9, "preconditions": 0.4, "cost": 0.1, "proof": 0.6},
        "shares": {"problem": 57.0, "preconditions": 2.0, "cost": 1.0, "proof": 4.0},
        "reasons": REASONS,
        "gaps": GAPS,
        "missing": MISSING,
        "known": 10,
        "asked": 12,
    }
    return Fit(**{**plain, **fields})  # type: ignore[arg-type]


def poor() -> Fit:
    """Little is known, and nothing is quoted."""
    return fit(
        score=12.0,
        band=Band.WEAK,
        parts={"problem": 0.2},
        shares={"problem": 12.0},
        reasons=(REASONS[1],),
        gaps=(),
        missing=(),
        known=0,
        asked=1,
    )


def match(found: Fit, **more: object) -> Mapping[str, object]:
    return {"fit": found, "solution": solution(), "need": need(), "place": 1, "count": 5, "shown": True, **more}


def asked(**more: object) -> Mapping[str, object]:
    candidate = SimpleNamespace(place=14, fit=fit(), solution=solution())
    return {"asked": solution(), "candidate": candidate, "below": False, "need": need(), "found": 20, **more}


SAMPLES: Mapping[str, Callable[[], States]] = {
    "match": lambda: {
        "open": match(fit(), acts="#"),
        "folded": match(fit(score=86.0, band=Band.STRONG), shown=False, place=2),
        "poor": match(poor(), place=3),
    },
    "match_head": lambda: {"partial": match(fit(band=Band.PARTIAL))},
    "match_why": lambda: {"whole": match(fit()), "poor": match(poor())},
    "pair": lambda: {"marked": {"facts": QUOTE, "need": need(), "solution": solution()}},
    "gap": lambda: {each.code: {"gap": each} for each in GAPS},
    "missing": lambda: {"two": {"missing": MISSING}, "one": {"missing": MISSING[:1]}},
    "fit_bar": lambda: {
        "good": {"part": SimpleNamespace(label="Problem", word="Very close", value=90, tone="", why="Same words")},
        "middling": {"part": SimpleNamespace(label="Cost", word="Partly", value=50, tone="mid", why="")},
        "low": {"part": SimpleNamespace(label="Proof", word="Weak", value=20, tone="low", why="")},
        "unknown": {"part": SimpleNamespace(label="Languages", word="Not known", value=None, tone="", why="")},
    },
    "side_by_side": lambda: {
        "two": {"found": [SimpleNamespace(fit=each, solution=solution()) for each in (fit(), poor())]},
    },
    "ranking": lambda: {
        "made": {"version": 3, "values": DEFAULT_WEIGHTS.as_mapping(), "at": MOMENT},
        "now": {"version": 1, "values": DEFAULT_WEIGHTS.as_mapping(), "at": None},
    },
    "trial_asked": lambda: {"found": asked(), "below": asked(below=True), "not_found": asked(candidate=None)},
}
