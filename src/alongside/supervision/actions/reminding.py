"""Reminders of a session on the day before: that there is one, and nothing of what it is about."""

import logging
from datetime import date, timedelta

from django.core.mail import send_mail
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.accounts import queries as accounts
from alongside.foundation.writing import action
from alongside.supervision.models import Session
from alongside.supervision.queries import sessions as reads

from .dates import date_words

ONE_DAY = timedelta(days=1)
log = logging.getLogger(__name__)


def send_reminders(*, actor: None, today: date | None = None) -> tuple[int, int]:
    """Write to both people of every session tomorrow, once. Returns how many sessions were reminded
    of, and of how many that failed: those are tried again the next time, and hold up no other.

    Run again on the same day it sends nothing twice. Where the supervision has ended, and where
    the session was closed, nothing is sent.
    """
    tomorrow = (today or timezone.localdate()) + ONE_DAY
    sent = failed = 0
    for row in reads.due_for_reminder(tomorrow):
        try:
            sent += _remind(actor=None, session=row)
        except OSError:  # what a mail server that cannot be reached, or refuses, comes as
            log.exception("The reminder of session %s is kept for later.", row.pk)
            failed += 1
    return sent, failed


@action
def _remind(*, actor: None, session: Session) -> bool:
    """Note it first, then send: if sending fails, the note goes back with it."""
    lasts = accounts.supervisors_rows(session.worker_id).order_by().values("pk")
    mine = Session.objects.filter(pk=session.pk, on=session.on, supervising__in=lasts)
    mine = mine.filter(closed_at__isnull=True).exclude(reminded_on=session.on)
    if not mine.update(reminded_on=session.on):
        return False
    when = date_words(session.on, session.at)
    for person in (session.worker, session.supervisor):
        if person is not None:
            send_mail(
                _("Alongside: supervision tomorrow"),
                _("You have supervision on %(when)s. Sign in to Alongside to see it.")
                % {"when": when},
                None,
                [person.email],
            )
    return True
