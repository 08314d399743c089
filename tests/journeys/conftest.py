"""A real browser, a real server, and axe after every step."""

import os
import shutil
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

# Playwright keeps an event loop in this thread; Django would take that for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = [
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]


def pytest_collection_modifyitems(items):
    for item in items:
        if "journeys" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = os.environ.get("ALONGSIDE_CHROMIUM") or next(
        filter(None, map(shutil.which, NAMES)), None
    )
    with sync_playwright() as playwright:
        arguments = [*QUIET, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
        chromium = playwright.chromium.launch(executable_path=path, args=arguments)
        yield chromium
        chromium.close()


class Visitor:
    """Somebody at a browser. Every problem the browser reports fails the test."""

    def __init__(self, browser: Browser, base: str, *, phone: bool, scripts: bool) -> None:
        self.base = base
        self.context: BrowserContext = browser.new_context(
            base_url=base,
            viewport=PHONE if phone else DESKTOP,
            java_script_enabled=scripts,
            locale="en-GB",
            reduced_motion="reduce",
        )
        self.context.set_default_timeout(10_000)
        self.page: Page = self.context.new_page()
        self.problems: list[str] = []
        self.outside: list[str] = []
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        self.page.on("request", self._request)
        self.expected_offline = False

    def _console(self, message) -> None:
        if message.type == "error" and not self.expected_offline:
            self.problems.append(message.text)

    def _request(self, request) -> None:
        if not request.url.startswith((self.base, "data:")):
            self.outside.append(request.url)

    def sign_in(self, person) -> "Visitor":
        client = Client()
        client.force_login(person)
        self.context.add_cookies(
            [
                {
                    "name": settings.SESSION_COOKIE_NAME,
                    "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
                    "url": self.base,
                }
            ]
        )
        return self

    def go(self, address: str, *, expect: int = 200) -> Page:
        answer = self.page.goto(address)
        assert answer is not None
        assert answer.status == expect, f"{address} answered {answer.status}"
        return self.page

    def check_accessible(self) -> None:
        """No violation that axe can find, on the page as it stands now."""
        results = Axe().run(self.page)
        found = [
            f"{one['id']}: {node['target']} {node['html'][:120]}"
            for one in results.response["violations"]
            for node in one["nodes"]
        ]
        assert found == [], self.page.url

    def check_fits(self) -> None:
        """Nothing runs out of the side of the window."""
        wide = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert wide <= 1, f"{self.page.url} is {wide}px too wide"

    def finish(self) -> None:
        self.context.close()
        assert self.problems == []
        assert self.outside == []


@pytest.fixture
def visitor(browser, live_server, transactional_db) -> Iterator:
    """A function that makes visitors; what their browsers complain of fails the test."""
    made: list[Visitor] = []

    def make(*, phone: bool = False, scripts: bool = True) -> Visitor:
        one = Visitor(browser, live_server.url, phone=phone, scripts=scripts)
        made.append(one)
        return one

    yield make
    for one in made:
        one.finish()
