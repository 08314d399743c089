"""What has passed its time goes by itself, every day, in all areas."""

from collections import Counter
from datetime import date, timedelta

from django.db.models import Q

from alongside.accounts.models import ASKED, Invitation, Share, Supervising, Token
from alongside.foundation import personal
from alongside.foundation.erasing import before
from alongside.foundation.writing import action


@action
def tidy(*, actor: None, today: date) -> Counter[str]:
    """Let go of all that has passed its time, by each area's rule. Says how many of what went."""
    return +personal.tidy(today)


def let_go(today: date) -> dict[str, int]:
    """Shares a year after they ended; a month after their day, invitations and links nobody used,
    and tokens."""
    over = Q(ended_at__lt=before(today, Share.personal.days)) | Q(
        until__lt=_day(today, Share.personal.days)
    )
    unused = Supervising.objects.filter(
        state=ASKED, supervisor=None, until__lt=_day(today, Supervising.personal.days)
    )
    invited = Invitation.objects.filter(until__lt=_day(today, Invitation.personal.days))
    tokens = Token.objects.filter(
        Q(ended_at__lt=before(today, Token.personal.days))
        | Q(until__lt=_day(today, Token.personal.days))
    )
    return {
        "shares that ended": Share.objects.filter(over).delete()[0],
        "links for a supervisor that ran out": unused.delete()[0],
        Invitation.personal.called: invited.delete()[0],
        Token.personal.called: tokens.delete()[0],
    }


def _day(today: date, days: int | None) -> date:
    return today - timedelta(days=days or 0)
