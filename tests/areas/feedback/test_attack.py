"""Attacks: everything that is kept is searched for who gave, when, and in which order."""

import logging
import os
import re
import statistics
import threading
from base64 import urlsafe_b64decode
from pathlib import Path
from uuid import uuid4

import pytest
import time_machine
from django.core import mail
from django.db import connection, transaction
from django.test import Client

from alongside.accounts.models import Person
from alongside.core.feedback import quarters
from alongside.feedback import actions, queries
from alongside.feedback.actions import CannotUseError
from alongside.feedback.models import Card, Slot, Told
from alongside.foundation.actor import Role
from tests.areas.feedback.test_giving import GIVE, hidden, walk
from tests.factories import feedback
from tests.factories.accounts import PersonFactory, give, with_second_factor

AGENT, ADDRESS, PASSED_ON = "MarkedAgent/77.31", "203.0.113.77", "198.51.100.231"
REFERER, LANGUAGE, COOKIE = "https://marked.example/where-from", "xx-marked", "marked-cookie-5512"
WORDS = "Zebrafish on the lade {number}"
MOMENT = "2026-11-{day:02}T05:06:{second:02}+00:00"


def marked(number: int) -> Client:
    client = Client(
        REMOTE_ADDR=ADDRESS,
        headers={
            "user-agent": f"{AGENT}-{number}",
            "x-forwarded-for": f"{PASSED_ON}, {ADDRESS}",
            "x-real-ip": PASSED_ON,
            "forwarded": f"for={PASSED_ON}",
            "referer": REFERER,
            "accept-language": LANGUAGE,
            "sec-ch-ua": "MarkedBrand",
            "x-request-id": f"marked-request-{number}",
        },
    )
    client.cookies["sessionid"] = COOKIE
    client.cookies["csrftoken"] = COOKIE
    return client


MARKS = [
    *(AGENT, ADDRESS, PASSED_ON, REFERER, LANGUAGE, COOKIE, "MarkedBrand", "marked-request"),
    *("Zebrafish", "05:06:", "T0506"),
]


def everything_in_tables() -> str:
    """Every row of every table, as text, with bytes as they are."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                found += [
                    bytes(one).decode("latin-1")
                    if isinstance(one, bytes | memoryview)
                    else str(one)
                    for one in row
                ]
    return "\n".join(found)


def data_files() -> list[Path]:
    """Whatever the database keeps on disk: the file and its log, or the server's whole folder."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            path = Path(connection.settings_dict["NAME"])
            return [one for one in path.parent.iterdir() if one.name.startswith(path.name)]
        cursor.execute("CHECKPOINT")
        cursor.execute("SHOW data_directory")
        folder = Path(cursor.fetchone()[0])
    if not os.access(folder, os.R_OK):
        pytest.skip("The server's folder is closed to the tests.")
    return [one for one in folder.rglob("*") if one.is_file()]


@pytest.mark.django_db(transaction=True)
def test_twelve_marked_answers_leave_none_of_their_marks_anywhere(cast, lead, caplog):
    caplog.set_level(logging.DEBUG)
    with time_machine.travel("2026-10-12T09:00:00+00:00"):
        row = feedback.open_round(lead, cast.team)
        cards = feedback.cards_of(lead, row, 20)
    receipts = []
    for number in range(12):
        with time_machine.travel(MOMENT.format(day=number + 3, second=number), tick=False):
            client = marked(number)
            client.get("/feedback/")
            last = walk(
                client, cards[number], {"matters-K04": "a-lot"}, words=WORDS.format(number=number)
            )
            done = client.post(GIVE, {**hidden(last), "go": "send"})
            assert done.status_code == 200
            receipts.append(re.search(r"<code>([0-9A-Z-]{34})</code>", done.content.decode())[1])
            client.post("/feedback/reply/", {"receipt": receipts[-1]})
            assert client.get(f"/feedback/card/{cards[number]}").status_code == 404
            assert client.post(GIVE, {"code": cards[number]}).status_code == 422
    about = [vars(one) for one in caplog.records if "feedback" in one.getMessage()]
    logged = f"{caplog.text}{about}"
    sent = "".join(str(one.message()) for one in mail.outbox)
    seen = {"tables": everything_in_tables(), "log": logged, "mail": sent}
    seen |= {f"file {path.name}": path.read_bytes().decode("latin-1") for path in data_files()}
    codes = [text for code in (*cards[:12], *receipts) for text in (code, code.replace("-", ""))]
    for where, text in seen.items():
        for mark in (*MARKS, *codes):
            assert mark not in text, f"{mark} is in {where}"
    assert "Zebrafish" not in "".join(str(vars(one)) for one in Slot.objects.all())


@pytest.mark.django_db(transaction=True)
def test_the_search_would_find_a_mark_that_is_there(cast):
    """The search itself is tried on a mark that was planted."""
    planted = f"Planted {uuid4()}"
    Person.objects.filter(pk=cast.bob.pk).update(name=planted)
    assert planted in everything_in_tables()
    assert any(planted.encode() in path.read_bytes() for path in data_files())


def test_no_table_about_giving_has_a_place_for_when_or_who():
    kinds = {
        "DateTimeField",
        "DateField",
        "TimeField",
        "GenericIPAddressField",
        "AutoField",
        "BigAutoField",
    }
    for model in (Card, Slot, Told):
        fields = {one.name: one.get_internal_type() for one in model._meta.get_fields()}
        assert not kinds & set(fields.values()), fields
        assert fields["id"] == "UUIDField"
        related = {
            one.related_model.__name__ for one in model._meta.get_fields() if one.is_relation
        }
        assert related <= {"Round", "Batch"}


def test_a_seal_does_not_say_when_it_was_made(row, cards):
    feedback.give(cards[0], feedback.answer(row, "Words."))
    with connection.cursor() as cursor:
        cursor.execute("SELECT mark, body FROM feedback_slot")
        for fields in cursor.fetchall():
            for one in fields:
                assert urlsafe_b64decode(bytes(one))[1:9] == bytes(8)


def test_changing_the_record_key_seals_slots_anew_and_still_says_no_time(
    row, cards, keys, settings
):
    from alongside.foundation.resealing import reseal_all

    receipt = feedback.give(cards[0], feedback.answer(row, "Words."))
    settings.RECORD_KEY_FALLBACKS = [settings.RECORD_KEY]
    settings.RECORD_KEY = "another record key, long enough to be one"
    assert {one.column for one in reseal_all()} >= {"feedback.Slot.mark", "feedback.Slot.body"}
    settings.RECORD_KEY_FALLBACKS = []
    assert queries.is_held(queries.receipt_in(receipt))
    with connection.cursor() as cursor:
        cursor.execute("SELECT mark, body FROM feedback_slot")
        seals = [bytes(one) for fields in cursor.fetchall() for one in fields]
    assert {urlsafe_b64decode(one)[1:9] for one in seals} == {bytes(8)}


def shape() -> list:
    """What anybody who holds the database without its keys could compare."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT LENGTH(mark), LENGTH(body) FROM feedback_slot")
        slots = sorted(cursor.fetchall())
        cursor.execute("SELECT sheet, LENGTH(digest) FROM feedback_card")
        return [slots, sorted(cursor.fetchall())]


def test_nothing_and_nine_answers_look_the_same_in_the_tables(row, cards):
    before = shape()
    for number in range(9):
        feedback.give(cards[number], feedback.answer(row, "x" * number * 100))
    assert shape() == before
    assert len(set(map(tuple, before[0]))) == 1


def test_each_time_somebody_gives_every_row_is_written_anew(row, cards):
    def rows():
        with connection.cursor() as cursor:
            cursor.execute("SELECT id, mark, body FROM feedback_slot")
            slots = {_plain(value) for found in cursor.fetchall() for value in found}
            cursor.execute("SELECT id FROM feedback_card")
            return slots | {_plain(found[0]) for found in cursor.fetchall()}

    before = rows()
    feedback.give(cards[0], feedback.answer(row, "Words."))
    assert before & rows() == set()


def _plain(value):
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()


# One card, twenty hands


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_with_one_card_and_one_wins(cast, lead):
    row = feedback.open_round(lead, cast.team)
    code = feedback.cards_of(lead, row, 10)[0]
    together, won, lost, wrong = threading.Barrier(20), [], [], []

    def attempt(number):
        try:
            receipt = actions.new_receipt(row)
            given = feedback.answer(row, f"attempt {number}")
            together.wait()
            actions.give(actor=None, code=code, receipt=receipt, answer=given)
            won.append(receipt)
        except CannotUseError:
            lost.append(number)
        except Exception as error:
            wrong.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=attempt, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert len(won) == 1
    assert len(lost) == 19
    assert [one.mark[:1] for one in Slot.objects.all()].count(queries.FULL) == 1
    assert Slot.objects.count() == 20


@pytest.mark.django_db(transaction=True)
def test_ten_at_once_with_ten_cards_and_all_are_kept(cast, lead):
    row = feedback.open_round(lead, cast.team)
    cards = feedback.cards_of(lead, row, 10)
    receipts, wrong = [], []

    def one(code):
        try:
            receipts.append(feedback.give(code, feedback.answer(row)))
        except Exception as error:
            wrong.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(code,)) for code in cards]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert all(queries.is_held(queries.receipt_in(one)) for one in receipts)
    assert [one.mark[:1] for one in Slot.objects.all()].count(queries.FULL) == 10


# Order


def spearman(order: list[int]) -> float:
    n = len(order)
    return 1 - 6 * sum((at - one) ** 2 for at, one in enumerate(order)) / (n * (n * n - 1))


def physical(table: str) -> list:
    """Keys of a table in the order in which they lie on the disk."""
    place = "rowid" if connection.vendor == "sqlite" else "ctid"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {table} ORDER BY {place}")
        return [str(one[0]).replace("-", "") for one in cursor.fetchall()]


RUNS, EACH = 12, 12


def test_where_an_answer_lies_says_nothing_of_when_it_came(cast, lead, keys):
    """Twelve rounds of twelve: neither before they are opened nor after, in any order there is.

    Of one shuffled twelve the correlation has a spread of 0.30; the mean of twelve, of 0.087.
    """
    from nacl.encoding import URLSafeBase64Encoder
    from nacl.public import PrivateKey, SealedBox

    from alongside.core.feedback.answers import unpack

    box = SealedBox(PrivateKey(keys.release.encode(), URLSafeBase64Encoder))
    found: dict[str, list[float]] = {"slots": [], "cards": [], "told": [], "told by key": []}
    for _run in range(RUNS):
        with transaction.atomic():
            row = feedback.open_round(lead, cast.team, cards=EACH)
            cards = feedback.cards_of(lead, row, EACH)
            for number in range(EACH):
                feedback.give(cards[number], feedback.answer(row, str(number)))
            slots = {one.pk.hex: one for one in Slot.objects.all()}
            lies = [
                int(unpack(box.decrypt(bytes(slots[key].body))).words)
                for key in physical("feedback_slot")
            ]
            found["slots"].append(spearman(lies))
            with feedback.after(row.quarter):
                actions.open_held(actor=None, release_key=keys.release)
            told = {one.pk.hex: int(one.words) for one in Told.objects.all()}
            found["told"].append(spearman([told[key] for key in physical("feedback_told")]))
            found["told by key"].append(spearman([told[key] for key in sorted(told)]))
            transaction.set_rollback(True)
    del found["cards"]
    for where, each in found.items():
        assert len(each) == RUNS
        assert abs(statistics.mean(each)) < 0.4, (where, each)
        assert len({round(one, 3) for one in each}) > RUNS // 2, where


# Pages: nothing, or nine answers


TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"|name="once" value="[^"]+"')


def staff_pages(cast, row) -> dict[str, str]:
    """The pages of those who work here that could say something, as bytes but for form tokens."""
    service = row.service_id
    rounds = [
        "/feedback/rounds/",
        f"/feedback/rounds/{row.pk}/",
        f"/feedback/rounds/for/{service}/",
    ]
    own = ["/feedback/told/", "/account/", "/account/export.json"]
    asked = {
        "alice": [*rounds, *own, "/expect/ours/", f"/expect/ours/{service}/", "/learning/ours/"],
        "bob": [*own, "/my/"],
        "charlie": [*own, "/feedback/reading/", "/feedback/reading/open/"],
        "keeper": [*rounds, "/feedback/told/", "/feedback/reading/", "/account/people/"],
    }
    found = {}
    for name, addresses in asked.items():
        client = Client()
        client.force_login(getattr(cast, name))
        for address in addresses:
            answer = client.get(address)
            assert answer.status_code == 200, address
            found[f"{name} {address}"] = TOKEN.sub("", answer.content.decode())
    return found


def test_staff_pages_are_the_same_to_the_byte_for_nothing_and_for_nine(cast, lead, reader, keys):
    cast.keeper = PersonFactory(name="Kirsty Keeper")
    for role in Role:
        give(cast.keeper, role, service=cast.team.service)
        give(cast.keeper, role)
    with_second_factor(cast.keeper)
    row = feedback.open_round(lead, cast.team)
    cards = feedback.cards_of(lead, row, 12)  # and some not yet printed, as a page says
    late = quarters.later(row.quarter, 1)
    assert late > row.quarter

    def now(held: int) -> list[dict[str, str]]:
        """The pages in the quarter, after it, and after whoever has the key opened what there is."""
        with transaction.atomic():
            for number in range(held):
                feedback.give(cards[number], feedback.answer(row, f"Words {uuid4()}", "as-is"))
            seen = [staff_pages(cast, row)]
            with feedback.after(row.quarter):
                seen.append(staff_pages(cast, row))
                actions.open_held(actor=reader, release_key=keys.release)
                seen.append(staff_pages(cast, row))
            transaction.set_rollback(True)
        return seen

    nothing, nine, ten = now(0), now(9), now(10)
    for zero, nine_ in zip(nothing, nine, strict=True):
        assert [name for name in zero if zero[name] != nine_[name]] == []
    assert nothing[0] == ten[0], "not before the quarter is over"
    assert nothing[1] == ten[1], "not before it is opened"
    different = {name for name in ten[2] if ten[2][name] != nothing[2][name]}
    assert "charlie /feedback/reading/" in different, "and ten are seen, or this test sees nothing"
    assert not any(name.startswith("bob") for name in different)
