"""Solutions, needs and adoptions from the rows of a file: all or none, repeatable, each refusal with its place."""

from southsouth.catalogue.actions.imports.adoptions import import_adoptions
from southsouth.catalogue.actions.imports.needs import import_needs
from southsouth.catalogue.actions.imports.solutions import import_solutions

__all__ = ["import_adoptions", "import_needs", "import_solutions"]
