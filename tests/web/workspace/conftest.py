"""The surroundings of the workspace's tests."""

from __future__ import annotations

import pytest

from southsouth.members.models import Person
from tests.makers import make_country, make_organisation, make_person
from tests.web.staging import no_engine, signed_in, words_only

__all__ = ["no_engine", "signed_in", "words_only"]


@pytest.fixture
def kenyan(db: None) -> Person:
    """A focal point of a country with two official languages, who looks for solutions."""
    return make_person(organisation=make_organisation(country=make_country("KEN", official_languages=["sw", "en"])))


@pytest.fixture
def exporter(db: None) -> Person:
    """A focal point who has solutions to give."""
    return make_person(organisation=make_organisation(country=make_country("BGD")))
