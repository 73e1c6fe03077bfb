"""Writing what stands in another language: by people, by a machine that is asked, and always approved by people."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction

from southsouth.catalogue.actions.moves import hold
from southsouth.catalogue.actions.translators import Translator
from southsouth.catalogue.lifecycle import TranslatedMeanwhile, TranslationState
from southsouth.catalogue.models import Translation, TranslationWish
from southsouth.catalogue.models.records import Kept, side
from southsouth.catalogue.models.translations import digest_of, originals
from southsouth.catalogue.policies import may_ask_translation, may_send_out, may_translate
from southsouth.ledger.actions import record
from southsouth.members.models import Person


@transaction.atomic
def save_translations(
    kept: Kept,
    language: str,
    texts: Mapping[str, str],
    *,
    approve: bool,
    by: Person,
    at: datetime,
    seen: Mapping[str, str] | None = None,
) -> list[Translation]:
    """Save the texts of one language; an empty one is taken away. ``approve``: readers see them from now on.

    ``seen``: what stood there when the page was opened; where that is no longer so and differs from what is saved
    now, ``TranslatedMeanwhile`` is raised and nothing is saved.
    """
    hold(kept)
    _may_write(kept, language, by)
    sources = originals(kept)
    if texts.keys() - sources.keys():
        raise PermissionDenied
    rows = {row.field: row for row in Translation.objects.about(kept).filter(language=language)}
    _refuse_overwriting(rows, texts, seen or {})
    state = TranslationState.APPROVED if approve else TranslationState.DRAFT
    changed = [
        row for name, text in texts.items() if (row := _write(kept, language, rows, name, text, sources, state, by, at))
    ]
    if changed:
        deed = "translation.approved" if approve else "translation.saved"
        fields = sorted(row.field for row in changed)
        record(deed, kept, by=by, at=at, facts={"language": language, "fields": fields})
    return changed


def _may_write(kept: Kept, language: str, by: Person) -> None:
    if not may_translate(by, kept) or language == kept.language or language not in dict(settings.LANGUAGES):
        raise PermissionDenied


def _refuse_overwriting(rows: Mapping[str, Translation], texts: Mapping[str, str], seen: Mapping[str, str]) -> None:
    theirs = {
        name: rows[name].text if name in rows else ""
        for name, before in seen.items()
        if name in texts and (rows[name].text if name in rows else "") not in (before, texts[name].strip())
    }
    if theirs:
        raise TranslatedMeanwhile(theirs)


def _write(
    kept: Kept,
    language: str,
    rows: Mapping[str, Translation],
    name: str,
    text: str,
    sources: Mapping[str, str],
    state: TranslationState,
    by: Person,
    at: datetime,
) -> Translation | None:
    """Bring one text in; ``None`` when that changes nothing."""
    row, text, digest = rows.get(name), text.strip(), digest_of(sources[name])
    if row is None and not text:
        return None
    if row is not None and not text:
        row.delete()
        return row
    if row is not None and (row.text, row.state, row.of_digest) == (text, state, digest):
        return None
    if row is not None and row.text == text and state == TranslationState.DRAFT:
        return None
    row = row or _new(kept, language, name)
    row.text, row.state, row.of_digest, row.maker, row.by, row.at = text, state, digest, "", by, at
    approved = state == TranslationState.APPROVED
    row.approved_by, row.approved_at = (by, at) if approved else (None, None)
    row.save()
    return row


def _new(kept: Kept, language: str, name: str) -> Translation:
    return Translation(**side(kept), language=language, field=name)


def draft_by_machine(kept: Kept, language: str, translator: Translator, *, by: Person, at: datetime) -> int:
    """Fill what nobody has translated yet with marked drafts; how many. Raises ``TranslatorFailed``.

    The program is asked before anything is held: it may take long. What is written meanwhile by people stays.
    """
    _may_write(kept, language, by)
    if not may_send_out(by, kept):
        raise PermissionDenied
    there = set(Translation.objects.about(kept).filter(language=language).values_list("field", flat=True))
    left = {name: text for name, text in originals(kept).items() if name not in there}
    if not left:
        return 0
    found = translator.translate(list(left.values()), kept.language, language)
    texts = {name: text.strip() for name, text in zip(left, found, strict=True) if text.strip()}
    return _keep_drafts(kept, language, texts, left, translator.name, by=by, at=at)


@transaction.atomic
def _keep_drafts(
    kept: Kept,
    language: str,
    texts: Mapping[str, str],
    sources: Mapping[str, str],
    maker: str,
    *,
    by: Person,
    at: datetime,
) -> int:
    hold(kept)
    there = set(Translation.objects.about(kept).filter(language=language).values_list("field", flat=True))
    new = {name: text for name, text in texts.items() if name not in there}
    for name, text in new.items():
        row = _new(kept, language, name)
        row.text, row.state, row.of_digest = text, TranslationState.MACHINE, digest_of(sources[name])
        row.maker, row.by, row.at = maker[:60], by, at
        row.save()
    record("translation.drafted", kept, by=by, at=at, facts={"language": language, "by": maker})
    return len(new)


@transaction.atomic
def ask_for_translation(kept: Kept, language: str, *, by: Person, at: datetime) -> bool:
    """Tell the secretariat that a record is wanted in a language; whether that is new."""
    if not may_ask_translation(by, kept) or language == kept.language or language not in dict(settings.LANGUAGES):
        raise PermissionDenied
    _wish, new = TranslationWish.objects.get_or_create(**side(kept), language=language, by=by, defaults={"at": at})
    if new:
        record("translation.asked", kept, by=by, at=at, facts={"language": language})
    return new
