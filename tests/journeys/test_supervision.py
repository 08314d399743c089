"""Two people at one record: they see it differently, agree, take it along, and may end it."""

import io
import re
import shutil
import subprocess
from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.formats import date_format
from docx import Document
from icalendar import Calendar
from playwright.sync_api import expect
from pypdf import PdfReader

from alongside.accounts.models import RoleHeld
from alongside.foundation.actor import Role
from alongside.planning.models import PlanWords
from alongside.supervision.models import Said, View
from tests.factories.accounts import PersonFactory, give
from tests.factories.everything import WORD, everything
from tests.factories.supervision import answered

HOME = "/supervision/"
WELL, DIFFERENTLY = "What is going well", "Where we see it differently"
HER_WORDS = "I waited at the window until he spoke, and it was worth the wait."
HIS_WORDS = "The waiting was a skill, and I would like to see it written down."
HER_DOUBT = "I call it tiredness."
HIS_DOUBT = "I call it judgement."
HIS_REASON = "On two visits this month the silence was left alone."
ASKED_FIRST = "Ask what would help before anything else."
ASKED_AGAIN = "Ask what would help before anything else, and write down the answer."
Name = str | re.Pattern[str]


def named(said: str, of: str) -> re.Pattern[str]:
    """What is called so, and of what, as a screen reader says it: "Yes: Alice Aird"."""
    return re.compile(rf"^{re.escape(said)}\s*:?\s*{re.escape(of)}")


@pytest.fixture
def alice(visitor, people, edition):
    """Alice has answered one statement, and has nobody yet to talk it over with."""
    answered(people, "alice", "K04", edition, "exploring", want=True, note="I still jump in.")
    return visitor(phone=True).sign_in(people.alice)


@pytest.fixture
def bob(visitor, people):
    return visitor().sign_in(people.bob)


def say(one, part: str, words: str, *, button: Name = "Save and go on") -> None:
    """Write in one's own box of a part and save it."""
    box = one.page.get_by_label(named("My words", part))
    box.fill(words)
    form = one.page.locator("form", has=box)
    with one.page.expect_navigation():
        form.get_by_role("button", name=button).click()
    one.check_fits()


def take_each_other_on(alice, bob) -> None:
    alice.go(HOME)
    alice.check()
    alice.page.get_by_label("Somebody you work with").select_option(label="Bob Baird")
    alice.press("button", "Ask them")
    expect(alice.page.locator("main")).to_contain_text("has not answered yet")
    bob.go(HOME)
    bob.check()
    bob.press("button", named("Yes", "Alice Aird"))
    expect(bob.page.locator("main")).to_contain_text("The people I supervise")


def begin_ten_minutes(alice, bob) -> str:
    """Both on the page of the same session. Returns its address."""
    alice.go(HOME)
    alice.press("button", "Ten minutes now with Bob Baird")
    address = alice.page.url.removeprefix(alice.base).partition("#")[0]
    bob.go(HOME)
    bob.press("link", "Alice Aird")
    return address


def both_see(alice, bob, address: str, *texts: str) -> None:
    for one in (alice, bob):
        one.go(address)
        one.check()
        for text in texts:
            expect(one.page.locator("main").get_by_text(text, exact=True).first).to_be_visible()


def bring_an_answer(alice, bob, address: str) -> None:
    """Alice brought a statement, and now her answer to it; Bob says where he sees it, and why."""
    bob.go(address)
    expect(bob.page.locator("main")).not_to_contain_text("Their answer")
    page = alice.go(address)
    page.get_by_text("Bring something", exact=True).click()
    page.get_by_label("My answer to it", exact=True).check()
    alice.press("button", "Bring this statement")
    bob.go(address)
    bob.press("link", "How I see this statement")
    bob.page.get_by_label("Guides what I do").check(force=True)
    bob.page.get_by_label("What you have seen or heard").fill(HIS_REASON)
    bob.press("button", "Save my view")


def agree(alice, bob, address: str) -> None:
    """One proposes, the other puts it in other words, and both say yes to those."""
    page = alice.go(address)
    page.get_by_label("What", exact=True).fill(ASKED_FIRST)
    page.get_by_label("Who does it").select_option(label="Both of us")
    page.get_by_label("Practice: doing it well and safely").check()
    alice.press("button", "Propose it, with my yes")
    bob.go(address)
    bob.press("link", named("Propose other words", ASKED_FIRST))
    expect(bob.page.get_by_label("What", exact=True)).to_have_value(ASKED_FIRST)
    bob.page.get_by_label("What", exact=True).fill(ASKED_AGAIN)
    bob.press("button", "Propose it, with my yes")
    alice.go(address)
    agreements = alice.page.locator("#agreements")
    expect(agreements).to_contain_text("Not agreed by both yet")
    alice.press("button", "Yes, agreed")
    expect(agreements).to_contain_text("Agreed by both")


def test_two_people_see_it_differently_and_agree_and_each_takes_it_along(
    alice, bob, people, tmp_path
):
    take_each_other_on(alice, bob)
    address = begin_ten_minutes(alice, bob)
    say(alice, WELL, HER_WORDS)
    bob.go(address)
    say(bob, WELL, HIS_WORDS)
    both_see(alice, bob, address, HER_WORDS, HIS_WORDS)

    for one, words in ((alice, HER_DOUBT), (bob, HIS_DOUBT)):
        one.go(address)
        more = one.page.get_by_text("More, if there is time")
        if more.count():
            more.click()
        say(one, DIFFERENTLY, words, button=named("Save", DIFFERENTLY))
    both_see(alice, bob, address, HER_DOUBT, HIS_DOUBT)

    bring_an_answer(alice, bob, address)
    alice.go(address)
    alice.press("link", "This statement in each voice")
    page = alice.page
    strips = page.locator(".sv-strip")
    expect(strips).to_have_count(2)
    expect(page.locator("main")).to_contain_text(HIS_REASON)
    expect(page.locator("main")).to_contain_text("I still jump in.")

    agree(alice, bob, address)
    day = timezone.localdate() + timedelta(days=21)
    alice.page.locator("#next").get_by_label("Date", exact=True).first.fill(day.isoformat())
    alice.press("button", "Set the next date")
    expect(alice.page.locator("#next")).to_contain_text(date_format(day, "j F Y"))
    event = Calendar.from_ical(alice.download("Put it in my calendar")).walk("VEVENT")[0]
    assert event["dtstart"].dt.isoformat().startswith(day.isoformat())
    assert ASKED_AGAIN not in event.to_ical().decode()

    said = (HER_WORDS, HIS_WORDS, HER_DOUBT, HIS_DOUBT, ASKED_AGAIN)
    for one in (alice, bob):
        one.go(address)
        holds(pdf_text(one.download("PDF")), said)
        word = one.download("Word")
        holds(word_text(word), said)
    drawn = by_libreoffice(word, tmp_path)
    if drawn is None:
        pytest.skip(
            "LibreOffice (soffice) is not here: everything but its drawing has been looked at"
        )
    holds(drawn, said)


def test_a_link_makes_a_supervisor_of_somebody_who_has_no_role_at_all(alice, people, visitor):
    RoleHeld.objects.filter(person=people.charlie).delete()
    page = alice.go(HOME)
    alice.press("button", "Make a link")
    link = page.get_by_label("Link").input_value().removeprefix(alice.base)
    stranger = visitor(phone=True)
    stranger.go(link)
    stranger.check()
    expect(stranger.page.locator("main")).to_contain_text("Alice Aird")
    stranger.sign_in(people.charlie)
    stranger.go(link)
    stranger.press("button", "Yes, I will")
    expect(stranger.page.locator("main")).to_contain_text("The people I supervise")
    stranger.expected_offline = True  # what has gone is not found, which browsers note
    stranger.go(link, expect=404)
    alice.go(HOME)
    alice.press("button", "Ten minutes now with Charlie Combe")
    address = page.url.removeprefix(alice.base)
    stranger.go(address)
    say(stranger, WELL, HIS_WORDS)
    alice.go(address)
    expect(page.locator("main")).to_contain_text(HIS_WORDS)


def open_tabs(one, addresses):
    """The same person's browser with several pages open at once."""
    tabs = []
    for address in addresses:
        tab = one.context.new_page()
        answer = tab.goto(address)
        assert answer.status == 200, address
        assert WORD in tab.content(), address
        tabs.append(tab)
    return tabs


def test_whoever_is_reading_when_it_ends_reads_nothing_more_and_writes_nothing(
    visitor, people, edition
):
    things = everything(people).things
    session, entry = f"/supervision/sessions/{things['session']}/", things["copy"]
    statement = f"/supervision/people/{people.alice.pk}/statements/K01/"
    plan = f"/my/plan/of/{things['plan']}/"
    bob = visitor().sign_in(people.bob)
    hers = [session, f"/my/record/of/{entry}/", plan, statement]
    tabs = open_tabs(bob, hers)
    boxes = [
        (tabs[0], tabs[0].get_by_label(named("My words", WELL)), "Save and go on"),
        (tabs[2], tabs[2].get_by_label("My words about this plan"), "Save my words"),
        (tabs[3], tabs[3].get_by_label("What you have seen or heard"), "Save my view"),
    ]
    for _tab, box, _button in boxes:
        box.fill(HALF)

    alice = visitor(phone=True).sign_in(people.alice)
    page = alice.go(HOME)
    page.get_by_text("End this supervision").first.click()
    alice.press("button", "End it with Bob Baird")
    before = written()

    bob.expected_offline = True  # refusals are answers of their own, which browsers note
    for tab, box, button in boxes:
        with tab.expect_navigation() as caught:
            tab.locator("form", has=box).get_by_role("button", name=button).click()
        assert (caught.value.request.method, caught.value.status) == ("POST", 404)
        shows_nothing_of_hers(tab)
        expect(tab.get_by_label("What you wrote").first).to_have_value(HALF)
    assert written() == before
    for tab, address in zip(tabs, hers, strict=True):
        assert tab.goto(address).status == 404, address
        shows_nothing_of_hers(tab)
    files = [f"{session}session.{ending}" for ending in ("pdf", "docx", "txt", "json", "ics")]
    for address in (*files, f"/my/record/{entry}/files/{things['copy_file']}/"):
        answer = bob.context.request.get(bob.base + address)
        assert (answer.status, WORD in answer.text()) == (404, False), address
    for address in (HOME, "/my/shared-with-me/"):
        bob.go(address)
        expect(bob.page.locator("body")).not_to_contain_text(WORD)
        assert bob.page.locator(f"a[href*='{people.alice.pk}']").count() == 0
        expect(bob.page.locator("main")).not_to_contain_text("The people I supervise")


def shows_nothing_of_hers(page) -> None:
    for one in (WORD, "Alice"):
        expect(page.locator("body")).not_to_contain_text(one)


def written() -> list[int]:
    """How much has been written by anybody: the words of a session, of a plan, and views."""
    return [kind.objects.count() for kind in (Said, PlanWords, View)]


HALF = "Half of what I meant to s"
BARRIER = "Reviews are booked at twenty minutes, and nobody can choose in twenty minutes."


def test_a_barrier_goes_to_the_service_without_a_name_and_is_answered(visitor, people, edition):
    lena = PersonFactory(name="Lena Laing")
    give(lena, Role.SERVICE_LEAD, service=people.team.service)
    alice, lead = visitor(phone=True).sign_in(people.alice), visitor().sign_in(lena)
    page = alice.go("/supervision/barriers/")
    alice.check()
    page.get_by_label("What would have to change").fill(BARRIER)
    page.get_by_label("Time", exact=True).check()
    alice.press("button", "Keep it")
    mine = page.url
    service = f"/supervision/service/{people.team.service_id}/barriers/"
    lead.go(service)
    lead.check()
    expect(lead.page.locator("main")).not_to_contain_text("twenty minutes")
    alice.press("button", "Send it without my name")

    lead.go(HOME)
    lead.press("link", re.compile("What people say would have to change"))
    expect(lead.page.locator("main")).to_contain_text(BARRIER)
    for trace in ("Alice", "Aird", "alice@example.org", str(people.alice.pk), str(people.team)):
        assert trace not in lead.page.content(), trace
    lead.page.get_by_label("How it stands").select_option(label="Working on it")
    lead.page.get_by_label("Because").fill("From May, reviews are forty minutes.")
    lead.press("button", "Send this answer")
    alice.go(mine)
    alice.check()
    expect(page.locator("main")).to_contain_text("Working on it")
    expect(page.locator("main")).to_contain_text("From May, reviews are forty minutes.")
    alice.press("button", "Take it back")
    lead.go(service)
    expect(lead.page.locator("main")).not_to_contain_text("twenty minutes")


def holds(text: str, said) -> None:
    """Whether every text stands in it, however its lines are broken."""
    plain = " ".join(text.split())
    assert [one for one in said if one not in plain] == []


def pdf_text(body: bytes) -> str:
    """The words of a PDF, which is tagged, says its language and has a title."""
    reader = PdfReader(io.BytesIO(body))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]) == "en-GB"
    assert reader.metadata is not None
    assert reader.metadata.title
    return "\n".join(page.extract_text() for page in reader.pages)


def word_text(body: bytes) -> str:
    document = Document(io.BytesIO(body))
    assert document.core_properties.title
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def by_libreoffice(word: bytes, folder) -> str | None:
    """What LibreOffice, with a profile of its own, makes of a Word document."""
    soffice = shutil.which("soffice")
    if soffice is None:
        return None
    (folder / "session.docx").write_bytes(word)
    subprocess.run(
        [
            soffice,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *("--headless", "--convert-to", "pdf", "--outdir", str(folder)),
            str(folder / "session.docx"),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    reader = PdfReader(io.BytesIO((folder / "session.pdf").read_bytes()))
    return "\n".join(page.extract_text() for page in reader.pages)
