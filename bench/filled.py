"""A database of a size no network has yet: made-up solutions, needs and adoptions by the thousand, from a seed."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, datetime
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from southsouth.catalogue.lifecycle import AdoptionStatus, NeedState, SolutionState
from southsouth.catalogue.models import Adoption, Exporter, Need, Precondition, Result, Solution
from southsouth.engine.fit import Reader
from southsouth.engine.fit.profiles import Evidence, PreconditionKind, Step
from southsouth.matching.actions import refresh_need
from southsouth.matching.queries.documents import need_documents, need_stamps, solution_documents, solution_stamps
from southsouth.matching.queries.engine import engine
from southsouth.members.lifecycle import Origin
from southsouth.reference.actions.load import load_reference
from southsouth.reference.models import Country, FocusArea

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
WHO = ("Parents", "Farmers", "Traders", "Patients", "Teachers", "Pensioners", "Small firms", "Students", "Clerks")
WHAT = (
    *("register a birth", "ask for a land record", "pay a permit", "collect a pension", "book a clinic"),
    *("file a tax return", "follow a complaint", "renew a licence", "prove an identity", "apply for a grant"),
)
WHERE = ("at the village post", "by phone", "in one visit", "at the market", "on a paper form", "by text message")
HOW = ("without a connection", "with one signature", "for no fee", "within a day", "with a receipt")


def sentence(draw: random.Random) -> str:
    return f"{draw.choice(WHO)} {draw.choice(WHAT)} {draw.choice(WHERE)} {draw.choice(HOW)}."


def sentences(draw: random.Random, count: int) -> str:
    return " ".join(sentence(draw) for _ in range(count))


def fill(solutions: int, needs: int, seed: int = 20260302) -> str:
    """Everything in a few statements, then the index and the matches of one need; the need's reference."""
    draw = random.Random(seed)
    load_reference()
    countries = list(Country.objects.south().values_list("iso3", flat=True))
    areas = list(FocusArea.objects.all())
    made = Solution.objects.bulk_create([solution(number, draw, areas) for number in range(solutions)], batch_size=500)
    parts(made, draw, countries)
    Need.objects.bulk_create([need(number, draw, areas, countries) for number in range(needs)], batch_size=500)
    index()
    first = Need.objects.order_by("pk")[0]
    refresh_need(first, at=AT)
    return first.ref


class QuickEncoder:
    """Vectors of the right shape and no meaning, a hundred times sooner: here only sizes and times count."""

    def __init__(self, name: str, width: int) -> None:
        self.name, self.width, self.multilingual = name, width, False

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        vectors = np.stack([np.random.default_rng(crc32(text.encode())).normal(size=self.width) for text in texts])
        return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


def index() -> None:
    made = engine()
    assert made.reader.encoder is not None
    quick = Reader(QuickEncoder(made.reader.encoder.name, made.reader.width), made.dictionary)
    made.solutions.rebuild(solution_documents(sorted(solution_stamps()), reader=quick, today=AT.date()))
    made.needs.rebuild(need_documents(sorted(need_stamps()), reader=quick))


def solution(number: int, draw: random.Random, areas: Sequence[FocusArea]) -> Solution:
    return Solution(
        ref=f"bench-solution-{number}",
        title=f"{sentence(draw)[:-1]} ({number})",
        summary=sentence(draw),
        problem=sentences(draw, 2),
        how_it_works=sentences(draw, 4),
        failures=sentence(draw),
        languages=["en"],
        focus_area=draw.choice(areas),
        evidence=draw.choice(list(Evidence)),
        step=draw.choice(list(Step)),
        state=SolutionState.PUBLISHED,
        origin=Origin.SAMPLE,
        created_at=AT,
        changed_at=AT,
        published_at=AT,
    )


def parts(made: Sequence[Solution], draw: random.Random, countries: Sequence[str]) -> None:
    Exporter.objects.bulk_create(
        [Exporter(solution=each, country_id=draw.choice(countries)) for each in made], batch_size=500
    )
    Precondition.objects.bulk_create(
        [Precondition(solution=each, kind=draw.choice(list(PreconditionKind)), text=sentence(draw)) for each in made],
        batch_size=500,
    )
    Result.objects.bulk_create(
        [Result(solution=each, measure="time", indicator="Days", before=30, after=2, unit="days") for each in made],
        batch_size=500,
    )
    Adoption.objects.bulk_create(
        [adoption(number, made, draw, countries) for number in range(len(made) // 4)], batch_size=500
    )


def adoption(number: int, made: Sequence[Solution], draw: random.Random, countries: Sequence[str]) -> Adoption:
    exporter, importer = draw.sample(list(countries), 2)
    return Adoption(
        ref=f"bench-adoption-{number}",
        solution=draw.choice(made),
        exporter_id=exporter,
        importer_id=importer,
        year=draw.randint(2012, 2025),
        status=draw.choice(list(AdoptionStatus)),
        origin=Origin.SAMPLE,
        changed_at=AT,
    )


def need(number: int, draw: random.Random, areas: Sequence[FocusArea], countries: Sequence[str]) -> Need:
    return Need(
        ref=f"bench-need-{number}",
        title=f"{sentence(draw)[:-1]} ({number})",
        problem=sentences(draw, 3),
        success=sentence(draw),
        languages=["en"],
        focus_area=draw.choice(areas),
        country_id=draw.choice(countries),
        state=NeedState.OPEN,
        origin=Origin.SAMPLE,
        created_at=AT,
        changed_at=AT,
        opened_at=AT,
    )
