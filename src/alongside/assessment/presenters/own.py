"""One's own start page, history, starting point, shares, and what leaves as files."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from alongside.accounts.presenters import item_words
from alongside.assessment import queries
from alongside.core import scales
from alongside.core.framework import Edition, Emphasis, Profile, Theme
from alongside.foundation.text import cell
from alongside.framework.queries import NoEditionError, current_edition

from . import words


@dataclass(frozen=True, slots=True)
class Marked:
    code: str
    title: str
    theme: str


@dataclass(frozen=True, slots=True)
class StartPage:
    """``chosen`` is False until a role was chosen or skipped: then that is asked first."""

    chosen: bool
    begun: bool
    role: str
    overlay: str
    roles: tuple[Profile, ...]
    settings: tuple[Profile, ...]
    carry_on: Theme | None
    last_saved: str
    wanted: tuple[Marked, ...]
    shared_with_me: int


def start_page(
    edition: Edition,
    start: queries.Start,
    answers: dict[str, scales.Answer],
    *,
    shared_with_me: int,
    now: datetime,
    said: bool = False,
) -> StartPage:
    """``said``: they have answered an earlier edition, whether or not it counts for this one."""
    begun = said or bool(answers)
    last = queries.last_saved(answers)
    known = edition.profile_by_id
    return StartPage(
        chosen=start.chosen or begun,
        begun=begun,
        role=known[start.profile].title if start.profile in known else "",
        overlay=known[start.overlay].title if start.overlay in known else "",
        roles=tuple(one for one in edition.profiles if not one.overlay),
        settings=tuple(one for one in edition.profiles if one.overlay),
        carry_on=queries.next_theme(edition, answers),
        last_saved=words.saved(last.saved_at, now=now) if last else "",
        wanted=tuple(
            Marked(one.code, one.title, one.theme)
            for one in edition.statements
            if one.code in answers and answers[one.code].want
        ),
        shared_with_me=shared_with_me,
    )


# History


@dataclass(frozen=True, slots=True)
class Save:
    when: str
    said: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Past:
    code: str
    title: str
    theme: str
    saves: tuple[Save, ...]


@dataclass(frozen=True, slots=True)
class Earlier:
    """What was saved of one earlier edition. Statements lead to their page in it."""

    slug: str  # "" where that edition is not published here: nothing leads to its words
    title: str
    past: tuple[Past, ...]


def earlier(person_id: UUID, edition: Edition) -> list[Earlier]:
    """Everything saved of other editions than this one, each beside the words it was said of."""
    found = []
    for slug in queries.editions_answered(person_id):
        if slug == edition.slug:
            continue
        saves = queries.saves_of(person_id, slug)
        try:
            then = queries.edition_of(slug)
        except NoEditionError:
            found.append(Earlier("", slug, tuple(_bare(edition, saves))))
        else:
            found.append(Earlier(slug, then.title, tuple(history(then, saves))))
    return found


def _bare(edition: Edition, saves: Iterable[scales.Answer]) -> list[Past]:
    """Saves of statements whose words are not here, by their codes alone."""
    found: dict[str, list[Save]] = {}
    for save in saves:
        found.setdefault(save.code, []).append(_saved(edition, save))
    return [Past(code, code, "", tuple(some)) for code, some in sorted(found.items())]


def history(edition: Edition, saves: Iterable[scales.Answer]) -> list[Past]:
    """Every save of each statement, newest first, statements in the framework's order."""
    found: dict[str, list[Save]] = {}
    for save in saves:
        if save.saved_at:
            found.setdefault(save.code, []).append(_saved(edition, save))
    return [
        Past(one.code, one.title, one.theme, tuple(found[one.code]))
        for one in edition.statements
        if one.code in found
    ]


def _saved(edition: Edition, save: scales.Answer) -> Save:
    at = timezone.localtime(save.saved_at) if save.saved_at else None
    when = date_format(at, "j F Y, H:i") if at else ""
    return Save(when, tuple(words.pairs(edition, save)))


# Starting points


@dataclass(frozen=True, slots=True)
class Line:
    """One statement in a starting point. ``version`` is 0 where a service changed nothing."""

    code: str
    title: str
    weight: int
    weight_name: str
    why: str
    typical: str
    typical_id: str = ""
    version: int = 0


def lines(edition: Edition, emphasis: Iterable[Emphasis]) -> list[Line]:
    names = queries.weight_names()
    return [
        Line(
            one.code,
            edition.by_code[one.code].title,
            one.weight,
            names[one.weight],
            one.why,
            words.label_of(edition, one.code, one.typical or ""),
            one.typical or "",
        )
        for one in emphasis
    ]


def service_lines(
    edition: Edition, profile: Profile, changes: Mapping[str, tuple[Emphasis, int]]
) -> list[Line]:
    """A profile as one service has it, left-out statements included, in the framework's order."""
    emphasis = {one.code: one for one in profile.emphasis}
    emphasis |= {code: one for code, (one, _version) in changes.items()}
    ordered = [emphasis[one.code] for one in edition.statements if one.code in emphasis]
    made = []
    for line in lines(edition, ordered):
        version = changes[line.code][1] if line.code in changes else 0
        made.append(Line(**{**asdict(line), "version": version}))
    return made


# Sharing


@dataclass(frozen=True, slots=True)
class SharedRow:
    id: UUID
    title: str
    code: str
    person: str
    until: str
    with_note: bool
    said: tuple[tuple[str, str], ...] = ()
    saved: str = ""
    edition: str = ""
    of: str = ""  # the earlier edition it was said of, where its meaning changed since


def shared_rows(shares: Iterable[queries.Shared], *, mine: bool) -> list[SharedRow]:
    return [
        SharedRow(
            id=one.id,
            title=queries.edition_of(one.edition).by_code[one.code].title,
            code=one.code,
            person=one.reader if mine else one.owner,
            until=date_format(one.until, "j F Y"),
            with_note=one.with_note,
            edition=one.edition,
            of="" if one.current else queries.edition_of(one.edition).title,
        )
        for one in shares
        if queries.known(one)
    ]


@dataclass(frozen=True, slots=True)
class OtherRow:
    person: str
    what: str
    until: str
    url: str


def other_rows(shares: Iterable[Any]) -> list[OtherRow]:
    """Shares of other kinds that have a page for their reader."""
    known = ((share, item_words(share.kind)) for share in shares)
    return [
        OtherRow(
            person=str(share.owner),
            what=str(words_.theirs),
            until=date_format(share.until, "j F Y"),
            url=reverse(words_.page, args=[share.item]),
        )
        for share, words_ in known
        if words_ and words_.page
    ]


def shared_row(shared: queries.Shared, *, now: datetime) -> SharedRow:
    row = shared_rows([shared], mine=False)[0]
    edition, answer = queries.edition_of(shared.edition), shared.answer
    return SharedRow(
        **{
            **asdict(row),
            "said": tuple(words.pairs(edition, answer or scales.Answer(shared.code))),
            "saved": words.saved(answer.saved_at, now=now) if answer else "",
        }
    )


def shared_name(item: str) -> str:
    """What a shared item is called where all of one's shares stand together."""
    edition, code, with_note, _current = queries.stands(item)
    try:
        title = queries.edition_of(edition).by_code[code].title
    except (NoEditionError, KeyError):
        title = code
    name = _("My view of “%(title)s”") % {"title": title}
    return _("%(view)s, with my note") % {"view": name} if with_note else name


# What leaves


def answers_csv(edition: Edition, answers: Mapping[str, scales.Answer]) -> str:
    """What ``alongside plan --answers`` reads: code, point and want, in the framework's order."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("code", "point", "want"))
    for one in edition.statements:
        answer = answers.get(one.code)
        if answer and (answer.answered or answer.want):
            row = (answer.code, answer.point, "yes" if answer.want else "no")
            writer.writerow([cell(text) for text in row])
    return out.getvalue()


def everything(person_id: UUID) -> dict[str, Any]:
    """All that this area keeps about one person, as plain JSON values."""
    try:
        edition = current_edition()
    except NoEditionError:
        return {}
    start = queries.start_of(person_id)
    given = queries.answers_by_edition(person_id)
    answers = queries.as_now(given, edition.slug)
    looked = queries.looks_of(person_id)
    ordered = [answers[one.code] for one in edition.statements if one.code in answers]
    return {
        "edition": edition.slug,
        "starting_point": {
            "profile": start.profile,
            "setting": start.overlay,
            "own_weights": dict(start.own),
            "own_weights_of_earlier_editions": queries.earlier_weights(person_id),
        },
        "answers": [_plain(answer) for answer in ordered],
        "history": [_plain(save) for save in queries.saves_of(person_id, edition.slug)],
        "other_editions": [
            {
                "edition": slug,
                "answers": [_plain(one) for one in given[slug].values()],
                "history": [_plain(save) for save in queries.saves_of(person_id, slug)],
            }
            for slug in sorted(given)
            if slug != edition.slug
        ],
        "to_look_at_again": [
            {
                "said_of": {"edition": one.edition, "code": one.answer.code},
                "became": one.carried.kind.value,
                "point_of_other_meaning": one.answer.point if one.worded else None,
                "why": one.carried.why,
                "statements": list(one.open),
            }
            for one in queries.look_again_at(given, edition.slug)
        ],
        "looked_through": [
            {
                "edition": one.edition,
                "since": one.since,
                "counts": one.counts,
                "again": one.again,
                "at": one.at.isoformat(),
            }
            for one in looked
        ],
    }


def _plain(answer: scales.Answer) -> dict[str, Any]:
    saved_at = answer.saved_at.isoformat() if answer.saved_at else None
    plain = {"code": answer.code, **words.values(answer), "seq": answer.seq, "saved_at": saved_at}
    if answer.of_edition:
        plain["said_of"] = {"edition": answer.of_edition, "code": answer.of_code}
    if answer.point_then:
        plain["said_of"]["point"] = answer.point_then
    return plain
