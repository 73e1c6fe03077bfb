"""Codes into words: the only room in which the platform's lists, reasons and refusals become sentences."""

from southsouth.web.words.codes import KINDS, choices_of, word_of
from southsouth.web.words.fits import gap_text, missing_text, note_text, reason_text, said_in_words

__all__ = [
    "KINDS",
    "choices_of",
    "gap_text",
    "missing_text",
    "note_text",
    "reason_text",
    "said_in_words",
    "word_of",
]
