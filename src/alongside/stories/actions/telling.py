"""What a teller does: tell, change, agree part by part, answer, pause, go on, withdraw.

A teller has no account, so ``actor`` is None, and the code says whose story it is. A teller who
happens to be signed in is not written down either.
"""

import logging
from base64 import b32encode
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Final
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from alongside.accounts import queries as accounts
from alongside.foundation import history
from alongside.foundation.actor import Forbidden
from alongside.foundation.erasure_list import STORY, Erased, append
from alongside.foundation.text import check
from alongside.foundation.writing import Conflict, action
from alongside.stories import policies, queries
from alongside.stories.models import Consent, Story, Tombstone
from alongside.stories.policies import CODE_LENGTH, CODE_LETTERS, Move, State, Words

from ._shared import (
    BadStoryError,
    NoStoryError,
    add_wording,
    chain,
    keep,
    move,
    record,
    refuse_bad_words,
    show,
    show_if_ready,
    take_off,
    texts,
    today_here,
)

log = logging.getLogger(__name__)
SHOWN_AGAIN: Final = timedelta(hours=1)
LEFT_ALONE: Final = timedelta(days=365)
ENDED, FORGOTTEN = "stories whose time was over", "stories nobody came back to for a year"
LETTERS: Final = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", CODE_LETTERS)


def code_for(key: str) -> str:
    """The code of the story sent with a form's random key: 128 bits that only this server can work
    out, so that a form sent twice is told the same code and makes one story."""
    drawn = salted_hmac("alongside.stories.code", key, algorithm="sha256").digest()[:16]
    return b32encode(drawn).decode().rstrip("=").translate(LETTERS)[:CODE_LENGTH]


@action
def tell(
    *, actor: None, key: str, words: Words, picture: bytes | None = None, made_up: bool = False
) -> str:
    """Keep a story, sealed, and give its code: the only time it is known. Nobody reads it yet.

    Raises BadStoryError; Forbidden where the same form was sent more than an hour ago.
    """
    refuse_bad_words(words if picture is None else _with_picture(words))
    code, today = code_for(key), today_here()
    start = {"state": State.KEPT, "changed_on": today, "made_up": made_up}
    story, new = Story.objects.get_or_create(code_hash=policies.hash_of(code), defaults=start)
    if new:
        wording = add_wording(story, words, picture=picture)
        record(story, "told", actor, wording=wording.number)
    elif story.made_at < timezone.now() - SHOWN_AGAIN:
        raise Forbidden(_("This story was sent already, and its code was shown then."))
    return code


def _with_picture(words: Words) -> Words:
    """As it will be once its new picture has an id."""
    return Words.read({**{n: getattr(words, n) for n in words.__slots__}, "picture": "new"})


@action
def change(
    *, actor: None, code: str, number: int, words: Words, picture: bytes | None = None
) -> None:
    """Another wording by its teller. A story that is shown comes off until two people have read it.

    ``number`` is that of the newest wording when the form was opened. Raises NoStoryError,
    BadStoryError, and Conflict where there is a newer one by now.
    """
    story, today = _held(code), today_here()
    latest = queries.latest_wording(story.pk)
    refuse_bad_words(words if picture is None else _with_picture(words))
    if picture is None and words == Words.read(latest.words) and not latest.proposed:
        return
    if latest.number != number:
        raise _clash(list(texts(words)), list(texts(Words.read(latest.words))))
    move(story, Move.CHANGE, today=today)
    wording = add_wording(story, words, picture=picture)
    take_off(story)
    keep(story, today=today)
    record(story, "changed", actor, wording=wording.number)


@action
def agree_to_parts(
    *,
    actor: None,
    code: str,
    number: int,
    parts: policies.Consent,
    shown: list[tuple[str, str]],
) -> None:
    """Another consent, with the questions and answers as they stood on the page. The first one sends
    the story to be read; one that is wider than the last has it read again.

    ``number`` is that of the last consent when the form was opened, 0 where there was none. Raises
    NoStoryError, BadStoryError, and Conflict where there is a newer one by now.
    """
    story, today = _held(code), today_here()
    _refuse_bad_parts(parts)
    latest = queries.latest_consent(story.pk)
    before = policies.Consent.read(latest.parts) if latest else None
    if latest is not None and latest.number != number:
        if before == parts:
            return
        raise _clash(shown, [(one, two) for one, two in latest.shown])
    wider = before is None or policies.is_wider(parts, before)
    now = policies.now(State(story.state), story.until, today=today)
    move(story, Move.WIDEN if now is State.SHOWN and wider else Move.CONSENT, today=today)
    consent = Consent(story=story, number=(latest.number if latest else 0) + 1, on=today)
    consent.parts, consent.shown = parts.kept(), shown
    consent.save(force_insert=True)
    story.service_id, story.team_id = parts.service, parts.team
    record(story, "agreed", actor, consent=consent.number)
    _show_as_agreed(story, consent, today=today)
    keep(story, today=today)


def _show_as_agreed(story: Story, consent: Consent, *, today: date) -> None:
    """What is shown follows the newest consent at once, or comes off."""
    wording = queries.agreed_wording(story.pk)
    if story.state == State.SHOWN and wording is not None:
        show(story, wording, consent, today=today)
        return
    paused = story.state == State.PAUSED and story.first_shown_on is not None
    story.until = policies.ends_on(today, consent.parts["months"]) if paused else None
    take_off(story)
    show_if_ready(story, actor=None, today=today)


def _refuse_bad_parts(parts: policies.Consent) -> None:
    check(parts.name, _("The name to show"))
    found = list(policies.consent_faults(parts))
    if parts.service is not None and not accounts.is_place(parts.service, parts.team):
        found.append(("about", "unknown"))
    if found:
        raise BadStoryError(found)


@action
def answer(*, actor: None, code: str, number: int, agrees: bool) -> None:
    """Yes or no to the wording a moderator proposed. Sent twice, answered once.

    Raises NoStoryError, and Forbidden where another wording stands open by now.
    """
    story, today = _held(code), today_here()
    latest = queries.latest_wording(story.pk)
    if latest.number != number or not latest.proposed:
        raise Forbidden(_("This wording is not the newest any more. Open your story again."))
    if latest.agreed is agrees:
        return
    if latest.agreed is not None:
        raise Forbidden(_("You have answered this already. You can still change your words."))
    move(story, Move.AGREE if agrees else Move.REFUSE, today=today)
    latest.agreed = agrees
    latest.save(update_fields=["agreed"])
    keep(story, today=today)
    record(story, "said yes" if agrees else "said no", actor, wording=number)


@action
def pause(*, actor: None, code: str) -> None:
    """Take a story off every page for as long as its teller likes. Raises NoStoryError."""
    story, today = _held(code), today_here()
    if story.state == State.PAUSED:
        return
    move(story, Move.PAUSE, today=today)
    take_off(story)
    keep(story, today=today)
    record(story, "paused", actor)


@action
def resume(*, actor: None, code: str) -> None:
    """Go on: shown again at once where nothing changed since two people said yes, else read again."""
    story, today = _held(code), today_here()
    if story.state in (State.WAITING, State.SHOWN):
        return
    move(story, Move.RESUME, today=today)
    record(story, "resumed", actor)
    show_if_ready(story, actor=None, today=today)
    keep(story, today=today)


@action
def withdraw(*, actor: None, code: str) -> None:
    """Take a story back for good: off every page from now on, and every word of it erased."""
    _erase(_held(code), verb="withdrawn", today=today_here())


@action
def withdraw_again(*, actor: None, stories: Mapping[UUID, date]) -> int:
    """Take back again what a restored backup brought back. Returns how many were.

    Each is remembered here too. Running it again finds nothing and changes nothing.
    """
    back = list(Story.objects.select_for_update().filter(pk__in=list(stories)).order_by("pk"))
    for story in back:
        _take_out(story, verb="withdrawn again")
    for story_id, day in stories.items():
        Tombstone.objects.get_or_create(pk=story_id, defaults={"day": day})
    return len(back)


def _erase(story: Story, *, verb: str, today: date) -> None:
    story_id = story.pk
    _take_out(story, verb=verb)
    Tombstone(pk=story_id, day=today).save(force_insert=True)
    if settings.ERASURES_FILE:
        try:
            append(Path(settings.ERASURES_FILE), Erased(today, story_id, STORY))
        except OSError:
            # A teller's word is not made to wait for a full disk; whoever runs the site is told.
            log.exception("Story %s is withdrawn, and is not on the list of erasures.", story_id)


def _take_out(story: Story, *, verb: str) -> None:
    take_off(story)
    record(story, verb, None)
    history.erase_details(chain(story))
    story.delete()


@action
def tidy(*, actor: None, today: date) -> dict[str, int]:
    """What the days bring: stories whose time is over, and those nobody came back to for a year.

    Nothing past its time is shown before this runs either; it makes sure that nothing of it stays.
    Says how many of what went.
    """
    over = Story.objects.select_for_update().filter(state=State.SHOWN, until__lte=today)
    ended = list(over.order_by("pk"))
    for story in ended:
        take_off(story)
        story.state = State.ENDED
        keep(story, today=today)
        record(story, "ended", None)
    left = Story.objects.select_for_update().filter(
        state__in=(State.KEPT, State.DECLINED, State.ENDED), changed_on__lt=today - LEFT_ALONE
    )
    forgotten = list(left.order_by("pk"))
    for story in forgotten:
        _erase(story, verb="left alone for a year", today=today)
    return {ENDED: len(ended), FORGOTTEN: len(forgotten)}


def _held(code: str) -> Story:
    """The story with this code, held so that two changes come one after the other."""
    plain = policies.plain_code(code)
    rows = Story.objects.select_for_update()
    row = (
        rows.filter(code_hash=policies.hash_of(plain)).first()
        if policies.good_code(plain)
        else None
    )
    if row is None:
        raise NoStoryError
    return row


def _clash(yours: list[tuple[str, str]], theirs: list[tuple[str, str]]) -> Conflict:
    label = str(_("Your story"))
    return Conflict(label=label, yours=yours, theirs=theirs, go_on=reverse("stories:mine"))
