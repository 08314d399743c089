"""Bringing a record from another installation: sent, looked at, taken or dropped."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from alongside.foundation.access import access, signed_in
from alongside.foundation.moving import BadPart
from alongside.foundation.request import Request
from alongside.foundation.uploads import takes_files
from alongside.portfolio.actions import arriving as actions
from alongside.portfolio.forms.leaving import BringForm
from alongside.portfolio.presenters import arriving as presenters
from alongside.portfolio.queries import arriving as queries
from alongside.portfolio.queries.bundle import MOST_BYTES, BadBundle, Bundle


@access(signed_in)
@takes_files(MOST_BYTES)
@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: Request) -> HttpResponse:
    """Send a record that was taken elsewhere. Nothing of it is taken before it was looked at."""
    sending = request.method == "POST"
    form = BringForm(request.POST, request.FILES) if sending else BringForm()
    if sending and form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            if sent.size > MOST_BYTES:
                said = _("This file is larger than %(most)s MB. Bring its record.json by itself.")
                raise BadBundle(said % {"most": MOST_BYTES // 2**20})
            Bundle(sent.file)
        except BadBundle as error:
            form.add_error("file", str(error))
        else:
            arriving_id = actions.stage(actor=request.actor, body=sent.file.getbuffer())
            return redirect("portfolio:arriving", arriving_id)
    facts = {"form": form, "most": MOST_BYTES // 2**20}
    return render(request, "portfolio/bring.html", facts, status=422 if form.errors else 200)


@access(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def arriving(request: Request, arriving_id: UUID) -> HttpResponse:
    """What would come; and, once it was taken, what did."""
    row = queries.arriving(request.actor, arriving_id, today=timezone.localdate())
    if row is None:
        raise Http404
    try:
        if request.method == "POST":
            actions.take(actor=request.actor, arriving_id=arriving_id)
            return redirect("portfolio:arriving", arriving_id)
        if row.taken_at is not None:
            facts = {"row": row, "groups": presenters.report(row.report), "taken": True}
        else:
            bundle = Bundle(queries.content(row))
            groups = presenters.preview(request.actor, bundle)
            facts = {"row": row, "groups": groups, "document": bundle.document}
    except (BadBundle, BadPart) as error:
        facts = {"row": row, "trouble": str(error)}
        return render(request, "portfolio/arriving.html", facts, status=422)
    return render(request, "portfolio/arriving.html", facts)


@access(signed_in)
@require_POST
def drop(request: Request, arriving_id: UUID) -> HttpResponse:
    """Let it go without taking anything."""
    actions.drop(actor=request.actor, arriving_id=arriving_id)
    messages.success(request, _("It is gone, and nothing of it was taken."))
    return redirect("portfolio:bring")
