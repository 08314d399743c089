"""Sharing one answer with one person, and what others share with me."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from alongside.accounts.presenters import readers
from alongside.assessment import actions, queries
from alongside.assessment.forms import ShareForm
from alongside.assessment.presenters import own, words
from alongside.core import scales
from alongside.foundation.access import access, signed_in
from alongside.foundation.actor import Forbidden
from alongside.framework.queries import current_edition, meant

from .request import actor_of, statement_of


@access(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def share(request: HttpRequest, code: str) -> HttpResponse:
    """Share one answer with one person until a day, and stop sharing it."""
    edition, me, today = current_edition(), actor_of(request), timezone.localdate()
    statement = statement_of(edition, code)
    form = ShareForm(
        request.POST if request.method == "POST" else None, colleagues=readers(me), today=today
    )
    if request.method == "POST" and meant(request.POST.get("edition", ""), code) != code:
        raise Forbidden(
            _(
                "A new edition came while this page was open, and the statement on it says something "
                "else now. Nothing is shared. Open it again."
            )
        )
    if request.method == "POST" and form.is_valid():
        actions.share_answer(actor=me, code=code, **form.share())
        messages.success(request, _("It is shared. You can stop sharing it here at any time."))
        return redirect("assessment:share", code)
    kept = queries.answer_of(me.person_id, edition.slug, code)
    facts = {
        "edition": edition,
        "statement": statement,
        "form": form,
        "said": words.pairs(edition, kept or scales.Answer(code)),
        "shares": own.shared_rows(queries.given(me, today=today, code=code), mine=True),
    }
    return render(request, "assessment/share.html", facts)


@access(signed_in)
@require_safe
def shared_with_me(request: HttpRequest) -> HttpResponse:
    """What others share with me now."""
    me, today = actor_of(request), timezone.localdate()
    answers = queries.received(me, today=today)
    facts = {
        "rows": own.shared_rows(answers, mine=False),
        "others": own.other_rows(queries.received_besides(me, today=today)),
    }
    return render(request, "assessment/shared_with_me.html", facts)


@access(signed_in)
@require_safe
def shared(request: HttpRequest, share_id: UUID) -> HttpResponse:
    """One answer that somebody shares with me, looked up afresh each time."""
    today = timezone.localdate()
    found = queries.received_answer(actor_of(request), share_id, today=today)
    if found is None:
        raise Http404
    row = own.shared_row(found, now=timezone.now())
    return render(request, "assessment/shared.html", {"row": row})
