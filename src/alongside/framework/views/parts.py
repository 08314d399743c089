"""What stands around the statements of a draft: its themes, the words of points, its profiles."""

import secrets
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.core.framework import Became, Profile, Theme
from alongside.core.framework import parts as core
from alongside.core.framework.points import grouped
from alongside.foundation.access import access, signed_in
from alongside.foundation.request import Request
from alongside.framework import actions, queries
from alongside.framework.forms import parts as forms
from alongside.framework.presenters import around
from alongside.framework.presenters import desk as presenter
from alongside.framework.queries import Work

from .desk import FORM, at_desk, draft_or_404, for_stewards, keeps_words


def _work(request: Request, slug: str) -> Work:
    for_stewards(request.actor)
    return queries.work(draft_or_404(slug))


def _facts(request: Request, work: Work, **more: Any) -> dict[str, Any]:
    return {"row": work.draft, "can": presenter.can_now(work.draft, request.actor), **more}


def _seen(work: Work, part: str) -> int:
    return work.part_numbers.get(part, 0)


def _shown(request: Request, name: str, form: Any, facts: dict[str, Any]) -> HttpResponse:
    status = 422 if form is not None and form.errors else 200
    return render(request, f"framework/{name}.html", {**facts, "form": form}, status=status)


def _kept(request: Request, to: str, slug: str, *more: str) -> HttpResponse:
    messages.success(request, _("It is in the draft."))
    return redirect(f"framework:{to}", slug, *more)


# Themes


@access(signed_in)
@require_http_methods(FORM)
def desk_themes(request: Request, slug: str) -> HttpResponse:
    """The themes of a draft, and the order in which they stand."""
    work = _work(request, slug)
    form = forms.PlacesForm(
        request.POST or None,
        things=[(one.id, one.name) for one in work.edition.themes],
        initial={"seen": _seen(work, core.ORDER)},
    )
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]
        actions.order_themes(actor=request.actor, slug=slug, seen=seen, order=form.order())
        return _kept(request, "desk_themes", slug)
    facts = _facts(request, work, page=around.themes(work))
    return _shown(request, "desk_themes", form, facts)


@access(signed_in)
@require_http_methods(FORM)
@keeps_words
def add_theme(request: Request, slug: str) -> HttpResponse:
    """A theme that the edition before did not have."""
    work = _work(request, slug)
    key = request.POST.get("key", "") or secrets.token_urlsafe(24)
    blank = Theme("", "", work.edition.strands[0].id, "", ())
    form = forms.ThemeForm(request.POST or None, given=blank, edition=work.edition, key=key)
    if request.method == "POST" and form.is_valid():
        made = actions.add_theme(actor=request.actor, slug=slug, key=key, theme=form.theme())
        return _kept(request, "desk_theme", slug, made)
    return _shown(request, "add_part", form, _facts(request, work, sort="theme"))


@access(signed_in)
@require_http_methods(FORM)
@keeps_words
def desk_theme(request: Request, slug: str, theme_id: str) -> HttpResponse:
    """Write one theme; bring statements into it; take it out."""
    work = _work(request, slug)
    part, theme = core.theme_name(theme_id), work.edition.theme_by_id.get(theme_id)
    name = theme or work.before.theme_by_id.get(theme_id)
    if name is None and part not in work.part_numbers:
        raise Http404(theme_id)
    seen, form = _seen(work, part), None
    if theme is not None:
        form = forms.ThemeForm(request.POST or None, given=theme, edition=work.edition, seen=seen)
    if request.method == "POST" and form is not None and form.is_valid():
        seen = form.cleaned_data["seen"] or 0
        actions.save_theme(actor=request.actor, slug=slug, theme=form.theme(), seen=seen)
        return _kept(request, "desk_themes", slug)
    facts = _facts(request, work, theme=name, part=part, seen=seen, written=seen > 0)
    facts |= {"was": theme_id in work.before.theme_by_id, **_theme_forms(work, theme_id, seen)}
    facts["stand"] = [work.edition.by_code[code] for code in (theme.statements if theme else ())]
    return _shown(request, "desk_theme", form, facts)


def _elsewhere(work: Work, theme_id: str) -> list[tuple[str, str]]:
    """Statements of other themes, each with the number of its newest version."""
    return [
        (f"{one.code}.{work.numbers[one.code]}", f"{one.code} {one.title}")
        for one in work.edition.statements
        if one.theme != theme_id
    ]


def _others(work: Work, theme_id: str) -> list[tuple[str, str]]:
    return [(one.id, one.name) for one in work.edition.themes if one.id != theme_id]


def _theme_forms(work: Work, theme_id: str, seen: int) -> dict[str, Any]:
    start = {"seen": seen}
    return {
        "bring": forms.BringForm(others=_elsewhere(work, theme_id), auto_id="bring_%s"),
        "retire": forms.RetireForm(
            initial=start, others=_others(work, theme_id), auto_id="retire_%s"
        ),
    }


@access(signed_in)
@require_POST
def bring_statement(request: Request, slug: str, theme_id: str) -> HttpResponse:
    """Have a statement of another theme stand in this one."""
    work = _work(request, slug)
    if theme_id not in work.edition.theme_by_id:
        raise Http404(theme_id)
    form = forms.BringForm(request.POST, others=_elsewhere(work, theme_id))
    if not form.is_valid():
        messages.error(request, _("Choose a statement of another theme."))
        return redirect("framework:desk_theme", slug=slug, theme_id=theme_id)
    code, seen = form.cleaned_data["statement"]
    actions.bring(actor=request.actor, slug=slug, theme_id=theme_id, code=code, seen=seen)
    return _kept(request, "desk_theme", slug, theme_id)


@access(signed_in)
@require_POST
def retire_theme(request: Request, slug: str, theme_id: str) -> HttpResponse:
    work = _work(request, slug)
    if theme_id not in work.edition.theme_by_id:
        raise Http404(theme_id)
    form = forms.RetireForm(request.POST, others=_others(work, theme_id))
    if not form.is_valid():
        messages.error(request, _("Say which theme its statements go to."))
        return redirect("framework:desk_theme", slug=slug, theme_id=theme_id)
    got = form.cleaned_data
    actions.retire_theme(
        actor=request.actor, slug=slug, theme_id=theme_id, seen=got["seen"], to=got["to"]
    )
    return _kept(request, "desk_themes", slug)


# Points


@access(signed_in)
@require_safe
def desk_points(request: Request, slug: str) -> HttpResponse:
    """The words of every described point, and what people are told as they answer."""
    work = _work(request, slug)
    facts = _facts(request, work, page=around.points(work))
    return render(request, "framework/desk_points.html", facts)


@access(signed_in)
@require_http_methods(FORM)
@keeps_words
def desk_asking(request: Request, slug: str) -> HttpResponse:
    """Write what people are told as they answer."""
    work = _work(request, slug)
    about: Any = work.edition.about.get("points", {})
    start = {key: about.get(key, "") for key in core.ASKED}
    seen = _seen(work, core.ASKING)
    form = forms.AskingForm(request.POST or None, initial={**start, "seen": seen})
    if request.method == "POST" and form.is_valid():
        got = form.cleaned_data["seen"]
        actions.save_asking(actor=request.actor, slug=slug, seen=got, asking=form.asking())
        return _kept(request, "desk_points", slug)
    facts = _facts(request, work, part=core.ASKING, seen=seen, written=core.ASKING)
    return _shown(request, "desk_asking", form, facts)


@access(signed_in)
@require_http_methods(FORM)
@keeps_words
def desk_point(request: Request, slug: str, group: str, point: str) -> HttpResponse:
    """Write one described point, saying whether its meaning changed."""
    work = _work(request, slug)
    place = (group, point)
    old = grouped(work.before).get(place)
    if old is None:
        raise Http404(point)
    now = work.parts.points.get(place) or core.PointPart(old, Became.SAME)
    part = core.point_name(place)
    seen = _seen(work, part)
    form = forms.PointForm(request.POST or None, given=now, seen=seen)
    if request.method == "POST" and form.is_valid():
        try:
            _save_point(request, slug, place, form)
            return _kept(request, "desk_points", slug)
        except actions.BadLineError as error:
            form.add_error("became", str(error))
    facts = _facts(request, work, part=part, seen=seen, old=old, now=now.point)
    facts |= {"group": around.GROUPS[group], "typical": around.named_by(work.edition, place)}
    return _shown(request, "desk_point", form, facts)


def _save_point(request: Request, slug: str, place: tuple[str, str], form: forms.PointForm) -> None:
    got = form.cleaned_data
    actions.save_point(
        actor=request.actor,
        slug=slug,
        place=place,
        seen=got["seen"],
        label=got["label"],
        line=got["line"],
        became=form.says,
        why="" if form.says is Became.SAME else got["why"].strip(),
    )


# Profiles


@access(signed_in)
@require_safe
def desk_profiles(request: Request, slug: str) -> HttpResponse:
    """The profiles of a draft: starting points for roles, and for settings."""
    work = _work(request, slug)
    facts = _facts(request, work, page=around.profiles(work))
    return render(request, "framework/desk_profiles.html", facts)


def _profile_form(request: Request, work: Work, profile: Profile, **facts: Any) -> Any:
    return forms.ProfileForm(
        request.POST or None,
        given=profile,
        edition=work.edition,
        weights=around.weights(work.edition),
        **facts,
    )


@access(signed_in)
@require_http_methods(FORM)
@keeps_words
def add_profile(request: Request, slug: str) -> HttpResponse:
    """A profile that the edition before did not have."""
    work = _work(request, slug)
    key = request.POST.get("key", "") or secrets.token_urlsafe(24)
    form = _profile_form(request, work, Profile("", "", "", ()), key=key)
    if request.method == "POST" and form.is_valid():
        made = actions.add_profile(actor=request.actor, slug=slug, key=key, profile=form.profile())
        return _kept(request, "desk_profile", slug, made)
    return _shown(request, "add_part", form, _facts(request, work, sort="profile"))


@access(signed_in)
@require_http_methods(FORM)
@keeps_words
def desk_profile(request: Request, slug: str, profile_id: str) -> HttpResponse:
    """Write what one role or setting asks for; take it out."""
    work = _work(request, slug)
    part, profile = core.profile_name(profile_id), work.edition.profile_by_id.get(profile_id)
    name = profile or work.before.profile_by_id.get(profile_id)
    if name is None and part not in work.part_numbers:
        raise Http404(profile_id)
    seen = _seen(work, part)
    form = _profile_form(request, work, profile, seen=seen) if profile else None
    if request.method == "POST" and form is not None and form.is_valid():
        seen = form.cleaned_data["seen"] or 0
        actions.save_profile(actor=request.actor, slug=slug, profile=form.profile(), seen=seen)
        return _kept(request, "desk_profile", slug, profile_id)
    facts = _facts(request, work, profile=name, part=part, seen=seen, written=seen > 0)
    facts["was"] = profile_id in work.before.profile_by_id
    return _shown(request, "desk_profile", form, facts)


@access(signed_in)
@require_POST
def retire_profile(request: Request, slug: str, profile_id: str) -> HttpResponse:
    work = _work(request, slug)
    form = forms.RetireForm(request.POST)
    if profile_id not in work.edition.profile_by_id or not form.is_valid():
        raise Http404(profile_id)
    seen = form.cleaned_data["seen"]
    actions.retire_profile(actor=request.actor, slug=slug, profile_id=profile_id, seen=seen)
    return _kept(request, "desk_profiles", slug)


# Every part


@access(signed_in)
@require_POST
def part_back(request: Request, slug: str, part: str) -> HttpResponse:
    """A part as it stood in the edition before."""
    work = _work(request, slug)
    form = forms.RetireForm(request.POST)
    if part not in work.part_numbers or not form.is_valid():
        raise Http404(part)
    seen = form.cleaned_data["seen"]
    actions.put_part_back(actor=request.actor, slug=slug, part=part, seen=seen)
    return _kept(request, "desk_draft", slug)


@access(signed_in)
@require_safe
def part_versions(request: Request, slug: str, part: str) -> HttpResponse:
    """Every version of one part, newest first."""
    at_desk(request.actor)
    row = draft_or_404(slug)
    found = queries.part_versions(row, part)
    if not found:
        raise Http404(part)
    edition = queries.work(row).edition
    called = actions.part_called(edition, part) or actions.part_called(queries.before(row), part)
    called = called or part
    facts = {"row": row, "code": called, "versions": around.versions(found, edition)}
    return render(request, "framework/versions.html", facts)
