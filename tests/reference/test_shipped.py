"""The lists that come with the platform: whole, consistent, in eight languages."""

from __future__ import annotations

import re
from collections import Counter

from southsouth.reference.models import all_credits, credit_of, fact_kinds, region_name, regions
from southsouth.reference.models.shipped import LANGUAGES, document, names_of, table

TARGETS_OF_GOALS = (7, 8, 13, 10, 9, 8, 5, 12, 8, 10, 10, 11, 5, 10, 12, 12, 19)
SCRIPTS = {"ar": "[\u0600-\u06ff]", "ru": "[\u0400-\u04ff]", "zh": "[\u4e00-\u9fff]", "bn": "[\u0980-\u09ff]"}


def test_every_target_of_every_goal_has_a_label_in_every_language():
    rows = table("targets")
    assert Counter(int(row["code"].partition(".")[0]) for row in rows) == dict(enumerate(TARGETS_OF_GOALS, start=1))
    assert len({row["code"] for row in rows}) == 169
    assert [row["code"] for row in rows if set(names_of(row)) != set(LANGUAGES)] == []


def test_labels_of_targets_are_short_and_each_is_another():
    for language in LANGUAGES:
        labels = [row[f"name_{language}"] for row in table("targets")]
        assert len(set(labels)) == 169
        assert max(map(len, labels)) <= 80
        assert [label for label in labels if label != label.strip() or label.endswith(".")] == []


def test_labels_of_targets_are_in_the_script_of_their_language():
    for language, script in SCRIPTS.items():
        assert [row["code"] for row in table("targets") if not re.search(script, row[f"name_{language}"])] == []
    latin = [row[f"name_{language}"] for row in table("targets") for language in ("en", "fr", "es", "pt")]
    assert [label for label in latin if re.search("[\u0400-\uffff]", label.replace("’", ""))] == []


def test_targets_of_a_goal_stand_in_their_order():
    places = [
        (int(goal), sort.isalpha(), sort.zfill(2)) for goal, sort in (r["code"].split(".") for r in table("targets"))
    ]
    assert places == sorted(places)


def test_goals_regions_and_kinds_of_facts_speak_every_language():
    assert [row["number"] for row in table("goals") if set(names_of(row)) != set(LANGUAGES)] == []
    assert [name for name, region in regions().items() if set(region.names) != set(LANGUAGES)] == []
    assert [code for code, kind in fact_kinds().items() if set(kind.names) != set(LANGUAGES)] == []


def test_focus_areas_have_names_and_topics_in_every_language():
    areas = document("focus_areas")
    assert [area["slug"] for area in areas if not set(area["names"]) == set(area["summaries"]) == set(LANGUAGES)] == []
    topics = [topic for area in areas for topic in area["topics"]]
    assert [topic["slug"] for topic in topics if set(topic["names"]) != set(LANGUAGES)] == []
    assert len({topic["slug"] for topic in topics}) == len(topics) == 45


def test_every_fact_is_of_a_known_kind_and_source():
    rows = table("facts")
    assert {row["fact"] for row in rows} == set(fact_kinds())
    assert {row["source"] for row in rows if credit_of(row["source"]) is None} == set()
    assert len({(row["iso3"], row["fact"]) for row in rows}) == len(rows)


def test_every_country_lies_in_known_regions():
    named = {
        row[level]
        for row in table("countries")
        for level in ("region", "subregion", "intermediate_region")
        if row[level]
    }
    assert named <= set(regions())


def test_sources_are_credited():
    assert all_credits()["egov2024"].holder == "United Nations, Department of Economic and Social Affairs"
    assert credit_of("gapminder-sg:NY.GNP.PCAP.CD") == all_credits()["gapminder-sg"]
    assert credit_of("hearsay") is None


def test_regions_have_names():
    assert region_name("Western Africa", "fr") == "Afrique occidentale"
    assert region_name("Atlantis", "fr") == "Atlantis"
    assert regions()["Western Africa"].level == "intermediate"
