"""A challenge as the keeper of the record and whoever raised it read it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from southsouth.catalogue.actions.flags import reply_to_flag
from southsouth.catalogue.lifecycle import FlagState
from southsouth.catalogue.policies import keeps, visible_flags
from southsouth.web.deeds import attempt, form_page, sent
from southsouth.web.gates import members_only, person_of
from southsouth.web.workspace.forms.questions import ReplyToFlag


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def detail(request: HttpRequest, ref: str) -> HttpResponse:
    """What is said, without who says it; the keeper replies while it is open."""
    flag = get_object_or_404(visible_flags(request.user).for_lists(), ref=ref)
    keeper = keeps(request.user, flag.kept)
    if request.method == "POST" and not keeper:
        raise Http404
    form = ReplyToFlag(sent(request), initial={"reply": flag.reply})
    if request.method == "POST" and form.is_valid():
        reply = form.cleaned_data["reply"]
        return attempt(
            request,
            lambda: reply_to_flag(flag, reply=reply, by=person_of(request), at=timezone.now()),
            said=_("Saved. The secretariat reads it before it decides."),
            back=reverse("workspace:flag", args=[ref]),
        )
    replies = keeper and flag.state == FlagState.OPEN
    return form_page(request, "workspace/flag.html", {"flag": flag, "form": form, "replies": replies})
