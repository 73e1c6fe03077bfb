"""Countries, languages, focus areas, goals and country facts: lists with their sources. Unknown is a value."""

from southsouth.reference.models.countries import ContextFact, Country, CountryQuerySet
from southsouth.reference.models.kinds import FactKind, fact_kinds
from southsouth.reference.models.names import in_language
from southsouth.reference.models.regions import Credit, Region, all_credits, credit_of, region_name, regions
from southsouth.reference.models.themes import (
    FocusArea,
    FocusAreaQuerySet,
    Goal,
    Language,
    LanguageQuerySet,
    Target,
    Topic,
    TopicQuerySet,
)

__all__ = [
    "ContextFact",
    "Country",
    "CountryQuerySet",
    "Credit",
    "FactKind",
    "FocusArea",
    "FocusAreaQuerySet",
    "Goal",
    "Language",
    "LanguageQuerySet",
    "Region",
    "Target",
    "Topic",
    "TopicQuerySet",
    "all_credits",
    "credit_of",
    "fact_kinds",
    "in_language",
    "region_name",
    "regions",
]
