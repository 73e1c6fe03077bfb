"""What the people of the demonstration asked each other: on samples only, and answered by made-up bodies."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from southsouth.catalogue.actions.questions import answer_question, ask_question
from southsouth.catalogue.models import Need, Solution
from southsouth.demo.stories import COUNTER, QUEUE
from southsouth.members.lifecycle import Origin
from southsouth.members.models import Person


def tell_questions(people: Mapping[str, Person], *, at: datetime) -> None:
    """Two answered ones, on a sample solution and on a sample need, and one that waits for the importing side."""
    counter = Solution.objects.get(title=COUNTER["title"], origin=Origin.SAMPLE)
    queue = Need.objects.get(title=QUEUE["title"], origin=Origin.SAMPLE)
    _asked(counter, CLERKS, by=people["importer"], answer=NINE, answers=people["exporter"], at=at)
    _asked(queue, PAPERS, by=people["exporter"], answer=THREE, answers=people["importer"], at=at)
    ask_question(queue, text=SECOND_YEAR, language="en", by=people["funder"], at=at)


def _asked(kept: Need | Solution, text: str, *, by: Person, answer: str, answers: Person, at: datetime) -> None:
    question = ask_question(kept, text=text, language="en", by=by, at=at)
    answer_question(question, answer=answer, language="en", by=answers, at=at)


CLERKS = "How many clerks does one district office need at the counter?"
NINE = (
    "In this sample an office starts with nine, three of them in training. After half a year six are enough, "
    "because fewer people come twice."
)
PAPERS = "Which papers are missing most often when people have to come again?"
THREE = (
    "In this sample it is the letter of the village head. Two of three visits end there, and no law asks for it: "
    "only the form does."
)
SECOND_YEAR = "Who would pay for the running of the counter in the second year?"
