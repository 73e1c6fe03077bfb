"""What is done to organisations and people."""

from southsouth.members.actions.imports import import_organisations
from southsouth.members.actions.organisations import admit_organisation, organisation_ref
from southsouth.members.actions.people import add_person, reinstate, set_password, suspend

__all__ = [
    "add_person",
    "admit_organisation",
    "import_organisations",
    "organisation_ref",
    "reinstate",
    "set_password",
    "suspend",
]
