"""A judgement into a fit: reasons with their points, gaps with their size, and what nobody has told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from southsouth.engine.fit.aspects import Claim
from southsouth.engine.fit.judge import Judgement
from southsouth.engine.fit.profiles import Fit, Gap, Missing, Reason, Size
from southsouth.engine.fit.quotes import Quote
from southsouth.engine.fit.score import band

MOST_WORDS = 8
SMALLEST = 1e-12
"""Pushes below it are no pushes: dividing by less would give points out of nothing."""
SIZES = tuple(Size)


def fit_of(judged: Judgement, rank: int, quoted: Sequence[Quote], words: Sequence[str]) -> Fit:
    """``quoted`` and ``words``: what the two texts have in common."""
    shares = judged.shares
    return Fit(
        need=judged.need.ref,
        solution=judged.solution.ref,
        rank=rank,
        score=judged.score,
        band=band(judged.score),
        parts=judged.parts,
        shares=shares,
        reasons=tuple(reasons(judged, text_claims(quoted, words, judged.texts))),
        gaps=tuple(gaps(judged)),
        missing=tuple(missing(judged)),
        known=sum(each.known for each in judged.aspects.values()),
        asked=sum(each.asked for each in judged.aspects.values()),
    )


def text_claims(quoted: Sequence[Quote], words: Sequence[str], texts: Mapping[str, float]) -> list[Claim]:
    """The pairs of sentences share what meaning pushes, by what each is worth; the words have what words push."""
    meaning = sum(max(push, 0.0) for name, push in texts.items() if name != "lexical")
    total = sum(quote.worth for quote in quoted) or 1.0
    found = [Claim("same_meaning", quote.facts(), meaning * quote.worth / total) for quote in quoted]
    if words:
        found.append(Claim("shared_words", {"words": list(words[:MOST_WORDS])}, max(texts["lexical"], 0.0)))
    return found


def reasons(judged: Judgement, texts: Sequence[Claim]) -> list[Reason]:
    """What speaks for the solution, worth most first. Claims divide the points of their part by their pushes; what no
    sentence and no word shows keeps its points to itself.
    """
    shares = judged.shares
    found: list[Reason] = []
    for name, aspect in judged.aspects.items():
        claims = [claim for claim in (*(texts if name == "problem" else ()), *aspect.claims) if claim.push >= 0.0]
        pushes = [claim.push for claim in aspect.claims if claim.push > 0.0]
        pushes += [push for push in judged.texts.values() if name == "problem" and push > 0.0]
        a_push = max(shares[name], 0.0) / max(sum(pushes), SMALLEST)
        found += [Reason(claim.code, claim.facts, claim.push * a_push) for claim in claims]
    return sorted(one_of_each(found), key=lambda reason: -reason.share)


def one_of_each(found: Iterable[Reason]) -> list[Reason]:
    """Languages are said once, though they count among the countries and among the people."""
    kept: list[Reason] = []
    spoken: Reason | None = None
    for reason in found:
        if reason.code != "shared_language" or spoken is None:
            kept.append(reason)
            spoken = reason if reason.code == "shared_language" else spoken
            continue
        languages = [*as_list(spoken.facts["languages"]), *as_list(reason.facts["languages"])]
        facts = {"languages": list(dict.fromkeys(languages))}
        kept[kept.index(spoken)] = spoken = Reason(spoken.code, facts, spoken.share + reason.share)
    return kept


def as_list(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else []


def gaps(judged: Judgement) -> list[Gap]:
    """Largest first."""
    found = [gap for aspect in judged.aspects.values() for gap in aspect.gaps]
    return sorted(found, key=lambda gap: -SIZES.index(gap.size))


def missing(judged: Judgement) -> list[Missing]:
    """What would move the score most, first."""
    doubts = [doubt for aspect in judged.aspects.values() for doubt in aspect.doubts]
    found = [
        Missing(each.code, each.facts, judged.score_with(each.low), judged.score_with(each.high)) for each in doubts
    ]
    return sorted(found, key=lambda each: each.low - each.high)
