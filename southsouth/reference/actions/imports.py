"""The lists that can be imported from a file."""

from southsouth.reference.actions.countries import import_countries
from southsouth.reference.actions.facts import import_facts

__all__ = ["import_countries", "import_facts"]
