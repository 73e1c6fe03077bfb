"""The shipped lists of countries and areas, for measurements: the platform's settings are read, its database is not."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "southsouth.settings")
django.setup()

from southsouth.reference.queries.plain import (  # noqa: E402
    shipped_area_names,
    shipped_contexts,
    shipped_country_names,
)

__all__ = ["shipped_area_names", "shipped_contexts", "shipped_country_names"]
