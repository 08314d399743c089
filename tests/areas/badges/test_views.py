"""Pages of one's own badges: looked at before it is made, taken as two files, ended; nobody else's."""

import json
import re

import pytest

from alongside.badges import actions
from alongside.badges.models import Badge
from alongside.foundation import history, proofs
from tests.factories.badges import a_badge, done
from tests.factories.portfolio import add

pytestmark = pytest.mark.django_db
MINE = "/my/record/badges/"


def key_in(page):
    return re.search(r'name="key" value="([^"]+)"', page.content.decode())[1]


def test_a_badge_is_looked_at_first_and_made_only_then(signed_in, people, edition):
    browser, entry = signed_in("alice"), add(people.alice, codes=["K01"])
    page = browser.get(f"{MINE}make/forum/")
    assert "Nothing is made yet" in page.content.decode()
    sent = {"source": str(entry), "own": "Tea  and\ntalk"}
    look = browser.post(f"{MINE}make/forum/", sent)
    text = look.content.decode()
    for said in ("Tea and talk", "self-recorded", "3 September 2026", "K01", "Who could see what"):
        assert said in text
    assert not Badge.objects.exists()
    sure = sent | {"own": "Tea and talk", "make": "yes", "key": key_in(look)}
    made = [browser.post(f"{MINE}make/forum/", sure) for _ in range(2)]
    assert {one.status_code for one in made} == {302}
    assert Badge.objects.count() == 1
    assert "Tea and talk" in browser.get(made[0]["Location"]).content.decode()


def test_one_can_go_back_and_say_it_otherwise(signed_in, people, edition):
    entry = add(people.alice)
    again = signed_in("alice").post(
        f"{MINE}make/together/", {"source": str(entry), "own": "Tea", "back": "yes"}
    )
    assert again.status_code == 200
    assert ">\nTea</textarea>" in again.content.decode()
    assert not Badge.objects.exists()


@pytest.mark.parametrize("source", ["", "nothing", "5b3f4c1e-8d0a-4a57-9c1f-2f6f0e4d7a11"])
def test_something_else_than_what_is_in_the_record_is_refused(signed_in, people, edition, source):
    add(people.alice)
    answer = signed_in("alice").post(f"{MINE}make/forum/", {"source": source, "make": "yes"})
    assert answer.status_code == 422
    assert not Badge.objects.exists()


def test_another_persons_entry_cannot_be_chosen(signed_in, people, edition):
    add(people.bob)
    entry = add(people.alice)
    answer = signed_in("bob").post(f"{MINE}make/forum/", {"source": str(entry), "make": "yes"})
    assert answer.status_code == 422
    assert not Badge.objects.exists()


def test_where_there_is_nothing_yet_the_page_says_what_would_be(signed_in, people, edition):
    browser = signed_in("alice")
    assert "add/" in browser.get(f"{MINE}make/forum/").content.decode()
    assert "tick one as done" in browser.get(f"{MINE}make/activity/").content.decode()
    done(people.alice)
    assert "As it was called then" not in browser.get(f"{MINE}make/activity/").content.decode()
    assert browser.get(f"{MINE}make/level/").status_code == 404


def test_the_two_files_hold_the_same_badge(signed_in, people, edition, settings):
    badge, browser = a_badge(people.alice, own="Tea ☕"), signed_in("alice")
    document = browser.get(f"{MINE}{badge}/badge.json")
    picture = browser.get(f"{MINE}{badge}/badge.png")
    assert document["Content-Type"] == "application/vc+ld+json"
    assert picture["Content-Type"] == "image/png"
    for one in (document, picture):
        assert one["Cache-Control"] == "private, no-store"
        assert one["Content-Disposition"].startswith("attachment")
    text = proofs.baked_in(picture.content)
    assert json.loads(text) == json.loads(document.content)
    proofs.check(text, public=proofs.public_half(settings.BADGE_KEY))
    assert picture.content.count(b"openbadgecredential\0\0\0\0\0") == 1  # one, not compressed
    assert browser.get(f"{MINE}{badge}/badge.svg").status_code == 404


@pytest.mark.parametrize("where", ["", "badge.json", "badge.png", "end/"])
def test_a_badge_is_not_there_for_anybody_else(signed_in, people, edition, where):
    badge = a_badge(people.alice)
    assert signed_in("bob").get(f"{MINE}{badge}/{where}").status_code == 404
    assert signed_in("alice").get(f"{MINE}{badge}/{where}").status_code == 200


def test_ending_asks_first(signed_in, people, edition):
    badge, browser = a_badge(people.alice), signed_in("alice")
    assert "End this badge?" in browser.get(f"{MINE}{badge}/end/").content.decode()
    assert Badge.objects.get().ended_at is None
    assert signed_in("bob").post(f"{MINE}{badge}/end/").status_code == 404
    assert browser.post(f"{MINE}{badge}/end/").status_code == 302
    page = browser.get(f"{MINE}{badge}/").content.decode()
    assert "Ended on" in page
    assert "badge.png" not in page
    assert "ended on" in browser.get(MINE).content.decode()


def test_its_owner_is_told_when_its_key_was_let_go(signed_in, people, edition, settings):
    badge, browser, old = a_badge(people.alice), signed_in("alice"), settings.BADGE_KEY
    settings.BADGE_KEY = proofs.new_key()
    assert "badge.png" in browser.get(f"{MINE}{badge}/").content.decode()
    actions.drop_key(actor=None, public=proofs.public_half(old))
    page = browser.get(f"{MINE}{badge}/").content.decode()
    assert "This badge holds no longer" in page
    assert "badge.png" not in page
    verbs = [one.verb for one in history.past("badge-keys")]
    assert sorted(verbs) == ["let a key go", "signed with a key for the first time"]


def test_without_a_key_the_page_says_so_and_offers_nothing(signed_in, people, edition, settings):
    badge = a_badge(people.alice)
    settings.BADGE_KEY = ""
    browser = signed_in("alice")
    assert "No badges are made here" in browser.get(MINE).content.decode()
    assert browser.get(f"{MINE}make/forum/").status_code == 404
    assert browser.get(f"{MINE}{badge}/badge.json").status_code == 200


def test_the_record_leads_to_badges_and_the_export_holds_them(signed_in, people, edition):
    badge, browser = a_badge(people.alice, own="Tea"), signed_in("alice")
    assert MINE in browser.get("/my/record/").content.decode()
    kept = json.loads(browser.get("/my/record/take/record.json").content)
    [one] = kept["everything"]["badges"]
    assert one["id"] == str(badge)
    assert one["credential"]["proof"]["cryptosuite"] == "eddsa-rdfc-2022"
