"""Questions with their answers, challenges, and who set the level of proof."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import SimpleNamespace

from southsouth.catalogue.queries.challenges import Challenges, EvidenceChange, Upheld
from southsouth.web.desk.samples.standins import MOMENT, PAGE, adoption, country, need

States = Mapping[str, Mapping[str, object]]


def question(**fields: object) -> SimpleNamespace:
    plain: dict[str, object] = {
        "ref": "question-2026-004",
        "text": "How many clerks does one district need?",
        "language": "en",
        "country": country("PER"),
        "asked_at": MOMENT,
        "answer": "Nine at the start.\n\nSix after a year.",
        "answer_language": "en",
        "answered_at": MOMENT,
        "by_secretariat": False,
    }
    return SimpleNamespace(**{**plain, **fields})


def flag(**fields: object) -> SimpleNamespace:
    plain: dict[str, object] = {
        "ref": "flag-2026-002",
        "kept": need(),
        "adoption": None,
        "text": "The report says 14 days, not one.",
        "url": "",
        "state": "open",
        "reply": "",
        "decision": "",
        "outcome": "",
        "decided_at": None,
    }
    return SimpleNamespace(**{**plain, **fields})


def upheld(outcome: str, **fields: str) -> Upheld:
    plain = {"decision": "The report was read again.", "evidence_before": "", "evidence_after": ""}
    return Upheld(at=MOMENT, outcome=outcome, **{**plain, **fields})


def asked(*answered: SimpleNamespace, waiting: tuple[SimpleNamespace, ...] = ()) -> SimpleNamespace:
    return SimpleNamespace(answered=answered, waiting=waiting)


SAMPLES: Mapping[str, Callable[[], States]] = {
    "question": lambda: {
        "answered": {"question": question()},
        "secretariat": {"question": question(by_secretariat=True, country=None, answer_language="")},
    },
    "questions": lambda: {
        "some": {"asked": asked(question(), waiting=(question(ref="question-2026-005"),)), "ask": "#"},
        "none": {"asked": asked(), "ask": "#"},
        "closed": {"asked": asked(), "ask": ""},
    },
    "challenges": lambda: {
        "open": {"challenges": Challenges(1, [])},
        "upheld": {
            "challenges": Challenges(
                0,
                [
                    upheld("lowered", evidence_before="studied", evidence_after="described"),
                    upheld("corrected"),
                    upheld("due"),
                ],
            )
        },
        "none": {"challenges": Challenges(0, [])},
    },
    "flag": lambda: {
        "open": {"flag": flag(url=PAGE, adoption=adoption())},
        "decided": {
            "flag": flag(
                reply="It was 45 in 2019.", decision="Both.", state="upheld", outcome="corrected", decided_at=MOMENT
            )
        },
    },
    "evidence_history": lambda: {
        "some": {
            "history": [
                EvidenceChange(MOMENT, "", "studied", "reviewers", ""),
                EvidenceChange(MOMENT, "studied", "described", "challenge", "It was no study."),
            ]
        },
        "none": {"history": []},
    },
}
