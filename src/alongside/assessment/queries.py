"""Reads of answers, histories and starting points. What a person has not shared stays theirs."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from alongside.accounts.queries import roles_of, services_of, shares_given, shares_received
from alongside.core import framework as core
from alongside.core import scales
from alongside.foundation import history
from alongside.foundation.actor import Actor
from alongside.framework import queries as framework

from . import policies
from .models import Answer, ServiceProfile, Setting

KIND = "answer"
FIELDS = ("code", "point", "want", "note", "evidence", "evidence_kind", "seq", "saved_at")


@cache
def edition_of(slug: str) -> core.Edition:
    """A published edition by slug, read once per process: what is published never changes.

    Raises NoEditionError for a slug nobody has published.
    """
    return framework.edition(slug)


def answers_of(person_id: UUID, edition_slug: str) -> dict[str, scales.Answer]:
    """Everything one person has answered, by statement code. One query."""
    rows = Answer.objects.filter(person_id=person_id, edition=edition_slug).values_list(*FIELDS)
    return {row[0]: scales.Answer(*row) for row in rows}


def editions_answered(person_id: UUID) -> list[str]:
    """The editions this person has answers to. An answer stays with the words it was given to."""
    mine = Answer.objects.filter(person_id=person_id).order_by("edition")
    return list(mine.values_list("edition", flat=True).distinct())


def answer_of(person_id: UUID, edition_slug: str, code: str) -> scales.Answer | None:
    """One person's answer to one statement."""
    row = (
        Answer.objects.filter(person_id=person_id, edition=edition_slug, code=code)
        .values_list(*FIELDS)
        .first()
    )
    return scales.Answer(*row) if row else None


def chain(person_id: UUID) -> str:
    """The history chain that holds a person's saves."""
    return f"answers:{person_id}"


def saves_of(person_id: UUID, edition_slug: str) -> list[scales.Answer]:
    """Every save of one person, newest first. Erased ones are left out."""
    return [
        _save(past)
        for past in history.past(chain(person_id))
        if past.what is not None and past.what.get("edition") == edition_slug
    ]


def _save(past: history.Past) -> scales.Answer:
    what = past.what or {}
    return scales.Answer(
        code=what["code"],
        point=what["point"],
        want=what["want"],
        note=what["note"],
        evidence=what["evidence"],
        evidence_kind=what["evidence_kind"],
        seq=what["seq"],
        saved_at=past.at,
    )


# Starting points


@dataclass(frozen=True, slots=True)
class Start:
    """What a worker starts from. ``chosen`` is False until they have chosen or skipped."""

    chosen: bool = False
    profile: str = ""
    overlay: str = ""
    own: tuple[tuple[str, int], ...] = ()


def start_of(person_id: UUID) -> Start:
    row = Setting.objects.filter(pk=person_id).values_list("profile", "overlay", "own").first()
    if row is None:
        return Start()
    return Start(True, row[0], row[1], tuple(sorted(row[2].items())))


def profile_of(
    person_id: UUID,
    edition: core.Edition | None = None,
    *,
    services: Collection[UUID] | None = None,
) -> core.Profile:
    """What matters in this person's role: the role profile with their service's changes, then the
    setting, then their own changes. Statements run in the framework's order.

    Someone who chose nothing gets a profile without emphasis. ``services`` are the person's own,
    for a caller that knows them already (an actor does): it saves a query.
    """
    edition = edition or framework.current_edition()
    start = start_of(person_id)
    role = edition.profile_by_id.get(start.profile)
    overlay = edition.profile_by_id.get(start.overlay)
    if role is None and overlay is None and not start.own:
        return core.Profile(id="", title="", for_whom="", emphasis=())
    if services is None:
        services = {held.service for held in roles_of(person_id) if held.service}
    changes = _service_changes(services, (start.profile, start.overlay))
    emphasis: dict[str, core.Emphasis] = {}
    if role:
        emphasis = changed(role, changes)
    if overlay:
        emphasis = core.laid_over(emphasis.values(), changed(overlay, changes).values())
    emphasis = reweighed(emphasis, dict(start.own))
    ordered = [emphasis[one.code] for one in edition.statements if one.code in emphasis]
    base = role or overlay
    return core.Profile(
        id=base.id if base else "",
        title=base.title if base else "",
        for_whom=base.for_whom if base else "",
        emphasis=tuple(ordered),
    )


def changed(
    profile: core.Profile, changes: Iterable[tuple[str, core.Emphasis]]
) -> dict[str, core.Emphasis]:
    """A profile as its services have it. Where two services speak, the higher weight is kept and
    both reasons are shown; a weight of 0 counts only if no other service keeps the statement.
    """
    ours: dict[str, core.Emphasis] = {}
    for profile_id, change in changes:
        if profile_id == profile.id:
            ours[change.code] = (
                core.both(ours[change.code], change) if change.code in ours else change
            )
    found = {one.code: one for one in profile.emphasis} | ours
    return {code: one for code, one in found.items() if one.weight}


def reweighed(emphasis: dict[str, core.Emphasis], own: dict[str, int]) -> dict[str, core.Emphasis]:
    """With the worker's own weights, which win: 0 leaves a statement out."""
    merged = dict(emphasis)
    for code, weight in own.items():
        if not weight:
            merged.pop(code, None)
        elif code in merged:
            merged[code] = replace(merged[code], weight=weight)
        else:
            merged[code] = core.Emphasis(code=code, weight=weight, why="")
    return merged


def _service_changes(
    services: Collection[UUID], profiles: Iterable[str]
) -> list[tuple[str, core.Emphasis]]:
    if not services:
        return []
    rows = ServiceProfile.objects.filter(service__in=services, profile__in=list(profiles))
    return [(row.profile, _emphasis(row)) for row in rows.order_by("service__name", "service")]


def _emphasis(row: ServiceProfile) -> core.Emphasis:
    return core.Emphasis(row.code, row.weight, row.why, row.typical or None)


@dataclass(frozen=True, slots=True)
class Place:
    """A service whose role profiles somebody may change."""

    id: UUID
    board: UUID
    name: str


def places_to_change(actor: Actor) -> list[Place]:
    """The services whose role profiles this person may change."""
    return [
        Place(one.pk, one.board_id, one.name)
        for one in services_of(actor)
        if policies.may_change_service_profile(actor, board=one.board_id, service=one.pk)
    ]


def place_to_change(actor: Actor, service_id: UUID) -> Place | None:
    return next((place for place in places_to_change(actor) if place.id == service_id), None)


def service_changes(place: Place, profile: str) -> dict[str, tuple[core.Emphasis, int]]:
    """What one service has changed in one profile, by statement code, each with its version."""
    rows = ServiceProfile.objects.filter(service=place.id, profile=profile)
    return {row.code: (_emphasis(row), row.version) for row in rows}


def service_change_in_words(weight: int | None, why: str, typical: str) -> list[tuple[str, str]]:
    """One statement's place in a service's profile, for a page that shows two side by side."""
    if weight is None:
        return [(_("Weight"), _("As in the starting point"))]
    said = [(_("Weight"), str(weight_names()[weight])), (_("Why"), why)]
    return said + ([(_("Typical point"), typical)] if typical else [])


def weight_names() -> dict[int, str]:
    """What each weight says, heaviest first. The numbers themselves are never shown."""
    return {
        3: _("Close to the heart of this role"),
        2: _("Comes up most weeks"),
        1: _("Worth carrying"),
        0: _("Leave it out"),
    }


# Sharing


@dataclass(frozen=True, slots=True)
class Shared:
    """An answer that somebody shares, as its reader may see it. Without a note: no own words."""

    id: UUID
    owner_id: UUID
    owner: str
    reader_id: UUID | None
    reader_email: str
    reader: str
    until: date
    code: str
    with_note: bool
    answer: scales.Answer | None = None


def given(actor: Actor, *, today: date, code: str | None = None) -> list[Shared]:
    """Which of their own answers this person shares now, and with whom."""
    shares = shares_given(actor, kind=KIND, today=today).select_related("owner")
    return [one for one in map(_shared, shares) if code is None or one.code == code]


def received(actor: Actor, *, today: date) -> list[Shared]:
    """Which answers others share with this person now. What has ended is gone at once."""
    shares = shares_received(actor, today=today).filter(kind=KIND)
    return [_shared(share) for share in shares]


def received_besides(actor: Actor, *, today: date) -> list[Any]:
    """What others share with this person now that is not an answer, such as a plan."""
    return list(shares_received(actor, today=today).exclude(kind=KIND))


def _shared(share: Any) -> Shared:
    code, with_note = policies.shared_code(share.item)
    reader = share.reader if share.reader_id else share.reader_email
    return Shared(
        id=share.pk,
        owner_id=share.owner_id,
        owner=str(share.owner),
        reader_id=share.reader_id,
        reader_email=share.reader_email,
        reader=str(reader),
        until=share.until,
        code=code,
        with_note=with_note,
    )


def received_answer(
    actor: Actor, share_id: UUID, *, edition: core.Edition, today: date
) -> Shared | None:
    """One shared answer, looked up afresh each time; None if it is not shared with this person."""
    found = [one for one in received(actor, today=today) if one.id == share_id]
    if not found or found[0].code not in edition.by_code:
        return None
    one = found[0]
    answer = answer_of(one.owner_id, edition.slug, one.code)
    return replace(one, answer=for_reader(answer, with_note=one.with_note))


def for_reader(answer: scales.Answer | None, *, with_note: bool) -> scales.Answer | None:
    """What of an answer its reader sees. Nobody is told of a "rather not say": it looks like
    nothing at all, and so does an answer of which nothing is left to see.
    """
    if answer is None:
        return None
    if not with_note:
        answer = replace(answer, note="", evidence="", evidence_kind="")
    if answer.point == scales.RATHER_NOT_SAY:
        answer = replace(answer, point="")
    return answer if answer.content != scales.Answer(answer.code).content else None


# Carrying on


def last_saved(answers: dict[str, scales.Answer]) -> scales.Answer | None:
    """The answer that was saved last, to carry on from there."""
    dated = [(one.saved_at, one.code) for one in answers.values() if one.saved_at]
    return answers[max(dated)[1]] if dated else None


def next_theme(edition: core.Edition, answers: dict[str, scales.Answer]) -> core.Theme | None:
    """Where to carry on: the theme of the last save if something there is open, else the next
    theme after it that has something open. None when everything has been answered.
    """
    last = last_saved(answers)
    themes = list(edition.themes)
    if last and last.code in edition.by_code:
        at = [theme.id for theme in themes].index(edition.by_code[last.code].theme)
        themes = themes[at:] + themes[:at]
    return next((theme for theme in themes if not _done(theme, answers)), None)


def _done(theme: core.Theme, answers: dict[str, scales.Answer]) -> bool:
    return all(code in answers and answers[code].answered for code in theme.statements)
