"""A real browser, a real server, and axe after every step."""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Locator, Page, sync_playwright

# Playwright keeps an event loop in this thread; Django would take that for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}
HTML = "text/html; charset=utf-8"
# The shape of a page: what axe looks at, but for which words stand there and where links lead.
HIDDEN = re.compile(r"(?s)<(script|style|svg)\b.*?</\1>")
WORDS = re.compile(r">[^<]*[^<\s][^<]*<")
BETWEEN = re.compile(r">\s+<")
LEADING = re.compile(r'\b(href|value|action|src|content|title|datetime|data-[\w-]+)="[^"]+"')
NUMBERS = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d+")
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


_seen: set[tuple[object, str]] = set()


def shape(html: str) -> str:
    """What is left of a page once its words are one word each: axe has looked at one like it."""
    html = WORDS.sub(">word<", HIDDEN.sub("", html))
    return NUMBERS.sub("0", LEADING.sub(r'\1="x"', BETWEEN.sub("><", html)))


class Visitor:
    """Somebody at a browser. Every problem the browser reports fails the test."""

    def __init__(
        self, browser: Browser, base: str, *, phone: bool, scripts: bool, **context: Any
    ) -> None:
        self.base, self.scripts = base, scripts
        self.context: BrowserContext = browser.new_context(
            base_url=base,
            viewport=PHONE if phone else DESKTOP,
            java_script_enabled=scripts,
            locale="en-GB",
            reduced_motion="reduce",
            accept_downloads=True,
            **context,
        )
        self.context.set_default_timeout(10_000)
        self.page: Page = self.context.new_page()
        self.problems: list[str] = []
        self.outside: list[str] = []
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        self.page.on("request", self._request)
        self.expected_offline = False
        self._lens_page: Page | None = None
        self.fresh = True  # whether axe had not seen the page before the last look at it

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

    def check_accessible(self, **options: Any) -> None:
        """No violation that axe can find, on the page as it stands now."""
        with self._lens() as page:
            results = Axe().run(page, options={"resultTypes": ["violations"], **options})
        found = [
            f"{one['id']}: {node['target']} {node['html'][:120]}"
            for one in results.response["violations"]
            for node in one["nodes"]
        ]
        assert found == [], self.page.url

    @contextmanager
    def _lens(self) -> Iterator[Page]:
        """The page as it stands, where axe can run: axe is a script, so a page made without them
        is opened once more as it is, and still runs none of its own.
        """
        if self.scripts:
            yield self.page
            return
        if self._lens_page is None:
            browser = self.context.browser
            assert browser is not None
            context = browser.new_context(reduced_motion="reduce")
            self._lens_page = context.new_page()
            self._lens_page.route("**/*.js", lambda route: route.abort())
        lens, url, html = self._lens_page, self.page.url, self.page.content()
        lens.set_viewport_size(self.page.viewport_size or DESKTOP)
        lens.route(url, lambda route: route.fulfill(body=html, content_type=HTML))
        lens.goto(url)
        yield lens
        lens.unroute(url)

    def check_fits(self) -> None:
        """Nothing runs out of the side of the window."""
        wide = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert wide <= 1, f"{self.page.url} is {wide}px too wide"

    def check(self) -> Page:
        """After a step: it fits, and axe finds nothing on it (each shape looked at once in a run)."""
        self.page.wait_for_load_state()
        self.check_fits()
        size = self.page.viewport_size or {}
        seen = (size.get("width"), shape(self.page.content()))
        self.fresh = seen not in _seen
        if self.fresh:
            self.check_accessible()
            _seen.add(seen)
        return self.page

    def press(self, role: str, name: str | re.Pattern[str], *, within: str = "main") -> Page:
        """Press a link or button that opens a page, and look at that page."""
        one = self.page.locator(within).get_by_role(role, name=name, exact=True)  # type: ignore[arg-type]
        self.opens(one.first)
        return self.check()

    def opens(self, link: Locator) -> Page:
        """Press what opens another page, and wait until that page is there: a press alone does not."""
        with self.page.expect_navigation():
            link.click()
        return self.page

    def download(self, link: str) -> bytes:
        """What a link with this name gives as a file."""
        with self.page.expect_download() as caught:
            self.page.get_by_role("link", name=link, exact=True).click()
        return Path(caught.value.path()).read_bytes()

    def finish(self) -> None:
        if self._lens_page is not None:
            self._lens_page.context.close()
        self.context.close()
        assert self.problems == []
        assert self.outside == []


@pytest.fixture
def visitor(browser, django_db_setup, live_server, transactional_db) -> Iterator:
    """A function that makes visitors; what their browsers complain of fails the test."""
    made: list[Visitor] = []

    def make(*, phone: bool = False, scripts: bool = True, **context: Any) -> Visitor:
        one = Visitor(browser, live_server.url, phone=phone, scripts=scripts, **context)
        made.append(one)
        return one

    yield make
    for one in made:
        one.finish()
