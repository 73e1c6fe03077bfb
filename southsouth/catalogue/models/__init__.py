"""The records of the catalogue."""

from southsouth.catalogue.models.adoptions import Adoption
from southsouth.catalogue.models.attachments import Attachment, AttachmentContent
from southsouth.catalogue.models.flags import Flag
from southsouth.catalogue.models.needs import Endorsement, Need, NeedAnswer
from southsouth.catalogue.models.numbering import Numbering
from southsouth.catalogue.models.questions import Question
from southsouth.catalogue.models.reviews import Review
from southsouth.catalogue.models.solutions import BuildingBlock, Exporter, Place, Precondition, Result, Solution, Source
from southsouth.catalogue.models.translations import Translation, TranslationWish
from southsouth.catalogue.models.versions import Version

__all__ = [
    "Adoption",
    "Attachment",
    "AttachmentContent",
    "BuildingBlock",
    "Endorsement",
    "Exporter",
    "Flag",
    "Need",
    "NeedAnswer",
    "Numbering",
    "Place",
    "Precondition",
    "Question",
    "Result",
    "Review",
    "Solution",
    "Source",
    "Translation",
    "TranslationWish",
    "Version",
]
