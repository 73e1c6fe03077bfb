"""What the matching engine says, in sentences: reasons, gaps, facts missing, notes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import singledispatch

Facts = Mapping[str, object]
