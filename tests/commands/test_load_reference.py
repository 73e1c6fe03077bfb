"""``southsouth load_reference``: the shipped lists, as often as one likes."""

from __future__ import annotations

import pytest

from southsouth.reference.models import Target

pytestmark = pytest.mark.django_db


def test_each_list_says_what_became_of_it(run):
    first = run("load_reference").out.splitlines()
    assert first[0] == "languages: 211 new, 0 changed, 0 as before"
    assert first[4] == "targets: 169 new, 0 changed, 0 as before"
    Target.objects.filter(code="16.9").update(position=0)
    assert run("load_reference").out.splitlines()[4] == "targets: 0 new, 1 changed, 168 as before"
