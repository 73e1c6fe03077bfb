"""The frame of the page, messages and ways through the site."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from types import SimpleNamespace

from southsouth.matching.lifecycle import RefreshStep
from southsouth.matching.queries import Progress
from southsouth.web.context import LanguageLink
from southsouth.web.desk.samples.standins import MOMENT, VISITOR, need, person, solution
from southsouth.web.paging import Page

States = Mapping[str, Mapping[str, object]]
LINKS = [LanguageLink("en", "English", "#", True), LanguageLink("ar", "العربية", "#", False)]


class Message:
    def __init__(self, level_tag: str, words: str) -> None:
        self.level_tag = level_tag
        self.words = words

    def __str__(self) -> str:
        return self.words


def steps() -> States:
    links = [
        SimpleNamespace(number=1, name="The problem", url="#", state="done"),
        SimpleNamespace(number=2, name="Your context", url="#", state="now"),
        SimpleNamespace(number=3, name="Check and send", url="#", state="to_do"),
    ]
    first = [
        SimpleNamespace(number=place, name=each.name, url="", state=each.state) for place, each in enumerate(links)
    ]
    return {"saved": {"links": links, "saved": "12 March 2026, 14:05 UTC"}, "first": {"links": first, "saved": ""}}


def progress() -> States:
    since = MOMENT - timedelta(minutes=1)
    return {
        "index": {"progress": Progress(RefreshStep.INDEX, 1, 1, since)},
        "needs": {"progress": Progress(RefreshStep.NEEDS, 212, 640, since)},
    }


def pages() -> States:
    links = ((1, "?page=1"), (0, ""), (4, "?page=4"), (5, "?page=5"), (6, "?page=6"), (0, ""), (9, "?page=9"))
    middle = Page([], 5, 9, 180, 81, 100, links, "?page=4", "?page=6")
    return {"middle": {"page": middle}, "one": {"page": Page([], 1, 1, 3, 1, 3, ((1, "."),), "", "")}}


def tasks() -> States:
    lines = [
        SimpleNamespace(title=need().title, url="#", word="Late", tone="bad", why="Asks for a solution", language="en"),
        SimpleNamespace(title=solution().title, url="#", word="Draft", tone="give", why="", language="en"),
        SimpleNamespace(title=need().title, url="#", word="Plain", tone="", why="", language=""),
    ]
    plain = {"heading": "Drafts", "id": "sample-tasks", "none": "Everything is sent."}
    return {"three": {**plain, "tasks": lines}, "none": {**plain, "tasks": []}}


SAMPLES: Mapping[str, Callable[[], States]] = {
    "foot": lambda: {"always": {}},
    "languages": lambda: {"two": {"languages": LINKS}},
    "menu": lambda: {
        "visitor": {"section": "needs", "user": VISITOR},
        "member": {"section": "workspace", "user": person()},
        "secretariat": {"section": "desk", "user": person(is_secretariat=True)},
    },
    "messages": lambda: {
        "good": {"messages": [Message("success", "Saved.")]},
        "bad": {"messages": [Message("error", "Not sent. Nothing is lost.")]},
    },
    "crumbs": lambda: {"two": {"steps": [("#", "Needs"), ("#", need().title)]}, "none": {"steps": []}},
    "none": lambda: {
        "whole": {
            "title": "Your shortlist is empty",
            "why": "Add solutions.",
            "address": "#",
            "step": "Find solutions",
        },
        "short": {"title": "Nothing here yet", "why": "", "address": "", "step": ""},
    },
    "form_steps": steps,
    "progress": progress,
    "pages": pages,
    "tasks": tasks,
    "sorts": lambda: {"two": {"sorts": [("newest", "#"), ("title", "#")], "sort": "newest"}},
    "downloads": lambda: {
        "plain": {"kind": "solutions", "query": ""},
        "chosen": {"kind": "needs", "query": "?area=work"},
    },
}
