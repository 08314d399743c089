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


def asked_for(people, edition) -> dict[str, list[str]]:
    """Addresses that ask for something, by who opens them, with everything on them filled in."""
    from datetime import timedelta

    from django.utils import timezone

    from alongside.assessment import actions as assessment
    from alongside.foundation.actor import Role
    from alongside.planning import actions as planning
    from alongside.planning import queries as plans
    from tests.factories import drafting, packages, published, stories
    from tests.factories.accounts import actor_for, give, with_second_factor
    from tests.factories.everything import everything
    from tests.factories.portfolio import staged
    from tests.journeys.test_every_page import hers, his

    alice = people.actor("alice")
    assessment.choose_start(actor=alice, profile="mental-health-nurse", overlay="community")
    for code, point in (("K04", "practising"), ("S10", "not-met-yet"), ("V01", "exploring")):
        assessment.save_answer(
            actor=alice, edition=edition.slug, code=code, seq=1, point=point, want=True, note="N",
            evidence="E", evidence_kind="learning",
        )  # fmt: skip
    planning.change_hours(actor=alice, hours=6)
    until = timezone.localdate() + timedelta(days=9)
    share = assessment.share_answer(
        actor=alice, code="K04", with_note=True, reader_id=people.bob.pk, until=until
    )
    planning.share(actor=alice, until=until, reader_id=people.bob.pk)
    things = everything(people).things | {"arriving": staged(people.alice)}
    for role in Role:
        give(people.bob, role)
        give(people.bob, role, service=people.team.service)
    with_second_factor(people.bob)
    service, shared = people.team.service_id, plans.own(people.alice.pk).pk
    sorts = ("activities", "resources", "offerings")
    told = stories.show(words=stories.WITH_EVERYTHING, picture=b"a picture", made_up=True)
    asked = stories.tell().agree().propose(stories.moderator("Olive"), text="Other words.")
    steward = actor_for(people.bob)
    made = drafting.in_the_middle(steward)
    place = drafting.seat(people.charlie, steward)
    drafting_pages = drafting.pages()
    published.loaded(edition)
    return {
        "alice": [
            "/my/", "/my/plan/", "/my/picture/", "/my/history/", "/my/themes/hope/", "/account/",
            "/my/answers/K04/share/", "/my/plan/share/", "/framework/S10/", "/framework/V06/",
            "/framework/themes/hope/", "/framework/kinds/values/", "/framework/faces/expect/",
            "/framework/K99/", f"/framework/{edition.slug}/K01/", "/framework/search/?q=hope",
            "/learning/for/S10/", "/learning/?q=zebrafish", "/learning/draw-your-own-uneven-line/",
            "/nothing/here/", "/framework/checks/", "/framework/search/?q=%00", *hers(things),
            "/stories/", told.address, f"{told.address}?layout=easy",
            f"/learning/story-{told.id.hex}/", *drafting_pages["public"],
        ],
        "bob": [
            "/my/shared-with-me/", f"/my/shared-with-me/{share}/", f"/my/plan/of/{shared}/",
            *(f"/learning/ours/{service}/{sort}/add/" for sort in sorts),
            f"/my/service-profiles/{service}/mental-health-nurse/", "/account/people/",
            f"/account/people/{people.team.pk}/invite/", "/framework/checks/", "/learning/due/",
            *his(things, people.alice), f"/supervision/service/{service}/barriers/",
            "/stories/desk/", f"/stories/desk/{asked.id}/", f"/stories/desk/{asked.id}/words/",
            f"/stories/desk/{told.id}/", *drafting_pages["desk"], *made, "/framework/desk/",
            *drafting_pages["around"],
            f"/framework/panels/{place.pk}/", "/framework/panels/", "/framework/official/",
            f"/framework/official/{edition.slug}/", "/framework/K04/", "/framework/print/",
            "/framework/others/", "/framework/others/bring/",
            f"/framework/others/arriving/{packages.waiting()}/",
        ],
    }  # fmt: skip


def test_every_word_of_a_page_that_asks_for_something_can_be_translated(
    pseudo, people, edition, signed_in
):
    loose = {}
    for who, addresses in asked_for(people, edition).items():
        browser = signed_in(who)
        for address in addresses:
            answer = browser.get(address)
            assert answer.status_code in (200, 400, 403, 404), address
            assert "<html" in answer.content.decode()[:200], address
            # The name of a page may be content (a statement's title), and can carry no mark.
            found = loose_words(answer.content.decode())
            loose[address] = [words for words in found if not words.endswith(" –")]
    assert {address: words for address, words in loose.items() if words} == {}
