"""Why a solution fits, in sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, cast

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from southsouth.web.words.codes import word_of
from southsouth.web.words.names import name_of
from southsouth.web.words.numbers import list_text, money_text
from southsouth.web.words.values import fact_name, fact_value

Facts = Mapping[str, Any]


def isolated(text: object) -> str:
    """Words somebody wrote, kept apart from the direction of the sentence around them."""
    return f"\u2068{text}\u2069"


def quoted(text: object) -> str:
    return _("“%(text)s”") % {"text": isolated(text)}


def names(kind: str, codes: object) -> str:
    """Several names as one list."""
    return list_text(name_of(kind, code) for code in cast(Iterable[object], codes))


def words(kind: str, codes: object) -> str:
    return list_text(word_of(kind, str(code)) for code in cast(Iterable[object], codes))


def count(values: object) -> int:
    return len(list(cast(Iterable[object], values)))


def _same_meaning(facts: Facts) -> str:
    return _("The need says %(need)s, and the solution says %(solution)s.") % {
        "need": quoted(facts["need_sentence"]),
        "solution": quoted(facts["solution_sentence"]),
    }


def _shared_words(facts: Facts) -> str:
    shared = list_text(isolated(word) for word in facts["words"])
    sentence = ngettext("Both use the word %(words)s.", "Both use the words %(words)s.", count(facts["words"]))
    return sentence % {"words": shared}


def _same_area(facts: Facts) -> str:
    return _("Both belong to the focus area %(area)s.") % {"area": name_of("area", facts["area"])}


def _same_topics(facts: Facts) -> str:
    sentence = ngettext(
        "Both are about one topic: %(topics)s.", "Both are about the same topics: %(topics)s.", count(facts["topics"])
    )
    return sentence % {"topics": names("topic", facts["topics"])}


def _same_goals(facts: Facts) -> str:
    sentence = ngettext(
        "Both serve the Sustainable Development Goal %(goals)s.",
        "Both serve the Sustainable Development Goals %(goals)s.",
        count(facts["goals"]),
    )
    return sentence % {"goals": names("goal", facts["goals"])}


def _same_subregion(facts: Facts) -> str:
    return _("%(origin)s and %(host)s lie in the same sub-region: %(region)s.") % _two_countries(facts)


def _same_region(facts: Facts) -> str:
    return _("%(origin)s and %(host)s lie in the same region: %(region)s.") % _two_countries(facts)


def _two_countries(facts: Facts) -> dict[str, str]:
    return {
        "origin": name_of("country", facts["origin"]),
        "host": name_of("country", facts["host"]),
        "region": name_of("region", facts.get("region", "")),
    }


def _shared_language(facts: Facts) -> str:
    sentence = ngettext(
        "A language in common: %(languages)s.",
        "Languages in common: %(languages)s.",
        count(facts["languages"]),
    )
    return sentence % {"languages": names("language", facts["languages"])}


def _alike(facts: Facts) -> str:
    code = str(facts["fact"])
    both = {
        **_two_countries(facts),
        "fact": fact_name(code),
        "origin_value": fact_value(code, facts["origin_value"]),
        "host_value": fact_value(code, facts["host_value"]),
    }
    if both["origin_value"] == both["host_value"]:
        return _("%(fact)s: the same in %(origin)s and %(host)s (%(host_value)s).") % both
    return _("%(fact)s: much alike, %(origin_value)s in %(origin)s and %(host_value)s in %(host)s.") % both


def _used_nearby(facts: Facts) -> str:
    sentence = ngettext(
        "It was already taken up in a country like this one: %(countries)s.",
        "It was already taken up in countries like this one: %(countries)s.",
        count(facts["countries"]),
    )
    return sentence % {"countries": names("country", facts["countries"])}


def _proof(facts: Facts) -> str:
    return _("How strong the proof is: %(level)s.") % {"level": word_of("evidence", str(facts["level"]))}


def _step(facts: Facts) -> str:
    return _("How far it has come: %(step)s.") % {"step": word_of("step", str(facts["step"]))}


def _within_budget(facts: Facts) -> str:
    cost = {name: money_text(float(facts[name])) for name in ("budget", "low", "high")}
    if cost["low"] == cost["high"]:
        return _("It costs %(low)s to start, and the budget is %(budget)s.") % cost
    return _("It costs %(low)s to %(high)s to start, and the budget is %(budget)s.") % cost


def _precondition_met(facts: Facts) -> str:
    text = quoted(facts["text"])
    if facts.get("said_by") != "fact":
        return _("It needs %(text)s, and the owner of the need says that this is there.") % {"text": text}
    return _("It needs %(text)s. %(fact)s: %(value)s, and %(minimum)s is enough.") % {"text": text, **measured(facts)}


def measured(facts: Facts) -> dict[str, str]:
    """The fact a precondition is checked against, in words: its name, its value, the smallest that is enough."""
    code = str(facts["fact"])
    return {
        "fact": fact_name(code),
        "value": fact_value(code, facts["value"]),
        "minimum": fact_value(code, facts["minimum"]),
    }


def _help_offered(facts: Facts) -> str:
    return _("The exporter gives the help that is sought: %(kinds)s.") % {"kinds": words("help", facts["kinds"])}


REASONS: Mapping[str, Callable[[Facts], str]] = {
    "same_meaning": _same_meaning,
    "shared_words": _shared_words,
    "same_area": _same_area,
    "same_topics": _same_topics,
    "same_goals": _same_goals,
    "same_subregion": _same_subregion,
    "same_region": _same_region,
    "shared_language": _shared_language,
    "alike": _alike,
    "used_nearby": _used_nearby,
    "proof": _proof,
    "step": _step,
    "within_budget": _within_budget,
    "precondition_met": _precondition_met,
    "help_offered": _help_offered,
}


def reason_text(code: str, facts: Facts) -> str:
    return REASONS[code](facts)
