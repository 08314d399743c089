"""A record on its way in: looked at first, then whole or not at all; whatever the file holds."""

import io
import json
import re
import struct
import zipfile
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from alongside.assessment import actions as assessment
from alongside.assessment import queries as answers
from alongside.foundation import moving, personal
from alongside.foundation.actor import Forbidden
from alongside.foundation.moving import CANNOT, HERE, NEW, Line
from alongside.planning import actions as planning
from alongside.planning import queries as plans
from alongside.portfolio import actions, queries
from alongside.portfolio.actions import arriving
from alongside.portfolio.models import ArrivingPart, ArrivingRecord
from alongside.portfolio.queries import arriving as coming_queries
from alongside.portfolio.queries import bundle as reading
from tests.factories.accounts import actor_for
from tests.factories.framework import publish_second
from tests.factories.portfolio import add

BRING = "/my/record/bring/"


def picture():
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def alice(people, edition):
    """Alice, with entries, a copy for sharing, a file, an answer and a plan."""
    person, me = people.alice, people.actor("alice")
    first = add(person, "A course on hope", on=date(2026, 3, 3), until=date(2026, 3, 5),
                hours=Decimal("7.25"), participatory_hours=Decimal(2), codes=["K01", "V03"],
                texts={"learned": "To wait.\n\nAnd to ask."}, about={"method": "In a room"},
                tags={"nmc.code-theme": ["people"], "sssc.core-element": ["My own"]})  # fmt: skip
    actions.change_entry(actor=me, entry_id=first, number=1, texts={"learned": "To wait, and ask."})
    actions.add_file(actor=me, entry_id=first, name="plan.png", body=picture())
    add(person, "A talk", kind="reflection", on=date(2026, 4, 3), texts={"happened": "We met."})
    actions.add_entry(actor=me, kind="reflection", title="A talk, shorter", on=date(2026, 4, 3),
                      copy_of=first)  # fmt: skip
    assessment.save_answer(actor=me, edition=edition.slug, code="K04", seq=7, point="practising",
                           want=True, note="My note")  # fmt: skip
    assessment.save_answer(actor=me, edition=edition.slug, code="V01", seq=2, point="exploring")
    planning.change_hours(actor=me, hours=Decimal("7.5"))
    return person


def taken(signed_in, name="alice", ending="zip"):
    address = "my-record.zip" if ending == "zip" else "record.json"
    answer = signed_in(name).get(f"/my/record/take/{address}")
    return b"".join(answer.streaming_content if answer.streaming else [answer.content])


def bring(browser, body, name="record.zip"):
    return browser.post(BRING, {"file": SimpleUploadedFile(name, body)})


def as_lists(person):
    """Everything an entry says, without whose it is and where."""
    found = []
    for entry in queries.entries(person.pk):
        said = queries.written(entry)
        found.append((said, [(file.name, file.kind) for file in entry.files]))
    return sorted(found, key=lambda one: (one[0]["on"], one[0]["title"]))


def test_a_record_goes_to_another_person_whole_and_a_second_time_adds_nothing(
    alice, people, signed_in
):
    zipped = taken(signed_in)
    charlie = signed_in("charlie")
    answer = bring(charlie, zipped)
    assert answer.status_code == 302
    page = charlie.get(answer["Location"]).content.decode()
    assert "A course on hope" in page
    assert "File “plan.png”" in page
    assert not queries.entries(people.charlie.pk), "looking takes nothing"
    charlie.post(answer["Location"])
    assert as_lists(people.charlie) == as_lists(alice)
    assert "Is here now" in charlie.get(answer["Location"]).content.decode()
    second = bring(charlie, zipped)
    assert "Was here already" in charlie.get(second["Location"]).content.decode()
    charlie.post(second["Location"])
    assert as_lists(people.charlie) == as_lists(alice)
    # And on to somebody else, from there and from the start: still once.
    onward = taken(signed_in, "charlie")
    dana = signed_in("dana")
    for body in (onward, zipped, taken(signed_in, "charlie", "json")):
        dana.post(bring(dana, body)["Location"])
    assert as_lists(people.dana) == as_lists(alice)
    # Back where it began it is known too.
    back = bring(signed_in("alice"), onward)
    signed_in("alice").post(back["Location"])
    assert len(queries.entries(alice.pk)) == 3


def test_answers_and_the_plan_come_along(alice, people, signed_in, edition):
    charlie = signed_in("charlie")
    charlie.post(bring(charlie, taken(signed_in))["Location"])
    mine = answers.answers_of(alice.pk, edition.slug)
    theirs = answers.answers_of(people.charlie.pk, edition.slug)
    assert {code: one.content for code, one in theirs.items()} == {
        code: one.content for code, one in mine.items()
    }
    assert plans.own(people.charlie.pk).hours == Decimal("7.5")


def test_a_newer_answer_and_a_plan_of_ones_own_stay(alice, people, signed_in, edition):
    zipped = taken(signed_in)
    them = people.actor("charlie")
    assessment.save_answer(actor=them, edition=edition.slug, code="K04", seq=1, point="exploring")
    planning.change_hours(actor=them, hours=Decimal(3))
    charlie = signed_in("charlie")
    where = bring(charlie, zipped)["Location"]
    page = charlie.get(where).content.decode()
    assert "what is here is newer and stays" in page
    assert "your plan here stays as it is" in page
    charlie.post(where)
    assert answers.answers_of(people.charlie.pk, edition.slug)["K04"].point == "exploring"
    assert plans.own(people.charlie.pk).hours == 3


def test_an_older_answer_gives_way_and_stays_in_the_history(alice, people, signed_in, edition):
    them = people.actor("charlie")
    assessment.save_answer(actor=them, edition=edition.slug, code="K04", seq=900, point="exploring")
    past = timezone.now() - timedelta(days=30)
    from alongside.assessment.models import Answer

    Answer.objects.filter(person=people.charlie).update(saved_at=past)
    charlie = signed_in("charlie")
    charlie.post(bring(charlie, taken(signed_in))["Location"])
    assert answers.answers_of(people.charlie.pk, edition.slug)["K04"].point == "practising"
    points = [one.point for one in answers.saves_of(people.charlie.pk, edition.slug)]
    assert "exploring" in points


def test_the_data_alone_comes_without_its_files_and_says_so(alice, people, signed_in):
    charlie = signed_in("charlie")
    where = bring(charlie, taken(signed_in, ending="json"), "record.json")["Location"]
    assert "files come along in the zip only" in charlie.get(where).content.decode()
    charlie.post(where)
    assert len(queries.entries(people.charlie.pk)) == 3
    assert not any(one.files for one in queries.entries(people.charlie.pk))


def test_parts_that_nothing_takes_are_named(alice, signed_in):
    charlie = signed_in("charlie")
    page = charlie.get(bring(charlie, taken(signed_in))["Location"]).content.decode()
    assert "Account: it is not taken over, and stays in your file" in page


def test_what_somebody_wrote_stands_sealed_while_it_waits(alice, people, signed_in):
    bring(signed_in("charlie"), taken(signed_in, ending="json"), "record.json")
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"SELECT body FROM {ArrivingPart._meta.db_table}")
        held = b"".join(bytes(row[0]) for row in cursor.fetchall())
    assert held
    assert b"hope" not in held


def test_it_is_nobody_elses(alice, people, signed_in):
    where = bring(signed_in("charlie"), taken(signed_in))["Location"]
    for name in ("alice", "bob", "dana"):
        other = signed_in(name)
        assert other.get(where).status_code == 404
        assert other.post(where).status_code == 404
        assert other.post(f"{where}drop/").status_code == 302
    assert ArrivingRecord.objects.count() == 1
    assert signed_in("charlie").post(f"{where}drop/").status_code == 302
    assert not ArrivingRecord.objects.exists()


def test_what_waits_too_long_goes_by_itself(alice, people, signed_in):
    where = bring(signed_in("charlie"), taken(signed_in))["Location"]
    ArrivingRecord.objects.update(until=timezone.localdate() - timedelta(days=1))
    assert signed_in("charlie").get(where).status_code == 404
    gone = personal.tidy(timezone.localdate())
    assert gone["records on their way in"] == 1
    assert not ArrivingPart.objects.exists()


def test_bringing_another_lets_the_first_go(alice, people, signed_in):
    charlie, zipped = signed_in("charlie"), taken(signed_in)
    first = bring(charlie, zipped)["Location"]
    bring(charlie, zipped)
    assert charlie.get(first).status_code == 404
    assert ArrivingRecord.objects.count() == 1


def test_sent_twice_it_is_taken_once(alice, people, signed_in):
    charlie = signed_in("charlie")
    where = bring(charlie, taken(signed_in))["Location"]
    charlie.post(where)
    report = ArrivingRecord.objects.get().report
    charlie.post(where)
    assert ArrivingRecord.objects.get().report == report
    assert len(queries.entries(people.charlie.pk)) == 3
    assert not ArrivingPart.objects.exists(), "what was sent is not kept once it was taken"


def test_all_of_it_or_nothing(alice, people, signed_in, monkeypatch):
    charlie = signed_in("charlie")
    where = bring(charlie, taken(signed_in))["Location"]

    def breaks(*args, **kwargs):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(arriving, "_take_plan", breaks)
    with pytest.raises(RuntimeError):
        charlie.post(where)
    assert queries.entries(people.charlie.pk) == []
    assert ArrivingRecord.objects.get().taken_at is None


# What areas above the record take


@pytest.fixture
def taker(monkeypatch):
    monkeypatch.setattr(moving, "_takers", {})
    took = []

    def preview(actor, part):
        if part != ["a talk"]:
            raise moving.BadPart("talks, line 1: this is not a list of talks")
        return [Line("A talk"), Line("Another", HERE), Line("A third", CANNOT, "too old")]

    def take(actor, part):
        took.append(part)
        return [Line("A talk")]

    moving.take_part("talks", preview, take, title="Talks")
    return took


def with_part(body, part, name="talks"):
    document = json.loads(body)
    document["everything"][name] = part
    return json.dumps(document).encode()


def test_an_area_above_is_given_its_part(alice, people, signed_in, taker):
    charlie = signed_in("charlie")
    body = with_part(taken(signed_in, ending="json"), ["a talk"])
    where = bring(charlie, body, "record.json")["Location"]
    page = charlie.get(where).content.decode()
    assert "Talks" in page
    assert "A third: too old" in page
    assert taker == []
    charlie.post(where)
    assert taker == [["a talk"]]


def test_a_part_of_no_right_shape_is_refused_in_words(alice, people, signed_in, taker):
    charlie = signed_in("charlie")
    body = with_part(taken(signed_in, ending="json"), {"no": "list"})
    answer = charlie.get(bring(charlie, body, "record.json")["Location"])
    assert answer.status_code == 422
    assert "this is not a list of talks" in answer.content.decode()


# Entries that cannot come


def record(*entries, **more):
    return {"format": "alongside-record/1", "made_on": "2026-11-27", "entries": list(entries),
            "everything": {}, **more}  # fmt: skip


def coming(id="a", **more):
    version = {"number": 1, "kind": "learning", "title": f"Entry {id}", "on": "2026-03-03", "until": None,
               "hours": None, "participatory_hours": None, "protected_hours": None, "codes": [],
               "texts": {}, "tags": {}, "about": {}}  # fmt: skip
    return {"id": id, "versions": [{**version, **more}]}


def as_json(value):
    return json.dumps(value).encode()


def lines_of(browser, body, name="record.json"):
    answer = bring(browser, body, name)
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    browser.post(answer["Location"])
    return ArrivingRecord.objects.get().report


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"kind": "dance"}, "a kind that is not known here: dance"),
        ({"on": "2026-02-30"}, "not a day in the calendar"),
        ({"until": "2026-01-01"}, "ends before it begins"),
        ({"on": "1949-12-31"}, "between 1950"),
        ({"hours": "7.1"}, "quarter hours"),
        ({"hours": "1", "participatory_hours": "2"}, "a part of the hours"),
        ({"texts": {"secret": "x"}}, "no field called secret"),
        ({"texts": {"learned": "x" * 20_001}}, "Keep this to"),
        ({"title": "x" * 201}, "Keep this to"),
    ],
)
def test_an_entry_that_cannot_come_is_named_with_its_reason_and_the_others_come(
    people, edition, signed_in, more, why
):
    browser = signed_in("charlie")
    lines = lines_of(browser, as_json(record(coming("bad", **more), coming("good"))))["entries"]
    by_state = {line["state"]: line for line in lines}
    assert why in by_state[CANNOT]["why"]
    assert "Entry good" in by_state[NEW]["what"]
    assert [one.title for one in queries.entries(people.charlie.pk)] == ["Entry good"]


def test_a_statement_that_is_not_here_is_left_behind_and_said(people, edition, signed_in):
    lines = lines_of(signed_in("charlie"), as_json(record(coming(codes=["K01", "K99"]))))["entries"]
    assert lines[0]["state"] == NEW
    assert "without K99" in lines[0]["why"]
    assert queries.entries(people.charlie.pk)[0].codes == ("K01",)


def test_evidence_of_words_that_changed_comes_with_the_words_it_was_given_to(
    people, edition, signed_in
):
    publish_second()
    brought = coming(codes=["K02", "S01"], edition=edition.slug, earlier=[[edition.slug, "S02"]])
    lines = lines_of(signed_in("charlie"), as_json(record(brought)))["entries"]
    assert (lines[0]["state"], lines[0]["why"]) == (NEW, "")
    [entry] = queries.entries(people.charlie.pk)
    assert entry.codes == ("K26",)
    assert set(entry.earlier) == {(edition.slug, "S01"), (edition.slug, "S02")}


def test_a_file_that_is_no_picture_or_is_not_there_is_said(people, edition, signed_in):
    one = coming() | {"files": [
        {"id": "1", "name": "a.png", "path": "files/a.png"},
        {"id": "2", "name": "b.png", "path": "files/b.png"},
        {"id": "3", "name": "c.png", "path": "files/c.png"},
    ]}  # fmt: skip
    body = zipped(
        {"record.json": as_json(record(one)), "files/a.png": picture(), "files/b.png": b"<svg>"}
    )
    lines = lines_of(signed_in("charlie"), body, "record.zip")["entries"]
    assert [line["state"] for line in lines] == [NEW, NEW, CANNOT, CANNOT]
    assert "not in the zip" in lines[3]["why"]


def test_answers_of_any_shape_break_nothing(people, edition, signed_in):
    odd = [None, 5, {"code": 5}, {"code": "K01", "seq": "x"}, {"code": "K01", "point": "ruler"},
           {"code": "V01", "point": "not-my-role"}, {"code": "K99"}, {"code": "K01", "saved_at": "x"},
           {"code": "K02", "point": "exploring"}, {"code": "K03", "want": True, "seq": 2**60}]  # fmt: skip
    everything = {"answers": {"edition": edition.slug, "answers": odd}, "plan": [{"hours": "x"}, 5]}
    lines = lines_of(signed_in("charlie"), as_json(record(everything=everything)))["answers"]
    assert [line["state"] for line in lines] == [CANNOT] * 8 + [NEW, CANNOT]
    assert set(answers.answers_of(people.charlie.pk, edition.slug)) == {"K02"}


@pytest.mark.parametrize("hours", [1e300, -5, True, "6", None, [1]])
def test_a_plan_of_any_shape_breaks_nothing(people, edition, signed_in, hours):
    plan = {"state": "draft", "hours": hours, "kept": ["nothing-here", 5], "declined": {"a": 1}}
    lines = lines_of(signed_in("charlie"), as_json(record(everything={"plan": [plan]})))["plan"]
    assert {line["state"] for line in lines} == {CANNOT}


def test_an_edition_that_is_not_here_is_said(people, edition, signed_in):
    everything = {
        "answers": {"edition": "another", "answers": [{"code": "K01", "point": "exploring"}]}
    }
    lines = lines_of(signed_in("charlie"), as_json(record(everything=everything)))["answers"]
    assert "edition of the framework is not here" in lines[0]["why"]


# Files that hold anything at all


def zipped(members, compression=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as bundle:
        for name, body in members.items():
            bundle.writestr(name, body)
    return out.getvalue()


GOOD = as_json(record(coming()))


def deep(levels):
    return b'{"format":"alongside-record/1","made_on":"2026-11-27","entries":[],"everything":' + (
        b'{"a":' * levels + b"1" + b"}" * levels + b"}"
    )


BAD_JSON = {
    "empty": (b" ", "not JSON"),
    "not JSON": (b"{", "not JSON"),
    "not UTF-8": (b'{"format": "\xff"}', "not JSON"),
    "a list": (b"[]", "not a record taken from Alongside"),
    "no format": (b"{}", "not a record taken from Alongside"),
    "another format": (b'{"format": "something-else/1"}', "not a record taken from Alongside"),
    "a later format": (b'{"format": "alongside-record/2"}', "this installation reads alongside-record/1"),
    "NaN": (GOOD.replace(b'"number": 1', b'"number": NaN'), "NaN is not a number"),
    "a NUL": (GOOD.replace(b"Entry a", b"Entry \\u0000"), "U+0000"),
    "half a character": (GOOD.replace(b"Entry a", b"Entry \\ud800"), "U+D800"),
    "a key twice": (GOOD.replace(b'"number": 1', b'"number": 1, "number": 2'), "stands twice"),
    "too deep": (deep(80), "nested too deeply"),
    "far too deep": (deep(100_000), "JSON"),
    "a huge number": (GOOD.replace(b'"number": 1', b'"number": ' + b"9" * 5000), "not JSON"),
    "no versions": (as_json(record({"id": "a", "versions": []})), "/entries/0/versions"),
    "no title": (as_json(record(coming(title=""))), "/entries/0/versions/0/title"),
    "a number as a title": (as_json(record(coming(title=5))), "/entries/0/versions/0/title"),
    "hours as a number": (as_json(record(coming(hours=7.5))), "/entries/0/versions/0/hours"),
    "texts as a list": (as_json(record(coming(texts=["x"]))), "/entries/0/versions/0/texts"),
    "entries as a text": (as_json(record() | {"entries": "x"}), "/entries"),
    "everything as a list": (as_json(record() | {"everything": []}), "/everything"),
}  # fmt: skip


def refused(browser, body, name, says):
    answer = bring(browser, body, name)
    page = re.sub(r"<[^>]+>", " ", answer.content.decode())
    assert answer.status_code == 422, page[-2000:]
    assert says in page.replace("&quot;", '"').replace("&#x27;", "'"), page[-2500:]
    assert not ArrivingRecord.objects.exists()


@pytest.mark.parametrize("what", BAD_JSON)
def test_data_that_is_not_right_is_refused_with_where_and_what(people, edition, signed_in, what):
    body, says = BAD_JSON[what]
    refused(signed_in("charlie"), body, "record.json", says)


@pytest.mark.parametrize("what", ["NaN", "a key twice", "no format", "too deep"])
def test_the_same_inside_a_zip(people, edition, signed_in, what):
    body, says = BAD_JSON[what]
    refused(signed_in("charlie"), zipped({"record.json": body}), "record.zip", says)


def lying(name=b"record.json", size=2**30):
    """A zip whose headers claim a size that is not so."""
    body = bytearray(zipped({name.decode(): GOOD}))
    at = body.index(b"PK\x01\x02")
    struct.pack_into("<L", body, at + 24, size)
    return bytes(body)


def linked():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as bundle:
        bundle.writestr("record.json", GOOD)
        info = zipfile.ZipInfo("files/link.png")
        info.external_attr = 0o120777 << 16
        bundle.writestr(info, "/etc/passwd")
    return out.getvalue()


def locked():
    body = bytearray(zipped({"record.json": GOOD}))
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        body[body.index(mark) + offset] |= 1
    return bytes(body)


def twice():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as bundle:
        bundle.writestr("record.json", GOOD)
        with pytest.warns(UserWarning, match="Duplicate name"):
            bundle.writestr("record.json", GOOD)
    return out.getvalue()


def with_name(name):
    """A zip with a name that the library would not write by itself."""
    plain = "x" * len(name)
    return zipped({"record.json": GOOD, plain: b"x"}).replace(plain.encode(), name.encode())


def damaged(body=None):
    body = bytearray(body or zipped({"record.json": GOOD * 40}, zipfile.ZIP_STORED))
    body[80] ^= 0xFF
    return bytes(body)


BAD_ZIPS = {
    "cut short": (lambda: zipped({"record.json": GOOD})[:-30], "cannot be opened"),
    "only its first letters": (lambda: b"PK", "cannot be opened"),
    "nothing in it": (lambda: zipped({}), "no record.json"),
    "no record": (lambda: zipped({"other.json": GOOD}), "no record.json"),
    "damaged": (damaged, "is damaged"),
    "a claim of a gigabyte": (lying, "larger than 20 MB when unpacked"),
    "a claim of a little more": (lambda: lying(size=len(GOOD) + 1), "is damaged"),
    "a claim of less than there is": (lambda: lying(size=10), "is damaged"),
    "a link": (linked, "a link to somewhere else"),
    "a password": (locked, "locked with a password"),
    "the same name twice": (twice, "in it twice"),
    "up and out": (lambda: with_name("../../etc/cron.d/x"), "leads out of its folder"),
    "up in the middle": (lambda: with_name("files/../../x.png"), "leads out of its folder"),
    "from the root": (lambda: with_name("/etc/passwd"), "not a name of a file in a folder"),
    "a drive": (lambda: with_name("C:/x.png"), "not a name of a file in a folder"),
    "a backslash": (lambda: with_name("..\\..\\x.png"), "not a name of a file in a folder"),
    "a NUL": (lambda: with_name("a.png\x00.exe"), "not a name of a file in a folder"),
    "packed oddly": (
        lambda: zipped({"record.json": GOOD}, zipfile.ZIP_BZIP2), "packed in a way that is not read",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", BAD_ZIPS)
def test_a_zip_that_is_not_right_is_refused_and_nothing_is_kept(people, edition, signed_in, what):
    make, says = BAD_ZIPS[what]
    refused(signed_in("charlie"), make(), "record.zip", says)


def test_what_unpacks_to_very_much_is_stopped_while_it_comes(
    people, edition, signed_in, monkeypatch
):
    monkeypatch.setattr(reading, "MOST_RECORD", 200_000)
    bomb = zipped({"record.json": b" " * 50_000_000})
    assert len(bomb) < 100_000
    refused(signed_in("charlie"), bomb, "record.zip", "larger than 0 MB when unpacked")


def test_many_files_that_unpack_to_too_much_together_are_stopped(
    people, edition, signed_in, monkeypatch
):
    monkeypatch.setattr(reading, "MOST_UNPACKED", 300_000)
    files = [{"id": str(n), "name": f"{n}.png", "path": f"files/{n}.png"} for n in range(5)]
    body = zipped({"record.json": as_json(record(coming() | {"files": files})),
                   **{f"files/{n}.png": bytes(100_000) for n in range(5)}})  # fmt: skip
    charlie = signed_in("charlie")
    page = charlie.get(bring(charlie, body)["Location"]).content.decode()
    assert "more than 0 MB when unpacked" in page


def test_too_many_files_are_refused_before_any_is_read(people, edition, signed_in, monkeypatch):
    monkeypatch.setattr(reading, "MOST_MEMBERS", 3)
    body = zipped({"record.json": GOOD, **{f"{n}": b"" for n in range(4)}})
    refused(signed_in("charlie"), body, "record.zip", "more than 3 files")


def test_a_file_that_is_too_large_is_refused_before_it_is_read(
    people, edition, signed_in, monkeypatch
):
    from alongside.portfolio.views import arriving as views

    monkeypatch.setattr(views, "MOST_BYTES", 1000)
    refused(signed_in("charlie"), GOOD + b" " * 2000, "record.json", "larger than 0 MB")


def test_no_file_at_all_is_asked_for_again(people, signed_in):
    assert signed_in("charlie").post(BRING, {}).status_code == 422


@pytest.mark.parametrize("address", [BRING, f"{BRING}00000000-0000-0000-0000-000000000000/"])
def test_nobody_who_has_not_signed_in_brings_anything(client, db, address):
    assert client.get(address).status_code == 302
    assert client.post(address, {}).status_code == 401


def test_what_came_is_in_ones_history_without_a_word_of_it(alice, people, signed_in):
    charlie = signed_in("charlie")
    charlie.post(bring(charlie, taken(signed_in))["Location"])
    from alongside.foundation.history import past

    events = past(queries.chain(people.charlie.pk))
    assert "brought a record" in [one.verb for one in events]
    assert "hope" not in json.dumps([one.what for one in events], default=str)
    assert actor_for(people.charlie)


@pytest.mark.parametrize("meanwhile", ["drop", "take"])
def test_what_goes_while_its_files_are_opened_is_no_fault(people, edition, meanwhile, monkeypatch):
    """Two windows: one takes or drops it while the other has begun to take it."""
    facts = {"actor": people.actor("charlie")}
    facts["arriving_id"] = arriving.stage(**facts, body=as_json(record(coming())))
    real, first = arriving.open_files, []

    def meanwhile_opened(bundle):
        monkeypatch.setattr(arriving, "open_files", real)
        first.append(getattr(arriving, meanwhile)(**facts))
        return real(bundle)

    monkeypatch.setattr(arriving, "open_files", meanwhile_opened)
    if meanwhile == "drop":
        with pytest.raises(Forbidden, match="no such record"):
            arriving.take(**facts)
    else:
        assert arriving.take(**facts) == first[0]


def test_a_second_press_that_finds_nothing_left_to_read_gives_the_report(
    people, edition, monkeypatch
):
    facts = {"actor": people.actor("charlie")}
    facts["arriving_id"] = arriving.stage(**facts, body=as_json(record(coming())))
    row = coming_queries.arriving(**facts, today=timezone.localdate())
    report = arriving.take(**facts)
    rows = iter([row])  # as it stood before the first press was done
    real = coming_queries.arriving
    monkeypatch.setattr(
        coming_queries, "arriving", lambda *a, **k: next(rows, None) or real(*a, **k)
    )
    assert arriving.take(**facts) == report
