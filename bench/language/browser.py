"""How long a browser takes over a page of text: the same rules, in the page's own script."""

import os
import shutil
from pathlib import Path
from typing import Final

from playwright.sync_api import sync_playwright

from alongside.language import loading

SCRIPT: Final = Path(loading.__file__).parent / "static" / "language" / "coach.js"
NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MEASURE: Final = """({rules, text}) => {
    const checker = new window.alongsideWords.Checker(JSON.parse(rules));
    const times = [];
    for (let at = 0; at < 11; at += 1) {
        const begun = performance.now();
        checker.check(text);
        times.push(performance.now() - begun);
    }
    return Math.max(...times);
}"""


def milliseconds(text: str) -> float | None:
    """The slowest of eleven tries, which is the first: what somebody meets. None without a browser."""
    found = os.environ.get("ALONGSIDE_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), "")
    if not found:
        return None
    rules = loading.COMPILED.read_text("utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found, args=["--no-sandbox"] if os.geteuid() == 0 else []
        )
        page = browser.new_page()
        page.add_script_tag(content=SCRIPT.read_text("utf-8"))
        taken = float(page.evaluate(MEASURE, {"rules": rules, "text": text}))
        browser.close()
    return taken
