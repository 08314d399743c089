"""What anybody can read about badges, and the page that checks any badge without asking anyone."""

import base64
import gzip
import io
import json
import socket
import zlib
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from alongside.badges import actions
from alongside.badges.models import Badge
from alongside.core.credentials import badges as core
from alongside.foundation import proofs
from tests.factories.badges import SITE, a_badge

pytestmark = pytest.mark.django_db
CHECK = "/badges/check/"


@pytest.fixture
def made(people, edition):
    """A badge of Alice's: its id and its text."""
    badge = a_badge(people.alice, own="Tea")
    return badge, json.dumps(Badge.objects.get(pk=badge).credential)


def checked(text="", file=None):
    return Client().post(CHECK, {"text": text, **({"file": file} if file else {})})


def said(answer):
    assert answer.status_code == 200, answer.content.decode()
    return " ".join(answer.content.decode().split())


def upload(body, name="badge.png"):
    return SimpleUploadedFile(name, body)


# The documents


def test_who_issues_and_the_keys_can_be_read_by_anybody_from_anywhere(made, settings):
    profile, keys = (Client().get(f"/badges/issuer/{name}") for name in ("", "did.json"))
    assert (
        profile.json()["id"]
        == keys.json()["id"]
        == SITE.issuer
        == "did:web:testserver:badges:issuer"
    )
    [method] = keys.json()["verificationMethod"]
    assert method["publicKeyMultibase"] == proofs.public_half(settings.BADGE_KEY)
    assert keys["Access-Control-Allow-Origin"] == "*"
    credential = json.loads(made[1])
    assert credential["issuer"]["id"] == profile.json()["id"]
    assert credential["proof"]["verificationMethod"] == method["id"]
    assert settings.BADGE_KEY.encode() not in keys.content


def ended_in(document):
    packed = document["credentialSubject"]["encodedList"]
    bits = gzip.decompress(base64.urlsafe_b64decode(packed[1:] + "=" * (-len(packed[1:]) % 4)))
    assert packed[0] == "u"
    assert len(bits) * 8 == 131_072
    return {
        i * 8 + b for i, byte in enumerate(bits) if byte for b in range(8) if byte & (0x80 >> b)
    }


def test_the_status_list_names_the_ended_places_and_nobody(made, people):
    place = Badge.objects.get().place
    address = json.loads(made[1])["credentialStatus"]["statusListCredential"]
    path = address.removeprefix("http://testserver")
    live = Client().get(path)
    assert ended_in(live.json()) == set()
    actions.end_badge(actor=people.actor("alice"), badge_id=made[0])
    ended = Client().get(path)  # at once: nothing that was kept says otherwise
    assert ended_in(ended.json()) == {place.index}
    assert ended.json()["id"] == address
    assert set(ended.json()) == {
        "@context", "id", "type", "issuer", "validFrom", "credentialSubject", "proof"
    }  # fmt: skip


def test_a_list_that_is_none_is_not_there(people):
    assert Client().get(f"/badges/status/{uuid4()}/").status_code == 404


def test_without_any_key_there_is_no_key_document(people, settings):
    settings.BADGE_KEY = ""
    assert Client().get("/badges/issuer/did.json").status_code == 404


# Checking


def test_a_badge_of_ours_holds(made):
    page = said(checked(made[1]))
    assert "This badge holds" in page
    assert "It was not ended" in page
    assert "Nobody" in page or "nobody assessed it" in page
    assert "Tea" in page


def test_so_does_its_picture(made, people):
    browser = Client()
    browser.force_login(people.alice)
    picture = browser.get(f"/my/record/badges/{made[0]}/badge.png").content
    assert "This badge holds" in said(checked(file=upload(picture)))
    assert "This badge holds" in said(checked(file=upload(made[1].encode(), "badge.json")))


def test_one_letter_more_and_it_does_not_hold(made):
    page = said(checked(made[1].replace("Tea", "Teas")))
    assert "This badge does not hold" in page
    assert "What it claims" in page


def test_an_ended_badge_is_said_to_be_ended(made, people):
    actions.end_badge(actor=people.actor("alice"), badge_id=made[0])
    assert "This badge was ended" in said(checked(made[1]))


def test_an_ended_badge_is_still_ended_when_its_owner_is_gone(made, people):
    from alongside.accounts.actions import erase_person

    actions.end_badge(actor=people.actor("alice"), badge_id=made[0])
    erase_person(actor=people.actor("alice"))
    assert "This badge was ended" in said(checked(made[1]))


def test_a_badge_holds_after_the_key_was_changed(made, settings):
    settings.BADGE_KEY = proofs.new_key()
    actions.keep_key(actor=None)
    assert "This badge holds" in said(checked(made[1]))
    assert len(Client().get("/badges/issuer/did.json").json()["assertionMethod"]) == 2


def test_a_badge_of_a_key_that_was_let_go_holds_no_longer(made, settings):
    stolen = proofs.public_half(settings.BADGE_KEY)
    settings.BADGE_KEY = proofs.new_key()
    actions.drop_key(actor=None, public=stolen)
    page = said(checked(made[1]))
    assert "This badge holds" not in page
    assert "names a key that is none of ours" in page


def foreign(site, secret, *, method=None):
    from datetime import UTC, date, datetime

    badge = core.Badge(
        str(uuid4()), str(uuid4()), core.FORUM, date(2026, 9, 3), datetime(2026, 9, 4, tzinfo=UTC)
    )
    document = core.credential(badge, site=site, list_id=str(uuid4()), index=4)
    public = proofs.public_half(secret)
    return json.dumps(
        proofs.sign(
            document,
            secret=secret,
            method=method or site.method(public),
            created=datetime(2026, 9, 4, tzinfo=UTC),
        )
    )


@pytest.fixture
def nobody_asked(monkeypatch):
    def connect(*_args):
        raise AssertionError("another site was asked")

    monkeypatch.setattr(socket.socket, "connect", connect)
    monkeypatch.setattr(socket, "getaddrinfo", connect)


def test_of_another_sites_badge_it_says_what_cannot_be_checked(people, nobody_asked):
    page = said(checked(foreign(core.Site("https://elsewhere.example"), proofs.new_key())))
    assert "Not all of this badge can be checked here" in page
    assert "this page asks nobody" in page
    assert "Nothing here shows that it is so" in page


def test_a_key_that_the_badge_brings_itself_shows_only_that_nothing_was_changed(
    people, nobody_asked
):
    secret = proofs.new_key()
    public = proofs.public_half(secret)
    method = f"did:key:{public}#{public}"
    text = foreign(core.Site("https://elsewhere.example"), secret, method=method)
    page = said(checked(text))
    assert "Not all of this badge can be checked here" in page
    assert "shows nothing of who holds that key" in page
    assert "does not hold" in said(checked(text.replace("Hosted", "hosted")))


def test_who_only_says_to_be_this_site_is_found_out(people, settings, nobody_asked):
    """With a key of their own in our name, and with our key's name on their signature."""
    secret, ours = proofs.new_key(), proofs.public_half(settings.BADGE_KEY)
    page = said(checked(foreign(SITE, secret)))
    assert "names a key that is none of ours" in page
    assert "This badge holds" not in page
    assert "does not hold" in said(checked(foreign(SITE, secret, method=SITE.method(ours))))


def test_a_place_that_was_never_drawn_is_no_proof_that_it_holds(made, settings):
    """Signed by us, and not on our list: it is not said to hold."""
    page = said(checked(foreign(SITE, settings.BADGE_KEY)))
    assert "This badge holds" not in page
    assert "It names no place on our list" in page


def test_a_badge_for_a_time_to_come_is_not_said_to_hold(made):
    document = json.loads(made[1])
    page = said(checked(json.dumps(document | {"validFrom": "2999-01-01T00:00:00Z"})))
    assert "This badge holds" not in page
    assert "for a time to come" in page


def png(*chunks):
    kept = io.BytesIO()
    Image.new("RGB", (2, 2)).save(kept, "PNG")
    body = kept.getvalue()
    more = b""
    for tag, data in chunks:
        more += len(data).to_bytes(4, "big") + tag + data
        more += zlib.crc32(tag + data).to_bytes(4, "big")
    return body[:-12] + more + body[-12:]


BOMB = b"openbadgecredential\0\x01\0\0\0" + zlib.compress(b" " * 50_000_000)


@pytest.mark.parametrize(
    ("text", "file", "words"),
    [
        ("", None, "Choose a file, or paste"),
        ("hello", None, "not whole, or not JSON"),
        ("{}", None, "no badge of the form"),
        ("[" * 5000, None, "not JSON"),
        ("{" + '"a":{' * 90 + "}" * 91, None, "not JSON"),
        ('{"a": "\\ud800"}', None, "not JSON"),
        ('{"a": [' + "[]," * 300 + "[]]}", None, "more parts than any badge"),
        ("", b"", "not JSON"),
        ("", b"\xff\xfe\x00", "No badge could be read"),
        ("", b"{" * 300_000, "No badge could be read"),
        ("", png(), "carries no badge"),
        ("", png()[:40], "No badge could be read"),
        ("", b"\x89PNG\r\n\x1a\n", "badge"),
        ("", png((b"iTXt", BOMB)), "No badge could be read"),
        ("", png((b"iTXt", b"openbadgecredential\0\0\0\0\0\xff\xfe")), "No badge could be read"),
        ("", b"x" * 2_000_001, "larger than 2 MB"),
    ],
)
def test_what_is_no_badge_is_refused_in_words(people, text, file, words):
    answer = checked(text, upload(file) if file is not None else None)
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_checking_keeps_nothing_leaves_no_cookie_and_takes_nothing_from_another_site(
    made, django_assert_max_num_queries
):
    browser = Client()
    with django_assert_max_num_queries(6):
        answer = browser.post(CHECK, {"text": made[1]})
    assert answer["Cache-Control"] == "no-store"
    assert not browser.cookies
    assert not browser.get(CHECK).cookies
    elsewhere = browser.post(CHECK, {"text": made[1]}, headers={"Sec-Fetch-Site": "cross-site"})
    assert elsewhere.status_code == 403


@pytest.mark.parametrize("day", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
@pytest.mark.parametrize("where", ["activityEndDate", "validFrom", "validUntil"])
def test_a_day_that_no_calendar_has_everywhere_is_passed_over(made, day, where):
    document = json.loads(made[1])
    holds_it = document["credentialSubject"] if where == "activityEndDate" else document
    holds_it[where] = day
    assert "This badge holds" not in said(checked(json.dumps(document)))


def test_one_thing_in_a_list_by_itself_is_that_thing(made):
    document = json.loads(made[1])
    for name in ("credentialSubject", "credentialStatus"):
        document[name] = [document[name]]
    page = said(checked(json.dumps(document)))
    assert "This badge holds" in page
    assert "Hosted a forum" in page


def test_what_a_badge_says_stands_on_the_page_as_text_alone(people, settings):
    document = json.loads(foreign(core.Site("https://elsewhere.example"), proofs.new_key()))
    document["credentialSubject"]["achievement"]["name"] = "<script>alert(1)</script>"
    assert "<script>alert" not in said(checked(json.dumps(document)))
