"""Imports every package's records so that Django finds them; nobody else imports this module."""

from southsouth.catalogue.models import *  # noqa: F403
from southsouth.events.models import *  # noqa: F403
from southsouth.figures.models import *  # noqa: F403
from southsouth.ledger.models import *  # noqa: F403
from southsouth.matching.models import *  # noqa: F403
from southsouth.members.models import *  # noqa: F403
from southsouth.reference.models import *  # noqa: F403
