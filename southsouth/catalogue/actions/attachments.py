"""Files of a record: added once looked through, taken away."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Sum

from southsouth.catalogue.actions.moves import hold
from southsouth.catalogue.lifecycle import NotReady
from southsouth.catalogue.models import Attachment, AttachmentContent
from southsouth.catalogue.models.records import Kept, side
from southsouth.catalogue.policies import may_attach
from southsouth.files import FileRefused, accepted
from southsouth.ledger.actions import record
from southsouth.members.models import Person

MOST = 12
"""Files of one record."""
MOST_BYTES = 30_000_000
"""Bytes of all files of one record."""


def add_attachment(
    kept: Kept, *, title: str, name: str, data: bytes, language: str = "", by: Person, at: datetime
) -> Attachment:
    """Look a file through, then keep it. Raises ``FileRefused``, ``NotReady`` without a title, ``PermissionDenied``."""
    if not may_attach(by, kept):
        raise PermissionDenied
    if not title.strip():
        raise NotReady(("file_title",))
    taken = accepted(name, data)
    return _keep(kept, title.strip()[:200], language, taken.name, taken.media_type, taken.data, by, at)


@transaction.atomic
def _keep(
    kept: Kept, title: str, language: str, name: str, media_type: str, data: bytes, by: Person, at: datetime
) -> Attachment:
    hold(kept)
    there = Attachment.objects.about(kept).there()
    digest = hashlib.sha256(data).hexdigest()
    if there.count() >= MOST:
        raise FileRefused("too_many", limit=MOST)
    if (there.aggregate(all=Sum("size"))["all"] or 0) + len(data) > MOST_BYTES:
        raise FileRefused("too_much", limit=MOST_BYTES)
    if same := there.filter(digest=digest).first():
        raise FileRefused("there_already", title=same.title)
    made = Attachment.objects.create(
        **side(kept),
        title=title,
        language=language,
        name=name,
        media_type=media_type,
        size=len(data),
        digest=digest,
        added_by=by,
        added_at=at,
    )
    AttachmentContent.objects.create(attachment=made, data=data)
    record("attachment.added", kept, by=by, at=at, facts={"name": name, "digest": digest})
    return made


@transaction.atomic
def remove_attachment(attachment: Attachment, *, by: Person, at: datetime) -> None:
    """Take a file away: its bytes go, the line that it was there stays."""
    kept = attachment.solution or attachment.need
    if kept is None or not may_attach(by, kept):
        raise PermissionDenied
    if attachment.removed_at is None:
        attachment.removed_at = at
        attachment.save(update_fields=["removed_at"])
        AttachmentContent.objects.filter(attachment=attachment).delete()
        record("attachment.removed", kept, by=by, at=at, facts={"name": attachment.name, "digest": attachment.digest})
