"""One word, one meaning: the tables of words are the lists themselves, and the glossary names what exists."""

from __future__ import annotations

import re
from importlib import import_module

import pytest

from southsouth.catalogue import lifecycle as catalogue
from southsouth.engine.fit import profiles
from southsouth.events.lifecycle import EventKind
from southsouth.matching import lifecycle as matching
from southsouth.members import lifecycle as members
from southsouth.web.words.codes import KINDS, choices_of, word_of
from tests.house.reading import ROOT

LISTS = {
    "solution_state": catalogue.SolutionState,
    "need_state": catalogue.NeedState,
    "visibility": catalogue.Visibility,
    "adoption_status": catalogue.AdoptionStatus,
    "help": catalogue.KindOfHelp,
    "connectivity": catalogue.Connectivity,
    "measure": catalogue.Measure,
    "review_answer": catalogue.ReviewAnswer,
    "question_state": catalogue.QuestionState,
    "flag_state": catalogue.FlagState,
    "flag_kind": catalogue.FlagKind,
    "flag_outcome": catalogue.FlagOutcome,
    "evidence_setter": catalogue.EvidenceSetter,
    "version_deed": catalogue.VersionDeed,
    "evidence": profiles.Evidence,
    "step": profiles.Step,
    "size": profiles.Size,
    "band": profiles.Band,
    "precondition": profiles.PreconditionKind,
    "text_part": profiles.Part,
    "answer": matching.Answer,
    "refusal": matching.RefusalReason,
    "organisation": members.OrganisationKind,
    "origin": members.Origin,
    "role": members.Role,
    "event": EventKind,
}


@pytest.mark.parametrize("kind", sorted(LISTS))
def test_every_code_has_words(kind):
    assert list(KINDS[kind]) == [each.value for each in LISTS[kind]]
    assert all(str(words).strip() for words in KINDS[kind].values())


def test_a_word_is_found_by_its_code():
    assert word_of("visibility", "members") == "members only"
    assert word_of("visibility", "new-one") == "new-one"
    assert [code for code, _ in choices_of("band")] == ["strong", "good", "partial", "weak"]


def glossary() -> list[tuple[str, str]]:
    text = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    return re.findall(r"^\| ([^|]+?) \| [^|]+ \| `([^`]+)`", text, re.MULTILINE)


def resolved(dotted: str) -> object:
    package, *names = dotted.split(".")
    for depth in range(len(names), 0, -1):
        try:
            found: object = import_module(".".join(["southsouth", package, *names[: depth - 1]]))
        except ImportError:
            continue
        for name in names[depth - 1 :]:
            found = getattr(found, name)
        return found
    raise AssertionError(f"{dotted} is nowhere")


def test_the_glossary_names_what_exists():
    words = glossary()
    assert len(words) >= 15
    assert all(resolved(dotted) is not None for _, dotted in words)
