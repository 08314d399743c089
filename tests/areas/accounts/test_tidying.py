"""What has passed its time goes by itself, and nothing before its time."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.utils import timezone

from alongside.accounts import actions
from alongside.accounts.models import Invitation, Share, Supervising
from alongside.cli import main
from alongside.foundation.actor import Role
from alongside.foundation.models import IdempotencyKey, OutboxMessage
from alongside.foundation.outbox import deliver
from alongside.foundation.personal import Personal
from tests.about_people import about_people
from tests.factories.accounts import give, with_second_factor
from tests.factories.everything import everything, roles_too


def tidied(days: int) -> dict[str, int]:
    """What goes when the tidying runs so many days from now."""
    with time_machine.travel(timezone.now() + timedelta(days=days), tick=False):
        return dict(actions.tidy(actor=None, today=timezone.localdate()))


def share(people, **reader):
    until = timezone.localdate() + timedelta(days=10)
    return actions.share(
        actor=people.actor("alice"), kind="answer", item="K01", until=until, **reader
    )


def test_a_share_goes_a_year_after_its_last_day(people):
    share(people, reader_id=people.bob.pk)
    tidied(10 + 365)
    assert Share.objects.exists()
    assert tidied(10 + 366)["shares that ended"] == 1
    assert not Share.objects.exists()


def test_a_share_that_was_stopped_goes_a_year_after_that(people):
    made = share(people, reader_id=people.bob.pk)
    actions.end_share(actor=people.actor("alice"), share_id=made.pk)
    tidied(365)
    assert Share.objects.exists()
    tidied(366)
    assert not Share.objects.exists()


def test_invitations_and_links_nobody_used_go_a_month_after_their_last_day(people):
    give(people.dana, Role.ADMINISTRATOR)
    with_second_factor(people.dana)
    team = people.team.pk
    dana = people.actor("dana")
    actions.invite(actor=dana, team_id=team, email="new@example.org", role=Role.WORKER)
    actions.ask_with_link(actor=people.actor("alice"))
    tidied(30 + 31)
    assert (Invitation.objects.count(), Supervising.objects.count()) == (1, 1)
    tidied(30 + 32)
    assert (Invitation.objects.count(), Supervising.objects.count()) == (0, 0)


def test_supervision_that_was_answered_or_asked_by_name_stays(people):
    asked = actions.ask_supervisor(actor=people.actor("alice"), supervisor_id=people.bob.pk)
    tidied(4000)
    actions.answer_supervising(actor=people.actor("bob"), yes=True, supervising_id=asked.pk)
    tidied(4000)
    assert Supervising.objects.count() == 1


def test_one_time_keys_and_messages_handed_on_go_after_thirty_days(people):
    share(people, reader_id=people.bob.pk)
    share(people, reader_id=people.charlie.pk)
    OutboxMessage.objects.create(topic="nobody listens", about="x", body={})
    deliver()
    OutboxMessage.objects.create(topic="still waits", about="x", body={})
    IdempotencyKey.objects.create(key="k", person=people.alice.pk, reply={})
    tidied(30)
    assert (IdempotencyKey.objects.count(), OutboxMessage.objects.count()) == (1, 4)
    gone = tidied(31)
    assert gone == {"one-time keys of forms": 1, "messages handed on": 3}
    assert OutboxMessage.objects.get().topic == "still waits"


def test_ended_sessions_and_short_notes_go(people, signed_in):
    caches["default"].clear()
    signed_in("alice").get("/account/")
    caches["default"].set("tries", 3, timeout=60)
    caches["default"].set("for-good", 3, timeout=None)
    assert tidied(0) == {}
    assert tidied(2) == {"ended sessions": 1, "short-lived notes": 1}
    assert not Session.objects.exists()
    assert caches["default"].get("for-good") == 3


def test_the_command_says_what_went(people, capsys):
    assert main(["tidy"]) == 0
    assert capsys.readouterr().out == "Nothing has passed its time.\n"
    share(people, reader_id=people.bob.pk)
    with time_machine.travel(timezone.now() + timedelta(days=800), tick=False):
        assert main(["tidy"]) == 0
    assert "shares that ended: 1" in capsys.readouterr().out


@pytest.mark.usefixtures("edition")
def test_every_table_that_says_how_many_days_it_keeps_something_is_tidied(people):
    """Everything Alice did has ended long ago: no rule may leave its table as it was."""
    roles_too(everything(people))
    deliver()
    timed = [
        model
        for model in about_people()
        if isinstance(model.personal, Personal) and model.personal.days is not None
    ]
    before = {model: model.objects.count() for model in timed}
    tidied(5000)
    untouched = [model._meta.label for model in timed if model.objects.count() >= before[model]]
    assert timed
    assert untouched == []
