"""The shipped lists without a database."""

from __future__ import annotations

from southsouth.reference.queries.plain import (
    shipped_area_names,
    shipped_contexts,
    shipped_country_names,
    shipped_language_codes,
    shipped_topic_names,
)


def test_contexts_hold_what_is_known():
    contexts = shipped_contexts()
    assert len(contexts) == 212
    bangladesh, kosovo = contexts["BGD"], contexts["XKX"]
    assert (bangladesh.region, bangladesh.subregion, bangladesh.languages) == ("Asia", "Southern Asia", ("bn",))
    assert (bangladesh.ldc, bangladesh.lldc, bangladesh.sids) == (True, False, False)
    assert (bangladesh.income_group, bangladesh.facts["internet_users_pct"] > 0) == ("lower_middle", True)
    assert (contexts["ETH"].income_group, contexts["ABW"].legal_family) == (None, None)
    assert kosovo.iso3 == "XKX"


def test_countries_are_found_by_every_spelling():
    names = shipped_country_names()
    assert {names.find(text) for text in ("BGD", "bd", "050", "Bangladesh", "বাংলাদেশ")} == {"BGD"}
    assert names.find("Turkey") == "TUR"


def test_areas_and_topics_are_found_by_every_spelling():
    areas, topics = shipped_area_names(), shipped_topic_names()
    assert {areas.find(text) for text in ("Future of Public Service", "service public")} == {"public-service"}
    slug = topics.nearest("birth registration", 1)[0]
    assert topics.find(slug) == slug


def test_languages_are_found_by_code_and_by_every_name():
    codes = shipped_language_codes()
    assert {codes[word] for word in ("bn", "Bangla", "বাংলা")} == {"bn"}
    assert "" not in codes
