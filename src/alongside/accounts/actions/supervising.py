"""Choosing a supervisor: asked by name or with a link, answered, ended. Ending ends all reading."""

import secrets
from datetime import timedelta
from uuid import UUID

from django.core.mail import send_mail
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from alongside.accounts import policies, queries
from alongside.accounts.models import ACCEPTED, ASKED, ENDED, SAID_NO, Person, Share, Supervising
from alongside.foundation import history
from alongside.foundation.actor import Actor, Forbidden
from alongside.foundation.writing import action, tell

from .teams import INVITATION_DAYS, token_hash

ASKED_TO_SUPERVISE = "asked-to-supervise"
ALREADY = gettext_noop("You are asked, or are a supervisor, for this person already.")


@action
def ask_supervisor(*, actor: Actor, supervisor_id: UUID) -> Supervising:
    """Ask somebody of one's own services, by name. Asking again while it is open changes nothing."""
    known = queries.colleagues(actor).filter(pk=supervisor_id).exists()
    if not policies.may_ask_to_supervise(actor, supervisor=supervisor_id, same_service=known):
        raise Forbidden(
            _("Choose somebody from your own service, or make a link for anybody else.")
        )
    open_now = Supervising.objects.filter(
        worker_id=actor.person_id, supervisor_id=supervisor_id, state__in=[ASKED, ACCEPTED]
    )
    found = open_now.first()
    if found is not None:
        return found
    try:
        with transaction.atomic():
            made = Supervising.objects.create(
                worker_id=actor.person_id, supervisor_id=supervisor_id, state=ASKED
            )
    except IntegrityError:  # asked twice at the same moment
        return open_now.get()
    tell(topic=ASKED_TO_SUPERVISE, about=made.pk, body={})
    _note(actor, made, "asked for a supervisor")
    return made


@action
def ask_with_link(*, actor: Actor) -> str:
    """A link for somebody the worker gives it to. Returns its token, which is not kept in clear."""
    token = secrets.token_urlsafe(24)
    made = Supervising.objects.create(
        worker_id=actor.person_id,
        token_hash=token_hash(token),
        state=ASKED,
        until=timezone.localdate() + timedelta(days=INVITATION_DAYS),
    )
    _note(actor, made, "made a link for a supervisor")
    return token


@action
def answer_supervising(
    *, actor: Actor, yes: bool, supervising_id: UUID | None = None, token: str = ""
) -> Supervising:
    """Say yes or no to being somebody's supervisor: asked by name, or holding a link."""
    found = _open(supervising_id, token)
    if found is None:
        raise Forbidden(_("This has been answered, taken back or has run out. Ask for a new one."))
    if not policies.may_answer_supervising(
        actor, worker=found.worker_id, supervisor=found.supervisor_id
    ):
        raise Forbidden(_("Only the person who was asked can answer this."))
    if yes and _together(found.worker_id, actor.person_id).exclude(pk=found.pk).exists():
        raise Forbidden(_(ALREADY))
    found.supervisor_id, found.token_hash = actor.person_id, ""
    found.state = ACCEPTED if yes else SAID_NO
    found.answered_at = timezone.now()
    try:
        with transaction.atomic():
            found.save()
    except IntegrityError as error:  # asked by name, or answered another link, at the same moment
        raise Forbidden(_(ALREADY)) from error
    _note(actor, found, "became a supervisor" if yes else "said no to being a supervisor")
    return found


@action
def end_supervising(*, actor: Actor, supervising_id: UUID) -> None:
    """End it, or take the question back. Whatever the worker shares with them ends with it, at once."""
    found = Supervising.objects.select_for_update().filter(pk=supervising_id).first()
    if found is None or not policies.may_end_supervising(
        actor, worker=found.worker_id, supervisor=found.supervisor_id
    ):
        raise Forbidden(_("Only one of the two of you can end this."))
    if found.state not in (ASKED, ACCEPTED):
        return
    was_accepted = found.state == ACCEPTED
    found.state, found.ended_at, found.token_hash = ENDED, timezone.now(), ""
    found.save()
    if was_accepted and found.supervisor_id is not None:
        _end_shares(found.worker_id, found.supervisor_id)
    _note(actor, found, "ended supervision")


@action
def send_word_of_asking(*, actor: None, supervising_id: UUID) -> bool:
    """Write to whoever is asked, without saying more. Taken back meanwhile: nothing is sent."""
    found = (
        Supervising.objects.filter(pk=supervising_id, state=ASKED, supervisor__isnull=False)
        .select_related("worker", "supervisor")
        .first()
    )
    if found is None or found.supervisor is None:
        return False
    said = _("%(name)s asks you something in Alongside. Sign in to see it.")
    send_mail(
        _("Alongside: somebody asks you something"),
        said % {"name": found.worker},
        None,
        [found.supervisor.email],
    )
    return True


def _open(supervising_id: UUID | None, token: str) -> Supervising | None:
    waiting = Supervising.objects.select_for_update().filter(state=ASKED)
    if token:
        return waiting.filter(token_hash=token_hash(token), until__gte=timezone.localdate()).first()
    if supervising_id is None:
        return None
    return waiting.filter(pk=supervising_id, supervisor__isnull=False).first()


def _together(worker: UUID, supervisor: UUID) -> QuerySet[Supervising]:
    return Supervising.objects.filter(
        worker_id=worker, supervisor_id=supervisor, state__in=[ASKED, ACCEPTED]
    )


def _end_shares(worker: UUID, supervisor: UUID) -> None:
    """Everything shared with this person ends, also where it was shared with their address."""
    reader = Person.objects.get(pk=supervisor)
    emails = {reader.email.lower(), *queries.claimed_emails(supervisor)}
    theirs = Q(reader_id=supervisor) | Q(reader_email__in=emails)
    Share.objects.filter(theirs, owner_id=worker, ended_at__isnull=True).update(
        ended_at=timezone.now()
    )


def _note(actor: Actor, row: Supervising, verb: str) -> None:
    """In the history of each of the two, so that either can be erased without the other."""
    for person in {row.worker_id, row.supervisor_id} - {None}:
        history.record(
            chain=f"person:{person}", verb=verb, actor=actor, what={"supervising": row.pk}
        )
