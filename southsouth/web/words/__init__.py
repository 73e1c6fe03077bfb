"""Codes into words: the only room in which the platform's lists, reasons and refusals become sentences."""

from southsouth.web.words.codes import KINDS, choices_of, word_of
from southsouth.web.words.fits import (
    gap_label,
    gap_text,
    gap_text_after_label,
    missing_text,
    note_text,
    reason_text,
    said_in_words,
)
from southsouth.web.words.names import forget_names, name_of
from southsouth.web.words.refusals import area_faults
from southsouth.web.words.values import fact_name, fact_value, kind_value

__all__ = [
    "KINDS",
    "area_faults",
    "choices_of",
    "fact_name",
    "fact_value",
    "forget_names",
    "gap_label",
    "gap_text",
    "gap_text_after_label",
    "kind_value",
    "missing_text",
    "name_of",
    "note_text",
    "reason_text",
    "said_in_words",
    "word_of",
]
