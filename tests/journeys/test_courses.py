"""A teacher chooses a page from inside a course, and somebody opens it there: a platform of others'
making on another site, as a real browser sees it. Axe on every page on the way."""

import json
import threading
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace
from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest
from django.test import Client
from playwright.sync_api import expect

from alongside.standards.lti import opening
from tests.factories.courses import TheirPlatform, _Config, our_key, register
from tests.journeys.test_every_page import look, look_round

SENT_ON = '<form method="post" action="{to}">{fields}<button>Go on</button></form>'
BY_ITSELF = SENT_ON + "<script>document.forms[0].submit()</script>"


class Course(ThreadingHTTPServer):
    """A course on a platform: links into us, its own login, and a place for what was chosen."""

    def __init__(self, site: str) -> None:
        super().__init__(("127.0.0.1", 0), Page)
        self.site, self.address = site, f"http://127.0.0.1:{self.server_port}"
        config = _Config(site=site, issuer=self.address)
        self.platform = TheirPlatform(config, back=f"{self.address}/return")
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()


class Page(BaseHTTPRequestHandler):
    server: Course

    def do_GET(self):
        parts = urlsplit(self.path)
        asked = dict(parse_qsl(parts.query))
        if parts.path == "/keys":
            self._say(self.server.platform.keys(), "application/json")
        elif parts.path == "/auth":
            target = asked["lti_message_hint"]
            choosing = {} if target.endswith("/choose/") else None
            sent = self.server.platform.message(asked, target, choosing=choosing)
            names = ("id_token", "state")
            fields = "".join(f'<input type=hidden name={one} value="{sent[one]}">' for one in names)
            self._say(BY_ITSELF.format(to=asked["redirect_uri"], fields=fields))
        elif parts.path == "/course":
            first = self.server.platform.first(self.server.site + asked["to"])
            shape = (
                '<iframe title="Course" src="{0}"></iframe>'
                if "frame" in asked
                else '<a href="{0}">Go</a>'
            )
            self._say("<h1>Course</h1>" + shape.format(escape(first)))
        else:
            self._say("")

    def do_POST(self):
        sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        keys = Client().get("/courses/keys.json").json()
        (item,) = self.server.platform.accepts(sent["JWT"][0], keys)
        self._say(f"<h1>Taken</h1><pre>{escape(json.dumps(item))}</pre>")

    def _say(self, text, kind="text/html"):
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *args):
        pass


@pytest.fixture
def course(live_server, edition, settings, monkeypatch):
    """The note for the browser is as it is over https: a browser takes localhost for that."""
    settings.COURSES_KEY = our_key()
    monkeypatch.setattr(opening, "settings", SimpleNamespace(PLAIN_HTTP=False))
    made = Course(live_server.url)
    register(f"{made.address}/keys", issuer=made.address, auth_url=f"{made.address}/auth")
    yield made
    made.shutdown()
    made.server_close()


def forgive(one, course):
    """The course is another site, and one's own browser may go there."""
    one.outside = [url for url in one.outside if not url.startswith(course.address)]


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_teacher_chooses_a_page_and_somebody_opens_it(visitor, course, scripts):
    teacher = visitor(phone=True, scripts=scripts)
    page = enter(teacher, course, "/courses/choose/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Choose a page for your course")
    look_round(teacher)
    page.get_by_role("searchbox").fill("hope")
    teacher.press("button", "Look for it")
    look_round(teacher)
    page.locator('input[value="/expect/questions/hope/"]').check()
    teacher.press("button", "Choose this page")
    look_round(teacher)
    teacher.opens(page.get_by_role("button", name="Put it into the course"))
    expect(page.get_by_role("heading")).to_have_text("Taken")
    item = json.loads(page.locator("pre").inner_text())
    assert item["window"] == {"targetName": "_blank"}
    reader = visitor(phone=True, scripts=scripts)
    enter(reader, course, item["url"].removeprefix(course.site))
    assert reader.page.url == f"{course.site}/expect/questions/hope/"
    for one in (teacher, reader):
        forgive(one, course)


def enter(one, course, to):
    page = one.page
    page.goto(f"{course.address}/course?to={to}")
    page.get_by_role("link", name="Go").click()
    if not one.scripts:
        page.get_by_role("button", name="Go on").click()
    page.wait_for_url(f"{course.site}/**")
    return page


def test_in_a_frame_of_the_course_a_window_of_its_own_is_offered(visitor, course):
    one = visitor(phone=True)
    one.page.goto(f"{course.address}/course?frame=1&to=/framework/S10/")
    inside = one.page.frame_locator("iframe")
    link = inside.get_by_role("link", name="Open in a new window")
    with one.context.expect_page() as opened:
        link.click()
    opened.value.wait_for_url(f"{course.site}/framework/S10/")
    opened.value.close()
    forgive(one, course)


def test_a_page_can_be_chosen_in_the_frame_that_a_course_opens_for_it(visitor, course):
    one = visitor(phone=True)
    one.page.goto(f"{course.address}/course?frame=1&to=/courses/choose/")
    inside = one.page.frame_locator("iframe")
    inside.locator('input[value="/expect/"]').check()
    inside.get_by_role("button", name="Choose this page").click()
    inside.get_by_role("button", name="Put it into the course").click()
    expect(inside.get_by_role("heading", name="Taken")).to_be_visible()
    forgive(one, course)


def test_every_page_for_when_something_does_not_open(visitor, course):
    one = visitor(phone=True)
    one.expected_offline = True  # a refusal is an answer of its own, which browsers note
    look(one, "/courses/login/", expected=400)
    enter(one, course, "/framework/S99/")
    look_round(one)
    forgive(one, course)
