"""Who sees which solutions and needs, and who may do what to them. ``visible_…`` are the only doors for views."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from southsouth.catalogue.lifecycle import (
    EDITABLE_NEEDS,
    EDITABLE_SOLUTIONS,
    SHOWN_NEEDS,
    SHOWN_SOLUTIONS,
    NeedState,
    QuestionState,
    SolutionState,
    TranslationState,
    Visibility,
)
from southsouth.catalogue.models import Adoption, Attachment, Flag, Need, Question, Solution, Translation, Version
from southsouth.catalogue.models.attachments import AttachmentQuerySet
from southsouth.catalogue.models.flags import FlagQuerySet
from southsouth.catalogue.models.needs import NeedQuerySet
from southsouth.catalogue.models.questions import QuestionQuerySet
from southsouth.catalogue.models.solutions import SolutionQuerySet
from southsouth.catalogue.models.translations import TranslationQuerySet
from southsouth.catalogue.models.versions import VersionQuerySet
from southsouth.members.lifecycle import Role
from southsouth.members.models import Person
from southsouth.members.policies import Actor, known, speaks_for

OPEN_TO_FACTS = frozenset({*EDITABLE_NEEDS, NeedState.SUBMITTED, *SHOWN_NEEDS})
"""States in which a need takes answers on preconditions: any before it is closed."""
REVIEWERS = (Role.EXPERT, Role.SECRETARIAT, Role.ADMINISTRATOR)


def _shown_to(person: Person | None, states: frozenset[SolutionState] | frozenset[NeedState]) -> Q:
    """Records in a state for others, as far as their visibility lets this person see."""
    return Q(state__in=[each.value for each in states], visibility__in=_open_to(person))


def _open_to(person: Person | None) -> list[Visibility]:
    return [Visibility.PUBLIC] if person is None else [Visibility.PUBLIC, Visibility.MEMBERS]


def _own(person: Person | None) -> Q:
    if person is None or person.role != Role.FOCAL_POINT:
        return Q(pk__in=[])
    return Q(organisation_id=person.organisation_id, organisation__isnull=False)


def visible_solutions(actor: Actor) -> SolutionQuerySet:
    person = known(actor)
    if person is not None and person.is_secretariat:
        return Solution.objects.all()
    seen = _shown_to(person, SHOWN_SOLUTIONS) | _own(person)
    if person is not None and person.role == Role.EXPERT:
        seen |= Q(state=SolutionState.IN_REVIEW)
    return Solution.objects.filter(seen)


def visible_needs(actor: Actor) -> NeedQuerySet:
    person = known(actor)
    if person is not None and person.is_secretariat:
        return Need.objects.all()
    return Need.objects.filter(_shown_to(person, SHOWN_NEEDS) | _own(person))


def visible_adoptions(actor: Actor) -> QuerySet[Adoption]:
    """Adoptions of the solutions one sees."""
    return Adoption.objects.filter(solution__in=visible_solutions(actor))


def _on_own(person: Person, *paths: str) -> Q:
    """What stands on a record, at the end of one of these paths, that this person keeps as a focal point."""
    found = Q(pk__in=[])
    for path in paths if person.role == Role.FOCAL_POINT else ():
        found |= Q(**{f"{path}__organisation": person.organisation_id})
    return found


def visible_questions(actor: Actor) -> QuestionQuerySet:
    """Answered ones with their record; the others as their asker, the keeper of the record or the secretariat."""
    person = known(actor)
    if person is not None and person.is_secretariat:
        return Question.objects.all()
    seen = Question.objects.filter(Q(solution__in=visible_solutions(actor)) | Q(need__in=visible_needs(actor)))
    answered = Q(state=QuestionState.ANSWERED)
    if person is None:
        return seen.filter(answered)
    return seen.filter(answered | Q(asker=person) | _on_own(person, "solution", "need"))


def visible_flags(actor: Actor) -> FlagQuerySet:
    """Those who raised it, the keeper of the record and the secretariat; of visitors nobody."""
    person = known(actor)
    if person is None:
        return Flag.objects.none()
    if person.is_secretariat:
        return Flag.objects.all()
    return Flag.objects.filter(Q(by=person) | _on_own(person, "solution", "need", "adoption__solution"))


def visible_versions(actor: Actor) -> VersionQuerySet:
    """Of the records one sees: all to their keeper and the secretariat.

    To others those that were shown when they were made, and then at least as openly as it takes for them. What a
    record held as a draft, or while only members read it, stays hidden from a visitor for good.
    """
    person = known(actor)
    if person is not None and person.is_secretariat:
        return Version.objects.all()
    seen = Q(solution__in=visible_solutions(actor)) | Q(need__in=visible_needs(actor))
    found = seen & Q(shown=True, visibility__in=_open_to(person))
    if person is not None:
        found |= _on_own(person, "solution", "need")
    return Version.objects.filter(found)


def visible_translations(actor: Actor) -> TranslationQuerySet:
    """Approved ones with their record; drafts to who writes them."""
    person = known(actor)
    if person is not None and person.is_secretariat:
        return Translation.objects.all()
    seen = Q(solution__in=visible_solutions(actor)) | Q(need__in=visible_needs(actor))
    found = seen & Q(state=TranslationState.APPROVED)
    if person is not None:
        found |= _on_own(person, "solution", "need")
    return Translation.objects.filter(found)


def visible_attachments(actor: Actor) -> AttachmentQuerySet:
    """Of the records one sees, those taken away included: their bytes are gone, ``there()`` leaves them out."""
    return Attachment.objects.filter(Q(solution__in=visible_solutions(actor)) | Q(need__in=visible_needs(actor)))


def may_attach(actor: Actor, record: Need | Solution) -> bool:
    """Who keeps a record keeps its files; the secretariat may for everybody."""
    return keeps(actor, record) or may_triage(actor)


def may_translate(actor: Actor, record: Need | Solution) -> bool:
    """Who keeps a record writes and approves its translations; the secretariat does so for everybody."""
    return keeps(actor, record) or may_triage(actor)


def may_send_out(actor: Actor, record: Need | Solution) -> bool:
    """Let a program outside translate its texts: never those that only the secretariat and the owner read."""
    return may_translate(actor, record) and record.visibility != Visibility.SECRETARIAT


def may_ask_translation(actor: Actor, record: Need | Solution) -> bool:
    """Any member, of a record that others see."""
    return known(actor) is not None and _is_shown(record)


def merged_solutions(actor: Actor) -> SolutionQuerySet:
    """Solutions this actor would see, had they not been joined with another one that the actor sees."""
    rows = Solution.objects.filter(state=SolutionState.MERGED, merged_into__in=visible_solutions(actor))
    person = known(actor)
    if person is not None and person.is_secretariat:
        return rows
    return rows.filter(Q(visibility__in=_open_to(person)) | _own(person))


def _is_shown(record: Need | Solution) -> bool:
    return record.state in (SHOWN_SOLUTIONS if isinstance(record, Solution) else SHOWN_NEEDS)


def may_ask(actor: Actor, record: Need | Solution) -> bool:
    """Any member who sees a published record that somebody else keeps."""
    person = known(actor)
    if person is None or keeps(person, record) or not _is_shown(record):
        return False
    return record.visibility != Visibility.SECRETARIAT or person.is_secretariat


def may_flag(actor: Actor, record: Need | Solution) -> bool:
    """Anybody who sees a published record, visitors too; not the organisation that keeps it, which mends it."""
    person = known(actor)
    if not _is_shown(record) or speaks_for(actor, record.organisation_id):
        return False
    if person is None:
        return record.visibility == Visibility.PUBLIC
    return record.visibility != Visibility.SECRETARIAT or person.is_secretariat


def keeps(actor: Actor, record: Need | Solution) -> bool:
    """The focal point of its organisation keeps a record; where it has none, the secretariat does."""
    if record.organisation_id is None:
        return may_triage(actor)
    return speaks_for(actor, record.organisation_id)


def may_write_needs(actor: Actor) -> bool:
    person = known(actor)
    return person is not None and speaks_for(person, person.organisation_id)


may_write_solutions = may_write_needs


def may_edit_need(actor: Actor, need: Need) -> bool:
    return keeps(actor, need) and NeedState(need.state) in EDITABLE_NEEDS


may_submit_need = keeps
may_withdraw_need = keeps
may_ask_endorsement = may_edit_need


def may_give_facts(actor: Actor, need: Need) -> bool:
    """Answer what a match asks: the keeper, at any time before the need is closed."""
    return keeps(actor, need) and NeedState(need.state) in OPEN_TO_FACTS


def may_triage(actor: Actor) -> bool:
    person = known(actor)
    return person is not None and person.is_secretariat


def may_settle_need(actor: Actor, need: Need) -> bool:
    """Say that a need is answered, or open again: its keeper, or the secretariat."""
    return keeps(actor, need) or may_triage(actor)


def may_edit_solution(actor: Actor, solution: Solution) -> bool:
    return keeps(actor, solution) and SolutionState(solution.state) in EDITABLE_SOLUTIONS


may_submit_solution = keeps
may_confirm_solution = keeps


def may_archive_solution(actor: Actor, solution: Solution) -> bool:
    """Take it off the pages, or out of the archive again as a draft: its keeper, or the secretariat."""
    return keeps(actor, solution) or may_triage(actor)


def may_review(actor: Actor, solution: Solution) -> bool:
    """Experts and the secretariat review; nobody reviews the own work, or that of the own organisation."""
    person = known(actor)
    if person is None or solution.state != SolutionState.IN_REVIEW or person.role not in REVIEWERS:
        return False
    if person.pk == solution.author_id:
        return False
    own = person.organisation_id
    return own is None or not (own == solution.organisation_id or solution.exporters.filter(organisation=own).exists())


def may_import(actor: Actor | None) -> bool:
    """The secretariat; ``None`` is the operator at the command line."""
    return actor is None or may_triage(actor)
