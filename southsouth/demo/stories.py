"""What the people of the demonstration have done so far: needs and solutions in every state, by the usual deeds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from southsouth.catalogue.actions.endorsements import ask_endorsement, confirm_endorsement
from southsouth.catalogue.actions.needs import open_need, start_need, submit_need
from southsouth.catalogue.actions.reviews import review_solution
from southsouth.catalogue.actions.solutions import save_solution, send_to_review, start_solution, submit_solution
from southsouth.catalogue.lifecycle import NeedState, ReviewAnswer
from southsouth.catalogue.models import Solution
from southsouth.engine.fit.profiles import Evidence
from southsouth.matching.actions import answer_match
from southsouth.matching.lifecycle import Answer, Side
from southsouth.matching.models import Match
from southsouth.members.models import Person
from southsouth.reference.models import FocusArea, Goal, Topic

People = Mapping[str, Person]
MARKS = {"clarity": 3, "results": 2, "transfer": 2, "safeguards": 2}


def tell(people: People, *, at: datetime) -> None:
    tell_needs(people, at=at)
    tell_solutions(people, at=at)


def tell_interest(people: People, *, at: datetime) -> None:
    """The importing side says yes to what the exporting side offers, where the two were matched; the clock runs."""
    importer, exporter = people["importer"], people["exporter"]
    offered = Match.objects.live().filter(
        need__organisation=importer.organisation, solution__organisation=exporter.organisation
    )
    for match in offered.filter(need__state=NeedState.OPEN, need__visibility="public").best_needs_first()[:1]:
        note = "We would like to see a district office at work."
        answer_match(match, side=Side.IMPORTER, answer=Answer.YES, note=note, by=importer, at=at)


def _about(area: str, topics: tuple[str, ...], goals: tuple[int, ...]) -> dict[str, object]:
    return {
        "focus_area": FocusArea.objects.get(slug=area),
        "topics": list(Topic.objects.filter(slug__in=topics)),
        "goals": list(Goal.objects.filter(number__in=goals)),
    }


def tell_needs(people: People, *, at: datetime) -> None:
    """An open one, one that waits for triage, a confidential one, a draft, and one that an official stands behind."""
    importer, officer = people["importer"], people["officer"]
    queue = start_need(QUEUE | _about("public-service", ("one-stop-services",), (16,)), by=importer, at=at)
    open_need(submit_need(queue, by=importer, at=at), by=officer, at=at)
    claims = start_need(CLAIMS | _about("finance", ("social-security",), (1,)), by=importer, at=at)
    submit_need(claims, by=importer, at=at)
    secret = start_need(SECRET | _about("civil-service", ("integrity-accountability",), (16,)), by=importer, at=at)
    open_need(submit_need(secret, by=importer, at=at), by=officer, at=at)
    start_need(DRAFT, by=importer, at=at)
    late = start_need(SUPPLIERS | _about("civil-service", ("performance-delivery",), (16,)), by=importer, at=at)
    secret_of_link = ask_endorsement(late, official="Sample official", post="Sample secretary", by=importer, at=at)
    confirm_endorsement(secret_of_link, at=at)


def tell_solutions(people: People, *, at: datetime) -> None:
    """A published one with two reviews that changed since, one in review, and a draft."""
    exporter = people["exporter"]
    published = _reviewed(COUNTER, COUNTER_PARTS, people, at=at)
    for key in ("expert", "expert2"):
        _say_yes(published, by=people[key], at=at + timedelta(minutes=1))
    since = at + timedelta(minutes=2)
    save_solution(published, COUNTER_SINCE, by=exporter, at=since, note="A year later: fewer visits, one lesson more.")
    _reviewed(COMPLAINTS, COMPLAINTS_PARTS, people, at=at)
    start_solution(LIBRARY, by=exporter, at=at)


def _reviewed(
    values: Mapping[str, object], parts: Mapping[str, list[dict[str, object]]], people: People, *, at: datetime
) -> Solution:
    """Written, submitted and handed to the reviewers."""
    exporter = people["exporter"]
    about = _about("public-service", ("one-stop-services", "online-services"), (16,))
    solution = start_solution({**values, **about}, by=exporter, at=at)
    solution = save_solution(solution, {}, children=parts, by=exporter, at=at)
    return send_to_review(submit_solution(solution, by=exporter, at=at), by=people["officer"], at=at)


def _say_yes(solution: Solution, *, by: Person, at: datetime) -> Solution:
    comment = "Clear, and honest about what went wrong."
    return review_solution(
        solution, marks=MARKS, evidence=Evidence.MEASURED, answer=ReviewAnswer.PUBLISH, comment=comment, by=by, at=at
    )


QUEUE: dict[str, object] = {
    "title": "People wait a whole day for a certificate",
    "problem": "People queue from dawn at the registry for a certificate and come again when a paper is missing. "
    "Each office has its own counter and its own form.",
    "sufferers": "Mostly people from outside the capital, who lose a day of wages each time.",
    "people_affected": 300000,
    "tried": "A ticket machine, which only showed how long the queue was.",
    "success": "One visit, one counter, and a promised time.",
    "visits_baseline": "3 visits",
    "time_baseline": "One day",
    "connectivity": "slow",
    "languages": ["en", "sw"],
    "law": "A data protection law is in force.",
    "staff": "Forty clerks at the registry.",
    "budget_usd": 250000,
    "kinds_of_help": ["study_visit", "training"],
    "willing_to_host": True,
}
CLAIMS: dict[str, object] = {
    "title": "Informal workers have no pension",
    "problem": "Market traders and drivers earn well in good months but save nothing for old age. "
    "We look for a simple way to contribute by phone.",
    "people_affected": 2000000,
    "success": "A tenth of informal workers contribute regularly after three years.",
    "connectivity": "good",
    "languages": ["en", "sw"],
    "kinds_of_help": ["advice"],
}
SECRET: dict[str, object] = {
    "title": "Payments for services that should be free",
    "problem": "At some counters people are asked for money for free services. "
    "We look for a design of the service that leaves no room for it.",
    "success": "No complaint about asked payments for a year.",
    "languages": ["en"],
    "visibility": "secretariat",
}
DRAFT: dict[str, object] = {
    "title": "Village land records on paper",
    "problem": "Land records lie in one copy at the village office and are damaged by rain.",
}
SUPPLIERS: dict[str, object] = {
    "title": "Departments pay suppliers late and nobody measures it",
    "problem": "Small firms wait months for money from the government and some close. The audit comes a year later and "
    "speaks of money only, not of how departments plan, lead people and pay.",
    "sufferers": "Small suppliers, and the departments that no firm wants to serve.",
    "success": "Every department looks at itself once a year by the same standards, and the result is public.",
    "languages": ["en", "sw"],
    "budget_usd": 60000,
    "kinds_of_help": ["advice", "training"],
}
COUNTER: dict[str, object] = {
    "title": "One counter in every district office",
    "summary": "Clerks trained for several services receive people at one counter; the offices behind it do the rest.",
    "problem": "People went from room to room with the same papers.",
    "how_it_works": "One clerk takes the papers for all services. A shared list shows which office has the case and "
    "until when. A message tells people when to come.",
    "failures": "In the first months clerks sent difficult cases back to the old rooms. Weekly meetings ended that.",
    "licence": "CC BY 4.0",
    "languages": ["en", "fr"],
    "visits_a_year": 4,
    "expert_days_a_year": 20,
    "open_requests_cap": 5,
    "help_given": ["study_visit", "training", "advice"],
    "who_pays": "Host pays the stay, guest pays the travel",
    "cost_low_usd": 40000,
    "cost_high_usd": 120000,
    "step": "national",
}
COUNTER_SINCE: dict[str, object] = {
    "failures": "In the first months clerks sent difficult cases back to the old rooms. Weekly meetings and a named "
    "expert in each office ended that.",
    "visits_a_year": 3,
}
COUNTER_PARTS: dict[str, list[dict[str, object]]] = {
    "blocks": [
        {"title": "Training of clerks", "text": "Three weeks, with exchange of places between offices."},
        {"title": "Shared list of cases", "text": "A simple web list that works on slow lines."},
    ],
    "preconditions": [
        {"kind": "institution", "text": "Offices that accept one counter", "changeable": False},
        {"kind": "connection", "text": "A slow line to each office", "fact": "internet_users_pct", "minimum": 20.0,
         "changeable": True, "note": "Lists can be exchanged once a day"},
    ],
    "results": [
        {"measure": "visits", "indicator": "Visits for one certificate (sample figure)", "before": 4, "after": 1,
         "unit": "visits", "year": 2025, "source": "Sample figure, made up"},
    ],
}  # fmt: skip
COMPLAINTS: dict[str, object] = {
    "title": "Complaints followed by text message",
    "summary": "Every complaint gets a number, and each step sends a message until the person says it is settled.",
    "problem": "Nobody knew what became of a complaint.",
    "how_it_works": "A complaint is taken by phone, paper or web and gets a number. Steps and deadlines are set; "
    "whoever misses one is named in the weekly list.",
    "languages": ["en"],
    "step": "one_place",
}
COMPLAINTS_PARTS: dict[str, list[dict[str, object]]] = {
    "preconditions": [{"kind": "institution", "text": "An office that may ask all others", "changeable": False}],
}
LIBRARY: dict[str, object] = {
    "title": "Forms written in plain language",
    "summary": "Officials and readers rewrite a form together until nobody needs help to fill it in.",
}
