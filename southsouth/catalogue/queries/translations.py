"""Reading translations: the words of records in a language, how much of a record stands in which, what is wanted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F, Max, Q

from southsouth.catalogue.lifecycle import TranslationState
from southsouth.catalogue.models import Need, Solution, Translation, TranslationWish
from southsouth.catalogue.models.records import Kept, kind_of, side
from southsouth.catalogue.models.translations import originals


@dataclass(frozen=True, slots=True)
class Words:
    """One approved translation. ``stale``: the original has changed since."""

    text: str
    stale: bool


def approved_words(records: Iterable[Kept], language: str) -> dict[tuple[str, int], dict[str, Words]]:
    """What is approved in a language, by kind and key of the record; one query for each kind."""
    kinds: dict[str, dict[int, Kept]] = defaultdict(dict)
    for each in records:
        if each.language != language:
            kinds[kind_of(each)][each.pk] = each
    found: dict[tuple[str, int], dict[str, Words]] = defaultdict(dict)
    for kind, rows in kinds.items():
        for row in Translation.objects.approved().filter(language=language, **{f"{kind}__in": rows}):
            key = getattr(row, f"{kind}_id")
            original = str(getattr(rows[key], row.field, ""))
            if original:
                found[kind, key][row.field] = Words(row.text, row.is_stale(original))
    return dict(found)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a record stands in one language: texts approved, of which stale, drafts, and all there are."""

    language: str
    approved: int
    stale: int
    drafts: int
    texts: int
    wishes: int


def coverage(kept: Kept, languages: Iterable[str]) -> list[Coverage]:
    """Each language but the record's own, in the order given."""
    sources = originals(kept)
    rows: dict[str, list[Translation]] = defaultdict(list)
    for row in Translation.objects.about(kept):
        if row.field in sources:
            rows[row.language].append(row)
    wishes = Counter(TranslationWish.objects.filter(**side(kept)).values_list("language", flat=True))
    return [
        _covered(language, rows[language], sources, wishes[language])
        for language in languages
        if language != kept.language
    ]


def _covered(language: str, rows: list[Translation], sources: dict[str, str], wishes: int) -> Coverage:
    approved = [row for row in rows if row.state == TranslationState.APPROVED]
    return Coverage(
        language=language,
        approved=len(approved),
        stale=sum(row.is_stale(sources[row.field]) for row in approved),
        drafts=len(rows) - len(approved),
        texts=len(sources),
        wishes=wishes,
    )


@dataclass(frozen=True, slots=True)
class LanguageCount:
    """Of one language: approved texts, and drafts that wait for somebody."""

    language: str
    approved: int
    drafts: int
    machine: int


def language_counts() -> dict[str, LanguageCount]:
    rows = (
        Translation.objects.order_by()
        .values_list("language")
        .annotate(
            approved=Count("pk", filter=Q(state=TranslationState.APPROVED)),
            drafts=Count("pk", filter=Q(state=TranslationState.DRAFT)),
            machine=Count("pk", filter=Q(state=TranslationState.MACHINE)),
        )
    )
    return {row[0]: LanguageCount(*row) for row in rows}


@dataclass(frozen=True, slots=True)
class Wanted:
    record: Kept
    language: str
    wishes: int


def wanted(most: int = 50) -> list[Wanted]:
    """Records people asked for in a language in which nothing of them is approved yet, the most wanted first."""
    rows = (
        TranslationWish.objects.order_by()
        .values_list("solution", "need", "language")
        .annotate(n=Count("pk"), last=Max("at"))
        .order_by("-n", "-last", "language")
    )
    approved = Translation.objects.approved()
    done = set(approved.values_list("solution", "need", "language"))
    left = [row for row in rows if tuple(row[:3]) not in done][:most]
    solutions = Solution.objects.in_bulk([row[0] for row in left if row[0]])
    needs = Need.objects.in_bulk([row[1] for row in left if row[1]])
    return [
        Wanted(solutions[solution] if solution else needs[need], language, count)
        for solution, need, language, count, _last in left
    ]


def stale_translations(most: int = 50) -> list[tuple[Kept, str, int]]:
    """Records with approved texts whose original has changed since: record, language, how many texts."""
    found: Counter[tuple[Kept, str]] = Counter()
    changed = Q(solution__changed_at__gte=F("at")) | Q(need__changed_at__gte=F("at"))
    for row in Translation.objects.approved().filter(changed).select_related("solution", "need").order_by("pk"):
        kept = row.solution or row.need
        if kept is not None and row.is_stale(str(getattr(kept, row.field, ""))):
            found[kept, row.language] += 1
    return [(kept, language, count) for (kept, language), count in found.most_common(most)]
