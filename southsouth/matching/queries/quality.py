"""How good matching is: what became of the candidates that were shown."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from django.db.models import Exists, OuterRef, Q

from southsouth.matching.lifecycle import Answer, Side
from southsouth.matching.models import MatchQuerySet
from southsouth.matching.policies import visible_interests, visible_matches
from southsouth.members.policies import Actor

NO_AREA = ""
"""The place of needs without a focus area in ``by_area``."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Over needs of which the importer's side answered at least one candidate.

    ``shown`` counts their candidates, ``needs`` the needs. ``share_yes`` is the share of shown candidates that got a
    yes; ``reciprocal_rank`` the mean over these needs of one by the rank of the first yes, 0 where there is none.
    """

    needs: int
    shown: int
    yes: int
    no: int
    later: int
    share_yes: float | None
    reciprocal_rank: float | None


@dataclass(frozen=True, slots=True)
class Quality(Measured):
    """``by_area``: focus areas of the needs by their short name, largest first. ``refusals``: by reason, most first."""

    by_area: Sequence[tuple[str, Measured]]
    refusals: Sequence[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class _Said:
    need: int
    area: str
    answer: str
    rank: int


def quality(actor: Actor) -> Quality:
    """From the matches and the answers that the reader may see (two queries)."""
    answers = visible_interests(actor).filter(side=Side.IMPORTER)
    rows = answers.values_list("match__need", "match__need__focus_area__slug", "answer", "rank", "reason")
    found = [(_Said(need, area or NO_AREA, answer, rank), reason) for need, area, answer, rank, reason in rows]
    said = [each for each, _ in found]
    shown = _shown(actor)
    return Quality(
        **asdict(_measured(said, sum(shown.values()))),
        by_area=_by_area(said, shown),
        refusals=_most_first(Counter(reason for each, reason in found if each.answer == Answer.NO)),
    )


def _shown(actor: Actor) -> Mapping[str, int]:
    """Candidates by the focus area of their need: those in the lists now, and those answered earlier."""
    rows = judged(visible_matches(actor), actor)
    return Counter(area or NO_AREA for area in rows.values_list("need__focus_area__slug", flat=True))


def judged(matches: MatchQuerySet, actor: Actor) -> MatchQuerySet:
    """Candidates of needs of which the importer's side answered at least one."""
    answers = visible_interests(actor).filter(side=Side.IMPORTER)
    of_need = answers.filter(match__need=OuterRef("need"))
    mine = answers.filter(match=OuterRef("pk"))
    return matches.filter(Q(Exists(mine)) | Q(pk__in=matches.live().values("pk")), Exists(of_need))


def _by_area(said: Iterable[_Said], shown: Mapping[str, int]) -> Sequence[tuple[str, Measured]]:
    areas: dict[str, list[_Said]] = defaultdict(list)
    for each in said:
        areas[each.area].append(each)
    measured = [(area, _measured(each, shown.get(area, 0))) for area, each in areas.items()]
    return sorted(measured, key=lambda each: (-each[1].shown, each[0]))


def _measured(said: Sequence[_Said], shown: int) -> Measured:
    counts = Counter(each.answer for each in said)
    first: dict[int, float] = {each.need: 0.0 for each in said}
    for each in said:
        if each.answer == Answer.YES:
            first[each.need] = max(first[each.need], 1.0 / each.rank)
    return Measured(
        needs=len(first),
        shown=shown,
        yes=counts[Answer.YES],
        no=counts[Answer.NO],
        later=counts[Answer.LATER],
        share_yes=counts[Answer.YES] / shown if shown else None,
        reciprocal_rank=sum(first.values()) / len(first) if first else None,
    )


def _most_first(counts: Counter[str]) -> Sequence[tuple[str, int]]:
    return sorted(counts.items(), key=lambda each: (-each[1], each[0]))
