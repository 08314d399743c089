"""Erasing oneself: what goes, what others keep, and staying erased when an old backup comes back."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.db import connection
from django.utils import timezone

from alongside.accounts import actions, presenters, queries
from alongside.accounts.models import Erasure, Person, Share
from alongside.cli import main, upkeep
from alongside.foundation import history
from alongside.foundation.actor import Forbidden
from alongside.foundation.erasure_list import Erased, append, read
from alongside.foundation.models import IdempotencyKey, OutboxMessage
from alongside.foundation.writing import once, tell
from tests.repo.test_translatable import loose_words, pseudo  # noqa: F401  (a fixture)


@pytest.fixture
def listed(tmp_path, settings):
    """The file outside the database that every erasure is added to."""
    settings.ERASURES_FILE = str(tmp_path / "erasures.jsonl")
    return Path(settings.ERASURES_FILE)


def share(people, owner, **reader):
    today = timezone.localdate()
    who = people.actor(owner)
    return actions.share(actor=who, kind="answer", item="K01", until=today, **reader)


# What it says


def test_before_erasing_it_says_what_will_go_and_what_others_keep(people, signed_in):
    share(people, "alice", reader_id=people.bob.pk)
    page = signed_in("alice").get("/account/erase/").content.decode()
    assert "things shared, by you or with you: 1" in page
    assert "account: 1" in page
    assert "What others will keep" in page
    assert 'href="/my/record/take/"' in page


def test_after_erasing_it_is_shown_once_what_went_and_nobody_is_signed_in(people, signed_in):
    share(people, "alice", reader_id=people.bob.pk)
    share(people, "bob", reader_email="alice@example.org")
    browser = signed_in("alice")
    answer = browser.post("/account/erase/", {"sure": "yes"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "What went" in page
    assert "things shared, by you or with you: 2" in page
    assert "places where you were signed in: 1" in page
    assert "My account" not in page
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert browser.get("/account/").status_code == 302


def test_what_it_says_beforehand_is_what_goes(people):
    share(people, "alice", reader_id=people.bob.pk)
    before = dict(presenters.what_would_go(people.actor("alice")).went)
    after = dict(actions.erase_person(actor=people.actor("alice")).went)
    assert before
    assert {what: after[what] for what in before} == before


def test_every_word_it_says_can_be_translated(people, signed_in, pseudo):  # noqa: F811
    share(people, "alice", reader_id=people.bob.pk)
    answer = signed_in("alice").post("/account/erase/", {"sure": "yes"})
    assert loose_words(answer.content.decode()) == []


# What goes that no table points to


def test_sessions_keys_messages_and_counts_of_tries_go_and_others_stay(people, signed_in):
    for name in ("alice", "bob"):
        signed_in(name).get("/account/")
        person = getattr(people, name).pk
        once(actor=people.actor(name), key="k", do=lambda: {"to": "/"})
        tell(topic="t", about=uuid4(), body={"person": str(person)})
        tell(topic="t", about=person, body={})
        caches["default"].set(f"rl:user:{person}", [1])
    actions.erase_person(actor=people.actor("alice"))
    assert [key.person for key in IdempotencyKey.objects.all()] == [people.bob.pk]
    assert OutboxMessage.objects.count() == 2
    assert Session.objects.count() == 1
    assert caches["default"].get(f"rl:user:{people.alice.pk}") is None
    assert caches["default"].get(f"rl:user:{people.bob.pk}") == [1]


def test_what_others_shared_among_themselves_stays(people):
    kept = share(people, "bob", reader_id=people.charlie.pk)
    actions.erase_person(actor=people.actor("alice"))
    assert [row.pk for row in Share.objects.all()] == [kept.pk]
    assert any(past.what for past in history.past(f"shares:{people.bob.pk}"))


def test_an_address_within_a_longer_one_is_not_hers(people):
    share(people, "bob", reader_email="malice@example.org")
    actions.erase_person(actor=people.actor("alice"))
    assert Share.objects.get().reader_email == "malice@example.org"
    (past,) = history.past(f"shares:{people.bob.pk}")
    assert past.what is not None


def test_history_says_that_it_happened_and_stays_whole(people):
    actions.rename(actor=people.actor("alice"), name="Alice Again")
    actions.erase_person(actor=people.actor("alice"))
    newest, *earlier = history.past(f"person:{people.alice.pk}")
    assert (newest.verb, newest.what) == ("erased", {})
    assert {past.what for past in earlier} == {None}
    assert list(history.faults()) == []


# The list outside the database


def test_every_erasure_is_listed_here_and_outside_the_database(people, listed):
    actions.erase_person(actor=people.actor("alice"))
    (row,) = Erasure.objects.all()
    assert (row.person, row.day) == (people.alice.pk, timezone.localdate())
    assert read(listed) == ([Erased(row.day, row.person)], [])
    assert listed.stat().st_mode & 0o077 == 0


def test_where_the_list_cannot_be_written_nothing_is_erased(people, signed_in, listed):
    listed.mkdir()
    answer = signed_in("alice").post("/account/erase/", {"sure": "yes"})
    assert answer.status_code == 403
    assert "Nothing is erased yet" in answer.content.decode()
    assert Person.objects.filter(pk=people.alice.pk).exists()
    assert not Erasure.objects.exists()
    with pytest.raises(Forbidden):
        actions.erase_person(actor=people.actor("alice"))


def test_a_line_that_was_left_unfinished_swallows_nothing_and_is_named(tmp_path):
    path, one = tmp_path / "list", Erased(date(2027, 3, 3), uuid4())
    path.write_text('{"person": "')
    append(path, one)
    found, faults = read(path)
    assert found == [one]
    assert faults == [f"{path}:1: this line is no erasure."]


@pytest.mark.parametrize(
    "line", ["[]", "null", '{"person": 1, "day": 2}', '{"day": "2027-03-03"}', "\x00"]
)
def test_a_line_that_is_no_erasure_is_named(tmp_path, line):
    path = tmp_path / "list"
    path.write_text(line + "\n")
    assert read(path) == ([], [f"{path}:1: this line is no erasure."])


# After a backup is restored


def put_back(person: Person, *, email: str) -> None:
    """What a restored backup does: the same rows with the same identifiers."""
    Person.objects.create(pk=person.pk, name=person.name, email=email)
    person.emailaddress_set.create(email=email, verified=True, primary=True)


@pytest.mark.parametrize("source", ["the table", "the file", "a file given by hand"])
def test_whoever_an_old_backup_brings_back_is_erased_again(
    people, listed, capsys, source, settings, tmp_path
):
    alice, person = people.alice, people.alice.pk
    actions.erase_person(actor=people.actor("alice"))
    alice.pk = person
    put_back(alice, email="alice@example.org")
    share(people, "bob", reader_email="alice@example.org")
    if source != "the table":
        Erasure.objects.all().delete()
    given = []
    if source == "a file given by hand":
        given = [str(listed.rename(tmp_path / "copied"))]
    assert main(["erasures", "apply", *given]) == 0
    assert "1 were back" in capsys.readouterr().out
    assert not Person.objects.filter(pk=person).exists()
    assert not Share.objects.exists()
    assert Erasure.objects.get().person == person
    assert list(history.faults()) == []
    assert main(["erasures", "apply", *given]) == 0
    assert "1 erasures known. 0 were back" in capsys.readouterr().out


@pytest.mark.skipif(connection.vendor != "sqlite", reason="copies the database's file")
@pytest.mark.django_db(transaction=True)
def test_a_copy_of_the_whole_database_from_before_is_put_right(people, listed, tmp_path, capsys):
    actions.rename(actor=people.actor("alice"), name="Alice Quokka")
    share(people, "alice", reader_id=people.bob.pk)
    share(people, "bob", reader_email="alice@example.org")
    with closing(sqlite3.connect(tmp_path / "backup")) as copy:
        connection.connection.backup(copy)
        actions.erase_person(actor=people.actor("alice"))
        # Through SQLite itself: a file changed under other open connections breaks them.
        copy.backup(connection.connection)
    assert queries.person(people.alice.pk).name == "Alice Quokka"
    assert not Erasure.objects.exists()
    assert main(["erasures", "apply"]) == 0
    assert "1 were back" in capsys.readouterr().out
    kept = "".join(repr(list(model.objects.values_list())) for model in apps.get_models()).lower()
    assert "quokka" not in kept
    assert "alice@example.org" not in kept
    assert "bob@example.org" in kept
    assert list(history.faults()) == []


def test_words_of_a_chain_that_came_back_without_the_person_go_too(people):
    person = people.alice.pk
    actions.erase_person(actor=people.actor("alice"))
    history.record(chain=f"person:{person}", verb="renamed", actor=None, what={"name": "Alice"})
    assert actions.erase_again(actor=None, erased=[Erased(date(2027, 3, 3), person)]) == 1
    assert "Alice" not in repr(history.past(f"person:{person}"))


def test_preparing_a_service_erases_again_by_itself(people, listed, capsys, monkeypatch):
    monkeypatch.setattr(upkeep, "bring_up_to_date", lambda: None)
    listed.write_text(Erased(date(2027, 3, 3), people.alice.pk).line() + "\n")
    assert main(["prepare"]) == 0
    assert "1 people whom an old backup had brought back" in capsys.readouterr().out
    assert not Person.objects.filter(pk=people.alice.pk).exists()


def test_preparing_a_service_says_where_no_list_is_kept(people, settings, capsys, monkeypatch):
    monkeypatch.setattr(upkeep, "bring_up_to_date", lambda: None)
    settings.ERASURES_FILE = ""
    assert main(["prepare"]) == 0
    assert "ERASURES_FILE" in capsys.readouterr().out


def test_good_lines_are_applied_before_a_bad_one_is_named(people, listed, capsys):
    listed.write_text(f"nonsense\n{Erased(date(2027, 3, 3), people.alice.pk).line()}\n")
    assert main(["erasures", "apply"]) == 2
    assert f"{listed}:1: this line is no erasure." in capsys.readouterr().err
    assert not Person.objects.filter(pk=people.alice.pk).exists()


def test_a_list_that_is_not_there_is_said(db, tmp_path, capsys):
    assert main(["erasures", "apply", str(tmp_path / "nowhere")]) == 2
    assert "nowhere cannot be used" in capsys.readouterr().err


def test_the_list_can_be_printed_and_applied_as_it_was_printed(people, tmp_path, capsys):
    actions.erase_person(actor=people.actor("alice"))
    assert main(["erasures", "list"]) == 0
    assert str(people.alice.pk) in capsys.readouterr().out
    assert main(["erasures", "list", "--json"]) == 0
    path = tmp_path / "printed"
    path.write_text(capsys.readouterr().out)
    assert [one.person for one in read(path)[0]] == [people.alice.pk]
