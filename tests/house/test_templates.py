"""Templates hold no script, no layout in attributes, and no word that is not marked for translation."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from tests.house.reading import PACKAGE, name_of, template_files

COMMENT = re.compile(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", re.DOTALL)
MARKED = re.compile(r"\{% blocktranslate.*?%\}.*?\{% endblocktranslate %\}", re.DOTALL)
TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
WORD = re.compile(r"[^\W\d_]{2,}")
SPOKEN = ("title", "aria-label", "placeholder", "alt", "label")
NOT_WORDS = {"CSV", "JSON", "XLSX", "JSONL", "PDF", "SDG", "US", "API", "km"}
"""Names that are the same in every language."""


class Texts(HTMLParser):
    """What a reader would read or hear of a template."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self.styles: list[str] = []
        self.scripts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.texts += [value for name, value in attrs if name in SPOKEN and value]
        self.styles += [value for name, value in attrs if name == "style" and value]
        self.scripts += [name for name, _ in attrs if name.startswith("on")]
        if tag == "style" or (tag == "script" and "src" not in dict(attrs)):
            self.scripts.append(tag)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def read(source: str) -> Texts:
    parser = Texts()
    parser.feed(TAG.sub(" ", MARKED.sub(" ", COMMENT.sub("", source))))
    return parser


def unmarked(source: str) -> list[str]:
    return [word for text in read(source).texts for word in WORD.findall(text) if word not in NOT_WORDS]


@pytest.mark.parametrize("path", template_files(), ids=name_of)
def test_every_word_is_marked(path):
    assert unmarked(path.read_text(encoding="utf-8")) == []


def test_a_word_that_is_not_marked_is_seen():
    assert unmarked('<p title="Hello">{% translate "Good" %} friend {# note #}{{ name }}</p>') == ["Hello", "friend"]


@pytest.mark.parametrize("path", template_files(), ids=name_of)
def test_no_script_and_no_layout_in_attributes(path):
    found = read(path.read_text(encoding="utf-8"))
    assert found.scripts == []
    assert [style for style in found.styles if not re.fullmatch(r"(--[a-z]+:[^;:]*;?)+", style)] == []


@pytest.mark.parametrize("path", [path for path in template_files() if "parts" in path.parts], ids=name_of)
def test_every_part_names_its_inputs(path):
    head = path.read_text(encoding="utf-8").lstrip()
    assert re.match(r"(\{% load [^%]*%\}\s*)*\{# .+", head), "a part begins with one comment that says what it takes"


@pytest.mark.parametrize("path", template_files(), ids=name_of)
def test_long_sentences_are_trimmed(path):
    source = path.read_text(encoding="utf-8")
    untrimmed = [each for each in re.findall(r"\{% blocktranslate.*?%\}", source) if "trimmed" not in each]
    assert untrimmed == []


def test_styles_know_no_left_and_right():
    css = (PACKAGE / "static" / "site.css").read_text(encoding="utf-8")
    physical = re.findall(
        r"(?:margin|padding|border)-(?:left|right)|[^-\w](?:left|right)\s*:|text-align:\s*(?:left|right)", css
    )
    assert physical == []
