"""Every word on a page can be translated: a made-up language puts ⟦ ⟧ round what passed through.

Text that comes from data files or from people stands inside an element marked ``data-content``.
"""

from html.parser import HTMLParser

import pytest
from django.utils import translation

from tests.repo.test_addresses import plain_addresses

OPEN, CLOSE = "⟦", "⟧"
UNTOUCHED = ("Alongside", "English", "JSON", "PDF", "A4", "K01", "V20", "ΟΚ")
SHOWN = ("aria-label", "title", "alt", "placeholder")
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
SILENT = {"script", "style", "template"}


class Reader(HTMLParser):
    """Collects words outside ⟦ ⟧ and outside data-content."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.depth = 0
        self.stack: list[tuple[str, bool]] = []
        self.found: list[str] = []

    @property
    def quiet(self) -> bool:
        return bool(self.stack) and self.stack[-1][1]

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        quiet = self.quiet or "data-content" in given or tag in SILENT
        if not quiet:
            pressed = tag == "input" and given.get("type") in {"submit", "button"}
            shown = [*SHOWN, *(["value"] if pressed else [])]
            for name in shown:
                if given.get(name):
                    self._look(given[name], outside=True)
        if tag not in VOID:
            self.stack.append((tag, quiet))

    def handle_endtag(self, tag):
        while self.stack:
            if self.stack.pop()[0] == tag:
                break

    def handle_data(self, data):
        self._look(data, outside=self.depth == 0)

    def _look(self, text, *, outside):
        depth, loose = (0 if outside else self.depth), ""
        for sign in text:
            if sign == OPEN:
                depth += 1
            elif sign == CLOSE:
                depth -= 1
            elif depth <= 0:
                loose += sign
        self.depth = depth
        for word in UNTOUCHED:
            loose = loose.replace(word, "")
        if not self.quiet and any(sign.isalpha() for sign in loose):
            self.found.append(loose.strip()[:80])


def loose_words(html: str) -> list[str]:
    reader = Reader()
    reader.feed(html)
    return reader.found


@pytest.fixture
def pseudo(monkeypatch):
    """Every translation comes back inside ⟦ ⟧."""

    def wrap(text):
        return f"{OPEN}{text}{CLOSE}" if text else text

    trans = translation._trans
    trans.gettext("")  # make it load the real thing first
    monkeypatch.setattr(trans, "gettext", wrap)
    monkeypatch.setattr(trans, "pgettext", lambda context, text: wrap(text))
    monkeypatch.setattr(trans, "ngettext", lambda one, many, n: wrap(one if n == 1 else many))
    monkeypatch.setattr(
        trans, "npgettext", lambda context, one, many, n: wrap(one if n == 1 else many)
    )


def test_the_reader_finds_a_word_that_was_forgotten():
    page = f'<p>{OPEN}Save{CLOSE} now</p><p data-content>Free</p><a aria-label="Open">{OPEN}x{CLOSE}</a>'
    assert loose_words(page) == ["now", "Open"]


@pytest.mark.parametrize("where", plain_addresses())
def test_every_word_of_a_page_can_be_translated(where, pseudo, people, edition, signed_in):
    answer = signed_in("alice").get("/" + where)
    if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
        assert loose_words(answer.content.decode()) == []
