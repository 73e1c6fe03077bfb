"""What the matching engine takes in and gives back: frozen values, identity by ``ref``.

Unknown is ``None`` (or an absent key) everywhere and never counts as zero or as "no".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Part(StrEnum):
    """A named piece of a need's or a solution's text, so that a reason can say where a sentence stands."""

    TITLE = "title"
    SUMMARY = "summary"
    PROBLEM = "problem"
    SUFFERERS = "sufferers"
    TRIED = "tried"
    SUCCESS = "success"
    CONTEXT = "context"
    HOW = "how"
    BLOCK = "block"
    RESULT = "result"
    FAILURES = "failures"


class Evidence(StrEnum):
    """The proof ladder, lowest first (grades D, C, B, A)."""

    DESCRIBED = "described"
    MEASURED = "measured"
    STUDIED = "studied"
    WORKED_AGAIN = "worked_again"


class Step(StrEnum):
    """The export ladder, lowest first."""

    ONE_PLACE = "one_place"
    ELSEWHERE_AT_HOME = "elsewhere_at_home"
    NATIONAL = "national"
    EXPORTED = "exported"


class Size(StrEnum):
    """How much must be adapted."""

    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


class Band(StrEnum):
    """A score in a word; the lowest says that there is no good match yet."""

    STRONG = "strong"
    GOOD = "good"
    PARTIAL = "partial"
    WEAK = "weak"


class PreconditionKind(StrEnum):
    LAW = "law"
    CONNECTION = "connection"
    EQUIPMENT = "equipment"
    SKILLS = "skills"
    INSTITUTION = "institution"
    DATA = "data"
    LANGUAGE = "language"
    MONEY = "money"


@dataclass(frozen=True, slots=True)
class Text:
    """One piece of text. ``language`` is an ISO 639-1 code; ``None`` lets the engine find it out."""

    part: Part
    text: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class CountryContext:
    """What is known of a country. ``facts`` maps a fact code (``egdi``) to its value."""

    iso3: str
    region: str | None = None
    subregion: str | None = None
    languages: tuple[str, ...] = ()
    ldc: bool | None = None
    lldc: bool | None = None
    sids: bool | None = None
    income_group: str | None = None
    population: int | None = None
    legal_family: str | None = None
    facts: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Precondition:
    """What a host must have. Where ``fact`` and ``minimum`` are given, the engine checks it by itself."""

    ref: str
    kind: PreconditionKind
    text: str
    fact: str | None = None
    minimum: float | None = None
    changeable: bool | None = None
    block: str | None = None


@dataclass(frozen=True, slots=True)
class Adoption:
    """The solution taken up in a country. ``weight`` 0-1: how far it came (interest low, in use 1)."""

    country: CountryContext
    year: int | None = None
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Capacity:
    """What the exporter can still give this year. ``full_until`` is a date in words (ISO), when it is full."""

    visits_left: int | None = None
    expert_days_left: int | None = None
    open_requests: int | None = None
    full_until: str | None = None
    answered: int = 0
    asked: int = 0


@dataclass(frozen=True, slots=True)
class NeedProfile:
    ref: str
    texts: tuple[Text, ...]
    country: CountryContext | None = None
    focus_area: str | None = None
    topics: frozenset[str] = frozenset()
    goals: frozenset[int] = frozenset()
    languages: tuple[str, ...] = ()
    budget_usd: float | None = None
    kinds_of_help: frozenset[str] = frozenset()
    answers: Mapping[str, bool] = field(default_factory=dict)
    """What the need's owner says of preconditions: precondition ref -> there or not."""
    facts: Mapping[str, float] = field(default_factory=dict)
    """Facts of the place itself, standing above the country's (connectivity of the district...)."""
    refused: tuple[Refusal, ...] = ()


@dataclass(frozen=True, slots=True)
class SolutionProfile:
    ref: str
    texts: tuple[Text, ...]
    exporters: tuple[CountryContext, ...] = ()
    exporter_ref: str | None = None
    """Who exports it (organisation or country): the unit of exposure and of diversity."""
    focus_area: str | None = None
    topics: frozenset[str] = frozenset()
    goals: frozenset[int] = frozenset()
    languages: tuple[str, ...] = ()
    evidence: Evidence | None = None
    step: Step | None = None
    cost_usd: tuple[float, float] | None = None
    """Lowest and highest cost to start, in US dollars."""
    preconditions: tuple[Precondition, ...] = ()
    adoptions: tuple[Adoption, ...] = ()
    capacity: Capacity = Capacity()
    help_given: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Refusal:
    """A candidate this need's owner turned down: it lowers what resembles it, on the feature it blames."""

    solution: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why it fits: a code with facts, never a sentence. ``share`` is its part of the score, in points."""

    code: str
    facts: Mapping[str, object]
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class Gap:
    """What must be adapted."""

    code: str
    size: Size
    facts: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Missing:
    """A fact nobody has given. ``low`` and ``high``: the score if it turned out bad, or good."""

    code: str
    facts: Mapping[str, object]
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Fit:
    """How well one solution answers one need.

    ``score`` is 0-100; ``parts`` maps each part's name to 0-1, ``shares`` to its points: the shares sum to the
    score (within 1e-6). ``known`` and ``asked`` count the context facts compared.
    """

    need: str
    solution: str
    rank: int
    score: float
    band: Band
    parts: Mapping[str, float]
    shares: Mapping[str, float]
    reasons: tuple[Reason, ...]
    gaps: tuple[Gap, ...]
    missing: tuple[Missing, ...]
    known: int
    asked: int
