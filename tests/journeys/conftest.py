"""A small network for the journeys: real countries with their facts, some solutions, one person of each side."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.core.cache import cache
from playwright.sync_api import Page
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from southsouth.catalogue.models import Solution
from southsouth.matching.actions import refresh_index
from southsouth.members.lifecycle import Role
from southsouth.members.models import Person
from southsouth.reference.actions.load import load_reference
from southsouth.reference.models import FocusArea
from southsouth.web.words import forget_names
from tests.makers import (
    AT,
    PASSWORD,
    make_adoption,
    make_country,
    make_event,
    make_flag,
    make_organisation,
    make_person,
    make_precondition,
    make_question,
    make_recorded_solution,
    make_result,
    make_solution,
    make_total,
)

Visit = Callable[..., Page]


def make_births(**fields: object) -> Solution:
    births = make_solution(
        ref="births-at-the-health-post",
        title="Birth registration at the health post",
        summary="A health worker registers the birth on a phone during the first vaccination, also without a signal.",
        problem="Parents walked to the district office to register a birth, and many never did.",
        how_it_works="The health worker fills nine fields. The phone sends them when it finds a signal.",
        failures="Half of the first printers stopped in the rainy season.",
        languages=["en", "fr"],
        focus_area=FocusArea.objects.get(slug="public-service"),
        evidence="measured",
        step="national",
        **fields,
    )
    make_precondition(births, kind="law", text="Health workers may act as registrars", changeable=False)
    make_precondition(births, kind="connection", text="A signal now and then", fact="internet_users_pct", minimum=15)
    make_result(births, indicator="Days from birth to certificate", measure="time", before=45, after=1, unit="days")
    return births


@dataclass
class Network:
    """Bangladesh exports, Kenya imports."""

    births: Solution = field(default_factory=make_births)

    def __post_init__(self) -> None:
        make_adoption(self.births, importer=make_country("MOZ"), year=2022)
        make_question(self.births, text="Does it work without a signal?", answer="The phone keeps the form.")
        make_flag(self.births, state="upheld", outcome="corrected")
        for title, summary in (
            ("Pension payment by mobile wallet", "Pensioners are paid on their phone and draw the money at a shop."),
            ("Land records on a map", "Village land records are searched on a map and changed with one signature."),
            ("Queue tickets by text message", "People take a number from home and come when it is their turn."),
        ):
            make_recorded_solution(title=title, summary=summary)
        make_event()
        make_total()
        self.importer = make_person(organisation=make_organisation(country=make_country("KEN"), name="Sample registry"))
        self.exporter = make_person(organisation=self.births.organisation)
        self.officer = make_person(Role.SECRETARIAT)
        self.experts = [
            make_person(Role.EXPERT, organisation=make_organisation(country=make_country(iso3)))
            for iso3 in ("PER", "FJI")
        ]
        refresh_index(at=AT)


@pytest.fixture(autouse=True)
def _own_index(settings: Settings, tmp_path: Path) -> Iterator[None]:
    settings.INDEX_DIR = tmp_path / "index"
    settings.VAR_DIR = tmp_path
    forget_names()
    cache.clear()
    yield
    forget_names()


@pytest.fixture
def network(live_server: LiveServer) -> Network:
    load_reference()
    return Network()


@pytest.fixture
def sign_in(visit: Visit) -> Callable[..., Page]:
    def come_in(person: Person, code: str = "en", **look: object) -> Page:
        page = visit(f"/{code}/sign-in/", **look)
        page.fill("#id_email", person.email)
        page.fill("#id_password", PASSWORD)
        page.click("main form .btn")
        return page

    return come_in
