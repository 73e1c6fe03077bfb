"""Advice before sending."""

from __future__ import annotations

import pytest

from southsouth.catalogue.models import Source
from southsouth.catalogue.queries.selfcheck import Advice, second_look
from tests.makers import make_need, make_result, make_solution

pytestmark = pytest.mark.django_db


def test_what_may_be_somebodys_is_found_and_figures_of_a_service_are_not():
    need = make_need(
        title="Register births",
        problem="Call Amina at +254 700 123 456 or amina@example.org. 23,000 births in 2019-2024 cost US$1,200,000.",
    )
    assert second_look(need) == [
        Advice("address", "problem", "amina@example.org"),
        Advice("number", "problem", "+254 700 123 456"),
    ]


def test_long_sentences_are_quoted():
    words = " ".join(["word"] * 41)
    assert second_look(make_need(problem=f"Short. {words}! Short.")) == [
        Advice("long_sentence", "problem", f"{words[:60]}…")
    ]
    assert second_look(make_need(problem=" ".join(["word"] * 40))) == []


def test_figures_and_sources_that_cannot_be_checked():
    solution = make_solution(title="Births", summary="Short", problem="")
    make_result(solution, indicator="days", before=30, after=2, year=None, source="")
    make_result(solution, indicator="fees", before=None, after=2, year=2020, source="A report")
    make_result(solution, indicator="told in words", before=None, after=None, year=None, source="")
    Source.objects.create(solution=solution, url="http://example.org/a")
    Source.objects.create(solution=solution, url="https://example.org/b", position=1)
    assert second_look(solution) == [
        Advice("no_year", "results", "days"),
        Advice("no_source", "results", "days"),
        Advice("plain_link", "sources", "http://example.org/a"),
    ]
