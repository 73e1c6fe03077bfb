"""One file of a record, to whoever sees the record: to save, or, a picture, to look at when it is asked for."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from southsouth.catalogue.policies import visible_attachments


@require_safe
def attached(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(visible_attachments(request.user).there(), pk=pk)
    etag = f'"{row.digest}"'
    if request.headers.get("If-None-Match") == etag:
        return HttpResponseNotModified(headers={"ETag": etag})
    look = "look" in request.GET and row.is_picture
    response = HttpResponse(bytes(row.content.data), content_type=row.media_type)
    response["Content-Disposition"] = content_disposition_header(not look, row.name) or "attachment"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["ETag"] = etag
    return response
