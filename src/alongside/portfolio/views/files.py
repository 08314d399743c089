"""Files of an entry: sent, fetched through the entry's own rule, and let go."""

from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from alongside.foundation.access import access, signed_in
from alongside.foundation.request import Request
from alongside.foundation.uploads import takes_files
from alongside.portfolio import actions, queries
from alongside.portfolio.actions.filing import MOST_BYTES

from .writing import entry_page, own


@access(signed_in)
@takes_files(MOST_BYTES)
@require_POST
def add_file(request: Request, entry_id: UUID) -> HttpResponse:
    """Keep one file with the entry."""
    version = own(request, entry_id)
    sent = request.FILES.get("file")
    if sent is None:
        return entry_page(request, version, wrong=_("Choose a file first."))
    too_large = (sent.size or 0) > MOST_BYTES
    body = b"x" * (MOST_BYTES + 1) if too_large else sent.read()
    try:
        actions.add_file(
            actor=request.actor,
            entry_id=entry_id,
            name=sent.name or "",
            body=body,
            key=request.POST.get("key", "")[:60],
        )
    except actions.BadFile as error:
        return entry_page(request, version, wrong=str(error))
    messages.success(request, _("The file is kept with this entry."))
    return redirect("portfolio:entry", entry_id)


@access(signed_in)
@require_safe
def file(request: Request, entry_id: UUID, file_id: UUID) -> HttpResponse:
    """A file, for its owner and whoever the entry is shared with now. To anybody else: not there."""
    today = timezone.localdate()
    found = queries.readable_file(request.actor, entry_id, file_id, today=today)
    if found is None:
        raise Http404
    response = HttpResponse(bytes(found.body), content_type=found.file.kind)
    response["Content-Disposition"] = _attachment(found.file.name)
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _attachment(name: str) -> str:
    """The name twice: in plain letters for old programs, and as it is."""
    plain = "".join(
        sign if sign.isascii() and (sign.isalnum() or sign in " ._-") else "_" for sign in name
    )
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


@access(signed_in)
@require_POST
def remove_file(request: Request, entry_id: UUID, file_id: UUID) -> HttpResponse:
    own(request, entry_id)
    actions.remove_file(actor=request.actor, entry_id=entry_id, file_id=file_id)
    messages.success(request, _("The file is gone."))
    return redirect("portfolio:entry", entry_id)
