"""What a page says, read from its HTML."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from django.http import HttpResponse

VOID = {"meta", "link", "input", "br", "hr", "img", "path"}


class Reader(HTMLParser):
    """Texts and attributes of one kind of element, in the order of the page."""

    def __init__(self, tag: str, mark: str = "") -> None:
        super().__init__(convert_charrefs=True)
        self.tag, self.mark = tag, mark
        self.depth = 0
        self.texts: list[str] = []
        self.attributes: list[dict[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if self.depth:
            self.depth += tag == self.tag and tag not in VOID
        elif tag == self.tag and self.mark in ["", given.get("id"), *given.get("class", "").split()]:
            self.attributes.append(given)
            self.texts.append("")
            self.depth = 0 if tag in VOID else 1

    def handle_endtag(self, tag: str) -> None:
        self.depth -= self.depth > 0 and tag == self.tag

    def handle_data(self, data: str) -> None:
        if self.depth:
            self.texts[-1] += data


def texts(response: HttpResponse, tag: str, mark: str = "") -> list[str]:
    """What every element of a kind says; ``mark``: one of its classes, or its id."""
    reader = Reader(tag, mark)
    reader.feed(response.content.decode())
    return [plain(text) for text in reader.texts]


def attributes(response: HttpResponse, tag: str, name: str, mark: str = "") -> list[str | None]:
    """One attribute of every element of a kind; ``None`` where an element has none."""
    reader = Reader(tag, mark)
    reader.feed(response.content.decode())
    return [each.get(name) for each in reader.attributes]


def said(response: HttpResponse) -> str:
    """Everything the main part of a page says."""
    return texts(response, "main")[0]


def links(response: HttpResponse) -> list[str | None]:
    """Where the links of the main part lead."""
    body = response.content.decode()
    main = body[body.index("<main") : body.index("</main>")]
    return re.findall(r'<a[^>]* href="([^"]*)"', main)


def plain(text: str) -> str:
    return " ".join(re.sub("[\u2060\u2068\u2069]", "", text).split())
