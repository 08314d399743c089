"""What the tests of a record share: an entry with everything in it, and sharing it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from alongside.accounts import actions as accounts


@pytest.fixture
def let_read(people):
    """A function: ``let_read(entry_id, "bob")`` shares an entry of Alice's; returns the share."""

    def share(entry_id, reader="bob"):
        return accounts.share(
            actor=people.actor("alice"),
            kind="entry",
            item=str(entry_id),
            until=timezone.localdate() + timedelta(days=9),
            reader_id=getattr(people, reader).pk,
        )

    return share
