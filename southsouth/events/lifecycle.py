"""Kinds of event; no Django here."""

from enum import StrEnum


class EventKind(StrEnum):
    WORKSHOP = "workshop"
    WEBINAR = "webinar"
    FIELD_VISIT = "field_visit"
    SIDE_EVENT = "side_event"
    EXPO = "expo"
