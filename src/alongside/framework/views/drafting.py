"""One statement of a draft: written, added, split, merged, retired, put back; and every version."""

import secrets
from collections.abc import Callable
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.core.framework import Became
from alongside.core.framework.drafting import NEW_HERE, blank
from alongside.foundation.access import access, signed_in
from alongside.foundation.request import Request
from alongside.framework import actions, forms, queries
from alongside.framework.presenters import desk as presenter
from alongside.framework.presenters import writing
from alongside.framework.queries import Work

from .desk import FORM, at_desk, draft_or_404, for_stewards, keeps_words


def _choices(work: Work) -> dict[str, Any]:
    return {
        "themes": [(one.id, one.name) for one in work.edition.themes],
        "settings": [(one.id, one.name) for one in work.before.settings],
    }


def _work(slug: str, code: str = "") -> Work:
    work = queries.work(draft_or_404(slug))
    if code and code not in work.lines:
        raise Http404(code)
    return work


@access(signed_in)
@require_http_methods(FORM)
@keeps_words
def edit_statement(request: Request, slug: str, code: str) -> HttpResponse:
    """Write one statement, saying whether its meaning changed."""
    for_stewards(request.actor)
    work = _work(slug, code)
    page = writing.statement_page(work, code)
    form = _statement_form(work, page, request.POST or None)
    if request.method == "POST" and form is None:
        raise Http404(code)
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            _save(request, slug, code, form)
            messages.success(request, _("It is in the draft."))
            return redirect("framework:desk_draft", slug=slug)
        except actions.BadLineError as error:
            form.add_error("became", str(error))
    facts = {"page": page, "row": work.draft, "form": form, **_forms(page)}
    facts["can"] = presenter.can_now(work.draft, request.actor)
    wrong = form is not None and form.errors
    return render(request, "framework/desk_statement.html", facts, status=422 if wrong else 200)


def _save(request: Request, slug: str, code: str, form: forms.StatementForm) -> None:
    actions.save_statement(
        actor=request.actor,
        slug=slug,
        code=code,
        seen=form.cleaned_data["seen"] or 0,
        statement=form.statement(),
        became=form.says,
        why="" if form.says is Became.SAME else form.cleaned_data["why"].strip(),
    )


def _forms(page: writing.StatementPage) -> dict[str, Any]:
    start = {"seen": page.seen, "others_seen": page.others_seen}
    return {
        "split": forms.WhyForm(initial=start, auto_id="split_%s"),
        "merge": forms.MergeForm(initial=start, others=page.others, auto_id="merge_%s"),
        "retire": forms.WhyForm(initial=start, auto_id="retire_%s"),
    }


def _statement_form(
    work: Work, page: writing.StatementPage, posted: Any = None
) -> forms.StatementForm | None:
    line = page.line
    if line.statement is None or line.became is None:
        return None
    return forms.StatementForm(
        posted,
        given=line.statement,
        became=line.became,
        seen=page.seen,
        why=line.why,
        **_choices(work),
    )


@access(signed_in)
@require_http_methods(FORM)
@keeps_words
def add_statement(request: Request, slug: str) -> HttpResponse:
    """A statement that the edition before did not have."""
    for_stewards(request.actor)
    work = _work(slug)
    themes = _choices(work)
    ordinal = 1 + sum(one.source.section == NEW_HERE for one in work.edition.statements)
    first = request.GET.get("theme", "")
    theme = first if first in work.edition.theme_by_id else work.edition.themes[0].id
    key = request.POST.get("key", "") or secrets.token_urlsafe(24)
    form = forms.StatementForm(
        request.POST or None,
        given=blank("", theme, ordinal),
        became=Became.NEW,
        key=key,
        **themes,
    )
    if request.method == "POST" and form.is_valid():
        code = actions.add_statement(
            actor=request.actor,
            slug=slug,
            key=key,
            statement=form.statement(),
            why=form.cleaned_data["why"].strip(),
        )
        messages.success(request, _("It is in the draft, as %(code)s.") % {"code": code})
        return redirect("framework:desk_draft", slug=slug)
    facts = {"row": work.draft, "form": form}
    facts["can"] = presenter.can_now(work.draft, request.actor)
    return render(
        request, "framework/add_statement.html", facts, status=422 if form.errors else 200
    )


_DONE: Final[dict[str, Callable[..., Any]]] = {
    "split": actions.split,
    "retire": actions.retire,
    "back": actions.put_back,
}


@access(signed_in)
@require_POST
@keeps_words
def become(request: Request, slug: str, code: str, verb: str) -> HttpResponse:
    """Split, merge, retire, or put back as it was."""
    for_stewards(request.actor)
    work = _work(slug, code)
    page = writing.statement_page(work, code)
    if verb not in (*_DONE, "merge"):
        raise Http404(verb)
    form = (
        forms.MergeForm(request.POST, others=page.others, auto_id="merge_%s")
        if verb == "merge"
        else forms.WhyForm(request.POST, auto_id=f"{verb}_%s")
    )
    form.fields["why"].required = verb != "back"
    if not form.is_valid():
        facts = {"page": page, "row": work.draft, "form": _statement_form(work, page)}
        facts |= {**_forms(page), verb: form, "wrong": form, "open": verb}
        facts["can"] = presenter.can_now(work.draft, request.actor)
        return render(request, "framework/desk_statement.html", facts, status=422)
    got = form.cleaned_data
    sent: dict[str, Any] = {"actor": request.actor, "slug": slug, "code": code, "seen": got["seen"]}
    if verb == "merge":
        assert isinstance(form, forms.MergeForm)
        seen = form.other_seen
        actions.merge(**sent, other=got["other"], other_seen=seen, why=got["why"])
    elif verb == "back":
        actions.put_back(**sent)
    else:
        _DONE[verb](**sent, why=got["why"])
    messages.success(request, _("It is in the draft."))
    return redirect("framework:desk_draft", slug=slug)


@access(signed_in)
@require_safe
def versions(request: Request, slug: str, code: str) -> HttpResponse:
    """Every version of one statement, newest first."""
    at_desk(request.actor)
    row = draft_or_404(slug)
    found = queries.versions(row, code)
    if not found:
        raise Http404(code)
    facts = {"row": row, "code": code, "versions": writing.versions(found)}
    return render(request, "framework/versions.html", facts)
