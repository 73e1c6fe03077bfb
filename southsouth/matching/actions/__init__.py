"""The deeds of matching."""

from southsouth.matching.actions.answers import answer_match
from southsouth.matching.actions.index import refresh_index
from southsouth.matching.actions.joining import join_solutions
from southsouth.matching.actions.preview import Change, Moved, NeedPreview, Preview, preview
from southsouth.matching.actions.refresh import ask_refresh, refresh_all, refresh_need, refresh_waiting
from southsouth.matching.actions.weights import ensure_weights, save_weights, use_weights

__all__ = [
    "Change",
    "Moved",
    "NeedPreview",
    "Preview",
    "answer_match",
    "ask_refresh",
    "ensure_weights",
    "join_solutions",
    "preview",
    "refresh_all",
    "refresh_index",
    "refresh_need",
    "refresh_waiting",
    "save_weights",
    "use_weights",
]
