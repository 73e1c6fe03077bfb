"""Foreign words into English ones: a controlled vocabulary, and a table that grows with every approved translation."""

from southsouth.engine.fit.dictionary.dictionary import LANGUAGES, Dictionary
from southsouth.engine.fit.dictionary.gloss import Gloss

__all__ = ["LANGUAGES", "Dictionary", "Gloss"]
