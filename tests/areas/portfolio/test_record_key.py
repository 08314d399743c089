"""Changing the key: everything opens with the new one alone, wherever it was stopped in between."""

import io
import zipfile

import pytest
from django.db import connection

from alongside.cli import main, record_key
from alongside.foundation import resealing, sealed
from alongside.portfolio import actions, models, queries
from tests.areas.portfolio.files import a_pdf
from tests.factories.portfolio import add

pytestmark = pytest.mark.django_db
TAKE = "/my/record/take/"
OLD, NEW, THIRD = ("the old key, long enough for it", "the new key", "a third one")


@pytest.fixture
def written(people, settings):
    """Entries with versions and a file, sealed with the old key."""
    settings.RECORD_KEY, settings.RECORD_KEY_FALLBACKS = OLD, []
    alice = people.actor("alice")
    ids = [add(people.alice, f"Entry {n}", texts={"learned": "Words."}) for n in range(5)]
    actions.change_entry(actor=alice, entry_id=ids[0], number=1, title="Entry 0, changed")
    body = a_pdf()
    actions.add_file(actor=alice, entry_id=ids[0], name="a.pdf", body=body)
    return ids, body


def sealed_with(settings, key):
    settings.RECORD_KEY, settings.RECORD_KEY_FALLBACKS = key, []


def all_there(people, written):
    ids, body = written
    entries = queries.entries(people.alice.pk)
    assert {one.title for one in entries} == {
        "Entry 0, changed", "Entry 1", "Entry 2", "Entry 3", "Entry 4",
    }  # fmt: skip
    assert all(one.texts == {"learned": "Words."} for one in entries)
    assert len(queries.versions(people.actor("alice"), ids[0])) == 2
    kept = models.FileBody.objects.select_related("file").get()
    assert (kept.file.name, bytes(kept.body)) == ("a.pdf", body)
    return True


def run(monkeypatch, capsys):
    monkeypatch.setattr(record_key, "start", lambda: None)
    code = main(["record-key", "rotate"])
    return code, capsys.readouterr()


def test_everything_opens_with_the_new_key_alone(people, settings, written, monkeypatch, capsys):
    settings.RECORD_KEY, settings.RECORD_KEY_FALLBACKS = NEW, [OLD]
    code, said = run(monkeypatch, capsys)
    assert code == 0
    # Six versions; a file's name, what is in it and its bytes.
    assert said.out.startswith("9 of ")
    assert "portfolio.EntryVersion.body: 6 looked at, 6 sealed again" in said.err
    sealed_with(settings, NEW)
    assert all_there(people, written)
    sealed_with(settings, OLD)
    with pytest.raises(sealed.CannotOpen):
        queries.entries(people.alice.pk)


def test_run_again_it_changes_nothing(people, settings, written, monkeypatch, capsys):
    settings.RECORD_KEY, settings.RECORD_KEY_FALLBACKS = NEW, [OLD]
    run(monkeypatch, capsys)
    code, said = run(monkeypatch, capsys)
    assert (code, said.out.split()[0]) == (0, "0")


def test_stopped_half_way_all_stays_readable_and_a_second_run_ends_it(
    people, settings, written, monkeypatch, capsys
):
    settings.RECORD_KEY, settings.RECORD_KEY_FALLBACKS = NEW, [OLD]
    monkeypatch.setattr(resealing, "ROWS_AT_ONCE", 2)
    progress = resealing.reseal_all()
    while next(progress).looked_at < 4:
        pass
    progress.close()
    assert all_there(people, written)
    code, said = run(monkeypatch, capsys)
    assert code == 0
    assert 0 < int(said.out.split()[0]) < 9
    sealed_with(settings, NEW)
    assert all_there(people, written)


def test_a_key_that_is_not_there_is_said_and_nothing_is_lost(
    people, settings, written, monkeypatch, capsys
):
    sealed_with(settings, THIRD)
    code, said = run(monkeypatch, capsys)
    assert code == 2
    assert "RECORD_KEY_FALLBACKS" in said.err
    sealed_with(settings, OLD)
    assert all_there(people, written)


def test_a_row_saved_meanwhile_is_left_as_it_was_saved(people, settings, written):
    row = models.EntryVersion.objects.order_by("pk").first()
    with connection.cursor() as cursor:
        cursor.execute("SELECT body FROM portfolio_entryversion WHERE id = %s", [row.pk])
        before = cursor.fetchone()[0]
    settings.RECORD_KEY, settings.RECORD_KEY_FALLBACKS = NEW, [OLD]
    models.EntryVersion.objects.filter(pk=row.pk).update(body={**row.body, "title": "Saved"})
    changed = resealing._reseal_row(("portfolio_entryversion", "id", "body"), row.pk, before)
    assert not changed
    row.refresh_from_db()
    assert row.body["title"] == "Saved"


def test_every_sealed_field_there_is_takes_part():
    found = {f"{model.__name__}.{field.name}" for model, field in resealing.sealed_columns()}
    assert {"EntryVersion.body", "KeptFile.name", "KeptFile.inside", "FileBody.body"} <= found


def test_a_page_that_cannot_be_opened_says_so_in_words(people, signed_in, settings, caplog):
    """Not a page about a fault nobody knows, and not a word of what stands there."""
    add(people.alice, "A morning with the peer workers")
    browser = signed_in("alice")
    settings.RECORD_KEY, settings.RECORD_KEY_FALLBACKS = "another key " * 4, []
    caplog.clear()
    for address in ("/my/record/", f"{TAKE}record.json", f"{TAKE}my-record.zip?form=nmc/2015"):
        answer = browser.get(address)
        assert answer.status_code == 503
        assert "cannot be opened just now" in answer.content.decode()
    assert "RECORD_KEY" in caplog.text
    assert "peer workers" not in caplog.text


def test_a_file_that_cannot_be_opened_is_said_before_a_zip_begins(people, signed_in, settings):
    """The last of several: an answer that has begun well would break off at it."""
    settings.RECORD_KEY, settings.RECORD_KEY_FALLBACKS = OLD, []
    alice, entry = people.actor("alice"), add(people.alice, "A morning")
    for number in range(3):
        body = a_pdf() + b"\n" * number
        last = actions.add_file(actor=alice, entry_id=entry, name=f"{number}.pdf", body=body)
    browser = signed_in("alice")
    whole = browser.get(f"{TAKE}my-record.zip")
    assert zipfile.ZipFile(io.BytesIO(b"".join(whole.streaming_content))).testzip() is None
    settings.RECORD_KEY = THIRD
    models.FileBody.objects.filter(file=last).update(body=body)
    settings.RECORD_KEY = OLD
    assert browser.get(f"{TAKE}record.json").status_code == 200
    answer = browser.get(f"{TAKE}my-record.zip")
    assert answer.status_code == 503
    assert "cannot be opened just now" in answer.content.decode()
    assert "Content-Disposition" not in answer
