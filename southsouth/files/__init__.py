"""Files from outside: told by their content, refused with a reason, pictures written anew. No Django, no network."""

from southsouth.files.accept import Accepted, accepted, clean_name
from southsouth.files.refusal import FileRefused

__all__ = ["Accepted", "FileRefused", "accepted", "clean_name"]
