"""A dump of the database shows nothing of what somebody wrote, nor what their files are called."""

import sqlite3

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from alongside.portfolio import queries
from tests.areas.portfolio.files import a_docx

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition")]
MARK = "Wildebeest"


def dump() -> str:
    """Every value of every table, as a stolen copy would show it."""
    connection.ensure_connection()
    if isinstance(connection.connection, sqlite3.Connection):
        return "\n".join(connection.connection.iterdump())
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
        )
        tables = [row[0] for row in cursor.fetchall()]
        texts = []
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                texts += [
                    bytes(one).decode("latin-1")
                    if isinstance(one, bytes | memoryview)
                    else str(one)
                    for one in row
                ]
    return "\n".join(texts)


def held_anywhere(mark: str) -> bool:
    text = dump()
    return any(
        form in text
        for form in (mark, mark.lower(), mark.encode().hex(), mark.encode().hex().upper())
    )


def test_the_dump_would_show_what_stands_open(people):
    people.alice.name = MARK
    people.alice.save()
    assert held_anywhere(MARK)


def test_no_words_titles_or_names_of_files_stand_in_clear(signed_in, people):
    alice = signed_in("alice")
    wanted = {
        "kind": "reflection", "shape": "reflection", "title": MARK, "on": "2026-09-03", "key": "k",
        "aid": "recovery", "p-story": MARK, "p-say": MARK, "relates": MARK,
    }  # fmt: skip
    # Held, refused, conflicting and saved: whatever happened on the way leaves nothing either.
    alice.post("/my/record/add/", {**wanted, "p-choice": f"{MARK} and Fiona"})
    alice.post("/my/record/add/", {**wanted, "hours": "x"})
    assert alice.post("/my/record/add/", wanted).status_code == 302
    [kept] = queries.entries(people.alice.pk)
    where = f"/my/record/{kept.id}/"
    edit = {**wanted, "number": "1", "p-power": f"{MARK} twice"}
    assert alice.post(f"{where}edit/", edit).status_code == 302
    assert alice.post(f"{where}edit/", {**edit, "p-power": MARK * 3}).status_code == 409
    sent = SimpleUploadedFile(f"{MARK}.docx", a_docx(author=MARK, word__x=MARK))
    assert alice.post(f"{where}files/add/", {"file": sent}).status_code == 302
    alice.post("/my/record/", {"q": MARK})
    copy = {**wanted, "p-story": "", "happened": MARK, "key": "copy", "aid": ""}
    assert alice.post(f"{where}copy/", copy).status_code == 302
    share = {"email": "una@example.org", "until": "2027-01-01"}
    alice.post(f"{where}share/", share)
    alice.post("/my/record/link/answer/S10/", {"entry": [kept.id]})
    assert len(queries.entries(people.alice.pk)) == 2
    assert any(one.files for one in queries.entries(people.alice.pk))
    assert not held_anywhere(MARK)
