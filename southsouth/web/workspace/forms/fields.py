"""Kinds of field: each takes what people really type, and says in words what it cannot take."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from django import forms
from django.forms.models import ModelChoiceIterator
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from southsouth.reference.models import Country, FocusArea, Goal, Language, Topic
from southsouth.reference.queries import Lookup
from southsouth.web.words import choices_of, name_of
from southsouth.web.words.numbers import list_text

LARGEST = 10**15
FIRST_YEAR = 1900
GROUPED = re.compile(r"\d{1,3}(?:[ ,.'’٬\u00a0\u202f]\d{3})+|\d+")
"""A whole number as people group it: 23000, 23,000, 23.000, 23 000."""
SEPARATORS = re.compile(r"[^\d]")
DAY_FORMATS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y")
YES, NO = "yes", "no"
NOT_YET_KNOWN = gettext_lazy("I do not know yet")
FOLDED = "workspace/fields/folded.html"
"""Shown behind a summary until opened: for long lists few people need."""
Choices = Sequence[tuple[str, str | Promise]]


class WholeNumber(forms.CharField):
    """A whole number with or without separators, in the digits of any script."""

    def __init__(self, *, largest: int = LARGEST, wrong: Any = "", **options: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "short"})
        super().__init__(**{"required": False, "max_length": 40, "widget": widget, **options})
        self.largest = largest
        self.wrong = wrong or gettext_lazy("Enter a number in digits, for example 23,000.")

    def clean(self, value: object) -> int | None:
        text = super().clean(value).strip()
        if not text:
            return None
        if not GROUPED.fullmatch(text):
            raise forms.ValidationError(self.wrong, code="number")
        number = int(SEPARATORS.sub("", text))
        if number > self.largest:
            raise forms.ValidationError(_("This number is too large. Is it one digit too many?"), code="large")
        return number


class Year(WholeNumber):
    """A year from 1900 to the one that runs (``latest``)."""

    latest = FIRST_YEAR

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"wrong": gettext_lazy("Enter a year with four digits, for example 2024"), **options})

    def clean(self, value: object) -> int | None:
        year = super().clean(value)
        if year is not None and not FIRST_YEAR <= year <= self.latest:
            bounds = {"first": str(FIRST_YEAR), "latest": str(self.latest)}
            raise forms.ValidationError(_("Enter a year from %(first)s to %(latest)s"), params=bounds)
        return year


class Decimal(forms.FloatField):
    """A number that may have decimals, with a point or a comma, in the digits of any script."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "short"})
        wrong = {"invalid": gettext_lazy("Enter a number in digits, for example 3.5")}
        super().__init__(**{"required": False, "widget": widget, "error_messages": wrong, **options})

    def prepare_value(self, value: object) -> object:
        return f"{value:.15g}" if isinstance(value, float) else value

    def to_python(self, value: object) -> float | None:  # type: ignore[override]
        text = re.sub(r"[\s'’٬]", "", str("" if value is None else value)).replace("٫", ".")
        if text.count(",") == 1 and "." not in text and len(text.partition(",")[2]) != 3:
            text = text.replace(",", ".")
        return super().to_python(text.replace(",", ""))


class Day(forms.DateField):
    """A day, from the calendar of the browser or typed."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(format=DAY_FORMATS[0], attrs={"type": "date", "class": "short"})
        wrong = gettext_lazy("Enter a day as year, month and day, for example 2027-06-30.")
        plain: dict[str, Any] = {
            "required": False,
            "widget": widget,
            "input_formats": DAY_FORMATS,
            "error_messages": {"invalid": wrong},
        }
        super().__init__(**{**plain, **options})


class YesNo(forms.ChoiceField):
    """Yes, no, or not known: three answers, of which none is the default of another."""

    def __init__(self, *, unknown: str | Promise = NOT_YET_KNOWN, **options: Any) -> None:
        choices = [(YES, gettext_lazy("Yes")), (NO, gettext_lazy("No")), ("", unknown)]
        super().__init__(**{"required": False, "choices": choices, "widget": forms.RadioSelect, **options})

    def prepare_value(self, value: object) -> object:
        return {True: YES, False: NO, None: ""}.get(value, value)  # type: ignore[call-overload]

    def clean(self, value: object) -> bool | None:
        return {YES: True, NO: False}.get(super().clean(value))


class OneOf(forms.ChoiceField):
    """One code of a list in words, or none of them."""

    def __init__(self, kind: str, *, none: str | Promise = NOT_YET_KNOWN, **options: Any) -> None:
        plain: dict[str, Any] = {
            "required": False,
            "choices": _with_none(kind, none, options),
            "widget": forms.RadioSelect,
        }
        super().__init__(**{**plain, **options})


def _with_none(kind: str, none: str | Promise, options: dict[str, object]) -> Choices:
    given = choices_of(kind)
    return given if options.get("required") else [*given, ("", none)]


class SomeOf(forms.MultipleChoiceField):
    """Some codes of a list in words."""

    def __init__(self, kind: str, **options: Any) -> None:
        plain: dict[str, Any] = {"required": False, "choices": choices_of(kind), "widget": forms.CheckboxSelectMultiple}
        super().__init__(**{**plain, **options})


class Rows(forms.ModelMultipleChoiceField):
    """Ticks for records with names in several languages."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: object) -> str:
        return in_words(obj)


class ByArea(ModelChoiceIterator):
    """Topics under the names of their areas."""

    def __iter__(self) -> Iterator[Any]:
        for area, topics in groupby(self.queryset, key=lambda topic: topic.area):
            yield in_words(area), [self.choice(topic) for topic in topics]


class Topics(Rows):
    iterator = ByArea


class Row(forms.ModelChoiceField):
    """One record with names in several languages."""

    def label_from_instance(self, obj: object) -> str:
        return in_words(obj)


def in_words(record: object) -> str:
    """The name of a reference record in the reader's language; a goal with its number before it."""
    name = record.name_in(get_language() or "en")  # type: ignore[attr-defined]
    return f"{record.number}. {name}" if isinstance(record, Goal) else name


def area_field(**options: Any) -> Row:
    return Row(
        **{
            "queryset": FocusArea.objects.active().order_by("position", "slug"),
            "required": False,
            "empty_label": NOT_YET_KNOWN,
            "blank": True,
            "widget": forms.RadioSelect,
            **options,
        }
    )


def topic_field(**options: Any) -> Topics:
    topics = Topic.objects.active().select_related("area").order_by("area__position", "area_id", "position", "slug")
    return Topics(**{"queryset": topics, "required": False, "template_name": FOLDED, **options})


def goal_field(**options: Any) -> Rows:
    return Rows(**{"queryset": Goal.objects.all(), "required": False, "template_name": FOLDED, **options})


def country_choices(countries: Iterable[Country]) -> list[tuple[str, str]]:
    """Countries by their names in the reader's language; the value is the ISO code."""
    now = get_language() or "en"
    named = [(country.iso3, country.name_in(now)) for country in countries]
    return [("", _("Choose a country")), *sorted(named, key=lambda each: each[1])]


def language_choices(codes: Iterable[str]) -> list[tuple[str, str]]:
    return [(code, name_of("language", code)) for code in codes]


class Languages(forms.CharField):
    """Names of languages with commas between, in any language of the platform; the value is their codes."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"required": False, "max_length": 300, **options})

    def clean(self, value: object) -> list[str]:
        wanted = [each.strip() for each in re.split(r"[,;،、\n]", super().clean(value)) if each.strip()]
        known = _languages() if wanted else Lookup([])
        found = {each: known.find(each) for each in wanted}
        for name, language in found.items():
            if language is None:
                raise forms.ValidationError(_unknown_language(name, known.nearest(name, 2)), code="language")
        return list(dict.fromkeys(language.code for language in found.values() if language))


def _languages() -> Lookup[Language]:
    return Lookup(
        (spelling, language)
        for language in Language.objects.all()
        for spelling in (language.code, language.own_name, *language.names.values())
    )


def _unknown_language(name: str, offered: Iterable[Language]) -> str:
    names = list_text((in_words(each) for each in offered), style="or")
    if names:
        return _("“%(name)s” is not in our list of languages. Did you mean %(offered)s?") % {
            "name": name,
            "offered": names,
        }
    return _("“%(name)s” is not in our list of languages. Take it out here, and name it in a text below.") % {
        "name": name
    }
