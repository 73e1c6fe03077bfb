"""Organisations of the network and the people who sign in."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from southsouth.members.lifecycle import OrganisationKind, Origin, Role
from southsouth.reference.models import Country


class Organisation(models.Model):
    """A body: member of the network, or named in a record compiled from public sources. Its kind may be unknown."""

    ref = models.SlugField(_("reference"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=300)
    kind = models.CharField(_("kind"), max_length=20, blank=True, default=OrganisationKind.GOVERNMENT)
    country = models.ForeignKey(
        Country, models.PROTECT, null=True, blank=True, related_name="organisations", verbose_name=_("country")
    )
    website = models.URLField(_("website"), blank=True)
    origin = models.CharField(_("origin"), max_length=10, default=Origin.OWN)

    class Meta:
        app_label = "southsouth"
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name", "ref"]
        constraints = [
            models.UniqueConstraint(fields=["name", "country"], name="organisation_once_a_country"),
            models.CheckConstraint(
                condition=models.Q(kind__in=["", *(each.value for each in OrganisationKind)]), name="organisation_kind"
            ),
            models.CheckConstraint(
                condition=models.Q(origin__in=[each.value for each in Origin]), name="organisation_origin"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, email: str, password: str | None = None, **fields: object) -> Person:
        person = self.model(email=self.normalize_email(email).lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email: str, password: str | None = None, **fields: object) -> Person:
        return self.create_user(email, password, role=Role.ADMINISTRATOR, **fields)

    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(email=(username or "").lower())


class Person(AbstractBaseUser):
    """Somebody who signs in, with one role."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=200)
    role = models.CharField(_("role"), max_length=20, default=Role.FOCAL_POINT)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="people", verbose_name=_("organisation")
    )
    language = models.CharField(_("language"), max_length=2, default="en")
    is_active = models.BooleanField(_("may sign in"), default=True)

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        app_label = "southsouth"
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(role="focal_point") | models.Q(organisation__isnull=False),
                name="focal_point_has_organisation",
            ),
            models.CheckConstraint(condition=models.Q(role__in=[each.value for each in Role]), name="person_role"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_secretariat(self) -> bool:
        return self.is_active and self.role in (Role.SECRETARIAT, Role.ADMINISTRATOR)

    @property
    def is_administrator(self) -> bool:
        return self.is_active and self.role == Role.ADMINISTRATOR

    @property
    def is_member(self) -> bool:
        """Signed in, whatever the role: sees what is shown to members."""
        return self.is_active
