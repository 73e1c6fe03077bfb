"""What each side may say to a match, and why a match dies; no Django here."""

from enum import StrEnum


class Side(StrEnum):
    IMPORTER = "importer"
    EXPORTER = "exporter"


class Answer(StrEnum):
    YES = "yes"
    NO = "no"
    LATER = "later"


class RefusalReason(StrEnum):
    TOO_COSTLY = "too_costly"
    LAW = "law"
    NO_OWNER = "no_owner"
    WRONG_SCALE = "wrong_scale"
    ALREADY_HAVE = "already_have"
    CAPACITY_FULL = "capacity_full"
    OTHER = "other"
