"""A judgement into a fit: reasons with their points, gaps with their size, and what nobody has told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from southsouth.engine.fit.aspects import Aspect, Claim
from southsouth.engine.fit.judge import Judgement
from southsouth.engine.fit.profiles import Fit, Gap, Missing, Reason, Size
from southsouth.engine.fit.quotes import Quote
from southsouth.engine.fit.score import band

MOST_WORDS = 8


def fit(need: str, rank: int, judged: Judgement, text_claims: Sequence[Claim]) -> Fit:
    problem = judged.aspects["problem"]
    aspects = {**judged.aspects, "problem": Aspect(claims=(*text_claims, *problem.claims))}
    return Fit(
        need=need,
        solution=judged.solution.ref,
        rank=rank,
        score=judged.score,
        band=band(judged.score),
        parts=judged.parts,
        shares=judged.shares,
        reasons=tuple(reasons(aspects, judged.shares)),
        gaps=tuple(sorted((gap for each in judged.aspects.values() for gap in each.gaps), key=largest_first)),
        missing=tuple(missing(judged)),
        known=sum(each.known for each in judged.aspects.values()),
        asked=sum(each.asked for each in judged.aspects.values()),
    )


def text_claims(quoted: Sequence[Quote], words: Sequence[str], pushes: Mapping[str, float]) -> list[Claim]:
    """What the texts have in common: the pairs share what the views of meaning push, the words what they push."""
    meaning = sum(push for name, push in pushes.items() if name != "lexical")
    total = sum(quote.likeness for quote in quoted)
    found = [Claim("same_meaning", quote.facts(), meaning * quote.likeness / total) for quote in quoted]
    if words:
        found.append(Claim("shared_words", {"words": list(words[:MOST_WORDS])}, pushes["lexical"]))
    return found


def reasons(aspects: Mapping[str, Aspect], shares: Mapping[str, float]) -> list[Reason]:
    """Claims with their points: those of the problem divide its share, others are worth their push."""
    found = []
    for name, aspect in aspects.items():
        positive = sum(max(claim.push, 0.0) for claim in aspect.claims)
        for claim in aspect.claims:
            part = max(claim.push, 0.0) / positive if positive else 0.0
            found.append(Reason(claim.code, claim.facts, part * max(shares[name], 0.0)))
    return sorted(found, key=lambda each: -each.share)


def largest_first(gap: Gap) -> int:
    return -list(Size).index(gap.size)


def missing(judged: Judgement) -> list[Missing]:
    doubts = [doubt for each in judged.aspects.values() for doubt in each.doubts]
    found = [Missing(each.code, each.facts, judged.with_push(each.low), judged.with_push(each.high)) for each in doubts]
    return sorted(found, key=lambda each: each.low - each.high)
