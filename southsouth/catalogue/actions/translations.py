"""Writing what stands in another language: by people, by a machine that is asked, and always approved by people."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction

from southsouth.catalogue.actions.translators import Translator
from southsouth.catalogue.lifecycle import TranslatedMeanwhile, TranslationState
from southsouth.catalogue.models import Need, Solution, Translation, TranslationWish
from southsouth.catalogue.models.translations import TRANSLATED, digest_of
from southsouth.catalogue.policies import may_ask_translation, may_translate
from southsouth.ledger.actions import record
from southsouth.members.models import Person

Kept = Need | Solution


def originals(kept: Kept) -> dict[str, str]:
    """The texts of a record that can be translated, as far as they are written."""
    names = TRANSLATED["need" if isinstance(kept, Need) else "solution"]
    return {name: text for name in names if (text := str(getattr(kept, name)))}


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
    _may_write(kept, language, by)
    sources = originals(kept)
    if texts.keys() - sources.keys():
        raise PermissionDenied
    rows = {row.field: row for row in Translation.objects.of(kept).filter(language=language).select_for_update()}
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
    return Translation(**{kept._meta.model_name or "": kept}, language=language, field=name)


@transaction.atomic
def draft_by_machine(kept: Kept, language: str, translator: Translator, *, by: Person, at: datetime) -> int:
    """Fill what nobody has translated yet with marked drafts; how many. Raises ``TranslatorFailed``."""
    _may_write(kept, language, by)
    there = set(Translation.objects.of(kept).filter(language=language).values_list("field", flat=True))
    left = {name: text for name, text in originals(kept).items() if name not in there}
    if not left:
        return 0
    found = translator.translate(list(left.values()), kept.language, language)
    made = 0
    for (name, source), text in zip(left.items(), found, strict=True):
        if text.strip():
            row = _new(kept, language, name)
            row.text, row.state, row.of_digest = text.strip(), TranslationState.MACHINE, digest_of(source)
            row.maker, row.by, row.at = translator.name[:60], by, at
            row.save()
            made += 1
    record("translation.drafted", kept, by=by, at=at, facts={"language": language, "by": translator.name})
    return made


@transaction.atomic
def ask_for_translation(kept: Kept, language: str, *, by: Person, at: datetime) -> bool:
    """Tell the secretariat that a record is wanted in a language; whether that is new."""
    if not may_ask_translation(by, kept) or language == kept.language or language not in dict(settings.LANGUAGES):
        raise PermissionDenied
    _wish, new = TranslationWish.objects.get_or_create(
        **{kept._meta.model_name or "": kept}, language=language, by=by, defaults={"at": at}
    )
    if new:
        record("translation.asked", kept, by=by, at=at, facts={"language": language})
    return new
