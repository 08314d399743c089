"""What Alice wrote is hers: no colleague, stranger or keeper of the site sees it on any address."""

import re
from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from playwright.sync_api import expect

from alongside.accounts import actions as accounts
from alongside.accounts.models import RoleHeld, Share
from alongside.assessment import actions as assessment
from alongside.core.record.counting import Period
from alongside.foundation.actor import Role
from alongside.planning import actions as planning
from alongside.planning import queries as plans
from alongside.portfolio.actions import add_file as keep_file
from alongside.portfolio.actions.leaving import note_made
from alongside.portfolio.models import KeptFile
from alongside.supervision import actions as supervision
from tests.factories import portfolio
from tests.factories.accounts import PersonFactory, actor_for, give
from tests.factories.everything import a_picture

NOTE, OTHER_NOTE = "Heron on the lade at dawn", "Wet gloves by the ward stove"
EVIDENCE = "Rooftop minutes of the kestrel group"
MARKED = ("K04", "S10")
HOURS = "11.75"
ENTRY, ENTRY_TEXT, FILE = "Seal pups at the slip", "Lantern oil on the landing", "tidemark.png"
SAID, BROUGHT, AGREED = "Curlews over the car park", "Thistles in the gravel", "Ask the ferry first"
IN_PLAN, TO_DO, BECAUSE = "Two knots a week", "Splice the harbour rope", "Fog on the causeway"
BARRIER = "No boat before the haar lifts"
OF_HER_RECORD, OF_HER_SESSION = (ENTRY, ENTRY_TEXT, FILE), (SAID, BROUGHT, AGREED)
OF_HER_PLAN = (IN_PLAN, TO_DO, BECAUSE)
OWN_WORDS = (
    *(NOTE, OTHER_NOTE, EVIDENCE, BARRIER),
    *OF_HER_RECORD,
    *OF_HER_SESSION,
    *OF_HER_PLAN,
    BROUGHT.upper(),
)


@pytest.fixture
def alice(transactional_db, people, edition):
    """Alice with answers, words of her own, a plan with choices in it, and a past."""
    actor = people.actor("alice")
    for seq, point in ((1, "exploring"), (2, "practising")):
        assessment.save_answer(
            actor=actor,
            edition=edition.slug,
            code="K04",
            seq=seq,
            point=point,
            want=True,
            note=NOTE,
            evidence=EVIDENCE,
            evidence_kind="learning",
        )
    assessment.save_answer(
        actor=actor, edition=edition.slug, code="S10", seq=1, want=True, note=OTHER_NOTE
    )
    planning.change_hours(actor=actor, hours=Decimal(HOURS))
    people.hers = {**_plan(actor), **_record(actor, people.alice), **_session(actor, people)}
    return people.alice


def _plan(actor) -> dict[str, list]:
    """A plan with words in it that she has begun by herself."""
    plan = plans.own(actor.person_id)
    planning.say(actor=actor, plan_id=plan.pk, text=IN_PLAN, seen=0)
    planning.begin(actor=actor)
    item = planning.add_own_item(actor=actor, title=TO_DO, hours=None)
    planning.did_not_happen(actor=actor, item_id=item, because=BECAUSE)
    return {"number": [1], "item_id": [item]}


def _record(actor, person) -> dict[str, list]:
    """An entry with a file, which has gone into a form and out into a zip that waits to come in."""
    texts = {"happened": ENTRY_TEXT}
    entry = portfolio.add(person, ENTRY, kind="reflection", texts=texts, codes=["K04"])
    keep_file(actor=actor, entry_id=entry, name=FILE, body=a_picture())
    file = KeptFile.objects.get(entry=entry).pk
    period = Period(date(2026, 1, 1), date(2026, 12, 31))
    facts = {"form": "hcpc", "version": "2022", "ending": "txt", "entries": {str(entry): 1}}
    made = note_made(actor=actor, period=period, **facts)
    return {
        "entry_id": [entry],
        "file_id": [file],
        "made_id": [made],
        "arriving_id": [portfolio.staged(person)],
        "form_id": ["hcpc"],
        "version": ["2022"],
        "ending": ["txt", "json"],
    }


def _session(actor, people) -> dict[str, list]:
    """A session with somebody from elsewhere, and a barrier that has gone to nobody."""
    erin = PersonFactory(name="Erin Esk")
    link = accounts.ask_with_link(actor=actor)
    began = accounts.answer_supervising(actor=actor_for(erin), yes=True, token=link)
    session = supervision.start(actor=actor, supervisor_id=erin.pk, on=timezone.localdate())
    item = supervision.bring(
        actor=actor, session_id=session, what=supervision.Bring("own", title=BROUGHT)
    )
    supervision.say(actor=actor, session_id=session, part="well", seen=0, words=SAID)
    agreement = supervision.propose_wording(
        actor=actor, session_id=session, what=AGREED, who="both", by=None, parts=["practice"]
    )
    barrier = supervision.write_barrier(
        actor=actor, words=BARRIER, kinds=["time"], codes=[], service_id=people.team.service_id
    )
    return {
        "session_id": [session],
        "agreement_id": [agreement],
        "barrier_id": [barrier],
        "supervising_id": [began.pk],
        "thing": [item.pk],
    }


@pytest.fixture
def others(people):
    """Everybody else there can be. Roles are held over everything, the board, service and team."""
    team = people.team
    places = ({}, {"board": team.service.board}, {"service": team.service}, {"team": team})
    found = {"bob": people.bob, "charlie": people.charlie, "dana": people.dana}
    for name in WHO[4:]:
        found[name] = PersonFactory()
        TOTP.activate(found[name], "A" * 32)
        for role in [name] if name in list(Role) else Role:
            for place in places:
                give(found[name], role, **place)
    return found


def addresses(resolver=None, prefix="/"):
    for entry in (resolver or get_resolver()).url_patterns:
        where = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from addresses(entry, where)
        elif isinstance(entry, URLPattern):
            yield where


def filled(alice, people) -> list[str]:
    """Every address of the product, with what is Alice's put in wherever something is asked."""
    plan = plans.own(alice.pk)
    shares = Share.objects.filter(owner=alice).values_list("pk", flat=True)
    of_hers = {
        "plan_id": [plan.pk],
        "share_id": [*shares, uuid4()],
        "service_id": [people.team.service_id],
        "team_id": [people.team.pk],
        "held_id": list(RoleHeld.objects.filter(person=alice).values_list("pk", flat=True)),
        "thing_id": [alice.pk],
        "uuid": [alice.pk, plan.pk, *shares, *people.hers["thing"]],
        "code": list(MARKED),
        "theme_id": ["hope", "rights"],
        "profile_id": ["mental-health-nurse"],
        "worker_id": [alice.pk],
        **people.hers,
    }
    found = []
    for where in addresses():
        made = [where]
        for whole, kind, name in re.findall(r"(<(?:(\w+):)?(\w+)>)", where):
            given = of_hers.get(name) or of_hers.get(kind) or [alice.pk, "activities", alice.email]
            made = [one.replace(whole, str(value)) for one in made for value in given]
        found += [one for one in made if "(" not in one and "<" not in one]
    return sorted(found)


def seen_by(person, where: list[str], *, posting: bool = True) -> dict[str, str]:
    """Everything that each address gives to this person, page, file or refusal."""
    browser = Client(raise_request_exception=False)
    if person:
        browser.force_login(person)
    said = {}
    for address in where:
        answers = [browser.get(address, follow=True)]
        if posting and "logout" not in address and "erase" not in address:
            answers.append(browser.post(address, {"sure": "no"}, follow=True))
        for answer in answers:
            assert answer.status_code != 500, address
        parts = [b"".join(a.streaming_content) if a.streaming else a.content for a in answers]
        said[address] = b" ".join(parts).decode(errors="replace")
        if person:
            browser.force_login(person)
    return said


def traces(said: dict[str, str], words) -> list[tuple[str, str]]:
    return [(address, word) for address, text in said.items() for word in words if word in text]


def test_the_walk_finds_what_is_hers_when_she_takes_it_herself(alice, people):
    """Held against nothing, a walk that finds nothing proves nothing."""
    said = seen_by(alice, filled(alice, people), posting=False)
    found = {address.partition("?")[0] for address, _word in traces(said, OWN_WORDS)}
    assert {
        "/my/themes/hope/",
        "/my/history/",
        "/my/answers.json",
        "/account/export.json",
        "/my/answers/K04/share/",
    } <= found
    session, entry = (people.hers[name][0] for name in ("session_id", "entry_id"))
    for where, words in (
        (f"/my/record/{entry}/", OF_HER_RECORD),
        (f"/supervision/sessions/{session}/", OF_HER_SESSION),
        (f"/supervision/sessions/{session}/session.txt", (SAID, BROUGHT.upper(), AGREED)),
        ("/my/plan/agreement/", (IN_PLAN,)),
        ("/my/plan/doing/", (TO_DO, BECAUSE)),
        ("/supervision/barriers/", (BARRIER,)),
        ("/my/record/take/record.json", (*OF_HER_RECORD, IN_PLAN, SAID)),
        ("/my/record/forms/hcpc/2022.json", (ENTRY,)),
    ):
        assert [word for word in words if word not in said[where]] == [], where
    plans_shown = ("/my/plan/", f"/my/plan/of/{plans.own(alice.pk).pk}/")
    assert traces(said, [HOURS])
    assert all(f'value="{HOURS}"' in said[address] for address in plans_shown)


WHO = ("visitor", "bob", "charlie", "dana", Role.SUPERVISOR, Role.STEWARD, Role.ADMINISTRATOR)
WHO += ("keeper of every role",)


@pytest.mark.parametrize("who", WHO)
def test_nobody_else_sees_any_of_it_on_any_address(who, alice, people, others):
    where = filled(alice, people)
    assert len(where) > 100
    said = seen_by(others.get(who), where, posting=who in ("visitor", "bob"))
    assert traces(said, (*OWN_WORDS, HOURS)) == []
    shown = [text for address, text in said.items() if address.startswith("/my/plan/of/")]
    assert shown
    assert all("The plan of" not in text for text in shown)


def test_bob_sees_exactly_what_alice_shares_and_nothing_once_she_stops(
    alice, people, edition, visitor
):
    until = (timezone.localdate() + timedelta(days=30)).isoformat()
    hers, his = visitor(phone=True).sign_in(people.alice), visitor().sign_in(people.bob)
    for address, button in (
        ("/my/answers/K04/share/", "Share this answer"),
        ("/my/plan/share/", "Share my plan"),
    ):
        page = hers.go(address)
        page.get_by_label("Somebody you work with").select_option(label="Bob Baird")
        page.get_by_label("Until").fill(until)
        hers.press("button", button)

    page = his.go("/my/shared-with-me/")
    his.check()
    title = edition.by_code["K04"].title
    his.press("link", title)
    expect(page.locator("main")).to_contain_text("Alice Aird")
    expect(page.locator("main")).to_contain_text("Guides what I do")
    answer_address = page.url
    plan_address = reverse("planning:of", args=[plans.own(alice.pk).pk])
    his.go("/my/shared-with-me/")
    his.opens(page.locator(f"main a[href$='{plan_address}']"))
    his.check()
    expect(page.get_by_role("heading", level=1)).to_contain_text("The plan of Alice Aird")
    assert page.locator("main button").count() == 0
    said = seen_by(people.bob, filled(alice, people), posting=False)
    assert traces(said, OWN_WORDS) == [], "neither note nor evidence came with the answer"
    shown = {a for a, text in said.items() if title in text and "Guides what I do" in text}
    assert {a.partition("?")[0] for a in shown} <= {
        "/my/themes/hope/",
        "/framework/kinds/knowledge/",
        "/supervision/side-by-side/K04/",  # his own, with every point of the scale
        answer_address.removeprefix(his.base),
    }

    open_page = his.context.new_page()
    open_page.goto(answer_address)
    for address in ("/my/answers/K04/share/", "/my/plan/share/"):
        hers.go(address)
        hers.press("button", re.compile("Stop sharing"))
    his.expected_offline = True  # what is gone is not found, which browsers note
    for gone, view in ((open_page, answer_address), (page, plan_address)):
        answer = gone.reload()
        assert answer is not None
        assert answer.status == 404, view
        expect(gone.locator("main")).not_to_contain_text("Alice")
    his.go("/my/shared-with-me/")
    expect(page.locator("main")).not_to_contain_text("Alice")
