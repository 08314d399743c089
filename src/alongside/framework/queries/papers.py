"""Reads of papers of a consultation. A code is looked for by what it is worked out to."""

from datetime import date
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet, Sum
from django.utils.crypto import salted_hmac

from alongside.core import framework as core
from alongside.core.framework import papers
from alongside.core.framework.papers import PaperCode as Code
from alongside.framework import policies
from alongside.framework.models import Comment, PaperCode, PaperSet, Round
from alongside.framework.policies import State, Way

from .drafts import before
from .rounds import edition_in


def digests(code: Code) -> list[str]:
    """What a code is worked out to with the key of this installation: the newest key first."""
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return [
        salted_hmac(
            "alongside.framework.paper", str(code), secret=key, algorithm="sha256"
        ).hexdigest()
        for key in keys
    ]


def paper_code(text: str, *, today: date, slug: str = "") -> PaperCode | None:
    """The code somebody typed, while it can be used. One answer for everything else: a slip, a
    guess, one that was used or stopped, a round that has ended.

    ``slug``: for whoever types in what came by post about this draft. They can until the round is
    closed; everybody else until its last day.
    """
    try:
        code = papers.read(text)
    except papers.NotACode:
        return None
    of_round = "paper_set__round__"
    here = {"draft__slug": slug} if slug else {"closes_on__gte": today}
    facts = {"closed_on": None, "opens_on__lte": today, "draft__state": State.CONSULTATION, **here}
    rows = PaperCode.objects.filter(
        digest__in=digests(code), **{of_round + name: value for name, value in facts.items()}
    )
    found = rows.select_related("paper_set__round__draft").defer("paper_set__round__document")
    return found.first()


def paper_sets(round_id: UUID) -> QuerySet[PaperSet]:
    return PaperSet.objects.filter(round=round_id).order_by("number")


def of_set(set_id: UUID) -> QuerySet[PaperCode]:
    return PaperCode.objects.filter(paper_set=set_id)


def papers_made(round_id: UUID) -> int:
    return PaperSet.objects.filter(round=round_id).aggregate(all=Sum("papers"))["all"] or 0


def places_of(row: Round) -> dict[str, core.Statement]:
    """All that can be spoken of in a round: the draft's statements, and those that it retires."""
    return {**before(row.draft).by_code, **edition_in(row.pk, row.digest).by_code}


def ways_of(round_id: UUID) -> list[Way]:
    """By which way each comment of a round came, whatever became of it."""
    rows = Comment.objects.filter(round=round_id).values_list("speaker", "on_paper")
    return [policies.way(speaker, on_paper=on_paper) for speaker, on_paper in rows]
