"""From a course to a page of ours, with a platform of others' making; and choosing a page there."""

import re
from datetime import timedelta
from types import SimpleNamespace

import jwt
import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from alongside.accounts.models import Person
from alongside.courses import actions, queries
from alongside.courses.models import UsedOpening
from alongside.foundation.actor import Role
from alongside.foundation.models import HistoryEvent
from alongside.foundation.personal import tidy
from alongside.standards.lti import opening
from tests.factories.accounts import PersonFactory, give, with_second_factor
from tests.factories.courses import (
    BACK,
    CHOOSE,
    CLAIM,
    DEPLOYMENT,
    ISSUER,
    SITE,
    SUBJECT,
    Browser,
    TheirPlatform,
    our_key,
    register,
    served,
)

pytestmark = pytest.mark.django_db
EXPECT, STATEMENT = f"{SITE}/expect/questions/hope/", f"{SITE}/framework/S10/"
OWN, ACTIVITY = f"{SITE}/my/themes/hope/", f"{SITE}/learning/draw-your-own-uneven-line/"


@pytest.fixture
def platform(edition, settings):
    settings.COURSES_KEY = our_key()
    theirs = TheirPlatform()
    with served(theirs.keys()) as address:
        theirs.row = register(address)
        yield theirs


@pytest.fixture
def browser(platform):
    return Browser(platform)


@pytest.mark.parametrize("target", [EXPECT, STATEMENT, ACTIVITY, OWN, f"{SITE}/expect/"])
def test_a_course_opens_the_ordinary_page(browser, target):
    answer = browser.open(target)
    assert (answer.status_code, answer["Location"]) == (303, target.removeprefix(SITE))
    page = browser.client.get(answer["Location"])
    assert page.status_code == (302 if target == OWN else 200)


def test_ones_own_view_asks_to_sign_in_in_the_ordinary_way_and_makes_no_account(browser):
    before = Person.objects.count()
    page = browser.client.get(browser.open(OWN)["Location"])
    assert page["Location"] == "/sign-in/login/?next=/my/themes/hope/"
    assert Person.objects.count() == before
    assert "sessionid" not in browser.client.cookies


def test_somebody_signed_in_stays_who_they_are(browser, people):
    browser.client.force_login(people.alice)
    assert browser.client.get(browser.open(OWN)["Location"]).status_code == 200


def test_nothing_of_who_opened_it_is_kept(browser):
    events = HistoryEvent.objects.count()
    answer = browser.open(STATEMENT)
    row = UsedOpening.objects.get()
    assert re.fullmatch("[0-9a-f]{64}", row.digest)
    assert HistoryEvent.objects.count() == events
    left = " ".join(f"{name}={one.value}" for name, one in browser.client.cookies.items())
    for word in (SUBJECT, "Tam Teacher", "t@x.org", "a-course-of-theirs"):
        assert word not in left + str(answer.headers)
    assert [one.value for one in browser.client.cookies.values()] == [""]  # it was let go of


def test_what_was_used_is_forgotten_once_it_could_not_be_used_any_more(browser):
    browser.open(STATEMENT)
    tidy(timezone.localdate())
    assert UsedOpening.objects.count() == 1
    UsedOpening.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert tidy(timezone.localdate())["openings from courses"] == 1
    assert not UsedOpening.objects.exists()


def test_beginning_writes_nothing_and_gives_the_browser_a_note_that_names_nobody(
    browser, django_assert_num_queries
):
    with django_assert_num_queries(1):  # which platform it is
        asked = browser.begin(STATEMENT)
    assert asked["response_mode"] == "form_post"
    assert (asked["prompt"], asked["scope"]) == ("none", "openid")
    (note,) = browser.client.cookies.values()
    assert (note["httponly"], note["max-age"]) == (True, 600)
    assert SUBJECT not in note.value


def test_over_https_the_note_travels_with_a_form_of_another_site(platform, settings):
    settings.PLAIN_HTTP = False
    answer = Client().get(
        platform.first(STATEMENT).removeprefix(SITE), secure=True, headers={"Host": "testserver"}
    )
    (note,) = answer.cookies.values()
    assert note.key.startswith("__Secure-course-")
    assert (note["secure"], note["samesite"]) == (True, "None")
    assert note["path"] == "/courses/launch/"


# In a frame


def test_in_a_frame_a_page_offers_a_window_of_its_own_and_that_works(platform):
    inside = Client()
    first = platform.first(STATEMENT).removeprefix(SITE)
    page = inside.get(first, headers={"Sec-Fetch-Dest": "iframe"})
    assert page.status_code == 200
    assert f"frame-ancestors {ISSUER}" in page["Content-Security-Policy"]
    assert "X-Frame-Options" not in page
    assert not page.cookies
    link = re.search(r'<a class="ds_button" href="([^"]+)" target="_blank"', page.content.decode())
    outside = Client()  # what a frame keeps may be kept apart from what a window keeps
    answer = outside.get(link.group(1).replace("&amp;", "&"))
    assert answer.status_code == 302
    assert answer.cookies


def test_a_message_that_comes_in_a_frame_offers_the_page_in_a_window(platform):
    browser = Browser(platform)
    asked = browser.begin(STATEMENT)
    browser.dest = "iframe"
    page = browser.send(platform.message(asked, STATEMENT))
    assert page.status_code == 200
    assert 'href="/framework/S10/" target="_blank"' in page.content.decode()


def test_a_browser_that_kept_nothing_back_is_offered_the_page_itself(platform):
    fields = platform.message(Browser(platform).begin(STATEMENT), STATEMENT)
    page = Browser(platform).send(fields)
    assert page.status_code == 400
    assert 'href="/framework/S10/" target="_blank"' in page.content.decode()
    fields = platform.message(Browser(platform).begin(STATEMENT), "https://evil.example/x")
    assert "evil" not in Browser(platform).send(fields).content.decode()


@pytest.mark.parametrize("where", ["/framework/S10/", "/courses/", "/my/"])
def test_every_other_page_goes_on_refusing_frames(platform, where):
    answer = Client().get(where, headers={"Sec-Fetch-Dest": "iframe"})
    assert answer["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]


def test_on_the_way_nothing_may_be_framed_where_no_platform_is(db):
    answer = Client().get("/courses/login/?iss=x", headers={"Sec-Fetch-Dest": "iframe"})
    assert answer["X-Frame-Options"] == "DENY"


# Choosing


def hidden(page, name):
    return re.search(rf'name="{name}" value="([^"]*)"', page.content.decode()).group(1)


def test_a_teacher_chooses_a_page_and_the_platform_takes_it(browser, platform):
    page = browser.open(CHOOSE, choosing={"extra_data": {"csrf": "theirs"}})
    assert page.status_code == 200
    text = page.content.decode()
    assert "Moodle of a college" in text
    assert "Tam" not in text
    for path in (EXPECT, STATEMENT, OWN, ACTIVITY):
        assert f'value="{path.removeprefix(SITE)}"' in text
    chosen = {"choice": hidden(page, "choice"), "path": "/framework/S10/"}
    answer = browser.client.post("/courses/place/", chosen)
    policy = answer["Content-Security-Policy"].split("; ")
    assert f"form-action 'self' {ISSUER}" in policy
    assert "script-src 'self'" in policy
    assert f'action="{BACK}"' in answer.content.decode()
    assert "<script" not in answer.content.decode()
    (item,) = platform.accepts(hidden(answer, "JWT"), Client().get("/courses/keys.json").json())
    assert item["url"] == STATEMENT
    assert item["type"] == "ltiResourceLink"
    assert item["window"] == {"targetName": "_blank"}
    assert "iframe" not in item
    assert item["title"].startswith("S10 ")
    again = browser.open(item["url"])  # what was placed opens
    assert again["Location"] == "/framework/S10/"


def test_what_the_platform_wants_back_comes_back_as_it_was(browser, platform):
    page = browser.open(CHOOSE, choosing={"extra_data": {"csrf": "theirs"}})
    chosen = {"choice": hidden(page, "choice"), "path": "/expect/"}
    token = hidden(browser.client.post("/courses/place/", chosen), "JWT")
    said = jwt.decode(token, options={"verify_signature": False})
    assert said["https://purl.imsglobal.org/spec/lti-dl/claim/data"] == {"csrf": "theirs"}
    assert said[f"{CLAIM}deployment_id"] == DEPLOYMENT
    assert (said["iss"], said["aud"]) == ("client-1", [ISSUER])
    assert SUBJECT not in str(said)


def test_looking_for_a_page_shows_what_holds_the_words(browser):
    page = browser.open(CHOOSE, choosing={})
    choice = hidden(page, "choice")
    found = browser.client.post("/courses/choose/", {"choice": choice, "q": "hope"})
    assert 'value="/expect/questions/hope/"' in found.content.decode()
    assert found.content.count(b'type="radio"') < page.content.count(b'type="radio"')
    none = browser.client.post("/courses/choose/", {"choice": choice, "q": "zebrafish"})
    assert "No page here has these words" in none.content.decode()


@pytest.mark.parametrize("path", ["", "/my/", "https://evil.example/", "/framework/S99/"])
def test_only_what_is_offered_can_be_chosen(browser, path):
    choice = hidden(browser.open(CHOOSE, choosing={}), "choice")
    answer = browser.client.post("/courses/place/", {"choice": choice, "path": path})
    assert answer.status_code == 422
    assert "JWT" not in answer.content.decode()


def test_a_choice_may_stand_in_the_platforms_own_frame(platform):
    browser = Browser(platform, dest="iframe")
    page = browser.open(CHOOSE, choosing={})
    assert f"frame-ancestors {ISSUER}" in page["Content-Security-Policy"]
    assert "X-Frame-Options" not in page


def test_a_choice_ends_and_cannot_be_made_up(browser, platform, time_machine_hours):
    choice = hidden(browser.open(CHOOSE, choosing={}), "choice")
    for text in ("", "x", choice[:-2], f"{choice}x"):
        for where in ("choose", "place"):
            assert browser.client.post(f"/courses/{where}/", {"choice": text}).status_code == 400
    with time_machine_hours(3):
        answer = browser.client.post("/courses/choose/", {"choice": choice})
    assert (answer.status_code, "too long ago" in answer.content.decode()) == (400, True)
    actions.end_platform(actor=None, platform_id=platform.row.pk)
    assert browser.client.post("/courses/choose/", {"choice": choice}).status_code == 400


def test_without_a_key_nothing_can_be_chosen_and_pages_still_open(browser, settings):
    settings.COURSES_KEY = ""
    assert browser.open(CHOOSE, choosing={}).status_code == 503
    assert browser.open(STATEMENT).status_code == 303
    assert Client().get("/courses/keys.json").json() == {"keys": []}


@pytest.fixture
def time_machine_hours():
    return lambda hours: time_machine.travel(timezone.now() + timedelta(hours=hours), tick=False)


# Looking after platforms


def steward():
    person = PersonFactory(name="Sorley Stewart")
    give(person, Role.STEWARD)
    with_second_factor(person)
    one = Client()
    one.force_login(person)
    return one


FORM = {
    "name": "Moodle of another college",
    "issuer": "https://other.example.org",
    "client_id": "9",
    "deployments": "1\n2",
    "auth_url": "https://other.example.org/auth",
    "keys_url": "https://other.example.org/keys",
    "origins": "https://learn.other.example.org/courses/",
}


def test_a_steward_registers_a_platform_and_ends_it(edition):
    one = steward()
    assert one.post("/courses/platforms/add/", FORM).status_code == 302
    row = queries.registered("https://other.example.org")
    assert row.origins == ["https://learn.other.example.org"]
    page = one.get("/courses/platforms/").content.decode()
    for words in ("Moodle of another college", "1, 2", f"{SITE}/courses/launch/", "no key"):
        assert words in page
    framed = Client().get(
        "/courses/login/?iss=https://other.example.org", headers={"Sec-Fetch-Dest": "iframe"}
    )
    policy = framed["Content-Security-Policy"].split("; ")
    assert "frame-ancestors https://learn.other.example.org https://other.example.org" in policy
    assert one.post(f"/courses/platforms/{row.pk}/end/").status_code == 302
    assert queries.platforms() == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"keys_url": "file:///etc/passwd"},
        {"auth_url": "https://x y/"},
        {"origins": "https://a.example\n*"},
        {"deployments": ""},
        {"deployments": "\n".join(map(str, range(60)))},
    ],
)
def test_a_platform_that_cannot_be_is_shown_again_with_what_is_wrong(edition, wrong):
    answer = steward().post("/courses/platforms/add/", FORM | wrong)
    assert answer.status_code == 422
    assert "al-field--wrong" in answer.content.decode()


def test_in_a_frame_the_note_is_for_that_frame_alone(platform, monkeypatch):
    monkeypatch.setattr(opening, "settings", SimpleNamespace(PLAIN_HTTP=False))
    browser = Browser(platform, dest="iframe")
    browser.begin(CHOOSE)
    (note,) = browser.client.cookies.values()
    assert note.OutputString().endswith("SameSite=None; Partitioned; Secure")
