"""What comes from a course and does not hold: each gets a page with 400 that says what to do, opens
nothing and leaves nothing behind."""

import base64
import hashlib
import hmac
import json
import socket

import jwt
import pytest
from django.test import Client
from jwcrypto.jwk import JWK

from alongside.courses import actions
from alongside.courses.models import UsedOpening
from alongside.standards.lti import platform_keys
from alongside.standards.lti.refusing import WHY
from tests.factories.courses import (
    CHOOSE,
    CLAIM,
    CLIENT,
    ISSUER,
    SITE,
    Browser,
    TheirPlatform,
    key,
    kid,
    now,
    our_key,
    read,
    register,
    served,
)

pytestmark = pytest.mark.django_db
TARGET = f"{SITE}/framework/S10/"
DL = "https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings"


@pytest.fixture
def platform(edition, settings):
    settings.COURSES_KEY = our_key()
    theirs = TheirPlatform()
    with served(theirs.keys()) as address:
        theirs.row = register(address)
        yield theirs


@pytest.fixture
def browser(platform):
    return Browser(platform)


def refused(answer, why):
    """A page that says why and what to do, for both; nothing was used and nowhere is led to."""
    text = answer.content.decode()
    assert answer.status_code == WHY[why].status, text[:2000]
    for words in (WHY[why].happened, WHY[why].person, WHY[why].keeper):
        assert str(words) in text
    assert "Location" not in answer
    assert answer["Cache-Control"] == "no-store"
    assert not UsedOpening.objects.exists()


def said(platform, asked, target=TARGET):
    """A good message's claims, to be spoiled."""
    token = platform.message(asked, target)["id_token"]
    return jwt.decode(token, options={"verify_signature": False})


def signed(platform, claims, *, secret=None, **head):
    head = {"kid": kid()} | head
    return jwt.encode(claims, secret or read(), algorithm="RS256", headers=head)


def sent(browser, asked, token):
    return browser.send({"id_token": token, "state": asked["state"]})


# What is changed in a message; times are seconds from now.
SPOILED = {
    "a nonce that was not given": ({"nonce": "another"}, "state"),
    "no nonce": ({"nonce": None}, "state"),
    "another audience": ({"aud": "client-2"}, "platform"),
    "an audience of several, made for another": (
        {"aud": [CLIENT, "client-2"], "azp": "client-2"},
        "platform",
    ),
    "several audiences and nobody it was made for": (
        {"aud": [CLIENT, "client-2"], "azp": None},
        "platform",
    ),
    "another issuer": ({"iss": "https://elsewhere.example.org"}, "platform"),
    "another deployment": ({f"{CLAIM}deployment_id": "deployment-2"}, "deployment"),
    "no deployment": ({f"{CLAIM}deployment_id": None}, "deployment"),
    "its time over": ({"iat": -900, "exp": -300}, "expired"),
    "no end": ({"exp": None}, "signature"),
    "no beginning": ({"iat": None}, "signature"),
    "made in the future": ({"iat": 600, "exp": 900}, "expired"),
    "a message of another kind": ({f"{CLAIM}message_type": "DataPrivacyLaunchRequest"}, "message"),
    "no kind of message": ({f"{CLAIM}message_type": None}, "message"),
    "another version": ({f"{CLAIM}version": "1.1"}, "message"),
    "no link": ({f"{CLAIM}resource_link": {}}, "message"),
    "a link that is a text": ({f"{CLAIM}resource_link": "x"}, "shape"),
    "a deployment that is a number": ({f"{CLAIM}deployment_id": 7}, "shape"),
    "a nonce that is a list": ({"nonce": ["x"]}, "shape"),
    "an audience of nothing": ({"aud": []}, "shape"),
    "an audience of numbers": ({"aud": [1]}, "shape"),
    "settings that are a list": ({DL: []}, "shape"),
    "a choice with no settings": ({f"{CLAIM}message_type": "LtiDeepLinkingRequest"}, "message"),
}


@pytest.mark.parametrize(("changes", "why"), SPOILED.values(), ids=SPOILED)
def test_a_message_that_was_signed_and_says_something_wrong(platform, browser, changes, why):
    asked = browser.begin(TARGET)
    times = {name: now() + changes[name] for name in ("iat", "exp") if changes.get(name)}
    claims = said(platform, asked) | changes | times
    claims = {name: value for name, value in claims.items() if value is not None}
    refused(sent(browser, asked, signed(platform, claims)), why)


def test_the_same_message_unspoiled_opens_the_page(platform, browser):
    asked = browser.begin(TARGET)
    assert sent(browser, asked, signed(platform, said(platform, asked))).status_code == 303


@pytest.mark.parametrize("aud", [[CLIENT], [CLIENT, "client-2"]])
def test_an_audience_may_be_a_list(platform, browser, aud):
    asked = browser.begin(TARGET)
    claims = said(platform, asked) | {"aud": aud, "azp": CLIENT}
    assert sent(browser, asked, signed(platform, claims)).status_code == 303


def test_a_clock_may_differ_by_a_little(platform, browser):
    asked = browser.begin(TARGET)
    claims = said(platform, asked) | {"iat": now() + 20}
    assert sent(browser, asked, signed(platform, claims)).status_code == 303


def test_a_message_that_was_used_already(platform, browser):
    asked = browser.begin(TARGET)
    fields = platform.message(asked, TARGET)
    ((name, note),) = ((name, one.value) for name, one in browser.client.cookies.items())
    assert browser.send(fields).status_code == 303
    assert browser.send(fields).status_code == 400  # the browser let go of its note
    browser.client.cookies[name] = note
    answer = browser.send(fields)
    assert str(WHY["used"].happened) in answer.content.decode()
    assert (answer.status_code, UsedOpening.objects.count()) == (400, 1)


def unsigned(platform, claims):
    return jwt.encode(claims, None, algorithm="none", headers={"kid": kid()})


def signed_with_the_public_key(platform, claims):
    """HS256 with the text of the public key as the secret: what a careless reader would accept."""

    def part(value):
        return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=")

    body = part({"alg": "HS256", "typ": "JWT", "kid": kid()}) + b"." + part(claims)
    mark = hmac.new(key("theirs")[1].encode(), body, hashlib.sha256).digest()
    return (body + b"." + base64.urlsafe_b64encode(mark).rstrip(b"=")).decode()


def signed_by_another(platform, claims):
    return signed(platform, claims, secret=read("another"))


def with_a_key_that_is_not_there(platform, claims):
    return signed(platform, claims, kid="nowhere")


def with_no_name_of_a_key(platform, claims):
    return jwt.encode(claims, read(), algorithm="RS256")


def with_a_key_of_its_own(platform, claims):
    """Its own key in its head: that says nothing of who signed."""
    jwk = json.loads(JWK.from_pem(key("another")[1].encode()).export_public())
    return signed(platform, claims, secret=read("another"), jwk=jwk)


def changed_after_it_was_signed(platform, claims):
    head, _body, mark = signed(platform, claims).split(".")
    _head, body, _mark = signed(
        platform, claims | {f"{CLAIM}target_link_uri": f"{SITE}/expect/"}
    ).split(".")
    return f"{head}.{body}.{mark}"


@pytest.mark.parametrize(
    "spoil",
    [
        unsigned,
        signed_with_the_public_key,
        signed_by_another,
        with_a_key_that_is_not_there,
        with_no_name_of_a_key,
        with_a_key_of_its_own,
        changed_after_it_was_signed,
    ],
)
def test_a_message_that_the_platform_did_not_sign(platform, browser, spoil):
    asked = browser.begin(TARGET)
    refused(sent(browser, asked, spoil(platform, said(platform, asked))), "signature")


@pytest.mark.parametrize(
    "token",
    [
        *("", "x", "a.b.c", "..", "e30.e30.", "W10.W10.x", "é.é.é", "[" * 500, "x" * 70_000),
        "eyJhbGciOiJub25lIn0.bnVsbA.x",
    ],
)
def test_what_is_no_message(platform, browser, token):
    asked = browser.begin(TARGET)
    refused(sent(browser, asked, token), "shape")


def test_a_deep_message(platform, browser):
    asked = browser.begin(TARGET)
    deep = base64.urlsafe_b64encode(b"[" * 30_000).decode()
    refused(sent(browser, asked, f"{deep}.{deep}.x"), "shape")


def test_the_state_of_another_browser(platform, browser):
    asked = browser.begin(TARGET)
    fields = platform.message(asked, TARGET)
    refused(Browser(platform).send(fields), "state")  # one with nothing
    other = Browser(platform)
    other.begin(TARGET)
    refused(other.send(fields), "state")  # one with its own
    mine = next(iter(browser.client.cookies.values())).value
    name = next(iter(other.client.cookies))
    other.client.cookies[name] = mine  # one that calls mine its own
    refused(other.send(fields | {"state": "state-" + "0" * 8}), "state")
    assert browser.send(fields).status_code == 303


def test_a_note_that_was_changed_is_none(platform, browser):
    asked = browser.begin(TARGET)
    fields, name = platform.message(asked, TARGET), next(iter(browser.client.cookies))
    browser.client.cookies[name] = browser.client.cookies[name].value[:-1] + "!"
    refused(browser.send(fields), "state")


def test_a_note_given_for_one_platform_does_not_serve_for_another(platform, browser):
    register(platform.row.keys_url, issuer="https://second.example.org")
    asked = browser.begin(TARGET)
    claims = said(platform, asked) | {"iss": "https://second.example.org"}
    refused(sent(browser, asked, signed(platform, claims)), "state")


@pytest.mark.parametrize(
    ("target", "why"),
    [
        ("https://evil.example/framework/S10/", "foreign"),
        ("//evil.example/framework/S10/", "foreign"),
        (f"{SITE}@evil.example/framework/S10/", "foreign"),
        (f"{SITE}:8000/framework/S10/", "foreign"),
        ("https://testserver/framework/S10/", "foreign"),
        (f"{SITE}\\@evil.example/", "foreign"),
        ("javascript:alert(1)", "foreign"),
        ("http://[", "foreign"),
        (f"{SITE}/framework/S99/", "gone"),
        (f"{SITE}//evil.example/", "gone"),
        (f"{SITE}/my/plan/", "gone"),
        (f"{SITE}/account/", "gone"),
        (f"{SITE}/sign-in/logout/", "gone"),
        (f"{SITE}/framework/../my/", "gone"),
        (CHOOSE, "unchosen"),
        (f"{SITE}/courses/launch/", "unchosen"),
    ],
)
def test_where_it_leads_is_one_of_the_pages_that_can_be_put_there_or_nowhere(
    platform, browser, target, why
):
    answer = browser.send(platform.message(browser.begin(TARGET), target))
    assert answer.status_code == WHY[why].status
    assert str(WHY[why].happened) in answer.content.decode()
    assert "Location" not in answer


@pytest.mark.parametrize(
    "back",
    ["", "javascript:alert(1)", "https://a b/", "https://x;script-src *", "https://u:p@x.org/", 7],
)
def test_an_answer_goes_only_to_a_whole_address(platform, browser, back):
    asked = browser.begin(CHOOSE)
    claims = said(platform, asked, CHOOSE) | {
        f"{CLAIM}message_type": "LtiDeepLinkingRequest",
        DL: {
            "deep_link_return_url": back,
            "accept_types": ["ltiResourceLink"],
            "accept_presentation_document_targets": ["window"],
        },
    }
    answer = sent(browser, asked, signed(platform, claims))
    assert answer.status_code == 400
    assert str(WHY["answer"].happened) in answer.content.decode()


def first(**sent):
    return Client().get("/courses/login/", sent)


def test_a_beginning_that_does_not_hold(platform):
    good = {"iss": ISSUER, "login_hint": "x", "target_link_uri": TARGET, "client_id": CLIENT}
    assert first(**good).status_code == 302
    assert Client().post("/courses/login/", good).status_code == 302
    assert first(**{**good, "client_id": ""}).status_code == 302  # there is only one
    for spoiled, why in (
        ({"iss": ""}, "shape"),
        ({"login_hint": ""}, "shape"),
        ({"login_hint": "x" * 9000}, "shape"),
        ({"iss": "https://nobody.example"}, "platform"),
        ({"client_id": "client-2"}, "platform"),
    ):
        answer = first(**{**good, **spoiled})
        refused(answer, why)
        assert not answer.cookies
    actions.end_platform(actor=None, platform_id=platform.row.pk)
    refused(first(**good), "platform")


def test_a_platform_that_has_ended_opens_nothing_that_was_begun(platform, browser):
    fields = platform.message(browser.begin(TARGET), TARGET)
    actions.end_platform(actor=None, platform_id=platform.row.pk)
    refused(browser.send(fields), "platform")


# A platform's keys


def test_keys_are_asked_for_once_and_again_for_a_new_one_but_not_for_each(platform, browser):
    for _ in range(3):
        assert browser.open(TARGET).status_code == 303
    assert served.asked == 1
    for number in range(3):
        asked = browser.begin(TARGET)
        sent(browser, asked, signed(platform, said(platform, asked), kid=f"made-up-{number}"))
    assert served.asked == 1  # it was asked a moment ago
    platform_keys.caches["process"].clear()
    assert browser.open(TARGET).status_code == 303
    assert served.asked == 2


BAD_KEYS = {
    "not json": ("<html>", 200),
    "no keys in it": ("{}", 200),
    "a list": ("[]", 200),
    "keys that are texts": ('{"keys": ["x"]}', 200),
    "deep": ("[" * 100_000, 200),
    "an error": ("{}", 500),
    "sent on": ("", 302),
    "too large": (b'{"keys": [], "x": "' + b"x" * 300_000 + b'"}', 200),
}


@pytest.mark.parametrize(("body", "status"), BAD_KEYS.values(), ids=BAD_KEYS)
def test_keys_that_cannot_be_read(edition, body, status):
    theirs = TheirPlatform()
    with served(body, status) as address:
        register(address)
        refused(Browser(theirs).open(TARGET), "keys")
        refused(Browser(theirs).open(TARGET), "keys")
        assert served.asked == 1  # and not asked again at once


def test_a_shared_secret_among_the_keys_never_counts(edition):
    theirs = TheirPlatform()
    oct_key = {"kty": "oct", "k": "c2VjcmV0", "kid": "shared", "alg": "HS256"}
    with served(json.dumps({"keys": [oct_key]})) as address:
        register(address)
        browser = Browser(theirs)
        asked = browser.begin(TARGET)
        token = jwt.encode(
            said(theirs, asked), b"secret" * 9, algorithm="HS256", headers={"kid": "shared"}
        )
        refused(sent(browser, asked, token), "signature")
        asked = browser.begin(TARGET)
        token = signed(theirs, said(theirs, asked), kid="shared")
        refused(sent(browser, asked, token), "signature")


@pytest.mark.parametrize("n", ["!!", "AQAB", 7, None])
def test_a_key_that_is_none_is_left_out(edition, n):
    theirs = TheirPlatform()
    bad = {"kty": "RSA", "e": "AQAB", "n": n, "kid": kid()}
    with served(json.dumps({"keys": [bad]})) as address:
        register(address)
        refused(Browser(theirs).open(TARGET), "signature")


@pytest.mark.parametrize(
    ("place", "why"),
    [("10.0.0.1", "public"), ("169.254.169.254", "public"), ("::ffff:192.168.0.1", "public")],
)
def test_private_places_are_never_asked(monkeypatch, place, why):
    family = socket.AF_INET6 if ":" in place else socket.AF_INET
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda *a, **k: [(family, socket.SOCK_STREAM, 6, "", (place, 443))]
    )
    with pytest.raises(platform_keys.NoKeysError, match="not public"):
        platform_keys.keys("https://platform.example.org/keys", "x")


def test_loopback_and_plain_http_are_for_ones_own_machine_only(settings):
    with served("{}") as address:
        settings.PLAIN_HTTP = False
        with pytest.raises(platform_keys.NoKeysError, match="https"):
            platform_keys.keys(address, "x")
        with pytest.raises(platform_keys.NoKeysError, match="not public"):
            platform_keys.keys(address.replace("http:", "https:"), "x")
        assert served.asked == 0
