"""What is done to the lists: loading what is shipped, importing files, editing focus areas and topics."""

from southsouth.reference.actions.areas import (
    NotAccepted,
    reorder_focus_areas,
    reorder_topics,
    restore,
    retire,
    save_focus_area,
    save_topic,
)
from southsouth.reference.actions.imports import import_countries, import_facts
from southsouth.reference.actions.load import load_reference

__all__ = [
    "NotAccepted",
    "import_countries",
    "import_facts",
    "load_reference",
    "reorder_focus_areas",
    "reorder_topics",
    "restore",
    "retire",
    "save_focus_area",
    "save_topic",
]
