"""Files that belong to a record. Their bytes stand in the database, so that a backup and a rollback are whole."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from southsouth.catalogue.models.needs import Need
from southsouth.catalogue.models.records import OnRecordQuerySet, on_one_record
from southsouth.catalogue.models.solutions import Solution
from southsouth.members.models import Person


class AttachmentQuerySet(OnRecordQuerySet["Attachment"]):
    def there(self) -> AttachmentQuerySet:
        """Not taken away."""
        return self.filter(removed_at=None)


class Attachment(models.Model):
    """One file of a record. ``digest``: SHA-256 of the bytes as they are kept."""

    solution = models.ForeignKey(
        Solution, models.CASCADE, null=True, blank=True, related_name="attachments", verbose_name=_("solution")
    )
    need = models.ForeignKey(
        Need, models.CASCADE, null=True, blank=True, related_name="attachments", verbose_name=_("need")
    )
    title = models.CharField(_("what it shows"), max_length=200)
    language = models.CharField(_("language"), max_length=2, blank=True)
    name = models.CharField(_("name of the file"), max_length=130)
    media_type = models.CharField(_("kind of file"), max_length=100)
    size = models.PositiveIntegerField(_("bytes"))
    digest = models.CharField(_("digest"), max_length=64)
    added_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("added by")
    )
    added_at = models.DateTimeField(_("added at"))
    removed_at = models.DateTimeField(_("taken away at"), null=True, blank=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        app_label = "southsouth"
        verbose_name = _("file")
        verbose_name_plural = _("files")
        ordering = ["added_at", "pk"]
        constraints = [
            on_one_record("attachment_of_one_record"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_picture(self) -> bool:
        return self.media_type.startswith("image/")


class AttachmentContent(models.Model):
    """The bytes of a file, apart, so that lists never read them."""

    attachment = models.OneToOneField(
        Attachment, models.CASCADE, primary_key=True, related_name="content", verbose_name=_("file")
    )
    data = models.BinaryField(_("bytes"))

    class Meta:
        app_label = "southsouth"
        verbose_name = _("content of a file")
        verbose_name_plural = _("contents of files")

    def __str__(self) -> str:
        return str(self.attachment_id)
