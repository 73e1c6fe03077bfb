"""``southsouth figures``: what is counted, and what was published before, apart."""

from __future__ import annotations

import pytest

from southsouth.figures.queries import COUNTED
from southsouth.web.words import KINDS
from tests.makers import make_need, make_solution, make_total

pytestmark = pytest.mark.django_db


def test_numbers_are_printed_live_ones_and_recorded_ones_apart(run):
    make_solution()
    make_solution(visibility="members")
    make_need(origin="sample")
    make_total("partnership_opportunities", value=1244, position=1, source="https://example.org/about")
    make_total("international_workshops", value=20, position=0, source="https://example.org/about")
    assert run("figures").out == (
        "Counted by the platform\n"
        "        2  Solutions shown (1 of them not open to everyone)\n"
        "        0  Needs open (1 samples not counted)\n"
        "        0  Adoptions recorded\n"
        "        0  Adopted or in operation\n"
        "        0  Countries involved\n"
        "        0  Workshops recorded\n"
        "        0  Field visits recorded\n"
        "        0  Webinars recorded\n"
        "\n"
        "Published before the platform\n"
        "       20  international workshops held (https://example.org/about)\n"
        "    1,244  partnership opportunities created (https://example.org/about)\n"
    )


def test_every_figure_has_words():
    assert set(KINDS["figure"]) == set(KINDS["figure_means"]) == set(COUNTED)


def test_without_totals_nothing_is_said_of_them(run):
    assert "Published before" not in run("figures").out
