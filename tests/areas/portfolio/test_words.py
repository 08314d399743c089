"""Every word of a record's pages can be translated, and nothing is said that is not so."""

import re
from datetime import date

import pytest

from alongside.portfolio import actions
from tests.areas.portfolio.files import a_docx
from tests.factories.portfolio import add
from tests.repo.test_translatable import loose_words, pseudo

__all__ = ["pseudo"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition")]
NEVER = re.compile(
    r"\b(score|ranking|percent|weak|gap|deficit|patient|journey|user|oops|failed|invalid)\b|!|%",
    re.I,
)


def pages(people, let_read) -> dict[str, list[str]]:
    """Every page of a record with everything on it filled in, by who opens it."""
    alice = people.actor("alice")
    id_ = add(
        people.alice, "T", kind="discussion", codes=["S10", "K04"],
        texts={"happened": "Fiona, 93 years old, from Brora, by Lairg.", "learned": "L"},
        tags={"nmc.code-theme": ("prioritise-people",)},
        about={"with_name": "N", "method": "M", "postcode": "P"},
    )  # fmt: skip
    actions.change_entry(actor=alice, entry_id=id_, number=1, title="T2")
    actions.add_file(
        actor=alice,
        entry_id=id_,
        name="F",
        body=a_docx(author="A", **{"word__comments.xml": "<c/>"}),
    )
    copy = actions.make_copy(
        actor=alice, entry_id=id_, kind="other", title="C", on=date(2026, 9, 4)
    )
    let_read(id_, "bob")
    one = f"/my/record/{id_}/"
    rest = ("", "edit/", "edit/?aid=recovery", "remove/", "versions/", "share/", "copy/",
            "copy/?way=out", "links/")  # fmt: skip
    kinds = ("learning", "reflection&aid=six-steps", "feedback&for=answer:S10", "practice")
    return {
        "alice": [
            "/my/record/", "/my/record/?kind=other", "/my/record/add/", f"/my/record/{copy}/",
            "/my/record/link/answer/S10/", "/my/themes/rights/",
            *(f"/my/record/add/?kind={kind}" for kind in kinds), *(one + page for page in rest),
        ],
        "bob": [f"/my/record/of/{id_}/", "/my/record/"],
    }  # fmt: skip


def test_every_word_can_be_translated(pseudo, people, let_read, signed_in):
    loose = {}
    for who, addresses in pages(people, let_read).items():
        browser = signed_in(who)
        for address in addresses:
            answer = browser.get(address)
            assert answer.status_code == 200, address
            loose[address] = loose_words(answer.content.decode())
    assert {address: words for address, words in loose.items() if words} == {}


def test_what_comes_back_when_something_is_wrong_can_be_translated(pseudo, people, signed_in):
    alice = signed_in("alice")
    id_ = add(people.alice, "T")
    held = {"kind": "reflection", "shape": "reflection", "title": "Fiona", "on": "2026-09-03"}
    for where, sent in (
        ("/my/record/add/", held),
        ("/my/record/add/", {**held, "title": "", "on": "x", "hours": "7.3"}),
        (f"/my/record/{id_}/share/", {}),
        (f"/my/record/{id_}/files/add/", {}),
    ):
        answer = alice.post(where, sent)
        assert answer.status_code == 422
        assert loose_words(answer.content.decode()) == []


def test_no_word_ranks_or_frightens(people, let_read, signed_in):
    for who, addresses in pages(people, let_read).items():
        browser = signed_in(who)
        for address in addresses:
            html = browser.get(address).content.decode()
            main = html[html.index("<main") : html.index("</main>")]
            text = re.sub(r"<[^>]+>", " ", main)
            assert not NEVER.search(text), (address, NEVER.search(text))
