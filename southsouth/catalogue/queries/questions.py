"""Reads of the questions on one record, and of those that wait for somebody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from southsouth.catalogue.lifecycle import QuestionState
from southsouth.catalogue.models import Need, Question, Solution
from southsouth.catalogue.models.questions import QuestionQuerySet
from southsouth.catalogue.policies import keeps, visible_questions
from southsouth.members.lifecycle import Role
from southsouth.members.models import Person
from southsouth.members.policies import Actor


@dataclass(frozen=True, slots=True)
class Asked:
    """The questions on one record, as one reader sees them: answered ones, and those that wait."""

    answered: Sequence[Question]
    waiting: Sequence[Question]


def questions_on(kept: Need | Solution, actor: Actor) -> Asked:
    """One read. Of those that wait, a member sees the own ones, the keeper and the secretariat all."""
    shown = [QuestionState.ANSWERED, QuestionState.ASKED]
    rows = list(visible_questions(actor).about(kept).filter(state__in=shown).for_lists())
    answered = [each for each in rows if each.state == QuestionState.ANSWERED]
    return Asked(
        sorted(answered, key=lambda each: (each.answered_at or each.asked_at, each.pk), reverse=True),
        [each for each in rows if each.state == QuestionState.ASKED],
    )


def found_in(questions: Sequence[Question], words: str) -> list[Question]:
    """Those with every one of the words in question or answer."""
    wanted = words.casefold().split()
    return [each for each in questions if all(word in f"{each.text} {each.answer}".casefold() for word in wanted)]


def questions_for(person: Person) -> QuestionQuerySet:
    """What waits for this person's answer: on records of the own organisation; of none, for the secretariat."""
    rows = visible_questions(person).waiting().for_lists()
    if person.is_secretariat:
        return rows.filter(
            Q(solution__isnull=False, solution__organisation=None) | Q(need__isnull=False, need__organisation=None)
        )
    if person.role != Role.FOCAL_POINT:
        return rows.none()
    return rows.filter(Q(solution__organisation=person.organisation_id) | Q(need__organisation=person.organisation_id))


def asked_by(person: Person) -> QuestionQuerySet:
    """What this person asked, the newest first."""
    return visible_questions(person).filter(asker=person).for_lists().order_by("-asked_at", "-pk")


def knows_asker(actor: Actor, question: Question) -> bool:
    """The keeper of the record knows who asked; others know no more than a country."""
    return keeps(actor, question.kept)
