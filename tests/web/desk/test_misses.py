"""What readers looked for and did not find."""

from __future__ import annotations

import pytest
from django.utils import timezone

from southsouth.matching.actions.searches import note_miss
from tests.makers import make_person
from tests.web.public.pages import said

pytestmark = pytest.mark.django_db


def test_the_desk_sees_what_was_asked_for_twice(client):
    for text in ("drone delivery", "drone delivery", "once only"):
        note_miss(text, "en", at=timezone.now())
    client.force_login(make_person("secretariat"))
    text = said(client.get("/en/desk/misses/?days=30"))
    assert "drone delivery" in text
    assert "once only" not in text


def test_nothing_in_vain(client):
    client.force_login(make_person("secretariat"))
    assert "Nothing was looked for in vain" in said(client.get("/en/desk/misses/?days=x"))
