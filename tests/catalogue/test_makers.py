"""Every maker makes its record with nothing given."""

from __future__ import annotations

import pytest
from django.db.models import Model

from tests import makers

MAKERS = sorted(name for name in vars(makers) if name.startswith("make_"))


@pytest.mark.django_db
@pytest.mark.parametrize("name", MAKERS)
def test_maker_makes_a_record_by_itself(name: str) -> None:
    record = getattr(makers, name)()

    assert isinstance(record, Model)
    assert type(record)._default_manager.filter(pk=record.pk).exists()
