"""The sign-ins of the demonstration edition: made-up people, recognised by the domain of their addresses."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from southsouth.members.models import Person
from southsouth.web.words.numbers import language_now

DOMAIN = "demo.example"
PASSWORD = "only for demonstration"  # the demonstration runs on loopback and shows it
"""What ``make_demo`` gives every one of them, so that the page of sign-in can show it."""


@dataclass(frozen=True, slots=True)
class SignIn:
    email: str
    password: str
    role: str
    place: str


def demo_people() -> QuerySet[Person]:
    people = Person.objects.filter(email__endswith=f"@{DOMAIN}", is_active=True)
    return people.select_related("organisation__country").order_by("pk")


def sign_ins() -> list[SignIn]:
    """Everybody of the demonstration, in the order they were made."""
    return [SignIn(person.email, PASSWORD, person.role, _place(person)) for person in demo_people()]


def _place(person: Person) -> str:
    """The country somebody speaks for, in the reader's language; empty for the secretariat and experts without one."""
    country = person.organisation.country if person.organisation else None
    return country.name_in(language_now()) if country else ""
