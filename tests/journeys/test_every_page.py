"""Every page of the product, in every state there is: axe, both colour schemes, zoom, contrast.

Addresses come from the product itself, so that a new page is looked at without being named here.
"""

import json
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect

from alongside.accounts import actions as accounts
from alongside.assessment import actions as assessment
from alongside.core.credentials.case.reading import read
from alongside.feedback.models import Batch
from alongside.foundation.access import anyone, rule_for
from alongside.foundation.actor import Role
from alongside.framework import actions as editions
from alongside.framework import queries as framework
from alongside.framework.policies import Panel
from alongside.others import actions as others
from alongside.planning import actions as planning
from alongside.planning import queries as plans
from tests.factories import courses, crosswalks, drafting, feedback, packages, published, stories
from tests.factories.accounts import PersonFactory, actor_for, give, with_second_factor
from tests.factories.everything import everything
from tests.factories.packages import good
from tests.factories.portfolio import staged
from tests.repo.test_addresses import reachable

PHONE, DESKTOP = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
ZOOMED = ({"width": 640, "height": 450}, {"width": 320, "height": 256})  # 200 % and 400 % of 1280
BUT_SHADES = {"rules": {"color-contrast": {"enabled": False}}}  # the same at every width
LONG = 3000  # elements: pages that say one thing many times over are looked at once
PUBLIC = (
    "/framework/S10/",
    "/framework/V06/",
    "/framework/realising-recovery-2007/K01/",
    "/framework/editions/realising-recovery-2007/realising-recovery-2007/",
    "/framework/themes/hope/",
    "/framework/kinds/values/",
    "/framework/faces/expect/",
    "/framework/realising-recovery-2007/files/",
    "/framework/crosswalks/nmc-code/",
    "/framework/tailored/acute-ward/",
    "/framework/search/?q=hope",
    "/framework/search/?q=zebrafish",
    "/learning/for/S10/",
    "/learning/?q=zebrafish",
    "/learning/draw-your-own-uneven-line/",
    "/expect/questions/hope/",
    "/sign-in/login/?next=/my/",
)


def plain(rule_wanted) -> list[str]:
    """Addresses that ask for nothing, by whether anyone may open them."""
    return [
        "/" + where
        for where, entry in reachable()
        if "<" not in where
        and "(" not in where
        and rule_wanted(rule_for(entry.callback, entry.name))
    ]


def pages(person, addresses) -> Iterator[str]:
    """Those of the addresses that show this person a page when opened."""
    client = Client(raise_request_exception=False)
    if person:
        client.force_login(person)
    for address in addresses:
        answer = client.get(address)
        # A part of a page, which another page asks for, is looked at there; a long file is no page.
        if answer.streaming:
            continue
        if answer.status_code == 200 and b"<html" in answer.content[:200]:
            yield address


def look(one, address: str, *, expected: int = 200) -> Page:
    """One page on a phone and a desk, light and dark, at 200 % and 400 %, nothing moving."""
    page = one.page
    page.set_viewport_size(PHONE)
    one.go(address, expect=expected)
    return look_round(one)


def look_round(one) -> Page:
    page = one.check()
    if not one.fresh:
        return page
    for size in ZOOMED:
        page.set_viewport_size(size)
        one.check_fits()
    page.set_viewport_size(DESKTOP)
    one.check_fits()
    if page.locator("*").count() < LONG:
        one.check_accessible(**BUT_SHADES)
        page.emulate_media(color_scheme="dark")
        one.check_accessible(runOnly=["color-contrast"])
        page.emulate_media(color_scheme="light")
    assert page.evaluate("document.getAnimations().length") == 0, page.url
    assert page.locator("h1").count() == 1, page.url
    assert page.title().strip(" –"), page.url
    page.set_viewport_size(PHONE)
    return page


@pytest.fixture
def settled(transactional_db, people, edition):
    """Alice has answered, marked, planned and shared; Bob has had things shared with him."""
    actor = people.actor("alice")
    assessment.choose_start(actor=actor, profile="mental-health-nurse", overlay="community")
    for seq, points in ((1, ("exploring", "practising")), (2, ("practising", "developing"))):
        for code, point in zip(("K04", "S10"), points, strict=True):
            assessment.save_answer(
                actor=actor, edition=edition.slug, code=code, seq=seq, point=point, want=True,
                note="A note.", evidence="Seen in May.", evidence_kind="learning",
            )  # fmt: skip
    for seq, (code, point) in enumerate((("V01", "practising"), ("K08", "rather-not-say")), 1):
        assessment.save_answer(actor=actor, edition=edition.slug, code=code, seq=seq, point=point)
    planning.change_hours(actor=actor, hours=6)
    until = timezone.localdate() + timedelta(days=30)
    share = assessment.share_answer(
        actor=actor, code="K04", with_note=True, reader_id=people.bob.pk, until=until
    )
    plan = plans.own(people.alice.pk)
    planning.share(actor=actor, until=until, reader_id=people.bob.pk)
    people.shared = (f"/my/shared-with-me/{share}/", f"/my/plan/of/{plan.pk}/")
    return people


@pytest.fixture
def between(settled):
    """Alice has also kept a record, agreed her plan with Bob and been to supervision with him."""
    settled.filled = everything(settled)
    settled.filled.things["arriving"] = staged(settled.alice)
    return settled


def test_every_public_page(visitor, edition):
    one = visitor()
    told = stories.show(words=stories.WITH_EVERYTHING, made_up=True)
    own = [
        told.address,
        f"{told.address}?layout=easy&size=large",
        f"/learning/story-{told.id.hex}/",
    ]
    found = list(pages(None, [*plain(lambda rule: rule is anyone), *PUBLIC, *own]))
    assert set(own) <= set(found)
    assert set(PUBLIC) <= set(found)
    assert len(found) > len(PUBLIC) + 12
    for address in found:
        look(one, address)


def test_every_page_of_an_edition_in_the_making(visitor, edition, people):
    steward = PersonFactory(name="Sorley Stewart")
    give(steward, Role.STEWARD)
    with_second_factor(steward)
    by, member = actor_for(steward), people.actor("alice")
    made, found = drafting.in_the_middle(by), drafting.pages()
    one, alice = visitor().sign_in(steward), visitor().sign_in(people.alice)
    public = visitor()
    for address in (*found["public"], "/framework/consultation/"):
        look(public, address)
    for address in ("papers/", "papers/enter/"):
        look(one, f"/framework/desk/{drafting.SLUG}/{address}")
    editions.close_round(actor=by, slug=drafting.SLUG)
    for address in ("/framework/desk/", *found["desk"], *found["around"][:5], *made):
        look(one, address)
    editions.ask_panels(actor=by, slug=drafting.SLUG)
    place = drafting.seat(people.alice, by)
    drafting.seat(people.charlie, by, Panel.CARERS)
    editions.ask_to_panel(actor=by, panel=Panel.EDUCATION, email=people.alice.email)
    editions.arrange(actor=member, reviewer_id=place.pk, seen=0, text="Large print.")
    drafting.say(place, yes=False, reason="Read it out loud first.")
    look(one, "/framework/panels/")
    for address in (
        *(f"/framework/desk/{drafting.SLUG}/{more}" for more in ("", "read/")),
        *("/framework/desk/", f"/framework/panels/{place.pk}/"),
    ):
        look(alice, address)


def not_public(rule) -> bool:
    return rule is not anyone


def test_every_page_of_somebody_who_has_just_begun(visitor, edition, people):
    one = visitor().sign_in(people.charlie)
    own = [where for where in plain(not_public) if where.startswith(("/my/", "/account/"))]
    found = list(pages(people.charlie, own))
    assert {"/my/", "/my/plan/", "/account/"} <= set(found)
    for address in found:
        look(one, address)
    one.go("/my/")
    one.press("button", "Skip this for now")
    look_round(one)


def test_every_page_of_a_worker_with_answers_and_a_plan(visitor, settled):
    one = visitor().sign_in(settled.alice)
    more = ["/my/themes/hope/", "/my/themes/rights/?through=strand", "/my/answers/K04/share/"]
    found = [*pages(settled.alice, plain(not_public)), *more, "/framework/S10/"]
    for address in found:
        look(one, address)
    planning.opt_in_offers(actor=settled.actor("alice"), wanted=True)
    page = one.go("/my/plan/")
    for summary in page.locator("main details > summary").all():
        summary.click()
    look_round(one)
    for address in settled.shared:
        look(visitor().sign_in(settled.bob), address)
    bob = visitor().sign_in(settled.bob)
    look(bob, "/my/shared-with-me/")


def hers(things) -> list[str]:
    """Pages of Alice's own that ask for one of her things."""
    session, entry = f"/supervision/sessions/{things['session']}/", f"/my/record/{things['entry']}/"
    return [
        "/supervision/", "/supervision/barriers/", "/my/record/", "/my/record/forms/",
        "/my/plan/agreement/", "/my/plan/doing/", "/my/record/add/?kind=reflection&aid=recovery",
        session, f"/supervision/sessions/{things['session_ended']}/", f"{session}agree/",
        f"{session}agree/?agreement={things['agreement']}",
        "/supervision/side-by-side/K01/", "/supervision/side-by-side/V20/",
        f"/supervision/barriers/{things['barrier']}/", f"/supervision/brought/{things['brought']}/",
        f"/my/plan/doing/{things['item']}/", "/my/plan/versions/1/",
        entry, *(f"{entry}{more}/" for more in ("edit", "share", "copy", "versions", "links", "remove")),
        f"/my/record/{things['copy']}/", "/my/record/link/answer/K01/",
        f"/my/record/link/plan-item/{things['item']}/", "/my/record/forms/hcpc/2022/",
        f"/my/record/bring/{things['arriving']}/",
        "/my/record/badges/", "/my/record/badges/make/forum/", "/my/record/badges/make/activity/",
        f"/my/record/badges/{things['badge']}/", f"/my/record/badges/{things['badge']}/end/",
        "/account/completions/", f"/account/completions/{things['store']}/on/",
    ]  # fmt: skip


def his(things, alice) -> list[str]:
    """Pages on which Bob, her supervisor, reads and writes."""
    plan = f"/my/plan/of/{things['plan']}/"
    return [
        "/supervision/", f"/supervision/people/{alice.pk}/",
        f"/supervision/people/{alice.pk}/statements/K01/",
        f"/supervision/people/{alice.pk}/statements/V20/",
        f"/supervision/sessions/{things['session']}/", plan, f"{plan}versions/1/",
        f"/my/record/of/{things['copy']}/",
    ]  # fmt: skip


def test_every_page_of_a_record_an_agreed_plan_and_supervision(visitor, between):
    filled = between.filled
    things, service = filled.things, between.team.service_id
    for person, addresses in (
        (between.alice, hers(things)),
        (between.bob, his(things, between.alice)),
        (filled.lead, [f"/supervision/service/{service}/barriers/"]),
    ):
        one = visitor().sign_in(person)
        for address in addresses:
            look(one, address)
    planning.close(actor=between.actor("alice"))
    one = visitor().sign_in(between.alice)
    look(one, f"/my/plan/earlier/{things['plan']}/")
    look(one, "/my/plan/agreement/")


def test_every_page_of_those_who_look_after_a_place(visitor, edition, people):
    service, team = people.team.service, people.team
    keeper = PersonFactory(name="Kirsty Keeper")
    for role in Role:
        give(keeper, role, team=team)
        give(keeper, role, service=service)
        give(keeper, role)
    with_second_factor(keeper)
    accounts.invite(
        actor=actor_for(keeper), team_id=team.pk, email="x@example.org", role=Role.WORKER
    )
    published.loaded(edition)
    told = stories.tell(stories.WITH_EVERYTHING).agree()
    told.propose(stories.moderator(), text="Other words.").answer(False)
    another = others.take_in(actor=None, package=read([json.dumps(good(201))]))
    waiting = packages.waiting()
    courses.register("https://moodle.example.org/keys")
    asked = [
        f"/account/people/{team.pk}/invite/",
        *(f"/learning/ours/{service.pk}/{sort}/add/" for sort in ("activities", "resources", "offerings")),
        f"/my/service-profiles/{service.pk}/mental-health-nurse/",
        f"/expect/ours/{service.pk}/",
        f"/stories/desk/{told.id}/",
        f"/stories/desk/{told.id}/words/",
        f"/framework/others/{another.pk}/",
        f"/framework/others/arriving/{waiting}/",
        *crosswalk_pages(keeper),
        f"/framework/official/{edition.slug}/",
        "/framework/K04/", "/courses/platforms/", "/courses/platforms/add/",
    ]  # fmt: skip
    before = set(pages(people.charlie, plain(not_public)))
    found = [a for a in pages(keeper, [*plain(not_public), *asked]) if a not in before]
    assert {"/framework/checks/", "/account/people/", "/learning/due/", *asked[:5]} <= set(found)
    one = visitor().sign_in(keeper)
    for address in found:
        look(one, address)


def crosswalk_pages(keeper) -> list[str]:
    """One begun with a framework that was taken in; relations written, read, and not yet."""
    rory = PersonFactory(name="Rory Reader")
    actor, reader = actor_for(keeper), crosswalks.a_writer(rory)
    slug = crosswalks.begun(actor, size=201)
    for code, yes in (("S04", True), ("S05", False)):
        crosswalks.write(actor, crosswalks.key(code))
        crosswalks.say(reader, crosswalks.key(code), yes=yes)
    crosswalks.say(actor, ("H", "hope"), slug="chime")
    ksf = "/crosswalks/ksf-core/"
    return [
        f"/crosswalks/{slug}/",
        f"/crosswalks/{slug}/describe/",
        ksf,
        f"{ksf}C3/",
        *(f"{ksf}C1/{crosswalks.about(code)}/" for code in ("S04", "S05", "V20")),
        "/crosswalks/chime/H/hope/",
        "/crosswalks/chime/H/hope/read/",
        "/framework/crosswalks/ksf-core/",
    ]


def test_every_page_of_those_who_ask_for_feedback_read_it_and_reply(
    visitor, edition, people, settings
):
    keys = feedback.keys()
    settings.FEEDBACK_PUBLIC_KEY = keys.public
    give(people.alice, Role.SERVICE_LEAD, service=people.team.service)
    give(people.charlie, Role.MODERATOR, board=people.team.service.board)
    with_second_factor(people.charlie)
    actor = people.actor("alice")
    row = feedback.open_round(actor, people.team)
    for number, code in enumerate(feedback.cards_of(actor, row, 12)):
        feedback.give(code, feedback.answer(row, "They listen." if number < 2 else "", "as-is"))
    lead = visitor().sign_in(people.alice)
    for address in ("", f"for/{row.service_id}/", f"{row.pk}/"):
        look(lead, f"/feedback/rounds/{address}")
    with feedback.after(row.quarter):
        feedback.actions.open_held(actor=None, release_key=keys.release)
        batch = Batch.objects.get()
        reader = visitor().sign_in(people.charlie)
        for address in ("", "open/", f"{batch.pk}/"):
            look(reader, f"/feedback/reading/{address}")
        release(people.actor("charlie"), batch)
        lead.sign_in(people.alice)
        told = f"/feedback/told/{batch.pk}/"
        for address in (f"/feedback/rounds/{row.pk}/", "/feedback/told/", told, f"{told}reply/"):
            look(lead, address)
        feedback.actions.show(actor=actor, batch_id=batch.pk, shown=True)
        look(visitor(), told)


def test_a_package_that_was_refused_says_so_accessibly(visitor, edition):
    steward = PersonFactory(name="Sorley Stewart")
    give(steward, Role.STEWARD)
    with_second_factor(steward)
    one = visitor().sign_in(steward)
    one.expected_offline = True  # a refusal is an answer of its own, which browsers note
    page = one.go("/framework/others/bring/")
    one.press("button", "Look at what is in it")
    expect(page.get_by_role("alert")).to_contain_text("Give a file or an address")
    look_round(one)
    page.get_by_label("A file", exact=True).set_input_files(
        {"name": "x.json", "mimeType": "application/json", "buffer": b'{"CFItems": [1, 2]}'}
    )
    one.press("button", "Look at what is in it")
    expect(page.get_by_role("alert")).to_contain_text("2 faults were found")
    look_round(one)


def release(actor, batch) -> None:
    for one in feedback.queries.with_words(batch.pk):
        feedback.actions.decide(
            actor=actor, told_id=one.pk, version=1, recognised="no", decision="as-is"
        )
    feedback.actions.release(actor=actor, batch_id=batch.pk)


def test_every_form_that_was_refused_says_so_accessibly(visitor, settled):
    one = visitor().sign_in(settled.alice)
    one.expected_offline = True  # refusals are answers of their own, which browsers note
    page = one.page
    one.go("/my/plan/")
    page.get_by_text("Dates, pace and more").click()
    page.get_by_label("Start").fill("2027-03-03")
    page.get_by_label("End").fill("2027-03-01")
    page.locator(".pl-dates").get_by_role("button", name="Work out my plan").click()
    expect(page.locator(".pl-dates .al-field--wrong")).to_be_visible()
    look_round(one)
    for address, button in (
        ("/my/plan/share/", "Share my plan"),
        ("/my/answers/K04/share/", "Share this answer"),
        ("/account/erase/", "Erase"),
    ):
        one.go(address)
        one.press("button", button)
        look_round(one)
    stranger = visitor()
    stranger.expected_offline = True
    stranger.go("/sign-in/login/")
    stranger.page.get_by_label("E-mail address").fill("nobody@example.org")
    stranger.page.get_by_label("Password").fill("not this one either")
    stranger.press("button", "Sign in")
    expect(stranger.page.locator("main")).to_contain_text("do not go together")
    look_round(stranger)


def test_every_form_of_a_record_or_of_supervision_that_was_refused_says_so_accessibly(
    visitor, between
):
    things = between.filled.things
    session, entry = f"/supervision/sessions/{things['session']}/", f"/my/record/{things['entry']}/"
    one = visitor().sign_in(between.alice)
    one.expected_offline = True  # refusals are answers of their own, which browsers note
    for address, words, button in (
        ("/my/record/add/", {}, "Save"),
        (f"{entry}share/", {}, "Share it"),
        ("/supervision/barriers/", {"What would have to change": "A room with a door"}, "Keep it"),
        (f"{session}agree/", {"What": "Walk the ward"}, "Propose it, with my yes"),
        ("/my/plan/agreement/with/", {"They can read it until": ""}, "Share it, to agree on it"),
        ("/my/plan/review/", {"The day you looked back": ""}, "Save"),
    ):
        page = one.go(address)
        for label, text in words.items():
            page.get_by_label(label, exact=True).fill(text)
        one.press("button", button)
        expect(page.locator("main .errorlist, main .al-error").first).to_be_visible()
        look_round(one)
    page = one.go(entry)
    page.get_by_label("A file to keep with it").set_input_files(
        {"name": "drawing.svg", "mimeType": "image/svg+xml", "buffer": b"<svg/>"}
    )
    one.press("button", "Keep this file")
    expect(page.get_by_role("alert")).to_contain_text("The file was not kept")
    look_round(one)
    one.go("/my/record/bring/")
    page.get_by_label("Your record").set_input_files(
        {"name": "record.json", "mimeType": "application/json", "buffer": b"[]"}
    )
    one.press("button", "Look at what is in it")
    look_round(one)
    bob = visitor().sign_in(between.bob)
    bob.expected_offline = True
    page = bob.go(f"/supervision/people/{between.alice.pk}/statements/K01/")
    page.get_by_label("What you have seen or heard").fill("   ")
    bob.press("button", "Save my view")
    expect(page.locator("main")).to_contain_text("A reason is always asked for.")
    look_round(bob)


def test_every_page_for_when_something_goes_wrong(visitor, settled, monkeypatch):
    one = visitor().sign_in(settled.alice)
    one.expected_offline = True
    look(one, "/nothing/here/", expected=404)
    look(one, "/framework/K99/", expected=404)
    look(one, "/framework/checks/", expected=403)
    look(one, "/framework/search/?q=%00", expected=400)
    one.go("/my/plan/")
    one.page.evaluate("document.querySelectorAll('.pl-version').forEach(one => one.value = 0)")
    one.page.evaluate("document.querySelector('#id_hours').value = 9")
    one.page.evaluate("document.querySelector('form.pl-hours').submit()")
    expect(one.page.get_by_role("heading", level=1)).to_contain_text("changed this")
    look_round(one)

    def broken(*_args, **_kwargs):
        raise RuntimeError("planted")

    monkeypatch.setattr(framework, "search", broken)
    look(one, "/framework/search/?q=hope", expected=500)


@pytest.mark.parametrize("address", ["/", "/my/themes/hope/", "/my/plan/", "/my/picture/"])
def test_with_the_reader_s_own_colours_everything_still_shows(visitor, settled, address):
    """Forced colours: what is chosen and what has the focus is still told apart, by shape."""
    one = visitor(phone=True, forced_colors="active").sign_in(settled.alice)
    page = one.go(address)
    one.check_fits()
    for _ in range(6):
        page.keyboard.press("Tab")
    outline = page.evaluate(
        "(({outlineStyle, outlineWidth}) => [outlineStyle, parseFloat(outlineWidth)])"
        "(getComputedStyle(document.activeElement))"
    )
    assert outline[0] != "none"
    assert outline[1] >= 1
    for chosen in page.locator("input:checked").all():
        expect(chosen).to_be_visible()


@pytest.mark.parametrize(
    "address", ["/", "/framework/S10/", "/my/", "/my/plan/", "/my/themes/hope/"]
)
def test_without_scripts_a_page_is_as_whole_and_as_accessible(visitor, settled, address):
    one = visitor(phone=True, scripts=False).sign_in(settled.alice)
    one.go(address)
    one.check()
