"""Countries, languages, focus areas, goals and country facts: lists with their sources. Unknown is a value."""

from southsouth.reference.models.countries import ContextFact, Country, CountryQuerySet
from southsouth.reference.models.names import in_language
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
    "FocusArea",
    "FocusAreaQuerySet",
    "Goal",
    "Language",
    "LanguageQuerySet",
    "Target",
    "Topic",
    "TopicQuerySet",
    "in_language",
]
