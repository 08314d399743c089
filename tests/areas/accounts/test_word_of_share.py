"""Word of a share says nothing of what is shared, and is not sent once sharing has ended."""

from datetime import timedelta

import pytest
from django.utils import timezone

from alongside.accounts import actions
from alongside.foundation import outbox
from alongside.foundation.models import OutboxMessage


@pytest.fixture
def shared(people):
    return actions.share(
        actor=people.actor("alice"),
        kind="answer",
        item="K01",
        reader_id=people.bob.pk,
        until=timezone.localdate() + timedelta(days=3),
    )


def test_the_reader_hears_once_that_something_is_shared_and_not_what(shared, mailoutbox):
    assert outbox.deliver() == (1, 0)
    assert outbox.deliver() == (0, 0)
    [mail] = mailoutbox
    assert mail.to == ["bob@example.org"]
    assert "Alice Aird" in mail.body
    assert "K01" not in mail.subject + mail.body


def test_word_that_still_waits_is_not_sent_once_sharing_has_ended(people, shared, mailoutbox):
    actions.end_share(actor=people.actor("alice"), share_id=shared.pk)
    assert outbox.deliver() == (1, 0)
    assert mailoutbox == []


def test_what_cannot_be_handed_on_is_kept_and_the_rest_goes_on(
    people, shared, mailoutbox, monkeypatch
):
    def fail(about, body):
        raise OSError("no mail server")

    monkeypatch.setitem(outbox._listeners, "broken", [fail])
    OutboxMessage.objects.create(topic="broken", about="1", body={})
    assert outbox.deliver() == (1, 1)
    assert OutboxMessage.objects.filter(done_at__isnull=True).count() == 1
