"""How tests read a page: its fields, its errors, its words."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

from django.http import HttpResponse

VOID = {"input", "br", "img", "meta", "link", "hr"}


class Form(HTMLParser):
    """The values a browser would send for the forms of a page, by name; ``errors``: texts beside fields."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.fields: dict[str, list[str]] = {}
        self.ids: set[str] = set()
        self.links: set[str] = set()
        self._name = ""
        self._text: list[str] = []
        self._select = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if "id" in found:
            self.ids.add(found["id"])
        if tag == "a":
            self.links.add(found.get("href", ""))
        if tag == "input":
            self._input(found)
        if tag == "textarea":
            self._name, self._text = found.get("name", ""), []
        if tag == "select":
            self._select = found.get("name", "")
        if tag == "option" and self._select:
            self._option(found)

    def _option(self, found: dict[str, str]) -> None:
        """Without a choice a browser sends the first."""
        if "selected" in found or self._select not in self.fields:
            self.fields[self._select] = [found.get("value", "")]

    def _input(self, found: dict[str, str]) -> None:
        kind, name = found.get("type", "text"), found.get("name")
        if not name or kind in ("submit", "file") or (kind in ("radio", "checkbox") and "checked" not in found):
            return
        self.fields.setdefault(name, []).append(found.get("value", "on" if kind == "checkbox" else ""))

    def handle_data(self, data: str) -> None:
        self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._name:
            self.fields.setdefault(self._name, []).append("".join(self._text).removeprefix("\n"))
            self._name = ""
        if tag == "select":
            self._select = ""


def form_of(response: HttpResponse) -> dict[str, list[str]]:
    """What a browser would send back if nothing were changed."""
    return Form(response.content.decode()).fields


def value_of(response: HttpResponse, name: str) -> str:
    return form_of(response)[name][0]


def said(response: HttpResponse) -> str:
    """The words of a page in one line, without marks."""
    body = re.sub(r"<(script|style|head)\b.*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def errors_of(response: HttpResponse) -> list[tuple[str, str]]:
    """The summary of errors: where each leads, and what it says. Every target is on the page."""
    html = response.content.decode()
    box = re.search(r'<div class="note bad" id="errors".*?</div>', html, re.DOTALL)
    found = re.findall(r'<li><a href="#([^"]*)">(.*?)</a></li>', box.group(0), re.DOTALL) if box else []
    general = re.findall(r"<li>(?!<a)(.*?)</li>", box.group(0), re.DOTALL) if box else []
    assert {target for target, _ in found} <= Form(html).ids
    return [("", unescape(words)) for words in general] + [(target, unescape(words)) for target, words in found]
