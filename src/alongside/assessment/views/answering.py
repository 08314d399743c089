"""Answering a theme: as one form, or card by card from an open page."""

from typing import Any
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from alongside.assessment import actions, policies, queries
from alongside.assessment.forms import AnswerForm, Page
from alongside.assessment.presenters import beside, changing, themes, words
from alongside.core.framework import Edition, Theme
from alongside.foundation.access import access, signed_in
from alongside.foundation.actor import Forbidden
from alongside.foundation.writing import Conflict
from alongside.framework.queries import NoEditionError, current_edition

from .request import actor_of, statement_of


@access(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def theme(request: HttpRequest, theme_id: str) -> HttpResponse:
    """One theme's statements as cards. Without scripts, one Save button keeps them all."""
    edition = _edition_of(request)
    chosen = edition.theme_by_id.get(theme_id)
    if chosen is None:
        raise Http404
    if request.method == "POST":
        return _save_theme(request, edition, chosen)
    return _theme_page(request, edition, chosen)


def _edition_of(request: HttpRequest) -> Edition:
    """The edition a page was made with; the newest for a page that is yet to be made."""
    slug = request.POST.get("edition")
    try:
        return queries.edition_of(slug) if slug else current_edition()
    except NoEditionError as error:
        raise Http404 from error


def _theme_page(
    request: HttpRequest,
    edition: Edition,
    chosen: Theme,
    said: dict[str, themes.Said] | None = None,
) -> HttpResponse:
    me = actor_of(request)
    through = request.GET.get("through", "")
    given = queries.answers_by_edition(me.person_id)
    again = queries.look_again_at(given, edition.slug)
    page = themes.theme_page(
        edition,
        chosen,
        queries.as_now(given, edition.slug),
        now=timezone.now(),
        through=through if through in themes.THROUGH else "all",
        said=said,
        record=beside.of(me.person_id, chosen.statements),
        told=beside.told(me, chosen.statements),
        before=changing.by_code(again, edition.slug),
    )
    facts = {
        "page": page,
        "owner": me.person_id,
        "page_token": uuid4().hex,
        "saved": request.GET.get("saved") == "yes",
    }
    status = 400 if page.has_errors else 200
    return render(request, "assessment/theme.html", facts, status=status)


def _save_theme(request: HttpRequest, edition: Edition, chosen: Theme) -> HttpResponse:
    page = _page(request)
    forms = [
        AnswerForm(request.POST, statement=edition.by_code[code], edition=edition)
        for code in chosen.statements
    ]
    wrong = [form for form in forms if not form.is_valid()]
    if wrong:
        said = {form.statement.code: form.said() for form in forms}
        return _theme_page(request, edition, chosen, said)
    touched = [form for form in forms if form.touched()]
    saved = actions.save_answers(
        actor=actor_of(request),
        edition=edition.slug,
        page=page.token,
        answers=[(form.answer(), form.cleaned_data["base"]) for form in touched],
    )
    met = [(form, one) for form, one in zip(touched, saved, strict=True) if one.clash]
    if met:
        raise _conflict(edition, chosen, met)
    return redirect(_onward(request, edition, chosen))


def _page(request: HttpRequest) -> Page:
    """What the page says of itself. Text of a page made for somebody else is never saved here."""
    page = Page.read(request.POST)
    if page is None:
        raise Forbidden(
            _("This page is not complete. Open it again, and bring your text with you.")
        )
    if not policies.may_answer(actor_of(request), owner=page.owner):
        raise Forbidden(
            _("This page was opened by somebody else who signed in here. Nothing was saved.")
        )
    return page


def _conflict(
    edition: Edition, chosen: Theme, met: list[tuple[AnswerForm, actions.Saved]]
) -> Conflict:
    yours, theirs = [], []
    for form, saved in met:
        title = form.statement.title
        yours += [(f"{title}: {name}", text) for name, text in words.pairs(edition, form.answer())]
        theirs += [(f"{title}: {name}", text) for name, text in words.pairs(edition, saved.answer)]
    code = met[0][0].statement.code
    go_on = reverse("assessment:theme", args=[chosen.id]) + f"#{code}"
    return Conflict(label=chosen.name, yours=yours, theirs=theirs, go_on=go_on)


def _onward(request: HttpRequest, edition: Edition, chosen: Theme) -> str:
    """Back to the page that was saved, or on to the one chosen with the button. Where the theme is
    no longer one, because an edition came out meanwhile, back to the start.
    """
    if chosen.id not in current_edition().theme_by_id:
        return reverse("assessment:start")
    through = request.GET.get("through", "")
    through = through if through in themes.THROUGH else "all"
    kept = "&through=strand" if through == themes.STRAND else ""
    if request.POST.get("on"):
        sequence = themes.in_sequence(edition, chosen, through)
        after = sequence[sequence.index(chosen) + 1 :]
        if not after:
            return reverse("assessment:picture")
        return reverse("assessment:theme", args=[after[0].id]) + (f"?{kept[1:]}" if kept else "")
    return reverse("assessment:theme", args=[chosen.id]) + f"?saved=yes{kept}"


@access(signed_in)
@require_POST
def answer(request: HttpRequest, code: str) -> HttpResponse:
    """One card, saved by itself from an open page. Answers in JSON what the server keeps now."""
    edition = _edition_of(request)
    form = AnswerForm(request.POST, statement=statement_of(edition, code), edition=edition)
    page = _page(request)
    if not form.is_valid():
        field, found = next(iter(form.errors.items()))
        return JsonResponse({"status": str(found[0]), "field": field}, status=400)
    [saved] = actions.save_answers(
        actor=actor_of(request),
        edition=edition.slug,
        page=page.token,
        answers=[(form.answer(), form.cleaned_data["base"])],
    )
    return JsonResponse(_as_json(edition, saved), status=409 if saved.clash else 200)


def _as_json(edition: Edition, saved: actions.Saved) -> dict[str, Any]:
    other = saved.answer if saved.clash else saved.replaced
    now = timezone.now()
    status = _("Not saved: this was changed on another page. Both are here.")
    return {
        "outcome": saved.outcome,
        "seq": saved.answer.seq,
        "was": words.fingerprint(saved.answer),
        "status": status if saved.clash else words.saved(saved.answer.saved_at, now=now),
        "other": {
            "when": words.saved(other.saved_at, now=now),
            "words": words.pairs(edition, other),
            "values": words.values(other),
        }
        if other
        else None,
    }
