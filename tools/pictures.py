"""Pictures of every page of the demo. Usage: pictures.py ADDRESS [FOLDER] [--dark]."""

import base64
import io
import os
import re
import sys
import time
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from PIL import Image
from playwright.sync_api import Page, sync_playwright

from alongside.cli.demo_people import PASSWORD, STEWARD_SECRET

ROOT = Path(__file__).resolve().parents[1]
TALLEST = 5000
SIGNED_IN = re.compile(r"/my/|/2fa/")
WIDTHS = {"phone": 360, "desktop": 1280}
PUBLIC = {
    "home": "/",
    "framework": "/framework/",
    "theme-read": "/framework/themes/hope/",
    "values": "/framework/kinds/values/",
    "statement": "/framework/S10/",
    "outside": "/framework/outside/",
    "search": "/framework/search/?q=tribunal",
    "editions": "/framework/editions/",
    "crosswalk": "/framework/crosswalks/nmc-code/",
    "tailored": "/framework/tailored/acute-ward/",
    "files": "/framework/files/",
    "consultation": "/framework/consultation/next-edition-example/",
    "consultation-statement": "/framework/consultation/next-edition-example/S10/",
    "paper-code": "/say/",
    "badge-check": "/badges/check/",
    "courses": "/courses/",
    "completions": "/completions/",
    "learning": "/learning/",
    "learning-for-statement": "/learning/?statement=S10",
    "activity": "/learning/draw-your-own-uneven-line/",
    "resources": "/learning/resources/",
    "about": "/about/",
    "privacy": "/privacy/",
    "accessibility": "/accessibility/",
    "sign-in": "/sign-in/login/",
    "sign-up": "/sign-in/signup/",
    "not-found": "/framework/K99/",
    "no-page": "/nothing/here/",
    "face-expect": "/framework/faces/expect/",
    "expect": "/expect/",
    "expect-hope": "/expect/questions/hope/",
    "rights": "/expect/rights/",
    "words": "/words/",
    "password-forgotten": "/sign-in/password/reset/",
}
MORAG = {
    "start": "/my/",
    "theme": "/my/themes/hope/",
    "theme-values": "/my/themes/rights/",
    "picture": "/my/picture/",
    "history": "/my/history/",
    "starting-point": "/my/starting-point/",
    "plan": "/my/plan/",
    "plan-what-if": "/my/plan/what-if/",
    "plan-share": "/my/plan/share/",
    "plan-print": "/my/plan/print/",
    "answer-share": "/my/answers/K21/share/",
    "plan-doing": "/my/plan/doing/",
    "plan-agreement": "/my/plan/agreement/",
    "record": "/my/record/",
    "badges": "/my/record/badges/",
    "tokens": "/account/tokens/",
    "completions-own": "/account/completions/",
    "record-add-reflection": "/my/record/add/?kind=reflection&aid=recovery",
    "record-entry": "/my/record/ a[href^='/my/record/']:text('The care plan')",
    "record-form": "/my/record/forms/nmc/2015/",
    "record-take": "/my/record/take/",
    "supervision": "/supervision/",
    "session": "/supervision/ a[href*='/sessions/'] >> nth=-1",
    "side-by-side": "/supervision/side-by-side/K21/",
    "barriers": "/supervision/barriers/",
    "pocket": "/expect/pocket/",
    "refused": "/framework/checks/",
    "shared-with-me": "/my/shared-with-me/",
    "account": "/account/",
    "erase": "/account/erase/",
    "second-step": "/sign-in/2fa/",
    "addresses": "/sign-in/email/",
    "password": "/sign-in/password/change/",
    "is-it-you": "/sign-in/2fa/totp/activate/",
}
DEV = {"start-new": "/my/", "plan-empty": "/my/plan/"}
ISLA = {
    "ours": "/learning/ours/",
    "shared-with-supervisor": "/my/shared-with-me/",
    "supervising": "/supervision/",
    "supervised": "/supervision/ a[href*='/supervision/people/']",
}
RHONA = {
    "desk": "/framework/desk/",
    "draft": "/framework/desk/next-edition-example/",
    "draft-statement": "/framework/desk/next-edition-example/S10/",
    "draft-points": "/framework/desk/next-edition-example/points/",
    "draft-comments": "/framework/desk/next-edition-example/comments/",
    "papers": "/framework/desk/next-edition-example/papers/",
    "panels": "/framework/panels/",
    "crosswalk-desk": "/crosswalks/chime/",
    "other-framework": "/framework/others/bring/",
    "platforms": "/courses/platforms/",
}
PEOPLE = (("", PUBLIC), ("morag", MORAG), ("dev", DEV), ("isla", ISLA), ("rhona", RHONA))


def main(base: str, folder: Path, *, dark: bool) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        arguments = ["--lang=en-GB", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
        path = os.environ.get("ALONGSIDE_CHROMIUM")
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        for name, width in WIDTHS.items():
            for who, pages in PEOPLE:
                context = browser.new_context(
                    base_url=base,
                    viewport={"width": width, "height": 800},
                    color_scheme="dark" if dark else "light",
                    reduced_motion="reduce",
                    locale="en-GB",
                )
                page = context.new_page()
                if who:
                    sign_in(page, f"{who}@demo.example")
                for title, address in pages.items():
                    go(page, address)
                    keep(page, folder / f"{title}-{name}.webp")
                    if (title, name) == ("plan", "desktop"):
                        keep(page, folder / "readme.webp", whole=False)
                context.close()
        browser.close()


def go(page: Page, address: str) -> None:
    """Open an address; where a selector follows it, the page that this link on it leads to."""
    where, _blank, link = address.partition(" ")
    page.goto(where)
    if link:
        page.goto(str(page.locator(f"main {link}").first.get_attribute("href")))


def keep(page: Page, to: Path, *, whole: bool = True) -> None:
    """A light picture: a very long page is cut, since its end is the same foot on every page."""
    picture = Image.open(io.BytesIO(page.screenshot(full_page=whole)))
    picture = picture.crop((0, 0, picture.width, min(picture.height, TALLEST)))
    picture.save(to, quality=45, method=6)


def sign_in(page: Page, email: str) -> None:
    page.goto("/sign-in/login/")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(SIGNED_IN)
    if "/2fa/" in page.url:
        page.fill("main input[name=code]", code_now())
        page.press("main input[name=code]", "Enter")
        page.wait_for_url("**/my/**")


def code_now() -> str:
    """What an authenticator with the demo's key shows."""
    how = SHA1()  # noqa: S303  (what authenticators use)
    made = TOTP(base64.b32decode(STEWARD_SECRET), 6, how, 30, enforce_key_length=False)
    return made.generate(int(time.time())).decode()


if __name__ == "__main__":
    words = [word for word in sys.argv[1:] if not word.startswith("--")]
    where = Path(words[1]) if len(words) > 1 else ROOT / "docs" / "pictures"
    main(words[0], where, dark="--dark" in sys.argv)
