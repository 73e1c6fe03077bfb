"""Questions and challenges as lines of the reader's lists."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from southsouth.catalogue.lifecycle import FlagState, QuestionState
from southsouth.catalogue.models import Flag, Need, Question, Solution
from southsouth.catalogue.policies import visible_flags
from southsouth.catalogue.queries.challenges import flags_to_answer
from southsouth.catalogue.queries.questions import asked_by, questions_for
from southsouth.members.models import Person
from southsouth.members.policies import Actor
from southsouth.web.words import word_of
from southsouth.web.words.numbers import day_text
from southsouth.web.workspace.overview import Task

WITHIN = timedelta(days=14)
"""How long a question waits before it is late."""
MOST = 30
TONES: Mapping[str, str] = {
    QuestionState.ASKED: "give",
    QuestionState.ANSWERED: "good",
    QuestionState.DECLINED: "bad",
    FlagState.OPEN: "give",
}


def questions_waiting(person: Person, at: datetime) -> list[Task]:
    """What others asked and the reader answers, the longest wait first."""
    return [_waiting(question, at) for question in questions_for(person)[:MOST]]


def _waiting(question: Question, at: datetime) -> Task:
    late = question.asked_at < at - WITHIN
    words = _("Late: waits since %(day)s") if late else _("Waits since %(day)s")
    word = words % {"day": day_text(question.asked_at.date())}
    return _task(question, word, "bad" if late else "give")


def own_questions(person: Person) -> list[Task]:
    """What the reader asked, with what became of it."""
    return [
        _task(question, word_of("question_state", question.state).capitalize(), TONES.get(question.state, ""))
        for question in asked_by(person)[:MOST]
    ]


def _task(question: Question, word: str, tone: str) -> Task:
    short = question.text if len(question.text) <= 160 else f"{question.text[:159]}…"
    why = _("About “%(title)s”") % {"title": question.kept.title}
    return Task(short, reverse("workspace:question", args=[question.ref]), word, tone, why, question.language)


def challenges(kept: Need | Solution, actor: Actor) -> list[Task]:
    """Challenges to a record as its keeper reads them, the newest first."""
    rows = visible_flags(actor).about(kept).order_by("-at", "-pk")
    return [_challenge(flag) for flag in rows[:MOST]]


def challenges_waiting(person: Person, at: datetime) -> list[Task]:
    """Challenges to the own records that nobody has replied to, the longest wait first."""
    return [_unanswered(flag, at) for flag in flags_to_answer(person)[:MOST]]


def _unanswered(flag: Flag, at: datetime) -> Task:
    kept, page = flag.kept, reverse("workspace:flag", args=[flag.ref])
    word = _("Reply before it is decided")
    tone = "bad" if flag.at < at - WITHIN else "give"
    return Task(kept.title, page, word, tone, word_of("flag_kind", flag.kind).capitalize(), kept.language)


def _challenge(flag: Flag) -> Task:
    title = word_of("flag_kind", flag.kind).capitalize()
    word = word_of("flag_state", flag.state).capitalize()
    page = reverse("workspace:flag", args=[flag.ref])
    return Task(title, page, word, TONES.get(flag.state, ""), flag.decision or flag.text)
