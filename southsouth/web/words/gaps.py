"""What must be adapted, what nobody knows yet, and what the engine could not use, in sentences."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from django.utils.translation import gettext as _

from southsouth.web.words.codes import word_of
from southsouth.web.words.names import name_of
from southsouth.web.words.numbers import day_text, money_text, number_text
from southsouth.web.words.reasons import Facts, measured, names, quoted, words
from southsouth.web.words.values import fact_name, fact_value


def _precondition_missing(facts: Facts) -> str:
    return f"{_why_missing(facts)} {_way_round(facts.get('changeable'))}".strip()


def _why_missing(facts: Facts) -> str:
    text = quoted(facts["text"])
    if facts.get("said_by") != "fact":
        return _("It needs %(text)s, and the owner of the need says that this is not there.") % {"text": text}
    return _("It needs %(text)s. %(fact)s: %(value)s, and at least %(minimum)s is needed.") % {
        "text": text,
        **measured(facts),
    }


def _way_round(changeable: object) -> str:
    if changeable is None:
        return ""
    return _("There is a way to do without it.") if changeable else _("There is no way to do without it.")


def _over_budget(facts: Facts) -> str:
    cost = {name: money_text(float(facts[name])) for name in ("budget", "low", "high")}
    return _("It costs %(low)s or more to start, and the budget is %(budget)s.") % cost


def _different(facts: Facts) -> str:
    return _("%(fact)s: %(origin_value)s in %(origin)s, where it comes from, and %(host_value)s in %(host)s.") % _two(
        facts
    )


def _two(facts: Facts) -> dict[str, str]:
    code = str(facts["fact"])
    return {
        "fact": fact_name(code),
        "origin": name_of("country", facts["origin"]),
        "host": name_of("country", facts["host"]),
        "origin_value": fact_value(code, facts["origin_value"]),
        "host_value": fact_value(code, facts["host_value"]),
    }


def _no_shared_language(facts: Facts) -> str:
    both = {name: names("language", facts[name]) for name in ("need", "solution")}
    return _("The material is in %(solution)s, and the people served speak %(need)s. It must be translated.") % both


def _help_not_offered(facts: Facts) -> str:
    return _("The exporter has not offered the help that is sought: %(kinds)s.") % {
        "kinds": words("help", facts["kinds"])
    }


def _exporter_full(facts: Facts) -> str:
    until = facts.get("until")
    if not until:
        return _("The exporter takes no new requests at the moment.")
    return _("The exporter takes no new requests before %(day)s.") % {"day": day_text(date.fromisoformat(str(until)))}


GAPS: Mapping[str, Callable[[Facts], str]] = {
    "precondition_missing": _precondition_missing,
    "over_budget": _over_budget,
    "different": _different,
    "no_shared_language": _no_shared_language,
    "help_not_offered": _help_not_offered,
    "exporter_full": _exporter_full,
}


def gap_text(code: str, facts: Facts) -> str:
    return GAPS[code](facts)


def gap_text_after_label(code: str, facts: Facts) -> str:
    """The sentence where ``gap_label`` stands before it."""
    if code != "different":
        return gap_text(code, facts)
    sentence = _("%(origin_value)s in %(origin)s, where it comes from, and %(host_value)s in %(host)s.") % _two(facts)
    return sentence[:1].upper() + sentence[1:]


def gap_label(code: str, facts: Facts) -> str:
    """What a gap is about, in a word or two."""
    if code == "precondition_missing":
        return word_of("precondition", str(facts["kind"]))
    if code == "different":
        return fact_name(str(facts["fact"]))
    labels = {
        "over_budget": _("Cost"),
        "no_shared_language": _("Language"),
        "help_not_offered": _("Help"),
        "exporter_full": _("Exporter’s capacity"),
    }
    return labels[code]


def _precondition_unknown(facts: Facts) -> str:
    return _("It needs %(text)s. Nobody has said yet whether this is there.") % {"text": quoted(facts["text"])}


def _fact_unknown(facts: Facts) -> str:
    return _("%(fact)s: not known for %(host)s.") % {
        "fact": fact_name(str(facts["fact"])),
        "host": name_of("country", facts["host"]),
    }


MISSING: Mapping[str, Callable[[Facts], str]] = {
    "precondition_unknown": _precondition_unknown,
    "fact_unknown": _fact_unknown,
    "no_country": lambda facts: _("The need does not say for which country it is."),
    "no_budget": lambda facts: _("The need does not say how large the budget is."),
    "cost_unknown": lambda facts: _("The exporter has not said what it costs to start."),
    "no_languages": lambda facts: _("The need does not say which languages people use there."),
}


def missing_text(code: str, facts: Facts) -> str:
    return MISSING[code](facts)


def _text_cut(facts: Facts) -> str:
    return _("%(part)s: only the first %(read)s of %(of)s characters were read.") % {
        "part": _part(facts),
        "read": number_text(float(facts["read"]), 0),
        "of": number_text(float(facts["of"]), 0),
    }


def _part(facts: Facts) -> str:
    return quoted(word_of("text_part", str(facts["part"])))


NOTES: Mapping[str, Callable[[Facts], str]] = {
    "text_cut": _text_cut,
    "language_unknown": lambda facts: (
        _("%(part)s: the language was not recognised, so only words that look the same were compared.")
        % {"part": _part(facts)}
    ),
    "by_word_table": lambda facts: (
        _("The text is in %(language)s. It was compared through a table of words, which can miss a good match.")
        % {"language": name_of("language", facts["language"])}
    ),
    "no_model": lambda facts: _("The language model is not there. Texts were compared by their words only."),
    "no_index": lambda facts: _("The list of solutions is being prepared. Please come back in a minute."),
    "no_text": lambda facts: _("There is no text to compare yet."),
    "unusable": lambda facts: _("%(part)s: nothing in it could be read as words.") % {"part": _part(facts)},
}


def note_text(code: str, facts: Facts) -> str:
    return NOTES[code](facts)
