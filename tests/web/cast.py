"""Who meets the pages: one person of every kind, and records of one of them in the states the pages ask for."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from southsouth.catalogue.actions.endorsements import ask_endorsement
from southsouth.catalogue.lifecycle import NeedState, SolutionState
from southsouth.catalogue.models import Attachment, Flag, Need, Question, Solution
from southsouth.events.models import Event
from southsouth.matching.models import Match, SavedSearch, WeightSet
from southsouth.members.lifecycle import Role
from southsouth.members.models import Organisation, Person
from southsouth.reference.models import FocusArea, Topic
from southsouth.web.desk.imports import run
from southsouth.web.desk.uploads import keep, write_down
from tests.makers import (
    AT,
    make_area,
    make_attachment,
    make_country,
    make_event,
    make_flag,
    make_match,
    make_need,
    make_organisation,
    make_person,
    make_question,
    make_search,
    make_solution,
    make_topic,
    make_version,
    make_weights,
    make_whole_solution,
)

ROLES = ("visitor", "owner", "other", "expert", "funder", "secretariat", "administrator", "suspended")


@dataclass
class Cast:
    """``owner`` keeps the records below; ``other`` is the focal point of another organisation."""

    home: Organisation = field(default_factory=lambda: make_organisation(country=make_country("KEN")))

    @cached_property
    def people(self) -> dict[str, Person | None]:
        return {
            "visitor": None,
            "owner": make_person(organisation=self.home),
            "other": make_person(organisation=make_organisation(country=make_country("PER"))),
            "expert": make_person(Role.EXPERT),
            "funder": make_person(Role.FUNDER),
            "secretariat": make_person(Role.SECRETARIAT),
            "administrator": make_person(Role.ADMINISTRATOR),
            "suspended": make_person(organisation=self.home, is_active=False),
        }

    @property
    def owner(self) -> Person:
        person = self.people["owner"]
        assert person is not None
        return person

    def person(self, role: str) -> Person:
        person = self.people[role]
        assert person is not None
        return person

    @cached_property
    def draft(self) -> Need:
        return make_need(NeedState.DRAFT, organisation=self.home, author=self.owner)

    @cached_property
    def sent_need(self) -> Need:
        return make_need(NeedState.SUBMITTED, organisation=self.home)

    @cached_property
    def open_need(self) -> Need:
        return make_need(NeedState.OPEN, organisation=self.home)

    @cached_property
    def match(self) -> Match:
        """A candidate for the open need, of an organisation nobody here speaks for."""
        return make_match(self.open_need, make_solution())

    @cached_property
    def draft_solution(self) -> Solution:
        return make_whole_solution(SolutionState.DRAFT, organisation=self.home, author=self.owner)

    @cached_property
    def published(self) -> Solution:
        return make_whole_solution(SolutionState.PUBLISHED, organisation=self.home)

    @cached_property
    def question(self) -> Question:
        """The other organisation asks about the published solution."""
        return make_question(self.published, asker=self.person("other"))

    @cached_property
    def flag(self) -> Flag:
        """An expert challenges the published solution."""
        return make_flag(self.published, by=self.person("expert"))

    @cached_property
    def sent_solution(self) -> Solution:
        return make_whole_solution(SolutionState.SUBMITTED, organisation=self.home)

    @cached_property
    def changed(self) -> Solution:
        """A published solution with two versions everybody may read."""
        make_version(self.published)
        make_version(self.published, content={"title": "Another title"})
        return self.published

    @cached_property
    def kept_need(self) -> Need:
        """An open need with what it was when it was sent in, which others never saw, and as it was opened."""
        make_version(self.open_need, deed="submitted", shown=False)
        make_version(self.open_need, deed="opened")
        return self.open_need

    @cached_property
    def event(self) -> Event:
        return make_event()

    @cached_property
    def secret(self) -> str:
        """The link that endorses the draft."""
        return ask_endorsement(self.draft, official="A. Official", post="Minister", by=self.owner, at=timezone.now())

    @property
    def attachment(self) -> Attachment:
        return make_attachment(self.published)

    @cached_property
    def search(self) -> SavedSearch:
        return make_search(self.owner)

    @cached_property
    def weights(self) -> WeightSet:
        return make_weights(version=1, active=True)

    @cached_property
    def area(self) -> FocusArea:
        make_area("finance", position=2)
        return make_area("work", position=1)

    @cached_property
    def topic(self) -> Topic:
        return make_topic("pensions", area=self.area)

    @cached_property
    def upload(self) -> str:
        """A file with a bad row that the officer has tried."""
        file = SimpleUploadedFile("areas.csv", b"iso3,fact,value,year,source\nXXX,egdi,0.5,2024,me\n")
        officer = self.person("secretariat")
        kept = keep(file, kind="facts", person=officer.pk, at=AT)
        write_down(kept, run(kept, by=officer, at=AT, dry_run=True))
        return kept.token

    @cached_property
    def in_review(self) -> Solution:
        return make_whole_solution(SolutionState.IN_REVIEW, organisation=self.home)
