"""What pages show and to whom; that nothing is left behind; that what was taken back is nowhere."""

import json
import re
from dataclasses import replace
from html import unescape
from io import BytesIO

import pytest
import time_machine
from django.core.cache import caches
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from alongside.cli import demo_stories
from alongside.foundation.actor import Role
from alongside.stories import actions, policies, queries
from alongside.stories.models import Published, Story
from alongside.stories.policies import CHECKS
from tests.factories.accounts import PersonFactory, give, with_second_factor
from tests.factories.stories import (
    ANYBODY,
    MARK,
    PUBLIC_ONLY,
    STAFF,
    WITH_EVERYTHING,
    WORDS,
    Told,
    moderator,
    only_service,
    show,
    tell,
)
from tests.repo.test_translatable import loose_words, pseudo  # noqa: F401
from tests.safe_words import HOUSE, HURTFUL, UNSAFE, found

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition")]
AGREED = {
    "places": ["public", "learning"], "about": "", "months": "12", "named": "name", "name": "Kit",
    "quote": "yes", "save": "yes",
}  # fmt: skip


def words(answer) -> str:
    return unescape(re.sub(r"\s+", " ", answer.content.decode()))


def a_file(kind: str = "JPEG", size: tuple[int, int] = (30, 20), **more) -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", size, "navy").save(out, kind, **more)
    return SimpleUploadedFile(f"boat.{kind.lower()}", out.getvalue(), f"image/{kind.lower()}")


def code_on(answer) -> str:
    return policies.plain_code(
        re.search(r'class="st-code" data-content>([^<]*)<', words(answer))[1]
    )


def sent(client, **more) -> str:
    """Tell a story on the page and give its code."""
    key = re.search(r'name="key" value="([^"]+)"', words(client.get("/stories/tell/")))[1]
    form = {"key": key, "title": "A title", "text": "My words.", **more}
    return code_on(client.post("/stories/tell/", form))


def as_moderator(name: str = "Mhairi", **place) -> Client:
    person = PersonFactory(name=name)
    give(person, Role.MODERATOR, **place)
    with_second_factor(person)
    browser = Client()
    browser.force_login(person)
    return browser


# Telling, without an account


def test_telling_leaves_no_cookie_and_asks_for_no_token(client):
    for address in ("/stories/", "/stories/tell/", "/stories/mine/"):
        answer = client.get(address)
        assert not answer.cookies
        assert "csrfmiddlewaretoken" not in words(answer)
    code = sent(client)
    for step in ("", "change/", "agree/", "withdraw/"):
        answer = client.post(f"/stories/mine/{step}", {"code": code})
        assert (answer.status_code, dict(answer.cookies)) == (200, {})
        assert "no-store" in answer["Cache-Control"]
    assert not client.cookies


def test_what_will_happen_stands_before_anything_is_asked(client):
    text = words(client.get("/stories/tell/"))
    assert text.index("You get a code") < text.index('name="title"')
    assert "Hard times are welcome here" in text
    assert text.index("116 123") < text.index("<main")


def test_the_whole_form_is_kept(client):
    code = sent(
        client,
        title="The window", text="One.\r\n\r\nTwo.", helped="Tea", hindered="Keys",
        link="https://www.example.org/mine.mp3", link_kind="audio", picture=a_file(), alt="A boat",
        notes=["hospital", "force"], own_note="A storm", statements=["S10"], processes=["E", "H"],
    )  # fmt: skip
    whole = queries.with_code(code, today=None)
    assert whole.words.text == "One.\n\nTwo."
    assert whole.words.notes == ("hospital", "force")
    assert (whole.words.statements, whole.words.processes) == (("S10",), ("E", "H"))
    assert whole.words.link == "https://www.example.org/mine.mp3"
    assert queries.own_picture(whole, whole.words).startswith(b"RIFF")


def test_on_an_error_every_word_stays_on_the_page(client):
    given = {
        "key": "k" * 32, "title": "", "text": "My long words", "helped": "Tea & <toast>",
        "notes": ["hospital"], "processes": ["H"], "statements": ["S10"],
    }  # fmt: skip
    answer = client.post("/stories/tell/", given)
    text = words(answer)
    assert answer.status_code == 422
    for kept in ("My long words", "Tea & <toast>", "k" * 32, "Your text is still here"):
        assert kept in text
    for box in ("hospital", "H", "S10"):
        assert re.search(rf'value="{box}"[^>]*checked', text), box
    assert not Story.objects.exists()


def test_a_picture_is_made_afresh_and_bounded(client):
    exif = Image.Exif()
    exif[0x010E], exif[0x8825] = f"{MARK} at home", {1: "N", 2: (57.0, 8.0, 0.0)}
    code = sent(client, picture=a_file(size=(3000, 1000), exif=exif), alt="A boat")
    whole = queries.with_code(code, today=None)
    kept = queries.own_picture(whole, whole.words)
    assert MARK.encode() not in kept
    with Image.open(BytesIO(kept)) as image:
        assert (image.format, image.size, dict(image.getexif())) == ("WEBP", (1400, 467), {})


def test_a_picture_taken_sideways_stands_upright(client):
    exif = Image.Exif()
    exif[0x0112] = 6
    code = sent(client, picture=a_file(size=(30, 20), exif=exif), alt="A boat")
    whole = queries.with_code(code, today=None)
    with Image.open(BytesIO(queries.own_picture(whole, whole.words))) as image:
        assert image.size == (20, 30)


@pytest.mark.parametrize(
    "file",
    [
        SimpleUploadedFile("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml"),
        SimpleUploadedFile("a.jpg", b"\xff\xd8\xff" + b"nonsense" * 9, "image/jpeg"),
        a_file("GIF"),
        SimpleUploadedFile("a.png", b"x" * 8_000_001, "image/png"),
    ],
    ids=["svg", "broken", "gif", "too large"],
)
def test_what_is_no_picture_is_refused_and_the_words_stay(client, file):
    answer = client.post(
        "/stories/tell/",
        {"key": "k" * 32, "title": "T", "text": "My words", "picture": file, "alt": "x"},
    )
    assert answer.status_code == 422
    assert "This picture could not be used" in words(answer)
    assert "choose it again" in words(answer)
    assert "My words" in words(answer)


def test_a_picture_too_many_to_unpack_is_refused_before_it_is_read(client):
    # 100 million pixels in a few kilobytes.
    out = BytesIO()
    Image.new("1", (10_000, 10_000)).save(out, "PNG")
    assert len(out.getvalue()) < 20_000
    file = SimpleUploadedFile("a.png", out.getvalue(), "image/png")
    form = {"key": "k" * 32, "title": "T", "picture": file, "alt": "x"}
    assert client.post("/stories/tell/", form).status_code == 422


def test_another_site_cannot_send_a_form(client):
    for address in ("/stories/tell/", "/stories/mine/", "/stories/mine/withdraw/"):
        answer = client.post(address, {"code": "x"}, headers={"sec-fetch-site": "cross-site"})
        assert answer.status_code == 403


# The code


def test_the_code_is_shown_once_and_opens_the_story_however_it_is_typed(client):
    code = sent(client)
    answer = client.post("/stories/mine/", {"code": f" {code[:9].lower()} {code[9:]}"})
    assert "My words." in words(answer)
    assert "Nobody reads it yet" in words(answer)
    assert code not in words(client.get("/stories/mine/"))


@pytest.mark.parametrize("code", ["", "wrong", "0" * 26])
@pytest.mark.parametrize(
    "step", ["", "change/", "agree/", "answer/", "pause/", "resume/", "withdraw/"]
)
def test_another_code_opens_nothing(client, code, step):
    told = show()
    answer = client.post(f"/stories/mine/{step}", {"code": code, "sure": "yes", "save": "yes"})
    assert answer.status_code == 404
    assert "No story has this code" in words(answer)
    assert MARK not in words(answer)
    assert told.state == "shown"


def test_one_teller_s_code_does_not_open_another_s(client):
    mine, theirs = sent(client, text="Mine alone."), sent(client, text="Theirs alone.")
    text = words(client.post("/stories/mine/", {"code": mine}))
    assert "Mine alone." in text
    assert "Theirs alone." not in text
    assert mine != theirs


@pytest.mark.parametrize("step", ["change", "agree", "withdraw", "nonsense"])
def test_nothing_of_a_teller_opens_by_address(client, step):
    answer = client.get(f"/stories/mine/{step}/")
    assert (answer.status_code, answer["Location"]) == (302, "/stories/mine/")


def test_a_teller_agrees_part_by_part_and_sees_it_word_for_word(client):
    code = sent(client)
    page = words(client.post("/stories/mine/agree/", {"code": code}))
    for box in re.findall(r'<input type="(?:checkbox|radio)"[^>]*>', page):
        assert "checked" not in box  # nothing is ticked for them
    answer = client.post("/stories/mine/agree/", {"code": code, "number": "0", **AGREED})
    text = words(answer)
    assert "Two people are to read it" in text
    for pair in (
        ("Where may it be shown?", "On this site, where anybody can read it; In the learning of"),
        ("For how long may it be shown?", "12 months"),
        ("With what name?", "The name I write below"),
        ("The name to show", "Kit"),
        ("May people who teach read out parts of it in training?", "Yes"),
    ):
        assert f"<dt data-content>{pair[0]}</dt><dd data-content>{pair[1]}" in text
    (consent,) = queries.with_code(code, today=None).consents
    assert {"Where may it be shown?", "For how long may it be shown?"} <= dict(consent.shown).keys()


def test_a_consent_left_half_is_said_and_nothing_is_sent(client):
    code = sent(client)
    form = {**AGREED, "places": [], "name": " ", "code": code, "number": "0"}
    answer = client.post("/stories/mine/agree/", form)
    assert answer.status_code == 422
    form = {**AGREED, "places": ["service"], "code": code, "number": "0"}
    assert "Choose the service" in words(client.post("/stories/mine/agree/", form))
    assert queries.with_code(code, today=None).state == "kept"


def test_a_name_that_is_not_to_be_shown_is_not_kept(client):
    code = sent(client)
    form = {**AGREED, "named": "none", "name": "Mairead", "code": code, "number": "0"}
    assert "Mairead" not in words(client.post("/stories/mine/agree/", form))
    assert queries.with_code(code, today=None).consent.name == ""


def test_a_teller_changes_words_and_two_devices_see_both_texts(client):
    code = sent(client)
    form = {"code": code, "number": "1", "save": "yes", "title": "A title", "text": "Newer words."}
    assert "Your words are kept" in words(client.post("/stories/mine/change/", form))
    answer = client.post("/stories/mine/change/", {**form, "text": "From the other phone."})
    assert answer.status_code == 409
    assert "From the other phone." in words(answer)
    assert "Newer words." in words(answer)


def test_a_picture_stays_through_a_change_until_it_is_taken_out(client):
    code = sent(client, picture=a_file(), alt="A boat")
    form = {"code": code, "save": "yes", "title": "T", "text": "Words", "alt": "A boat"}
    client.post("/stories/mine/change/", {**form, "number": "1"})
    assert queries.with_code(code, today=None).words.picture
    text = words(client.post("/stories/mine/", {"code": code}))
    assert 'src="data:image/webp;base64,' in text
    client.post("/stories/mine/change/", {**form, "number": "2", "drop_picture": "on"})
    assert queries.with_code(code, today=None).words.picture == ""


def test_both_wordings_stand_side_by_side_and_the_teller_says_yes_no_or_changes_them(client):
    told = tell().agree().propose(moderator(), text="Softer words.")
    text = words(client.post("/stories/mine/", {"code": told.code}))
    assert text.index("They took my phone") < text.index("Softer words.")
    assert "Yes, to these very words" in text
    opened = words(client.post("/stories/mine/change/", {"code": told.code}))
    assert "Softer words." in opened
    client.post("/stories/mine/answer/", {"code": told.code, "number": "2", "answer": "no"})
    assert told.state == "waiting"
    text = words(client.post("/stories/mine/", {"code": told.code}))
    assert "You said no to other words" in text
    assert "Softer words." not in text


def test_withdrawing_is_asked_once_more_and_then_done(client):
    told = show()
    assert "cannot be undone" in words(client.post("/stories/mine/withdraw/", {"code": told.code}))
    assert told.state == "shown"
    client.post("/stories/mine/withdraw/", {"code": told.code, "sure": "yes"})
    assert not Story.objects.exists()
    again = client.post("/stories/mine/withdraw/", {"code": told.code, "sure": "yes"})
    assert again.status_code == 404


def test_a_reason_is_read_by_the_teller_and_nobody_else(client, signed_in):
    told = tell().agree().decline(moderator(), reason="Thank you. Your cousin could be known.")
    assert "Your cousin could be known" in words(client.post("/stories/mine/", {"code": told.code}))
    for one in (Client(), signed_in("alice")):
        assert one.get(told.address).status_code == 404


# Who may read


def test_who_may_read_which_story(client, people, signed_in):
    service = people.team.service_id
    stories = {
        "anybody": show(PUBLIC_ONLY, replace(WORDS, title="For anybody")),
        "staff": show(STAFF, replace(WORDS, title="For staff")),
        "service": show(only_service(service), replace(WORDS, title="For one service")),
        "waiting": tell(replace(WORDS, title="Not shown")).agree(),
    }
    readers = {
        "visitor": (client, {"anybody"}),
        "alice": (signed_in("alice"), {"anybody", "staff", "service"}),
        "charlie": (signed_in("charlie"), {"anybody", "staff"}),
        "moderator": (as_moderator(), {"anybody", "staff"}),
    }
    for who, (browser, may) in readers.items():
        index = words(browser.get("/stories/"))
        for name, told in stories.items():
            wanted = 200 if name in may else 404
            assert browser.get(told.address).status_code == wanted, (who, name)
            title = queries.agreed_wording(told.id).words["title"]
            assert (title in index) is (name in may), (who, name)


def test_a_story_says_first_what_it_tells_of_and_whose_it_is(client):
    told = show()
    text = words(client.get(told.address))
    assert text.index("being detained or treated") < text.index("They took my phone")
    assert "Told by</span>" not in text
    assert f"{MARK} K" in text
    assert "This story belongs to the person who told it" in text
    assert "What I will do differently" not in text
    index = words(client.get("/stories/"))
    assert "being detained or treated" in index
    assert "They took my phone" not in index


def test_a_worker_is_asked_what_they_will_do_differently(signed_in):
    told = show()
    text = words(signed_in("alice").get(told.address))
    assert "What I will do differently" in text
    assert "may be read out in training" in text
    assert "is not read out in training" in words(signed_in("alice").get(show(STAFF).address))


def test_one_sentence_a_line_and_large_print(client):
    told = show(words=replace(WORDS, text="One thing. Another thing.\n\nA third."))
    text = words(client.get(told.address + "?layout=easy&size=large"))
    assert "<p>One thing.</p><p>Another thing.</p>" in text
    assert 'class="st-large"' in text
    assert (
        "layout=easy"
        not in words(client.get(told.address + "?layout=nonsense")).split("st-ways")[0]
    )


def test_a_link_is_text_with_where_it_leads_and_nothing_calls_it(client):
    told = show(words=replace(WORDS, link="https://www.example.org/a.mp3", link_kind="audio"))
    answer = client.get(told.address)
    assert "This leads to example.org, which is not part of this site" in words(answer)
    assert not re.search(r'(src|action|data-\w+)="https://www\.example', answer.content.decode())
    assert "<audio" not in words(answer)
    assert "<iframe" not in words(answer)


def test_a_picture_is_behind_the_same_rule_and_kept_nowhere(client, signed_in):
    told = show(STAFF, replace(WORDS, alt="A boat"), picture=picture_bytes())
    address = f"{told.address}picture/"
    assert client.get(address).status_code == 404
    answer = signed_in("alice").get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")
    assert "no-store" in answer["Cache-Control"]
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    told.withdraw()
    assert signed_in("alice").get(address).status_code == 410


def picture_bytes() -> bytes:
    from alongside.stories.loading import picture_from

    return picture_from(a_file().read())


def test_stories_are_chosen_by_statement_theme_and_process(client):
    show(PUBLIC_ONLY, replace(WORDS, title="About rights", statements=("S10",), processes=("E",)))
    show(PUBLIC_ONLY, replace(WORDS, title="About hope", statements=("K04",), processes=("H",)))
    for query, title, other in (
        ("statement=S10", "About rights", "About hope"),
        ("statement=k04", "About hope", "About rights"),
        ("theme=hope", "About hope", "About rights"),
        ("process=E", "About rights", "About hope"),
    ):
        text = words(client.get(f"/stories/?{query}"))
        assert title in text, query
        assert other not in text, query
    assert client.get("/stories/?process=Q").status_code == 302


def test_the_framework_s_own_sources_are_pointed_to_and_dated(client):
    text = words(client.get("/stories/"))
    assert "The narrative research of the Scottish Recovery Network" in text
    assert "https://www.scottishrecovery.net" in text
    assert "Last checked on 23 November 2026" in text


def test_a_made_up_example_says_so_wherever_it_stands(client, signed_in):
    told = show(made_up=True)
    said = "Written for the demonstration; not a real person’s account."
    assert said in words(client.get(told.address))
    assert said in words(client.get("/stories/"))
    assert "(a made-up example)" in words(client.get("/framework/S10/"))
    assert "(a made-up example)" in words(client.get("/learning/for/S10/"))
    assert "not a real person’s account" in words(client.get(f"/learning/story-{told.id.hex}/"))


def test_it_can_be_read_before_any_framework_is_published(client):
    from alongside.framework.models import Edition

    told = show(PUBLIC_ONLY)
    with pytest.MonkeyPatch.context() as patch:
        from alongside.expectations import queries as expectations

        patch.setattr(expectations, "edition", lambda: (None, ""))
        assert client.get("/stories/tell/").status_code == 200
        assert client.get("/stories/").status_code == 200
        assert MARK in words(client.get(told.address))
    assert Edition.objects.exists()


# Those who read first


def test_the_desk_is_for_moderators(client, signed_in, people):
    told = tell().agree()
    addresses = ("/stories/desk/", f"/stories/desk/{told.id}/", f"/stories/desk/{told.id}/words/")
    give(people.bob, Role.STEWARD)
    with_second_factor(people.bob)
    for address in addresses:
        assert client.get(address).status_code == 302
        assert signed_in("alice").get(address).status_code == 403
        assert signed_in("bob").get(address).status_code == 403
        assert as_moderator().get(address).status_code == 200


def test_a_story_about_one_s_own_place_is_as_if_it_were_not_there(people):
    service, team = people.team.service, people.team
    told = tell().agree(replace(ANYBODY, service=service.pk, team=team.pk))
    give(people.alice, Role.MODERATOR)
    with_second_factor(people.alice)
    alice, other = Client(), as_moderator()
    alice.force_login(people.alice)
    assert alice.get(f"/stories/desk/{told.id}/").status_code == 404
    assert MARK not in words(alice.get("/stories/desk/"))
    assert MARK in words(other.get(f"/stories/desk/{told.id}/"))


def test_a_story_that_was_not_sent_is_nowhere_on_the_desk():
    told = tell()
    one = as_moderator()
    assert MARK not in words(one.get("/stories/desk/"))
    assert one.get(f"/stories/desk/{told.id}/").status_code == 404


def test_two_moderators_publish_on_the_page(client):
    told = tell().agree()
    address = f"/stories/desk/{told.id}/"
    first = as_moderator("Mhairi")
    half = first.post(address, {"number": "1", "checks": list(CHECKS)[:3]})
    assert half.status_code == 422
    assert first.post(address, {"number": "1", "checks": list(CHECKS)}).status_code == 302
    assert "You have said yes to these words" in words(first.get(address))
    assert "One person has said yes" in words(as_moderator("Niall").get("/stories/desk/"))
    assert client.get(told.address).status_code == 404
    as_moderator("Olive").post(address, {"number": "1", "checks": list(CHECKS)})
    assert client.get(told.address).status_code == 200


def test_a_moderator_proposes_on_the_page_and_declines_with_a_reason():
    told = tell().agree()
    one = as_moderator()
    form = {"number": "1", "title": "T", "text": "Softer.", "notes": ["suicide"]}
    assert one.post(f"/stories/desk/{told.id}/words/", form).status_code == 302
    assert told.state == "proposed"
    told.answer(False)
    address = f"/stories/desk/{told.id}/"
    assert "The teller said no" in words(one.get(address))
    empty = one.post(address, {"number": "1", "decline": "yes", "reason": ""})
    assert empty.status_code == 422
    assert (
        one.post(address, {"number": "1", "decline": "yes", "reason": "Sorry."}).status_code == 302
    )
    assert told.state == "declined"


def test_a_shown_story_can_be_taken_off_from_the_desk(client):
    told = show()
    form = {"number": "1", "decline": "yes", "reason": "Somebody wrote to us."}
    as_moderator().post(f"/stories/desk/{told.id}/", form)
    assert client.get(told.address).status_code == 410


# What was taken back is nowhere


def everywhere(told: Told, people) -> list[str]:
    return [
        "/", "/stories/", "/stories/?statement=S10", "/stories/?theme=rights", "/stories/?process=E",
        f"{told.address}", f"{told.address}?layout=easy", f"{told.address}picture/",
        "/framework/S10/", "/framework/S10/?format=json", "/framework/print/", "/framework/K02/",
        f"/framework/search/?q={MARK}", "/learning/", "/learning/for/S10/", "/learning/for/K02/",
        f"/learning/?q={MARK}", "/learning/?format=json", "/learning/for/S10/?format=json",
        f"/learning/story-{told.id.hex}/", f"/learning/story-{told.id.hex}/?format=json",
        "/my/", "/my/plan/", "/my/plan/print/", "/my/plan/what-if/", "/my/plan/first-line/",
        "/my/plan/calendar/", "/my/themes/rights/", "/my/picture/", "/account/everything/",
        "/expect/", "/stories/desk/",
    ]  # fmt: skip


def marked(browsers, addresses) -> set[str]:
    met = set()
    for browser in browsers:
        for address in addresses:
            answer = browser.get(address)
            body = b"".join(answer) if answer.streaming else answer.content
            if MARK.encode() in body:
                met.add(address)
    return met


def test_a_withdrawn_story_is_on_no_page_search_export_or_plan(client, people, signed_in):
    from alongside.assessment import actions as assessment
    from alongside.planning import actions as planning

    alice = people.actor("alice")
    for code in ("K02", "S10", "K08"):
        assessment.save_answer(
            actor=alice, edition="realising-recovery-2007", code=code, seq=1, point="", want=True
        )
    told = show(words=replace(WORDS, alt=f"{MARK} boat"), picture=picture_bytes())
    planning.change_hours(actor=alice, hours=6)
    planning.pin(actor=alice, activity_id=f"story-{told.id.hex}")
    addresses = everywhere(told, people)
    browsers = (client, signed_in("alice"), as_moderator())
    before = marked(browsers, addresses)
    assert {
        "/stories/", told.address, "/framework/S10/", "/learning/for/S10/", "/learning/?format=json",
        f"/learning/story-{told.id.hex}/", "/my/plan/", "/my/plan/print/", "/stories/desk/",
    } <= before  # fmt: skip
    address = told.address
    etags = {one: client.get(one).headers.get("ETag", "") for one in before}
    told.withdraw()
    asked = [one for one in addresses if f"q={MARK}" not in one]  # which say what was asked for
    assert marked(browsers, asked) == set()
    for browser in browsers:
        assert browser.get(address).status_code == 410
        assert f"The {MARK} window" not in words(browser.get(f"/learning/?q={MARK}"))
    for one, etag in etags.items():
        if etag:
            assert client.get(one, headers={"if-none-match": etag}).status_code != 304, one
    assert address in etags
    plan = signed_in("alice").get("/my/plan/")
    assert plan.status_code == 200
    assert "You kept" not in words(plan)


def test_two_processes_that_keep_pages_both_drop_it_at_once(client, monkeypatch):
    """Each process has a cache of its own and learns of the change from the database alone."""
    from django.core.cache.backends.locmem import LocMemCache

    from alongside.library import queries as library

    told = show()
    processes = [LocMemCache(f"process {n}", {}) for n in range(2)]
    seen = [{"stamp": ""}, {"stamp": ""}]
    # The statement's page first: it must look for itself, and not be told by another page.
    addresses = ("/framework/S10/", "/learning/for/S10/", "/stories/", told.address)
    handler, of = type(caches), type(caches).__getitem__

    def ask(number: int) -> dict[str, int]:
        mine = {"process": processes[number]}
        monkeypatch.setattr(
            handler, "__getitem__", lambda self, name: mine.get(name) or of(self, name)
        )
        monkeypatch.setattr(queries, "_seen", seen[number])
        library.forget()
        queries._headings.cache_clear()
        return {one: words(client.get(one)).count(MARK) for one in addresses}

    for number in (0, 1):
        assert all(ask(number).values()), "shown in both"
        assert processes[number]._cache
    told.withdraw()
    for number in (0, 1):
        assert not any(ask(number).values()), number
        kept = b"".join(processes[number]._cache.values())
        assert MARK.encode() not in kept, "not even in memory"


def test_a_story_whose_day_has_come_is_gone_without_anybody_doing_anything(client, signed_in):
    with time_machine.travel("2027-01-31T12:00:00+00:00"):
        told = show(replace(ANYBODY, months=6))
        assert MARK in words(client.get("/framework/S10/"))
        assert MARK in words(client.get("/stories/"))
    with time_machine.travel("2027-07-31T12:00:00+00:00"):
        assert Published.objects.exists()
        assert client.get(told.address).status_code == 410
        for address in ("/stories/", "/framework/S10/", "/learning/for/S10/"):
            assert MARK not in words(client.get(address)), address


def test_pausing_makes_it_gone_and_going_on_brings_it_back(client):
    told = show()
    assert MARK in words(client.get("/framework/S10/"))
    address = told.address
    client.post("/stories/mine/pause/", {"code": told.code})
    assert MARK not in words(client.get("/framework/S10/"))
    assert client.get(address).status_code == 410
    client.post("/stories/mine/resume/", {"code": told.code})
    assert MARK in words(client.get(told.address))
    assert MARK in words(client.get("/framework/S10/"))


def test_an_address_that_never_held_a_story_says_nothing_of_one(client):
    told = tell().agree()
    assert client.get(told.address).status_code == 404
    assert client.get("/stories/7a1c6f0e-1111-4111-8111-111111111111/").status_code == 404


def test_a_page_is_not_sent_again_while_nothing_changed(client, django_assert_num_queries):
    told = show()
    address, first = told.address, client.get(told.address)
    have = {"if-none-match": first["ETag"]}
    with django_assert_num_queries(1):
        assert client.get(address, headers=have).status_code == 304
    show(words=replace(WORDS, title="Another"))
    assert client.get(address, headers=have).status_code == 304
    told.change(title="Changed")
    assert client.get(address, headers=have).status_code == 410


# In learning


def test_learning_holds_what_tellers_agreed_to_and_no_more(people, client, signed_in):
    service = people.team.service_id
    lent = {
        "anybody": show(ANYBODY),
        "staff": show(STAFF),
        "not learning": show(PUBLIC_ONLY),
        "service": show(only_service(service, learning=True)),
    }
    readers = {
        "visitor": (client, {"anybody"}),
        "alice": (signed_in("alice"), {"anybody", "staff", "service"}),
        "charlie": (signed_in("charlie"), {"anybody", "staff"}),
    }
    for who, (browser, may) in readers.items():
        for name, told in lent.items():
            status = browser.get(f"/learning/story-{told.id.hex}/").status_code
            assert status == (200 if name in may else 404), (who, name)
    text = words(client.get(f"/learning/story-{lent['anybody'].id.hex}/"))
    assert lent["anybody"].address in text
    assert "what will I do differently" in text
    assert "It tells of: being detained" in text


def test_a_story_is_led_by_lived_experience_in_the_library(client):
    told = show()
    rows = json.loads(client.get("/learning/?led=on&format=json").content)["activities"]
    (mine,) = [one for one in rows if one["id"] == f"story-{told.id.hex}"]
    assert mine["lived_experience_led"] is True
    assert mine["link"] == told.address
    assert mine["develops"] == {"S10": 1, "K08": 1, "K02": 2}


@pytest.mark.parametrize("address", ["/learning/for/S10/", "/framework/S10/", "/stories/"])
def test_what_holds_stories_costs_one_query_to_be_sure_of_them(
    client, address, django_assert_num_queries
):
    show()
    for _warm in range(2):
        client.get(address)
    with django_assert_num_queries(1):
        assert MARK in words(client.get(address))


def test_codes_and_words_stand_in_no_address(client):
    told = show()
    text = words(client.post("/stories/mine/", {"code": told.code}))
    assert all(told.code not in link for link in re.findall(r'(?:href|action)="([^"]*)"', text))
    assert reverse("stories:story", args=[told.id]) == told.address
    assert actions.tell


@pytest.mark.usefixtures("pseudo")
def test_every_word_a_teller_is_shown_can_be_translated(client):
    told = tell(WITH_EVERYTHING, picture=picture_bytes()).agree(ANYBODY)
    told.agree(STAFF).propose(moderator(), text="Other words.")
    other = tell().agree().decline(moderator(), reason="Sorry.")
    pages = [
        client.post(f"/stories/mine/{step}", {"code": told.code})
        for step in ("", "change/", "agree/", "withdraw/")
    ]
    pages += [
        client.post("/stories/mine/", {"code": other.code}),
        client.post("/stories/mine/", {"code": "wrong"}),
        client.post("/stories/tell/", {"key": "k", "title": ""}),
        client.post("/stories/tell/", {"key": "k", "title": "T", "text": "x"}),
        client.post("/stories/mine/agree/", {"code": told.code, "save": "yes"}),
        client.post("/stories/mine/withdraw/", {"code": other.code, "sure": "yes"}),
    ]
    gone = show(PUBLIC_ONLY)
    address = gone.address
    gone.withdraw()
    pages.append(client.get(address))
    for page in pages:
        loose = [one for one in loose_words(page.content.decode()) if not one.endswith(" –")]
        assert loose == [], page.request["PATH_INFO"]


def test_the_demo_s_stories_say_nothing_that_puts_anybody_at_risk_and_are_marked():
    for one in demo_stories.stories():
        texts = [one[name] for name in ("title", "text", "helped", "hindered")]
        assert found(" ".join(texts), UNSAFE, HURTFUL, HOUSE) == []
        assert 200 <= len(one["text"].split()) <= 350
        assert set(one["notes"]) <= set(policies.NOTES)
        assert one["notes"]
    assert "not a real person" in demo_stories.SAID[0][1]
