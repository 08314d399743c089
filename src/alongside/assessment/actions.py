"""Writes: answers (the highest sequence number stays), starting points, and sharing an answer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.db.models import Field
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.accounts import actions as accounts
from alongside.core import scales
from alongside.foundation import history
from alongside.foundation.actor import Actor, Forbidden
from alongside.foundation.text import check as check_text
from alongside.foundation.writing import Conflict, action
from alongside.framework.queries import NoEditionError, current_edition

from . import policies, queries
from .models import WEIGHTS, WHY_MOST, Answer, Looked, ServiceProfile, Setting

SAVED: Final = "saved"  # this save is what stays
SAME: Final = "same"  # what stays says the same already
OLDER: Final = "older"  # the same page has saved something newer since
CLASH: Final = "clash"  # another page saved something else, which stays


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save came to, and what the server keeps. ``replaced`` is an answer from elsewhere
    that the saving page had not seen; it is kept in the person's history.
    """

    outcome: str
    answer: scales.Answer
    replaced: scales.Answer | None = None

    @property
    def clash(self) -> bool:
        return self.outcome == CLASH


@action
def save_answer(
    *,
    actor: Actor,
    edition: str,
    code: str,
    seq: int,
    point: str = "",
    want: bool = False,
    note: str = "",
    evidence: str = "",
    evidence_kind: str = "",
    base: int = 0,
    page: str = "",
) -> Saved:
    """Keep one answer, unless a higher sequence number is kept already. Raises BadAnswer.

    ``base`` is the number the page last had from the server and ``page`` names the open page:
    from these it is told whether it replaced something that its writer had not seen.
    """
    now = timezone.now()
    answer = scales.Answer(code, point, want, note, evidence, evidence_kind, seq, saved_at=now)
    _refuse_bad(edition, answer, page)
    unseen = _upsert(actor, edition, answer, base=base, page=page)
    if unseen is None:
        return _kept(actor, edition, answer, page)
    replaced = _latest_but(actor, edition, answer) if unseen else None
    what = {
        "edition": edition,
        "code": code,
        "point": point,
        "want": want,
        "note": note,
        "evidence": evidence,
        "evidence_kind": evidence_kind,
        "seq": seq,
        "page": page,
    }
    history.record(chain=queries.chain(actor.person_id), verb="answered", actor=actor, what=what)
    return Saved(SAVED, answer, replaced)


def _refuse_bad(edition: str, answer: scales.Answer, page: str) -> None:
    try:
        known = queries.edition_of(edition)
    except NoEditionError as error:
        raise scales.BadAnswer("edition", "code") from error
    scales.check(answer, codes=known.by_code, no_evidence=known.no_evidence)
    if len(page) > scales.PAGE_MOST:
        raise scales.BadAnswer("page", "long")
    check_text(answer.note, _("Your note"))
    check_text(answer.evidence, _("What you linked"))


# One statement, so that two saves at once cannot slip between reading and writing. Django's own
# upsert has no WHERE, and the WHERE is the rule: the highest sequence number stays.
_UPSERT: Final = """
INSERT INTO {table} ({columns}) VALUES ({marks})
ON CONFLICT (person_id, edition, code) DO UPDATE SET {updates},
    unseen = ({table}.seq <> %s AND {table}.page <> excluded.page)
WHERE excluded.seq > {table}.seq
RETURNING unseen
"""
_KEY: Final = ("person", "edition", "code")


def _upsert(
    actor: Actor, edition: str, answer: scales.Answer, *, base: int, page: str
) -> bool | None:
    """Whether the save replaced something unseen; None if a number as high is kept already."""
    row = Answer(
        person_id=actor.person_id,
        edition=edition,
        code=answer.code,
        point=answer.point,
        want=answer.want,
        note=answer.note,
        evidence=answer.evidence,
        evidence_kind=answer.evidence_kind,
        seq=answer.seq,
        page=page,
        saved_at=answer.saved_at or timezone.now(),
    )
    fields, sql = _upsert_sql()
    values = [field.get_db_prep_save(field.pre_save(row, True), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(sql, [*values, base])
        found = cursor.fetchone()
    return bool(found[0]) if found else None


@cache
def _upsert_sql() -> "tuple[list[Field[Any, Any]], str]":
    """The columns to give, in order, and the statement that takes them and ``base``."""
    fields = [field for field in Answer._meta.concrete_fields if not field.primary_key]
    changing = [f.column for f in fields if f.name not in (*_KEY, "unseen")]
    sql = _UPSERT.format(
        table=Answer._meta.db_table,
        columns=", ".join(str(field.column) for field in fields),
        marks=", ".join(["%s"] * len(fields)),
        updates=", ".join(f"{column} = excluded.{column}" for column in changing),
    )
    return fields, sql


def _kept(actor: Actor, edition: str, offered: scales.Answer, page: str) -> Saved:
    row = Answer.objects.get(person_id=actor.person_id, edition=edition, code=offered.code)
    kept = scales.Answer(*(getattr(row, name) for name in queries.FIELDS))
    if kept.content == offered.content:
        return Saved(SAME, kept)
    if kept.seq > offered.seq and page and row.page == page:
        return Saved(OLDER, kept)
    return Saved(CLASH, kept)


def _latest_but(actor: Actor, edition: str, answer: scales.Answer) -> scales.Answer | None:
    """The save that was just replaced, from history (its own event is not written yet)."""
    saves = queries.saves_of(actor.person_id, edition)
    before = next((save for save in saves if save.code == answer.code), None)
    return before if before and before.content != answer.content else None


def save_answers(
    *, actor: Actor, edition: str, page: str, answers: Iterable[tuple[scales.Answer, int]]
) -> list[Saved]:
    """Keep several answers from one form, each with the number its page last had. Each stands by
    itself: one that meets a clash does not undo the others.
    """
    return [
        save_answer(
            actor=actor,
            edition=edition,
            code=one.code,
            seq=one.seq,
            point=one.point,
            want=one.want,
            note=one.note,
            evidence=one.evidence,
            evidence_kind=one.evidence_kind,
            base=base,
            page=page,
        )
        for one, base in answers
    ]


# A new edition


@action
def look_through(*, actor: Actor, edition: str) -> Looked | None:
    """Keep that somebody looked through what an edition changed for what they had said. Once:
    doing it again changes nothing. None where nothing they had said was affected.

    It changes no answer. What counts goes on counting, and what is to be looked at again waits.
    """
    changes = queries.changes_for(actor.person_id, edition)
    if changes is None:
        return None
    answers = queries.answers_of(actor.person_id, edition)
    what = {
        "since": changes.old,
        "counts": sorted(code for code, one in answers.items() if one.of_edition),
        "again": sorted({code for one in changes.again for code in one.open}),
    }
    row, new = Looked.objects.get_or_create(
        person_id=actor.person_id, edition=edition, defaults={**what, "at": timezone.now()}
    )
    if new:
        history.record(
            chain=queries.chain(actor.person_id),
            verb="looked through what changed",
            actor=actor,
            what={"edition": edition, **what},
        )
    return row


# Starting points


@action
def choose_start(*, actor: Actor, profile: str = "", overlay: str = "") -> None:
    """Choose a role profile and a setting, or skip both. Own changes stay as they are."""
    known = current_edition().profile_by_id
    if profile and (profile not in known or known[profile].overlay):
        raise Forbidden(_("Choose one of the roles in the list."))
    if overlay and (overlay not in known or not known[overlay].overlay):
        raise Forbidden(_("Choose one of the settings in the list."))
    what = {"profile": profile, "overlay": overlay}
    Setting.objects.update_or_create(person_id=actor.person_id, defaults=what)
    _note_setting(actor, "chose a starting point", what)


@action
def reweigh(*, actor: Actor, weights: dict[str, int]) -> None:
    """Keep the worker's own weights for statements: 0 leaves out, 3 is closest to the heart."""
    known = current_edition().by_code
    if any(code not in known or weight not in WEIGHTS for code, weight in weights.items()):
        raise Forbidden(_("Choose statements and weights from the lists."))
    Setting.objects.update_or_create(person_id=actor.person_id, defaults={"own": weights})
    _note_setting(actor, "changed their starting point", {"own": weights})


def _note_setting(actor: Actor, verb: str, what: Mapping[str, object]) -> None:
    history.record(chain=f"person:{actor.person_id}", verb=verb, actor=actor, what=dict(what))


@action
def change_service_profile(
    *,
    actor: Actor,
    service_id: UUID,
    profile: str,
    code: str,
    weight: int | None,
    why: str = "",
    typical: str = "",
    version: int = 0,
    go_on: str = "",
) -> None:
    """Change what a service says about one statement in a role profile, or (weight None) go back
    to the edition's own. ``version`` is the one the page showed, 0 where there was none.
    """
    place = queries.place_to_change(actor, service_id)
    if place is None:
        raise Forbidden(_("Only a service lead or steward of that service can change this."))
    _refuse_bad_change(profile, code, weight, why, typical)
    row = (
        ServiceProfile.objects.select_for_update()
        .filter(service_id=service_id, profile=profile, code=code)
        .first()
    )
    if (row.version if row else 0) != version:
        raise _service_clash(row, weight, why, typical, go_on)
    what: dict[str, object] = {"profile": profile, "code": code, "weight": weight}
    if weight is None:
        if row:
            row.delete()
    else:
        row = row or ServiceProfile(service_id=service_id, profile=profile, code=code, version=0)
        row.weight, row.why, row.typical, row.version = weight, why, typical, version + 1
        row.save()
        what |= {"why": why, "typical": typical}
    history.record(
        chain=f"service-profile:{service_id}", verb="changed a profile", actor=actor, what=what
    )


def _refuse_bad_change(profile: str, code: str, weight: int | None, why: str, typical: str) -> None:
    edition = current_edition()
    if profile not in edition.profile_by_id or code not in edition.by_code:
        raise Forbidden(_("Choose a role and a statement from the lists."))
    if weight is not None and weight not in WEIGHTS:
        raise Forbidden(_("Choose one of the weights in the list."))
    if typical and (scales.is_value(code) or typical not in scales.POINTS):
        raise Forbidden(_("A typical point is one of the described points, and never for a value."))
    if typical and edition.profile_by_id[profile].overlay:
        raise Forbidden(_("A setting never changes a typical point."))
    if len(check_text(why, _("The reason"))) > WHY_MOST:
        raise Forbidden(_("The reason is too long. Please shorten it."))


def _service_clash(
    row: ServiceProfile | None, weight: int | None, why: str, typical: str, go_on: str
) -> Conflict:
    """Both versions in words, for the page that shows them side by side."""
    words = queries.service_change_in_words
    theirs = words(row.weight, row.why, row.typical) if row else words(None, "", "")
    return Conflict(
        label=_("Somebody else changed this while you were writing."),
        yours=words(weight, why, typical),
        theirs=theirs,
        go_on=go_on,
    )


# Sharing


@action
def share_answer(
    *,
    actor: Actor,
    code: str,
    with_note: bool,
    until: date,
    reader_id: UUID | None = None,
    reader_email: str = "",
) -> UUID:
    """Let one named person see one answer until a day. Sharing it again replaces the first time,
    so that taking the note back out takes it out.
    """
    edition = current_edition()
    if code not in edition.by_code:
        raise Forbidden(_("Choose one of the statements."))
    email = reader_email.strip().lower()
    for one in queries.given(actor, today=timezone.localdate(), code=code):
        if one.reader_id == reader_id and one.reader_email == email:
            accounts.end_share(actor=actor, share_id=one.id)
    share = accounts.share(
        actor=actor,
        kind=queries.KIND,
        item=policies.share_item(code, edition=edition.slug, with_note=with_note),
        until=until,
        reader_id=reader_id,
        reader_email=email,
    )
    return share.pk
