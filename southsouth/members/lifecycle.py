"""The kinds of organisation, of role and of origin; their words stand in ``web/words.py``."""

from enum import StrEnum


class OrganisationKind(StrEnum):
    GOVERNMENT = "government"
    CITY = "city"
    PRIVATE = "private"
    ACADEMIA = "academia"
    CIVIL_SOCIETY = "civil_society"
    INTERNATIONAL = "international"
    FUNDER = "funder"


class Origin(StrEnum):
    """How a record came here; every page says so."""

    OWN = "own"
    RECORDED = "recorded"
    SAMPLE = "sample"


class Role(StrEnum):
    FOCAL_POINT = "focal_point"
    EXPERT = "expert"
    FUNDER = "funder"
    SECRETARIAT = "secretariat"
    ADMINISTRATOR = "administrator"
