"""Writing what stands around the statements of a draft: themes, the words of points, profiles.

Each change is another version of one part. A theme also takes statements in: that is another version
of each, and no change of its words.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any, Final

from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.core.framework import Became, Edition, Profile, Theme
from alongside.core.framework import parts as core
from alongside.core.framework.beside import asks
from alongside.core.framework.drafting import Line
from alongside.core.framework.points import Place, grouped, same_words
from alongside.foundation.actor import Actor, Forbidden
from alongside.foundation.text import read_json
from alongside.foundation.writing import Conflict, action, once
from alongside.framework import queries
from alongside.framework.models import Draft, DraftPart
from alongside.framework.policies import Move
from alongside.framework.queries import Work

from ._shared import for_move, record, settle
from .drafting import BadLineError, keep_lines

PART_LABELS: Final = {
    "name": gettext_lazy("Name"),
    "summary": gettext_lazy("What it is about, in a sentence"),
    "strand": gettext_lazy("Strand"),
    "label": gettext_lazy("Its name"),
    "line": gettext_lazy("What somebody says who chooses it"),
    "ask": gettext_lazy("What people are asked to think of"),
    "may_go_down": gettext_lazy("What is said about going back a point"),
    "evidence_ask": gettext_lazy("How people are asked how they know"),
    "title": gettext_lazy("Title"),
    "for_whom": gettext_lazy("Whom it is for"),
    "statements": gettext_lazy("Its statements, in order"),
    "order": gettext_lazy("The order of the themes"),
}
MOST_ID: Final = 60
ADD: Final = "add"  # stands in addresses where an id would, so it is none
_Texts = list[tuple[str, str]]


# Themes


@action
def save_theme(*, actor: Actor, slug: str, theme: Theme, seen: int) -> None:
    """A theme in other words, or with its statements in another order. Raises Conflict, BadText."""
    row, work = _to_write(actor, slug)
    now = _there(work.edition.theme_by_id, theme.id)
    part = core.theme_name(theme.id)
    words = core.plain_theme(theme)
    if words == core.plain_theme(now):
        return
    if _stale(work, part, seen):
        raise _clash(work, part, _theme_texts(theme), _theme_texts(now))
    _keep(row, part, words, actor)
    record(row, "theme written", actor, theme=theme.id)


@action
def add_theme(*, actor: Actor, slug: str, key: str, theme: Theme) -> str:
    """A new theme, with nothing in it yet; gives its id. A form sent twice adds one."""
    row, work = _to_write(actor, slug)

    def do() -> dict[str, str]:
        taken = {*work.before.theme_by_id, *work.parts.themes}
        made = replace(theme, id=_free(theme.name, taken))
        _keep(row, core.theme_name(made.id), core.plain_theme(made), actor)
        record(row, "theme added", actor, theme=made.id)
        return {"id": made.id}

    return str(once(actor=actor, key=key, do=do, said=[asdict(theme), slug])["id"])


@action
def retire_theme(*, actor: Actor, slug: str, theme_id: str, seen: int, to: str) -> None:
    """Take a theme out; its statements go to the theme ``to``, word for word."""
    row, work = _to_write(actor, slug)
    now = _there(work.edition.theme_by_id, theme_id)
    part = core.theme_name(theme_id)
    if _stale(work, part, seen):
        raise _clash(work, part, [(str(_("Taken out")), now.name)], _theme_texts(now))
    moving = [one for one in work.lines.values() if _stands_in(one, theme_id)]
    if moving and (to == theme_id or to not in work.edition.theme_by_id):
        raise Forbidden(_("Say which theme its statements go to."))
    keep_lines(row, [_moved(one, to) for one in moving], author=actor)
    _keep(row, part, core.plain_theme(None), actor)
    record(row, "theme taken out", actor, theme=theme_id, to=to if moving else "")


@action
def bring(*, actor: Actor, slug: str, theme_id: str, code: str, seen: int) -> None:
    """Have a statement stand in another theme, word for word. Raises Conflict where somebody wrote
    the statement meanwhile.
    """
    row, work = _to_write(actor, slug)
    theme = _there(work.edition.theme_by_id, theme_id)
    line = work.lines.get(code)
    if line is None or line.statement is None:
        raise Forbidden(_("This statement is not in the draft any more."))
    if _stands_in(line, theme_id):
        return
    if work.numbers[code] != seen:
        stands = work.edition.theme_by_id[line.statement.theme].name
        label = str(PART_LABELS["name"])
        raise Conflict(
            label=code,
            yours=[(label, theme.name)],
            theirs=[(label, stands), (str(_("The statement")), line.statement.text)],
            go_on=reverse("framework:desk_theme", kwargs={"slug": slug, "theme_id": theme_id}),
        )
    keep_lines(row, [_moved(line, theme_id)], author=actor)
    record(row, "statement moved", actor, code=code, theme=theme_id)


@action
def order_themes(*, actor: Actor, slug: str, seen: int, order: Sequence[str]) -> None:
    """Which theme stands where. Raises Conflict."""
    row, work = _to_write(actor, slug)
    names = {one.id: one.name for one in work.edition.themes}
    wanted = [one for one in dict.fromkeys(order) if one in names]
    wanted += [one for one in names if one not in wanted]
    if wanted == list(names):
        return
    if _stale(work, core.ORDER, seen):
        label = str(PART_LABELS["order"])
        yours, theirs = ("\n".join(names[one] for one in some) for some in (wanted, names))
        raise _clash(work, core.ORDER, [(label, yours)], [(label, theirs)])
    _keep(row, core.ORDER, {"order": wanted}, actor)
    record(row, "themes put in order", actor)


def _stands_in(line: Line, theme_id: str) -> bool:
    return line.statement is not None and line.statement.theme == theme_id


def _moved(line: Line, theme_id: str) -> Line:
    assert line.statement is not None
    also = tuple(one for one in line.statement.also_themes if one != theme_id)
    return replace(line, statement=replace(line.statement, theme=theme_id, also_themes=also))


def _theme_texts(theme: Theme) -> _Texts:
    said = {"name": theme.name, "summary": theme.summary, "strand": theme.strand}
    return _texts({**said, "statements": ", ".join(theme.statements)})


# Points


@action
def save_point(
    *,
    actor: Actor,
    slug: str,
    place: Place,
    seen: int,
    label: str,
    line: str,
    became: Became,
    why: str,
) -> None:
    """Other words for a described point, with whether its meaning changed. Which points there are,
    and for what they may be chosen, is no draft's to say. Raises Conflict, BadLineError, BadText.
    """
    row, work = _to_write(actor, slug)
    old = _there(grouped(work.before), place)
    now = work.parts.points.get(place) or core.PointPart(old, Became.SAME)
    made = core.PointPart(replace(old, label=label, line=line), became, why)
    if made == now:
        return
    part = core.point_name(place)
    if _stale(work, part, seen):
        raise _clash(work, part, _point_texts(made), _point_texts(now))
    _refuse_misfit(alike=same_words(old, made.point), became=became)
    _keep(row, part, core.plain_point(made), actor)
    record(row, "point written", actor, point="/".join(place), became=became.value)


@action
def save_asking(*, actor: Actor, slug: str, seen: int, asking: Mapping[str, str]) -> None:
    """What people are told as they answer. Raises Conflict, BadText."""
    row, work = _to_write(actor, slug)
    about: Any = work.edition.about.get("points", {})
    now = {key: str(about.get(key, "")) for key in core.ASKED}
    made = {key: asking.get(key) or now[key] for key in core.ASKED}
    if made == now:
        return
    if _stale(work, core.ASKING, seen):
        raise _clash(work, core.ASKING, _texts(made), _texts(now))
    _keep(row, core.ASKING, {"asking": made}, actor)
    record(row, "words about answering written", actor)


def _refuse_misfit(*, alike: bool, became: Became) -> None:
    if became is Became.SAME and not alike:
        raise BadLineError(_("The words are not those of before. Say whether they mean the same."))
    if became is not Became.SAME and alike:
        raise BadLineError(_("The words are those of before, so it is the same."))


def _point_texts(one: core.PointPart) -> _Texts:
    said = _texts({"label": one.point.label, "line": one.point.line})
    return [*said, (str(_("Why")), one.why)] if one.why else said


# Profiles


@action
def save_profile(*, actor: Actor, slug: str, profile: Profile, seen: int) -> None:
    """What a role or setting asks for. Raises Conflict, Forbidden, BadText."""
    row, work = _to_write(actor, slug)
    now = _there(work.edition.profile_by_id, profile.id)
    _refuse_typical(profile)
    if profile == now:
        return
    part = core.profile_name(profile.id)
    if _stale(work, part, seen):
        both = (_profile_texts(one, work.edition) for one in (profile, now))
        raise _clash(work, part, *both)
    _keep(row, part, core.plain_profile(profile, _fates(work)), actor)
    record(row, "profile written", actor, profile=profile.id)


@action
def add_profile(*, actor: Actor, slug: str, key: str, profile: Profile) -> str:
    """A new profile; gives its id. A form sent twice adds one."""
    row, work = _to_write(actor, slug)
    _refuse_typical(profile)

    def do() -> dict[str, str]:
        taken = {*work.before.profile_by_id, *work.parts.profiles}
        made = replace(profile, id=_free(profile.title, taken))
        _keep(row, core.profile_name(made.id), core.plain_profile(made, _fates(work)), actor)
        record(row, "profile added", actor, profile=made.id)
        return {"id": made.id}

    return str(once(actor=actor, key=key, do=do, said=[asdict(profile), slug])["id"])


@action
def retire_profile(*, actor: Actor, slug: str, profile_id: str, seen: int) -> None:
    """Take a profile out. It stays in every edition that has it."""
    row, work = _to_write(actor, slug)
    now = _there(work.edition.profile_by_id, profile_id)
    part = core.profile_name(profile_id)
    if _stale(work, part, seen):
        gone = [(str(_("Taken out")), now.title)]
        raise _clash(work, part, gone, _profile_texts(now, work.edition))
    _keep(row, part, core.plain_profile(None), actor)
    record(row, "profile taken out", actor, profile=profile_id)


def _fates(work: Work) -> dict[str, Became | None]:
    return {code: line.became for code, line in work.lines.items()}


def _refuse_typical(profile: Profile) -> None:
    """The one thing a profile never says: where somebody's values ought to sit."""
    for one in profile.emphasis:
        if one.typical and (one.code.startswith("V") or profile.overlay):
            raise Forbidden(_("A value has no typical point, and a setting moves none."))


def _profile_texts(profile: Profile, edition: Edition) -> _Texts:
    said = _texts({"title": profile.title, "for_whom": profile.for_whom})
    return [*said, *((one.code, asks(one, edition)) for one in profile.emphasis)]


# Every part


@action
def put_part_back(*, actor: Actor, slug: str, part: str, seen: int) -> None:
    """A part as it stood in the edition before. What was written of it is kept."""
    row, work = _to_write(actor, slug)
    if part not in work.part_numbers or not _of_before(work.before, part):
        raise Forbidden(_("It stands as it was in the edition before."))
    if work.part_numbers[part] != seen:
        raise _clash(work, part, [(str(_("Put back")), _("As it was in the edition before"))], [])
    _keep(row, part, core.AS_BEFORE, actor)
    record(row, "part put back", actor, part=part)


def _of_before(before: Edition, part: str) -> bool:
    """Whether the edition before has this part: what is new here cannot be put back."""
    sort, _slash, rest = part.partition("/")
    known: Mapping[str, Collection[str]] = {
        core.THEME: before.theme_by_id,
        core.PROFILE: before.profile_by_id,
    }
    return rest in known[sort] if sort in known else True


def _to_write(actor: Actor, slug: str) -> tuple[Draft, Work]:
    row = for_move(slug, Move.WRITE, actor=actor)
    return row, queries.work(row)


def _there(known: Mapping[Any, Any], name: object) -> Any:
    if name not in known:
        raise Forbidden(_("This is not in the draft any more."))
    return known[name]


def _stale(work: Work, part: str, seen: int) -> bool:
    return work.part_numbers.get(part, 0) != seen


def _clash(work: Work, part: str, yours: _Texts, theirs: _Texts) -> Conflict:
    label = part_called(work.edition, part) or part_called(work.before, part) or part
    go_on = address_of_part(work.draft.slug, part)
    return Conflict(label=label, yours=yours, theirs=theirs, go_on=go_on)


def address_of_part(slug: str, part: str) -> str:
    """Where a part of a draft is written."""
    sort, _slash, rest = part.partition("/")
    group, _slash, point = rest.partition("/")
    pages: Mapping[str, tuple[str, dict[str, str]]] = {
        core.THEME: ("desk_theme", {"theme_id": rest}),
        core.POINT: ("desk_point", {"group": group, "point": point}),
        core.PROFILE: ("desk_profile", {"profile_id": rest}),
        core.ORDER: ("desk_themes", {}),
        core.ASKING: ("desk_asking", {}),
    }
    name, more = pages[sort]
    return reverse(f"framework:{name}", kwargs={"slug": slug, **more})


def part_called(edition: Edition, part: str) -> str:
    """What a part is called in an edition; "" where it is not there."""
    sort, _slash, rest = part.partition("/")
    group, _slash, point = rest.partition("/")
    if sort == core.THEME and rest in edition.theme_by_id:
        return edition.theme_by_id[rest].name
    if sort == core.PROFILE and rest in edition.profile_by_id:
        return edition.profile_by_id[rest].title
    if sort == core.POINT and (group, point) in grouped(edition):
        return grouped(edition)[group, point].label
    words = {
        core.ORDER: PART_LABELS["order"],
        core.ASKING: _("What people are told as they answer"),
    }
    return str(words.get(sort, ""))


def _texts(said: Mapping[str, str]) -> _Texts:
    return [(str(PART_LABELS[name]), text) for name, text in said.items() if text]


def _free(name: str, taken: Collection[str]) -> str:
    """An id made of a name, that nothing here has or had."""
    stem = slugify(name)[: MOST_ID - 4].strip("-") or "another"
    ids = (stem, *(f"{stem}-{number}" for number in range(2, 1000)))
    return next(one for one in ids if one not in taken and one != ADD)


def _keep(row: Draft, part: str, words: Mapping[str, Any], actor: Actor) -> None:
    """Another version of a part, and the digest of the edition that all of them make now."""
    text = json.dumps(words, ensure_ascii=False, sort_keys=True)
    read_json(text.encode())
    kept = queries.latest_parts(row.pk).get(part)
    DraftPart.objects.create(
        draft=row,
        part=part,
        number=kept.number + 1 if kept else 1,
        words=text,
        author_id=actor.person_id,
    )
    settle(row)
