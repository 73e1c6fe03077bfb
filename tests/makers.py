"""One plain maker per record: boring defaults, every field overridden by its name.

``AT`` is when everything happens unless a test says otherwise.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import sha256
from itertools import count

from southsouth.catalogue.lifecycle import SHOWN_NEEDS, SHOWN_SOLUTIONS, AdoptionStatus, NeedState, SolutionState
from southsouth.catalogue.models import (
    Adoption,
    Attachment,
    AttachmentContent,
    BuildingBlock,
    Endorsement,
    Exporter,
    Flag,
    Need,
    NeedAnswer,
    Place,
    Precondition,
    Question,
    Result,
    Review,
    Solution,
    Source,
    Translation,
    Version,
)
from southsouth.catalogue.models.translations import digest_of
from southsouth.engine.fit.profiles import Evidence, PreconditionKind
from southsouth.events.models import Event
from southsouth.figures.models import RecordedTotal
from southsouth.matching.lifecycle import Answer, Side
from southsouth.matching.models import Interest, Match, MatchRun, SavedSearch, WeightSet
from southsouth.members.lifecycle import Origin, Role
from southsouth.members.models import Organisation, Person
from southsouth.reference.models import ContextFact, Country, FocusArea, Goal, Language, Target, Topic
from southsouth.reference.models.shipped import names_of, table

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PASSWORD = "a long password for tests"
SOURCE = "https://example.org/source"
ORGANISATION_ROLES = (Role.FOCAL_POINT,)

_numbers = count(1)


def number() -> int:
    """A number no other record of this process has."""
    return next(_numbers)


@cache
def _shipped_countries() -> dict[str, dict[str, str]]:
    return {row["iso3"]: row for row in table("countries")}


def make_country(iso3: str = "BGD", **fields: object) -> Country:
    """A country by its code, with its shipped names and region; the same row however often it is asked for."""
    row = _shipped_countries().get(iso3, {})
    plain = {
        "iso2": row.get("iso2", iso3[:2]),
        "status": row.get("status", "un_member"),
        "names": names_of(row) or {"en": iso3},
        "region": row.get("region", ""),
        "subregion": row.get("subregion", ""),
        "official_languages": [code for code in row.get("official_languages", "").split(";") if code],
        "global_south": row.get("global_south", "true") == "true",
    }
    country, new = Country.objects.get_or_create(iso3=iso3, defaults={**plain, **fields})
    if not new and fields:
        Country.objects.filter(iso3=iso3).update(**fields)
        country.refresh_from_db()
    return country


def make_fact(country: Country | None = None, fact: str = "internet_users_pct", **fields: object) -> ContextFact:
    plain = {"value": 50.0, "unit": "", "year": 2023, "source": "gapminder-sg:IT.NET.USER.ZS"}
    return ContextFact.objects.create(country=country or make_country(), fact=fact, **{**plain, **fields})


def make_language(code: str = "en", **fields: object) -> Language:
    plain = {"names": {"en": code}, "own_name": code, "rtl": code == "ar", "interface": True}
    return Language.objects.get_or_create(code=code, defaults={**plain, **fields})[0]


def make_area(slug: str = "public-service", **fields: object) -> FocusArea:
    plain = {"names": {"en": slug.replace("-", " ").capitalize()}}
    return FocusArea.objects.get_or_create(slug=slug, defaults={**plain, **fields})[0]


def make_topic(slug: str = "one-stop-services", *, area: FocusArea | None = None, **fields: object) -> Topic:
    plain = {"area": area or make_area(), "names": {"en": slug.replace("-", " ").capitalize()}}
    return Topic.objects.get_or_create(slug=slug, defaults={**plain, **fields})[0]


def make_goal(goal: int = 16, **fields: object) -> Goal:
    return Goal.objects.get_or_create(number=goal, defaults={"names": {"en": f"Goal {goal}"}, **fields})[0]


def make_target(code: str = "16.6", **fields: object) -> Target:
    plain = {"goal": make_goal(int(code.partition(".")[0])), "names": {"en": f"Target {code}"}}
    return Target.objects.get_or_create(code=code, defaults={**plain, **fields})[0]


def make_organisation(**fields: object) -> Organisation:
    """A government body of Bangladesh."""
    own = number()
    plain = {"ref": f"organisation-{own}", "name": f"Ministry {own}"}
    if "country" not in fields:
        plain["country"] = make_country()
    return Organisation.objects.create(**{**plain, **fields})


def make_person(role: str = Role.FOCAL_POINT, **fields: object) -> Person:
    """Somebody who may sign in with ``PASSWORD``; a focal point has an organisation."""
    own = number()
    plain = {"email": f"person-{own}@example.org", "name": f"Person {own}", "role": role, "password": PASSWORD}
    if role in ORGANISATION_ROLES and "organisation" not in fields:
        plain["organisation"] = make_organisation()
    return Person.objects.create_user(**{**plain, **fields})


def make_solution(state: str = SolutionState.PUBLISHED, *, exporters: bool = True, **fields: object) -> Solution:
    """A solution of an organisation, which exports it (unless ``exporters=False``)."""
    own = number()
    plain = {
        "ref": f"solution-{own}",
        "title": f"Solution {own}",
        "summary": "Officials serve people at one counter.",
        "state": state,
        "created_at": AT,
        "changed_at": AT,
        "published_at": AT if state in SHOWN_SOLUTIONS else None,
    }
    if "organisation" not in fields:
        plain["organisation"] = make_organisation()
    many = {name: fields.pop(name) for name in ("topics", "goals", "targets") if name in fields}
    solution = Solution.objects.create(**{**plain, **fields})
    for name, rows in many.items():
        getattr(solution, name).set(rows)
    if exporters and solution.organisation is not None and solution.organisation.country is not None:
        make_exporter(solution, country=solution.organisation.country, organisation=solution.organisation)
    return solution


def make_whole_solution(state: str = SolutionState.DRAFT, **fields: object) -> Solution:
    """A solution with every part reviewers ask for."""
    plain = {
        "problem": "People came four times and waited for hours.",
        "how_it_works": "One counter takes the papers; the offices behind it do the rest.",
        "failures": "The first counter had no trained staff.",
        "licence": "CC BY 4.0",
        "visits_a_year": 4,
    }
    solution = make_solution(state, **{**plain, **fields})
    make_block(solution)
    make_precondition(solution)
    make_result(solution)
    return solution


def make_exporter(solution: Solution | None = None, **fields: object) -> Exporter:
    plain: dict[str, object] = {} if "country" in fields else {"country": make_country()}
    return Exporter.objects.create(solution=solution or make_solution(exporters=False), **{**plain, **fields})


def make_block(solution: Solution | None = None, **fields: object) -> BuildingBlock:
    plain = {"title": "One counter", "text": "Takes all papers."}
    return BuildingBlock.objects.create(solution=solution or make_solution(), **{**plain, **fields})


def make_precondition(solution: Solution | None = None, **fields: object) -> Precondition:
    plain = {"kind": PreconditionKind.LAW, "text": "A law that lets one office act for another"}
    return Precondition.objects.create(solution=solution or make_solution(), **{**plain, **fields})


def make_result(solution: Solution | None = None, **fields: object) -> Result:
    plain = {"measure": "visits", "indicator": "Visits per paper", "before": 4, "after": 1, "year": 2024}
    return Result.objects.create(solution=solution or make_solution(), **{"source": SOURCE, **plain, **fields})


def make_place(solution: Solution | None = None, **fields: object) -> Place:
    plain: dict[str, object] = {"name": "Dhaka", "since": 2015}
    if "country" not in fields:
        plain["country"] = make_country()
    return Place.objects.create(solution=solution or make_solution(), **{**plain, **fields})


def make_source(solution: Solution | None = None, **fields: object) -> Source:
    return Source.objects.create(solution=solution or make_solution(), **{"url": f"{SOURCE}/{number()}", **fields})


def make_review(solution: Solution | None = None, **fields: object) -> Review:
    plain = {"clarity": 3, "results": 2, "transfer": 2, "safeguards": 2, "evidence": Evidence.MEASURED}
    plain |= {"answer": "publish", "at": AT}
    if "reviewer" not in fields:
        plain["reviewer"] = make_person(Role.EXPERT)
    return Review.objects.create(solution=solution or make_solution(SolutionState.IN_REVIEW), **{**plain, **fields})


def make_need(state: str = NeedState.OPEN, **fields: object) -> Need:
    """A need of an organisation, for that organisation's country."""
    own = number()
    plain = {
        "ref": f"need-{own}",
        "title": f"Need {own}",
        "problem": "People travel far and come again because a paper is missing.",
        "state": state,
        "created_at": AT,
        "changed_at": AT,
        "opened_at": AT if state in SHOWN_NEEDS else None,
    }
    if "organisation" not in fields:
        plain["organisation"] = make_organisation(country=make_country("KEN"))
    many = {name: fields.pop(name) for name in ("topics", "goals") if name in fields}
    values = {**plain, **fields}
    if "country" not in values and values["organisation"] is not None:
        values["country"] = values["organisation"].country
    need = Need.objects.create(**values)
    for name, rows in many.items():
        getattr(need, name).set(rows)
    return need


def make_need_answer(
    need: Need | None = None, precondition: Precondition | None = None, **fields: object
) -> NeedAnswer:
    return NeedAnswer.objects.create(
        need=need or make_need(), precondition=precondition or make_precondition(), **{"there": True, **fields}
    )


def make_endorsement(need: Need | None = None, **fields: object) -> Endorsement:
    plain = {"official": "A. Official", "post": "Permanent secretary", "digest": f"{number():064}"}
    plain |= {"asked_at": AT, "expires_at": AT + timedelta(days=30)}
    return Endorsement.objects.create(need=need or make_need(NeedState.DRAFT), **{**plain, **fields})


def make_adoption(solution: Solution | None = None, **fields: object) -> Adoption:
    """Taken up in Kenya, as a public source says."""
    plain = {
        "ref": f"adoption-{number()}",
        "year": 2020,
        "status": AdoptionStatus.IN_OPERATION,
        "source": SOURCE,
        "changed_at": AT,
    }
    if "exporter" not in fields:
        plain["exporter"] = make_country()
    if "importer" not in fields:
        plain["importer"] = make_country("KEN")
    return Adoption.objects.create(solution=solution or make_solution(), **{**plain, **fields})


def make_question(kept: Need | Solution | None = None, *, answer: str = "", **fields: object) -> Question:
    """A member from Peru asks; with an ``answer`` it is answered."""
    kept = kept or make_solution()
    plain = {"ref": f"question-{number()}", "text": "How many clerks does it take?", "asked_at": AT}
    plain |= {"need": kept} if isinstance(kept, Need) else {"solution": kept}
    if "asker" not in fields:
        plain["asker"] = make_person(organisation=make_organisation(country=make_country("PER")))
        plain["country"] = make_country("PER")
    if answer:
        plain |= {"state": "answered", "answer": answer, "answer_language": "en", "answered_at": AT}
    return Question.objects.create(**{**plain, **fields})


def make_flag(what: Need | Solution | Adoption | None = None, **fields: object) -> Flag:
    """Somebody without an account says that a figure is wrong."""
    what = what or make_solution()
    plain = {"ref": f"flag-{number()}", "kind": "figure", "text": "The report says 14, not 45.", "at": AT}
    plain |= {what._meta.model_name: what}
    if fields.get("state", "open") != "open":
        plain |= {"decision": "The report was read again.", "decided_at": AT}
    return Flag.objects.create(**{**plain, **fields})


def make_version(kept: Need | Solution | None = None, **fields: object) -> Version:
    """The record's title as its only content, shown as openly as the record is."""
    kept = kept or make_solution()
    kind = kept._meta.model_name
    plain = {
        kind: kept,
        "number": kept.versions.count() + 1,
        "at": AT,
        "deed": "changed",
        "form": 1,
        "digest": "0" * 64,
    }
    plain |= {"content": {"title": kept.title}, "shown": True, "visibility": kept.visibility}
    return Version.objects.create(**{**plain, **fields})


def make_event(**fields: object) -> Event:
    own = number()
    plain = {
        "ref": f"event-{own}",
        "title": f"Workshop {own}",
        "kind": "workshop",
        "starts": "2019-06",
        "source": SOURCE,
    }
    return Event.objects.create(**{**plain, **fields})


def make_total(name: str = "field_visits", **fields: object) -> RecordedTotal:
    return RecordedTotal.objects.create(name=name, **{"value": 16, "source": SOURCE, **fields})


def make_weights(**fields: object) -> WeightSet:
    plain = {"version": number(), "values": {}, "note": "To begin with", "made_at": AT}
    return WeightSet.objects.create(**{**plain, **fields})


def make_run(need: Need | None = None, **fields: object) -> MatchRun:
    plain = {"catalogue": "0" * 64, "model": "test", "considered": 1, "at": AT}
    need = need or make_need()
    if "weights" not in fields:
        plain["weights"] = WeightSet.objects.filter(active=True).first() or make_weights(active=True)
    return MatchRun.objects.create(need=need, **{"need_seen": need.changed_at, **plain, **fields})


def make_match(need: Need | None = None, solution: Solution | None = None, **fields: object) -> Match:
    """A good fit of the need's newest run, or of a new one."""
    need = need or make_need()
    plain = {"rank": 1, "score": 70.0, "band": "good", "parts": {"problem": 0.7}, "shares": {"problem": 70.0}}
    plain |= {"reasons": [], "gaps": [], "missing": [], "known": 0, "asked": 0}
    if "run" not in fields:
        plain["run"] = need.runs.first() or make_run(need)
    return Match.objects.create(need=need, solution=solution or make_solution(), **{**plain, **fields})


def make_interest(match: Match | None = None, **fields: object) -> Interest:
    """The importer says yes."""
    match = match or make_match()
    plain = {"side": Side.IMPORTER, "answer": Answer.YES, "at": AT, "run": match.run, "rank": match.rank}
    if "by" not in fields:
        plain["by"] = make_person()
    return Interest.objects.create(match=match, **{**plain, **fields})


def make_recorded_solution(**fields: object) -> Solution:
    """A published solution compiled from public sources, kept by nobody."""
    plain = {"origin": Origin.RECORDED, "organisation": None}
    solution = make_solution(**{**plain, **fields})
    make_exporter(solution)
    make_source(solution)
    return solution


def make_search(person: Person | None = None, **fields) -> SavedSearch:
    given = {"kind": "solutions", "text": "births", "name": "Births", "saved_at": AT, "looked_at": AT}
    return SavedSearch.objects.create(person=person or make_person(), **(given | fields))


def make_translation(kept: Need | Solution | None = None, language: str = "fr", field: str = "title", **fields):
    kept = kept or make_solution()
    given = {
        "text": f"{field} in {language}",
        "state": "approved",
        "of_digest": digest_of(str(getattr(kept, field))),
        "at": AT,
    }
    where = {kept._meta.model_name: kept, "language": language, "field": field}
    return Translation.objects.create(**(given | fields), **where)


def make_attachment(kept: Need | Solution | None = None, data: bytes = b"words", **fields) -> Attachment:
    kept = kept or make_solution()
    given = {
        "title": "The form",
        "name": "form.txt",
        "media_type": "text/plain",
        "size": len(data),
        "digest": sha256(data).hexdigest(),
        "added_at": AT,
        kept._meta.model_name: kept,
    }
    made = Attachment.objects.create(**(given | fields))
    AttachmentContent.objects.create(attachment=made, data=data)
    return made
