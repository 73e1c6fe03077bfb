"""What the secretariat does to focus areas and their topics."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TypeVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils.text import slugify

from southsouth.ledger.actions import record
from southsouth.reference.models import FocusArea, Topic
from southsouth.reference.models.shipped import LANGUAGES
from southsouth.reference.policies import may_edit_reference

Theme = TypeVar("Theme", FocusArea, Topic)

LONGEST_NAME = 120
LONGEST_SUMMARY = 400
LONGEST_SLUG = 60


class NotAccepted(Exception):
    """What was written cannot be kept. ``faults`` maps a field of the form (``name_en``) to a code."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__(dict(faults))
        self.faults = dict(faults)


@transaction.atomic
def save_focus_area(
    area: FocusArea | None,
    *,
    names: Mapping[str, str],
    summaries: Mapping[str, str] | None = None,
    slug: str = "",
    by: AbstractBaseUser | None,
    at: datetime,
) -> FocusArea:
    """Write a focus area, a new one where ``area`` is ``None``: it comes last.

    The short name of an area that is there never changes, since addresses and files hold it; a new one's is made from
    its English name unless given. Names and summaries stand under their language; those left empty are dropped. What
    changes nothing leaves no trace. Raises ``NotAccepted`` and ``PermissionDenied``.
    """
    _check_right(by)
    kept, said = _filled(names), _filled(summaries or {})
    faults = {**_name_faults(kept), **_too_long(said, "summary", LONGEST_SUMMARY)}
    if area is None:
        short, fault = _new_slug(FocusArea, slug, kept)
        _refuse({**faults, **fault})
        area = FocusArea(slug=short, position=_next_position(FocusArea.objects.all()))
    else:
        _refuse(faults)
        area = FocusArea.objects.select_for_update().get(pk=area.pk)
    said = said if summaries is not None else area.summaries
    if area.pk is None or (area.names, area.summaries) != (kept, said):
        area.names, area.summaries = kept, said
        area.save()
        record("focus_area.saved", area, by=by, at=at)
    return area


@transaction.atomic
def save_topic(
    topic: Topic | None,
    *,
    area: FocusArea,
    names: Mapping[str, str],
    slug: str = "",
    by: AbstractBaseUser | None,
    at: datetime,
) -> Topic:
    """Write a topic, a new one where ``topic`` is ``None``; one that comes to another area comes last there.

    Raises ``NotAccepted`` and ``PermissionDenied``, as for a focus area.
    """
    _check_right(by)
    kept = _filled(names)
    if topic is None:
        short, fault = _new_slug(Topic, slug, kept)
        _refuse({**_name_faults(kept), **fault})
        topic = Topic(slug=short)
    else:
        _refuse(_name_faults(kept))
        topic = Topic.objects.select_for_update().get(pk=topic.pk)
    if topic.names == kept and topic.area_id == area.pk:
        return topic
    if topic.area_id != area.pk:
        topic.area, topic.position = area, _next_position(Topic.objects.filter(area=area))
    topic.names = kept
    topic.save()
    record("topic.saved", topic, by=by, at=at)
    return topic


@transaction.atomic
def retire(theme: Theme, *, by: AbstractBaseUser | None, at: datetime) -> Theme:
    """Offer an area or a topic no longer. Records that have it keep it. The last area in use stays in use."""
    _check_right(by)
    if isinstance(theme, FocusArea):
        in_use = set(FocusArea.objects.select_for_update().filter(active=True).values_list("pk", flat=True))
        _refuse({"": "last_area"} if in_use <= {theme.pk} else {})
    return _set_active(theme, False, by=by, at=at)


@transaction.atomic
def restore(theme: Theme, *, by: AbstractBaseUser | None, at: datetime) -> Theme:
    """Offer a retired area or topic again."""
    _check_right(by)
    return _set_active(theme, True, by=by, at=at)


@transaction.atomic
def reorder_focus_areas(slugs: Sequence[str], *, by: AbstractBaseUser | None, at: datetime) -> None:
    """Put all focus areas in an order. A list that is not exactly all of them is not accepted."""
    _check_right(by)
    for area in _placed(list(FocusArea.objects.select_for_update()), slugs):
        record("focus_area.moved", area, by=by, at=at, facts={"position": area.position})


@transaction.atomic
def reorder_topics(area: FocusArea, slugs: Sequence[str], *, by: AbstractBaseUser | None, at: datetime) -> None:
    """Put all topics of an area in an order. A list that is not exactly all of them is not accepted."""
    _check_right(by)
    for topic in _placed(list(Topic.objects.select_for_update().filter(area=area)), slugs):
        record("topic.moved", topic, by=by, at=at, facts={"position": topic.position})


def _check_right(by: AbstractBaseUser | None) -> None:
    if not may_edit_reference(by):
        raise PermissionDenied


def _refuse(faults: Mapping[str, str]) -> None:
    if faults:
        raise NotAccepted(faults)


def _filled(words: Mapping[str, str]) -> dict[str, str]:
    return {language: " ".join(text.split()) for language, text in words.items() if text.strip()}


def _name_faults(names: Mapping[str, str]) -> dict[str, str]:
    missing = {} if names.get("en") else {"name_en": "empty"}
    return {**missing, **_too_long(names, "name", LONGEST_NAME)}


def _too_long(words: Mapping[str, str], field: str, limit: int) -> dict[str, str]:
    unknown = {f"{field}_{language}": "no_such_language" for language in words if language not in LANGUAGES}
    return unknown | {f"{field}_{language}": "too_long" for language, text in words.items() if len(text) > limit}


def _new_slug(model: type[FocusArea] | type[Topic], slug: str, names: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """A short name for a new row, and what is wrong with it."""
    wanted = slug.strip() or slugify(names.get("en", ""))[:LONGEST_SLUG].strip("-")
    if not wanted or wanted != slugify(wanted) or len(wanted) > LONGEST_SLUG:
        return wanted, {"slug": "not_a_short_name"}
    return wanted, {"slug": "taken"} if model._default_manager.filter(slug=wanted).exists() else {}


def _next_position(rows: models.QuerySet[FocusArea] | models.QuerySet[Topic]) -> int:
    last: int | None = rows.aggregate(last=models.Max("position"))["last"]
    return (last or 0) + 1


def _set_active(theme: Theme, active: bool, *, by: AbstractBaseUser | None, at: datetime) -> Theme:
    if theme.active == active:
        return theme
    theme.active = active
    theme.save(update_fields=["active"])
    kind = "focus_area" if isinstance(theme, FocusArea) else "topic"
    record(f"{kind}.restored" if active else f"{kind}.retired", theme, by=by, at=at)
    return theme


def _placed(rows: list[Theme], slugs: Sequence[str]) -> list[Theme]:
    """Give each row its place in the list; the rows that moved."""
    by_slug = {row.slug: row for row in rows}
    if sorted(by_slug) != sorted(slugs):
        raise NotAccepted({"": "not_the_whole_list"})
    moved = []
    for position, slug in enumerate(slugs, start=1):
        row = by_slug[slug]
        if row.position != position:
            row.position = position
            row.save(update_fields=["position"])
            moved.append(row)
    return moved
