"""The lists that files refer to, small."""

from __future__ import annotations

import pytest

from tests.makers import make_area, make_country, make_goal, make_language, make_target, make_topic


@pytest.fixture(autouse=True)
def _lists(db: None) -> None:
    for iso3 in ("BGD", "BRA", "KEN", "PER"):
        make_country(iso3)
    for code, name in (("en", "English"), ("fr", "French"), ("swa", "Swahili")):
        make_language(code, names={"en": name})
    for area in ("finance", "work"):
        make_area(area)
    for topic in ("one-stop-services", "online-work"):
        make_topic(topic)
    for goal in (1, 16):
        make_goal(goal)
    make_target("16.6")
