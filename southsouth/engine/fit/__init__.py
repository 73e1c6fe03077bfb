"""Does this solution fit this need? Profiles in, ranked and explained fits out."""

from southsouth.engine.fit.documents import document_of, need_document_of
from southsouth.engine.fit.languages import Dictionary, Gloss
from southsouth.engine.fit.rank import Ranking, rank, rank_needs
from southsouth.engine.fit.reader import Reader
from southsouth.engine.fit.reading import Note
from southsouth.engine.fit.search import Hit, search
from southsouth.engine.fit.weights import DEFAULT_WEIGHTS, Weights, WrongWeights

__all__ = [
    "DEFAULT_WEIGHTS",
    "Dictionary",
    "Gloss",
    "Hit",
    "Note",
    "Ranking",
    "Reader",
    "Weights",
    "WrongWeights",
    "document_of",
    "need_document_of",
    "rank",
    "rank_needs",
    "search",
]
