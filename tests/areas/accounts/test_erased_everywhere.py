"""Somebody who used everything: all of it leaves with them, and none of it is left once erased.

Every table and column of the database is looked through, whatever a model says about it.
"""

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.contrib.sessions.models import Session
from django.db import connection

from alongside.accounts import actions, presenters
from alongside.foundation import history
from alongside.foundation.models import HistoryDetail
from alongside.foundation.personal import GoesWith
from tests.about_people import about_people, ours, rows_about
from tests.factories.everything import HIS, NAME, WORD, everything, roles_too

# Columns where an identifier that belongs to nobody any more may stay, as the privacy page says.
PSEUDONYMS = {
    ("foundation_historyevent", "actor"),
    ("foundation_historyevent", "chain"),
    ("foundation_historydetail", "what"),
    ("accounts_erasure", "person"),
}
# Tables that no living person has a row in, or that hold nothing of one's own to look for.
ONLY_AFTERWARDS = {"accounts.Erasure"}


@pytest.fixture
def filled(people, edition):
    made = everything(people)
    roles_too(made)
    return made


def test_she_has_a_row_in_every_table_about_people(filled):
    """Where this fails, something new keeps rows about people: use it in everything()."""
    empty = [
        model._meta.label
        for model in about_people()
        if model._meta.label not in {*ONLY_AFTERWARDS, "foundation.OutboxMessage"}
        and not any(rows_about(model, filled.people.alice.pk))
    ]
    assert empty == []


# It leaves with her


def test_what_she_wrote_anywhere_is_in_what_she_can_take_with_her(filled):
    taken = said(presenters.everything(filled.people.actor("alice")))
    missing = [
        f"{model._meta.label}: {text[:60]}"
        for model in about_people()
        if exported(model)
        for row in rows_about(model, filled.people.alice.pk)
        for text in texts(row)
        if WORD in text and text not in taken
    ]
    assert missing == []


def test_every_row_about_her_is_in_what_she_can_take_with_her(filled):
    """At least something of each that tells it from others: a moment, a day or a longer text. A part
    of something is looked for by its words alone, above."""
    taken = said(presenters.everything(filled.people.actor("alice")))
    missing = [
        f"{model._meta.label}: {row}"
        for model in about_people()
        if exported(model) and not isinstance(model.personal, GoesWith)
        for row in list(rows_about(model, filled.people.alice.pk))[:20]
        if not any(text in taken for text in telling(row))
    ]
    assert sorted(set(missing)) == []


def exported(model: Any) -> bool:
    """Whether a table says that it leaves with the person."""
    fate = model.personal
    if isinstance(fate, GoesWith):
        return exported(model._meta.get_field(fate.field).related_model)
    return not re.match(r"nothing|not exported", fate.export) and "history" not in fate.export


def said(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


def texts(row: Any) -> Iterator[str]:
    """Every text in a row, as it is once unsealed, and those inside its JSON."""
    for field in row._meta.concrete_fields:
        if not field.is_relation:
            yield from leaves(getattr(row, field.attname))


def leaves(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, bytes | memoryview):
        yield bytes(value).decode("utf-8", errors="replace")
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from leaves(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from leaves(inner)


def telling(row: Any) -> Iterator[str]:
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if isinstance(value, (datetime, date)):
            yield value.isoformat()
    yield from (text for text in texts(row) if len(text) > 12)


# None of it is left


def everywhere() -> Iterator[tuple[str, str, str]]:
    """Every value of every column of every table, and of the sealed ones what they hold."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            columns = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for column, value in zip(columns, row, strict=True):
                    yield table, column, plainly(value)
    for model in ours():
        for row in model.objects.all():
            for text in texts(row):
                yield model._meta.db_table, "a field, unsealed", text.lower()
    for session in Session.objects.all():
        yield "django_session", "decoded", repr(session.get_decoded()).lower()


def plainly(value: Any) -> str:
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode("utf-8", errors="replace").lower()
    return (value.hex if isinstance(value, UUID) else str(value)).lower()


def traces(person: UUID, *words: str) -> list[str]:
    """Where something of somebody is left, other than their identifier where it may stay."""
    found = set()
    for table, column, text in everywhere():
        for word in words:
            if word.lower() in text:
                found.add(f"{table}.{column}: {word}")
        if {str(person), person.hex} & {*re.findall(r"[0-9a-f-]{32,36}", text)}:
            if (table, column) not in PSEUDONYMS and column != "a field, unsealed":
                found.add(f"{table}.{column}: the identifier")
    return sorted(found)


def test_the_search_finds_what_there_is_before(filled):
    found = traces(filled.people.alice.pk, WORD, NAME, "alice@example.org")
    tables = {one.split(".")[0] for one in found}
    assert {
        "assessment_answer",
        "accounts_share",
        "account_emailaddress",
        "django_session",
    } <= tables
    assert {"foundation_idempotencykey", "language_decision", "language_panelmember"} <= tables


def test_nothing_of_her_is_left_in_any_column_of_any_table(filled):
    alice = filled.people.alice.pk
    actions.erase_person(actor=filled.people.actor("alice"))
    assert traces(alice, WORD, NAME, "alice@example.org") == []
    assert [model._meta.label for model in about_people() if any(left(model, alice))] == []
    assert list(history.faults()) == []


def test_no_chain_of_her_own_says_anything_any_more(filled):
    """Where this fails, give the chain to personal.chains in the area's AppConfig.ready."""
    alice = filled.people.alice.pk
    actions.erase_person(actor=filled.people.actor("alice"))
    hers = HistoryDetail.objects.filter(event__chain__contains=str(alice))
    said = hers.exclude(event__verb="erased").values_list("event__chain", flat=True)
    assert {chain.replace(str(alice), "{person}") for chain in said} == set()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="looks into the database's file")
@pytest.mark.django_db(transaction=True)
def test_nothing_of_her_is_left_in_the_file_itself(filled):
    actions.erase_person(actor=filled.people.actor("alice"))
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    kept = Path(connection.settings_dict["NAME"]).read_bytes().lower()
    assert b"bob@example.org" in kept
    assert WORD.encode() not in kept
    assert b"alice@example.org" not in kept


def left(model: Any, person: UUID) -> Iterator[Any]:
    if model._meta.label in {"foundation.HistoryEvent", "foundation.HistoryDetail"}:
        return iter(())
    return rows_about(model, person) if model._meta.label not in ONLY_AFTERWARDS else iter(())


def test_what_others_have_is_as_it_was(filled):
    others = [filled.people.bob, filled.people.charlie, filled.ex, filled.steward]
    before = {person.pk: own_rows(person.pk, filled.people.alice.pk) for person in others}
    actions.erase_person(actor=filled.people.actor("alice"))
    for person in others:
        assert own_rows(person.pk, filled.people.alice.pk) == before[person.pk], person.name


def own_rows(person: UUID, apart_from: UUID) -> dict[str, int]:
    """How many rows are somebody's and not another's as well."""
    return {
        model._meta.label: len(
            {row.pk for row in rows_about(model, person)}
            - {row.pk for row in rows_about(model, apart_from)}
        )
        for model in about_people()
        if not model._meta.label.startswith("foundation.History")
    }


# What goes with either of two people, though the other stays: who let whom read what, and until when.
OF_TWO = {"accounts.Share", "accounts.Supervising", "supervision.Proposal"}


def test_a_supervisors_erasure_takes_their_name_and_leaves_what_is_hers(filled):
    alice, bob = filled.people.alice.pk, filled.people.bob.pk
    before = whole(alice)
    actions.erase_person(actor=filled.people.actor("bob"))
    assert traces(bob, "Bob Baird", "bob@example.org") == []
    after = whole(alice)
    fewer = {label for label in before if len(after[label]) < len(before[label])}
    assert fewer == OF_TWO
    taken = said(presenters.everything(filled.people.actor("alice")))
    assert f"As a {HIS} I say" in taken, "both voices stay in her record"
    assert f"Seen by a {HIS}" in taken
    assert list(history.faults()) == []


def test_what_a_supervisor_wrote_and_she_has_is_said_to_stay(filled):
    report = actions.erase_person(actor=filled.people.actor("bob"))
    kept = dict(report.without_name)
    assert kept["supervision sessions"] == 1
    assert kept["words said in supervision"] == 2
    assert kept["supervisors' views"] == 1


def test_what_goes_with_her_is_not_said_to_stay_with_others(filled):
    report = actions.erase_person(actor=filled.people.actor("alice"))
    assert "words said in supervision" in dict(report.went)
    assert "words said in supervision" not in dict(report.without_name)
    assert "versions of plans" not in dict(report.without_name)


def whole(person: UUID) -> dict[str, set[Any]]:
    """Every row about somebody, but for what history said, which may stand in another's chain."""
    return {
        model._meta.label: {row.pk for row in rows_about(model, person)}
        for model in about_people()
        if model._meta.label != "foundation.HistoryDetail"
    }
