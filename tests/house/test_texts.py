"""Every string is translated into every language of the interface, and the catalogues are what the source says."""

from __future__ import annotations

import io

from babel.messages import Catalog
from babel.messages.pofile import read_po

from doors import texts


def test_catalogues_are_complete_and_current():
    assert list(texts.faults()) == []


def catalogue(*pairs: tuple[object, object]) -> Catalog:
    made = Catalog(locale="ar")
    for wanted, given in pairs:
        made.add(wanted, given)
    return made


def test_what_is_not_translated_is_seen():
    made = catalogue(("One", "واحد"), ("Two", ""), (("%(n)s day", "%(n)s days"), ("", "", "", "", "", "")))
    assert [message.id for message in texts.untranslated(made)] == ["Two", ("%(n)s day", "%(n)s days")]


def test_a_lost_placeholder_is_seen():
    made = catalogue(("Hello %(name)s", "مرحبا"), ("Bye %(name)s", "وداعا %(name)s"))
    assert list(texts.misplaced(made)) == ["'Hello %(name)s' → 'مرحبا'"]


def test_one_form_of_a_plural_may_leave_the_number_out():
    forms = ("لا أيام", "يوم", "يومان", "%(n)s أيام", "%(n)s يوما", "%(n)s يوم")
    assert list(texts.misplaced(catalogue((("%(n)s day", "%(n)s days"), forms)))) == []


def test_strings_of_templates_and_code_are_found():
    found = {(message, context) for message, context, _, _ in texts.found()}
    assert {("Skip to main content", None), ("national", "solution")} <= found


def test_a_catalogue_keeps_the_plurals_of_its_language():
    template = Catalog()
    template.add(("%(n)s day", "%(n)s days"))
    read = read_po(io.BytesIO(texts.as_po(texts.brought_up("ar", template))), locale="ar")
    assert read.num_plurals == 6
