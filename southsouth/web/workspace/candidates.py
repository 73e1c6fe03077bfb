"""The candidates of a need as its keepers read them: the fit, what each side said, what the list still asks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from southsouth.catalogue.models import Need, Precondition, Solution
from southsouth.engine.fit.profiles import Fit
from southsouth.matching.lifecycle import Answer, Side
from southsouth.matching.models import Interest, Match
from southsouth.matching.queries import fit_of, matches_of
from southsouth.members.policies import Actor

ASKED = "precondition_unknown"


@dataclass(frozen=True, slots=True)
class Candidate:
    """``ours`` is the reader's side's answer, ``theirs`` the other side's, as far as the reader may know it."""

    match: Match
    fit: Fit
    ours: Interest | None
    theirs: Interest | None

    @property
    def solution(self) -> Solution:
        return self.match.solution

    @property
    def mutual(self) -> bool:
        return all(each is not None and each.answer == Answer.YES for each in (self.ours, self.theirs))


def candidate(match: Match, side: Side) -> Candidate:
    """A match with its answers read (``interests``)."""
    said = {interest.side: interest for interest in match.interests.all()}
    other = Side.EXPORTER if side == Side.IMPORTER else Side.IMPORTER
    return Candidate(match, fit_of(match), said.get(side), said.get(other))


def candidates(need: Need, actor: Actor) -> list[Candidate]:
    """The candidates of a need, best first, for the side that needs."""
    return [candidate(match, Side.IMPORTER) for match in matches_of(need, actor).select_related("need")]


@dataclass(frozen=True, slots=True)
class Asked:
    """One precondition the list asks about, and by how many points the answer moves the score of its solution."""

    precondition: Precondition
    points: float
    there: bool | None


def asked_facts(need: Need, found: Sequence[Candidate]) -> list[Asked]:
    """What the owner can tell: preconditions nobody knows about, and those told before; what moves most first."""
    points = {int(ref): moved for ref, moved in _unknown(found)}
    told = {answer.precondition_id: answer.there for answer in need.answers.all()}
    rows = Precondition.objects.filter(pk__in={*points, *told}).select_related("solution")
    asked = [
        Asked(row, points.get(row.pk, 0.0), told.get(row.pk))
        for row in rows
        if any(row.solution_id == each.match.solution_id for each in found)
    ]
    return sorted(asked, key=lambda each: (each.there is not None, -each.points, each.precondition.pk))


def _unknown(found: Iterable[Candidate]) -> Iterable[tuple[str, float]]:
    for each in found:
        for missing in each.fit.missing:
            if missing.code == ASKED:
                yield str(missing.facts["ref"]), missing.high - missing.low
