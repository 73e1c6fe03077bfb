"""Who may change the lists. Everybody may read them."""

from __future__ import annotations


def may_edit_reference(actor: object) -> bool:
    """The secretariat; ``None`` is the operator at the command line."""
    return actor is None or bool(getattr(actor, "is_secretariat", False))
