"""What can be wrong with an index. All three are cured by building it anew from the records."""

from __future__ import annotations


class NotBuilt(Exception):
    """The folder holds no index yet."""


class WrongIndex(Exception):
    """The index was made by another model, another format, or other rules for words. Mixing them would mislead."""


class Damaged(Exception):
    """A file of the index is missing, cut short or not what was written."""
