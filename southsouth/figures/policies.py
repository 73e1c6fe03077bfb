"""Who may write down a number published before the platform. Everybody may read every figure."""

from __future__ import annotations

from southsouth.members.policies import Actor, known


def may_record_total(actor: Actor | None) -> bool:
    """The secretariat; ``None`` is the operator at the command line."""
    person = None if actor is None else known(actor)
    return actor is None or (person is not None and person.is_secretariat)
