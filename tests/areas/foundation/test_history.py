"""History only grows, and a change to it shows."""

from types import SimpleNamespace

import pytest
from django.db import DatabaseError, connection, transaction

from alongside.foundation import history
from alongside.foundation.models import HistoryDetail, HistoryEvent
from alongside.foundation.writing import action


@action
def note(*, actor, text):
    return history.record(chain="note:1", verb="noted", actor=actor, what={"text": text})


def test_each_event_follows_from_the_one_before(people):
    for text in ("one", "two", "three"):
        note(actor=people.actor("alice"), text=text)
    assert [past.what["text"] for past in history.past("note:1")] == ["three", "two", "one"]
    assert list(history.faults()) == []


@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_refuses_to_change_what_happened(people, change):
    note(actor=people.actor("alice"), text="one")
    rows = HistoryEvent.objects.all()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        if change == "update":
            rows.update(verb="other")
        else:
            HistoryDetail.objects.all().delete()
            rows.delete()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite has INSERT OR REPLACE")
def test_putting_a_row_in_the_place_of_another_is_refused_too(people):
    note(actor=people.actor("alice"), text="one")
    columns = "id, chain, position, 'forged', actor, at, detail_digest, previous, digest"
    put = f"INSERT OR REPLACE INTO foundation_historyevent SELECT {columns}"
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute(f"{put} FROM foundation_historyevent")


def test_details_cannot_be_changed_but_can_be_erased_without_breaking_the_chain(people):
    note(actor=people.actor("alice"), text="one")
    note(actor=people.actor("alice"), text="two")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        HistoryDetail.objects.update(what={})
    history.erase_details("note:1")
    assert [past.what for past in history.past("note:1")] == [None, None]
    assert list(history.faults()) == []


def test_a_change_made_behind_the_triggers_is_found(people):
    note(actor=people.actor("alice"), text="one")
    note(actor=people.actor("alice"), text="two")
    event = HistoryEvent.objects.get(position=1)
    event.verb = "forged"
    # What somebody with the database in hand could do: drop the trigger, change, put it back.
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE foundation_historyevent DISABLE TRIGGER USER")
        else:
            cursor.execute("DROP TRIGGER history_never_changes")
        cursor.execute("UPDATE foundation_historyevent SET verb = 'forged' WHERE position = 1")
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE foundation_historyevent ENABLE TRIGGER USER")
    assert list(history.faults()) == ["note:1, event 1: was changed after it was written."]


def test_history_outside_a_transaction_is_refused(people, monkeypatch):
    monkeypatch.setattr(history, "connection", SimpleNamespace(in_atomic_block=False))
    with pytest.raises(RuntimeError, match="same transaction"):
        history.record(chain="note:1", verb="noted", actor=None, what={})
