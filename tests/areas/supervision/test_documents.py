"""What leaves: a session as files, one's own record, a calendar entry, reminders; and what arrives."""

import io
import json
from datetime import date, time, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from docx import Document
from icalendar import Calendar
from pypdf import PdfReader

from alongside.accounts.presenters import everything
from alongside.cli import main
from alongside.foundation.moving import BadPart
from alongside.supervision import actions, policies
from alongside.supervision.actions import moving
from alongside.supervision.models import BroughtAlong, Session
from alongside.supervision.presenters import own, papers
from alongside.supervision.presenters import session as pages
from alongside.supervision.queries.sessions import Seat
from tests.factories import supervision as make

TODAY = timezone.localdate
DAY = timedelta(days=1)
pytestmark = pytest.mark.usefixtures("edition")


def get(browser, session, ending):
    answer = browser.get(f"/supervision/sessions/{session.pk}/session.{ending}")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment")
    return answer.content


@pytest.fixture
def talked(people, session):
    """Both voices, a line break and a sign in them, something agreed and something not."""
    make.says(people, session, "alice", "Earlier words")
    make.says(people, session, "alice", "She laughed & stayed\nfor tea")
    make.says(people, session, "bob", "You waited <a long time>")
    agreement = make.agreement(people, session, by=TODAY(), parts=["practice", "restorative"])
    actions.reply(
        actor=people.actor("bob"), agreement_id=agreement, seen=1, yes=False, words="Not on Friday"
    )
    return session


WORDS = ("She laughed & stayed", "You waited <a long time>", "Walk the ward together")
NAMES = ("Alice Aird", "Bob Baird", "Prepared from both voices", "Realising Recovery, 2007")


@pytest.mark.parametrize("who", ["alice", "bob"])
def test_plain_text_names_who_said_what(talked, signed_in, who):
    text = get(signed_in(who), talked, "txt").decode()
    assert all(part in text for part in (*WORDS, *NAMES, "Practice, Restorative", "Not on Friday"))
    assert text.index("Alice Aird,") < text.index("She laughed") < text.index("Bob Baird,")


@pytest.mark.parametrize("who", ["alice", "bob"])
def test_word_has_the_voices_in_two_columns_under_their_names(talked, signed_in, who):
    made = Document(io.BytesIO(get(signed_in(who), talked, "docx")))
    heads = [cell.text for cell in made.tables[0].rows[0].cells]
    assert [head.split(",")[0] for head in heads] == ["Alice Aird", "Bob Baird"]
    assert [cell.text for cell in made.tables[0].rows[1].cells] == [
        "She laughed & stayed\nfor tea",
        "You waited <a long time>",
    ]
    assert made.core_properties.language == "en-GB"
    assert made.core_properties.author == ""


def test_the_pdf_is_tagged_and_says_its_title_and_language(talked, signed_in):
    reader = PdfReader(io.BytesIO(get(signed_in("alice"), talked, "pdf")))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert reader.metadata.title.startswith("Supervision, ")
    text = " ".join(page.extract_text() for page in reader.pages)
    assert all(part in text for part in ("She laughed & stayed", "You waited <a long time>"))


def test_json_keeps_the_voices_apart_with_every_earlier_wording(talked, signed_in):
    found = json.loads(get(signed_in("alice"), talked, "json"))
    voices = found["parts"][0]["voices"]
    assert voices["worker"]["earlier"][0]["text"] == "Earlier words"
    assert voices["supervisor"]["name"] == "Bob Baird"
    assert found["edition"]["slug"] == "realising-recovery-2007"
    assert found["agreements"][0]["answers"]["supervisor"]["words"] == "Not on Friday"


def test_everything_about_the_worker_has_both_voices_and_the_supervisors_only_their_own(
    people, talked
):
    make.barrier(people, session_id=talked.pk)
    hers = json.dumps(everything(people.actor("alice"))["supervision"])
    assert all(words in hers for words in ("Earlier words", "You waited", "The rota leaves"))
    his = json.dumps(everything(people.actor("bob"))["supervision"])
    assert "You waited" in his
    assert not any(words in his for words in ("laughed", "Earlier", "Walk", "rota"))
    assert "worker" not in his.replace("as_supervisor", "")


# Dates


def test_the_calendar_entry_says_supervision_and_nothing_else(people, talked, signed_in):
    body = get(signed_in("bob"), talked, "ics")
    [event] = Calendar.from_ical(body).walk("VEVENT")
    assert set(event) == {"SUMMARY", "DTSTART", "DTEND", "DTSTAMP", "UID", "SEQUENCE", "CLASS"}
    assert (event["SUMMARY"], event["CLASS"]) == ("Supervision", "PRIVATE")
    assert str(talked.pk).encode() not in body
    assert not any(name in body for name in (b"Alice", b"Bob", b"laughed"))


def test_a_moved_date_keeps_its_identifier_and_knows_summer_time(people, talked, signed_in):
    alice = signed_in("alice")
    [first] = Calendar.from_ical(get(alice, talked, "ics")).walk("VEVENT")
    actions.change_session(
        actor=people.actor("alice"),
        session_id=talked.pk,
        version=1,
        on=date(2027, 7, 1),
        at=time(14, 30),
        minutes=30,
    )
    [moved] = Calendar.from_ical(get(alice, talked, "ics")).walk("VEVENT")
    assert moved["UID"] == first["UID"]
    assert moved["SEQUENCE"] > first["SEQUENCE"]
    assert moved["DTSTART"].dt.isoformat() == "2027-07-01T14:30:00+01:00"
    assert (moved["DTEND"].dt - moved["DTSTART"].dt).total_seconds() == 1800


def test_a_reminder_goes_to_both_on_the_day_before_once_and_says_nothing_of_it(people, pair):
    session = make.a_session(people, on=TODAY() + DAY, at=time(10))
    make.says(people, session, "alice", "Secret words")
    make.a_session(people, on=TODAY() + 2 * DAY)
    make.a_session(people)
    assert [actions.send_reminders(actor=None) for _time in range(2)] == [(1, 0), (0, 0)]
    assert sorted(one.to[0] for one in mail.outbox) == ["alice@example.org", "bob@example.org"]
    for one in mail.outbox:
        text = one.subject + one.body
        assert "10:00" in text
        assert not any(word in text for word in ("Secret", "Alice", "Bob", str(session.pk)))


def test_a_date_that_was_moved_is_reminded_of_again(people, pair):
    session = make.a_session(people, on=TODAY() + DAY)
    assert actions.send_reminders(actor=None) == (1, 0)
    actions.change_session(
        actor=people.actor("alice"),
        session_id=session.pk,
        version=1,
        on=TODAY() + 3 * DAY,
        at=None,
        minutes=60,
    )
    assert actions.send_reminders(actor=None) == (0, 0)
    assert actions.send_reminders(actor=None, today=TODAY() + 2 * DAY) == (1, 0)


def test_nobody_is_reminded_of_what_has_ended_or_is_done(people, pair):
    ended = make.a_session(people, on=TODAY() + DAY)
    actions.close(actor=people.actor("alice"), session_id=ended.pk)
    make.a_session(people, on=TODAY() + DAY)
    make.end(people, pair)
    assert actions.send_reminders(actor=None) == (0, 0)
    assert mail.outbox == []


def test_where_sending_fails_it_is_tried_again(people, pair, monkeypatch, caplog):
    from alongside.supervision.actions import reminding

    def fails(*args, **kwargs):
        raise OSError("no mail server answers")

    make.a_session(people, on=TODAY() + DAY)
    with monkeypatch.context() as patch:
        patch.setattr(reminding, "send_mail", fails)
        caplog.set_level("CRITICAL", logger=reminding.__name__)
        assert actions.send_reminders(actor=None) == (0, 1)
    assert Session.objects.get().reminded_on is None
    assert actions.send_reminders(actor=None) == (1, 0)


def test_the_command_says_how_many_and_where_no_mail_server_is_set(people, pair, settings, capsys):
    make.a_session(people, on=TODAY() + DAY)
    settings.EMAIL_HOST = ""
    assert main(["remind"]) == 0
    assert "No mail server" in capsys.readouterr().out
    assert mail.outbox == []
    settings.EMAIL_HOST = "mail.example.org"
    assert main(["remind"]) == 0
    assert "1 session reminded of, 0 kept" in capsys.readouterr().out


# Brought along


def test_a_record_from_elsewhere_is_shown_taken_once_and_can_only_be_read(
    people, talked, signed_in
):
    part = json.loads(json.dumps(everything(people.actor("alice"))["supervision"]))
    charlie = people.actor("charlie")
    assert {line.state for line in moving.preview(charlie, part)} == {"new"}
    assert not BroughtAlong.objects.exists()
    assert {line.state for line in moving.take(actor=charlie, part=part)} == {"new"}
    assert {line.state for line in moving.take(actor=charlie, part=part)} == {"here"}
    assert {line.state for line in moving.preview(charlie, part)} == {"here"}
    row = BroughtAlong.objects.get()
    page = signed_in("charlie").get(f"/supervision/brought/{row.pk}/")
    assert "You waited &lt;a long time&gt;" in page.content.decode()
    assert "brought/" in signed_in("charlie").get("/supervision/").content.decode()
    assert signed_in("alice").get(f"/supervision/brought/{row.pk}/").status_code == 404
    assert not Session.objects.filter(worker=people.charlie).exists()


def test_moved_twice_it_travels_on_without_growing(people, talked):
    part = everything(people.actor("alice"))["supervision"]
    part = json.loads(json.dumps(part))
    moving.take(actor=people.actor("charlie"), part=part)
    again = json.loads(json.dumps(everything(people.actor("charlie"))["supervision"]))
    moving.take(actor=people.actor("dana"), part=again)
    assert BroughtAlong.objects.filter(person=people.dana).count() == 1
    assert moving.take(actor=people.actor("charlie"), part=again)[0].state == "here"


@pytest.mark.parametrize("part", [[], "words", {"sessions": {}}, {"views": "all"}, None, 7])
def test_what_has_no_right_shape_is_refused(people, part):
    for do in (
        lambda: list(moving.preview(people.actor("dana"), part)),
        lambda: moving.take(actor=people.actor("dana"), part=part),
    ):
        with pytest.raises(BadPart):
            do()
    assert not BroughtAlong.objects.exists()


def test_an_empty_part_brings_nothing(people):
    assert moving.take(actor=people.actor("dana"), part={"sessions": [], "views": []}) == []


@pytest.mark.parametrize(
    "part",
    [{"sessions": [1, None, "x", {"on": {"a": [1]}, "parts": None}]}, {"sessions": [{}, []]}],
)
def test_whatever_stands_inside_can_be_shown(people, signed_in, part):
    moving.take(actor=people.actor("dana"), part=part)
    for row in BroughtAlong.objects.all():
        assert signed_in("dana").get(f"/supervision/brought/{row.pk}/").status_code == 200


# The whole of somebody's supervision at once


def years(people, count):
    """Sessions that have everything: both voices, what was brought, agreements done with and not."""
    for number in range(count):
        session = make.a_session(people, on=TODAY() - DAY * (30 * (count - number)))
        item = actions.bring(
            actor=people.actor("alice"),
            session_id=session.pk,
            what=actions.Bring("own", title=f"A walk, {number}"),
        )
        make.says(people, session, "alice", f"Earlier words {number}")
        make.says(people, session, "alice", f"It went well {number}", part=f"item:{item.pk}")
        make.says(people, session, "bob", f"I saw that {number}")
        for what in ("Done", "Open"):
            id_ = make.agreement(people, session, what=f"{what} {number}", by=TODAY())
            actions.reply(actor=people.actor("bob"), agreement_id=id_, seen=1, yes=True)
            if what == "Done":
                actions.say_outcome(
                    actor=people.actor("alice"), agreement_id=id_, done_on=TODAY(), because="Well"
                )
        make.barrier(people, words=f"The rota {number}", session_id=session.pk)
        if number % 2:
            actions.close(actor=people.actor("alice"), session_id=session.pk)


def test_a_session_in_everything_is_the_document_of_its_page(people, pair, edition):
    years(people, 3)
    made = own.everything(people.alice.pk)["sessions"]
    rows = list(Session.objects.order_by("on"))
    assert [one["next"] for one in made] == [rows[2].on.isoformat()] * 2 + [None]
    for one, row in zip(made, rows, strict=True):
        seat = Seat(row, policies.WORKER, lasts=False)
        page = pages.page(people.actor("alice"), seat, edition, today=row.on)
        alone = papers.document(page, edition, today=row.on)
        assert {name: alone[name] for name in one} == one
        assert set(alone) - set(one) == {"exported_on", "open_from_before"}
        assert len(one["agreements"]) == 2
        assert len(one["parts"]) == 4
        assert one["barriers"]


def queries_of(person):
    with CaptureQueriesContext(connection) as asked:
        made = own.everything(person.pk)
    return len(made["sessions"]), len(asked)


def test_everything_asks_no_more_of_the_database_for_more_sessions(people, pair):
    years(people, 3)
    few, asked = queries_of(people.alice)
    years(people, 9)
    assert queries_of(people.alice) == (few + 9, asked)
