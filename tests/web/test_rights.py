"""Every address is declared in ``rights``, and does for each role what is declared."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.makers import make_person
from tests.web.cast import ROLES, Cast
from tests.web.rights import RIGHTS, Right
from tests.web.staging import no_engine, signed_in, words_only

__all__ = ["no_engine", "signed_in", "words_only"]


SERVED = (200, 302, 303, 409, 422)
"""A page, the way to the next one, two writers at once, a form with something wrong."""


def names(resolver: URLResolver, space: str = "") -> Iterator[str]:
    """Every name an address can be called by."""
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from names(each, f"{each.app_name}:" if each.app_name else space)
        elif isinstance(each, URLPattern):
            yield f"{space}{each.name}"


def letter(status: int, location: str) -> str:
    """What an answer means."""
    if status in (302, 303) and "/sign-in/" in location:
        return "s"
    return {403: "k", 404: "n", 405: "m"}.get(
        status, "p" if status in (200, 301, 302, 303, 409, 422) else f"<{status}>"
    )


def test_every_address_is_declared():
    assert set(names(get_resolver())) == set(RIGHTS)


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(RIGHTS))
def test_address_does_what_is_declared(name: str) -> None:
    right: Right = RIGHTS[name]
    cast = Cast()
    address = reverse(name, args=right.arguments(cast))
    got = {method: "".join(_asked(cast, role, method, address) for role in ROLES) for method in ("get", "post")}
    assert got == {"get": right.get, "post": right.post}


def _asked(cast: Cast, role: str, method: str, address: str) -> str:
    browser = Client()
    person = cast.people[role]
    if person is not None:
        browser.force_login(person)
    answer = getattr(browser, method)(address)
    return letter(answer.status_code, answer.get("Location", ""))


@pytest.mark.django_db
def test_a_suspended_person_is_a_visitor(client: Client) -> None:
    client.force_login(make_person(is_active=False))
    answer = client.get(reverse("workspace:home"))
    assert letter(answer.status_code, answer["Location"]) == "s"
