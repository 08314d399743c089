"""What stands around the statements of an edition, as pages show it: a draft's parts, every version of
them, and what changed in them.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.accounts import queries as accounts
from alongside.core.framework import Became, Edition, Kind, Profile, Theme
from alongside.core.framework import parts as core
from alongside.core.framework.beside import Beside, Sort, asks
from alongside.core.framework.points import OTHER, Place, grouped
from alongside.core.framework.wording import Run, by_words
from alongside.framework.actions import PART_LABELS, address_of_part
from alongside.framework.models import DraftPart
from alongside.framework.queries import Work

from .names import FATES, Text
from .shapes import CHIME, KINDS

GROUPS: Final[Mapping[str, Text]] = {**KINDS, OTHER: gettext_lazy("Other answers")}
SORTS: Final[Mapping[Sort, Text]] = {
    Sort.POINT: gettext_lazy("Described points"),
    Sort.ASKING: gettext_lazy("What people are told as they answer"),
    Sort.THEME: gettext_lazy("Themes"),
    Sort.ORDER: gettext_lazy("The order of the themes"),
    Sort.PROFILE: gettext_lazy("Profiles of roles and settings"),
}
_NAMES: Final[Mapping[str, Text]] = {
    **PART_LABELS,
    "supports": gettext_lazy("What it supports"),
    "practice domain": gettext_lazy("Part of practice"),
    "for whom": PART_LABELS["for_whom"],
}
_MEANS: Final[Mapping[Became, Text]] = {
    Became.REWORDED: gettext_lazy("Other words, the same meaning. Answers go on counting."),
    Became.CHANGED: gettext_lazy(
        "It means something else. Whoever chose it is asked to look again."
    ),
}


# What changed


@dataclass(frozen=True, slots=True)
class Part:
    """One part that differs, before and now, in runs of words. ``code``: its name is a statement's."""

    label: Text
    before: tuple[Run, ...]
    now: tuple[Run, ...]
    code: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing that is other than it was. ``means`` says, of a point, whether answers count."""

    id: str
    name: Text
    sign: str
    fate: Text
    why: str
    means: Text
    parts: tuple[Part, ...]


def changed(found: Iterable[Beside]) -> list[tuple[Text, list[Shown]]]:
    """What changed beside the statements, under what sort of thing it is."""
    by_sort: dict[Sort, list[Shown]] = {}
    for one in found:
        by_sort.setdefault(one.sort, []).append(shown(one))
    return [(SORTS[sort], some) for sort, some in by_sort.items()]


def shown(one: Beside) -> Shown:
    fate = FATES[one.kind]
    group = f"{GROUPS[one.group]}: " if one.group else ""
    return Shown(
        id="-".join(part for part in (one.sort.value, one.group, one.id) if part),
        name=f"{group}{one.name}" if one.name else SORTS[one.sort],
        sign=fate.sign,
        fate=fate.name,
        why=one.why,
        means=_MEANS[one.kind] if one.sort is Sort.POINT else "",
        parts=tuple(
            Part(_label(name), *_runs(name, was, now), code=name not in _NAMES)
            for name, was, now in one.parts
        ),
    )


def _runs(name: str, was: str, now: str) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    if name == "supports":
        was, now = (", ".join(str(CHIME[one]) for one in text.split()) for text in (was, now))
    return by_words(was, now)


def _label(name: str) -> Text:
    return _NAMES.get(name, name)


# A draft's parts


@dataclass(frozen=True, slots=True)
class Row:
    """One part in a list, with whether anything was written of it."""

    name: str
    text: str
    became: Text
    url: str
    part: str
    seen: int = 0


@dataclass(frozen=True, slots=True)
class PartsPage:
    """Parts of one sort: those of the draft, under headings, and those that were taken out."""

    groups: tuple[tuple[Text, tuple[Row, ...]], ...]
    gone: tuple[Row, ...]


def themes(work: Work) -> PartsPage:
    names = {one.id: one.name for one in work.edition.strands}
    old = work.before.theme_by_id
    rows = tuple(
        _row(
            work,
            core.theme_name(one.id),
            one.name,
            f"{names.get(one.strand, one.strand)}. {one.summary}",
            new=one.id not in old,
        )
        for one in work.edition.themes
    )
    gone = (one for one in work.before.themes if one.id not in work.edition.theme_by_id)
    return PartsPage(
        ((SORTS[Sort.THEME], rows),),
        tuple(_gone(work, core.theme_name(one.id), one.name) for one in gone),
    )


def profiles(work: Work) -> PartsPage:
    old, found = work.before.profile_by_id, work.edition.profiles
    groups: tuple[tuple[Text, bool], ...] = ((_("Roles"), False), (_("Settings"), True))
    return PartsPage(
        tuple(
            (
                name,
                tuple(
                    _row(
                        work,
                        core.profile_name(one.id),
                        one.title,
                        one.for_whom,
                        new=one.id not in old,
                    )
                    for one in found
                    if one.overlay is overlay
                ),
            )
            for name, overlay in groups
        ),
        tuple(
            _gone(work, core.profile_name(one.id), one.title)
            for one in work.before.profiles
            if one.id not in work.edition.profile_by_id
        ),
    )


def points(work: Work) -> PartsPage:
    found = grouped(work.edition)
    said = {(one.group, one.id): one.kind for one in work.edition.points_became}
    return PartsPage(
        tuple(
            (
                GROUPS[group],
                tuple(
                    Row(
                        point.label,
                        point.line,
                        FATES[said[at]].name if at in said else "",
                        address_of_part(work.draft.slug, core.point_name(at)),
                        core.point_name(at),
                    )
                    for at, point in found.items()
                    if at[0] == group
                ),
            )
            for group in (*(kind.value for kind in Kind), OTHER)
        ),
        (),
    )


def named_by(edition: Edition, place: Place) -> list[str]:
    """The profiles that say this point is typical of something, by title."""
    group, point = place
    return [
        profile.title
        for profile in edition.profiles
        if any(one.typical == point and Kind.of(one.code) == group for one in profile.emphasis)
    ]


def weights(edition: Edition) -> dict[int, str]:
    """What each weight of a profile says, in the edition's words."""
    about: Any = edition.about.get("profiles", {})
    return {row["weight"]: row["says"] for row in about.get("weights", ())} or {
        weight: str(weight) for weight in (1, 2, 3)
    }


def _row(work: Work, part: str, name: str, text: str, *, new: bool) -> Row:
    touched = _written(work, part)
    became = FATES[Became.NEW].name if new else _("Written") if touched else ""
    return Row(name, text, became, address_of_part(work.draft.slug, part), part)


def _written(work: Work, part: str) -> bool:
    sort, _slash, rest = part.partition("/")
    return rest in (work.parts.themes if sort == core.THEME else work.parts.profiles)


def _gone(work: Work, part: str, name: str) -> Row:
    url = address_of_part(work.draft.slug, part)
    return Row(name, "", _("Taken out"), url, part, work.part_numbers.get(part, 0))


# Every version of one part


@dataclass(frozen=True, slots=True)
class Version:
    number: int
    at: datetime
    author: str
    became: Text
    why: str
    said: tuple[tuple[Text, str], ...]


def versions(rows: list[DraftPart], edition: Edition) -> list[Version]:
    """Every version of one part, newest first. ``edition`` names what a profile asks for."""
    who = accounts.people_by_id([row.author_id for row in rows if row.author_id])
    found = []
    for row in rows:
        words = json.loads(row.words)
        became, why, said = _version(words, edition)
        author = who[row.author_id].name if row.author_id in who else ""
        found.append(Version(row.number, row.made_at, author, became, why, tuple(said)))
    return found


def _version(
    words: Mapping[str, Any], edition: Edition
) -> tuple[Text, str, list[tuple[Text, str]]]:
    if words == core.AS_BEFORE:
        return _("As it was in the edition before"), "", []
    if "point" in words:
        part = core.read_point(words)
        said = {"label": part.point.label, "line": part.point.line}
        return FATES[part.became].name, part.why, _named(said)
    if "asking" in words:
        return _("Written"), "", _named(words["asking"])
    if "order" in words:
        return _("Written"), "", _named({"order": ", ".join(words["order"])})
    made = core.read_theme(words) if "theme" in words else core.read_profile(words)
    if made is None:
        return _("Taken out"), "", []
    if isinstance(made, Theme):
        return _("Written"), "", _named(theme_texts(made, edition))
    return _("Written"), "", _named(profile_texts(made, edition))


def theme_texts(theme: Theme, edition: Edition) -> dict[str, str]:
    strands = {one.id: one.name for one in edition.strands}
    return {
        "name": theme.name,
        "summary": theme.summary,
        "strand": strands.get(theme.strand, theme.strand),
        "supports": ", ".join(str(CHIME[one]) for one in theme.chime),
        "practice domain": theme.practice_domain,
        "statements": ", ".join(theme.statements),
    }


def profile_texts(profile: Profile, edition: Edition) -> dict[str, str]:
    said = {"title": profile.title, "for whom": profile.for_whom}
    return said | {one.code: asks(one, edition) for one in profile.emphasis}


def _named(said: Mapping[str, str]) -> list[tuple[Text, str]]:
    """Each with its name; what is asked of a statement, with its code."""
    return [
        (_NAMES[name], text) if name in _NAMES else (_("What it asks for"), f"{name}: {text}")
        for name, text in said.items()
        if text
    ]
